"""The history of a row or of an opportunity, newest first: calls, notes, what was done, changes.

It is read in pages, of all that happened or of one kind of it. Every field that was changed is
told with what it held before, so that nothing written can vanish unseen.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from datetime import datetime
from enum import StrEnum

from prospect_tui.domain.columns import PROSPECT_COLUMNS, own_key
from prospect_tui.domain.joining import joined
from prospect_tui.domain.meetings import split_result
from prospect_tui.domain.people import COMPANY_FIELDS, CONTACT_FIELDS
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import (
    calls,
    configuration,
    people,
    prospects,
    record_changes,
    sales,
)
from prospect_tui.storage.calls import CallRecord
from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.connection import when_of
from prospect_tui.storage.people import stored_name
from prospect_tui.storage.prospects import CONDITION_FIELDS, W_FIELDS, ProspectRecord
from prospect_tui.storage.record_changes import ChangeRecord
from prospect_tui.storage.sales import ActivityRecord, OpportunityRecord

__all__ = [
    "EventKind",
    "FieldChange",
    "History",
    "HistoryLine",
    "Shown",
    "StageRecord",
    "of_company",
    "of_opportunity",
    "of_person",
    "of_row",
]


class EventKind(StrEnum):
    """What a line of the history is."""

    CALL = "call"
    NOTE = "note"
    ACTIVITY = "activity"
    CREATED = "created"
    CLOSED = "closed"
    QUOTE = "quote"
    CHANGE = "change"


class Shown(StrEnum):
    """Which lines of a history are wanted."""

    ALL = "all"
    CALLS = "calls"
    NOTES = "notes"
    DONE = "done"
    """Mails, appointments and tasks done, quotes sent and answered."""
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that was changed: cents, percent, a planned time, a stage, a code or a text."""

    field: str
    before: object
    after: object
    _: KW_ONLY
    label: str = ""
    """The name of a column that a file has for itself, "" when that column is gone."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One dated line: a call with its result, a note, an activity done, a change."""

    at: datetime
    kind: EventKind
    code: str
    """Result of a call, code of an activity, outcome of a closing, new state of a quote."""
    text: str
    call_id: int = 0
    """The number of the call of a row, which can be corrected."""
    override_reason: str = ""
    """Why a call was made although the rules forbade it."""
    changes: tuple[FieldChange, ...] = ()
    """What a change changed, one action at a time."""


@dataclass(frozen=True, slots=True)
class History:
    """The newest lines, and whether there are older ones."""

    lines: tuple[HistoryLine, ...]
    has_more: bool = False


_STAGE, _NAMED = "stage_id", {"company_id": "company", "folder_id": "client_folder",
                              "source_id": "source", "campaign_id": "campaign",
                              "pipeline_id": "pipeline"}  # fmt: skip
_PLAIN = (
    "title", "description", "tags", "label_for", "competitor", "origin", "amount_cents",
    "probability", "starred", "intermediary", "renewal_months", "next_label", "lesson",
)  # fmt: skip
_NEXT = ("next_day", "next_at")
_TYPE = ("next_type", "next_kind")
_QUALITIES = (*CONDITION_FIELDS.values(), *W_FIELDS.values())
_DEAL_COLUMNS = (_STAGE, *_NAMED, *_PLAIN, *_QUALITIES, *_NEXT, *_TYPE, "outcome")
_ROW_COLUMNS = tuple(
    column.key for column in PROSPECT_COLUMNS if column.is_editable and column.key != "notes"
)
_OWN = "extra"
"""Where a row keeps the cells of the columns that its file has for itself."""
_PERSON_COLUMNS = tuple(column.key for column in CONTACT_FIELDS)
_COMPANY_COLUMNS = tuple(stored_name(column.key) for column in COMPANY_FIELDS)


def of_opportunity(
    workspace: Workspace,
    record: OpportunityRecord,
    activities: Iterable[ActivityRecord],
    shown: Shown = Shown.ALL,
    most: int | None = None,
) -> History:
    """Return the history of an opportunity and of the rows it came from."""
    connection, zone = workspace.connection, workspace.zone
    wanted = _limit(most)
    lines: list[HistoryLine] = []
    if shown in (Shown.ALL, Shown.CALLS):
        made = calls.of_opportunity(connection, record.id, zone, wanted)
        lines += [_call_line(c, c.id if c.prospect_id else 0) for c in made]
    if shown in (Shown.ALL, Shown.NOTES):
        remarks = sales.notes(connection, opportunity_id=record.id, most=wanted)
        lines += [HistoryLine(n.at, EventKind.NOTE, "", n.body) for n in remarks]
    if shown in (Shown.ALL, Shown.DONE):
        lines += [*_done(activities), *_quotes(workspace, record.id)]
    if shown in (Shown.ALL, Shown.CHANGES):
        lines += [*_ends(record), *_deal_changes(workspace, record, wanted)]
    return _page(lines, most)


def of_row(
    workspace: Workspace,
    record: ProspectRecord,
    activities: Iterable[ActivityRecord],
    shown: Shown = Shown.ALL,
    most: int | None = None,
) -> History:
    """Return the history of a row of a prospecting file."""
    connection, zone = workspace.connection, workspace.zone
    wanted = _limit(most)
    lines: list[HistoryLine] = []
    if shown in (Shown.ALL, Shown.CALLS):
        made = calls.of_prospect(connection, record.id, zone, wanted)
        lines += [_call_line(call, call.id) for call in made]
    if shown in (Shown.ALL, Shown.NOTES):
        remarks = sales.notes(connection, prospect_id=record.id, most=wanted)
        lines += [HistoryLine(n.at, EventKind.NOTE, "", n.body) for n in remarks]
    if shown in (Shown.ALL, Shown.DONE):
        lines += _done(activities)
    if shown in (Shown.ALL, Shown.CHANGES):
        lines += _row_changes(workspace, record, wanted)
    return _page(lines, most)


def of_person(workspace: Workspace, contact_id: int, most: int | None = None) -> list[HistoryLine]:
    """Return what was changed of a person, newest first."""
    return [*_plain_lines(workspace, "contact", contact_id, _PERSON_COLUMNS, most)]


def of_company(workspace: Workspace, company_id: int, most: int | None = None) -> list[HistoryLine]:
    """Return what was changed of a company, newest first."""
    return [*_plain_lines(workspace, "company", company_id, _COMPANY_COLUMNS, most)]


def _plain_lines(
    workspace: Workspace,
    table: str,
    record_id: int,
    columns: tuple[str, ...],
    most: int | None,
    about: str = "",
) -> Iterator[HistoryLine]:
    noted = record_changes.of_record(workspace.connection, table, record_id, columns, most)
    for one in noted:
        yield replace(_change(one, _plain_changes(one, columns)), text=about)


def _row_changes(
    workspace: Workspace, record: ProspectRecord, most: int | None
) -> Iterator[HistoryLine]:
    connection, columns = workspace.connection, (*_ROW_COLUMNS, *_QUALITIES)
    own = {one.key: one.label for one in prospects.own_columns(connection, record.file_id)}
    noted = record_changes.of_record(connection, "prospect", record.id, (*columns, _OWN), most)
    for one in noted:
        yield _change(one, (*_plain_changes(one, columns), *_own_changes(one, own)))


def _own_changes(noted: ChangeRecord, labels: Mapping[str, str]) -> Iterator[FieldChange]:
    """Yield the cells of own columns that were changed: they are kept together, as one text."""
    if _OWN not in noted.after:
        return
    before, after = (json.loads(str(side[_OWN] or "{}")) for side in (noted.before, noted.after))
    for number in dict.fromkeys([*before, *after]):
        was, becomes = before.get(number, ""), after.get(number, "")
        if was != becomes:
            key = own_key(int(number))
            yield FieldChange(key, was, becomes, label=labels.get(key, ""))


def _limit(most: int | None) -> int | None:
    """Return how many lines of each kind are read: one more than shown tells that there is more."""
    return None if most is None else most + 1


def _page(lines: list[HistoryLine], most: int | None) -> History:
    newest = sorted(lines, key=lambda line: line.at, reverse=True)
    if most is None or len(newest) <= most:
        return History(tuple(newest))
    return History(tuple(newest[:most]), has_more=True)


def _call_line(call: CallRecord, call_id: int) -> HistoryLine:
    said = call.note or call.reason
    return HistoryLine(call.at, EventKind.CALL, call.result, said, call_id, call.override_reason)


def _done(activities: Iterable[ActivityRecord]) -> list[HistoryLine]:
    return [
        HistoryLine(
            a.done_at,
            EventKind.ACTIVITY,
            split_result(a.result)[0] or a.code,
            joined(a.subject, split_result(a.result)[1]),
        )
        for a in activities
        if a.done_at is not None
    ]


def _quotes(workspace: Workspace, opportunity_id: int) -> Iterator[HistoryLine]:
    """Yield when each quote was sent, and what was answered."""
    from prospect_tui.domain.quotes import QuoteState  # noqa: PLC0415 - for a sheet, not a list
    from prospect_tui.storage import quotes  # noqa: PLC0415 - idem

    for quote in quotes.quotes(workspace.connection, opportunity_id=opportunity_id):
        if quote.sent_at is not None:
            sent = QuoteState.SENT.value
            yield HistoryLine(quote.sent_at, EventKind.QUOTE, sent, quote.reference)
        if quote.decided_at is not None:
            said = quote.stored_state
            yield HistoryLine(quote.decided_at, EventKind.QUOTE, said, quote.reference)


def _ends(record: OpportunityRecord) -> list[HistoryLine]:
    lines = [HistoryLine(record.created_at, EventKind.CREATED, record.origin, "")]
    if record.closed_at is not None:
        said = joined(record.lost_to, record.reason, record.lesson)
        lines.append(HistoryLine(record.closed_at, EventKind.CLOSED, record.outcome, said))
    return lines


def _deal_changes(
    workspace: Workspace, record: OpportunityRecord, most: int | None
) -> Iterator[HistoryLine]:
    connection = workspace.connection
    noted = record_changes.of_record(connection, "opportunity", record.id, _DEAL_COLUMNS, most)
    if noted:
        stages = {one.id: one for one in configuration.stages(connection, archived=True)}
        for one in noted:
            fields = tuple(_fields_changed(workspace, one, stages))
            is_told = one.at == record.closed_at and bool(one.after.get("outcome"))
            if fields and not is_told:
                yield _change(one, fields)
    yield from _changes_of_people(workspace, record, most)
    for one in record_changes.of_people(connection, record.id, most):
        left, come = (_person(workspace, side) for side in (one.before, one.after))
        yield _change(one, (FieldChange("person", left, come),))


def _changes_of_people(
    workspace: Workspace, record: OpportunityRecord, most: int | None
) -> Iterator[HistoryLine]:
    """Yield what was changed of the people of a sale and of its company since it was made."""
    lines: list[HistoryLine] = []
    for person, _role in people.people_of_opportunity(workspace.connection, record.id):
        lines += _plain_lines(
            workspace, "contact", person.id, _PERSON_COLUMNS, most, about=person.name
        )
    if record.company_id is not None:
        name = record.company_name
        lines += _plain_lines(
            workspace, "company", record.company_id, _COMPANY_COLUMNS, most, about=name
        )
    yield from (one for one in lines if one.at >= record.created_at)


def _change(noted: ChangeRecord, fields: tuple[FieldChange, ...]) -> HistoryLine:
    return HistoryLine(noted.at, EventKind.CHANGE, "", "", changes=fields)


def _person(workspace: Workspace, link: Mapping[str, object]) -> str:
    return record_changes.person_named(workspace.connection, link["contact_id"]) if link else ""


def _fields_changed(
    workspace: Workspace, noted: ChangeRecord, stages: Mapping[int, StageRecord]
) -> Iterator[FieldChange]:
    before, after = noted.before, noted.after
    if "outcome" in after:
        yield FieldChange("outcome", before["outcome"], after["outcome"])
        return  # what a closing takes away and a reopening gives back goes without saying
    if _STAGE in after:
        stage_ids = (before[_STAGE], after[_STAGE])
        yield FieldChange("stage", *(stages.get(int(str(one))) for one in stage_ids))
    for column, table in _NAMED.items():
        if column in after:
            names = (
                record_changes.name_in(workspace.connection, table, side[column])
                for side in (before, after)
            )
            yield FieldChange(column.removesuffix("_id"), *names)
    yield from _plain_changes(noted, (*_PLAIN, *_QUALITIES))
    if after.keys() & {*_NEXT}:
        yield FieldChange("next", *(_when(workspace, side) for side in (before, after)))
    if after.keys() & {*_TYPE}:
        yield FieldChange("next_type", *(_type(side) for side in (before, after)))


def _plain_changes(noted: ChangeRecord, columns: Iterable[str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(column, noted.before[column], noted.after[column])
        for column in columns
        if column in noted.after
    )


def _when(workspace: Workspace, side: Mapping[str, object]) -> object:
    day, at = (side.get(name) for name in _NEXT)
    return when_of(str(day) if day else None, str(at) if at else None, "", workspace.zone)


def _type(side: Mapping[str, object]) -> object:
    return next((side[name] for name in _TYPE if side.get(name)), "")
