"""The life of an opportunity: create, date, move, close, star, note. Each is one undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from prospect_tui.domain import opportunities as rules
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.services import conversion
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import configuration, sales

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity

SMALLEST_GAP = 2**-10
"""Between the places of two cards: its halves are still written exactly in the journal."""
EDITABLE = ("title", "description", "tags", "label_for", "competitor")
"""The text fields of an opportunity which a person edits on its sheet."""


def create(
    workspace: Workspace,
    title: str,
    *,
    origin: Origin,
    amount_cents: int = 0,
    contact_name: str = "",
    phone: str = "",
    email: str = "",
    description: str = "",
    pipeline_id: int | None = None,
) -> int:
    """Create an opportunity, to do at once; returns its number.

    Raises `InvalidValue` for an empty title or a negative amount.
    """
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    title = clean(title).strip()
    if not title:
        raise InvalidValue("opportunity.no_title")
    rules.check_amount(amount_cents)
    with workspace.writing("create_opportunity", name=title) as writing:
        stage = configuration.stages(writing.connection, pipeline_id)[0]
        opportunity = Opportunity(
            title=title,
            pipeline_id=stage.pipeline_id,
            stage_id=stage.id,
            position=conversion.next_position(writing, stage.id),
            amount_cents=amount_cents,
            probability=stage.probability,
            origin=origin.value,
            description=clean_lines(description),
            stage_since=writing.now,
            last_activity_at=writing.now,
            created_at=writing.now,
            updated_at=writing.now,
        )
        writing.session.add(opportunity)
        writing.session.flush()
        assert opportunity.id is not None
        if contact_name or phone or email:
            _add_contact(writing, opportunity.id, contact_name, phone, email)
        conversion.index_for_search(writing, opportunity)
        return opportunity.id


def _add_contact(writing: Writing, opportunity_id: int, name: str, phone: str, email: str) -> None:
    from prospect_tui.domain.names import split_person  # noqa: PLC0415 - only here
    from prospect_tui.storage.models import (  # noqa: PLC0415 - slow to import
        Contact,
        OpportunityContact,
    )

    civility, first, last = split_person(clean(name))
    contact = Contact(
        civility=civility,
        first_name=first,
        last_name=last,
        phone=clean(phone),
        email=clean(email),
        created_at=writing.now,
        updated_at=writing.now,
    )
    writing.session.add(contact)
    writing.session.flush()
    assert contact.id is not None
    writing.session.add(OpportunityContact(opportunity_id=opportunity_id, contact_id=contact.id))


def set_next_action(workspace: Workspace, opportunity_id: int, action: NextAction) -> None:
    """Date the next action of an open opportunity: the only way out of "to do" but closing.

    Raises `Refused` for a past day or a closed opportunity.
    """
    rules.check_next(action.when, workspace.clock.today())

    def change(opportunity: "Opportunity", _writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        label = clean(action.label)
        conversion.set_next(opportunity, action.kind, action.when, label, workspace)

    _change(workspace, "next_action", opportunity_id, change)


def move(
    workspace: Workspace, opportunity_id: int, stage_id: int, *, before_id: int | None = None
) -> None:
    """Put a card in a stage, at its end or before another card; a new stage gives its probability.

    Another order within a stage is no activity: it makes nothing less stale. Raises `Refused` for a
    closed opportunity, `NotFound` for an unknown stage.
    """

    def change(opportunity: "Opportunity", writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        stage = _stage(writing, stage_id)
        position = _position(writing, opportunity_id, stage.id, before_id)
        if opportunity.stage_id != stage.id:
            opportunity.stage_id = stage.id
            opportunity.pipeline_id = stage.pipeline_id
            opportunity.probability = stage.probability
            opportunity.stage_since = writing.now
        opportunity.position = position

    present = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    is_activity = present.stage_id != stage_id
    _change(workspace, "move_stage", opportunity_id, change, is_activity=is_activity)


def _stage(writing: Writing, stage_id: int) -> configuration.StageRecord:
    for stage in configuration.stages(writing.connection):
        if stage.id == stage_id:
            return stage
    raise NotFound("opportunity.unknown_stage", stage=stage_id)


def _position(writing: Writing, opportunity_id: int, stage_id: int, before_id: int | None) -> float:
    """Return a place between two cards, so that only the moved one is written.

    When halving has left no gap, the other cards of the stage are numbered anew.
    """
    places = dict(
        writing.connection.execute(
            "SELECT id, position FROM opportunity WHERE stage_id = ? AND outcome = '' AND id <> ?"
            " ORDER BY position, id",
            (stage_id, opportunity_id),
        ).fetchall()
    )
    if before_id not in places:
        return conversion.next_position(writing, stage_id)
    rank = list(places).index(before_id)
    previous = list(places.values())[rank - 1] if rank else 0.0
    if places[before_id] - previous >= SMALLEST_GAP:
        return float(previous + places[before_id]) / 2
    writing.connection.executemany(
        "UPDATE opportunity SET position = ? WHERE id = ?",
        [(number, card_id) for number, card_id in enumerate(places, start=1)],
    )
    return rank + 0.5


def close(
    workspace: Workspace,
    opportunity_id: int,
    outcome: Status,
    *,
    reason: str = "",
    lost_to: str = "",
    lesson: str = "",
) -> None:
    """Close an opportunity as won, lost (a reason or a competitor is needed) or cancelled.

    Closing clears the next action and what the program planned for it (appointment, confirmation);
    tasks the user wrote stay. Raises `Refused` when it is closed already, `InvalidValue`
    when a loss has no reason.
    """
    if outcome is Status.LOST and not (reason.strip() or lost_to.strip()):
        raise InvalidValue("opportunity.reason_needed")
    if outcome not in rules.CLOSED:
        raise InvalidValue("opportunity.not_an_outcome", outcome=outcome.value)

    def change(opportunity: "Opportunity", writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        conversion.close(
            workspace,
            writing,
            opportunity,
            outcome,
            reason=reason,
            lost_to=lost_to,
            lesson=lesson,
        )

    code = {Status.WON: "win", Status.LOST: "lose"}.get(outcome, "cancel")
    _change(workspace, code, opportunity_id, change)


def star(workspace: Workspace, opportunity_id: int) -> bool:
    """Turn the star of an opportunity on or off; returns whether it now has one."""

    def change(opportunity: "Opportunity", _writing: Writing) -> None:
        opportunity.starred = not opportunity.starred

    return _change(workspace, "star", opportunity_id, change, is_activity=False).starred


def edit(workspace: Workspace, opportunity_id: int, field: str, text: str) -> None:
    """Change one text field, one condition ("has_budget": "yes" or "no") or one W ("w_who").

    Raises `InvalidValue` for an unknown field or an empty title.
    """
    conditions = {f"has_{name}" for name in rules.CONDITIONS}
    five_w = {f"w_{name}" for name in rules.FIVE_W}
    if field not in {*EDITABLE, *conditions, *five_w}:
        raise InvalidValue("opportunity.unknown_field", field=field)
    if field == "title" and not text.strip():
        raise InvalidValue("opportunity.no_title")

    def change(opportunity: "Opportunity", writing: Writing) -> None:
        cleaned = clean_lines(text) if field == "description" else clean(text)
        setattr(opportunity, field, text == "yes" if field in conditions else cleaned.strip())
        conversion.index_for_search(writing, opportunity)

    _change(workspace, "edit_opportunity", opportunity_id, change)


def set_amount(
    workspace: Workspace,
    opportunity_id: int,
    *,
    amount_cents: int | None = None,
    probability: int | None = None,
) -> None:
    """Change the amount and the probability in percent. Raises `InvalidValue` out of bounds."""
    if amount_cents is not None:
        rules.check_amount(amount_cents)
    if probability is not None:
        rules.check_probability(probability)

    def change(opportunity: "Opportunity", _writing: Writing) -> None:
        if amount_cents is not None:
            opportunity.amount_cents = amount_cents
        if probability is not None:
            opportunity.probability = probability

    _change(workspace, "edit_opportunity", opportunity_id, change)


def add_note(workspace: Workspace, opportunity_id: int, text: str) -> None:
    """Add a dated remark. Raises `InvalidValue` for an empty one."""
    from prospect_tui.storage.models import Note  # noqa: PLC0415 - slow to import

    body = clean_lines(text).strip()
    if not body:
        raise InvalidValue("note.empty")

    def change(opportunity: "Opportunity", writing: Writing) -> None:
        note = Note(
            opportunity_id=opportunity.id, at=writing.now, zone=str(workspace.zone), body=body
        )
        writing.session.add(note)
        conversion.index_for_search(writing, opportunity)

    _change(workspace, "note", opportunity_id, change)


def _change(
    workspace: Workspace,
    code: str,
    opportunity_id: int,
    change: "Callable[[Opportunity, Writing], None]",
    *,
    is_activity: bool = True,
) -> "Opportunity":
    """Apply `change` to one opportunity in a transaction of its own.

    With `is_activity`, its patience starts anew.
    """
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    title = sales.opportunity(workspace.connection, opportunity_id, workspace.zone).title
    with workspace.writing(code, name=title, opportunity=opportunity_id) as writing:
        opportunity = writing.session.get_one(Opportunity, opportunity_id)
        change(opportunity, writing)
        opportunity.updated_at = writing.now
        if is_activity:
            opportunity.last_activity_at = writing.now
        writing.session.flush()
        return opportunity


def default_action(kind: str) -> ActionKind:
    """Return the kind of next action called `kind`, a call when it is empty.

    Raises `InvalidValue` for an unknown word.
    """
    try:
        return ActionKind(kind or ActionKind.CALL)
    except ValueError as error:
        raise InvalidValue(
            "opportunity.unknown_action", kind=kind, known=", ".join(ActionKind)
        ) from error
