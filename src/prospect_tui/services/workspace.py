"""The open base with its clock and settings: how every use-case reads and writes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import datetime, time
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.clock import Clock
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services.giving_way import GivingWay
from prospect_tui.services.watching import Watch
from prospect_tui.settings import Settings
from prospect_tui.storage import journal
from prospect_tui.storage.connection import BUSY_SECONDS, FAILURES, base_error, connect
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.durability import begin
from prospect_tui.storage.sql_functions import prepare

if TYPE_CHECKING:
    from sqlmodel import Session

    from prospect_tui.domain.view_days import Days
    from prospect_tui.storage.engine import Writer

PATIENCE = 0.3
"""Seconds that a key may wait for this program's own long work to have written."""
GLANCE = 0.03
"""Seconds that drawing a row may wait for whoever is writing."""

_MODELS = "prospect_tui.storage.models.sessions"
_TO_WRITE = (
    _MODELS,
    "prospect_tui.services.cells",
    "prospect_tui.services.opposition",
    "prospect_tui.storage.imports",
    "prospect_tui.storage.oppositions",
    "prospect_tui.storage.row_acts",
    "stdnum.fr.siret",
    "stdnum.fr.tva",
)
"""What is first imported by a save."""


class Writing(NamedTuple):
    """One open transaction: a connection for plain SQL, a model session on it, one moment."""

    writer: "Writer"
    now: datetime
    bundle_id: int

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the connection."""
        return self.writer.connection

    @property
    def session(self) -> "Session":
        """Return the session."""
        return self.writer.session


class Committed(NamedTuple):
    """An action that is on disk: its entry in the journal, and when it was made."""

    bundle_id: int
    code: str
    at: datetime


class Workspace:
    """An open base. Reads are plain SQLite; writes go through SQLModel, one bundle at a time."""

    def __init__(self, path: Path, clock: Clock, settings: Settings, *, read_only: bool = False):
        """Use the migrated base at `path`; `services.opening` makes sure that it is one."""
        self.path = path
        self.clock = clock
        self.settings = settings
        self.read_only = read_only
        self.watch = Watch(path)
        self.readings = GivingWay()
        self.after_commit: list[Callable[[Committed], None]] = []
        """Told of each action once it is on disk, in the thread that wrote it; never of an undo."""
        self._turn = threading.Lock()
        self._of_thread = threading.local()
        self._of_threads: list[sqlite3.Connection] = []
        self._opened_writer: Writer | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Return the user's zone."""
        return self.clock.zone

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Return the user's working days and hours."""
        return self.settings.calendar()

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the reading connection of this thread.

        Two threads never share one: SQLite calls functions of ours while it holds the connection,
        and a thread that waits for it without letting Python go on would stop both for good.
        """
        if threading.current_thread() is threading.main_thread():
            return self._reading
        known: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if known is None:
            known = self._of_thread.connection = self.open_reader()
            self._of_threads.append(known)
        return known

    @contextmanager
    def glance(self) -> Iterator[sqlite3.Connection]:
        """Read by a connection that does not wait: what is drawn at each key.

        Without a write-ahead log readers are kept out while a change is put in the file.
        """
        connection = self.connection
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * GLANCE)}")
        try:
            yield connection
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * BUSY_SECONDS)}")

    @cached_property
    def _reading(self) -> sqlite3.Connection:
        return self._connect(read_only=self.read_only)

    @property
    def days(self) -> "Days":
        """Return how the days of a filter are read today."""
        from prospect_tui.domain.view_days import Days  # noqa: PLC0415 - first filter

        return Days(self.clock.today(), self.zone, self.calendar)

    def open_reader(self) -> sqlite3.Connection:
        """Return a reading connection of its own, for another thread; the caller closes it."""
        return self._connect(read_only=True)

    def _connect(self, *, read_only: bool) -> sqlite3.Connection:
        connection = connect(self.path, read_only=read_only)
        prepare(connection)
        connection.create_function("day_begins", 0, self._day_begins, deterministic=True)
        return connection

    def _day_begins(self) -> int:
        """Return the second at which the user's today began, from which SQL counts ages."""
        return int(datetime.combine(self.clock.today(), time(), self.zone).timestamp())

    @property
    def _writer(self) -> "Writer":
        if self._opened_writer is None:
            from prospect_tui.storage.engine import Writer  # noqa: PLC0415 - first write

            self._opened_writer = Writer(self.path)
        return self._opened_writer

    def prepare_writing(self) -> None:
        """Load what writing needs, so that the first save is as quick as the next ones."""
        if self.read_only:
            return
        for module in _TO_WRITE:
            import_module(module)
        with self._in_turn():
            assert self._writer.sessions  # made when they are first asked for

    def writing(self, code: str, **params: object) -> AbstractContextManager[Writing]:
        """Open the one transaction of an action; commit at the end, roll back on any error.

        `code` names the action in the journal, with its `params` for its label. Raises
        `UnusableBase` when the disk, another program or this one's own long work prevents it:
        nothing is then written.
        """
        if not self.read_only:  # loaded before others are kept from writing, which takes its time
            import_module(_MODELS)
        return self.writing_plainly(code, **params)

    @contextmanager
    def writing_plainly(self, code: str, **params: object) -> Iterator[Writing]:
        """Open the transaction of an action that needs no models, without waiting for them.

        Raises as `writing`.
        """
        self._check_may_write()
        now = self.clock.now()
        try:
            with self._in_turn(), (writer := self._writer).transaction() as raw:
                self.watch.begun()
                bundle_id = journal.begin_bundle(raw, code, params, now, str(self.zone))
                try:
                    yield Writing(writer, now, bundle_id)
                    writer.flush()
                    is_kept = journal.end_bundle(raw, bundle_id)
                except BaseException:
                    journal.pause(raw)
                    raise
                with self.watch.committing():
                    writer.commit()
        except FAILURES as error:
            raise base_error(error, self.path) from error
        if is_kept:
            for tell in self.after_commit:
                tell(Committed(bundle_id, code, now))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open a plain transaction outside the journal: drafts, imports, undo itself.

        In another thread than the main one it has a connection of its own.
        """
        self._check_may_write()
        with self._in_turn(), self._plain_connection() as connection:
            try:
                begin(connection)
                self.watch.begun()
                connection.execute("PRAGMA defer_foreign_keys = ON")
                try:
                    yield connection
                except BaseException:
                    if connection.in_transaction:  # a full disk has already ended it
                        connection.execute("ROLLBACK")
                    raise
                with self.watch.committing():
                    connection.execute("COMMIT")
            except FAILURES as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise base_error(error, self.path) from error

    def _plain_connection(self) -> AbstractContextManager[sqlite3.Connection]:
        if threading.current_thread() is threading.main_thread():
            return nullcontext(self.connection)
        connection = connect(self.path)
        connection.execute("PRAGMA cache_spill = OFF")  # else readers wait for more than the commit
        return closing(connection)

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let one thread write at a time; the main one, which listens to keys, waits but little."""
        is_main = threading.current_thread() is threading.main_thread()
        if not self._turn.acquire(timeout=PATIENCE if is_main else BUSY_SECONDS):
            raise UnusableBase("base.at_work", path=str(self.path))
        try:
            with self.readings.let_past() if is_main else nullcontext():
                yield
        finally:
            self._turn.release()

    def _check_may_write(self) -> None:
        if self.read_only:
            raise UnusableBase("base.read_only", path=str(self.path))

    def close(self) -> None:
        """Close every connection."""
        self.watch.close()
        while self._of_threads:
            self._of_threads.pop().close()
        self._of_thread = threading.local()
        reading = self.__dict__.pop("_reading", None)
        writer, self._opened_writer = self._opened_writer, None
        for opened in (writer, reading):
            if opened is not None:
                opened.close()
