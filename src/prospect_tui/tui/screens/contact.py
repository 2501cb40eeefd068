"""The page of a person: how to reach them, the sales they are in, what was said."""

from typing import ClassVar

from prospect_tui.domain.columns import Column
from prospect_tui.domain.people import CONTACTS_BY_KEY
from prospect_tui.i18n import N_, _
from prospect_tui.services import contacts, people_pages, person_calls
from prospect_tui.services.contacts import FieldSaved
from prospect_tui.services.people_pages import PersonPage
from prospect_tui.tui.screens import opposing
from prospect_tui.tui.screens.contact_page import KnownPage
from prospect_tui.tui.screens.handing_over import call_person
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page
from prospect_tui.tui.widgets.people_pages import past_lines, person_lines
from prospect_tui.wording import people_text


class ContactScreen(KnownPage):
    """Everything about a person."""

    SCOPE: ClassVar[str] = "contact"
    KIND: ClassVar[str] = "contact"
    ABOUT = N_(
        "One person: every way to reach them, what they decide, the sales they are in and what was"
        " said. The arrows go from field to field; Enter changes one, or opens the sale."
    )
    _shown: PersonPage

    def read_page(self) -> None:
        """Read the person."""
        self._shown = people_pages.person_page(self.context.workspace, self.record_id)

    def page_lines(self, page: Page) -> list[PageLine]:
        """Return the page."""
        first = self.context.settings.contact_fields
        return person_lines(self._shown, page, first, with_past=not self.is_pair)

    def past_lines(self, page: Page) -> list[PageLine]:
        """Return what was said with the person."""
        return past_lines(self._shown, page)

    def field_of(self, name: str) -> tuple[Column, str]:
        """Return a field and its stored value."""
        return CONTACTS_BY_KEY[name], self._shown.person.values[name]

    def write_field(self, name: str, text: str, expected: str | None = None) -> FieldSaved:
        """Write a field."""
        return contacts.change(self.context.workspace, self.record_id, name, text, expected)

    def touched_sales(self) -> list[int]:
        """Return the sales of the person."""
        return [sale.opportunity.id for sale in self._shown.sales]

    def as_text(self) -> list[str]:
        """Return the page as text."""
        workspace = self.context.workspace
        today, zone = workspace.clock.today(), workspace.zone
        return people_text.person_lines(self._shown, today, zone)

    def action_company(self) -> None:
        """Show the company of the person."""
        company_id = self._shown.person.company_id
        if company_id is None:
            self.tell(_("This person is with no company."))
        else:
            self.open_sheet("company", company_id)

    def action_checked(self) -> None:
        """Say that the name and the function were checked today."""
        today = self.context.workspace.clock.today().isoformat()
        self.write_field("checked_on", today)
        self.tell(_("Checked today."))
        self.ring()

    def action_call(self) -> None:
        """Call the person: through the row with the number, else by handing the number over."""
        call_person(self, person_calls.of_person(self.context.workspace, self.record_id))

    def add_note(self, text: str) -> None:
        """Add a dated remark on the person."""
        contacts.add_note(self.context.workspace, self.record_id, text)

    def action_oppose(self) -> None:
        """Record that the person objects to being canvassed."""
        opposing.ask_contact(self, self.record_id)
