"""One line of text being typed in a cell: its keys and its window. Draws and saves nothing."""

from collections.abc import Callable

from rich.cells import set_cell_size

from prospect_tui.tui.text import drawable, fit, width


class LineEditor:
    """A text and a cursor, which stands before the character at that index."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cursor = len(text)
        self._start = 0
        self._actions: dict[str, Callable[[], None]] = {
            "left": lambda: self._go(self._before()),
            "right": lambda: self._go(self._after()),
            "home": lambda: self._go(0),
            "end": lambda: self._go(len(self.text)),
            "backspace": lambda: self._cut(self._before(), self.cursor),
            "delete": lambda: self._cut(self.cursor, self._after()),
            "ctrl+u": lambda: self._cut(0, self.cursor),
        }

    def press(self, key: str) -> bool:
        """Obey a key that moves or deletes; False when it does neither."""
        action = self._actions.get(key)
        if action is not None:
            action()
        return action is not None

    def insert(self, text: str) -> None:
        """Put clean single-line `text` at the cursor."""
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def window(self, cells: int) -> tuple[str, str, str]:
        """Return what is seen in `cells` cells: before, under and after the cursor."""
        under = drawable(self.text[self.cursor : self._after()])
        under = fit(under, max(1, min(cells, width(under))))
        self._start = min(self._start, self.cursor)
        self._start = max(self._start, self._first_fitting(cells - width(under)))
        before = drawable(self.text[self._start : self.cursor])
        after = drawable(self.text[self._after() : self._after() + cells])
        return before, under, set_cell_size(after, max(0, cells - width(before) - width(under)))

    def _first_fitting(self, room: int) -> int:
        """Return where to start for the text up to the cursor to fit in `room` cells."""
        start = self.cursor
        while start > 0 and (room := room - width(self.text[start - 1])) >= 0:
            start -= 1
        return start

    def _before(self) -> int:
        """Return the cursor's place one character back, an accent going with its letter."""
        place = max(0, self.cursor - 1)
        while place > 0 and not width(self.text[place]):
            place -= 1
        return place

    def _after(self) -> int:
        place = min(len(self.text), self.cursor + 1)
        while place < len(self.text) and not width(self.text[place]):
            place += 1
        return place

    def _go(self, place: int) -> None:
        self.cursor = place

    def _cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start
