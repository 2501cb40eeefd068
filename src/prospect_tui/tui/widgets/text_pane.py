"""A text in its place: wrapped, drawn without any layout, scrolled when it is too long."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

MORE = "…"


class TextPane(Widget):
    """Shows lines of styled text; what does not fit is a wheel turn away."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Content] = ()
        self._top = 0

    def show(self, lines: Sequence[Content], *, anew: bool = True) -> None:
        """Show other lines; `anew` goes back to the first."""
        if anew:
            self._top = 0
        if (
            anew
            or len(lines) != len(self._lines)
            or not all(map(Content.is_same, lines, self._lines))
        ):
            self._lines = lines
            self.refresh()

    def scroll_lines(self, count: int) -> None:
        """Move by `count` lines, as far as there are some."""
        hidden = len(self._wrapped()) - self.size.height
        top = max(0, min(self._top + count, hidden))
        if top != self._top:
            self._top = top
            self.refresh()

    def render(self) -> Content:
        """Draw what fits; a mark at the foot says that there is more."""
        lines = self._wrapped()
        height = self.size.height
        shown = lines[self._top : self._top + height]
        if self._top + height < len(lines) and shown:
            shown[-1] = Content.styled(MORE, "dim")
        return Content("\n").join(shown)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Read on."""
        event.stop()
        self.scroll_lines(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.scroll_lines(-2)

    def _wrapped(self) -> list[Content]:
        width = max(1, self.size.width)
        return [part for line in self._lines for part in line.wrap(width)]
