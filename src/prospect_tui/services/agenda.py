"""The morning list: everything to do today, by section."""

from dataclasses import dataclass
from datetime import date

from prospect_tui.domain.agenda import AgendaKind, Section, place
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.when import When
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import agenda as store
from prospect_tui.storage import prospects
from prospect_tui.storage.agenda import AgendaRecord


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

    def section(self, section: Section) -> tuple[TodayLine, ...]:
        """Return the lines of one section."""
        return tuple(line for line in self.lines if line.section is section)

    @property
    def late(self) -> int:
        """Return how many lines are red."""
        return sum(bool(line.red_reason) for line in self.lines)


def today(workspace: Workspace) -> Today:
    """Return what is to be done today."""
    now, day = workspace.clock.now(), workspace.clock.today()
    lines = []
    for record in store.records(workspace.connection, day, workspace.zone):
        found = place(record.facts, now, workspace.zone)
        if found is not None:
            lines.append(_line(record, found.section, found.red_reason))
    order = list(Section)
    lines.sort(key=lambda line: (order.index(line.section), _time_key(line), line.title))
    cold = tuple(
        ColdFile(file.id, file.name, file.never_called)
        for file in prospects.files(workspace.connection)
        if file.never_called
    )
    return Today(day, tuple(lines), cold)


def _time_key(line: TodayLine) -> tuple[bool, date, str]:
    when = line.when
    if when is None:
        return (not line.is_starred, date.min, "")
    return (False, when.day, when.hour.isoformat() if when.hour else "99")


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


def add_task(
    workspace: Workspace,
    subject: str,
    when: When,
    *,
    prospect_id: int | None = None,
    opportunity_id: int | None = None,
) -> int:
    """Plan a task; returns its number."""
    from uuid import uuid4  # noqa: PLC0415 - only here

    from prospect_tui.domain.cleaning import clean  # noqa: PLC0415 - only here
    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    with workspace.writing("task", name=subject) as writing:
        activity = Activity(
            kind="task",
            subject=clean(subject),
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
