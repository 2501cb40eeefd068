"""What the two kinds of sheet share: what Enter does on a line, planned work, history."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.wording import sales
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.times import planned


class Does(StrEnum):
    """What Enter does on a line of a sheet."""

    EDIT = "edit"
    TICK = "tick"
    NEXT = "next"
    STAGE = "stage"
    OPEN_OPPORTUNITY = "opportunity"
    OPEN_PROSPECT = "prospect"
    CONSENT = "consent"
    """Revoke a consent."""
    CORRECT = "correct"
    """Correct a call, or take it out of the log."""


class Ref(NamedTuple):
    """What the cursor holds on a sheet."""

    does: Does
    name: str = ""
    """Of the field, column or condition."""
    id: int = 0
    """Of the record to open, of the call to correct, of the consent to revoke."""


AnySheet = ProspectSheet | OpportunitySheet


def joined(*parts: str) -> str:
    """Return the parts that say something, in one line."""
    return " · ".join(part for part in parts if part)


def planned_work(sheet: AnySheet, page: Page) -> Iterator[PageLine]:
    """Yield the tasks and events still to come."""
    for activity in sheet.activities:
        if activity.done_at is None and activity.cancelled_at is None:
            name = activity_name(activity.code, activity.subject)
            when = planned(activity.when, page.today)
            text = joined(when, name, activity.place, activity.person)
            yield from paragraph(text, page.cells)


def history(sheet: AnySheet, page: Page, most: int = 0) -> Iterator[PageLine]:
    """Yield the history, newest first, each event on `most` lines at most (0: all it takes)."""
    for event in sheet.history:
        text = sales.history_text(event, page.zone)
        ref = Ref(Does.CORRECT, id=event.call_id) if event.call_id else None
        yield from paragraph(text, page.cells, hang=2, most=most, ref=ref)
