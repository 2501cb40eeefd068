"""From a prospect row to an opportunity: company, contacts and history carried over."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.columns import own_id
from prospect_tui.domain.consequence import Answers, Consequence
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.meetings import MEETING
from prospect_tui.domain.numbers import cents_kept
from prospect_tui.domain.opportunities import CONDITIONS, missing_conditions, search_text
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.vocabulary import ActionKind, Origin, PlanKind, RowState, Status
from prospect_tui.domain.when import When
from prospect_tui.services import new_records, opposition, rows
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import known_people, sales
from prospect_tui.storage import prospects as prospect_store

if TYPE_CHECKING:
    from prospect_tui.storage.models import Company, Contact, Opportunity, Prospect

_COMPANY_FIELDS = (
    "trade_name", "siren", "siret", "vat_number", "rcs", "naf", "naf_2025", "activity",
    "legal_form", "website", "address", "address_extra", "postcode", "city", "country",
    "headcount", "competitor", "founded_on",
)  # fmt: skip
_CONTACT_FIELDS = (
    "civility", "first_name", "last_name", "job_title", "email", "generic_email", "phone",
    "mobile", "direct_line", "other_phone", "linkedin", "email_permission", "sms_permission",
    "checked_on",
)  # fmt: skip
_REACHED_BY = (
    "last_name", "first_name", "email", "generic_email", "phone", "mobile", "direct_line",
    "other_phone",
)  # fmt: skip
"""What makes a contact worth keeping: one of them is enough."""
_HOME = ("address", "postcode", "city")
MAY_INSIST = frozenset({"convert.missing", "convert.too_many"})
"""The refusals that stand for a question: asked once, then passed over."""
_KEPT_PLANS = (PlanKind.PROMISED, PlanKind.FOLLOW_UP)
"""What was agreed with the person stays agreed; an attempt in vain is not."""


def convert_rows(
    workspace: Workspace,
    prospect_ids: Sequence[int],
    *,
    anyway: bool = False,
    label_for: str = "",
    conditions: Mapping[str, bool] | None = None,
    five_w: Mapping[str, str] | None = None,
) -> list[int]:
    """Turn rows into opportunities by hand; return the opportunities' numbers.

    `conditions` and `five_w` are what is known now, over what the rows say. Unless `anyway`, raises
    `Refused`: "convert.missing" when conditions (project, budget, date, deciders) are not known,
    "convert.too_many" when more would be open than one person can follow. Rows already converted
    are left as they are, were it just now in another window.
    """
    said = conditions or {}
    listed = [
        prospect_store.prospect(workspace.connection, row_id, workspace.zone)
        for row_id in dict.fromkeys(prospect_ids)
    ]
    fresh = [record for record in listed if record.state is not RowState.CONVERTED]
    if not fresh:
        return []
    closed = opposition.opposed_rows(workspace, [record.id for record in fresh])
    opposed = [record for record in fresh if record.id in closed]
    if opposed:
        raise Refused("convert.opposed", name=display_name(opposed[0].values))
    if not anyway:
        _check_limit(workspace, len(fresh))
        lacking = {name for r in fresh for name in missing_conditions({**r.conditions, **said})}
        if lacking:
            missing = tuple(name for name in CONDITIONS if name in lacking)
            raise Refused("convert.missing", missing=missing, count=len(fresh))
    name = display_name(fresh[0].values)
    with workspace.writing("convert", count=len(fresh), name=name) as writing:
        made = []
        for record in fresh:
            row = rows.fetch(writing, record.id)
            if row.state == RowState.CONVERTED:
                continue
            opportunity = _convert(workspace, writing, row, label_for=label_for)
            note_known(opportunity, said, five_w or {})
            if record.next_kind in _KEPT_PLANS:
                set_next(
                    opportunity, ActionKind.CALL, record.next_when, record.next_subject, workspace
                )
            assert opportunity.id is not None
            made.append(opportunity.id)
        return made


def _check_limit(workspace: Workspace, more: int) -> None:
    limit = workspace.settings.max_open_opportunities
    present = sales.open_count(workspace.connection)
    if present + more > limit:
        raise Refused("convert.too_many", open=present, more=more, limit=limit)


def convert_called_row(
    workspace: Workspace,
    writing: Writing,
    row: "Prospect",
    answers: Answers,
    outcome: Consequence,
) -> int:
    """Convert a row as part of a call: its next call becomes the opportunity's next action."""
    opportunity = _convert(workspace, writing, row)
    if answers.amount_cents is not None:
        opportunity.amount_cents = answers.amount_cents
    _take_next(workspace, opportunity, outcome)
    writing.session.flush()
    assert opportunity.id is not None
    return opportunity.id


def follow_call(
    workspace: Workspace,
    writing: Writing,
    opportunity_id: int,
    answers: Answers,
    outcome: Consequence,
) -> None:
    """Bring an open opportunity in step with a call made about it."""
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    opportunity = writing.session.get_one(Opportunity, opportunity_id)
    if opportunity.outcome:
        return
    if answers.amount_cents is not None:
        opportunity.amount_cents = answers.amount_cents
    note_known(opportunity, answers.conditions, answers.five_w)
    if outcome.loses:
        close(
            workspace,
            writing,
            opportunity,
            Status.LOST,
            reason=answers.reason,
            lost_to=answers.competitor,
            lesson=answers.lesson,
        )
    else:
        _take_next(workspace, opportunity, outcome)
    opportunity.last_activity_at = opportunity.updated_at = writing.now
    writing.session.flush()


def close(
    workspace: Workspace,
    writing: Writing,
    opportunity: "Opportunity",
    outcome: Status,
    *,
    reason: str = "",
    lost_to: str = "",
    lesson: str = "",
) -> None:
    """Close an open opportunity, clearing what was planned for it."""
    set_next(opportunity, None, None, "", workspace)
    writing.session.flush()
    assert opportunity.id is not None
    opportunity.outcome = outcome.value
    opportunity.reason = clean_lines(reason).strip()
    opportunity.lost_to = clean(lost_to).strip()
    opportunity.lesson = clean_lines(lesson).strip()
    opportunity.closed_at = writing.now
    sales.cancel_planned(writing.connection, opportunity.id, writing.now)


def _take_next(workspace: Workspace, opportunity: "Opportunity", outcome: Consequence) -> None:
    """Give the opportunity the next action that a call decided; without one it is to do."""
    meeting = next((a for a in outcome.activities if a.code == MEETING), None)
    next_call = outcome.next_call
    if meeting is not None:
        set_next(opportunity, ActionKind.MEETING, meeting.when, meeting.place, workspace)
    elif next_call is not None:
        set_next(opportunity, ActionKind.CALL, next_call.when, next_call.subject, workspace)
    else:
        set_next(opportunity, None, None, "", workspace)


def set_next(
    opportunity: "Opportunity",
    kind: ActionKind | None,
    when: When | None,
    label: str,
    workspace: Workspace,
    type_code: str = "",
) -> None:
    """Give an opportunity its one current next action, or none."""
    opportunity.next_kind = kind.value if kind else ""
    opportunity.next_type = type_code if kind else ""
    opportunity.next_label = label
    opportunity.next_day = when.day if when else None
    opportunity.next_at = when.moment(workspace.zone) if when else None
    opportunity.next_zone = str(workspace.zone) if when else ""


def _convert(
    workspace: Workspace, writing: Writing, row: "Prospect", *, label_for: str = ""
) -> "Opportunity":
    from prospect_tui.storage.models import OpportunityContact  # noqa: PLC0415 - slow to import

    cells = rows.cells(row)
    company = _company(writing, row, cells)
    opportunity = new_records.opportunity(
        writing,
        title=display_name(cells),
        company_id=company.id if company else None,
        amount_cents=max(0, cents_kept(cells["amount"]) or 0),
        origin=Origin.FILE.value,
        description=_carried_over(writing, row, cells),
        tags=cells["tags"],
        label_for=label_for,
        competitor=cells["competitor"],
        **{n: getattr(row, n) for n in prospect_store.CONDITION_FIELDS.values()},
        **{n: getattr(row, n) for n in prospect_store.W_FIELDS.values()},
    )
    contact = _contact(writing, row, company)
    if contact is not None:
        assert opportunity.id is not None
        assert contact.id is not None
        link = OpportunityContact(opportunity_id=opportunity.id, contact_id=contact.id)
        writing.session.add(link)
    index_for_search(writing, opportunity)
    new_records.file_with_client(writing, opportunity)
    row.state = RowState.CONVERTED.value
    row.opportunity_id = opportunity.id
    rows.set_next(row, None, workspace)
    rows.touch(row, writing.now)
    writing.session.flush()
    return opportunity


def note_known(
    opportunity: "Opportunity", conditions: Mapping[str, bool], five_w: Mapping[str, str]
) -> None:
    """Write down which of the four conditions are known, and the 5 W: those given."""
    for name, is_known in conditions.items():
        setattr(opportunity, f"has_{name}", is_known)
    for name, text in five_w.items():
        setattr(opportunity, f"w_{name}", clean(text).strip())


def index_for_search(writing: Writing, opportunity: "Opportunity") -> None:
    """Bring the searchable text of an opportunity in step with its fields and its people."""
    writing.session.flush()
    assert opportunity.id is not None
    people = sales.contacts(writing.connection, opportunity.id)
    notes = sales.notes(writing.connection, opportunity_id=opportunity.id)
    texts = [opportunity.title, opportunity.description, opportunity.tags]
    texts += [note.body for note in notes]
    texts += [text for person in people for text in (person.name, person.email)]
    numbers = [n for person in people for n in (person.phone, person.mobile, person.direct_line)]
    opportunity.search_text = search_text(texts, numbers)


def _carried_over(writing: Writing, row: "Prospect", cells: dict[str, str]) -> str:
    """Return the note and the file's own columns as lines "label: value"."""
    own = rows.own_values(row)
    columns = prospect_store.own_columns(writing.connection, row.file_id)
    labels = {str(own_id(column.key)): column.label for column in columns}
    lines = [cells["notes"]] if cells["notes"] else []
    lines += [f"{labels[key]} : {value}" for key, value in own.items() if key in labels]
    return "\n".join(lines)


def _company(writing: Writing, row: "Prospect", cells: dict[str, str]) -> "Company | None":
    """Return the row's company: the one already known, or a new one.

    It is known by its SIRET, else its SIREN, else its exact name at the same postcode.
    """
    from prospect_tui.storage.models import Company  # noqa: PLC0415 - slow to import

    if not cells["company_name"]:
        return None
    known_id = known_people.company_of_row(writing.connection, cells)
    if known_id is not None:
        return writing.session.get_one(Company, known_id)
    return new_records.company(
        writing,
        name=cells["company_name"],
        phone=cells["phone"],
        email=cells["generic_email"],
        turnover_cents=cents_kept(cells["turnover"]),
        **{name: getattr(row, name) for name in _COMPANY_FIELDS},
    )


def _contact(writing: Writing, row: "Prospect", company: "Company | None") -> "Contact | None":
    fields = {name: getattr(row, name) for name in _CONTACT_FIELDS}
    if not any(fields[name] for name in _REACHED_BY):
        return None
    if company is None:
        fields |= {name: getattr(row, name) for name in _HOME}
    return new_records.contact(writing, company.id if company else None, **fields)
