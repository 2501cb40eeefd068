"""What the views of the pipeline have in common: cards drawn by hand, one of them in hand."""

from textual import events
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

    _pressed: object
    """The card on which the button went down, else None."""
    _drop: object
    """Where the dragged card would stand, else None."""
    _was_dragged: bool
    """Whether the click that follows is the end of a drag."""

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

    def on_key(self, event: events.Key) -> None:
        """Give a drag up with Escape: the card stays where it is, and so does the screen."""
        if event.key == "escape" and self._drop is not None:
            event.stop()
            self._pressed = self._drop = None
            self._was_dragged = True
            self.release_mouse()
            self.refresh()

    @property
    def card(self) -> Card | None:
        """Return the card under the cursor, if there is one."""
        raise NotImplementedError

    @property
    def cursor_id(self) -> int | None:
        """Return the number of the opportunity under the cursor, if there is one."""
        card = self.card
        return card.id if card else None
