"""One line with a text at its left end and figures at its right; each figure can be opened."""

from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Drawn, mark
from prospect_tui.wording.sales import Total

_SEPARATOR = " ·"
_GAP, _EDGE = 2, 1
"""Cells between the two ends at least; after the last figure."""


class FigureLine(Drawn, can_focus=True):
    """Shows figures in as many words as fit. It opens none: who hears `Opened` does."""

    DEFAULT_CSS = "FigureLine { height: 1; width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("enter", "open", show=False),
        Binding("down,escape", "leave", show=False),
    ]

    class Opened(Message):
        """What a figure counts is wanted."""

        def __init__(self, figure: Total) -> None:
            """Name the figure."""
            super().__init__()
            self.figure = figure

    class Left(Message):
        """The cursor goes back to what stands below."""

    def __init__(self, *, id: str) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._heading = ""
        self._wordings: Sequence[Sequence[Total]] = ((),)
        self._place = 0
        """The figure under the cursor."""

    def show(self, name: str, wordings: Sequence[Sequence[Total]]) -> None:
        """Show a literal text and the same figures in words that take less and less room."""
        self._heading, self._wordings = name, wordings
        self._place = max(0, min(self._place, len(wordings[0]) - 1))
        self.refresh()

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the line; the text has the room it needs."""
        name = fit(f" {self._heading}", min(cells, width(self._heading) + 1))
        shown, first = self._fitting(cells)
        parts = [self.strip(((name, ""),), first)]
        for place, figure in enumerate(shown):
            is_on = self.has_focus and place == self._place
            before = _SEPARATOR if place else ""
            parts.append(self.strip(((before, ""),), width(before)))
            text = ((mark(is_under_cursor=is_on), "star"), (figure.text, ""))
            parts.append(self.strip(text, width(figure.text) + 1, "cursor" if is_on else "plain"))
        return [Strip.join(parts).adjust_cell_length(cells, self.style_of("plain"))][:lines]

    def action_step(self, step: int) -> None:
        """Go to another figure."""
        self._place = max(0, min(self._place + step, len(self._wordings[0]) - 1))
        self.refresh()

    def action_open(self) -> None:
        """Ask for what the figure under the cursor counts."""
        self.post_message(self.Opened(self._wordings[0][self._place]))

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Ask for what the figure under the mouse counts; elsewhere, do not keep the focus."""
        shown, first = self._fitting(self.outer_size.width)
        ends = accumulate(map(_taken, shown), initial=first - len(_SEPARATOR))
        for place, (figure, end) in enumerate(zip(shown, list(ends)[1:], strict=True)):
            if first <= event.x < end:
                self._place = place
                self.post_message(self.Opened(figure))
                return
        self.action_leave()

    def _fitting(self, cells: int) -> tuple[Sequence[Total], int]:
        """Return the figures in the longest words that fit, and the cell where they begin."""
        room = max(0, cells - width(self._heading) - 1 - _GAP - _EDGE)
        taken = [sum(map(_taken, figures)) - len(_SEPARATOR) for figures in self._wordings]
        fitting = (place for place, wide in enumerate(taken) if wide <= room)
        place = next(fitting, len(taken) - 1)
        return self._wordings[place], cells - _EDGE - min(taken[place], room)


def _taken(figure: Total) -> int:
    """Return the cells of a figure with what stands before it."""
    return len(_SEPARATOR) + 1 + width(figure.text)
