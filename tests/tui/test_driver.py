"""What a terminal sends, taken apart: keys are keys, a paste is text; and how frames reach it."""

import asyncio
from collections.abc import Iterable
from errno import EIO
from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.message import Message

from prospect_tui.tui import driver
from prospect_tui.tui.driver import (
    LONGEST_FRAME,
    SILENCE_SECONDS,
    Outlet,
    TerminalDriver,
    TerminalParser,
)

START, END = "\x1b[200~", "\x1b[201~"


class Line:
    """A parser, what it gave, and a clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.parser = TerminalParser(now=lambda: self.seconds)
        self.keys: list[str] = []
        self.pastes: list[str] = []

    def send(self, *pieces: str) -> "Line":
        for piece in pieces:
            self._take(self.parser.feed(piece))
        return self

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        self._take(self.parser.tick())

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            assert isinstance(message, events.Key | events.Paste)
            if isinstance(message, events.Key):
                self.keys.append(message.key)
            else:
                self.pastes.append(message.text)


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "a\tb\r\nc",
        "b\x1b[3~u\nk\tz\n",
        "a\x1b]0;PIRATE\x07b\x1bOQc\x1bk",
        "\x1b",
        "\x1b\x1b\x1b",
        "a\x1b[200~b",
        "\x1b[20",
        "\x1b[<0;1;1M\x1b[I",
        "\x11\x03\x04\x00\ufffd",
    ],
)
def test_a_paste_is_text_whatever_it_holds(pasted: str) -> None:
    line = Line().send(f"x{START}{pasted}{END}y\x1b[B")
    assert line.pastes == [pasted]
    assert line.keys == ["x", "y", "down"]


@given(
    st.lists(
        st.sampled_from(["x", "\x1b[", "B", "3~", "200~", "a\ufffd", "\x1b", "\n"]), max_size=8
    ),
    st.lists(st.integers(0, 40), max_size=6),
)
def test_where_the_reading_is_cut_does_not_matter(pieces: list[str], cuts: list[int]) -> None:
    pasted = "".join(pieces)
    sent = f"j{START}{pasted}{END}k{START}l{END}"
    places = sorted({0, len(sent), *(cut for cut in cuts if cut < len(sent))})
    line = Line().send(*(sent[a:b] for a, b in pairwise(places)))
    assert line.pastes == [pasted, "l"]
    assert line.keys == ["j", "k"]


@pytest.mark.parametrize("end", ["", "\x1b", "\x1b[201"])
def test_a_paste_that_is_cut_is_given_after_a_while(end: str) -> None:
    line = Line().send(f"{START}ab", f"\x1b[3~cd{end}")
    line.wait(SILENCE_SECONDS * 0.9)
    assert line.pastes == []
    line.send("e")
    line.wait(SILENCE_SECONDS * 0.9)
    assert line.pastes == []
    line.wait(SILENCE_SECONDS)
    assert line.pastes == [f"ab\x1b[3~cd{end}e"]
    line.send("j", END, f"{START}f{END}")
    assert line.keys == ["j"]
    assert line.pastes[1:] == ["f"]


def test_a_paste_that_never_ends_is_kept_as_far_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(driver, "LONGEST_PASTE", 10)
    line = Line().send(START, *["12345678"] * 100, END, "j")
    assert len(line.pastes) == 1
    assert 0 < len(line.pastes[0]) <= 10
    assert line.keys == ["j"]


def test_bytes_that_are_no_text_are_no_keys() -> None:
    assert Line().send("\ufffd", "a\ufffdb").keys == ["a", "b"]


class Screenful(StringIO):
    """A terminal that keeps what is written to it once it is flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = ""
        self.is_gone = False

    def flush(self) -> None:
        if self.is_gone:
            raise OSError(EIO, "the terminal was closed")
        super().flush()
        self.seen = self.getvalue()


class Waiting:
    """A writer's thread that has not yet had its turn."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._left: list[str] = []

    def write(self, text: str) -> None:
        self._left.append(text)

    def run(self) -> None:
        for text in self._left:
            self._outlet.write(text)
        self._left.clear()
        self._outlet.flush()


class Output:
    """A driver beside a terminal which takes more, or is behind."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.terminal = Screenful()
        self.has_room = True
        monkeypatch.setattr("sys.__stderr__", self.terminal)
        monkeypatch.setattr(Outlet, "has_room", lambda _outlet: self.has_room)
        self.driver = asyncio.run(self._make())
        self.thread = Waiting(self.driver._outlet)
        self.driver._writer_thread = self.thread  # type: ignore[assignment]

    async def _make(self) -> TerminalDriver:
        return TerminalDriver(App())

    def show(self, frame: str) -> None:
        for piece in (SYNC_START, frame, SYNC_END):
            self.driver.write(piece)


def shown(*frames: str) -> str:
    return "".join(f"{SYNC_START}{frame}{SYNC_END}" for frame in frames)


def test_a_frame_is_written_at_once_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    output = Output(monkeypatch)
    output.show("one")
    output.show("two")
    assert output.terminal.seen == shown("one", "two")


def test_a_frame_never_overtakes_what_was_left_to_the_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output = Output(monkeypatch)
    output.driver.write("title")
    output.show("one")
    assert output.terminal.seen == ""
    output.thread.run()
    output.show("two")
    assert output.terminal.seen == "title" + shown("one", "two")


@pytest.mark.parametrize(("has_room", "length"), [(False, 1), (True, LONGEST_FRAME)])
def test_nobody_waits_for_a_terminal_that_is_behind(
    monkeypatch: pytest.MonkeyPatch, has_room: bool, length: int
) -> None:
    output = Output(monkeypatch)
    output.has_room = has_room
    output.show("x" * length)
    assert output.terminal.seen == ""
    output.thread.run()
    assert output.terminal.seen == shown("x" * length)
    output.has_room = True
    output.show("next")
    assert output.terminal.seen == shown("x" * length, "next")


def test_a_terminal_that_is_gone_stops_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    output = Output(monkeypatch)
    output.terminal.is_gone = True
    output.show("one")
    output.show("two")
    assert output.terminal.seen == ""
