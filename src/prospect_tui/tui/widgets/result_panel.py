"""The call results with their keys, and beside each what it will do: read before it is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from prospect_tui.tui.text import fit, width

LONGEST_LABEL = 12
KEY_CELLS = 2


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the panel; every text is drawn literally."""

    key: str
    label: str
    effect: str
    """What it does, in the user's words."""
    is_loud: bool = False
    """Whether it is set apart, as an objection is."""


class ResultPanel(Widget):
    """Lists the results, in two columns when one is too short. A click is like the key."""

    class Chosen(Message):
        """A result was clicked."""

        def __init__(self, key: str) -> None:
            """Name it by its key."""
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[ResultLine] = ()
        self._places: list[tuple[str, ...]] = []
        """The keys of each row of the screen, from left to right."""

    def show(self, lines: Sequence[ResultLine]) -> None:
        """List other results."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render(self) -> Content:
        """Draw on as many rows as there are, whole effects first, then cut ones."""
        room, height = self.size
        whole = [(line.key, part) for line in self._lines for part in self._drawn(line, room)]
        if len(whole) <= height:
            self._places = [(key,) for key, _part in whole]
            return Content("\n").join([part for _key, part in whole])
        columns = 1 if len(self._lines) <= height else 2
        rows = -(-len(self._lines) // columns)
        self._places, drawn = [], []
        for row in range(rows):
            beside = self._lines[row::rows]
            self._places.append(tuple(line.key for line in beside))
            cells = [self._cut(line, room // columns) for line in beside]
            drawn.append(Content("").join(cells))
        return Content("\n").join(drawn[:height])

    def on_click(self, event: events.Click) -> None:
        """Choose the result under the mouse."""
        if 0 <= event.y < len(self._places):
            keys = self._places[event.y]
            column = min(event.x * len(keys) // max(1, self.size.width), len(keys) - 1)
            self.post_message(self.Chosen(keys[column]))

    @property
    def _label_cells(self) -> int:
        longest = max((width(line.label) for line in self._lines), default=0)
        return min(longest, LONGEST_LABEL) + 1

    def _head(self, line: ResultLine) -> Content:
        style = "bold $error" if line.is_loud else "bold"
        return Content.assemble(
            (fit(line.key, KEY_CELLS), "bold $accent"), (fit(line.label, self._label_cells), style)
        )

    def _drawn(self, line: ResultLine, room: int) -> list[Content]:
        """Return a result with its whole effect, on two rows when it is long."""
        indent = KEY_CELLS + self._label_cells
        if room <= indent:
            return [self._cut(line, room)]
        parts = Content(line.effect).wrap(room - indent)
        rows = [self._head(line) + parts[0]]
        return rows + [Content(" " * indent) + part for part in parts[1:]]

    def _cut(self, line: ResultLine, room: int) -> Content:
        indent = KEY_CELLS + self._label_cells
        return (self._head(line) + Content(fit(line.effect, room - indent))).truncate(room)
