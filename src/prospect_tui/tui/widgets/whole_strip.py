"""A line of the screen which is freed as soon as nobody holds it."""

from collections.abc import Iterable, Sequence

from textual.strip import Strip


class WholeStrip(Strip):
    """A strip that is mostly shown whole.

    Textual's own keeps itself in what it remembers of having been cut nowhere: only the garbage
    collector frees it, and thousands of lines are waiting for it after a few seconds of paging.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between places where the strip is cut; itself when it is cut nowhere."""
        places = list(cuts)
        return [self] if places == [self.cell_length] else super().divide(places)
