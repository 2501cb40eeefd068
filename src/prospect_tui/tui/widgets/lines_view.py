"""A page of lines with a cursor that stops where something can be done: a list, or a sheet.

It is given what it shows and says where the cursor is; it knows neither records nor services.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import NULL_SIZE, Region
from textual.message import Message
from textual.strip import Strip

from prospect_tui.tui.widgets.drawn import Drawn, Spans, bar, mark, thumb

_EDGES = 2
"""Cells beside the text: the cursor's mark and the scrollbar."""
_NEAR = 3
"""How many lines below the last one seen the next stop may be, to be gone to at once."""
_WHEEL_LINES = 3


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line; neighbours with the same `ref` are one stop of the cursor."""

    spans: Spans
    ref: Hashable = None
    """What the cursor stands on there; None where it does not stop."""
    is_heading: bool = False
    """Whether a section begins here."""
    value_at: int = 0
    """Cells before the value that the line shows: where one types to change it."""


@dataclass(frozen=True, slots=True)
class _Stop:
    ref: Hashable
    first: int
    last: int


Builder = Callable[[int], Sequence[PageLine]]
"""Makes the lines for a width in cells."""


class LinesView(Drawn, can_focus=True):
    """The page, scrolled by its cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
    ]

    class Said(Message):
        """What a page says of its cursor."""

        def __init__(self, view: "LinesView") -> None:
            """Name the page."""
            super().__init__()
            self.view = view

        @property
        def control(self) -> "LinesView":
            """Return the page that says it."""
            return self.view

    class Moved(Said):
        """The cursor stands on something else, or the lines are new."""

    class Opened(Said):
        """The line under the cursor was double-clicked."""

    def __init__(
        self, build: Builder, *, id: str | None = None, is_one_of_two: bool = False
    ) -> None:
        """Show what `build` makes; it is called again for each width, and by `renew`.

        Of two pages side by side, only the one in use shows its cursor.
        """
        super().__init__(id=id)
        self._is_one_of_two = is_one_of_two
        self._build = build
        self._lines: Sequence[PageLine] = ()
        self._stops: list[_Stop] = []
        self._place = self._top = 0
        self._fitted = NULL_SIZE

    @property
    def cursor(self) -> Hashable:
        """Return the ref under the cursor, or None when there is nowhere to stop."""
        return self._stops[self._place].ref if self._stops else None

    @property
    def refs(self) -> list[Hashable]:
        """Return every stop, from top to bottom."""
        return [stop.ref for stop in self._stops]

    @property
    def cursor_region(self) -> Region:
        """Return where on the screen the value under the cursor is drawn."""
        stop = self._stops[self._place] if self._stops else _Stop(None, self._top, self._top)
        before = 1 + (self._lines[stop.first].value_at if self._lines else 0)
        at, size = self.region, self._fitted
        return Region(
            at.x + before,
            at.y + stop.first - self._top,
            max(1, size.width - before - 1),
            stop.last - stop.first + 1,
        )

    def go_to_section(self, step: int) -> bool:
        """Go to the first stop of the next section, or of the one before; False at the end.

        From within a section, the one before is its own beginning.
        """
        starts = [0, *(y for y, line in enumerate(self._lines) if line.is_heading)]
        firsts = [
            place
            for start in starts
            if (place := next((n for n, s in enumerate(self._stops) if s.first >= start), None))
            is not None
        ]
        beyond = [place for place in firsts if (place - self._place) * step > 0]
        if not beyond:
            return False
        self._go(min(beyond) if step > 0 else max(beyond))
        return True

    def go_to_edge(self, place: int) -> None:
        """Go to the first section (0) or to the last one (-1)."""
        self._go(place % len(self._stops) if self._stops else 0)
        if place:
            self.go_to_section(-1)

    def renew(self, *, to: Hashable = None, from_top: bool = False) -> None:
        """Make the lines again. The cursor stays on its ref and its line, else near its place.

        `to` moves it to a ref; `from_top` to the first one.
        """
        if not self.outer_size:
            return
        if from_top:
            self._stops, self._place, self._top = [], 0, 0
        self._make_lines(to)
        self.refresh()
        self.post_message(self.Moved(self))

    def _make_lines(self, to: Hashable = None) -> None:
        was = self._stops[self._place] if self._stops else None
        was_seen = was is None or 0 <= was.first - self._top < self._fitted.height
        self._fitted = self.outer_size
        self._lines = self._build(self._fitted.width - _EDGES)
        self._stops = _stops(self._lines)
        refs = self.refs
        nearest = max(0, min(self._place, len(refs) - 1))
        wanted = to if to in refs else was.ref if was else None
        self._place = refs.index(wanted) if wanted in refs else nearest
        if was is not None and was_seen and self._stops:
            self._top += self._stops[self._place].first - was.first
        self._top = self._within(self._top)
        if was_seen or to is not None:
            self._show_cursor()

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the lines in view."""
        if self.outer_size != self._fitted:
            self._make_lines()
            self.post_message(self.Moved(self))
        stop = self._stops[self._place] if self._stops else _Stop(None, -1, -1)
        on_thumb = thumb(self._top, lines, len(self._lines))
        shown = self._lines[self._top : self._top + lines]
        strips = []
        is_in_use = self.screen.focused is self if self._is_one_of_two else self.can_focus
        for y, line in enumerate(shown):
            is_on = stop.first <= self._top + y <= stop.last and is_in_use
            spans = ((mark(is_under_cursor=is_on), "star"), *line.spans)
            text = self.strip(spans, cells - 1, "cursor" if is_on else "plain")
            strips.append(Strip.join([text, self.strip([(bar(y, on_thumb), "muted")], 1)]))
        return strips

    def show(self) -> None:
        """Scroll back to the cursor."""
        self._show_cursor()
        self.refresh()

    def action_step(self, step: int) -> None:
        """Go to the next stop, or scroll one line towards it when it is far."""
        place = self._place + step
        is_there = 0 <= place < len(self._stops)
        if is_there and self._is_near(self._stops[place]):
            self._go(place)
        else:
            self._scroll(self._top + step)

    def action_page(self, pages: int) -> None:
        """Turn a page, the cursor with it."""
        height = self._fitted.height - 1
        line = self._stops[self._place].first if self._stops else 0
        before = self._top
        self._scroll(self._top + pages * height)
        wanted = line + pages * height if self._top != before else pages * len(self._lines)
        seen = [
            place
            for place, stop in enumerate(self._stops)
            if self._top <= stop.first < self._top + self._fitted.height
        ]
        if seen:
            self._go(min(seen, key=lambda place: abs(self._stops[place].first - wanted)))

    def action_edge(self, place: int) -> None:
        """Go to the first stop (0) or the last one (-1), and to that end of the page."""
        if self._stops:
            self._go(place % len(self._stops))
        self._scroll(0 if place == 0 else len(self._lines))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a double click opens."""
        line = self._top + event.y
        for place, stop in enumerate(self._stops):
            if stop.first <= line <= stop.last:
                self._go(place)
                if event.chain == 2:  # noqa: PLR2004 - a double click
                    self.post_message(self.Opened(self))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self._scroll(self._top - _WHEEL_LINES)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self._scroll(self._top + _WHEEL_LINES)

    def _is_near(self, stop: _Stop) -> bool:
        bottom = self._top + self._fitted.height
        return self._top - _NEAR <= stop.first < bottom + _NEAR

    def _go(self, place: int) -> None:
        before = self._place
        self._place = place
        self._show_cursor()
        self.refresh()
        if place != before:
            self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        """Scroll as little as shows the cursor, and the top of the page with its first stop."""
        if not self._stops:
            return
        stop, height = self._stops[self._place], self._fitted.height
        top = min(max(self._top, stop.last - height + 1), stop.first)
        if self._place == 0 and stop.first < height:
            top = 0
        elif top == stop.first and top and self._lines[top - 1].ref is None:
            top -= 1
        self._top = self._within(top)

    def _scroll(self, top: int) -> None:
        self._top = self._within(top)
        self.refresh()

    def _within(self, top: int) -> int:
        return max(0, min(top, len(self._lines) - self._fitted.height))


def _stops(lines: Sequence[PageLine]) -> list[_Stop]:
    """Return the runs of lines with one ref."""
    found: list[_Stop] = []
    for number, line in enumerate(lines):
        if line.ref is None:
            continue
        if found and found[-1].ref == line.ref and found[-1].last == number - 1:
            found[-1] = _Stop(line.ref, found[-1].first, number)
        else:
            found.append(_Stop(line.ref, number, number))
    return found
