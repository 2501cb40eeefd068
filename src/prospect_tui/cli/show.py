"""Everything about one row or one opportunity: the twin of the sheet."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    IsOpportunity,
    Json,
    Number,
    command,
    noun,
    opened,
)
from prospect_tui.cli.output import say, say_json
from prospect_tui.cli.printing_options import PrintedAs, Target, print_page
from prospect_tui.cli.quote_options import Force
from prospect_tui.domain.columns import Column
from prospect_tui.domain.prospect import display_name
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import column_label, nature_label
from prospect_tui.services import printing
from prospect_tui.services.sheets import (
    ActivityRecord,
    OpportunitySheet,
    ProspectSheet,
    opportunity_sheet,
    prospect_sheet,
)
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import law, people, sales
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.notes import objection_text
from prospect_tui.wording.printed_sheet import printed
from prospect_tui.wording.row_text import row_parts
from prospect_tui.wording.sheet_lines import Seen
from prospect_tui.wording.sheet_text import opportunity_parts
from prospect_tui.wording.tables import aligned
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.services.quotes import QuoteSummary

app = noun()
_WIDE = 10_000
"""Lines of a sheet are not cut."""
_TITLES = {"name": "company_name"}
"""Fields of a company that are called otherwise in a prospecting file."""
Pair = tuple[str, str]


@command(app, "show", N_("Show everything about a row, or about an opportunity."))
def _show(
    context: typer.Context,
    number: Number,
    opportunity: IsOpportunity = False,
    printed_as: PrintedAs = None,
    target: Target = "",
    force: Force = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        if opportunity:
            deal = opportunity_sheet(workspace, number)
            answer, lines = _deal_json(deal), _deal_lines(workspace, deal)
        else:
            row = prospect_sheet(workspace, number)
            answer, lines = _row_json(row), _row_lines(workspace, row)
        if printed_as or target:
            page = _page(workspace, deal if opportunity else row)
            print_page(page, printed_as, target, force=force)
        elif as_json:
            say_json(answer, workspace.zone)
        else:
            say(*lines)
    return Exit.DONE


def _page(workspace: Workspace, sheet: OpportunitySheet | ProspectSheet) -> printing.PrintedSheet:
    """Return the sheet as one reads it."""
    seen = Seen(workspace.clock.today(), workspace.zone, on_paper=True)
    if isinstance(sheet, ProspectSheet):
        return printed(row_parts(sheet, seen, workspace.settings.max_attempts), seen.today)
    return printed(opportunity_parts(sheet, seen), seen.today)


def _row_lines(workspace: Workspace, sheet: ProspectSheet) -> list[str]:
    record, today = sheet.prospect, workspace.clock.today()
    cells = {**record.values, **record.own}
    pairs = [
        (_("File"), record.file_name),
        (_("Progress"), people.progress(record, workspace.settings.max_attempts)),
        (_("Next call"), people.plan(record, today)),
        (_("Law"), "" if sheet.verdict.allowed else law.reason(sheet.verdict)),
        (_("To check"), objection_text(sheet.objection)),
        *((title(c), _cell(c, cells.get(c.key, ""))) for c in sheet.columns),
        (_("Conditions"), people.conditions(record.conditions)),
    ]
    history = [sales.history_text(line, workspace.zone, today) for line in sheet.history]
    planned_lines = _planned(workspace, sheet.activities)
    return [
        f"{record.id}  {display_name(record.values)}",
        *_paired(pairs),
        *planned_lines,
        *history,
    ]


def _cell(column: Column, value: str) -> str:
    return nature_label(value) if column.key == "nature" else editable_text(column, value)


def _deal_lines(workspace: Workspace, sheet: OpportunitySheet) -> list[str]:
    deal, today = sheet.opportunity, workspace.clock.today()
    pairs = [
        (_("Status"), sales.status_text(sheet)),
        (_("Amount"), sales.amount_text(deal.amount_cents, deal.probability)),
        (_("Next action"), sales.next_text(deal.next_type, deal.next_label, deal.next_when, today)),
        *((_("Person"), person.name) for person in sheet.contacts),
        *((column_label(_TITLES.get(name, name)), v) for name, v in sheet.company.items()),
        (_("Folder"), deal.folder_name),
        (_("Tags"), deal.tags),
        (_("Conditions"), people.conditions(deal.conditions)),
        (_("Description"), deal.description),
    ]
    history = [sales.history_text(line, workspace.zone, today) for line in sheet.history]
    return [
        f"{deal.id}  {deal.title}",
        *_paired(pairs),
        *_planned(workspace, sheet.activities),
        *history,
    ]


def _paired(pairs: Iterable[Pair]) -> list[str]:
    return aligned([pair for pair in pairs if pair[1]], _WIDE)


def _planned(workspace: Workspace, activities: Iterable[ActivityRecord]) -> list[str]:
    """Return the activities to come, with their numbers."""
    today = workspace.clock.today()
    return [
        f"{one.id}  {planned(one.when, today)}  {activity_name(one.code, one.subject)}"
        for one in activities
        if one.done_at is None and one.cancelled_at is None
    ]


def _row_json(sheet: ProspectSheet) -> dict[str, object]:
    record = sheet.prospect
    titles = {column.key: column.label for column in sheet.columns}
    return {
        "id": record.id,
        "file": record.file_name,
        "state": record.state,
        "struck_reason": record.struck_reason,
        "result": record.result,
        "score": record.score,
        "attempts": record.attempts,
        "next": record.next_when,
        "next_kind": record.next_kind,
        "next_subject": record.next_subject,
        "last_call": record.last_call_at,
        "opposed": record.opposed,
        "opportunity_id": record.opportunity_id,
        "may_call": sheet.verdict.allowed,
        "why_not": sheet.verdict.message_id,
        "objection": sheet.objection,
        "why_not_reference": sheet.verdict.article.reference if sheet.verdict.article else "",
        "cells": record.values,
        "own": {titles.get(key, key): value for key, value in record.own.items()},
        "numbers": record.numbers,
        "conditions": record.conditions,
        "five_w": record.five_w,
        "activities": sheet.activities,
        "history": sheet.history,
        "consents": sheet.consents,
    }


def _deal_json(sheet: OpportunitySheet) -> dict[str, object]:
    deal = sheet.opportunity
    return {
        "id": deal.id,
        "title": deal.title,
        "stage": (sheet.stage.code or sheet.stage.name) if sheet.stage else "",
        "status": sheet.status,
        "is_late": sheet.is_late,
        "stale_days": sheet.stale_days,
        "amount_cents": deal.amount_cents,
        "probability": deal.probability,
        "is_starred": deal.is_starred,
        "origin": deal.origin,
        "next": deal.next_when,
        "next_kind": deal.next_kind,
        "next_type": deal.next_type,
        "next_label": deal.next_label,
        "lost_to": deal.lost_to,
        "reason": deal.reason,
        "lesson": deal.lesson,
        "created_at": deal.created_at,
        "closed_at": deal.closed_at,
        "last_activity_at": deal.last_activity_at,
        "folder": deal.folder_name,
        "tags": deal.tags,
        "description": deal.description,
        "conditions": deal.conditions,
        "five_w": deal.five_w,
        "company": sheet.company,
        "contacts": sheet.contacts,
        "rows": sheet.rows,
        "siblings": [one.id for one in sheet.siblings],
        "renewals": [one.id for one in sheet.renewals],
        "renewal_of": deal.renewal_of_id,
        "source": deal.source,
        "campaign": deal.campaign,
        "competitor": deal.competitor,
        "label_for": deal.label_for,
        "quotes": [_quote_json(one) for one in sheet.quotes],
        "activities": sheet.activities,
        "history": sheet.history,
    }


def _quote_json(quote: "QuoteSummary") -> dict[str, object]:
    return {
        "reference": quote.reference,
        "state": quote.state,
        "is_current": quote.is_current,
        "net_cents": quote.net_cents,
        "total_cents": quote.total_cents,
    }
