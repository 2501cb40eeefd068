"""The people of a sale on its sheet: added, put in order, given a role, taken off, opened."""

from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_name
from prospect_tui.i18n.people_words import marked_role
from prospect_tui.services.sheets import OpportunitySheet
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screens.adding_people import NEW, ask_person
from prospect_tui.tui.screens.sheet_printing import SheetPrinting
from prospect_tui.tui.widgets.sheet_parts import Does, Ref

if TYPE_CHECKING:
    from prospect_tui.services.people_pages import PersonRecord

NONE = -1
"""In the place of the number of a company."""


class SheetPeople(SheetPrinting, is_part=True):
    """A sheet that has people and a company."""

    def chosen_person(self) -> int | None:
        """Return the person under the cursor, else the main one; None when there is nobody."""
        ref = self.ref
        if ref is not None and ref.does is Does.OPEN_CONTACT:
            return ref.id
        members = self._members()
        return members[0] if members else None

    def action_person(self) -> None:
        """Open the page of the person under the cursor, or of the main one."""
        person = self._person()
        if person is not None:
            self.open_sheet("contact", person)

    def action_company(self) -> None:
        """Open the page of the company."""
        company_id = self._company_id()
        if company_id is None:
            self.action_other_company()
        else:
            self.open_sheet("company", company_id)

    def action_move_person(self, step: int) -> None:
        """Move the person under the cursor up or down: the first one is the main contact."""
        from prospect_tui.services import sale_people  # noqa: PLC0415 - first one

        ref = self.ref
        if ref is None or ref.does is not Does.OPEN_CONTACT:
            self.tell(_("Put the cursor on a person to move."))
        elif sale_people.move(self.context.workspace, self.record_id, ref.id, step):
            self._people_changed()
        else:
            self.tell(_("This is the first one.") if step < 0 else _("This is the last one."))

    def action_role(self) -> None:
        """Say what the person is in the decision."""
        from prospect_tui.domain.vocabulary import Role  # noqa: PLC0415 - first one
        from prospect_tui.services import people_pages, sale_people  # noqa: PLC0415 - idem

        workspace, person = self.context.workspace, self._person()
        if person is None:
            return
        members = people_pages.members_of_opportunity(workspace, self.record_id)
        member = next(one for one in members if one.person.id == person)
        choices = [Choice(role.value, marked_role(role)) for role in Role]
        usual = member.person.values["role"]
        said = _("as usual: {role}").format(role=marked_role(usual)) if usual else _("none")

        def save(role: str) -> None:
            sale_people.set_role(workspace, self.record_id, person, role)
            self._people_changed()

        start = member.role or Role.DECIDES.value
        title = _("Role of {name}").format(name=clean(member.person.name))
        self.ask(Choose(title, [*choices, Choice("", said)], start=start), save)

    def action_add_person(self) -> None:
        """Add a person: one of the company, anybody known, or a new one by a name."""
        from prospect_tui.services import sale_people  # noqa: PLC0415 - first one

        workspace, company_id = self.context.workspace, self._company_id()

        def known(words: str) -> "list[PersonRecord]":
            return sale_people.candidates(workspace, self.record_id, words)

        def group(one: "PersonRecord") -> str:
            is_ours = company_id is not None and one.company_id == company_id
            return _("Of the company") if is_ours else _("Known elsewhere")

        def add(contact_id: int, line: str) -> None:
            if contact_id == NEW:
                contact_id = sale_people.add(workspace, self.record_id, line)
            else:
                sale_people.add_known(workspace, self.record_id, contact_id)
            self._people_changed(to=contact_id)

        ask_person(self, known, group, add)

    def action_remove_person(self) -> None:
        """Take the person under the cursor off the sale; u brings back."""
        from prospect_tui.services import people_pages, sale_people  # noqa: PLC0415 - first one

        ref, workspace = self.ref, self.context.workspace
        if ref is None or ref.does is not Does.OPEN_CONTACT:
            self.tell(_("Put the cursor on the person to take off."))
            return
        name = people_pages.person_page(workspace, ref.id).person.name
        sale_people.remove(workspace, self.record_id, ref.id)
        said = _("{name} is taken off this opportunity, and stays among the contacts.")
        self.tell(said.format(name=name))
        self._people_changed()

    def action_promote(self) -> None:
        """Make somebody named in the notes one of the people of the sale."""
        from prospect_tui.domain.errors import Refused  # noqa: PLC0415 - first one
        from prospect_tui.services import contacts, sale_people  # noqa: PLC0415 - idem

        found = sale_people.people_said(self.context.workspace, self.record_id)
        if not found:
            raise Refused("contact.nobody_found")
        if len(found) == 1:
            self._promote(found[0])
            return
        choices = [Choice(place, contacts.said_of(one)) for place, one in enumerate(found)]
        question = Choose(_("Named in the notes"), choices)
        self.ask(question, lambda place: self._promote(found[place]))

    def action_other_company(self) -> None:
        """Put the sale under another company: a known one, or a new one by its name."""
        self.ask(Choose(_("Which company?"), source=self._companies), self._link)

    def _person(self) -> int | None:
        person = self.chosen_person()
        if person is None:
            self.tell(
                _("Nobody is known here yet: {key} adds a person.").format(key=self._key_to_add())
            )
        return person

    def _key_to_add(self) -> str:
        return key_name(self.context.keys["sheet.add_person"].keys[0])

    def _members(self) -> list[int]:
        sheet = self._sheet
        return [one.id for one in sheet.contacts] if isinstance(sheet, OpportunitySheet) else []

    def _company_id(self) -> int | None:
        sheet = self._sheet
        return sheet.opportunity.company_id if isinstance(sheet, OpportunitySheet) else None

    def _promote(self, fields: dict[str, str]) -> None:
        from prospect_tui.services import contacts, sale_people  # noqa: PLC0415 - first one

        made = sale_people.promote(self.context.workspace, self.record_id, fields)
        said = _("Among the people now: {person}").format(person=contacts.said_of(fields))
        self.tell(said)
        self._people_changed(to=made)

    def _companies(self, text: str) -> list[Choice[tuple[int, str]]]:
        from prospect_tui.services import companies  # noqa: PLC0415 - first one

        found = companies.find(self.context.workspace, text)
        choices = [
            Choice((one.id, ""), one.name, " ".join((one.values["postcode"], one.values["city"])),
                   _("Known companies"))
            for one in found
        ]  # fmt: skip
        if text:
            choices.append(Choice((NEW, text), text, "", _("A new company")))
        elif self._company_id() is not None:
            choices.append(Choice((NONE, ""), _("no company"), "", _("Without a company")))
        return choices

    def _link(self, chosen: tuple[int, str]) -> None:
        from prospect_tui.services import companies  # noqa: PLC0415 - first one

        company_id, name = chosen
        workspace = self.context.workspace
        if company_id == NEW:
            companies.link_new(workspace, self.record_id, name)
        else:
            companies.link(workspace, self.record_id, None if company_id == NONE else company_id)
        self._people_changed()

    def _people_changed(self, to: int = 0) -> None:
        """Show the people as they are now, the cursor on the contact `to` if there is one."""
        self._read()
        if to:
            self.column.renew(to=Ref(Does.OPEN_CONTACT, id=to))
        self.context.changed.ring(opportunities=[self.record_id])
