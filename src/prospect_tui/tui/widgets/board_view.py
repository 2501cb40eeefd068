"""The board: stages side by side, their cards under them, one cursor.

Each column scrolls by itself; the columns scroll sideways when they do not all fit. Only what is
in view is drawn, so that thousands of cards cost nothing. It moves no card: the screen does.
"""

from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from prospect_tui.i18n import formats
from prospect_tui.services.board import Board, BoardColumn, Card
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.board_layout import GAP, HEADER, BoardLayout
from prospect_tui.tui.widgets.drawn import Drawn, Spans, mark, wrapped
from prospect_tui.wording import sales


class BoardView(Drawn, can_focus=True):
    """Shows a board. The cursor is on a card, or on a column that has none."""

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

    class Moved(Message):
        """The cursor is on another card, or the cards are new."""

    class Opened(Message):
        """The card under the cursor was double-clicked."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        """Begin with an empty board."""
        super().__init__(id=id)
        self._layout = BoardLayout(today)
        self._empty_text = ""
        self._column = self._left = 0
        self._rows: list[int] = []
        """The place of the cursor in each column."""
        self._tops: list[int] = []
        """The first card in view of each column."""

    @property
    def cursor_id(self) -> int | None:
        """Return the number of the opportunity under the cursor, if there is one."""
        card = self.card
        return card.id if card else None

    @property
    def card(self) -> Card | None:
        """Return the card under the cursor, if there is one."""
        if not self._columns:
            return None
        cards = self._columns[self._column].cards
        return cards[self._rows[self._column]] if cards else None

    @property
    def column(self) -> BoardColumn | None:
        """Return the column under the cursor."""
        return self._columns[self._column] if self._columns else None

    def neighbour(self, step: int) -> BoardColumn | None:
        """Return the column `step` places to the right, if there is one."""
        place = self._column + step
        return self._columns[place] if 0 <= place < len(self._columns) else None

    def before_of(self, step: int) -> tuple[bool, int | None]:
        """Return whether the card can move `step` places, and the card it then stands before."""
        if not self._columns:
            return False, None
        cards, row = self._columns[self._column].cards, self._rows[self._column]
        place = row + step
        if not 0 <= place < len(cards):
            return False, None
        before = place if step < 0 else place + 1
        return True, cards[before].id if before < len(cards) else None

    def show(
        self, board: Board, today: date, *, to: int | None = None, empty_text: str = ""
    ) -> None:
        """Show other cards, or `empty_text` when there is none.

        The cursor goes to card `to`, else stays on its card, else goes to the nearest card.
        """
        was = self.cursor_id
        self._empty_text = "" if board.count else empty_text
        if len(board.columns) != len(self._rows):
            self._rows, self._tops = [0] * len(board.columns), [0] * len(board.columns)
            self._column = 0
        self._layout.take(board, today)
        for place, column in enumerate(board.columns):
            self._rows[place] = max(0, min(self._rows[place], len(column.cards) - 1))
        if not self._find(to) and not self._find(was):
            self._leave_empty_column()
        self.refresh()
        self.post_message(self.Moved())

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Draw the columns in view side by side."""
        if not self._columns:
            return []
        self._show_cursor()
        shown = range(self._left, min(self._left + self._layout.in_view, len(self._columns)))
        parts = [self._draw_column(place, lines) for place in shown]
        plain = self.style_of("plain")
        joined = [Strip.join([part[y] for part in parts]) for y in range(lines)]
        if self._empty_text:
            text = wrapped(self._empty_text, cells - 2)
            joined[HEADER + 1 :] = [self.strip(((f" {line}", "muted"),), cells) for line in text]
        return [strip.adjust_cell_length(cells, plain) for strip in joined]

    def action_column(self, step: int) -> None:
        """Go to another column."""
        self._go(self._column + step, None)

    def action_card(self, step: int) -> None:
        """Go to another card of the column."""
        if self._columns:
            self._go(self._column, self._rows[self._column] + step)

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
        """Put the cursor on a card; open it at a double click."""
        place = self._left + event.x // (self._layout.wide + GAP)
        if place >= min(self._left + self._layout.in_view, len(self._columns)):
            return
        row = self._layout.row_at(place, self._tops[place], event.y)
        self._go(place, row)
        if row is not None and event.chain == 2:  # noqa: PLR2004 - a double click
            self.post_message(self.Opened())

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go one card up."""
        event.stop()
        self.action_card(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go one card down."""
        event.stop()
        self.action_card(1)

    @property
    def _columns(self) -> tuple[BoardColumn, ...]:
        return self._layout.columns

    def _find(self, card_id: int | None) -> bool:
        """Put the cursor on a card, if it is there."""
        for place, column in enumerate(self._columns):
            for row, card in enumerate(column.cards):
                if card.id == card_id:
                    self._column, self._rows[place] = place, row
                    return True
        return False

    def _leave_empty_column(self) -> None:
        """Put the cursor on the nearest column that has cards: the last one here was closed."""
        filled = [place for place, column in enumerate(self._columns) if column.cards]
        if filled and self.card is None:
            self._column = min(filled, key=lambda place: abs(place - self._column))

    def _go(self, place: int, row: int | None) -> None:
        if not self._columns:
            return
        was = (self._column, self._rows[self._column])
        self._column = max(0, min(place, len(self._columns) - 1))
        if row is not None:
            last = len(self._columns[self._column].cards) - 1
            self._rows[self._column] = max(0, min(row, last))
        if was != (self._column, self._rows[self._column]):
            self.refresh()
            self.post_message(self.Moved())

    def _show_cursor(self) -> None:
        """Scroll as little as shows the card under the cursor, whole, and no more than needed."""
        layout = self._layout
        layout.fit(self.outer_size)
        left = min(max(self._left, self._column - layout.in_view + 1), self._column)
        self._left = max(0, min(left, len(self._columns) - layout.in_view))
        for place, column in enumerate(self._columns):
            row, last = self._rows[place], len(column.cards) - 1
            top = max(min(self._tops[place], row), layout.first_shown_with(place, row))
            self._tops[place] = min(top, layout.first_shown_with(place, last))

    def _draw_column(self, place: int, lines: int) -> list[Strip]:
        cards, is_here = self._columns[place].cards, place == self._column
        drawn = self._header(place)
        for row in range(self._tops[place], len(cards)):
            if len(drawn) >= lines:
                break
            is_on = is_here and row == self._rows[place]
            ground = "cursor" if is_on else "card"
            for spans in self._layout.face(cards[row]):
                drawn.append(self._cell(((mark(is_under_cursor=is_on), "star"), *spans), ground))
            drawn.append(self._cell(()))
        drawn += [self._cell(())] * (lines - len(drawn))
        return drawn[:lines]

    def _header(self, place: int) -> list[Strip]:
        """Return the name of the stage with its count, its sums, and how far it is scrolled."""
        column, layout, top = self._columns[place], self._layout, self._tops[place]
        count = f" ({formats.number(len(column.cards))})"
        before = "‹ " if place == self._left and self._left else ""
        is_last_seen = place == self._left + layout.in_view - 1 < len(self._columns) - 1
        after = " ›" if is_last_seen else ""
        name = sales.stage_name(column.stage)
        room = layout.wide - width(before + count + after)
        title = before + fit(name, min(room, width(name))) + count + after
        below = len(column.cards) - top - layout.seen(place, top)
        hidden = "".join((f" ↑{top}" if top else "", f" ↓{below}" if below else ""))
        rule = "─" * (layout.wide - width(hidden)) + hidden
        return [
            self._cell(((title, "heading" if place == self._column else "strong"),)),
            self._cell(((layout.total(place), "muted"),)),
            self._cell(((rule, "muted"),)),
        ]

    def _cell(self, spans: Spans, ground: str = "plain") -> Strip:
        """Return one line of a column, the gap after it included."""
        return Strip.join([self.strip(spans, self._layout.wide, ground), self.strip((), GAP)])
