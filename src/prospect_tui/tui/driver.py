"""What a terminal sends and is sent, on Linux and macOS: keys, pastes, frames.

Textual's own input thread ends the program at a byte that is not UTF-8, and its parser takes the
escape sequences in a paste for keys, so that a text could run commands. Cleans nothing: that is
for the app, whatever a paste comes from.

Textual leaves each frame to a thread, which gets to write it when the loop rests. Here the loop
writes it, unless the terminal is behind: then the thread does, and nobody waits.
"""

import os
import select
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from time import monotonic
from typing import IO, Any

from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

SILENCE_SECONDS = 2.0
"""After which a paste that has no end is over: it was cut, and what comes next is keys again."""
LONGEST_PASTE = 100_000_000
"""Characters kept of a paste: more than any table one can paste."""
_TAIL = len(BRACKETED_PASTE_START) - 1
"""How much of the marks around a paste, of one length, may be at the end of what was read."""
_NO_TEXT = "\N{REPLACEMENT CHARACTER}"
"""Stands for a byte that is not UTF-8; outside of a paste it is no key."""
_READ_BYTES = 65_536
_WAIT_SECONDS = 0.1

LONGEST_FRAME = 32_768
"""Characters of a frame that the loop writes itself: half of what Linux keeps for a terminal."""

Parsed = Generator[Message, None, str]
"""Yields what is complete, and returns what is still to be parsed."""


class TerminalParser(XTermParser):
    """Textual's parser, to which what is in a paste is not shown."""

    def __init__(self, *, debug: bool = False, now: Callable[[], float] = monotonic) -> None:
        """Begin outside of a paste; `now` tells seconds."""
        self._now = now
        self._tail = ""
        """The end of what was read: it is parsed already, but in a paste not yet kept."""
        self._pasted: list[str] | None = None
        """The pieces of the paste that is coming in."""
        self._length = 0
        self._read_at = 0.0
        super().__init__(debug)

    def feed(self, data: str) -> Iterator[Message]:
        """Yield what these characters, at least one, make complete."""
        while data:
            if self._pasted is None:
                data = yield from self._feed_keys(data)
            else:
                data = yield from self._feed_paste(self._pasted, data)

    def tick(self) -> Iterator[Message]:
        """Yield what is complete because nothing more comes: Escape alone, a paste that was cut."""
        yield from super().tick()
        if self._pasted is not None and self._now() - self._read_at >= SILENCE_SECONDS:
            self._pasted.append(self._tail)
            yield from self._end_paste(self._pasted)

    def _feed_keys(self, data: str) -> Parsed:
        """Parse up to the beginning of a paste, which Textual's parser is shown too."""
        parsed, whole = len(self._tail), self._tail + data
        start = whole.find(BRACKETED_PASTE_START)
        end = len(whole) if start < 0 else start + len(BRACKETED_PASTE_START)
        self._tail = whole[-_TAIL:] if start < 0 else ""
        if keys := whole[parsed:end].replace(_NO_TEXT, ""):
            yield from super().feed(keys)
        if start >= 0:
            self._pasted, self._length, self._read_at = [], 0, self._now()
        return whole[end:]

    def _feed_paste(self, pasted: list[str], data: str) -> Parsed:
        """Keep up to the end of the paste, then give it whole."""
        self._read_at = self._now()
        whole = self._tail + data
        end = whole.find(BRACKETED_PASTE_END)
        kept = whole[:end] if end >= 0 else whole[:-_TAIL]
        self._length += len(kept)
        if self._length <= LONGEST_PASTE:
            pasted.append(kept)
        if end < 0:
            self._tail = whole[-_TAIL:]
            return ""
        yield from self._end_paste(pasted)
        return whole[end + len(BRACKETED_PASTE_END) :]

    def _end_paste(self, pasted: list[str]) -> Iterator[Message]:
        self._pasted, self._tail = None, ""
        for _paste_of_nothing in super().feed(BRACKETED_PASTE_END):
            pass
        yield events.Paste("".join(pasted))


class Outlet:
    """A text file that tells how much was written to it."""

    def __init__(self, file: IO[str]) -> None:
        """Write to `file`."""
        self._file = file
        self._taken = 0
        self.written = 0
        """Characters that have left for the terminal."""

    def write(self, text: str) -> None:
        """Take a text."""
        self._file.write(text)
        self._taken += len(text)

    def flush(self) -> None:
        """Write what was taken."""
        self._file.flush()
        self.written = self._taken

    def has_room(self) -> bool:
        """Say whether the terminal takes more without being waited for."""
        return bool(select.select([], [self._file], [], 0)[1])


class TerminalDriver(LinuxDriver):
    """Textual's driver, whose input thread goes on whatever the terminal sends."""

    def __init__(self, *about: Any, **options: Any) -> None:
        """As Textual's."""
        super().__init__(*about, **options)
        assert self._file is not None
        self._outlet = Outlet(self._file)
        self._file = self._outlet  # type: ignore[assignment] # what the thread writes to
        self._given = 0
        """Characters handed to the thread, or written here."""
        self._frame = ""
        """What is known of the frame that is being handed over."""

    def write(self, data: str) -> None:
        """Write at once a frame, which comes in pieces; leave all else to the thread."""
        if not self._frame and data != SYNC_START:
            self._leave(data)
            return
        self._frame += data
        if data == SYNC_END:
            frame, self._frame = self._frame, ""
            self._write_frame(frame)

    def _write_frame(self, frame: str) -> None:
        """Write a frame, if all before it is written and the terminal takes it."""
        outlet = self._outlet
        is_next = self._given == outlet.written and len(frame) <= LONGEST_FRAME
        if is_next and outlet.has_room():
            self._given += len(frame)
            with suppress(OSError):  # a terminal that is gone says so by a signal
                outlet.write(frame)
                outlet.flush()
        else:
            self._leave(frame)

    def _leave(self, data: str) -> None:
        self._given += len(data)
        super().write(data)

    def run_input_thread(self) -> None:
        """Read keys and pastes until told to stop, or until the terminal is gone."""
        parser = TerminalParser(debug=self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:  # no other one works with ttys on macOS
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_WAIT_SECONDS):
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand a message over as Textual does, at once: it makes a task for each."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def _read(self) -> bytes:
        """Return what there is to read, nothing when the terminal was closed."""
        try:
            return os.read(self.fileno, _READ_BYTES)
        except OSError:
            return b""
