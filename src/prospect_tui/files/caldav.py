"""Speaks CalDAV (RFC 4791) with one server: finds its calendars, reads, puts and takes away events.

Refuses to decide what is newer: it tells when something was changed meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from urllib.parse import quote, urlsplit

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import Refused
from prospect_tui.files.caldav_http import Answer, Server
from prospect_tui.files.caldav_xml import CALDAV, DAV, Found, NotXml, multistatus, same

AT_ONCE = 50
"""Events read in one request."""
_MULTISTATUS, _GONE, _CHANGED = 207, frozenset({404, 410}), 412
_DONE = frozenset({200, 201, 204})
_PRINCIPAL, _HOME = f"{DAV}current-user-principal", f"{CALDAV}calendar-home-set"
_TYPE, _NAME, _ETAG = f"{DAV}resourcetype", f"{DAV}displayname", f"{DAV}getetag"
_DATA, _KINDS = f"{CALDAV}calendar-data", f"{CALDAV}supported-calendar-component-set"


class ChangedMeanwhile(Exception):
    """The server has another version than the one that was to be replaced."""


@dataclass(frozen=True, slots=True)
class RemoteCalendar:
    """A calendar on the server."""

    href: str
    """Its whole address."""
    name: str


@dataclass(frozen=True, slots=True)
class RemoteEvent:
    """An event on the server, as it stands there."""

    href: str
    """Its whole address."""
    etag: str
    text: str


class CalendarServer:
    """What can be asked of a server. Every method raises `Refused` "caldav.…" for its faults."""

    def __init__(self, server: Server) -> None:
        """Speak through `server`."""
        self._server = server

    def calendars(self) -> list[RemoteCalendar]:
        """Return the calendars of the user that hold events.

        The address of the settings may be that of a calendar, of the user, or of the server.
        """
        names = (_PRINCIPAL, _HOME, _TYPE, _NAME, _KINDS)
        url, found = self._asked_first(names)
        if found.has(_TYPE, f"{CALDAV}calendar"):
            return [self._calendar(url, found)]
        home = found.href_in(_HOME)
        if not home and (principal := found.href_in(_PRINCIPAL)):
            home = next((one.href_in(_HOME) for one in self._listed(principal, (_HOME,))), "")
        things = self._listed(home or url, (_TYPE, _NAME, _KINDS), depth=1)
        return [self._calendar(one.href, one) for one in things if _holds_events(one)]

    def _calendar(self, href: str, found: Found) -> RemoteCalendar:
        name = clean(found.text(_NAME)).strip() or href.rstrip("/").rpartition("/")[2]
        return RemoteCalendar(self._server.address(href), name)

    def _asked_first(self, names: Sequence[str]) -> tuple[str, Found]:
        """Ask the address of the settings, then the well-known one of its host (RFC 6764)."""
        refusal: Refused | None = None
        for href in (self._server.url, "/.well-known/caldav"):
            answer = self._server.ask("PROPFIND", href, _propfind(names), {"Depth": "0"})
            try:
                found = self._read(answer)
            except Refused as error:
                refusal = refusal or error
                continue
            if found and any(name in found[0].properties for name in (_PRINCIPAL, _HOME, _TYPE)):
                return answer.url, found[0]
        raise refusal or self._not_understood()

    def etags(self, calendar: RemoteCalendar) -> dict[str, str]:
        """Return the version of everything in a calendar, by address."""
        found = self._listed(calendar.href, (_ETAG,), depth=1)
        versions = {self._server.address(one.href): one.text(_ETAG) for one in found if one.href}
        return {href: etag for href, etag in versions.items() if not same(href, calendar.href)}

    def events(self, calendar: RemoteCalendar, hrefs: Sequence[str]) -> Iterator[RemoteEvent]:
        """Yield the events at these addresses, those that are still there."""
        coming = iter(hrefs)
        while some := list(islice(coming, AT_ONCE)):
            asked = "".join(f"<d:href>{escape(urlsplit(href).path)}</d:href>" for href in some)
            body = (
                '<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
                f"<d:prop><d:getetag/><c:calendar-data/></d:prop>{asked}</c:calendar-multiget>"
            )
            answer = self._server.ask("REPORT", calendar.href, body, {"Depth": "1"})
            for one in self._read(answer):
                if one.text(_DATA):
                    href = self._server.address(one.href)
                    yield RemoteEvent(href, one.text(_ETAG), one.text(_DATA))

    def put(self, href: str, text: str, etag: str = "") -> str:
        """Write an event, new or in place of the version `etag`; return its new version.

        Raises `ChangedMeanwhile` when there is one already, or another version. A server which does
        not say the new version is asked for it.
        """
        condition = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        answer = self._server.ask("PUT", href, text, headers)
        if answer.status == _CHANGED:
            raise ChangedMeanwhile
        self._check(answer)
        return answer.headers.get("etag", "") or self._etag(href)

    def _etag(self, href: str) -> str:
        return next((one.text(_ETAG) for one in self._listed(href, (_ETAG,))), "")

    def delete(self, href: str, etag: str) -> None:
        """Take away an event of which `etag` is the version; what is gone is no fault.

        Raises `ChangedMeanwhile` when there is another version.
        """
        answer = self._server.ask("DELETE", href, headers={"If-Match": etag} if etag else {})
        if answer.status == _CHANGED:
            raise ChangedMeanwhile
        if answer.status not in _GONE:
            self._check(answer)

    def _listed(self, href: str, names: Sequence[str], *, depth: int = 0) -> list[Found]:
        answer = self._server.ask("PROPFIND", href, _propfind(names), {"Depth": str(depth)})
        return self._read(answer)

    def _read(self, answer: Answer) -> list[Found]:
        if answer.status != _MULTISTATUS:
            self._check(answer)
            raise self._not_understood()
        try:
            return multistatus(answer.body)
        except NotXml as error:
            raise self._not_understood() from error

    def _not_understood(self) -> Refused:
        return Refused("caldav.not_understood", host=self._server.host, url=self._server.url)

    def _check(self, answer: Answer) -> None:
        if answer.status not in _DONE and answer.status != _MULTISTATUS:
            what = clean(urlsplit(answer.url).path)
            host = self._server.host
            raise Refused("caldav.failed", host=host, status=str(answer.status), what=what)


def place_of(calendar: RemoteCalendar, uid: str) -> str:
    """Return the address at which our event with this uid is put."""
    return f"{calendar.href.rstrip('/')}/{quote(uid, safe='@.-_')}.ics"


def _holds_events(found: Found) -> bool:
    if not found.has(_TYPE, f"{CALDAV}calendar"):
        return False
    kinds = found.properties.get(_KINDS)
    return kinds is None or any(kind.get("name") == "VEVENT" for kind in kinds)


_PREFIXES: Mapping[str, str] = {DAV: "d:", CALDAV: "c:"}


def _propfind(names: Sequence[str]) -> str:
    asked = "".join(
        f"<{_PREFIXES[name[: name.index('}') + 1]]}{name.partition('}')[2]}/>" for name in names
    )
    return (
        '<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
        f"<d:prop>{asked}</d:prop></d:propfind>"
    )
