"""The style sheets in use, each parsed once for a set of colours.

Textual parses all of them again whenever a screen or a kind of widget brings one more: five times
at the start, and once more at the first opening of each place and question.
"""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

SHEETS = 1_000
"""More than there are: one for each kind of widget, and one for each screen."""


class LastingStylesheet(Stylesheet):
    """A style sheet that remembers what it has parsed for as long as the colours stay."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Begin with the colours of `variables`."""
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SHEETS)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use these colours; nothing is forgotten when they are those in use."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what was not parsed with the colours in use."""
        self.parse()
