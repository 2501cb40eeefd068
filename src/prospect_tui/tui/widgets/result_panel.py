"""The call results with their keys, and beside each what it will do: read before it is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Drawn, Spans, wrapped

LONGEST_LABEL = 12
KEY_CELLS = 2
EDGE = "│ "


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result; every text is drawn literally."""

    key: str
    label: str
    effect: str
    """What it does, in the user's words."""
    is_loud: bool = False
    """Whether it is set apart, as an objection is."""
    definition: str = ""
    """What it means, shown where there is room for all."""


class ResultPanel(Drawn):
    """Lists the results, in two columns when one is too short. A click is like the key."""

    class Chosen(Message):
        """A result was clicked."""

        def __init__(self, key: str) -> None:
            """Name it by its key."""
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._lines: Sequence[ResultLine] = ()
        self._places: list[tuple[str, ...]] = []
        """The keys on each line of the panel, from left to right."""

    def show(self, title: str, lines: Sequence[ResultLine]) -> None:
        """List other results under `title`."""
        if (title, lines) != (self._title, self._lines):
            self._title, self._lines = title, lines
            self.refresh()

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the results: with what they mean and do if there is room, else one line each."""
        room = cells - len(EDGE)
        rows = self._whole_rows(room, defined=True)
        if len(rows) > lines:
            rows = self._whole_rows(room)
        if len(rows) > lines:
            rows = self._cut_rows(room, lines)
        if len(rows) < lines:
            rows.insert(0, ((self._title, "heading"),))
            self._places.insert(0, ())
        rows += [()] * (lines - len(rows))
        return [self.strip(((EDGE, "muted"), *row), cells) for row in rows[:lines]]

    def on_click(self, event: events.Click) -> None:
        """Choose the result under the mouse."""
        keys = self._places[event.y] if event.y < len(self._places) else ()
        if keys:
            column = min(event.x * len(keys) // max(1, self.size.width), len(keys) - 1)
            self.post_message(self.Chosen(keys[column]))

    def _whole_rows(self, room: int, *, defined: bool = False) -> list[Spans]:
        """Return the results with all that they do, and with `defined` what they mean."""
        whole = [
            (line.key, spans)
            for line in self._lines
            for spans in (*self._whole(line, room), *(self._meaning(line, room) if defined else ()))
        ]
        self._places = [(key,) for key, _spans in whole]
        return [spans for _key, spans in whole]

    def _cut_rows(self, room: int, lines: int) -> list[Spans]:
        """Return the results with effects cut to one line, in two columns if they must be."""
        columns = 1 if len(self._lines) <= lines else 2
        height = -(-len(self._lines) // columns)
        rows: list[Spans] = []
        self._places = []
        for row in range(height):
            beside = self._lines[row::height]
            self._places.append(tuple(line.key for line in beside))
            rows.append(tuple(span for line in beside for span in self._cut(line, room // columns)))
        return rows

    @property
    def _label_cells(self) -> int:
        longest = max((width(line.label) for line in self._lines), default=0)
        return min(longest, LONGEST_LABEL) + 1

    def _head(self, line: ResultLine) -> Spans:
        look = "late" if line.is_loud else "strong"
        return (fit(line.key, KEY_CELLS), "star"), (fit(line.label, self._label_cells), look)

    def _whole(self, line: ResultLine, room: int) -> list[Spans]:
        indent = KEY_CELLS + self._label_cells
        first, *others = wrapped(line.effect, room - indent)
        rows: list[Spans] = [(*self._head(line), (first, ""))]
        return rows + [((" " * indent + other, ""),) for other in others]

    def _meaning(self, line: ResultLine, room: int) -> list[Spans]:
        """Return what a result means, on one line."""
        indent = " " * (KEY_CELLS + self._label_cells)
        meaning = fit(line.definition, room - len(indent))
        return [((indent + meaning, "muted"),)] if line.definition else []

    def _cut(self, line: ResultLine, room: int) -> Spans:
        effect = fit(line.effect, room - KEY_CELLS - self._label_cells)
        return (*self._head(line), (effect, ""))
