"""A sheet in words: parts under their titles, lines in them, and what each line is about.

The screen, the printed page and the command line all show these same lines.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AFTER_SALE
from prospect_tui.domain.joining import joined
from prospect_tui.services.sheets import HistoryLine, OpportunitySheet, ProspectSheet
from prospect_tui.wording import sales
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.times import planned

AnySheet = ProspectSheet | OpportunitySheet


class Does(StrEnum):
    """What one does with a line of a sheet."""

    EDIT = "edit"
    TICK = "tick"
    NEXT = "next"
    STAGE = "stage"
    OPEN_OPPORTUNITY = "opportunity"
    OPEN_PROSPECT = "prospect"
    OPEN_CONTACT = "contact"
    OPEN_COMPANY = "company"
    OPEN_FOLDER = "folder"
    OPEN_QUOTE = "quote"
    """The quote, or without its number a first one."""
    ADD_PERSON = "add_person"
    FILE = "file"
    """File it in a client folder."""
    CONSENT = "consent"
    """Revoke a consent."""
    POINTS = "points"
    """Note a sign of interest, or take one back."""
    CORRECT = "correct"
    """Correct a call, or take it out of the log."""
    READ = "read"
    """Nothing but reading: a line of the history, something planned."""
    MORE = "more"
    """Read further back in the history."""


class Ref(NamedTuple):
    """What a line is about, and what one does with it."""

    does: Does
    name: str = ""
    """Of the field, column or condition."""
    id: int = 0
    """Of the record to open, of the call to correct; the place of a line in the history read."""


class Line(NamedTuple):
    """A value after its label, or a plain text without one."""

    text: str
    label: str = ""
    ref: Ref | None = None
    look: str = ""
    problem: str = ""
    """What is wrong with it: late, without a date, badly typed."""
    hang: int = 0
    """How far its further lines are set back."""
    most: int = 0
    """How many lines of a screen it takes at most; 0: all that it takes."""


class Part(NamedTuple):
    """Lines under their title; the first part of a sheet has none."""

    title: str
    lines: tuple[Line, ...]
    is_aside: bool = False
    """Whether it goes beside the others where there is room for two columns."""


class Seen(NamedTuple):
    """From when and where a sheet is read."""

    today: date
    zone: ZoneInfo
    on_paper: bool = False
    """Whether it is read on other days too: none is called "tomorrow"."""


def part(title: str, lines: Iterable[Line], *, is_aside: bool = False) -> Part:
    """Return lines under a title."""
    return Part(title, tuple(lines), is_aside)


def points(sheet: AnySheet, seen: Seen, label: str) -> Iterator[Line]:
    """Yield the points of appetence with their reasons, when there are some."""
    if sheet.appetence is not None:
        from prospect_tui.wording.scoring import reasons_text  # noqa: PLC0415 - not on most sheets

        text = reasons_text(sheet.appetence, seen.today, with_detail=True)
        look = "warm" if sheet.appetence.is_hot else ""
        yield Line(text, label, Ref(Does.POINTS), look)


def planned_work(sheet: AnySheet, seen: Seen) -> Iterator[Line]:
    """Yield the tasks and events still to come; what comes after a sale has its own place."""
    is_sale = isinstance(sheet, OpportunitySheet)
    for activity in sheet.activities:
        is_to_come = activity.done_at is None and activity.cancelled_at is None
        if is_to_come and not (is_sale and activity.code == AFTER_SALE):
            name = activity_name(activity.code, activity.subject)
            when = planned(activity.when, seen.today, is_dated=seen.on_paper)
            ref = Ref(Does.READ, "planned", activity.id)
            yield Line(joined(when, name, activity.place, activity.person), ref=ref, hang=2)


def history(events: Iterable[HistoryLine], seen: Seen) -> Iterator[Line]:
    """Yield the history, newest first."""
    for place, event in enumerate(events):
        read = Ref(Does.READ, "history", place)
        ref = Ref(Does.CORRECT, id=event.call_id) if event.call_id else read
        yield Line(sales.history_text(event, seen.zone, seen.today), ref=ref, hang=2)
