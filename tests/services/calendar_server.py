"""A real calendar server (Radicale) on this computer, and servers that misbehave."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from wsgiref.simple_server import WSGIRequestHandler, make_server

from radicale import config
from radicale.app import Application

from prospect_tui.domain.calendar_account import CalendarAccount
from prospect_tui.files.caldav import CalendarServer, RemoteCalendar
from prospect_tui.files.caldav_http import Server
from prospect_tui.services.calendar_sync import SyncReport, sync
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.calendars import event_words

USER, PASSWORD = "jeanne", "mot de passe é"
MAKE_CALENDAR = (
    '<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>'
    "<d:displayname>{name}</d:displayname></d:prop></d:set></c:mkcalendar>"
)


def exchange(workspace: Workspace) -> SyncReport:
    """Exchange with the server of the settings."""
    return sync(workspace, event_words, lambda _account: PASSWORD)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Desk:
    """The server as a phone uses it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.raw = Server(url, USER, PASSWORD)
        self.server = CalendarServer(self.raw)

    def account(self, calendar: str = "") -> CalendarAccount:
        """Return what the settings say."""
        return CalendarAccount(self.url, USER, calendar=calendar)

    def make(self, name: str = "Pro") -> RemoteCalendar:
        """Make a calendar."""
        href = f"{self.url}{USER}/{name.lower()}/"
        assert self.raw.ask("MKCALENDAR", href, MAKE_CALENDAR.format(name=name)).status == 201
        return RemoteCalendar(href, name)

    def texts(self, calendar: RemoteCalendar) -> dict[str, str]:
        """Return everything in a calendar, by address."""
        hrefs = list(self.server.etags(calendar))
        return {one.href: one.text for one in self.server.events(calendar, hrefs)}

    def rewrite(self, calendar: RemoteCalendar, href: str, change: Callable[[str], str]) -> None:
        """Change an event as a phone does."""
        etag = self.server.etags(calendar)[href]
        self.server.put(href, change(self.texts(calendar)[href]), etag)


@contextmanager
def radicale(folder: Path) -> Iterator[Desk]:
    """Run a server that keeps its calendars in `folder` and knows one user."""
    users = folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    chosen = config.load()
    chosen.update(
        {
            "storage": {"filesystem_folder": str(folder / "calendars"), "_filesystem_fsync": "no"},
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(users),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "logging": {"level": "critical"},
        },
        "test",
        privileged=True,
    )
    application = Application(chosen)
    with (
        make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server,
        _served(server),
    ):
        yield Desk(f"http://127.0.0.1:{server.server_port}/")


Handle = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def misbehaving(handle: Handle) -> Iterator[str]:
    """Run a server that answers every request as `handle` does; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return lambda: handle(self)
            raise AttributeError(name)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """A client that hangs up is no news."""

    with Quiet(("127.0.0.1", 0), Handler) as server, _served(server):
        yield f"http://127.0.0.1:{server.server_port}/"


@contextmanager
def _served(server: TCPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def free_port() -> int:
    """Return a port on which nobody answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answer(status: int, body: bytes = b"", **headers: str) -> Handle:
    """Return a server that always says the same."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        request.rfile.read(length)
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return handle
