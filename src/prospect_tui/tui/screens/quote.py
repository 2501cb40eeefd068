"""A quote: its lines typed in a small grid, its totals below, its life by keys.

It judges nothing: services say what may be kept. A change of a quote that was sent goes on in its
next version, and the screen with it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from prospect_tui.domain.errors import Refused
from prospect_tui.i18n import N_, _
from prospect_tui.services import quote_drafts, quote_files, quotes, typed_paths
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens import quote_forms as forms
from prospect_tui.tui.screens.quote_typing import QuoteTyping
from prospect_tui.wording.quote_document import document


class QuoteScreen(QuoteTyping):
    """The lines of one quote, and what becomes of it."""

    SCOPE: ClassVar[str] = "quote"
    ABOUT = N_(
        "One quote: what is sold, how much of it, at what price. Type in the cells; the totals"
        " follow to the cent. Once sent it stays as it is: a change makes its next version."
    )
    folder = Path.home()
    """Where the last PDF of the session went."""

    def action_details(self) -> None:
        """Change the subject, the client, the conditions, the discount or the validity."""
        if self._sheet is not None:
            self.ask(forms.choose_detail(self.sheet), self._ask_detail)

    def _ask_detail(self, key: str) -> None:
        changed: list[int] = []
        question = forms.detail_question(self.context, self.sheet, key, changed.append)
        self.ask(question, lambda _answer: self.written(changed[-1]))

    def action_date(self) -> None:
        """Plan what comes next of the opportunity."""
        chosen = self.chosen_opportunity()
        if chosen is not None:
            self.plan_next(chosen)

    def action_send(self) -> None:
        """Mark the quote as sent, then plan what comes next."""
        if self._decide(quotes.send, _("Sent: {quote}. It stays as it is from now on.")):
            self.action_date()

    def action_accept(self) -> None:
        """Mark the quote as accepted, then offer to win the sale."""
        if self._decide(quotes.accept, _("Accepted: {quote}")):
            self.action_won()

    def action_refuse(self) -> None:
        """Mark the quote as refused by the client."""
        self._decide(quotes.refuse, _("Refused: {quote}. v makes a new version."))

    def _decide(self, act: Callable[..., None], said: str) -> bool:
        """Do something with the quote; say whether its sale is still open."""
        if self._sheet is None:
            return False
        act(self.context.workspace, self.quote_id)
        self.written(self.quote_id)
        self.tell(said.format(quote=self.sheet.record.reference))
        sale = self._sheet_of(self.sheet.record.opportunity_id)
        return not sale.opportunity.outcome

    def action_discard(self) -> None:
        """Delete the draft; undo brings it back."""
        was = self._sheet
        if was is None:
            return
        sale = was.record.opportunity_id
        quote_drafts.discard(self.context.workspace, self.quote_id)
        self.tell(_("Deleted: {quote}. u brings it back.").format(quote=was.record.reference))
        if quotes.of_opportunity(self.context.workspace, sale):
            self.show_quote(self.quote_id)
            self.tell_replaced(was.typed_cents)
        else:
            self.app.pop_screen()
        self.context.changed.ring(opportunities=[sale], by=self)

    def action_version(self) -> None:
        """Make the next version of a quote that was sent."""
        if self._sheet is not None:
            self.written(quotes.new_version(self.context.workspace, self.quote_id))

    def action_make_current(self) -> None:
        """Have the amount of the opportunity follow this quote."""
        if self._sheet is not None:
            quotes.set_current(self.context.workspace, self.quote_id)
            self.written(self.quote_id)

    def action_others(self) -> None:
        """Go to another quote of the sale, or begin one."""
        if self._sheet is not None:
            sale = self.sheet.record.opportunity_id
            question = forms.choose_quote(self.context, sale, _("New quote"))
            self.ask(question, lambda chosen: self.show_chosen(chosen, sale))

    def show_chosen(self, chosen: int, sale: int) -> None:
        """Show a quote of the sale; 0 is a new one."""
        if chosen:
            self.show_quote(chosen)
        else:
            self.written(quotes.create(self.context.workspace, sale))

    def action_copy_to(self) -> None:
        """Copy the quote to another opportunity, under a number of its own."""
        if self._sheet is None:
            return
        sales = quotes.open_sales(self.context.workspace)
        choices = [Choice(number, title) for number, title in sales]
        question = _("Copy this quote to which opportunity?")
        self.ask(Choose(question, choices, start=self.chosen_opportunity()), self._copy_to)

    def _copy_to(self, sale: int) -> None:
        workspace, is_other = self.context.workspace, sale != self.chosen_opportunity()
        typed_cents = quotes.typed_amount(workspace, sale)
        self.written(quotes.duplicate(workspace, self.quote_id, sale))
        if is_other:
            self.tell_replaced(typed_cents)

    # out

    def action_pdf(self) -> None:
        """Write the quote as PDF where the user says, and open it."""
        if self._sheet is None:
            return
        path = quote_files.pdf_path(QuoteScreen.folder, self.sheet.record.reference)
        question = Prompt(_("PDF to write"), _pdf_target, value=str(path))
        self.ask(question, self._check_target)

    def _check_target(self, path: Path) -> None:
        if not typed_paths.is_there(path):
            self._write_pdf(path, overwrite=False)
            return
        question = _("“{name}” exists already. Replace it?").format(name=path.name)
        replace = partial(self._write_pdf, path, overwrite=True)
        self.ask(Confirm(question, accept=_("replace")), lambda _yes: replace())

    def _write_pdf(self, path: Path, *, overwrite: bool) -> None:
        QuoteScreen.folder = path.parent
        printed = document(self.sheet, self.context.workspace.clock.today())

        def work(_work: object) -> bool:
            quote_files.write_pdf(path, printed, overwrite=overwrite)
            return quote_files.open_file(path)

        def told(is_open: bool) -> None:
            said = _("Written and opened: {path}") if is_open else _("Written: {path}")
            self.tell(said.format(path=path))

        self.run_long(work, told, _("Writing {name}").format(name=path.name))


def _pdf_target(text: str) -> Path:
    """Return the file that a typed path means; raises `Refused` for a folder that is not there."""
    path = typed_paths.typed_path(text)
    if path.suffix.lower() != quote_files.PDF:
        path = path.with_name(f"{path.name}{quote_files.PDF}")
    if not typed_paths.is_folder(path.parent):
        raise Refused("file.not_found", name=str(path.parent))
    return path


def open_quotes(screen: BaseScreen, context: AppContext, sale: int) -> None:
    """Open the quotes of an opportunity: the only one, one that is chosen, or a new one."""
    found = quotes.of_opportunity(context.workspace, sale)

    def show(quote_id: int) -> None:
        screen.app.push_screen(QuoteScreen(context, quote_id))

    def begin() -> None:
        made = quotes.create(context.workspace, sale)
        context.changed.ring(opportunities=[sale])
        show(made)

    if not found:
        begin()
    elif len(found) == 1:
        show(found[0].id)
    else:
        question = forms.choose_quote(context, sale, _("New quote"))
        screen.ask(question, lambda chosen: show(chosen) if chosen else begin())
