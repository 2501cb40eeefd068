"""The line in which a filter is typed, with its label. It knows nothing of filters."""

from textual import events
from textual.containers import Horizontal
from textual.widgets import Static

from prospect_tui.i18n import _
from prospect_tui.tui.quick_keys import QuickLine, paint
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.text_line import TextLine


class FilterLine(QuickLine, TextLine):
    """A line whose letters are painted at once, with the rows that they leave."""

    async def _on_key(self, event: events.Key) -> None:
        """As `TextLine`'s; the screen has heard of the letter when it comes back."""
        await super()._on_key(event)
        event.prevent_default()  # done here once already
        if event.is_printable:
            paint(self.screen)


class FilterBox(Horizontal):
    """The filter line with its label; hidden until somebody filters."""

    def __init__(self) -> None:
        """Begin with no filter."""
        self.line = FilterLine(compact=True, id="files-filter-input")
        super().__init__(Static(id="files-filter-label"), self.line, id="files-filter")
        self.display = False

    def on_mount(self) -> None:
        """Show the texts."""
        self.show_texts()

    def show_texts(self) -> None:
        """Word the label and what stands in an empty line."""
        self.query_one("#files-filter-label", Static).update(plain(_("Filter: ")))
        self.line.placeholder = _("words, or column:word, column>10, -column:word")
