"""The page of a company: its people and who decides, its sales, its figures."""

from typing import TYPE_CHECKING, ClassVar

from prospect_tui.domain.columns import Column
from prospect_tui.domain.people import COMPANIES_BY_KEY
from prospect_tui.i18n import N_, _
from prospect_tui.services import companies, people_pages
from prospect_tui.services.contacts import FieldSaved
from prospect_tui.services.people_pages import CompanyPage
from prospect_tui.tui.screens.adding_people import NEW, ask_person
from prospect_tui.tui.screens.contact_page import KnownPage
from prospect_tui.tui.screens.printing_out import ask_print
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page
from prospect_tui.tui.widgets.people_pages import company_lines, past_lines
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from prospect_tui.wording import people_text
from prospect_tui.wording.people_pages import chart_title, printed_chart

if TYPE_CHECKING:
    from prospect_tui.services.people_pages import PersonRecord
    from prospect_tui.services.printing import PrintedSheet


class CompanyScreen(KnownPage):
    """Everything about a company."""

    SCOPE: ClassVar[str] = "company"
    KIND: ClassVar[str] = "company"
    ABOUT = N_(
        "One company: who decides, who influences and who blocks, its sales, its numbers and"
        " figures. Wrong values are marked, with the reason. Enter changes a field or opens a line."
    )
    _shown: CompanyPage

    def read_page(self) -> None:
        """Read the company."""
        self._shown = people_pages.company_page(self.context.workspace, self.record_id)

    def page_lines(self, page: Page) -> list[PageLine]:
        """Return the page."""
        return company_lines(self._shown, page, with_past=not self.is_pair)

    def past_lines(self, page: Page) -> list[PageLine]:
        """Return what was said with the company."""
        return past_lines(self._shown, page)

    def field_of(self, name: str) -> tuple[Column, str]:
        """Return a field and its stored value."""
        return COMPANIES_BY_KEY[name], self._shown.company.values[name]

    def write_field(self, name: str, text: str, expected: str | None = None) -> FieldSaved:
        """Write a field."""
        return companies.change(self.context.workspace, self.record_id, name, text, expected)

    def touched_sales(self) -> list[int]:
        """Return the sales of the company."""
        return [sale.opportunity.id for sale in self._shown.sales]

    def as_text(self) -> list[str]:
        """Return the page as text."""
        workspace = self.context.workspace
        today, zone = workspace.clock.today(), workspace.zone
        return people_text.company_lines(self._shown, today, zone)

    def add_note(self, text: str) -> None:
        """Add a dated remark on the company."""
        companies.add_note(self.context.workspace, self.record_id, text)

    def action_add_person(self) -> None:
        """Add a person of the company: a new one by a name, or somebody who is of none yet."""
        workspace = self.context.workspace

        def known(words: str) -> "list[PersonRecord]":
            return companies.outsiders(workspace, words) if words else []

        def add(contact_id: int, line: str) -> None:
            if contact_id == NEW:
                contact_id = companies.add_person(workspace, self.record_id, line)
            else:
                companies.take_in(workspace, self.record_id, contact_id)
            self.read()
            self.column.renew(to=Ref(Does.OPEN_CONTACT, id=contact_id))
            self.ring()

        ask_person(self, known, lambda _one: _("Of no company"), add)

    def action_chart(self) -> None:
        """Ask how the decision chart is wanted: copied, or as a file to be printed or sent."""
        if not self._shown.members:
            self.tell(_("No person of this company is known yet."))
            return
        title = chart_title(self._shown.company.name)
        ask_print(self, _("Print the decision chart: how?"), title, self._printed_chart)

    def _printed_chart(self) -> "PrintedSheet":
        today = self.context.workspace.clock.today()
        return printed_chart(self._shown.company.name, self._shown.members, today)
