"""What the quote screen shows: the lines as a grid, the sums under them. It writes nothing."""

from array import array
from collections.abc import Sequence
from contextlib import suppress

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from prospect_tui.domain.errors import NotFound, ProspectError
from prospect_tui.domain.joining import joined
from prospect_tui.domain.quotes import Line
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.key_names import key_name
from prospect_tui.services import quotes
from prospect_tui.services.quotes import QuoteSheet
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.opportunity_actions import OpportunityActions
from prospect_tui.tui.screens.quote_rows import QuoteRows
from prospect_tui.tui.text import fit, plain, width
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.grid import DataGrid, messages
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import paragraph, section
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording import quote_lines as line_words
from prospect_tui.wording import quotes as words
from prospect_tui.wording.errors import sentence

_PANEL = 46
"""Cells of the panel beside the lines on a large terminal, as its style says."""
_LARGE = 150


class QuoteShown(Clocked, OpportunityActions, is_part=True):
    """One quote; its subclass changes it."""

    AUTO_FOCUS = "DataGrid"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (_LARGE, "-pair")]  # noqa: RUF012 - as Textual's

    def __init__(self, context: AppContext, quote_id: int) -> None:
        """Show the quote with this id."""
        super().__init__(context)
        self.quote_id = quote_id
        self.source = QuoteRows()
        self._sheet: QuoteSheet | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the head, the lines, the line of remarks, the sums, and the panel."""
        yield TwoEnds(id="quote-title")
        yield TwoEnds(id="quote-subject")
        with Horizontal():
            with Vertical():
                yield DataGrid(self.source, empty_text=plain(self._nothing_said()))
                yield Static(id="quote-remark")
                yield Static(id="quote-totals")
            yield CardPage(self._panel, id="quote-panel")

    def on_mount(self) -> None:
        """Read the quote."""
        self.show_quote(self.quote_id)

    def on_resize(self, _event: events.Resize) -> None:
        """Give the label the room there is."""
        self._show_columns()

    def on_changed(self, _change: Change) -> None:
        """Read again, unless a cell is being typed in: what it held is compared when it is kept."""
        if not self.grid.is_editing:
            self.show_quote(self.quote_id)
        else:
            with suppress(NotFound):  # what was typed is refused when it is kept
                self._sheet = quotes.quote_sheet(self.context.workspace, self.quote_id)

    def show_texts(self) -> None:
        """Draw again in another language."""
        if self._sheet is not None:
            self._show_columns()
            self._show(self._sheet)

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the quote."""
        return self._sheet.record.opportunity_id if self._sheet else None

    @property
    def grid(self) -> DataGrid:
        """Return the grid of lines."""
        return self.query_one(DataGrid)

    @property
    def sheet(self) -> QuoteSheet:
        """Return the quote shown; only where there is one."""
        assert self._sheet is not None
        return self._sheet

    @property
    def line(self) -> Line | None:
        """Return the line under the cursor."""
        return self.source.lines.get(self.grid.cursor_id or 0)

    def show_quote(self, quote_id: int) -> None:
        """Read a quote and show it; one that was taken back gives way to another of its sale."""
        try:
            sheet = quotes.quote_sheet(self.context.workspace, quote_id)
        except NotFound as error:
            other = self._other()
            if other is None:
                self._show_gone(error)
                return
            sheet = quotes.quote_sheet(self.context.workspace, other)
        self.quote_id = sheet.record.id
        self._show(sheet)

    def _other(self) -> int | None:
        """Return the quote of the same sale that one is most likely to want."""
        sale = self.chosen_opportunity()
        found = quotes.of_opportunity(self.context.workspace, sale) if sale else []
        found.sort(key=lambda one: one.is_current, reverse=True)
        return found[0].id if found else None

    def _show_gone(self, error: ProspectError) -> None:
        self._sheet = None
        self.source.show({})
        self.grid.empty_text = Content()
        self.grid.set_ids(array("q"))
        self.query_one("#quote-title", TwoEnds).show(sentence(error), look="late")
        self.query_one("#quote-subject", TwoEnds).show("")
        self.query_one("#quote-totals", Static).update("")
        self.query_one(CardPage).renew()

    def _show(self, sheet: QuoteSheet) -> None:
        self._sheet = sheet
        self.source.show({one.id: one.line for one in sheet.lines})
        self.grid.read_only = self.context.workspace.read_only
        self.grid.refresh_all()
        self.grid.set_ids(array("q", self.source.lines))
        record = sheet.record
        current = _("counts as the amount") if record.is_current else ""
        if record.is_current and sheet.typed_cents is not None:
            amount = formats.money(sheet.typed_cents)
            current = _("amount of the sale, typed: {amount}").format(amount=amount)
        left, shorter = (
            joined(
                record.reference,
                words.state_text(sheet),
                words.days_text(sheet, in_short=in_short),
            )
            for in_short in (False, True)
        )
        self.query_one("#quote-title", TwoEnds).show(left, current, shorter=shorter)
        to = record.recipient.partition("\n")[0]
        self.query_one("#quote-subject", TwoEnds).show(record.subject or record.title, to)
        self._show_totals()
        self.explain()
        self.query_one(CardPage).renew()

    def _show_columns(self) -> None:
        is_pair = self.size.width >= _LARGE
        self.grid.set_columns(self.source.columns(self.size.width - _PANEL * is_pair))

    def _show_totals(self) -> None:
        """Show the sums at the right, one under the other."""
        sheet = self.sheet
        lines = words.totals_lines(sheet.totals, sheet.record.discount_bp)
        names = max(width(name) for name, _amount in lines)
        amounts = max(width(amount) for _name, amount in lines)
        texts = [
            f"{fit(name, names, 'right')}   {fit(one, amounts, 'right')}" for name, one in lines
        ]
        options = words.options_text(sheet.totals)
        drawn = [plain(text) for text in ([options] if options else []) + texts]
        drawn[-1] = drawn[-1].stylize("bold")
        self.query_one("#quote-totals", Static).update(Content("\n").join(drawn))

    # the line of remarks

    @on(messages.CursorMoved)
    def explain(self) -> None:
        """Tell more of the line under the cursor."""
        line = self.line
        self.say(line.detail.replace("\n", " · ") if line else "")

    def say(self, text: str, *, is_wrong: bool = False) -> None:
        """Show a text under the lines."""
        remark = self.query_one("#quote-remark", Static)
        remark.set_class(is_wrong, "-wrong")
        remark.update(plain(text))

    @on(messages.CellTyped)
    def echo_typing(self, event: messages.CellTyped) -> None:
        """Say what the text means so far, or what is wrong with it."""
        try:
            self.say(line_words.echo(event.column_key, event.text))
        except ProspectError as error:
            self.say(sentence(error))

    @on(messages.TypingEnded)
    def forget_echo(self, event: messages.TypingEnded) -> None:
        """Speak of the line again."""
        if not event.saves:
            self.show_quote(self.quote_id)  # what others wrote meanwhile was not shown

    def typing_keys(self) -> Sequence[tuple[str, str]]:
        """Return how one leaves a cell."""
        if not self.grid.is_editing:
            return ()
        return (
            ("enter", _("keep it, go down")),
            ("tab", _("keep it, next cell")),
            ("escape", _("as it was")),
        )

    @property
    def is_typing(self) -> bool:
        """Say whether a cell is being typed in."""
        return self.grid.is_editing

    def stop_typing(self) -> None:
        """Save the cell being typed in."""
        self.grid.stop_edit(save=True)

    # beside the lines

    def _panel(self, cells: int) -> list[PageLine]:
        """Return who sends it, to whom, the conditions, and the other quotes of the sale."""
        if self._sheet is None:
            return []
        record = self._sheet.record
        others = [
            one
            for one in quotes.of_opportunity(self.context.workspace, record.opportunity_id)
            if one.id != record.id
        ]
        parts = (
            (_("Client"), record.recipient.splitlines()),
            (_("From"), self._sheet.sender.splitlines()),
            (_("Conditions"), record.conditions.splitlines()),
            (_("Other quotes of this sale"), [words.quote_text(one) for one in others]),
        )
        return [
            line
            for title, texts in parts
            for line in section(
                title, [row for text in texts for row in paragraph(text, cells)], cells
            )
        ]

    def _nothing_said(self) -> str:
        keys = self.context.keys
        named = {
            name: key_name(keys[f"quote.{name}"].keys[0])
            for name in ("new", "catalogue", "details")
        }
        text = _(
            "No line yet. {new} adds one, {catalogue} takes one from your catalogue, {details} sets"
            " the client, the subject, the conditions and the discount."
        )
        return text.format(**named)
