"""What a calendar server has: our things as they stand there, and the events of others.

Only what changed since the last exchange is read. Refuses to write anything.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import unquote

from prospect_tui.domain.calendar_events import CalendarEvent
from prospect_tui.files.caldav import CalendarServer, RemoteCalendar
from prospect_tui.files.ics_reader import CalendarContent, CalendarProblem, parse_ics
from prospect_tui.services.calendar_import import window
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.calendars import Link

READ_AGAIN = timedelta(days=30)
"""After which the events of others are read again: repeated ones have new days by then."""


@dataclass(frozen=True, slots=True)
class There:
    """One of our things as it stands on the server."""

    href: str
    etag: str
    event: CalendarEvent | None = None
    """What it says, when it was read because it changed, and could be read."""


@dataclass(slots=True)
class Remote:
    """What was found on the server."""

    ours: dict[str, There] = field(default_factory=dict)
    """By uid."""
    foreign: CalendarContent = field(default_factory=lambda: _together("", ()))
    """The events of others that changed."""
    links: list[Link] = field(default_factory=list)
    """Where these stand."""
    gone: list[str] = field(default_factory=list)
    """The uids of events of others that stand there no more."""


def place_key(href: str) -> str:
    """Return an address as it is compared: alike however its letters are written."""
    return unquote(href)


def read_remote(
    workspace: Workspace,
    server: CalendarServer,
    calendar: RemoteCalendar,
    links: Iterable[Link],
    ours: Collection[str],
) -> Remote:
    """Read what changed in a calendar since the `links` were kept; `ours` are uids planned here.

    Raises `Refused` "caldav.…".
    """
    versions = {place_key(href): (href, etag) for href, etag in server.etags(calendar).items()}
    known = {place_key(link.href): link for link in links}
    remote = Remote(
        gone=[
            link.uid for place, link in known.items() if not link.digest and place not in versions
        ]
    )
    asked: list[str] = []
    old = workspace.clock.now() - READ_AGAIN
    for place, (href, etag) in versions.items():
        link = known.get(place)
        if link is not None and link.digest:
            remote.ours[link.uid] = There(href, etag)
        if link is None or link.etag != etag or (not link.digest and _is_before(link, old)):
            asked.append(href)
    contents: list[CalendarContent] = []
    days = window(workspace)
    for one in server.events(calendar, asked):
        content = parse_ics(one.text, days)
        link = known.get(place_key(one.href))
        uid = link.uid if link and link.digest else _own(content, ours)
        if uid:
            remote.ours[uid] = There(one.href, one.etag, next(iter(content.events), None))
        else:
            contents.append(content)
            uid = next(iter(content.uids), place_key(one.href))
            remote.links.append(Link(uid, one.href, one.etag, ""))
    remote.foreign = _together(calendar.name, contents)
    return remote


def _is_before(link: Link, moment: datetime) -> bool:
    return link.synced_at is None or link.synced_at < moment


def _own(content: CalendarContent, ours: Collection[str]) -> str:
    """Return which of our things a file of the server holds, or ""."""
    return next((uid for uid in content.uids if uid in ours), "")


def _together(name: str, contents: Iterable[CalendarContent]) -> CalendarContent:
    """Return the events of several files as those of one."""
    events: list[CalendarEvent] = []
    problems: list[CalendarProblem] = []
    uids: list[str] = []
    repeated: set[str] = set()
    outside = 0
    for content in contents:
        events += content.events
        problems += content.problems
        uids += content.uids
        repeated |= content.repeated
        outside += content.outside
    return CalendarContent(
        name, tuple(events), tuple(problems), tuple(uids), outside, frozenset(repeated)
    )
