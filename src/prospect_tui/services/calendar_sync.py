"""Exchanges what is planned with a calendar server: sends, takes over moves, brings the rest in.

One way through, in any thread; what comes from the server is written as one action. Whatever the
server or the network does, nothing planned here is lost: the next time goes on from there.
"""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.calendar_account import CalendarAccount
from prospect_tui.domain.calendar_events import CalendarEvent
from prospect_tui.domain.calendar_sync import Step, is_clash, step
from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.when import When
from prospect_tui.files.caldav import CalendarServer, ChangedMeanwhile, RemoteCalendar, place_of
from prospect_tui.files.caldav_http import Server
from prospect_tui.services import calendars, meetings
from prospect_tui.services.calendar_import import CalendarImport, ImportPlan
from prospect_tui.services.calendar_remote import Remote, There, place_key, read_remote
from prospect_tui.services.calendars import PlannedItem, Words
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import calendars as store
from prospect_tui.storage import planning
from prospect_tui.storage.calendars import Link

SYNC_CODE = "sync_calendar"
COMMAND_SECONDS = 60

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Met:
    """A thing of which both sides say something, or on which the server refused something."""

    title: str
    message_id: str
    """What was done about it, or why nothing was."""
    here: When
    there: When | None = None


@dataclass(slots=True)
class SyncReport:
    """What became of an exchange."""

    calendar: str
    sent: int = 0
    withdrawn: int = 0
    """Taken off the server: done, dropped or gone here."""
    moved: list[Met] = field(default_factory=list)
    """Moved on the server: their time here was changed."""
    told: list[Met] = field(default_factory=list)
    """What the user should look at."""
    imported: CalendarImport | None = None
    """What became of the other events of the calendar."""


def password_of(account: CalendarAccount) -> str:
    """Return the password that the user's command gives, "" without a user.

    Raises `Refused` when there is no command ("caldav.ask_password"), or when it fails.
    """
    if not account.user:
        return ""
    if not account.password_command:
        raise Refused("caldav.ask_password")
    try:
        done = subprocess.run(
            account.password_command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise Refused("caldav.no_password", reason=clean(reason)) from error
    first = done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")
    if done.returncode or not first:
        raise Refused(
            "caldav.no_password", reason=f"{account.password_command[0]}: {done.returncode}"
        )
    return first


def sync(
    workspace: Workspace,
    words: Words,
    password: Callable[[CalendarAccount], str] = password_of,
    progress: Progress = lambda _done, _total: None,
) -> SyncReport:
    """Exchange with the server of the settings; may run in any thread.

    `progress` is told how many things are done, of how many; it may raise to stop. Raises `Refused`
    ("calendar.no_account", "caldav.…") for what prevents the exchange.
    """
    account = workspace.settings.caldav
    if account is None:
        raise Refused("calendar.no_account")
    server = CalendarServer(Server(account.url, account.user, password(account)))
    calendar = _chosen(server.calendars(), account)
    return _Exchange(workspace, words, server, calendar).run(progress)


def _chosen(known: list[RemoteCalendar], account: CalendarAccount) -> RemoteCalendar:
    """Return the calendar of the settings, or the only one."""
    if not known:
        raise Refused("caldav.no_calendar", url=account.url)
    named = [one for one in known if account.calendar in {"", one.name}]
    if len(named) != 1:
        raise Refused("caldav.which_calendar", known=", ".join(one.name for one in known))
    return named[0]


class _Exchange:
    """One exchange with one calendar."""

    def __init__(
        self, workspace: Workspace, words: Words, server: CalendarServer, calendar: RemoteCalendar
    ) -> None:
        self._workspace, self._words = workspace, words
        self._server, self._calendar = server, calendar
        self._report = SyncReport(calendar.name)
        self._here = calendars.own_events(workspace, words)
        self._links = self._links_of_calendar()
        self._remote = Remote()

    def _links_of_calendar(self) -> dict[str, Link]:
        """Return the links with this calendar; those with another one mean nothing here."""
        links = store.links(self._workspace.connection)
        home = place_key(self._calendar.href).rstrip("/") + "/"
        return {uid: link for uid, link in links.items() if place_key(link.href).startswith(home)}

    def run(self, progress: Progress) -> SyncReport:
        """Read, take over, send, take away."""
        workspace = self._workspace
        self._remote = read_remote(
            workspace, self._server, self._calendar, self._links.values(), self._here
        )
        self._remote.ours |= {
            uid: replace(there, event=_as_kept(there.event, *self._here[uid]))
            for uid, there in self._remote.ours.items()
            if there.event is not None and uid in self._here
        }
        steps = {uid: self._step(uid) for uid in self._here}
        taken = [uid for uid, found in steps.items() if found is Step.TAKE and self._may_take(uid)]
        self._bring_in(taken)
        todo = [uid for uid in steps if uid not in taken and uid in self._here]
        gone = [link for uid, link in self._links.items() if link.digest and uid not in self._here]
        for done, uid in enumerate(todo):
            progress(done, len(todo) + len(gone))
            self._settle(uid, steps[uid])
        for done, link in enumerate(gone, start=len(todo)):
            progress(done, len(todo) + len(gone))
            self._withdraw(link)
        return self._report

    def _step(self, uid: str) -> Step:
        """Return what to do with one of our things, and tell what the user should know of it."""
        item, here = self._here[uid]
        link, there = self._links.get(uid), self._remote.ours.get(uid)
        agreed = link.digest if link else ""
        if there is None:
            if here.digest != agreed:
                return Step.SEND
            return Step.LEAVE if link and link.etag else Step.NOTHING
        changed_there = link is None or link.etag != there.etag
        found = step(here, there.event, agreed, changed_there=changed_there)
        if there.event is not None and changed_there and is_clash(here, there.event, agreed):
            self._tell(item, f"calendar.both_{found.value}", there.event)
        return found

    def _may_take(self, uid: str) -> bool:
        """Say whether a time of the server can be taken over; a past day cannot."""
        item, _here = self._here[uid]
        event = self._remote.ours[uid].event
        if event is None or event.day >= self._workspace.clock.today():
            return True
        self._tell(item, "calendar.in_past", event)
        return False

    # what comes from the server: one action

    def _bring_in(self, taken: Sequence[str]) -> None:
        """Write what the server knows better, and keep in mind that it is written."""
        workspace, remote, before = self._workspace, self._remote, self._here
        plan = ImportPlan.of(workspace, remote.foreign, self._calendar.name, gone=remote.gone)
        moved: list[str] = []
        if taken or plan.changes:
            with workspace.writing(SYNC_CODE, name=self._calendar.name) as writing:
                now = calendars.own_events(workspace, self._words)
                # what the user changed while the server was asked is left to the next exchange
                moved += [uid for uid in taken if uid in now and now[uid] == before[uid]]
                for uid in moved:
                    self._move(writing, uid)
                plan.write(workspace, writing)
        if remote.links or remote.gone:
            self._report.imported = plan.report(remote.foreign)
        self._here = calendars.own_events(workspace, self._words)
        kept = [self._agreed(uid, remote.ours[uid]) for uid in moved if uid in self._here]
        with workspace.transaction() as connection:
            for uid in remote.gone:
                store.drop_link(connection, uid)
            for link in (*remote.links, *kept):
                store.save_link(connection, link, workspace.clock.now())

    def _move(self, writing: Writing, uid: str) -> None:
        """Give one of our things the time that it has on the server."""
        item, here = self._here[uid]
        event = self._remote.ours[uid].event
        assert event is not None
        zone = self._workspace.zone
        when = _when(event, zone)
        if item.kind is AgendaKind.PROSPECT:
            store.move_row(writing.connection, item.id, when, zone, writing.now)
        elif item.kind is AgendaKind.OPPORTUNITY:
            meetings.follow_next_action(self._workspace, writing, item.id, when)
            planning.move_next_action(writing.connection, item.id, when, zone, writing.now)
        else:
            present = planning.activity(writing.connection, item.id, zone)
            meetings.follow(self._workspace, writing, present, when)
            ends_at = event.end_in(zone)
            store.move_activity(writing.connection, item.id, when, ends_at, zone, writing.now)
        met = Met(here.summary, "calendar.moved", item.when, when)
        if when == item.when:
            met = Met(here.summary, "calendar.lasts", when)
        self._report.moved.append(met)

    def _agreed(self, uid: str, there: There) -> Link:
        return Link(uid, there.href, there.etag, self._here[uid][1].digest)

    # what goes to the server

    def _settle(self, uid: str, found: Step) -> None:
        """Do what is to be done with one of our things on the server."""
        item, here = self._here[uid]
        link, there = self._links.get(uid), self._remote.ours.get(uid)
        if found in {Step.SEND, Step.TAKE}:  # what could not be taken is sent as it is here
            self._send(item, here, there)
        elif found is Step.LEAVE:
            self._tell(item, "calendar.deleted_there")
            left = there or There(link.href if link else "", "")
            self._save(Link(uid, left.href, left.etag, here.digest))
        elif there is not None and link is not None and there.etag != link.etag:
            self._save(Link(uid, there.href, there.etag, here.digest))

    def _send(self, item: PlannedItem, here: CalendarEvent, there: There | None) -> None:
        href = there.href if there else place_of(self._calendar, here.uid)
        text = calendars.event_text(self._workspace, here)
        try:
            etag = self._server.put(href, text, there.etag if there else "")
        except ChangedMeanwhile:
            self._tell(item, "caldav.changed")
            return
        self._report.sent += 1
        self._save(Link(here.uid, href, etag, here.digest))

    def _withdraw(self, link: Link) -> None:
        """Take off the server what is no longer planned here."""
        there = self._remote.ours.get(link.uid)
        if there is not None:
            try:
                self._server.delete(there.href, there.etag)
            except ChangedMeanwhile:
                return  # the next exchange knows its new version
            self._report.withdrawn += 1
        with self._workspace.transaction() as connection:
            store.drop_link(connection, link.uid)

    def _save(self, link: Link) -> None:
        with self._workspace.transaction() as connection:
            store.save_link(connection, link, self._workspace.clock.now())

    def _tell(self, item: PlannedItem, message_id: str, there: CalendarEvent | None = None) -> None:
        title, _description = self._words(item)
        when = _when(there, self._workspace.zone) if there else None
        self._report.told.append(Met(title, message_id, item.when, when))


def _as_kept(there: CalendarEvent, item: PlannedItem, here: CalendarEvent) -> CalendarEvent:
    """Return an event of the server as it can be kept: only tasks, calls and events have an end.

    What has none of its own, or is told none there, lasts as long as it does here.
    """
    has_end = item.kind is AgendaKind.ACTIVITY
    if there.at is None:
        return there if has_end else replace(there, end_day=None)
    if (has_end and there.ends_at is not None) or here.at is None or here.ends_at is None:
        return there
    return replace(there, ends_at=there.at + (here.ends_at - here.at))


def _when(event: CalendarEvent, zone: ZoneInfo) -> When:
    """Return the time of an event as it is planned here."""
    if event.at is None:
        return When(event.day)
    local = event.at.astimezone(zone)
    return When(local.date(), time(local.hour, local.minute, fold=local.fold))
