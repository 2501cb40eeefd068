"""A new opportunity from wherever it comes: who is known already is found again, never doubled."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospect_tui.domain import opportunities as rules
from prospect_tui.domain.cleaning import clean, clean_lines, fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.people import CONTACT_PHONES
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import companies, contacts, conversion, folders, new_records
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import campaigns, known_people, sales
from prospect_tui.storage.known_people import KnownCompany, KnownContact

if TYPE_CHECKING:
    from prospect_tui.storage.models import Company, Contact, Opportunity

__all__ = [
    "Known",
    "KnownCompany",
    "KnownContact",
    "create",
    "known_campaigns",
    "known_sources",
    "over_limit",
    "whoever_is_known",
]

Cells = Mapping[str, str]
"""The fields of a contact or of a company by name."""
PERSON_FIELDS = (
    "civility", "first_name", "last_name", "job_title", "email", "other_email", "generic_email",
    *CONTACT_PHONES, "linkedin",
)  # fmt: skip
COMPANY_FIELDS = (
    "name", "siren", "siret", "vat_number", "website", "phone", "email", "address", "postcode",
    "city",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Who was found again: the contact and the company to be taken, and what else looks alike."""

    contact: KnownContact | None = None
    company: KnownCompany | None = None
    others: tuple[KnownContact, ...] = ()
    """Other people with the same number or mail."""
    rows: tuple[tuple[int, str, str], ...] = ()
    """(id, name, file) of prospect rows with the same number."""

    def __bool__(self) -> bool:
        return bool(self.contact or self.company or self.others or self.rows)


def whoever_is_known(workspace: Workspace, person: Cells, company: Cells) -> Known:
    """Return who is known by one of these numbers or mails, and the company.

    A shared number is no proof: the one who has it is taken when the last name is the same, or was
    not given. A company is known by its SIRET, its SIREN, or as the only one of its name.
    """
    numbers, mails = contacts.known_by(person)
    people = known_people.contacts(workspace.connection, numbers, mails)
    last_name = fold(person.get("last_name", "").strip())
    same = [one for one in people if not last_name or fold(one.last_name) == last_name]
    by_mail = [one for one in same if one.field == "email"]
    chosen = next(iter([*by_mail, *same]), None)
    rows = known_people.rows_with(workspace.connection, numbers) if numbers else []
    return Known(
        contact=chosen,
        company=_known_company(workspace, company),
        others=tuple(one for one in people if one is not chosen),
        rows=tuple(rows),
    )


def _known_company(workspace: Workspace, company: Cells) -> KnownCompany | None:
    alike = companies.alike(workspace, company)
    return alike[0] if alike and (alike[0].field != "name" or len(alike) == 1) else None


def over_limit(workspace: Workspace) -> tuple[int, int] | None:
    """Return (open opportunities, limit) when there are more than one person can follow."""
    count, limit = sales.open_count(workspace.connection), workspace.settings.max_open_opportunities
    return (count, limit) if count > limit else None


def known_sources(workspace: Workspace) -> Sequence[str]:
    """Return the names of the sources, the latest first."""
    return campaigns.names(workspace.connection, campaigns.SOURCE)


def known_campaigns(workspace: Workspace) -> Sequence[str]:
    """Return the names of the campaigns, the latest first."""
    return campaigns.names(workspace.connection, campaigns.CAMPAIGN)


def create(
    workspace: Workspace,
    title: str,
    *,
    origin: Origin,
    amount_cents: int = 0,
    contact_name: str = "",
    phone: str = "",
    email: str = "",
    second_contact: str = "",
    company_name: str = "",
    description: str = "",
    source: str = "",
    campaign: str = "",
    person: Cells | None = None,
    company: Cells | None = None,
    next_action: NextAction | None = None,
    conditions: Collection[str] = (),
    five_w: Cells | None = None,
    pipeline_id: int | None = None,
) -> int:
    """Create an opportunity, to do at once unless its next action is given; returns its number.

    `person` and `company` hold more of their fields by name. Raises `InvalidValue` for an empty
    title or an impossible amount, `Refused` for a next action in the past.
    """
    title = _titled(title)
    rules.check_amount(amount_cents)
    if next_action is not None:
        rules.check_next(next_action.when, workspace.clock.today())
    someone = _someone(contact_name, {"phone": phone, "email": email} | dict(person or {}))
    known = whoever_is_known(workspace, someone, firm := {"name": company_name, **(company or {})})
    details = _qualified(conditions, five_w or {}) | {
        "title": title,
        "origin": origin.value,
        "amount_cents": amount_cents,
        "description": clean_lines(description),
    }
    with workspace.writing("create_opportunity", name=title) as writing:
        opportunity = new_records.opportunity(writing, pipeline_id, **details)
        _name_source(writing, opportunity, source, campaign)
        if next_action is not None:
            take_up(workspace, opportunity, next_action)
        opportunity.company_id = _company_id(writing, firm, known)
        people = [(someone, known), (_someone(second_contact, {}), Known())]
        number = _link(writing, opportunity, people)
        conversion.index_for_search(writing, opportunity)
        if not new_records.file_with_client(writing, opportunity) and origin in folders.OF_A_CLIENT:
            folders.join_client(workspace, writing, opportunity)
        return number


def _titled(title: str) -> str:
    # a space typed after the words that a pasted text left is one of two
    title = " ".join(word for word in _line(title).split(" ") if word)
    if not title:
        raise InvalidValue("opportunity.no_title")
    return title


def _name_source(writing: Writing, opportunity: "Opportunity", source: str, campaign: str) -> None:
    """Say from where it comes, by names that are made when they are new."""
    named = campaigns.id_named
    opportunity.source_id = named(writing.connection, campaigns.SOURCE, _line(source))
    opportunity.campaign_id = named(writing.connection, campaigns.CAMPAIGN, _line(campaign))


def _qualified(conditions: Collection[str], five_w: Cells) -> dict[str, Any]:
    return {f"has_{name}": name in conditions for name in rules.CONDITIONS} | {
        f"w_{name}": _line(five_w.get(name, "")) for name in rules.FIVE_W
    }


def take_up(workspace: Workspace, opportunity: "Opportunity", action: NextAction) -> None:
    """Give an opportunity its next action; a standard one of its stage is then taken up."""
    conversion.set_next(
        opportunity, action.kind, action.when, _line(action.label), workspace, action.type
    )
    if action.step is not None:
        opportunity.plan_position = action.step + 1


def _line(text: str) -> str:
    return clean(text).strip()


def _someone(name: str, fields: Cells) -> dict[str, Any]:
    """Return the fields of a person, the names read out of `name` unless they are given."""
    from prospect_tui.domain.names import split_person  # noqa: PLC0415 - only here

    given = {key: _line(text) for key, text in fields.items() if key in PERSON_FIELDS}
    read = dict(
        zip(("civility", "first_name", "last_name"), split_person(_line(name)), strict=True)
    )
    return read | {key: text for key, text in given.items() if text}


def _company_id(writing: Writing, firm: Cells, known: Known) -> int | None:
    """Return the company: the known one with its empty fields filled, a new one, or none."""
    from prospect_tui.storage.models import Company  # noqa: PLC0415 - slow to import

    given: dict[str, Any] = {name: _line(firm.get(name, "")) for name in COMPANY_FIELDS}
    if known.company is not None:
        _complete(writing.session.get_one(Company, known.company.id), given, writing)
        return known.company.id
    if not given["name"]:
        return known.contact.company_id if known.contact is not None else None
    return new_records.company(writing, **given).id


def _contact_id(
    writing: Writing, someone: dict[str, Any], known: Known, company_id: int | None
) -> int | None:
    """Return the contact: the known one with its empty fields filled, a new one, or none."""
    from prospect_tui.storage.models import Contact  # noqa: PLC0415 - slow to import

    if known.contact is not None:
        contact = writing.session.get_one(Contact, known.contact.id)
        _complete(contact, someone, writing)
        contact.company_id = contact.company_id or company_id
        new_records.keep_numbers(writing, contact)
        return known.contact.id
    if not any(text for name, text in someone.items() if name not in {"civility", "job_title"}):
        return None
    return new_records.contact(writing, company_id, **someone).id


def _complete(record: "Contact | Company", given: Cells, writing: Writing) -> None:
    """Fill the empty fields of a known record; what it says already stays."""
    for name, text in given.items():
        if text and not getattr(record, name):
            setattr(record, name, text)
            record.updated_at = writing.now


def _link(
    writing: Writing, opportunity: "Opportunity", people: Sequence[tuple[dict[str, Any], Known]]
) -> int:
    """Put the people in the sale, the main one first; returns the sale's number."""
    from prospect_tui.storage.models import OpportunityContact  # noqa: PLC0415 - slow to import

    assert opportunity.id is not None
    for place, (someone, known) in enumerate(people):
        contact_id = _contact_id(writing, someone, known, opportunity.company_id)
        if contact_id is not None:
            link = OpportunityContact(
                opportunity_id=opportunity.id, contact_id=contact_id, position=place
            )
            writing.session.add(link)
    writing.session.flush()
    return opportunity.id
