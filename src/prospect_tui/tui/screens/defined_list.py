"""What the user defines as a list (results, signs of interest, stages), and one line explained.

Its subclass says what is listed and what is known of a line, and changes it.
"""

from collections.abc import Hashable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from prospect_tui.tui.context import Change
from prospect_tui.tui.screen import STYLES, BaseScreen
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine


class DefinedList(BaseScreen):
    """The list, and beside or under it what the line under the cursor does."""

    AUTO_FOCUS = "#defined-list"
    CSS_PATH = STYLES / "defined_list.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual's

    def read(self) -> None:
        """Read what is listed."""
        raise NotImplementedError

    def list_lines(self, cells: int) -> Sequence[PageLine]:
        """Return the list."""
        raise NotImplementedError

    def detail_lines(self, cells: int) -> Sequence[PageLine]:
        """Return what is known of the line under the cursor."""
        raise NotImplementedError

    @property
    def cursor(self) -> Hashable:
        """Return what the line under the cursor stands for."""
        return self.query_one("#defined-list", LinesView).cursor

    def compose_body(self) -> ComposeResult:
        """Yield the list, and what is known of the line under the cursor."""
        with Container(id="defined-body"):
            yield LinesView(self.list_lines, id="defined-list")
            yield CardPage(self.detail_lines, id="defined-details")

    def on_changed(self, _change: Change) -> None:
        """Read again what was changed elsewhere, or taken back."""
        self.renew()

    def show_texts(self) -> None:
        """Read and draw, at the start and in another language."""
        self.renew()

    def renew(self, to: Hashable = None) -> None:
        """Read the list again; the cursor goes `to` a line, else stays."""
        self.read()
        self.query_one("#defined-list", LinesView).renew(to=to)

    @on(LinesView.Moved, "#defined-list")
    def show_details(self) -> None:
        """Show what is known of the line under the cursor."""
        self.query_one("#defined-details", CardPage).renew(from_top=True)
