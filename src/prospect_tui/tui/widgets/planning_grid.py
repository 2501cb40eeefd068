"""The table of the planning with its cursor: a day and a half hour, or a thing that stands there.

It is given its table and says where the cursor is; it knows neither services nor keys of commands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import NULL_SIZE
from textual.message import Message
from textual.strip import Strip

from prospect_tui.domain.planning import Scale
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets.drawn import Drawn, bar, mark, thumb, wrapped
from prospect_tui.tui.widgets.planning_layout import LABEL, Cell, Layout

_WHEEL_LINES = 3
_FOOT_LINES = 2
_ONE_MORE = 2
"""Clicks that open."""

Builder = Callable[[int], Layout]
"""Makes the table for a number of lines below the titles."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is to be: on a thing when it is shown, else near an hour of a day."""

    day: date
    hour: time | None = None
    ref: tuple[str, int] | None = None


class PlanningGrid(Drawn, can_focus=True):
    """The table, scrolled by its cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
    ]

    class Said(Message):
        """What the table says of its cursor."""

        def __init__(self, view: "PlanningGrid") -> None:
            """Name the table."""
            super().__init__()
            self.view = view

    class Moved(Said):
        """The cursor stands elsewhere, or the table is new."""

    class Opened(Said):
        """The cell under the cursor was double-clicked."""

    class Left(Said):
        """The cursor wants to leave the table by the side, for so many days."""

        def __init__(self, view: "PlanningGrid", days: int) -> None:
            """Tell how many days further it wants to be."""
            super().__init__(view)
            self.days = days

    def __init__(self, build: Builder, spot: Spot, *, id: str) -> None:
        """Show what `build` makes, with the cursor on `spot`."""
        super().__init__(id=id)
        self._build = build
        self._spot = spot
        self._layout: Layout | None = None
        self._row = self._column = self._top = 0
        self._fitted = NULL_SIZE

    @property
    def cell(self) -> Cell | None:
        """Return the cell under the cursor."""
        if self._layout is None or not self._layout.rows:
            return None
        return self._layout.rows[self._row].cells[self._column]

    @property
    def spot(self) -> Spot:
        """Return where the cursor is."""
        return self._spot

    def renew(self, spot: Spot | None = None) -> None:
        """Make the table again, with the cursor where it was, or on `spot`."""
        self._spot = spot or self._spot
        if self.outer_size:
            self._make()
            self.refresh()
            self.post_message(self.Moved(self))

    def _make(self) -> None:
        self._fitted = self.outer_size
        self._layout = self._build(max(1, self._fitted.height - 1))
        self._row, self._column = self._place_of(self._spot)
        self._settle()

    def _stops(self) -> Iterator[tuple[int, int, Cell]]:
        assert self._layout is not None
        for number, row in enumerate(self._layout.rows):
            for column, cell in enumerate(row.cells):
                if cell.is_stop:
                    yield number, column, cell

    def _place_of(self, spot: Spot) -> tuple[int, int]:
        """Return the place of a thing; else the stop of its day that is nearest to its hour."""
        stops = list(self._stops())
        for row, column, cell in stops:
            is_it = cell.item is not None and cell.item.ref == spot.ref
            if is_it and cell.day == spot.day:
                return row, column
        for row, column, cell in stops:
            if spot.ref is not None and cell.item is not None and cell.item.ref == spot.ref:
                return row, column
        nearest = min(
            stops,
            key=lambda stop: (abs((stop[2].day - spot.day).days), _apart(stop[2].hour, spot.hour)),
            default=(0, 0, None),
        )
        return nearest[0], nearest[1]

    def _settle(self) -> None:
        """Remember where the cursor is, and scroll as little as shows it."""
        cell = self.cell
        if cell is None or self._layout is None:
            return
        self._spot = Spot(cell.day, cell.hour, cell.item.ref if cell.item else None)
        height = max(1, self._fitted.height - 1)
        self._top = min(max(self._top, self._row - height + 1), self._row)
        if not any(number < self._row for number, column, _cell in self._stops()
                   if column == self._column):  # fmt: skip
            self._top = 0
        self._top = self._within(self._top)

    def _within(self, top: int) -> int:
        rows = len(self._layout.rows) if self._layout else 0
        return max(0, min(top, rows - max(1, self._fitted.height - 1)))

    # drawing

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the titles and the lines in view."""
        if self.outer_size != self._fitted:
            self._make()
            self.post_message(self.Moved(self))
        assert self._layout is not None
        widths = self._widths(cells)
        titles = [
            self.strip((title,), width)
            for title, width in zip(self._layout.titles, widths, strict=True)
        ]
        strips = [Strip.join([self.strip((), LABEL), *titles, self.strip((), 1)])]
        shown = self._layout.rows[self._top : self._top + lines - 1]
        on_thumb = thumb(self._top, lines - 1, len(self._layout.rows))
        for y, row in enumerate(shown):
            parts = [self.strip(((fit(row.label, LABEL - 1, "right"), row.label_look),), LABEL)]
            for column, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
                is_on = (self._top + y, column) == (self._row, self._column)
                spans = ((mark(is_under_cursor=is_on), "star"), cell.text)
                parts.append(self.strip(spans, width, "cursor" if is_on else "plain"))
            parts.append(self.strip(((bar(y, on_thumb), "muted"),), 1))
            strips.append(Strip.join(parts))
        return strips

    def _widths(self, cells: int) -> list[int]:
        assert self._layout is not None
        count = len(self._layout.titles)
        room = max(count, cells - LABEL - 1)
        return [room // count + (column < room % count) for column in range(count)]

    # moving the cursor

    def action_step(self, step: int) -> None:
        """Go to the next line of the day where there is one to stop at."""
        rows = [row for row, column, _cell in self._stops() if column == self._column]
        further = [row for row in rows if (row - self._row) * step > 0]
        if further:
            self._go(min(further, key=lambda row: abs(row - self._row)), self._column)
        elif self._layout is not None and self._layout.scale is Scale.MONTH:
            self.post_message(self.Left(self, step * 7))

    def action_across(self, step: int) -> None:
        """Go to the day beside, on the same line or the nearest one."""
        column = self._column + step
        if self._layout is None or not 0 <= column < len(self._layout.titles):
            self.post_message(self.Left(self, step))
            return
        rows = [row for row, other, _cell in self._stops() if other == column]
        if rows:
            self._go(min(rows, key=lambda row: abs(row - self._row)), column)

    def _go(self, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._settle()
        self.refresh()
        self.post_message(self.Moved(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a double click opens."""
        if self._layout is None or event.y == 0:
            return
        left, chosen = LABEL, 0
        for column, width in enumerate(self._widths(self.outer_size.width)):
            if event.x >= left:
                chosen = column
            left += width
        line = self._top + event.y - 1
        rows = [row for row, column, _cell in self._stops() if column == chosen]
        if rows:
            self._go(min(rows, key=lambda row: abs(row - line)), chosen)
        if event.chain == _ONE_MORE:
            self.post_message(self.Opened(self))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self._scroll(-_WHEEL_LINES)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self._scroll(_WHEEL_LINES)

    def _scroll(self, lines: int) -> None:
        self._top = self._within(self._top + lines)
        self.refresh()


def _apart(hour: time | None, wanted: time | None) -> int:
    """Return how far two lines are in minutes; what has no hour stands above all hours."""
    first, second = (-1 if one is None else one.hour * 60 + one.minute for one in (hour, wanted))
    return abs(first - second)


class Foot(Drawn):
    """What is under the cursor, in words, on two lines."""

    DEFAULT_CSS = f"Foot {{ height: {_FOOT_LINES}; width: 100%; }}"

    def __init__(self, *, id: str) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._text = ""

    @property
    def text(self) -> str:
        """Return what is said."""
        return self._text

    def show(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.refresh()

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the lines."""
        shown = wrapped(self._text, cells - 2, lines) if self._text else []
        return [self.strip(((f" {line}", ""),), cells) for line in shown]
