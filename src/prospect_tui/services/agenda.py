"""The morning list: everything to do today, by section."""

from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from prospect_tui.domain.agenda import AgendaKind, Section, place
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.when import When
from prospect_tui.services import dialled, grid
from prospect_tui.services.dialled import Dialled
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import agenda as store
from prospect_tui.storage.agenda import AgendaRecord
from prospect_tui.storage.deadlines import deadline, was_interrupted
from prospect_tui.storage.driver import sqlite3

if TYPE_CHECKING:
    from prospect_tui.domain.scoring import Appetence

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
    appetence: "Appetence | None" = None
    """The points that make a row hot; None for anything else."""
    is_meeting: bool = False
    """Whether it is an appointment, as an event or as what an opportunity does next."""

    @property
    def is_late(self) -> bool:
        """Say whether its time is past."""
        return bool(self.red_reason) and self.when is not None


@dataclass(frozen=True, slots=True)
class ColdFile:
    """What is left to call in a file, besides the lines of the list."""

    file_id: int
    name: str
    left: int
    """Rows that were never called, those that may not be called now too."""
    planned: int = 0
    """New attempts and other calls that are due, which the queue brings."""


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
    threshold = workspace.settings.hot_threshold
    records = store.records(workspace.connection, day, workspace.zone, threshold)
    records = _with_unanswered(workspace, records)
    points = _appetences(workspace, records)
    lines = []
    for record in records:
        found = place(record.facts, now, workspace.zone)
        if found is not None:
            score = points.get(record.id) if record.facts.is_appetent else None
            lines.append(_line(record, found.section, found.red_reason, score))
    order = list(Section)
    lines.sort(key=lambda line: (order.index(line.section), _urgency(line), line.title))
    try:
        with nullcontext() if patience is None else deadline(workspace.connection, patience):
            cold = _cold_files(workspace.connection, day)
    except sqlite3.OperationalError as error:
        if not was_interrupted(error):
            raise
        return Today(day, tuple(lines), (), is_counted=False)
    return Today(day, tuple(lines), cold)


def _with_unanswered(workspace: Workspace, records: list[AgendaRecord]) -> list[AgendaRecord]:
    """Return what is open, what was dialled without any result being told for that alone."""
    last = dialled.unanswered(workspace)
    found = None if last is None else _unanswered(workspace, last)
    if found is None:
        return records
    is_same = (found.facts.kind, found.id)
    return [found, *(one for one in records if (one.facts.kind, one.id) != is_same)]


def _unanswered(workspace: Workspace, last: Dialled) -> AgendaRecord | None:
    """Return the row that was dialled, or the open sale of the person; None when there is none."""
    connection, zone = workspace.connection, workspace.zone
    if last.prospect_id is not None:
        return store.unanswered(connection, last.prospect_id, zone)
    assert last.contact_id is not None
    return store.unanswered_sale(connection, last.contact_id, zone)


def _appetences(workspace: Workspace, records: list[AgendaRecord]) -> "dict[int, Appetence]":
    """Return the points of the rows that are hot by them, read at once."""
    rows = [record.id for record in records if record.facts.is_appetent]
    if not rows:
        return {}
    from prospect_tui.domain.scoring import appetence  # noqa: PLC0415 - not for most lists
    from prospect_tui.storage.scoring import events_of_rows  # noqa: PLC0415 - idem

    threshold = workspace.settings.hot_threshold
    found = events_of_rows(workspace.connection, rows)
    return {row: appetence(events, threshold) for row, events in found.items()}


def cold_files(workspace: Workspace) -> tuple[ColdFile, ...]:
    """Return what is left to call cold; for another thread than that of the keys."""
    with closing(workspace.open_reader()) as reader:
        return _cold_files(reader, workspace.clock.today())


def _cold_files(connection: sqlite3.Connection, day: date) -> tuple[ColdFile, ...]:
    return tuple(ColdFile(*file) for file in store.cold_files(connection, day))


def _urgency(line: TodayLine) -> tuple[int, date, str]:
    """Sort by time, then what has none: hot rows, opportunities, the starred ones first."""
    when = line.when
    if when is None:
        is_row = line.kind is AgendaKind.PROSPECT
        return (1 if is_row else 2 if line.is_starred else 3, date.min, "")
    return (0, when.day, when.hour.isoformat() if when.hour else "99")


def _line(
    record: AgendaRecord, section: Section, red_reason: str, points: "Appetence | None"
) -> TodayLine:
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
        appetence=points,
        is_meeting=record.facts.is_meeting,
    )


def finish_activity(workspace: Workspace, activity_id: int, result: str = "") -> None:
    """Mark a task or event as done. Raises `NotFound`, `Refused` when it was done before."""
    from prospect_tui.services import activities  # noqa: PLC0415 - first one done

    activities.finish(workspace, activity_id, result)


def postpone_activity(workspace: Workspace, activity_id: int, when: When) -> None:
    """Give a task or event another date. Raises as `activities.move`."""
    from prospect_tui.services import activities  # noqa: PLC0415 - first one moved

    activities.move(workspace, activity_id, when)


def cancel_activity(workspace: Workspace, activity_id: int) -> None:
    """Give up a task or event: it stays in the history, cancelled. Raises as `finish_activity`."""
    from prospect_tui.services import activities  # noqa: PLC0415 - first one given up

    activities.cancel(workspace, activity_id)


def reschedule(workspace: Workspace, line: TodayLine, when: When) -> None:
    """Give anything on the list another date, what is to be done staying the same.

    Raises `Refused` for a past day, for what is closed since or was given another date elsewhere,
    `NotFound` for what is gone.
    """
    from prospect_tui.services import meetings  # noqa: PLC0415 - first date

    is_said = line.when is not None or line.red_reason == "agenda.no_date"
    if is_said and planned_at(workspace, line.kind, line.id) != line.when:
        raise Refused("planning.changed_meanwhile", name=line.title)
    if line.kind is AgendaKind.PROSPECT:
        grid.set_next_date(workspace, line.id, when)
    elif line.kind is AgendaKind.OPPORTUNITY:
        meetings.move_next_action(workspace, line.id, when)
    else:
        postpone_activity(workspace, line.id, when)


def planned_at(workspace: Workspace, kind: AgendaKind, record_id: int) -> When | None:
    """Return when a thing stands now, for it may have been moved elsewhere."""
    from prospect_tui.services import activities  # noqa: PLC0415 - first date
    from prospect_tui.storage import planning  # noqa: PLC0415 - idem

    if kind is AgendaKind.ACTIVITY:
        return activities.activity(workspace, record_id).when
    if kind is AgendaKind.OPPORTUNITY:
        return planning.next_action_at(workspace.connection, record_id, workspace.zone)[1]
    return planning.next_call_at(workspace.connection, record_id, workspace.zone)


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
    from prospect_tui.services import activities  # noqa: PLC0415 - first task

    draft = activities.Draft(subject, when, prospect_id=prospect_id, opportunity_id=opportunity_id)
    return activities.add(workspace, draft)
