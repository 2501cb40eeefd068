"""How the board is drawn: as many columns as fit, side by side, each scrolled by itself.

Only what is in view is drawn, so that thousands of cards cost nothing. It knows where the cursor
is, and where a dragged card would fall; how either gets there is said elsewhere.
"""

from datetime import date
from typing import NamedTuple

from textual.strip import Strip

from prospect_tui.domain.boards import StageColor
from prospect_tui.i18n import formats
from prospect_tui.services.board import Board, BoardColumn, Card
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.board_layout import GAP, HEADER, BoardLayout
from prospect_tui.tui.widgets.cards_view import CardsView
from prospect_tui.tui.widgets.drawn import Spans, mark, wrapped
from prospect_tui.wording import sales

COLOR_LOOKS = {
    StageColor.BLUE: "heading",
    StageColor.GREEN: "good",
    StageColor.ORANGE: "warm",
    StageColor.RED: "late",
    StageColor.GREY: "muted",
}
"""How the sign of a stage is drawn in its colour; its name stands beside it."""
COLOR_SIGN = "■ "
_DROP = "━"
_HEAD, _OTHER_HEAD = ("cursor", "━", "star"), ("plain", "─", "muted")
"""The ground of the head of a column, its rule and the look of it: under the cursor, and not."""


class Slot(NamedTuple):
    """A place between cards: before card `row` of a column, or after the last one."""

    column: int
    row: int


class BoardDrawing(CardsView, is_part=True):
    """The drawn board, with its cursor: on a card, an empty column, or the head of a column."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        """Begin with an empty board."""
        super().__init__(id=id)
        self._layout = BoardLayout(today)
        self._empty_text = ""
        self.is_on_head = False
        """Whether the cursor is on the head of its column, which counts its cards."""
        self._column = self._left = 0
        self._rows: list[int] = []
        """The place of the cursor in each column."""
        self._tops: list[int] = []
        """The first card in view of each column."""
        self._drop: Slot | None = None
        """Where the card that is being dragged would fall."""

    @property
    def card(self) -> Card | None:
        """Return the card under the cursor, if there is one."""
        if not self._columns or self.is_on_head:
            return None
        cards = self._columns[self._column].cards
        return cards[self._rows[self._column]] if cards else None

    @property
    def column(self) -> BoardColumn | None:
        """Return the column under the cursor."""
        return self._columns[self._column] if self._columns else None

    @property
    def _columns(self) -> tuple[BoardColumn, ...]:
        return self._layout.columns

    @property
    def _last_shown(self) -> int:
        """Return the place after the last column in view."""
        return min(self._left + self._layout.in_view, len(self._columns))

    def _take(self, board: Board, today: date) -> None:
        """Draw another board; the cursor keeps its places where they still exist."""
        if len(board.columns) != len(self._rows):
            self._rows, self._tops = [0] * len(board.columns), [0] * len(board.columns)
            self._column = 0
        self._layout.take(board, today)
        for place, column in enumerate(board.columns):
            self._rows[place] = max(0, min(self._rows[place], len(column.cards) - 1))

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Draw the columns in view side by side."""
        if not self._columns:
            return []
        self._show_cursor()
        parts = [self._draw_column(place, lines) for place in range(self._left, self._last_shown)]
        plain = self.style_of("plain")
        joined = [Strip.join([part[y] for part in parts]) for y in range(lines)]
        if self._empty_text:
            text = wrapped(self._empty_text, cells - 2)
            joined[HEADER + 1 :] = [self.strip(((f" {line}", "muted"),), cells) for line in text]
        return [strip.adjust_cell_length(cells, plain) for strip in joined]

    def _show_cursor(self) -> None:
        """Scroll as little as shows the card under the cursor, whole, and no more than needed.

        While a card is dragged, everything stays where the mouse brought it.
        """
        layout = self._layout
        layout.fit(self.outer_size)
        left = self._left
        if self._drop is None:
            left = min(max(left, self._column - layout.in_view + 1), self._column)
        self._left = max(0, min(left, len(self._columns) - layout.in_view))
        for place, column in enumerate(self._columns):
            row, top, last = self._rows[place], self._tops[place], len(column.cards) - 1
            if self._drop is None:
                top = max(min(top, row), layout.first_shown_with(place, row))
            self._tops[place] = max(0, min(top, layout.first_shown_with(place, last)))

    def _draw_column(self, place: int, lines: int) -> list[Strip]:
        cards = self._columns[place].cards
        is_here = place == self._column and not self.is_on_head
        drop = self._drop.row if self._drop and self._drop.column == place else None
        drawn = self._header(place, is_dropped_on=drop == self._tops[place])
        for row in range(self._tops[place], len(cards)):
            if len(drawn) >= lines:
                break
            is_on = is_here and row == self._rows[place]
            ground = "cursor" if is_on else "card"
            for spans in self._layout.face(cards[row]):
                drawn.append(self._cell(((mark(is_under_cursor=is_on), "star"), *spans), ground))
            drawn.append(self._cell(self._drop_mark() if drop == row + 1 else ()))
        drawn += [self._cell(())] * (lines - len(drawn))
        return drawn[:lines]

    def _drop_mark(self) -> Spans:
        return ((_DROP * self._layout.wide, "star"),)

    def _header(self, place: int, *, is_dropped_on: bool) -> list[Strip]:
        """Return the name of the stage with its count, its sums, and how far it is scrolled."""
        column, layout, top = self._columns[place], self._layout, self._tops[place]
        is_on = self.is_on_head and place == self._column
        ground, line, look_of_line = _HEAD if is_on else _OTHER_HEAD
        count = f" ({formats.number(len(column.cards))})"
        is_first, is_last = place == self._left, place == self._last_shown - 1
        before = f"‹{self._left} " if is_first and self._left else ""
        beyond = len(self._columns) - self._last_shown
        after = f" {beyond}›" if is_last and beyond else ""
        look = COLOR_LOOKS.get(StageColor(column.stage.color), "") if column.stage.color else ""
        sign = COLOR_SIGN if look else ""
        name = sales.stage_name(column.stage)
        room = layout.wide - width(before + sign + count + after)
        title = fit(name, min(room, width(name))) + count + after
        below = len(column.cards) - top - layout.seen(place, top)
        hidden = "".join((f" ↑{top}" if top else "", f" ↓{below}" if below else ""))
        rule = line * (layout.wide - width(hidden)) + hidden
        named = "heading" if place == self._column else "strong"
        return [
            self._cell(((before, "muted"), (sign, look), (title, named)), ground),
            self._cell(((layout.total(place), "muted"),), ground),
            self._cell(self._drop_mark() if is_dropped_on else ((rule, look_of_line),)),
        ]

    def _cell(self, spans: Spans, ground: str = "plain") -> Strip:
        """Return one line of a column, the gap after it included."""
        return Strip.join([self.strip(spans, self._layout.wide, ground), self.strip((), GAP)])
