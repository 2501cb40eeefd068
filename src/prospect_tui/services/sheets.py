"""The sheet of one thing: everything known about it on one page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from prospect_tui.domain.columns import Column
from prospect_tui.domain.compliance import Verdict
from prospect_tui.domain.consents import ConsentRecord
from prospect_tui.domain.opportunities import days_stale, is_late, status
from prospect_tui.domain.vocabulary import Status
from prospect_tui.services import law
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import calls, configuration, consents, grid, prospects, sales
from prospect_tui.storage.calls import CallRecord
from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.prospects import ProspectRecord
from prospect_tui.storage.sales import ActivityRecord, ContactRecord, OpportunityRecord

__all__ = [
    "ActivityRecord",
    "ContactRecord",
    "EventKind",
    "HistoryLine",
    "OpportunityRecord",
    "OpportunitySheet",
    "ProspectRecord",
    "ProspectSheet",
    "StageRecord",
    "opportunity_sheet",
    "prospect_sheet",
    "sheet_of_row",
]


class EventKind(StrEnum):
    """What a line of the history is."""

    CALL = "call"
    NOTE = "note"
    ACTIVITY = "activity"
    CREATED = "created"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One dated line: a call with its result, a note, an activity done."""

    at: datetime
    kind: EventKind
    code: str
    """Result of a call, code of an activity, outcome of a closing."""
    text: str
    call_id: int = 0
    """The number of the call of a row, which can be corrected."""
    override_reason: str = ""
    """Why a call was made although the rules forbade it."""


@dataclass(frozen=True, slots=True)
class ProspectSheet:
    """Everything about a row."""

    prospect: ProspectRecord
    columns: tuple[Column, ...]
    """The file's columns, own ones included, in order."""
    verdict: Verdict
    activities: tuple[ActivityRecord, ...]
    history: tuple[HistoryLine, ...]
    consents: tuple[ConsentRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class OpportunitySheet:
    """Everything about an opportunity."""

    opportunity: OpportunityRecord
    stage: StageRecord | None
    status: Status
    is_late: bool
    stale_days: int
    contacts: tuple[ContactRecord, ...]
    company: dict[str, str]
    rows: tuple[int, ...]
    """The prospect rows it came from."""
    siblings: tuple[OpportunityRecord, ...]
    activities: tuple[ActivityRecord, ...]
    history: tuple[HistoryLine, ...]


def sheet_of_row(workspace: Workspace, row_id: int) -> tuple[str, int]:
    """Return the kind and the id of what shows a row: itself, or the opportunity it became."""
    found = grid.records(workspace.connection, [row_id], [], workspace.zone).get(row_id)
    if found is not None and found.opportunity_id is not None:
        return "opportunity", found.opportunity_id
    return "prospect", row_id


def prospect_sheet(workspace: Workspace, prospect_id: int) -> ProspectSheet:
    """Return the sheet of a row; raises `NotFound`."""
    connection, now = workspace.connection, workspace.clock.now()
    record = prospects.prospect(connection, prospect_id, workspace.zone)
    made = [_call_line(c, c.id) for c in calls.of_prospect(connection, prospect_id, workspace.zone)]
    remarks = [
        HistoryLine(n.at, EventKind.NOTE, "", n.body)
        for n in sales.notes(connection, prospect_id=prospect_id)
    ]
    activities = sales.activities(connection, workspace.zone, prospect_id=prospect_id)
    from prospect_tui.services.prospect_files import columns  # noqa: PLC0415 - one reader

    return ProspectSheet(
        prospect=record,
        columns=tuple(columns(workspace, record.file_id).values()),
        verdict=law.verdict(workspace, prospect_id, now),
        activities=tuple(activities),
        history=_sorted([*made, *remarks, *_done(activities)]),
        consents=tuple(consents.of_row(connection, prospect_id)),
    )


def opportunity_sheet(workspace: Workspace, opportunity_id: int) -> OpportunitySheet:
    """Return the sheet of an opportunity; raises `NotFound`."""
    connection, now = workspace.connection, workspace.clock.now()
    record = sales.opportunity(connection, opportunity_id, workspace.zone)
    stages = {stage.id: stage for stage in configuration.stages(connection)}
    stage = stages.get(record.stage_id)
    activities = sales.activities(connection, workspace.zone, opportunity_id=opportunity_id)
    return OpportunitySheet(
        opportunity=record,
        stage=stage,
        status=status(record.outcome, record.next_when, now, workspace.zone),
        is_late=is_late(record.next_when, now, workspace.zone),
        stale_days=days_stale(record.last_activity_at, now, stage.stale_days) if stage else 0,
        contacts=tuple(sales.contacts(connection, opportunity_id)),
        company=_company(workspace, record.company_id),
        rows=tuple(sales.rows_of(connection, opportunity_id)),
        siblings=_siblings(workspace, record),
        activities=tuple(activities),
        history=_opportunity_history(workspace, record, activities),
    )


def _opportunity_history(
    workspace: Workspace, record: OpportunityRecord, activities: list[ActivityRecord]
) -> tuple[HistoryLine, ...]:
    connection = workspace.connection
    lines = [
        _call_line(c, c.id if c.prospect_id else 0)
        for c in calls.of_opportunity(connection, record.id, workspace.zone)
    ]
    lines += [
        HistoryLine(n.at, EventKind.NOTE, "", n.body)
        for n in sales.notes(connection, opportunity_id=record.id)
    ]
    lines.append(HistoryLine(record.created_at, EventKind.CREATED, record.origin, ""))
    if record.closed_at is not None:
        said = " · ".join(t for t in (record.lost_to, record.reason, record.lesson) if t)
        lines.append(HistoryLine(record.closed_at, EventKind.CLOSED, record.outcome, said))
    return _sorted([*lines, *_done(activities)])


def _call_line(call: CallRecord, call_id: int) -> HistoryLine:
    said = call.note or call.reason
    return HistoryLine(call.at, EventKind.CALL, call.result, said, call_id, call.override_reason)


def _done(activities: list[ActivityRecord]) -> list[HistoryLine]:
    return [
        HistoryLine(a.done_at, EventKind.ACTIVITY, a.code, a.subject or a.result)
        for a in activities
        if a.done_at is not None
    ]


def _sorted(lines: list[HistoryLine]) -> tuple[HistoryLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _company(workspace: Workspace, company_id: int | None) -> dict[str, str]:
    """Return the filled fields of a company by name."""
    if company_id is None:
        return {}
    names = (
        "name", "trade_name", "siren", "siret", "vat_number", "naf", "activity", "legal_form",
        "headcount", "phone", "email", "website", "address", "postcode", "city", "competitor",
    )  # fmt: skip
    row = workspace.connection.execute(
        f"SELECT {', '.join(names)} FROM company WHERE id = ?", (company_id,)
    ).fetchone()
    return {n: v for n, v in zip(names, row, strict=True) if v} if row else {}


def _siblings(workspace: Workspace, record: OpportunityRecord) -> tuple[OpportunityRecord, ...]:
    """Return the other opportunities of the same folder, or else of the same company."""
    everything = sales.opportunities(workspace.connection, workspace.zone, open_only=False)
    if record.folder_id is not None:
        kin = [o for o in everything if o.folder_id == record.folder_id]
    elif record.company_id is not None:
        kin = [o for o in everything if o.company_id == record.company_id]
    else:
        kin = []
    return tuple(o for o in kin if o.id != record.id)
