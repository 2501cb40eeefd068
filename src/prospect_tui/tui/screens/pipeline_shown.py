"""What the pipeline screen shows: one set of cards in three views, narrowed in memory.

The board is read when something was written; moving about, filtering and sorting read nothing.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from prospect_tui.domain.boards import BoardMode, Flag, Wanted
from prospect_tui.domain.views import SortKey
from prospect_tui.i18n import _, formats
from prospect_tui.services import board as boards
from prospect_tui.services.board import Board, Card
from prospect_tui.services.board_filter import in_order
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.folder_actions import FolderActions
from prospect_tui.tui.widgets.board_view import BoardView
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.card_table import CardTable
from prospect_tui.tui.widgets.cards_view import CardsView
from prospect_tui.tui.widgets.figure_line import FigureLine
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page
from prospect_tui.tui.widgets.summary import EVENTS_READ, summary
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording import board as wording
from prospect_tui.wording import sales
from prospect_tui.wording.pipelines import pipeline_name

_PANEL_SECONDS = 0.12
"""After which the panel follows the cursor: it is read, and the cursor must not wait for it."""


class Figure(NamedTuple):
    """What is counted, and listed when it is chosen: the cards of a stage, those with a flag, all.

    Counted within another figure, it has the stage and the flags of both.
    """

    stage_id: int | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """Return what its cards have."""
        return Wanted(flags=self.flags)


class PipelineShown(Clocked, FolderActions, is_part=True):
    """The views and what is written above them; the screen itself acts."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing read."""
        super().__init__(context)
        self._mode = BoardMode.PIPELINE
        self._pipeline_id: int | None = None
        self._full: Board | None = None
        """All the cards of the pipeline."""
        self._found: Board | None = None
        """Those that the filter leaves."""
        self._shown: Board | None = None
        """Those that are shown: of the figure that is listed, if there is one."""
        self._words = ""
        """The filter as it was typed."""
        self._wanted = Wanted()
        self._figure: Figure | None = None
        """The figure whose cards are listed."""
        self._sort: tuple[SortKey, ...] = ()
        self._to_show: int | None = None
        self._among: Among | None = None
        """The cards among which a sheet was opened."""
        self._panel_timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Compose the sums, the views, and the panel."""
        workspace = self.context.workspace
        yield FigureLine(id="pipeline-top")
        yield TwoEnds(id="pipeline-narrowed")
        with Horizontal():
            yield BoardView(workspace.clock.today())
            yield CardTable(lambda ids: boards.last_exchanges(workspace, ids), workspace.zone)
            yield CardPage(self._panel, id="pipeline-panel")

    def on_mount(self) -> None:
        """Read the board, in the view last chosen."""
        self._mode, self._pipeline_id = boards.kept_choice(self.context.workspace)
        self.read()

    def on_changed(self, change: Change) -> None:
        """Read again what was changed."""
        if change.everything or change.prospects or not change.opportunities:
            self.read()
        else:
            self.read_cards(change.opportunities)

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the card under the cursor."""
        return self.cards_view.cursor_id

    def seen_of(self, opportunity_id: int) -> datetime | None:
        """Return when the card under the cursor was last changed."""
        card = self.cards_view.card
        return card.updated_at if card is not None and card.id == opportunity_id else None

    def pipeline_of_new(self) -> int | None:
        """Return the pipeline that is shown."""
        return self._pipeline_id

    @property
    def mode(self) -> BoardMode:
        """Return the view in use: a figure's cards are always listed."""
        is_listed = self._figure is not None and self._mode is BoardMode.PIPELINE
        return BoardMode.COMPACT if is_listed else self._mode

    @property
    def cards_view(self) -> BoardView | CardTable:
        """Return the view in use."""
        is_board = self.mode is BoardMode.PIPELINE
        return self.query_one(BoardView) if is_board else self.query_one(CardTable)

    @property
    def shown(self) -> Board:
        """Return the cards that are shown, in their stages."""
        assert self._shown is not None
        return self._shown

    def read(self) -> None:
        """Read the board and show it."""
        self._full = boards.board(self.context.workspace, self._pipeline_id)
        self._pipeline_id = self._full.pipeline_id
        self.narrow()

    def read_cards(self, ids: Collection[int]) -> None:
        """Read some cards again, which alone were written."""
        assert self._full is not None
        self._full = boards.refreshed(self.context.workspace, self._full, ids)
        self.narrow()

    def narrow(self) -> None:
        """Show the cards that are wanted; reads nothing."""
        workspace, figure = self.context.workspace, self._figure
        assert self._full is not None
        self._found = self._shown = boards.narrowed(workspace, self._full, self._wanted)
        if figure is not None:
            self._shown = boards.narrowed(workspace, self._found, figure.wanted, figure.stage_id)
        self._draw()

    def _draw(self) -> None:
        """Give the view in use its cards, and the lines above it their words."""
        today = self.context.workspace.clock.today()
        wanted, self._to_show = self._to_show, None
        view, table = self.query_one(BoardView), self.query_one(CardTable)
        previous = (table if table.has_focus else view).cursor_id
        is_board = self.mode is BoardMode.PIPELINE
        view.display, table.display = is_board, not is_board
        wanted = wanted or previous
        if is_board:
            view.show(self.shown, today, to=wanted, empty_text=self._nothing_said())
        else:
            table.show(
                in_order(self.shown, self._sort),
                today,
                sort=self._sort,
                is_extended=self.mode is BoardMode.EXTENDED,
                to=wanted,
                empty_text=self._nothing_said(),
            )
        if not self.cards_view.has_focus and self.focused in {None, view, table}:
            self.cards_view.focus()
        self._head()

    def open_among(self, opportunity_id: int) -> None:
        """Open the sheet of a card, from which one goes on to the other cards shown."""
        if self.mode is BoardMode.PIPELINE:
            cards = [card for column in self.shown.columns for card in column.cards]
        else:
            cards = [card for card, _stage in in_order(self.shown, self._sort)]
        ids = [card.id for card in cards]
        title = pipeline_name(self.shown.pipeline_name)
        records = [("opportunity", number) for number in ids]
        self._among = Among(records, ids.index(opportunity_id), title)
        self.open_sheet("opportunity", opportunity_id, self._among)

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Come back from a sheet to the card to which one went on from there."""
        among, self._among = self._among, None
        if among is not None:
            record = among.records[among.place]
            assert isinstance(record, tuple)
            self._to_show = record[1]
            self._draw()

    def _head(self) -> None:
        shown, full = self.shown, self._full
        assert full is not None
        name = pipeline_name(shown.pipeline_name)
        if self.mode is not BoardMode.PIPELINE:
            name = f"{name} · {wording.mode_name(self.mode)}"
        self.query_one(FigureLine).show(f" {name}", sales.board_totals(shown))
        line = self.query_one("#pipeline-narrowed", TwoEnds)
        told = self._narrowing()
        line.display = bool(told)
        count = _("{shown} of {count}").format(
            shown=formats.number(shown.count), count=formats.number(full.count)
        )
        line.show(f" {told}", count)

    def _narrowing(self) -> str:
        """Return what leaves cards out, "" when all are shown."""
        parts = [figure_text(self._figure, self.shown)] if self._figure else []
        if self._words:
            parts.append(_("filter “{words}”").format(words=self._words))
        return _("{what}, Esc takes it away").format(what=" · ".join(parts)) if parts else ""

    def _nothing_said(self) -> str:
        """Return what to say when no card is shown."""
        if self._words or self._figure:
            return _("No open opportunity is like that. Esc shows them all.")
        return _(
            "No open opportunity.\n\nAn opportunity is one possible sale: Ctrl+N to note one, or o"
            " on a row of a file (F3) that is worth it. Calls (F4) that interest somebody offer it"
            " too.\n\nThe stages and the pipelines are yours: e changes them."
        )

    @on(CardsView.Moved)
    def follow_cursor(self) -> None:
        """Show the card under the cursor beside the board, once the cursor rests."""
        if not self.query_one("#pipeline-panel").display:
            return
        if self._panel_timer is not None:
            self._panel_timer.stop()
        self._panel_timer = self.set_timer(_PANEL_SECONDS, self._show_panel)

    def _show_panel(self) -> None:
        self.query_one("#pipeline-panel", CardPage).renew(from_top=True)

    def _panel(self, cells: int) -> list[PageLine]:
        workspace, card = self.context.workspace, self.cards_view.card
        if card is None:
            return []
        today = workspace.clock.today()
        sheet = opportunity_sheet(workspace, card.id, most=EVENTS_READ)
        red = sales.red_word(card.next_when, today, is_late=card.is_late)
        return summary(sheet, Page(cells, today, workspace.zone), 0, red)


def figure_text(figure: Figure, shown: Board) -> str:
    """Return how a figure is called: the name of its stage, "En retard", "Toutes les cartes"."""
    stages = (one.stage for one in shown.columns if one.stage.id == figure.stage_id)
    names = [*map(sales.stage_name, stages), *map(wording.figure_name, figure.flags)]
    return " · ".join(names) or _("All the cards")


def listed(shown: Board) -> list[tuple[Figure, list[Card]]]:
    """Return every figure of a board with the cards that it counts."""
    cards = [card for column in shown.columns for card in column.cards]
    flags = [(Figure(flags=(flag,)), [card for card in cards if card.has(flag)]) for flag in Flag]
    stages = [(Figure(one.stage.id), list(one.cards)) for one in shown.columns]
    return [(Figure(), cards), *flags, *stages]
