"""The sheet of one thing: everything known about it on one page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_tui.domain.columns import Column
from prospect_tui.domain.compliance import Verdict
from prospect_tui.domain.consents import ConsentRecord
from prospect_tui.domain.opportunities import days_stale, is_late, status
from prospect_tui.domain.vocabulary import Status
from prospect_tui.services import histories, law, opposition
from prospect_tui.services.histories import EventKind, FieldChange, HistoryLine, Shown
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration, consents, grid, people, prospects, sales
from prospect_tui.storage.configuration import StageRecord
from prospect_tui.storage.prospects import ProspectRecord
from prospect_tui.storage.sales import ActivityRecord, ContactRecord, OpportunityRecord

if TYPE_CHECKING:
    from prospect_tui.domain.scoring import Appetence
    from prospect_tui.services.quotes import QuoteSummary

__all__ = [
    "ActivityRecord",
    "ContactRecord",
    "EventKind",
    "FieldChange",
    "HistoryLine",
    "OpportunityRecord",
    "OpportunitySheet",
    "ProspectRecord",
    "ProspectSheet",
    "Shown",
    "StageRecord",
    "opportunity_sheet",
    "prospect_sheet",
    "sheet_of_row",
]


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
    appetence: "Appetence | None" = None
    """What the person did of itself; None when nothing is noted."""
    has_more: bool = False
    """Whether the history goes further back than what was read."""
    objection: str = ""
    """The words of a note by which the person seems to object to calls."""


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
    appetence: "Appetence | None" = None
    """What its people did of themselves, under its rows too; None when nothing is noted."""
    quotes: "tuple[QuoteSummary, ...]" = ()
    """The newest first."""
    renewals: tuple[OpportunityRecord, ...] = ()
    """The sale that it renews, and those that renew it."""
    has_more: bool = False
    """Whether the history goes further back than what was read."""


def sheet_of_row(workspace: Workspace, row_id: int) -> tuple[str, int]:
    """Return the kind and the id of what shows a row: itself, or the opportunity it became."""
    found = grid.records(workspace.connection, [row_id], [], workspace.zone).get(row_id)
    if found is not None and found.opportunity_id is not None:
        return "opportunity", found.opportunity_id
    return "prospect", row_id


def prospect_sheet(
    workspace: Workspace,
    prospect_id: int,
    *,
    shown: Shown = Shown.ALL,
    most: int | None = None,
) -> ProspectSheet:
    """Return the sheet of a row, with `most` lines of history of the kind `shown` (None: all).

    Raises `NotFound`.
    """
    connection, now = workspace.connection, workspace.clock.now()
    record = prospects.prospect(connection, prospect_id, workspace.zone)
    activities = sales.activities(connection, workspace.zone, prospect_id=prospect_id)
    history = histories.of_row(workspace, record, activities, shown, most)
    noted = (line.text for line in history.lines if line.kind in (EventKind.CALL, EventKind.NOTE))
    from prospect_tui.services.prospect_files import columns  # noqa: PLC0415 - one reader

    return ProspectSheet(
        prospect=record,
        columns=tuple(columns(workspace, record.file_id).values()),
        verdict=law.verdict(workspace, prospect_id, now),
        activities=tuple(activities),
        history=history.lines,
        consents=tuple(consents.of_row(connection, prospect_id)),
        appetence=appetence_of(workspace, row=prospect_id),
        has_more=history.has_more,
        objection=opposition.objection(record, noted),
    )


def opportunity_sheet(
    workspace: Workspace,
    opportunity_id: int,
    *,
    shown: Shown = Shown.ALL,
    most: int | None = None,
) -> OpportunitySheet:
    """Return the sheet of an opportunity, its history as that of a row; raises `NotFound`."""
    from prospect_tui.services import quotes  # noqa: PLC0415 - for a sheet, not a first list

    connection, now = workspace.connection, workspace.clock.now()
    record = sales.opportunity(connection, opportunity_id, workspace.zone)
    stages = {stage.id: stage for stage in configuration.stages(connection, archived=True)}
    stage = stages.get(record.stage_id)
    activities = sales.activities(connection, workspace.zone, opportunity_id=opportunity_id)
    history = histories.of_opportunity(workspace, record, activities, shown, most)
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
        history=history.lines,
        appetence=appetence_of(workspace, opportunity=opportunity_id),
        quotes=tuple(quotes.of_opportunity(workspace, opportunity_id)),
        renewals=tuple(sales.renewals(connection, record, workspace.zone)),
        has_more=history.has_more,
    )


def appetence_of(
    workspace: Workspace, *, row: int | None = None, opportunity: int | None = None
) -> "Appetence | None":
    """Return the points of a row or of an opportunity, None when it has none."""
    from prospect_tui.services import scoring  # noqa: PLC0415 - for a sheet, not a first list

    found = scoring.of(workspace, scoring.Owner(row, opportunity))
    return found if found.events else None


def _company(workspace: Workspace, company_id: int | None) -> dict[str, str]:
    """Return the filled fields of a company by name."""
    if company_id is None:
        return {}
    names = (
        "name", "trade_name", "siren", "siret", "vat_number", "naf", "activity", "legal_form",
        "headcount", "phone", "email", "website", "address", "postcode", "city", "competitor",
    )  # fmt: skip
    values = people.company(workspace.connection, company_id).values
    return {name: values[name] for name in names if values[name]}


def _siblings(workspace: Workspace, record: OpportunityRecord) -> tuple[OpportunityRecord, ...]:
    """Return the other opportunities of the same folder, or else of the same company."""
    if record.folder_id is None and record.company_id is None:
        return ()
    kin = sales.opportunities(
        workspace.connection,
        workspace.zone,
        open_only=False,
        folder_id=record.folder_id,
        company_id=record.company_id if record.folder_id is None else None,
    )
    return tuple(o for o in kin if o.id != record.id)
