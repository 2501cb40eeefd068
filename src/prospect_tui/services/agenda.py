"""The morning list: everything to do today, by section."""

import sqlite3
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import date

from prospect_tui.domain.agenda import AgendaKind, Section, place
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.when import When
from prospect_tui.services import grid, opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import agenda as store
from prospect_tui.storage import prospects, sales
from prospect_tui.storage.agenda import AgendaRecord
from prospect_tui.storage.deadlines import deadline, was_interrupted

LATER_WORKING_DAYS = 3
"""How far the one-key postponement goes."""


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing to do."""

    kind: AgendaKind
    id: int
    """Of the row, opportunity or activity, by kind."""
    section: Section
    when: When | None
    title: str
    person: str
    code: str
    """Result of the last call, stage id, or code of the activity, by kind."""
    subject: str
    score: str
    amount_cents: int
    is_starred: bool
    red_reason: str
    """Message id of why it is red, or ""."""
    prospect_id: int | None
    opportunity_id: int | None

    @property
    def is_late(self) -> bool:
        """Say whether its time is past."""
        return bool(self.red_reason) and self.when is not None


@dataclass(frozen=True, slots=True)
class ColdFile:
    """What is left to call cold in a file."""

    file_id: int
    name: str
    left: int


@dataclass(frozen=True, slots=True)
class Today:
    """The morning list."""

    day: date
    lines: tuple[TodayLine, ...]
    """In the order of the sections, each by time."""
    cold: tuple[ColdFile, ...]
    is_counted: bool = True
    """Whether `cold` is known: counting what is left of big files takes its time."""

    def section(self, section: Section) -> tuple[TodayLine, ...]:
        """Return the lines of one section."""
        return tuple(line for line in self.lines if line.section is section)

    @property
    def late(self) -> int:
        """Return how many lines are late: their time is past. One without a date is not."""
        return sum(line.is_late for line in self.lines)


def today(workspace: Workspace, *, patience: float | None = None) -> Today:
    """Return what is to be done today.

    With `patience`, the cold files are counted for that many seconds at most: see `is_counted`.
    """
    now, day = workspace.clock.now(), workspace.clock.today()
    lines = []
    for record in store.records(workspace.connection, day, workspace.zone):
        found = place(record.facts, now, workspace.zone)
        if found is not None:
            lines.append(_line(record, found.section, found.red_reason))
    order = list(Section)
    lines.sort(key=lambda line: (order.index(line.section), _urgency(line), line.title))
    try:
        with nullcontext() if patience is None else deadline(workspace.connection, patience):
            cold = _cold_files(workspace.connection)
    except sqlite3.OperationalError as error:
        if not was_interrupted(error):
            raise
        return Today(day, tuple(lines), (), is_counted=False)
    return Today(day, tuple(lines), cold)


def cold_files(workspace: Workspace) -> tuple[ColdFile, ...]:
    """Return what is left to call cold; for another thread than that of the keys."""
    with closing(workspace.open_reader()) as reader:
        return _cold_files(reader)


def _cold_files(connection: sqlite3.Connection) -> tuple[ColdFile, ...]:
    return tuple(ColdFile(*file) for file in store.cold_files(connection))


def _urgency(line: TodayLine) -> tuple[int, date, str]:
    """Sort by time, then what has none: hot rows, opportunities, the starred ones first."""
    when = line.when
    if when is None:
        is_row = line.kind is AgendaKind.PROSPECT
        return (1 if is_row else 2 if line.is_starred else 3, date.min, "")
    return (0, when.day, when.hour.isoformat() if when.hour else "99")


def _line(record: AgendaRecord, section: Section, red_reason: str) -> TodayLine:
    return TodayLine(
        kind=record.facts.kind,
        id=record.id,
        section=section,
        when=record.when,
        title=record.title,
        person=record.person,
        code=record.code,
        subject=record.subject,
        score=record.score,
        amount_cents=record.amount_cents,
        is_starred=record.is_starred,
        red_reason=red_reason,
        prospect_id=record.prospect_id,
        opportunity_id=record.opportunity_id,
    )


def finish_activity(workspace: Workspace, activity_id: int, result: str = "") -> None:
    """Mark a task or event as done. Raises `NotFound`."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    with workspace.writing("done", activity=activity_id) as writing:
        activity = writing.session.get(Activity, activity_id)
        if activity is None:
            raise NotFound("activity.not_found", activity=activity_id)
        activity.done_at = writing.now
        activity.result = result


def postpone_activity(workspace: Workspace, activity_id: int, when: When) -> None:
    """Give a task or event another date. Raises `NotFound`."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    with workspace.writing("postpone", activity=activity_id) as writing:
        activity = writing.session.get(Activity, activity_id)
        if activity is None:
            raise NotFound("activity.not_found", activity=activity_id)
        activity.day = when.day
        activity.at = when.moment(workspace.zone)


def cancel_activity(workspace: Workspace, activity_id: int) -> None:
    """Give up a task or event: it stays in the history, cancelled. Raises `NotFound`."""
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    with workspace.writing("cancel_activity", activity=activity_id) as writing:
        activity = writing.session.get(Activity, activity_id)
        if activity is None:
            raise NotFound("activity.not_found", activity=activity_id)
        activity.cancelled_at = writing.now


def reschedule(workspace: Workspace, line: TodayLine, when: When) -> None:
    """Give anything on the list another date, what is to be done staying the same.

    Raises `Refused` for a past day or what is closed since, `NotFound` for what is gone.
    """
    from prospect_tui.domain.opportunities import NextAction  # noqa: PLC0415 - first date

    if line.kind is AgendaKind.PROSPECT:
        grid.set_next_date(workspace, line.id, when)
    elif line.kind is AgendaKind.OPPORTUNITY:
        record = sales.opportunity(workspace.connection, line.id, workspace.zone)
        kind = opportunities.default_action(record.next_kind)
        action = NextAction(kind, when, record.next_label)
        opportunities.set_next_action(workspace, line.id, action)
    else:
        postpone_activity(workspace, line.id, when)


def later(workspace: Workspace, when: When | None) -> When:
    """Return the date of the one-key postponement: working days from today, at the same hour."""
    day = workspace.calendar.add_working_days(workspace.clock.today(), LATER_WORKING_DAYS)
    return replace(when, day=day) if when else When(day)


def add_task(
    workspace: Workspace,
    subject: str,
    when: When,
    *,
    prospect_id: int | None = None,
    opportunity_id: int | None = None,
) -> int:
    """Plan a task; returns its number. Raises `NotFound` for an unknown row or opportunity."""
    from uuid import uuid4  # noqa: PLC0415 - only here

    from prospect_tui.domain.cleaning import clean  # noqa: PLC0415 - only here
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    subject = clean(subject).strip()
    if prospect_id is not None:
        prospects.name_of(workspace.connection, prospect_id)
    if opportunity_id is not None:
        sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    with workspace.writing("task", name=subject) as writing:
        activity = Activity(
            kind="task",
            subject=subject,
            day=when.day,
            at=when.moment(workspace.zone),
            zone=str(workspace.zone),
            prospect_id=prospect_id,
            opportunity_id=opportunity_id,
            uid=str(uuid4()),
            created_at=writing.now,
        )
        writing.session.add(activity)
        writing.session.flush()
        assert activity.id is not None
        return activity.id
