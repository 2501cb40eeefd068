"""The cards of a board as a list, sortable by column: one line a card, or three that tell more.

Only the cards in view are drawn, and only what they tell more is read.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from prospect_tui.domain.joining import joined
from prospect_tui.domain.views import SortKey
from prospect_tui.i18n.labels import origin_label
from prospect_tui.services.board import Card, Exchange, StageRecord
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets import card_columns
from prospect_tui.tui.widgets.card_columns import CardColumn
from prospect_tui.tui.widgets.cards_view import BUTTON, DOUBLE, CardsView
from prospect_tui.tui.widgets.drawn import Spans, bar, mark, thumb, wrapped
from prospect_tui.wording import board as wording

Row = tuple[Card, StageRecord]
Exchanges = Callable[[Collection[int]], Mapping[int, Exchange]]
"""Reads what was last said with some clients."""

_HEADER, _EDGES, _EXTENDED = 1, 2, 3
"""Lines above the cards; cells beside them; lines of a card that tells more."""
_BEFORE, _AFTER = "▲", "▼"
"""Drawn at the card before or after which the dragged one would stand."""


class CardTable(CardsView, can_focus=True):
    """Shows cards in an order, the cursor on one of them; the mouse gives one another place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
    ]

    class Sorted(Message):
        """The title of a column was clicked."""

        def __init__(self, field: str) -> None:
            """Name the field of the column."""
            super().__init__()
            self.field = field

    def __init__(self, exchanges: Exchanges, zone: ZoneInfo, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._read = exchanges
        self._zone = zone
        self._rows: Sequence[Row] = ()
        self._sort: tuple[SortKey, ...] = ()
        self._today = date.min
        self._lines = 1
        """Of one card."""
        self._place = self._top = 0
        self._pressed: int | None = None
        """The card on which the button went down."""
        self._drop: int | None = None
        """The card whose place the dragged one would take."""
        self._was_dragged = False
        """Whether the click that follows is the end of a drag."""
        self._empty_text = ""
        self._said: dict[int, Exchange | None] = {}
        """What was last said, of the cards that were in view."""

    @property
    def card(self) -> Card | None:
        """Return the card under the cursor, if there is one."""
        return self._rows[self._place][0] if self._rows else None

    def show(
        self,
        rows: Sequence[Row],
        today: date,
        *,
        sort: tuple[SortKey, ...] = (),
        is_extended: bool = False,
        to: int | None = None,
        empty_text: str = "",
    ) -> None:
        """Show other cards in their order, or `empty_text` when there is none.

        The cursor goes to card `to`, else stays on its card, else near its place.
        """
        was = self.cursor_id
        self._rows, self._today, self._sort = rows, today, sort
        self._lines = _EXTENDED if is_extended else 1
        self._empty_text = "" if rows else empty_text
        self._pressed = self._drop = None
        self._said.clear()
        places = {card.id: place for place, (card, _stage) in enumerate(rows)}
        nearest = max(0, min(self._place, len(rows) - 1))
        self._place = places.get(to or 0, places.get(was or 0, nearest))
        self.refresh()
        self.post_message(self.Moved())

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Draw the titles of the columns and the cards in view."""
        columns = card_columns.fitting(cells - _EDGES)
        head = self.strip(((" " + card_columns.titles(columns, self._sort), "heading"),), cells)
        if self._empty_text:
            told = wrapped(self._empty_text, cells - 2)
            return [head, *(self.strip(((f" {line}", "muted"),), cells) for line in told)]
        page = self._page_of(lines)
        if self._drop is None:
            self._top = min(max(self._top, self._place - page + 1), self._place)
        self._top = max(0, min(self._top, len(self._rows) - page))
        shown = self._rows[self._top : self._top + page]
        if self._lines > 1:
            self._read_said([card.id for card, _stage in shown])
        on_thumb = thumb(self._top, page, len(self._rows))
        strips = [head]
        for place, (card, stage) in enumerate(shown, start=self._top):
            is_on = place == self._place
            ground = "cursor" if is_on else "plain"
            scroll = bar(place - self._top, on_thumb)
            first = card_columns.line(columns, card, stage, self._today)
            sign = self._drop_sign(place) or mark(is_under_cursor=is_on)
            for spans in (first, *self._more(card, columns, cells - _EDGES)):
                marked = ((sign, "star"), *spans)
                text = self.strip(marked, cells - 1, ground)
                strips.append(Strip.join([text, self.strip(((scroll, "muted"),), 1)]))
        return strips

    def _drop_sign(self, place: int) -> str:
        """Return the sign before the card whose place the dragged one would take, else ""."""
        if place != self._drop or self._pressed is None:
            return ""
        return _BEFORE if place < self._pressed else _AFTER

    def action_step(self, step: int) -> None:
        """Go to another card; above the first one are the figures."""
        if self._place + step < 0:
            self.post_message(self.LeftAbove())
        else:
            self._go(self._place + step)

    def action_page(self, pages: int) -> None:
        """Go as far as is shown."""
        page = self._page_of(self.outer_size.height)
        self._go(self._place + pages * max(1, page - 1))

    def action_go(self, place: int) -> None:
        """Go to the first card (0) or the last one (-1)."""
        self._go(place % max(1, len(self._rows)))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a card, or ask for another order; open at a double click."""
        if self._was_dragged:
            self._was_dragged = False
            return
        if event.y < _HEADER:
            columns = card_columns.fitting(self.outer_size.width - _EDGES)
            field = card_columns.field_at(columns, event.x - 1)
            if field:
                self.post_message(self.Sorted(field))
            return
        place = self._place_at(event.y)
        if place is not None:
            self._go(place)
            if event.chain == DOUBLE:
                self.post_message(self.Opened())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the card under the mouse, which is dragged once the mouse moves."""
        self._was_dragged = False
        self._pressed = self._place_at(event.y) if event.button == BUTTON else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show whose place the dragged card would take; at an edge, scroll."""
        if self._pressed is None or event.button != BUTTON:
            return
        self.capture_mouse()
        shown = self._page_of(self.outer_size.height)
        if event.y < _HEADER:
            self._top = max(0, self._top - 1)
        elif event.y >= self.outer_size.height - 1:
            self._top = max(0, min(self._top + 1, len(self._rows) - shown))
        line = (event.y - _HEADER) // self._lines
        place = self._top + max(0, min(line, shown - 1))
        self._drop = min(place, len(self._rows) - 1)
        self.refresh()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Let the card go: it takes the place, and with it the stage, of the one under it."""
        self.release_mouse()
        source, target = self._pressed, self._drop
        self._pressed = self._drop = None
        if source is None or target is None:
            return
        self._was_dragged = True
        self.refresh()
        if source == target:
            return
        (card, _stage), (other, stage) = self._rows[source], self._rows[target]
        before: int | None = other.id
        if target > source:  # after it, so before the next one of its stage
            after = self._rows[target + 1 : target + 2]
            before = next((one.id for one, of in after if of.id == stage.id), None)
        self.post_message(self.Dropped(card, stage, before))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go one card up."""
        event.stop()
        self._go(self._place - 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go one card down."""
        event.stop()
        self._go(self._place + 1)

    def _place_at(self, y: int) -> int | None:
        """Return the card drawn on a line of the widget, if there is one."""
        place = self._top + (y - _HEADER) // self._lines
        return place if y >= _HEADER and place < len(self._rows) else None

    def _page_of(self, lines: int) -> int:
        return max(1, (lines - _HEADER) // self._lines)

    def _go(self, place: int) -> None:
        before = self._place
        self._place = max(0, min(place, len(self._rows) - 1))
        if self._place != before:
            self.refresh()
            self.post_message(self.Moved())

    def _read_said(self, ids: Sequence[int]) -> None:
        missing = [number for number in ids if number not in self._said]
        if missing:
            found = self._read(missing)
            self._said.update({number: found.get(number) for number in missing})

    def _more(self, card: Card, columns: Sequence[CardColumn], cells: int) -> list[Spans]:
        """Return the lines under the first one: who and the last exchange, then what is missing.

        What the first line cuts comes before: a title or a next action is read whole here.
        """
        if self._lines == 1:
            return []
        said = self._said.get(card.id)
        last = wording.exchange_text(said, self._today, self._zone) if said else ""
        quote = wording.quote_text(card.quote) if card.quote else ""
        tags = f"# {card.tags}" if card.tags else ""
        missing = wording.missing_w_text(card.missing_w)
        origin = joined(origin_label(card.origin), card.source, by=" ")
        name, to_come = card_columns.cut_texts(columns, card, self._today)
        exchange = (name, card.main_contact, last)
        known = (to_come, quote, tags, missing, origin, card.campaign)
        texts = [joined(*parts) for parts in (exchange, known)]
        return [((fit(f"  {text}", cells), "muted"),) for text in texts]
