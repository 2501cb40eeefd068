"""Who comes next: a list of names with their hour, the one in hand marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from prospect_tui.tui.text import fit, width

MARK = "▌"


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row to call; texts are drawn literally."""

    row_id: int
    name: str
    aside: str
    """An hour or a word on why it comes, at the right end."""
    is_promised: bool = False
    is_current: bool = False


class QueueList(Widget):
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

    def render(self) -> Content:
        """Draw the title and as many rows as fit."""
        room, height = self.size
        drawn = [self._drawn(line, room) for line in self._lines[: max(0, height - 1)]]
        return Content("\n").join([Content.styled(fit(self._title, room), "dim"), *drawn])

    def on_click(self, event: events.Click) -> None:
        """Take the row under the mouse in hand."""
        if 1 <= event.y <= len(self._lines):
            self.post_message(self.Picked(self._lines[event.y - 1].row_id))

    @staticmethod
    def _drawn(line: QueueLine, room: int) -> Content:
        aside = width(line.aside)
        name = fit(line.name, room - 1 - (aside + 1 if aside else 0))
        return Content.assemble(
            (MARK if line.is_current else " ", "bold $accent"),
            (name, "bold" if line.is_current else ""),
            (
                " " + fit(line.aside, aside) if aside else "",
                "$accent" if line.is_promised else "dim",
            ),
        )
