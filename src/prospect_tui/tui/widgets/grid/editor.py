"""One line of text being typed in a cell: its keys and its window. Draws and saves nothing."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import set_cell_size

from prospect_tui.tui.text import cut, drawable, fit, width


class Window(NamedTuple):
    """What is seen of a line: before, under and after the cursor."""

    before: str
    under: str
    after: str


class LineEditor:
    """A text and a cursor, which stands before the character at that index."""

    DELETING = frozenset({"backspace", "delete", "ctrl+delete", "ctrl+u", "ctrl+w"})

    def __init__(self, text: str, *, marked: bool = False) -> None:
        self.text = text
        self.cursor = len(text)
        self.marked = marked
        """Whether the next character takes the place of the whole text."""
        self._start = 0
        self._actions: dict[str, Callable[[], None]] = {
            "left": lambda: self._go(self._before()),
            "right": lambda: self._go(self._after()),
            "home": lambda: self._go(0),
            "end": lambda: self._go(len(self.text)),
            "ctrl+left": lambda: self._go(self._word_before()),
            "ctrl+right": lambda: self._go(self._word_after()),
            "ctrl+a": self.mark,
            "backspace": lambda: self._cut(self._before(), self.cursor),
            "delete": lambda: self._cut(self.cursor, self._after()),
            "ctrl+w": lambda: self._cut(self._word_before(), self.cursor),
            "ctrl+delete": lambda: self._cut(self.cursor, self._word_after()),
            "ctrl+u": lambda: self._cut(0, self.cursor),
        }

    def uses(self, key: str) -> bool:
        """Say whether the key moves or deletes."""
        return key in self._actions

    def press(self, key: str) -> bool:
        """Obey a key that moves or deletes; False when it does neither."""
        action = self._actions.get(key)
        if action is not None:
            action()
        return action is not None

    def insert(self, text: str) -> None:
        """Put clean single-line `text` at the cursor, or in the place of a marked text."""
        if self.marked:
            self.replace("")
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def replace(self, text: str, *, marked: bool = False) -> None:
        """Hold this text instead, the cursor at its end."""
        self.text, self.cursor, self.marked = text, len(text), marked

    def mark(self) -> None:
        """Have the next character take the place of the whole text."""
        self.replace(self.text, marked=bool(self.text))

    def window(self, cells: int, ghost: str = "") -> Window:
        """Return what is seen in `cells` cells; `ghost` is drawn after a cursor at the end."""
        text, end = self.text, self._after()
        if ghost and self.cursor == len(text):
            text, end = text + ghost, self.cursor + _first_letter(ghost)
        under = drawable(text[self.cursor : end])
        under = fit(under, max(1, min(cells, width(under))))
        self._start = min(self._start, self.cursor)
        self._start = max(self._start, self._first_fitting(cells - width(under)))
        before = drawable(text[self._start : self.cursor])
        after = drawable(text[end : end + cells])
        room = max(0, cells - width(before) - width(under))
        return Window(before, under, set_cell_size(after, room))

    def wanted(self, most: int, ghost: str = "") -> int:
        """Return how many cells show the whole text and its cursor, if fewer than `most`."""
        return min(most, width(drawable(cut(self.text + ghost, most))) + (not ghost))

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

    def _word_before(self) -> int:
        """Return where the word before the cursor begins."""
        place = self.cursor
        while place > 0 and not self.text[place - 1].isalnum():
            place -= 1
        while place > 0 and self.text[place - 1].isalnum():
            place -= 1
        return place

    def _word_after(self) -> int:
        """Return where the word after the cursor ends, with its last accents."""
        place, end = self.cursor, len(self.text)
        while place < end and not self.text[place].isalnum():
            place += 1
        while place < end and (self.text[place].isalnum() or not width(self.text[place])):
            place += 1
        return place

    def _go(self, place: int) -> None:
        self.cursor, self.marked = place, False

    def _cut(self, start: int, end: int) -> None:
        if self.marked:
            start, end = 0, len(self.text)
        self.text = self.text[:start] + self.text[end:]
        self._go(start)


def _first_letter(text: str) -> int:
    """Return how many characters the first letter of `text` takes, with its accents."""
    end = 1
    while end < len(text) and not width(text[end]):
        end += 1
    return end
