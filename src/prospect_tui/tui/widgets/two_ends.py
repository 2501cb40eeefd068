"""One line with a text at each end."""

from textual.strip import Strip

from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Drawn

GAP = 2


class TwoEnds(Drawn):
    """Shows a text on the left and, as far as there is room, another on the right."""

    DEFAULT_CSS = "TwoEnds { height: 1; width: 100%; }"

    def __init__(self, *, id: str) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._ends = ("", "")
        self._look = self._shorter = ""

    def show(self, left: str, right: str = "", *, look: str = "", shorter: str = "") -> None:
        """Show other texts, both literal; `look` is a style of `Drawn` for the left one.

        The left one may be said `shorter` where there is no room for both.
        """
        if (left, right, look, shorter) != (*self._ends, self._look, self._shorter):
            self._ends, self._look, self._shorter = (left, right), look, shorter
            self.refresh()

    @property
    def text(self) -> str:
        """Return the text on the left."""
        return self._ends[0]

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the line; the left end has the room it needs."""
        left, right = (f" {text}" if text else "" for text in self._ends)
        if self._shorter and width(left) + GAP + width(right) >= cells:
            left = f" {self._shorter}"
        left = fit(left, min(cells, width(left)) if left else 0)
        free = max(0, cells - (width(left) if left else 0) - GAP)
        right = fit(f"{right} " if right else "", free, "right")
        return [self.strip(((left, self._look), (" " * GAP, ""), (right, "")), cells)][:lines]
