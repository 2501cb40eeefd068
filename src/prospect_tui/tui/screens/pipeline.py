"""The pipeline: opportunities as cards under their stages, moved by the arrows."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import board as boards
from prospect_tui.services import opportunities
from prospect_tui.services.board import Board, Card
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.opportunity_actions import OpportunityActions
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.board_view import BoardView
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import Page
from prospect_tui.tui.widgets.summary import summary
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording import sales


class PipelineScreen(Clocked, OpportunityActions):
    """The board, its sums, and beside it on a large terminal the card in hand."""

    SCOPE: ClassVar[str] = "pipeline"
    ABOUT = N_(
        "Every open opportunity under its stage, with what comes next. Shift with the arrows moves"
        " a card to another stage or place; a card leaves the board when it is won, lost or"
        " dropped."
    )
    AUTO_FOCUS = "BoardView"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (160, "-pair")]  # noqa: RUF012 - as Textual's

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._words = ""
        self._to_show: int | None = None

    def compose_body(self) -> ComposeResult:
        """Compose the sums, the board, and the panel."""
        yield TwoEnds(id="pipeline-top")
        with Horizontal():
            yield BoardView(self.context.workspace.clock.today())
            panel = LinesView(self._panel, id="pipeline-panel")
            panel.can_focus = False
            yield panel

    def on_mount(self) -> None:
        """Read the board."""
        self._read()

    def on_changed(self, _change: Change) -> None:
        """Read the board again."""
        self._read()

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the card under the cursor."""
        return self._board_view.cursor_id

    def created(self, opportunity_id: int) -> None:
        """Go to the new card, whatever the filter."""
        self._words = ""
        self._to_show = opportunity_id

    def visit(self, **wanted: int) -> None:
        """Go to the card of the opportunity that another screen asks for."""
        self._words = ""
        self._to_show = wanted.get("opportunity_id")
        self._read()

    @on(BoardView.Opened)
    def open_card(self) -> None:
        """Open at a double click."""
        self.action_open()

    @on(BoardView.Moved)
    def show_panel(self) -> None:
        """Show the card under the cursor beside the board."""
        self.query_one("#pipeline-panel", LinesView).renew(from_top=True)

    async def action_back(self) -> None:
        """Take the filter away first."""
        if self._words:
            self._filter("")
        else:
            await super().action_back()

    def action_open(self) -> None:
        """Open the sheet of the card."""
        chosen = self._chosen()
        if chosen is not None:
            self.open_sheet("opportunity", chosen)

    def action_date(self) -> None:
        """Plan what comes next."""
        chosen = self._chosen()
        if chosen is not None:
            self.plan_next(chosen)

    def action_call(self) -> None:
        """Call about the card."""
        chosen = self._chosen()
        if chosen is not None:
            self.call_opportunity(chosen)

    def action_move_stage(self, step: int) -> None:
        """Move the card to the stage beside its own."""
        card, column = self._board_view.card, self._board_view.neighbour(step)
        if card is None:
            self._chosen()
        elif column is not None:
            opportunities.move(self.context.workspace, card.id, column.stage.id)
            self.context.changed.ring(opportunities=[card.id])

    def action_move_card(self, step: int) -> None:
        """Move the card up or down in its stage."""
        view = self._board_view
        may_move, before = view.before_of(step)
        if may_move and view.card is not None and view.column is not None:
            stage = view.column.stage.id
            opportunities.move(self.context.workspace, view.card.id, stage, before_id=before)
            self.context.changed.ring(opportunities=[view.card.id])

    def action_filter(self) -> None:
        """Narrow the board to the cards that contain some words."""

        def echo(text: str) -> Content:
            count = boards.board(self.context.workspace, words=text).count
            said = ngettext("{count} opportunity", "{count} opportunities", count)
            return plain(said.format(count=formats.number(count)))

        title = _("Which words? None shows every card again.")
        self.ask(Prompt(title, str, value=self._words, echo=echo), self._filter)

    def _filter(self, words: str) -> None:
        self._words = words
        self._read()

    @property
    def _board_view(self) -> BoardView:
        return self.query_one(BoardView)

    def _read(self) -> None:
        workspace = self.context.workspace
        board = boards.board(workspace, words=self._words)
        wanted, self._to_show = self._to_show, None
        today = workspace.clock.today()
        self._board_view.show(board, today, to=wanted, empty_text=self._nothing_said())
        self.query_one(TwoEnds).show(f" {_name(board)}", self._figures(board))

    def _figures(self, board: Board) -> str:
        if not self._words:
            return sales.board_total(board)
        filtered = _("filter “{words}”, Esc takes it away").format(words=self._words)
        return f"{filtered} · {sales.board_total(board)}"

    def _nothing_said(self) -> str:
        """Return what to say when no card is shown."""
        if self._words:
            return _("No open opportunity has these words. Esc shows them all.")
        return _(
            "No open opportunity.\n\nAn opportunity is one possible sale: Ctrl+N to note one, or o"
            " on a row of a file (F3) that is worth it. Calls (F4) that interest somebody offer it"
            " too."
        )

    def _panel(self, cells: int) -> list[PageLine]:
        workspace, card = self.context.workspace, self._board_view.card
        if card is None:
            return []
        today = workspace.clock.today()
        sheet = opportunity_sheet(workspace, card.id)
        return summary(sheet, Page(cells, today, workspace.zone), 0, _red(card, self))


def _name(board: Board) -> str:
    return board.pipeline_name or _("Pipeline")


def _red(card: Card, screen: PipelineScreen) -> str:
    today = screen.context.workspace.clock.today()
    return sales.red_word(card.next_when, today, is_late=card.is_late)
