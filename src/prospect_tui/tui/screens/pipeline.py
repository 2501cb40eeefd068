"""The pipeline: opportunities as cards under their stages or in lists, moved by keys and mouse."""

from typing import ClassVar

from textual import on
from textual.content import Content

from prospect_tui.domain.boards import FIELDS, BoardMode, Wanted
from prospect_tui.domain.views import toggled
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import board as boards
from prospect_tui.services import pipelines
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.pipeline_moves import PipelineMoves
from prospect_tui.tui.screens.pipeline_shown import Figure, figure_text, listed
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.board_view import BoardView
from prospect_tui.tui.widgets.card_table import CardTable
from prospect_tui.tui.widgets.cards_view import CardsView
from prospect_tui.tui.widgets.figure_line import FigureLine
from prospect_tui.wording.pipelines import cards_text, pipeline_name

_MODES = tuple(BoardMode)


class PipelineScreen(PipelineMoves):
    """The board, its sums, and beside it on a large terminal the card in hand."""

    SCOPE: ClassVar[str] = "pipeline"
    ABOUT = N_(
        "Every open opportunity under its stage, with what comes next. Shift with the arrows moves"
        " a card to another stage or place, and so does the mouse; v lists the same cards in two"
        " other ways. Up from the first card goes to the head of its stage, then to the figures of"
        " the first line: Enter lists the cards that they count. A card leaves the board when it is"
        " won, lost or dropped."
    )
    AUTO_FOCUS = "BoardView"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (160, "-pair")]  # noqa: RUF012 - as Textual's

    def created(self, opportunity_id: int) -> None:
        """Go to the new card, whatever is left out."""
        self._show_all()
        self._to_show = opportunity_id

    def visit(self, **wanted: int) -> None:
        """Go to the card of the opportunity that another screen asks for, or list a stage."""
        self._show_all()
        self._to_show = wanted.get("opportunity_id")
        if self._to_show is not None:
            sheet = self._sheet_of(self._to_show)
            self._pipeline_id = sheet.opportunity.pipeline_id
        elif "pipeline_id" in wanted:
            self._pipeline_id = wanted["pipeline_id"]
        if "stage_id" in wanted:
            self._figure = Figure(wanted["stage_id"])
        self.read()

    def _show_all(self) -> None:
        self._words, self._wanted, self._figure = "", Wanted(), None
        self.set_focus(None)  # the cards take it when they are drawn

    async def action_back(self) -> None:
        """Take away first what leaves cards out: the figure, then the filter."""
        if self._figure is not None:
            self._figure = None
            self.narrow()
        elif self._words:
            self._filter("")
        else:
            await super().action_back()

    @on(CardsView.Opened)
    def action_open(self) -> None:
        """Open the sheet of the card, or list the cards of the stage whose head is chosen."""
        if self.mode is BoardMode.PIPELINE and self.query_one(BoardView).is_on_head:
            self.action_column_cards()
            return
        chosen = self._chosen()
        if chosen is not None:
            self.open_among(chosen)

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

    # what is shown

    def action_view(self) -> None:
        """Show the same cards in the next way, and keep it for the next time."""
        self._mode = _MODES[(_MODES.index(self.mode) + 1) % len(_MODES)]
        if self._mode is BoardMode.PIPELINE:
            self._figure = None
        self.narrow()
        self.call_after_refresh(self._keep)

    def _keep(self) -> None:
        boards.keep_choice(self.context.workspace, self._mode, self.shown.pipeline_id)

    def action_pipeline(self) -> None:
        """Show another pipeline."""
        known = pipelines.pipelines(self.context.workspace)
        if len(known) == 1:
            self.tell(_("There is one pipeline. e is where another one is added."))
            return

        def show(number: int) -> None:
            self._pipeline_id = number
            self._show_all()
            self.read()
            self.call_after_refresh(self._keep)

        choices = [
            Choice(
                one.id,
                pipeline_name(one.name),
                cards_text(one.open_cards, sum(stage.amount_cents for stage in one.stages)),
            )
            for one in known
        ]
        self.ask(Choose(_("Which pipeline?"), choices, start=self.shown.pipeline_id), show)

    def action_filter(self) -> None:
        """Narrow the board to the cards that have some words, tags or values."""

        def echo(text: str) -> Content:
            assert self._full is not None
            found = boards.narrowed(self.context.workspace, self._full, self._read_wanted(text))
            said = ngettext("{count} opportunity", "{count} opportunities", found.count)
            return plain(said.format(count=formats.number(found.count)))

        def parse(text: str) -> str:
            echo(text)  # says what is wrong with it
            return text

        title = _("Which ones? Words, late, no date, star, #tag, amount>10k, origin:fair…")
        self.ask(Prompt(title, parse, value=self._words, echo=echo), self._filter)

    def _filter(self, words: str) -> None:
        self._words, self._wanted = words, self._read_wanted(words)
        self.narrow()

    def _read_wanted(self, text: str) -> Wanted:
        from prospect_tui.wording.board_filter import read_wanted  # noqa: PLC0415 - first filter

        assert self._full is not None
        return read_wanted(text, [column.stage for column in self._full.columns])

    def action_sort(self) -> None:
        """Sort the list by a column; once more turns it round, then gives the board's order."""
        from prospect_tui.wording.board_filter import field_name  # noqa: PLC0415 - first sort

        if self.mode is BoardMode.PIPELINE:
            self.tell(_("The board is in your own order. v shows a list, which can be sorted."))
            return
        choices = [Choice(field, field_name(field)) for field in FIELDS]
        if self._sort:
            choices.insert(0, Choice("", _("The board's own order")))
        start = self._sort[0].column if self._sort else None
        self.ask(Choose(_("Sort by which column?"), choices, start=start), self._sort_by)

    def _sort_by(self, field: str) -> None:
        self._sort = toggled(self._sort, field, add=False) if field else ()
        self.narrow()

    @on(CardTable.Sorted)
    def sort_column(self, event: CardTable.Sorted) -> None:
        """Sort by the column whose title was clicked."""
        self._sort_by(event.field)

    # the cards behind a figure

    def action_column_cards(self) -> None:
        """List the cards of the stage under the cursor."""
        card = self.cards_view.card
        column = self.query_one(BoardView).column
        stage_id = card.stage_id if card else column.stage.id if column else None
        if stage_id is not None:
            self._list(Figure(stage_id))

    @on(CardsView.Counted)
    def list_column(self, event: CardsView.Counted) -> None:
        """List the cards of the stage whose head was opened."""
        self._list(Figure(event.stage.id))

    @on(FigureLine.Opened)
    def list_total(self, event: FigureLine.Opened) -> None:
        """List the cards that a figure of the first line counts, of those that are shown."""
        within, flag = self._figure or Figure(), event.figure.flag
        flags = dict.fromkeys((*within.flags, flag) if flag else within.flags)
        self._list(within._replace(flags=tuple(flags)))

    def action_figures(self) -> None:
        """Choose a figure, and list the cards that it counts."""
        assert self._found is not None
        choices = [
            Choice(
                figure,
                figure_text(figure, self._found),
                cards_text(len(cards), sum(card.amount_cents for card in cards)),
            )
            for figure, cards in listed(self._found)
        ]
        title = _("Which figure? Its cards are listed.")
        self.ask(Choose(title, choices, start=self._figure), self._list)

    def _list(self, figure: Figure) -> None:
        is_all = figure == Figure() and self._mode is not BoardMode.PIPELINE
        self._figure = None if is_all else figure
        self.narrow()
        self.cards_view.focus()

    @on(CardsView.LeftAbove)
    def go_to_figures(self) -> None:
        """Go up from the cards to the figures above them."""
        self.query_one(FigureLine).focus()

    @on(FigureLine.Left)
    def go_to_cards(self) -> None:
        """Go down from the figures to the cards."""
        self.cards_view.focus()

    def action_stages(self) -> None:
        """Change the pipelines and their stages."""
        self.go("pipelines", pipeline_id=self.shown.pipeline_id)
