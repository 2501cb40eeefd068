"""What is planned, as calendars of others are told of it: one thing, all, or a text to send.

Refuses to word anything: whoever asks gives the words of each thing.
"""

from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path
from secrets import token_hex

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.calendar_events import (
    FUTURE_WINDOW,
    CalendarEvent,
    length,
    own_uid,
)
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.vocabulary import ActionKind, PlanKind
from prospect_tui.files.ics_writer import calendar_text, write_ics
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import calendars as store
from prospect_tui.storage.calendars import PlannedItem

__all__ = [
    "PlannedItem",
    "Words",
    "event_of",
    "event_text",
    "export_calendar",
    "own_events",
    "planned_items",
    "planned_text",
    "write_calendar",
]

NO_SIGN = "0" * 12
_PROMISES = (PlanKind.PROMISED, PlanKind.FOLLOW_UP)
_RETRIES = (*_PROMISES, PlanKind.RETRY, PlanKind.RETURN)

Words = Callable[[PlannedItem], tuple[str, str]]
"""Gives the line and the details under which a thing stands in calendars."""


def planned_items(
    workspace: Workspace, until: date | None = None, *, retries: bool = False
) -> list[PlannedItem]:
    """Return everything open that has a date up to `until`, a year ahead unless told, by time.

    Next calls of rows are those that were promised or agreed; with `retries` also the calls that
    follow from an unanswered one: there may be hundreds. Imported events are there too, with the
    name of their `calendar`.
    """
    last = until or workspace.clock.today() + FUTURE_WINDOW
    connection, zone = workspace.connection, workspace.zone
    kinds = [kind.value for kind in (_RETRIES if retries else _PROMISES)]
    items = [
        *store.planned_rows(connection, last, zone, kinds),
        *store.planned_opportunities(connection, last, zone),
        *store.planned_activities(connection, last, zone),
    ]
    return sorted(items, key=lambda item: (item.when.day, item.when.hour or time.min, item.id))


def event_of(workspace: Workspace, item: PlannedItem, words: Words) -> CalendarEvent:
    """Return a planned thing as calendars are told of it."""
    summary, description = words(item)
    at = item.when.moment(workspace.zone)
    does = ActionKind.CALL if item.kind is AgendaKind.PROSPECT else item.does
    ends_at = item.ends_at or (at + length(does) if at else None)
    return CalendarEvent(
        uid=item.uid or own_uid(item.kind, item.id, _sign(workspace)),
        summary=summary,
        day=item.when.day,
        at=at,
        ends_at=ends_at if at else None,
        end_day=item.ends_at.astimezone(workspace.zone).date() if item.ends_at and not at else None,
        description=description,
        place=item.place,
        zone=item.zone,
        sequence=item.sequence,
        changed_at=item.changed_at,
    )


def own_events(workspace: Workspace, words: Words) -> dict[str, tuple[PlannedItem, CalendarEvent]]:
    """Return what other calendars are told, by uid: all that is planned and comes from none."""
    items = planned_items(workspace, retries=workspace.settings.calendar_retries)
    pairs = ((item, event_of(workspace, item, words)) for item in items if not item.calendar)
    return {event.uid: (item, event) for item, event in pairs}


def _sign(workspace: Workspace) -> str:
    """Return the sign that tells the uids of this base from those of another one."""
    sign = store.sign(workspace.connection)
    if sign or workspace.read_only:
        return sign or NO_SIGN
    with workspace.transaction() as connection:
        store.set_sign(connection, token_hex(6))
    return store.sign(workspace.connection)


def planned_text(workspace: Workspace, words: Words, name: str) -> tuple[str, int]:
    """Return the calendar of all that is planned, and how many events it has."""
    return _text(workspace, [event for _item, event in own_events(workspace, words).values()], name)


def event_text(workspace: Workspace, event: CalendarEvent) -> str:
    """Return the calendar of one event, as a server keeps it."""
    return _text(workspace, [event], "")[0]


def _text(workspace: Workspace, events: Sequence[CalendarEvent], name: str) -> tuple[str, int]:
    stamp, alarm = workspace.clock.now(), workspace.settings.calendar_alarm
    return calendar_text(events, stamp=stamp, name=name, alarm=alarm), len(events)


def export_calendar(
    workspace: Workspace,
    words: Words,
    *,
    name: str,
    one: tuple[AgendaKind, int] | None = None,
) -> tuple[str, int]:
    """Return the text of a calendar and how many events it has: all that is planned, or one thing.

    Raises `NotFound` when nothing is planned for `one`.
    """
    if one is None:
        return planned_text(workspace, words, name)
    items = planned_items(workspace, date.max, retries=True)
    found = [item for item in items if (item.kind, item.id) == one]
    if not found:
        raise NotFound("calendar.not_planned")
    return _text(workspace, [event_of(workspace, item, words) for item in found], name)


def write_calendar(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write a calendar. Raises `Refused` when the file exists or cannot be written."""
    write_ics(path, text, overwrite=overwrite)
