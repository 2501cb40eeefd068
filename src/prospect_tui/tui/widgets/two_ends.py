"""One line with a text at each end, drawn without any layout."""

from textual.content import Content
from textual.widget import Widget

from prospect_tui.tui.text import fit, width

GAP = 2


class TwoEnds(Widget):
    """Shows a text on the left and, as far as there is room, another on the right."""

    DEFAULT_CSS = "TwoEnds { height: 1; width: 100%; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Begin empty."""
        super().__init__(id=id)
        self._ends = ("", "")

    def show(self, left: str, right: str = "") -> None:
        """Show other texts, both literal."""
        if (left, right) != self._ends:
            self._ends = (left, right)
            self.refresh()

    def render(self) -> Content:
        """Draw the line; the left end has the room it needs."""
        left, right = self._ends
        room = self.size.width
        left = fit(left, min(room, width(left)))
        free = room - width(left) - GAP
        return Content(left + " " * GAP + fit(right, min(free, width(right)), "right").rjust(free))
