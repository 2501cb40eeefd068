"""Who comes next: a list of names with their hour, the one in hand marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Drawn, Spans, mark

EDGE = " │"


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row to call; texts are drawn literally."""

    row_id: int
    name: str
    aside: str
    """An hour or a word on why it comes, at the right end."""
    is_promised: bool = False
    is_current: bool = False


class QueueList(Drawn):
    """Lists the rows to come; a click takes one in hand."""

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, row_id: int) -> None:
            """Name it by its number."""
            super().__init__()
            self.row_id = row_id

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._lines: Sequence[QueueLine] = ()

    def show(self, title: str, lines: Sequence[QueueLine]) -> None:
        """List other rows under `title`."""
        if (title, lines) != (self._title, self._lines):
            self._title, self._lines = title, lines
            self.refresh()

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return the title and as many rows as fit."""
        room = cells - len(EDGE)
        rows: list[Spans] = [((fit(" " + self._title, room), "heading"),)]
        rows += [_spans(line, room) for line in self._lines[: max(0, lines - 1)]]
        rows += [((" " * room, ""),)] * (lines - len(rows))
        return [self.strip((*row, (EDGE, "muted")), cells) for row in rows]

    def on_click(self, event: events.Click) -> None:
        """Take the row under the mouse in hand."""
        if 1 <= event.y <= len(self._lines):
            self.post_message(self.Picked(self._lines[event.y - 1].row_id))


def _spans(line: QueueLine, room: int) -> Spans:
    aside = f" {line.aside}" if line.aside else ""
    name = fit(line.name, room - 1 - width(aside)) if aside else fit(line.name, room - 1)
    return (
        (mark(is_under_cursor=line.is_current), "star"),
        (name, "strong" if line.is_current else ""),
        (aside, "warm" if line.is_promised else "muted"),
    )
