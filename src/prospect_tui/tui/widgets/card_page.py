"""The page of the row in hand: read, never stood on, so that letters stay those of the results."""

from typing import ClassVar

from prospect_tui.tui.widgets.lines_view import LinesView

STRUCK = "struck"
"""The look of a number that was found wrong: struck through."""


class CardPage(LinesView, can_focus=False):
    """A page of lines that scrolls, with one look more."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drawn--{STRUCK}"}
    DEFAULT_CSS = "CardPage .drawn--struck { color: $text-muted; text-style: strike; }"
