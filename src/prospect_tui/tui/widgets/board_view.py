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
from prospect_tui.tui.widgets.card_face import card_face
from prospect_tui.tui.widgets.drawn import Drawn, Spans, mark
from prospect_tui.wording import sales

LEAST_COLUMN, MOST_COLUMN = 23, 44
HEADER = 3
_GAP = 1


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
        self._today = today
        self._columns: tuple[BoardColumn, ...] = ()
        self._column = self._left = 0
        self._rows: list[int] = []
        """The place of the cursor in each column."""
        self._tops: list[int] = []
        """The first card in view of each column."""
        self._wide = LEAST_COLUMN
        self._totals: list[tuple[str, ...]] = []
        self._form = 0
        """Which wording of the sums fits in every column."""
        self._faces: dict[int, list[Spans]] = {}
        """The lines of the cards drawn lately, by number, for that width."""

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

    def show(self, board: Board, today: date, *, to: int | None = None) -> None:
        """Show other cards. The cursor goes to card `to`, else stays on its card, else near it."""
        wanted = (to, self.cursor_id)
        self._today = today
        if len(board.columns) != len(self._columns):
            self._rows, self._tops = [0] * len(board.columns), [0] * len(board.columns)
            self._column = 0
        self._columns = board.columns
        self._totals = [sales.column_totals(column) for column in board.columns]
        self._faces.clear()
        for place, column in enumerate(self._columns):
            self._rows[place] = max(0, min(self._rows[place], len(column.cards) - 1))
        self._find(next((one for one in wanted if one is not None and self._has(one)), None))
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved())

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Draw the columns in view side by side."""
        if not self._columns:
            return []
        self._show_cursor()
        count, wide = self._fit(cells)
        shown = range(self._left, min(self._left + count, len(self._columns)))
        forms = range(len(self._totals[0]))
        fitting = (n for n in forms if all(width(texts[n]) <= wide for texts in self._totals))
        self._form = next(fitting, forms[-1])
        parts = [self._draw_column(place, wide, lines) for place in shown]
        plain = self.style_of("plain")
        joined = (Strip.join([part[y] for part in parts]) for y in range(lines))
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
            seen = max(1, self._seen(self._column) - 1)
            self._go(self._column, self._rows[self._column] + pages * seen)

    def action_edge(self, place: int) -> None:
        """Go to the first card (0) or the last one (-1) of the column."""
        if self._columns:
            self._go(self._column, place % max(1, len(self._columns[self._column].cards)))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a card; open it at a double click."""
        if not self._columns:
            return
        count, wide = self._fit(self.outer_size.width)
        place = self._left + event.x // (wide + _GAP)
        if place >= min(self._left + count, len(self._columns)):
            return
        row, y = self._tops[place], HEADER
        cards = self._columns[place].cards
        while row < len(cards):
            y += self._height(cards[row])
            if event.y < y:
                self._go(place, row)
                if event.chain == 2:  # noqa: PLR2004 - a double click
                    self.post_message(self.Opened())
                return
            row += 1
        self._go(place, None)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go one card up."""
        event.stop()
        self.action_card(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go one card down."""
        event.stop()
        self.action_card(1)

    def _has(self, card_id: int) -> bool:
        return any(card.id == card_id for column in self._columns for card in column.cards)

    def _find(self, card_id: int | None) -> None:
        """Put the cursor on a card."""
        for place, column in enumerate(self._columns):
            for row, card in enumerate(column.cards):
                if card.id == card_id:
                    self._column, self._rows[place] = place, row

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

    def _fit(self, cells: int) -> tuple[int, int]:
        """Return how many columns fit, and the width of each."""
        count = max(1, min(len(self._columns), (cells + _GAP) // (LEAST_COLUMN + _GAP)))
        return count, min(MOST_COLUMN, (cells + _GAP) // count - _GAP)

    def _show_cursor(self) -> None:
        """Scroll as little as shows the card under the cursor, whole, and no more than needed."""
        size = self.outer_size
        if not size or not self._columns:
            return
        count, wide = self._fit(size.width)
        if wide != self._wide:
            self._wide = wide
            self._faces.clear()
        left = min(max(self._left, self._column - count + 1), self._column)
        self._left = max(0, min(left, len(self._columns) - count))
        for place, column in enumerate(self._columns):
            row = self._rows[place]
            top = max(min(self._tops[place], row), self._first_shown_with(place, row))
            self._tops[place] = min(top, self._first_shown_with(place, len(column.cards) - 1))

    def _first_shown_with(self, place: int, row: int) -> int:
        """Return the first card with which one fits that the card `row` is still whole."""
        cards, room = self._columns[place].cards, self._room
        first = max(0, row)
        while row >= 0 and first >= 0:
            room -= self._height(cards[first])
            if room < -_GAP and first < row:
                return first + 1
            first -= 1
        return 0

    def _seen(self, place: int) -> int:
        """Return how many whole cards of a column are in view."""
        room, seen = self._room, 0
        for card in self._columns[place].cards[self._tops[place] :]:
            room -= self._height(card)
            if room < -_GAP:
                break
            seen += 1
        return seen

    @property
    def _room(self) -> int:
        """Return the lines of a column under its header."""
        return self.outer_size.height - HEADER

    def _height(self, card: Card) -> int:
        """Return the lines of a card, the gap after it included."""
        return len(self._face(card)) + _GAP

    def _face(self, card: Card) -> list[Spans]:
        found = self._faces.get(card.id)
        if found is None:
            found = self._faces[card.id] = card_face(card, self._wide - 1, self._today)
        return found

    def _draw_column(self, place: int, wide: int, lines: int) -> list[Strip]:
        column, is_here = self._columns[place], place == self._column
        drawn = self._header(place, wide)
        for row in range(self._tops[place], len(column.cards)):
            if len(drawn) >= lines:
                break
            under_cursor = is_here and row == self._rows[place]
            look = ("card", "cursor") if under_cursor else ("card",)
            for spans in self._face(column.cards[row]):
                sign = (mark(is_under_cursor=under_cursor), "star")
                drawn.append(self._cell((sign, *spans), wide, *look))
            drawn.append(self._cell((), wide, "plain"))
        drawn += [self._cell((), wide, "plain")] * (lines - len(drawn))
        return drawn[:lines]

    def _header(self, place: int, wide: int) -> list[Strip]:
        """Return the name of the stage with its count, its sums, and how far it is scrolled."""
        column = self._columns[place]
        name = sales.stage_name(column.stage)
        count = f" ({formats.number(len(column.cards))})"
        before = "‹ " if place == self._left and self._left else ""
        after = " ›" if self._is_last_seen(place) and place < len(self._columns) - 1 else ""
        room = wide - width(before + count + after)
        text = before + fit(name, min(room, width(name))) + count + after
        look = "heading" if place == self._column else "strong"
        above, below = self._hidden(place)
        scrolled = " ".join((f"↑{above}" if above else "", f"↓{below}" if below else "")).strip()
        line = f"{'─' * (wide - width(scrolled) - bool(scrolled))}{' ' if scrolled else ''}"
        total = self._totals[place][self._form]
        return [
            self._cell(((text, look),), wide, "plain"),
            self._cell(((total, "muted"),), wide, "plain"),
            self._cell(((line + scrolled, "muted"),), wide, "plain"),
        ]

    def _hidden(self, place: int) -> tuple[int, int]:
        """Return how many cards are out of view above and below."""
        above = self._tops[place]
        return above, len(self._columns[place].cards) - above - self._seen(place)

    def _is_last_seen(self, place: int) -> bool:
        count, _wide = self._fit(self.outer_size.width)
        return place == self._left + count - 1

    def _cell(self, spans: Spans, wide: int, *look: str) -> Strip:
        """Return one line of a column, the gap after it included."""
        return Strip.join([self.strip(spans, wide, *look), self.strip((), _GAP, "plain")])
