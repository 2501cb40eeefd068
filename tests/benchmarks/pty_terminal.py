"""A program in a pseudo-terminal, its output time-stamped as it is read.

It answers what programs ask of a terminal, as a modern one does. Nothing is parsed while a program
is being timed: drawing the screen in memory would take the processor from it.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from time import perf_counter
from typing import NamedTuple, Self

from tests.benchmarks.process import Process
from tests.benchmarks.pty_screen import Screen

COLUMNS, LINES = 160, 48
SYNC_END = b"\x1b[?2026l"
"""What ends a frame of a program that draws in synchronised frames."""
FRAME_GAP = 0.004
"""Seconds of silence that end a frame of the other programs."""
KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H",
    "end": b"\x1b[F", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "ctrl+home": b"\x1b[1;5H",
    "enter": b"\r", "escape": b"\x1b", "backspace": b"\x7f", "f3": b"\x1bOR",
    "f5": b"\x1b[15~", "f7": b"\x1b[18~", "shift+left": b"\x1b[1;2D", "shift+right": b"\x1b[1;2C",
}  # fmt: skip
_APPLICATION_KEYS = frozenset({"up", "down", "right", "left", "home", "end"})
_ASKED = re.compile(
    rb"\x1b\[(?:(?P<secondary>>0?c)|(?P<primary>0?c)|(?P<version>>0?q)|(?P<kitty>\?u)"
    rb"|(?P<cursor>\??6n)|(?P<status>5n)|\?(?P<mode>\d+)\$p|(?P<in_band>\?2048h)"
    rb"|(?P<size>1[468])t|\?1(?P<cursor_keys>[hl]))"
    rb"|\x1b\](?P<colour>1[0-2]|4;\d+);\?(?:\x07|\x1b\\)|\x1bP\+q(?P<termcap>[\da-fA-F;]*)\x1b\\"
)
_CUT = re.compile(rb"\x1b(?:\[[\d;:?<=>!$ ]*|[\]P_][^\x07\x1b]*\x1b?|\()?\Z")
"""A sequence whose end was not read yet."""
_NO_PAINT = re.compile(
    rb"\x1b\[\?\d+[hl]|\x1b\[[\d;]*[HGdm]|\x1b\]\d[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>]|\x1b\(B|\r"
)
"""What moves the cursor or changes modes, colours or the title, and draws nothing."""
_MODES = ("2026", "2048", "2004")


class Chunk(NamedTuple):
    """What was read at once, and when."""

    at: float
    data: bytes


class Terminal:
    """A terminal of 160 × 48 with a program in it. Moments are seconds of `perf_counter`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start `command`."""
        self.screen = Screen(COLUMNS, LINES)
        self._unparsed: list[Chunk] = []
        self._tail = b""
        self._is_closed = False
        self._application_keys = False
        self._fd, program_end = pty.openpty()
        size = struct.pack("HHHH", LINES, COLUMNS, COLUMNS * 8, LINES * 16)
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, size)
        self.spawned = perf_counter()
        self._program = subprocess.Popen(
            command,
            stdin=program_end,
            stdout=program_end,
            stderr=program_end,
            env=environment,
            start_new_session=True,
        )
        os.close(program_end)
        os.set_blocking(self._fd, False)
        self.process = Process(self._program.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave nothing running."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self._program.poll() is None:
                self._program.send_signal(sign)
            end = perf_counter() + 3
            while self._program.poll() is None and perf_counter() < end:
                self.read(0.05)
        self._program.wait()
        os.close(self._fd)

    def read(self, seconds: float) -> list[Chunk]:
        """Wait at most `seconds` for output, then take all there is."""
        chunks: list[Chunk] = []
        while not self._is_closed:
            wait = 0 if chunks else max(0.0, seconds)
            if not select.select([self._fd], [], [], wait)[0]:
                break
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # the program has closed its terminal
                data = b""
            at = perf_counter()
            self._is_closed = not data
            data = self._tail + data
            cut = _CUT.search(data, max(0, len(data) - 200))
            end = cut.start() if cut else len(data)
            data, self._tail = data[:end], data[end:]
            self._answer(data)
            if data:
                chunks.append(Chunk(at, data))
        self._unparsed += chunks
        return chunks

    def read_quiet(self, silence: float, limit: float = 20.0) -> list[Chunk]:
        """Read until nothing comes for `silence` seconds."""
        chunks: list[Chunk] = []
        end = perf_counter() + limit
        while perf_counter() < end and (more := self.read(silence)):
            chunks += more
        return chunks

    def read_for(self, seconds: float) -> list[Chunk]:
        """Read for that long."""
        chunks: list[Chunk] = []
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0 and not self._is_closed:
            chunks += self.read(left)
        return chunks

    def press(self, key: str) -> float:
        """Send a key, by its name or as the text typed; return when."""
        data = KEYS.get(key, key.encode())
        if self._application_keys and key in _APPLICATION_KEYS:
            data = data.replace(b"[", b"O")
        at = perf_counter()
        self._write(data)
        return at

    def text(self) -> str:
        """Return the screen as far as read."""
        self._parse()
        return self.screen.text

    def body(self, first: int, last: int) -> list[str]:
        """Return some lines of the screen as far as read."""
        self._parse()
        return self.screen.lines[first:last]

    def unparsed(self) -> list[Chunk]:
        """Return what was read and not parsed yet."""
        return list(self._unparsed)

    def wait_for(self, is_there: Callable[[str], bool], limit: float = 120.0) -> float:
        """Return when the screen first answered; raises `TimeoutError` with what it showed."""
        end = perf_counter() + limit
        at = perf_counter()
        while not is_there(self.screen.text):
            if not self._unparsed:
                self.read(min(0.5, limit))
            if self._unparsed:
                at = self._parse_one()
            elif self._is_closed or perf_counter() > end:
                raise TimeoutError(f"not seen in time; the screen was:\n{self.text()}")
        return at

    def when(self, chunks: Iterable[Chunk], has_changed: Callable[[], bool]) -> float | None:
        """Parse what was just read; return when `has_changed` of the screen first held."""
        first: float | None = None
        for chunk in chunks:
            while self._unparsed and self._unparsed[0].at <= chunk.at:
                self._parse_one()
            if first is None and has_changed():
                first = chunk.at
        return first

    def _parse(self) -> None:
        while self._unparsed:
            self._parse_one()

    def _parse_one(self) -> float:
        chunk = self._unparsed.pop(0)
        self.screen.feed(chunk.data)
        return chunk.at

    def _write(self, data: bytes) -> None:
        with suppress(OSError):  # the program may be gone
            os.write(self._fd, data)

    def _answer(self, data: bytes) -> None:
        for match in _ASKED.finditer(data):
            kind = match.lastgroup or ""
            value = match[kind].decode()
            if kind == "cursor_keys":
                self._application_keys = value == "h"
            else:
                self._write(self._reply(kind, value).encode())

    def _reply(self, kind: str, value: str) -> str:
        height, width = LINES * 16, COLUMNS * 8
        column, line = self.screen.cursor
        sizes = {"14": f"\x1b[4;{height};{width}t", "16": "\x1b[6;16;8t"}
        ground = "eeee/eeee/eeee" if value == "10" else "1111/1111/1111"
        return {
            "primary": "\x1b[?62;22c",
            "secondary": "\x1b[>1;10;0c",
            "version": "\x1bP>|bench\x1b\\",
            "kitty": "\x1b[?0u",
            "status": "\x1b[0n",
            "cursor": f"\x1b[{line};{column}R",
            "termcap": "\x1bP0+r\x1b\\",
            "mode": f"\x1b[?{value};{2 if value in _MODES else 0}$y",
            "in_band": f"\x1b[48;{LINES};{COLUMNS};{height};{width}t",
            "colour": f"\x1b]{value};rgb:{ground}\x1b\\",
            "size": sizes.get(value, f"\x1b[8;{LINES};{COLUMNS}t"),
        }[kind]


def frames(chunks: Sequence[Chunk]) -> list[float]:
    """Return when each frame was complete."""
    ends = [chunk.at for chunk in chunks for _ in range(chunk.data.count(SYNC_END))]
    if ends:
        return ends
    times = [chunk.at for chunk in chunks]
    following = [*times[1:], float("inf")]
    return [at for at, then in zip(times, following, strict=True) if then - at > FRAME_GAP]


def paints(chunks: Iterable[Chunk]) -> list[float]:
    """Return when something that shows was read."""
    return [chunk.at for chunk in chunks if _NO_PAINT.sub(b"", chunk.data)]
