"""Reading for some milliseconds at most: what takes longer is interrupted."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prospect_tui.storage.driver import sqlite3

_STEPS = 1_000
"""Instructions of SQLite between two looks at the time: some tens of microseconds."""


@contextmanager
def deadline(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Interrupt what `connection` still reads after `seconds`: sqlite3 raises OperationalError."""
    end = perf_counter() + seconds
    connection.set_progress_handler(lambda: perf_counter() > end, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def was_interrupted(error: sqlite3.Error) -> bool:
    """Say whether an error is only an interruption, be it while an index was being opened."""
    return isinstance(error, sqlite3.OperationalError) and any(
        words in str(error) for words in ("interrupted", "vtable constructor failed")
    )


def had_no_time(error: sqlite3.Error) -> bool:
    """Say whether an error is but an interruption, or that somebody was putting a change in."""
    return was_interrupted(error) or "locked" in str(error)


@contextmanager
def may_be_interrupted() -> Iterator[None]:
    """Go on after the block when there is no time for what it reads."""
    try:
        yield
    except sqlite3.Error as error:
        if not had_no_time(error):
            raise
