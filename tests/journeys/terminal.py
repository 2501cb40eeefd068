"""The real program on a pseudo-terminal: keys go in as bytes, the screen comes out as a terminal.

Nothing waits for a fixed time: what is looked for is read until it is there, or given up late.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pyte

PATIENCE_SECONDS = 30
"""How long a busy machine may take before what is looked for counts as missing."""
MONDAY_TEN = "2026-11-23T10:15:00+01:00"
KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "ctrl+q": "\x11", "ctrl+s": "\x13",
    "down": "\x1b[B", "right": "\x1b[C", "ctrl+right": "\x1b[1;5C",
    "pagedown": "\x1b[6~", "end": "\x1b[F",
    "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
}  # fmt: skip


class Terminal:
    """A terminal with the program in it."""

    def __init__(
        self, base: Path, *, columns: int = 100, lines: int = 30, now: str = MONDAY_TEN
    ) -> None:
        """Start the program on `base`, in French, with its clock started at `now`."""
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, program_end = pty.openpty()
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, size)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "prospect_tui", "--db", str(base)],
            stdin=program_end,
            stdout=program_end,
            stderr=program_end,
            env=environment(base.parent, now),
            start_new_session=True,
        )
        os.close(program_end)

    @property
    def shown(self) -> str:
        """Return the screen as one reads it: no trailing blanks, all spaces alike."""
        return "\n".join(as_read(line) for line in self._screen.display)

    @property
    def title(self) -> str:
        """Return the title of the window."""
        return str(self._screen.title)

    def press(self, *keys: str) -> None:
        """Send keys: names of `KEYS`, or texts typed as they are."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        while data:
            data = data[os.write(self._fd, data) :]

    def sees(self, *texts: str) -> None:
        """Read until all texts are on the screen."""
        self.reads_until(lambda: all(text in self.shown for text in texts), " and ".join(texts))

    def reads_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until `condition` holds; `what` is named when it never does."""
        limit = monotonic() + PATIENCE_SECONDS
        while not condition():
            is_open = self._read(max(0.0, limit - monotonic()))
            if condition():
                return
            if not is_open or monotonic() >= limit:
                raise AssertionError(f"not seen: {what}; on the screen:\n{self.shown}")

    def kill(self) -> None:
        """End the program as a power cut does: nothing is heard, nothing is tidied up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_SECONDS)

    def ends(self) -> int:
        """Read to the end and return the exit code."""
        while self._read(PATIENCE_SECONDS):
            pass
        return self.process.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            self.kill()
        os.close(self._fd)

    def _read(self, seconds: float) -> bool:
        """Read what comes within `seconds`; False when nothing can come any more."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # Linux: the program has closed its end
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)


def as_read(line: str) -> str:
    """Return a line of the screen without what no reader sees: trailing blanks, kinds of space."""
    return (
        line.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").rstrip()
    )


@contextmanager
def terminal(base: Path, *, columns: int = 100, lines: int = 30) -> Iterator[Terminal]:
    """Give a terminal with the program on `base`, and leave nothing running."""
    opened = Terminal(base, columns=columns, lines=lines)
    try:
        yield opened
    finally:
        opened.close()


def environment(home: Path, now: str = MONDAY_TEN) -> dict[str, str]:
    """Return the environment of a program that knows nothing of this machine's user."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "Europe/Paris",
        "PROSPECT_LANG": "fr",
        "PROSPECT_NOW": now,
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
