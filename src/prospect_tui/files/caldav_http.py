"""Asks a calendar server, one request at a time: bounded in time and size, nowhere else.

No redirection is followed by itself, and a password goes to the host of the settings alone.
"""

import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import Refused

SECONDS = 20.0
"""How long one request may take, its answer included."""
LARGEST = 50 * 1024 * 1024
"""Bytes of the largest answer that is read."""
MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
_PORTS = {"https": 443, "http": 80}
_MOVED = frozenset({301, 302, 303, 307, 308})
NOT_ALLOWED = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    """Their names in lower case."""
    body: bytes
    url: str
    """Where it was asked in the end."""


class Server:
    """One calendar server and who asks it."""

    def __init__(
        self,
        url: str,
        user: str,
        password: str,
        *,
        seconds: float = SECONDS,
        largest: int = LARGEST,
    ) -> None:
        """Take an address that `domain.calendar_account.check_url` accepts."""
        self.url = url
        self.host = urlsplit(url).hostname or ""
        self._credentials = ""
        if user or password:
            self._credentials = b64encode(f"{user}:{password}".encode()).decode()
        self._seconds, self._largest = seconds, largest

    def address(self, href: str, base: str = "") -> str:
        """Return the whole address of something on this server.

        Raises `Refused` "caldav.other_host" when it is elsewhere.
        """
        try:
            url = urljoin(base or self.url, href)
            is_here = _origin(urlsplit(url)) == _origin(urlsplit(self.url))
        except ValueError:
            url, is_here = href, False
        if not is_here:
            raise Refused("caldav.other_host", host=self.host, other=clean(url))
        return url

    def ask(
        self, method: str, href: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request and return the answer, whatever its status.

        Raises `Refused` "caldav.…": no answer, too slow, too big, elsewhere, or not allowed.
        """
        url = self.address(href)
        for _redirect in range(MOST_REDIRECTS + 1):
            answer = self._once(method, url, body.encode(), headers or {})
            if answer.status not in _MOVED:
                break
            url = self.address(answer.headers.get("location", ""), url)
        if answer.status in NOT_ALLOWED:
            raise Refused("caldav.not_allowed", host=self.host)
        return answer

    def _once(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        sent = {"User-Agent": "prospect-tui", "Content-Type": "application/xml; charset=utf-8"}
        if self._credentials:
            sent["Authorization"] = f"Basic {self._credentials}"
        parts = urlsplit(url)
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        with self._connected(parts) as connection:
            connection.request(method, target, body=body or None, headers={**sent, **headers})
            response = connection.getresponse()
            found = {name.lower(): clean(value) for name, value in response.getheaders()}
            return Answer(response.status, found, self._body(response), url)

    def _body(self, response: HTTPResponse) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := response.read(_CHUNK):
            size += len(part)
            if size > self._largest:
                raise Refused("caldav.too_big", host=self.host, limit=self._largest // 1024**2)
            parts.append(part)
        return b"".join(parts)

    @contextmanager
    def _connected(self, parts: SplitResult) -> Iterator[HTTPConnection]:
        """Give a connection which is cut when the time is over; tell what goes wrong."""
        line = _Line(parts, self._seconds)
        try:
            with line as connection:
                yield connection
        except (OSError, HTTPException, ValueError) as error:
            if line.is_cut or isinstance(error, TimeoutError):
                raise self._too_slow() from error
            reason = clean(getattr(error, "strerror", None) or str(error) or type(error).__name__)
            raise Refused("caldav.no_answer", host=self.host, reason=reason) from error
        if line.is_cut:  # an answer that was cut looks like a short one
            raise self._too_slow()

    def _too_slow(self) -> Refused:
        return Refused("caldav.too_slow", host=self.host, seconds=round(self._seconds))


class _Line:
    """A line to a server that holds for so many seconds, whatever comes along it.

    The limits of sockets are those of one step: a server that sends a byte now and then keeps
    within them for ever.
    """

    def __init__(self, parts: SplitResult, seconds: float) -> None:
        self.is_cut = False
        self._parts, self._seconds = parts, seconds
        self._socket: socket.socket | None = None
        self._clock = threading.Timer(seconds, self._cut)
        self._clock.daemon = True

    def __enter__(self) -> HTTPConnection:
        host = self._parts.hostname or ""
        port = self._parts.port or _PORTS[self._parts.scheme]
        self._clock.start()
        try:
            self._socket = socket.create_connection((host, port), self._seconds)
            if self._parts.scheme != "https":
                connection = HTTPConnection(host, port)
            else:
                connection = HTTPSConnection(host, port)
                self._socket = secured = ssl.create_default_context().wrap_socket(
                    self._socket, server_hostname=host, do_handshake_on_connect=False
                )
                secured.do_handshake()
        except BaseException:
            self.__exit__()
            raise
        connection.sock = self._socket
        return connection

    def __exit__(self, *_error: object) -> None:
        self._clock.cancel()
        if self._socket is not None:
            self._socket.close()

    def _cut(self) -> None:
        self.is_cut = True
        if self._socket is not None:
            with suppress(OSError):  # closed meanwhile
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
