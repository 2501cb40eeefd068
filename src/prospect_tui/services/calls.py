"""Logging a call with all its consequences, in one transaction."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.consequence import (
    Answers,
    Consequence,
    NextCall,
    check_answers,
    consequence,
    good_numbers,
)
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.sessions import call_seconds
from prospect_tui.domain.values import normalise
from prospect_tui.domain.vocabulary import ColumnKind, RowState
from prospect_tui.services import conversion, law, opposition, rows, sessions
from prospect_tui.services.cockpit import preview, rule_named, rules_of
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import calls as call_store
from prospect_tui.storage import configuration
from prospect_tui.storage import prospects as prospect_store
from prospect_tui.storage.calls import CallRecord
from prospect_tui.storage.prospects import ProspectRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Call, Prospect


@dataclass(frozen=True, slots=True)
class CallEntry:
    """A call to be logged. Keep the same `uid` when trying again: it is then counted once."""

    prospect_id: int
    result: str
    answers: Answers = field(default_factory=Answers)
    uid: str = ""
    override_reason: str = ""
    """Why a call that the rules forbid was made all the same; "" refuses it."""
    dialled_at: datetime | None = None
    """When the number was handed over; None when it was dialled by other means."""


@dataclass(frozen=True, slots=True)
class CallLogged:
    """A call that is on disk."""

    call_id: int
    prospect_id: int
    consequence: Consequence
    opportunity_id: int | None
    already_there: bool = False


def new_uid() -> str:
    """Return an identifier for a call about to be logged."""
    return str(uuid4())


def log_call(workspace: Workspace, entry: CallEntry) -> CallLogged:
    """Log a call with all its consequences in one transaction, and return once it is on disk.

    Raises `Refused` (a required answer lacks, the law forbids the call, the row is struck),
    `NotFound` (unknown row or result) or `UnusableBase` (nothing was written).
    """
    entry = replace(entry, uid=entry.uid or new_uid())
    known = call_store.with_uid(workspace.connection, entry.uid, workspace.zone)
    if known is not None:
        return _already_logged(workspace, known, entry)
    name = prospect_store.name_of(workspace.connection, entry.prospect_id)
    rule = rule_named(configuration.results(workspace.connection), entry.result)
    with workspace.writing("call", result=rule.code, row=entry.prospect_id, name=name) as writing:
        record = prospect_store.prospect(writing.connection, entry.prospect_id, workspace.zone)
        _check_may_log(workspace, writing, record, entry)
        check_answers(rule, entry.answers)
        facts = call_store.facts(
            writing.connection, record, writing.now, workspace.zone, workspace.calendar
        )
        outcome = consequence(
            facts,
            rule,
            entry.answers,
            writing.now.astimezone(workspace.zone),
            rules_of(workspace),
        )
        call_id, opportunity_id = _write(workspace, writing, record, entry, outcome)
    return CallLogged(call_id, entry.prospect_id, outcome, opportunity_id)


def _already_logged(workspace: Workspace, known: CallRecord, entry: CallEntry) -> CallLogged:
    """Answer a second try of a call that is on disk with what it decided then."""
    outcome = replace(
        preview(workspace, entry.prospect_id, known.result, entry.answers),
        attempts=known.attempts_after,
        counted=known.counted,
        score=known.score_after,
        next_call=NextCall.of(known.next_kind, known.next_when, known.next_subject),
    )
    return CallLogged(
        known.id, entry.prospect_id, outcome, known.opportunity_id, already_there=True
    )


def _check_may_log(
    workspace: Workspace, writing: Writing, record: ProspectRecord, entry: CallEntry
) -> None:
    verdict = law.verdict(workspace, entry.prospect_id, writing.now, writing.connection)
    if not verdict.allowed and not entry.override_reason.strip():
        raise Refused("call.forbidden", reason=verdict, row=entry.prospect_id)
    if record.state is RowState.STRUCK:
        raise Refused("row.not_active", name=display_name(record.values))


def _write(
    workspace: Workspace,
    writing: Writing,
    record: ProspectRecord,
    entry: CallEntry,
    outcome: Consequence,
) -> tuple[int, int | None]:
    row = rows.fetch(writing, entry.prospect_id)
    call = _call_row(workspace, writing, record, entry, outcome)
    writing.session.add(call)
    _write_row(workspace, writing, row, entry.answers, outcome)
    writing.session.flush()
    opportunity_id = row.opportunity_id
    if outcome.converts:
        opportunity_id = conversion.convert_called_row(
            workspace, writing, row, entry.answers, outcome
        )
    elif opportunity_id is not None:
        learnt = _learnt(record, entry.answers)
        conversion.follow_call(workspace, writing, opportunity_id, learnt, outcome)
    call.opportunity_id = opportunity_id
    plan_activities(workspace, writing, entry.prospect_id, opportunity_id, outcome)
    if outcome.opposes:
        channels = entry.answers.opposition_channels
        opposition.record(workspace, writing, entry.prospect_id, channels, "call")
    call_store.save_draft(writing.connection, entry.prospect_id, "", writing.now)
    rows.rederive(writing, row)
    assert call.id is not None
    return call.id, opportunity_id


def _learnt(record: ProspectRecord, answers: Answers) -> Answers:
    """Return the answers with only those conditions and 5 W that the row did not say already.

    Its opportunity may know better than what was merely proposed again.
    """
    conditions = {n: said for n, said in answers.conditions.items() if said != record.conditions[n]}
    five_w = {n: text for n, text in answers.five_w.items() if text and text != record.five_w[n]}
    return replace(answers, conditions=conditions, five_w=five_w)


def _call_row(
    workspace: Workspace,
    writing: Writing,
    record: ProspectRecord,
    entry: CallEntry,
    outcome: Consequence,
) -> "Call":
    from prospect_tui.storage.models import Call  # noqa: PLC0415 - slow to import

    answers, planned = entry.answers, record.next_when
    seconds = call_seconds(entry.dialled_at, writing.now)
    call = Call(
        uid=entry.uid,
        prospect_id=entry.prospect_id,
        session_id=sessions.join(writing, entry.dialled_at),
        at=writing.now,
        dialled_at=None if seconds is None else entry.dialled_at,
        duration_seconds=seconds,
        zone=str(workspace.zone),
        number=answers.number or next(iter(good_numbers(record.numbers)), ""),
        note=clean_lines(answers.note).strip(),
        message_left=answers.message_left,
        reason=clean_lines(answers.reason).strip(),
        competitor=clean(answers.competitor).strip(),
        planned_kind=record.next_kind or "",
        planned_day=planned.day if planned else None,
        planned_at=planned.moment(workspace.zone) if planned else None,
        score_before=record.score,
        override_reason=clean(entry.override_reason).strip(),
    )
    rows.set_outcome(call, outcome, workspace)
    return call


def _write_row(
    workspace: Workspace,
    writing: Writing,
    row: "Prospect",
    answers: Answers,
    outcome: Consequence,
) -> None:
    row.result = outcome.result
    row.score = outcome.score
    row.attempts = outcome.attempts
    row.state = outcome.state.value
    row.last_call_at = writing.now
    if outcome.struck_reason:
        row.struck_reason = clean_lines(outcome.struck_reason)
    _write_answers(row, answers)
    if row.state != "converted":
        rows.set_next(row, outcome.next_call, workspace)
    if outcome.bad_number:
        from prospect_tui.storage import call_log  # noqa: PLC0415 - a wrong number only

        assert row.id is not None
        call_log.mark_number(writing.connection, row.id, outcome.bad_number, writing.now)
    rows.touch(row, writing.now)


def _write_answers(row: "Prospect", answers: Answers) -> None:
    """Put what was learnt in the fields of the row."""
    if answers.amount_cents is not None:
        row.amount = str(answers.amount_cents)
    row.competitor = clean(answers.competitor).strip() or row.competitor
    row.email = normalise(ColumnKind.EMAIL, answers.email) or row.email
    if answers.email_permission is not None:
        row.email_permission = "yes" if answers.email_permission else "no"
    for name, known in answers.conditions.items():
        setattr(row, prospect_store.CONDITION_FIELDS[name], known)
    for name, text in answers.five_w.items():
        if text:
            setattr(row, prospect_store.W_FIELDS[name], clean_lines(text))


def plan_activities(
    workspace: Workspace,
    writing: Writing,
    prospect_id: int,
    opportunity_id: int | None,
    outcome: Consequence,
) -> None:
    """Write the tasks and events that a call plans."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    for planned in outcome.activities:
        activity = Activity(
            kind=planned.kind.value,
            code=planned.code,
            day=planned.when.day,
            at=planned.when.moment(workspace.zone),
            zone=str(workspace.zone),
            place=planned.place,
            person=planned.person,
            prospect_id=prospect_id,
            opportunity_id=opportunity_id,
            uid=new_uid(),
            created_at=writing.now,
        )
        writing.session.add(activity)
    writing.session.flush()
