"""A page of two columns where there is room for them, of one elsewhere; going about in it."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from prospect_tui.tui.screen import STYLES, BaseScreen
from prospect_tui.tui.widgets.lines_view import Builder, LinesView
from prospect_tui.tui.widgets.sheet_parts import Ref

TWO_COLUMNS = 150
"""Cells of a terminal on which the past stands beside the rest."""


class TwoColumns(BaseScreen):
    """A screen with a main column, and one beside it on a large terminal."""

    AUTO_FOCUS = "LinesView"
    CSS_PATH = STYLES / "two_columns.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (TWO_COLUMNS, "-pair")]  # noqa: RUF012 - as Textual's

    def columns(self, main: Builder, aside: Builder) -> ComposeResult:
        """Compose both; the style sheet shows the second one where there is room."""
        with Horizontal(id="page-columns"):
            yield LinesView(main, id="page-main", is_one_of_two=True)
            yield LinesView(aside, id="page-aside", is_one_of_two=True)

    @property
    def is_pair(self) -> bool:
        """Say whether there is room for two columns."""
        return self.app.size.width >= TWO_COLUMNS

    @property
    def column(self) -> LinesView:
        """Return the column in which the cursor is."""
        return self.focused if isinstance(self.focused, LinesView) else self.query_one(LinesView)

    @property
    def ref(self) -> Ref | None:
        """Return what is under the cursor."""
        ref = self.column.cursor
        return ref if isinstance(ref, Ref) else None

    def renew_columns(self, *, from_top: bool = False) -> None:
        """Draw both again, after something was read."""
        for column in self.query(LinesView):
            column.renew(from_top=from_top)

    def action_section(self, step: int) -> None:
        """Go to the next part of the page, or to the one before; from the last to the first."""
        if self.column.go_to_section(step):
            return
        other = self._other_column()
        other.focus()
        other.go_to_edge(0 if step > 0 else -1)

    def action_column(self, step: int) -> None:
        """Go to the column at the left or at the right; of a single one, to another part."""
        if not self.is_pair:
            self.action_section(step)
            return
        column = list(self.query(LinesView))[0 if step < 0 else 1]
        if column.display:
            column.focus()

    def _other_column(self) -> LinesView:
        """Return the column beside the one in use; itself when it is alone."""
        return next(
            (one for one in self.query(LinesView) if one is not self.column and one.display),
            self.column,
        )
