"""The floor: one line of Textual that changes at each key. Every ratio is to its key `down`."""

from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget


class CountedLine(Widget, can_focus=True):
    """A line that counts the presses of the arrow."""

    DEFAULT_CSS = "CountedLine { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "count", "")]

    presses = 0

    def action_count(self) -> None:
        """Count one more press."""
        self.presses += 1
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Draw the count."""
        return Strip([Segment(f"row {self.presses}".ljust(self.size.width))])


class FloorApp(App[None]):
    """Nothing but that line."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield CountedLine()


if __name__ == "__main__":
    FloorApp().run()
