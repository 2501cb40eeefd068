"""Events of foreign calendars become activities of this base, each once, for good or for a look.

Refuses to read any format: `files.ics_reader` does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from prospect_tui.domain.calendar_events import (
    FUTURE_WINDOW,
    PAST_WINDOW,
    CalendarEvent,
    owner_of,
)
from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files.ics_reader import CalendarContent, CalendarProblem, Window, read_ics
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import calendars as store
from prospect_tui.storage import foreign_events as foreign_store
from prospect_tui.storage.foreign_events import ForeignRecord

__all__ = ["CalendarImport", "CalendarProblem", "ImportPlan", "import_calendar", "window"]

IMPORT_CODE = "import_calendar"


@dataclass(frozen=True, slots=True)
class CalendarImport:
    """What became of the events of a foreign calendar."""

    calendar: str
    found: int
    """Events of the file, a repeated one counted once."""
    created: int = 0
    """Days that were not known, those of repeated events one by one."""
    changed: int = 0
    unchanged: int = 0
    cancelled: int = 0
    """What the calendar says to be cancelled, or has no more of a repeated event."""
    own: int = 0
    """Things planned here, which are not imported again."""
    outside: int = 0
    """Events that are over for more than a month, or more than a year ahead."""
    problems: tuple[CalendarProblem, ...] = ()


def window(workspace: Workspace) -> Window:
    """Return the days of other calendars that matter today."""
    today = workspace.clock.today()
    return Window(today - PAST_WINDOW, today + FUTURE_WINDOW, workspace.zone)


def import_calendar(
    workspace: Workspace, path: Path, *, name: str = "", dry_run: bool = False
) -> CalendarImport:
    """Bring the events of a file in, or in step with it when it was imported before: one undo.

    `name` is how its calendar is called here; else as it calls itself, else as its file. Nothing
    stands twice, nothing of this program comes back. May run in any thread. Raises
    `UnreadableFile`.
    """
    content = read_ics(path, window(workspace))
    if not content.found and not content.problems:
        raise UnreadableFile("file.not_a_calendar", name=path.name)
    plan = ImportPlan.of(workspace, content, clean(name or content.name or path.stem))
    if plan.changes and not dry_run:
        with workspace.writing(IMPORT_CODE, name=plan.calendar) as writing:
            plan.write(workspace, writing)
    return plan.report(content)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is to be written of a foreign calendar."""

    calendar: str
    created: tuple[CalendarEvent, ...]
    changed: tuple[CalendarEvent, ...]
    gone: tuple[int, ...]
    """Days of repeated events which the calendar has no more, by number of activity."""
    unchanged: int
    own: int

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        content: CalendarContent,
        calendar: str,
        *,
        gone: Collection[str] = (),
    ) -> "ImportPlan":
        """Compare what a calendar says with what is known of it; the uids `gone` left it."""
        connection = workspace.connection
        known = foreign_store.foreign_events(connection, workspace.zone)
        ours = foreign_store.own_activities(connection)
        sign = store.sign(connection)
        foreign = [
            event
            for event in content.events
            if event.uid not in ours and event.series not in ours and not owner_of(event.uid, sign)
        ]
        created = [e for e in foreign if e.uid not in known and not e.is_cancelled]
        changed = [e for e in foreign if e.uid in known and _differs(known[e.uid], e)]
        still_there = {event.uid for event in foreign}
        lost = [
            record.id
            for uid, record in known.items()
            if uid not in still_there
            and (record.event.series in content.repeated or {uid, record.event.series} & {*gone})
            and not record.event.is_cancelled
            and record.event.day >= workspace.clock.today()
        ]
        return cls(
            calendar,
            tuple(created),
            tuple(changed),
            tuple(lost),
            unchanged=sum(e.uid in known for e in foreign) - len(changed),
            own=len(content.events) - len(foreign),
        )

    @property
    def changes(self) -> bool:
        """Say whether there is anything to write."""
        return bool(self.created or self.changed or self.gone)

    def write(self, workspace: Workspace, writing: Writing) -> None:
        """Write it."""
        connection, zone, now = writing.connection, workspace.zone, writing.now
        foreign_store.add_foreign(connection, self.created, self.calendar, zone, now)
        foreign_store.change_foreign(connection, self.changed, zone, now)
        foreign_store.cancel_foreign(connection, self.gone, now)

    def report(self, content: CalendarContent) -> CalendarImport:
        """Return what was, or would be, done."""
        cancelled = sum(event.is_cancelled for event in self.changed)
        return CalendarImport(
            self.calendar,
            content.found,
            created=len(self.created),
            changed=len(self.changed) - cancelled,
            unchanged=self.unchanged,
            cancelled=cancelled + len(self.gone),
            own=self.own,
            outside=content.outside,
            problems=content.problems,
        )


def _differs(known: ForeignRecord, event: CalendarEvent) -> bool:
    """Say whether an event is to be written again.

    Not when it is older than what is known, nor when the user cancelled it here since.
    """
    newer = event.sequence - known.event.sequence
    if known.event.is_cancelled and not event.is_cancelled:
        return newer > 0
    return newer >= 0 and event.digest != known.event.digest
