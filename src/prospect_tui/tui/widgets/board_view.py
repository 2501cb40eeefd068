"""The board: stages side by side, their cards under them, one cursor, a mouse that drags cards.

Each column scrolls by itself; the columns scroll sideways when they do not all fit. It moves no
card: the screen does.
"""

from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from prospect_tui.services.board import Board, Card
from prospect_tui.tui.widgets.board_drawing import BoardDrawing, Slot
from prospect_tui.tui.widgets.board_layout import GAP, HEADER
from prospect_tui.tui.widgets.cards_view import BUTTON, DOUBLE


class BoardView(BoardDrawing, can_focus=True):
    """Shows a board. The cursor is on a card, an empty column, or the head of a column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
        Binding("up", "card(-1)", show=False),
        Binding("down", "card(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
    ]

    def __init__(self, today: date, *, id: str | None = None) -> None:
        """Begin with an empty board, nothing in the mouse."""
        super().__init__(today, id=id)
        self._pressed: Card | None = None
        """The card on which the button went down."""
        self._was_dragged = False
        """Whether the click that follows is the end of a drag."""

    def show(
        self, board: Board, today: date, *, to: int | None = None, empty_text: str = ""
    ) -> None:
        """Show other cards, or `empty_text` when there is none.

        The cursor goes to card `to`, else stays on its card, else goes to the nearest card.
        """
        was = self.cursor_id
        self._empty_text = "" if board.count else empty_text
        self._pressed = self._drop = None
        self._take(board, today)
        found = board.place_of(to) or board.place_of(was)
        if found is not None:
            self._column, self._rows[found[0]] = found
            self.is_on_head = False
        elif not self.is_on_head:
            self._leave_empty_column()
        self.refresh()
        self.post_message(self.Moved())

    def action_column(self, step: int) -> None:
        """Go to another column."""
        self._go(self._column + step, None)

    def action_card(self, step: int) -> None:
        """Go to another card of the column; above the first one is the head, then the figures."""
        if not self._columns:
            return
        row = self._rows[self._column]
        if self.is_on_head and step < 0:
            self.post_message(self.LeftAbove())
        elif self.is_on_head:
            self._go(self._column, self._tops[self._column])
        elif row + step < 0:
            self._go_to_head()
        else:
            self._go(self._column, row + step)

    def action_page(self, pages: int) -> None:
        """Go as far as a column shows."""
        if self._columns:
            seen = self._layout.seen(self._column, self._tops[self._column])
            self._go(self._column, self._rows[self._column] + pages * max(1, seen - 1))

    def action_edge(self, place: int) -> None:
        """Go to the first card (0) or the last one (-1) of the column."""
        if self._columns:
            self._go(self._column, place % max(1, len(self._columns[self._column].cards)))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a card, or count a stage; open a card at a double click."""
        if self._was_dragged:
            self._was_dragged = False
            return
        place = self._column_at(event.x)
        if place is None:
            return
        row = self._layout.row_at(place, self._tops[place], event.y)
        self._go(place, row)
        if event.y < HEADER:
            self.post_message(self.Counted(self._columns[place].stage))
        elif row is not None and event.chain == DOUBLE:
            self.post_message(self.Opened())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the card under the mouse, which is dragged once the mouse moves."""
        self._was_dragged = False
        place = self._column_at(event.x)
        if event.button == BUTTON and place is not None and event.y >= HEADER:
            row = self._layout.row_at(place, self._tops[place], event.y)
            self._pressed = None if row is None else self._columns[place].cards[row]

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the dragged card would fall; at an edge, bring in what is beyond it."""
        if self._pressed is None or event.button != BUTTON:
            return
        self.capture_mouse()
        if event.x <= 0 and self._left:
            self._left -= 1
        elif event.x >= self.outer_size.width - 1 and self._last_shown < len(self._columns):
            self._left += 1
        x = max(0, min(event.x, self.outer_size.width - 1))
        place = self._column_at(x)
        place = self._last_shown - 1 if place is None else place
        if event.y < HEADER:
            self._tops[place] = max(0, self._tops[place] - 1)
        elif event.y >= self.outer_size.height - 1:
            self._tops[place] += 1  # as far as there is more, seen when it is drawn
        self._drop = Slot(place, self._layout.slot_at(place, self._tops[place], event.y))
        self.refresh()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Let the card go."""
        self.release_mouse()
        card, slot = self._pressed, self._drop
        self._pressed = self._drop = None
        if card is None or slot is None:
            return
        self._was_dragged = True
        self.refresh()
        cards = self._columns[slot.column].cards
        places = [row for row, one in enumerate(cards) if one.id == card.id]
        if slot.row in {place + step for place in places for step in (0, 1)}:
            return  # it stands there already
        before = cards[slot.row].id if slot.row < len(cards) else None
        self.post_message(self.Dropped(card, self._columns[slot.column].stage, before))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go one card up."""
        event.stop()
        if self._columns:
            self._go(self._column, self._rows[self._column] - 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go one card down."""
        event.stop()
        self.action_card(1)

    def _column_at(self, x: int) -> int | None:
        place = self._left + x // (self._layout.wide + GAP)
        return place if 0 <= place < self._last_shown else None

    def _leave_empty_column(self) -> None:
        """Put the cursor on the nearest column that has cards: the last one here was closed."""
        filled = [place for place, column in enumerate(self._columns) if column.cards]
        if filled and self.card is None:
            self._column = min(filled, key=lambda place: abs(place - self._column))

    def _go(self, place: int, row: int | None) -> None:
        if not self._columns:
            return
        was = (self._column, self._rows[self._column], self.is_on_head)
        self._column = max(0, min(place, len(self._columns) - 1))
        if row is not None:
            last = len(self._columns[self._column].cards) - 1
            self._rows[self._column] = max(0, min(row, last))
            self.is_on_head = False
        if was != (self._column, self._rows[self._column], self.is_on_head):
            self.refresh()
            self.post_message(self.Moved())

    def _go_to_head(self) -> None:
        self.is_on_head = True
        self.refresh()
        self.post_message(self.Moved())
