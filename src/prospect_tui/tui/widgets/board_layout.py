"""Where things stand on a board: how many columns fit, how tall cards are, which ones are in view.

Works out the lines of a card only when it comes into view, and keeps them.
"""

from datetime import date

from textual.geometry import Size

from prospect_tui.services.board import Board, BoardColumn, Card
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.card_face import card_face
from prospect_tui.tui.widgets.drawn import Spans
from prospect_tui.wording import sales

LEAST_COLUMN, MOST_COLUMN = 23, 44
HEADER = 3
"""Lines above the cards of a column: name, sums, rule."""
GAP = 1
"""Between two columns, and between two cards."""


class BoardLayout:
    """The measures of one board in one size."""

    def __init__(self, today: date) -> None:
        """Begin with no column."""
        self.columns: tuple[BoardColumn, ...] = ()
        self.in_view = 1
        """How many columns fit."""
        self.wide = LEAST_COLUMN
        """Cells of a column."""
        self._room = 0
        self._today = today
        self._totals: list[tuple[str, ...]] = []
        self._faces: dict[int, list[Spans]] = {}

    def take(self, board: Board, today: date) -> None:
        """Measure another board, its dates seen from `today`."""
        self.columns = board.columns
        self._today = today
        self._totals = [sales.column_totals(column) for column in board.columns]
        self._faces.clear()

    def fit(self, size: Size) -> None:
        """Measure for another size."""
        self._room = size.height - HEADER
        fitting = (size.width + GAP) // (LEAST_COLUMN + GAP)
        self.in_view = max(1, min(len(self.columns), fitting))
        wide = min(MOST_COLUMN, (size.width + GAP) // self.in_view - GAP)
        if wide != self.wide:
            self.wide = wide
            self._faces.clear()

    def face(self, card: Card) -> list[Spans]:
        """Return the lines of a card, without the cell of the cursor's mark."""
        found = self._faces.get(card.id)
        if found is None:
            found = self._faces[card.id] = card_face(card, self.wide - 1, self._today)
        return found

    def total(self, place: int) -> str:
        """Return the sums of a column, in the longest words that fit in every column."""
        wordings = zip(*self._totals, strict=True)
        fitting = (texts for texts in wordings if all(width(one) <= self.wide for one in texts))
        shortest = [texts[-1] for texts in self._totals]
        return next(fitting, tuple(shortest))[place]

    def first_shown_with(self, place: int, row: int) -> int:
        """Return the lowest first card with which the card `row`, if there is one, is whole."""
        cards, room = self.columns[place].cards, self._room
        row = min(row, len(cards) - 1)
        for first in range(row, -1, -1):
            room -= self._height(cards[first])
            if room < -GAP:
                return min(first + 1, row)
        return 0

    def seen(self, place: int, top: int) -> int:
        """Return how many whole cards are in view from the card `top` on."""
        room, seen = self._room, 0
        for card in self.columns[place].cards[top:]:
            room -= self._height(card)
            if room < -GAP:
                break
            seen += 1
        return seen

    def row_at(self, place: int, top: int, line: int) -> int | None:
        """Return the card drawn on a line of the widget, if there is one."""
        end = HEADER
        for row, card in enumerate(self.columns[place].cards[top:], start=top):
            end += self._height(card)
            if line < end:
                return row
            if end > self._room + HEADER:
                break
        return None

    def slot_at(self, place: int, top: int, line: int) -> int:
        """Return before which card of a column a card would stand that is let go on a line."""
        end = HEADER
        for row, card in enumerate(self.columns[place].cards[top:], start=top):
            height = self._height(card)
            if line < end + height // 2:
                return row
            end += height
            if end > self._room + HEADER:
                return row + 1
        return len(self.columns[place].cards)

    def _height(self, card: Card) -> int:
        return len(self.face(card)) + GAP
