"""Running one command of the user's: a document on its stdin, no shell, an end in any case.

It is started away from this terminal, in a process group of its own, which is killed whole once its
time is over. Only the first line of what it complains about is kept, cleaned.
"""

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from typing import IO

from prospect_tui.domain.cleaning import clean

INSIDE = "PROSPECT_HOOK"
"""Set for a command: what it does with this program runs no command in its turn."""
LONGEST_SAID = 200
_KEPT_BYTES = 4_096
_READ_BYTES = 65_536
_UNREADABLE = "\ufffd "
"""What is left of bytes that are no text: a line of them says nothing."""
_LAST_WORDS = 0.5
"""Seconds for its complaints to be read once it has ended; a child of its may hold them open."""


class Failure(StrEnum):
    """How a command went wrong; "" when it did not."""

    NONE = ""
    NOT_STARTED = "not_started"
    FAILED = "failed"
    """It ended with another code than 0."""
    TOO_LONG = "too_long"
    """It was killed at the end of its time."""
    LEFT = "left"
    """It was killed, or never begun, because the program was left."""
    UNREAD = "unread"
    """What had happened could not be read in the base."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    failure: Failure
    code: int | None = None
    """Its exit code; negative for a signal, None when it has none of its own."""
    said: str = ""
    """The first line of its complaints, or why it could not be started."""
    seconds: float = 0.0


Started = Callable[[Popen[bytes]], object]


def run(
    words: Sequence[str],
    told: str,
    timeout: float,
    *,
    surroundings: dict[str, str] | None = None,
    started: Started = lambda _process: None,
) -> Ended:
    """Run a command to its end and return how it went; never raises for what it does.

    `told` is its stdin; `surroundings` are added to the environment. `started` is given the process
    at once, for whoever may have to `kill` it earlier.
    """
    began = time.perf_counter()
    try:
        process = _start(words, told, os.environ | (surroundings or {}))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return Ended(Failure.NOT_STARTED, said=clean(why)[:LONGEST_SAID])
    started(process)
    assert process.stderr is not None
    complaints = _Complaints(process.stderr)
    failure = Failure.NONE
    try:
        process.wait(timeout)
    except TimeoutExpired:
        failure = Failure.TOO_LONG
        kill(process)
        process.wait()
    code = None if failure else process.returncode
    if code:
        failure = Failure.FAILED
    return Ended(failure, code, complaints.first_line(), time.perf_counter() - began)


def _start(words: Sequence[str], told: str, environment: dict[str, str]) -> Popen[bytes]:
    with tempfile.TemporaryFile() as stdin:
        stdin.write(told.encode())
        stdin.seek(0)
        return Popen(
            words,
            stdin=stdin,
            stdout=DEVNULL,
            stderr=PIPE,
            env=environment,
            start_new_session=True,
        )


def kill(process: Popen[bytes]) -> None:
    """Kill a command that has not been waited for, with all that it has started."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()


class _Complaints:
    """Reads a stream to its end, whatever its size, and keeps how it begins."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head = b""
        self._thread = threading.Thread(target=self._read, name="hook complaints", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        descriptor = self._stream.fileno()
        with self._stream:
            while chunk := os.read(descriptor, _READ_BYTES):
                self._head += chunk[: _KEPT_BYTES - len(self._head)]

    def first_line(self) -> str:
        """Return the first line that says something, safe to show."""
        self._thread.join(_LAST_WORDS)
        lines = self._head.decode(errors="replace").splitlines()
        cleaned = (clean(line).strip() for line in lines)
        return next((line for line in cleaned if line.strip(_UNREADABLE)), "")[:LONGEST_SAID]
