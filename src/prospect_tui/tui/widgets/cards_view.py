"""What the views of the pipeline have in common: cards drawn by hand, one of them in hand."""

from textual.message import Message

from prospect_tui.services.board import Card, StageRecord
from prospect_tui.tui.parts import InParts
from prospect_tui.tui.widgets.drawn import Drawn

BUTTON = 1
"""The one of the mouse that drags."""
DOUBLE = 2
"""Clicks that open a card."""


class CardsView(InParts, Drawn, is_part=True):
    """A view of cards; its children say where they stand. It changes no card: the screen does."""

    class Moved(Message):
        """The cursor is on another card, or the cards are new."""

    class Opened(Message):
        """The card under the cursor was double-clicked."""

    class LeftAbove(Message):
        """The cursor goes up to what stands above the cards."""

    class Counted(Message):
        """The head of a stage was clicked: what it counts is wanted."""

        def __init__(self, stage: StageRecord) -> None:
            """Name the stage."""
            super().__init__()
            self.stage = stage

    class Dropped(Message):
        """A card was dragged to a place and let go."""

        def __init__(self, card: Card, stage: StageRecord, before_id: int | None) -> None:
            """Say which card stands in which stage now, before which other one or at the end."""
            super().__init__()
            self.card = card
            self.stage = stage
            self.before_id = before_id

    @property
    def card(self) -> Card | None:
        """Return the card under the cursor, if there is one."""
        raise NotImplementedError

    @property
    def cursor_id(self) -> int | None:
        """Return the number of the opportunity under the cursor, if there is one."""
        card = self.card
        return card.id if card else None
