"""What a terminal sends, taken apart: keys are keys, and a paste is text whatever it holds."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from prospect_tui.tui import driver
from prospect_tui.tui.driver import SILENCE_SECONDS, TerminalParser

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
