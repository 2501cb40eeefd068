"""The clipboard: what the terminal is told, and the desktop's tool, played by small programs."""

import os
import re
import stat
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from textual import events
from textual.app import ComposeResult

from prospect_tui.services.cells import MAX_CELL
from prospect_tui.tui import clipboard
from prospect_tui.tui.clipboard import CopyingApp
from prospect_tui.tui.widgets.text_line import TextLine, TextLines

OSC_52 = re.compile("\x1b]52;c;(.*)\x07")
SPICY = "a\tb\n“œ” ; $(touch x) `y` \U0001f600\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tools are shell scripts")


class Desk:
    """A folder of programs that is the only PATH."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.held = folder / "held"
        self._monkeypatch = monkeypatch
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setenv("PATH", str(folder))

    def has(self, variable: str, value: str = ":0") -> None:
        self._monkeypatch.setenv(variable, value)

    def tool(self, name: str, script: str) -> None:
        """Install a program."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def xclip(self) -> None:
        """Install the usual tool of X11, which keeps its text in a file."""
        self.has("DISPLAY")
        cat = "/bin/cat" if os.path.exists("/bin/cat") else "/usr/bin/cat"
        self.tool(
            "xclip",
            f'case "$*" in *-in) {cat} > {self.held} ;; *-out) {cat} {self.held} ;; esac',
        )


@pytest.fixture(autouse=True)
def desktop() -> None:
    """Do not hide the tools, which are not those of whoever runs the tests."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desktop without any tool."""
    return Desk(tmp_path, monkeypatch)


def test_the_tool_takes_a_text_and_gives_it_back(desk: Desk) -> None:
    desk.xclip()
    assert clipboard.give(SPICY)
    assert desk.held.read_text(encoding="utf-8") == SPICY
    assert clipboard.read() == SPICY
    assert not (desk.folder / "x").exists()


def test_what_no_encoding_holds_is_replaced(desk: Desk) -> None:
    desk.xclip()
    assert clipboard.give("a\ud800b")
    assert clipboard.read() == "a?b"
    desk.held.write_bytes(b"caf\xe9")
    assert clipboard.read() == "caf\ufffd"


def test_without_a_desktop_there_is_no_tool(desk: Desk) -> None:
    desk.tool("xclip", "exit 0")
    assert not clipboard.give("a")
    assert clipboard.read() is None
    desk.has("WAYLAND_DISPLAY")
    assert clipboard.read() is None


def test_a_tool_that_fails_or_waits_leaves_its_place_to_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.2)
    desk.has("WAYLAND_DISPLAY")
    desk.tool("wl-copy", "exit 1")
    desk.tool("wl-paste", "exec /bin/sleep 30")
    assert not clipboard.give("a")
    assert clipboard.read() is None
    monkeypatch.setattr(clipboard, "SECONDS", 30.0)
    desk.xclip()
    assert clipboard.give("b")
    assert clipboard.read() == "b"


def test_windows_is_told_in_its_own_encoding(desk: Desk) -> None:
    desk.has("WSL_DISTRO_NAME", "Debian")
    desk.tool("clip.exe", f"/bin/cat > {desk.held}")
    desk.tool("powershell.exe", "printf 'é'")
    assert clipboard.give("é")
    assert desk.held.read_bytes().decode("utf-16") == "é"
    assert clipboard.read() == "é"


async def test_the_terminal_is_told_unless_the_text_is_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(CopyingApp, "notify", lambda _app, text, **_options: said.append(text))
    app = CopyingApp()
    async with app.run_test() as pilot:
        told = Told(app, monkeypatch)
        app.copy_to_clipboard("a\ud800b")
        assert told.texts == ["a?b"]
        long = "é" * clipboard.LARGEST_FOR_TERMINAL
        app.copy_to_clipboard(long)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert told.texts == ["a?b"]
        assert len(said) == 1
        assert await clipboard.pasted(app) == long


class Told:
    """What a terminal is told to copy."""

    def __init__(self, app: CopyingApp, monkeypatch: pytest.MonkeyPatch) -> None:
        assert app._driver is not None
        self._written: list[str] = []
        monkeypatch.setattr(app._driver, "write", self._written.append)

    @property
    def texts(self) -> list[str]:
        found = [OSC_52.fullmatch(text) for text in self._written]
        return [b64decode(match[1]).decode() for match in found if match]


async def test_what_is_copied_anywhere_is_on_the_desktop(desk: Desk) -> None:
    desk.xclip()
    app = CopyingApp()
    async with app.run_test():
        app.copy_to_clipboard(SPICY)
        await app.workers.wait_for_complete()
        assert desk.held.read_text(encoding="utf-8") == SPICY
        desk.held.write_text("d'ailleurs\r\n\x1b[2J", encoding="utf-8")
        assert await clipboard.pasted(app) == "d'ailleurs\n\N{REPLACEMENT CHARACTER}[2J"


class Lines(CopyingApp):
    """An app with a line and a text to paste in."""

    def compose(self) -> ComposeResult:
        yield TextLine("ab")
        yield TextLines("")


async def test_a_line_takes_what_is_on_the_desktop(desk: Desk) -> None:
    desk.xclip()
    app = Lines()
    async with app.run_test() as pilot:
        line, text = app.query_one(TextLine), app.query_one(TextLines)
        desk.held.write_text("Zoé\t1\r\nx\x9b\n", encoding="utf-8")
        await pilot.press("home", "right", "ctrl+v", "c")
        assert line.value == "aZoé 1 x\N{REPLACEMENT CHARACTER}cb"
        line.select_all()
        await pilot.press("ctrl+x", "ctrl+x", "tab", "ctrl+v", "!")
        assert text.text == "aZoé 1 x\N{REPLACEMENT CHARACTER}cb!"
        desk.held.write_text("y\r\nz\r\n", encoding="utf-8")
        text.select_all()
        await pilot.press("ctrl+v")
        assert text.text == "y\nz\n"


@pytest.mark.parametrize("kind", [TextLine, TextLines])
async def test_a_line_is_clean_and_refuses_to_be_flooded(kind: type[TextLine | TextLines]) -> None:
    said: list[str] = []
    app = Lines()
    async with app.run_test() as pilot:
        place = app.query_one(kind)
        place.notify = lambda text, **_options: said.append(text)  # type: ignore[method-assign]
        place.focus()
        place.clear()
        app.post_message(events.Paste("x" * (MAX_CELL + 1)))
        await pilot.pause()
        assert ["trop long pour être collé ici" in text for text in said] == [True]
        app.post_message(events.Paste("a\x1b]0;t\x07\u202e\x00" + "b" * 90))
        await pilot.pause()
        held = place.value if isinstance(place, TextLine) else place.text
        assert held == "a\ufffd]0;t\ufffd" + "b" * 90
        place.select_all()
        app.post_message(events.Paste("c" * MAX_CELL))
        await pilot.pause()
        held = place.value if isinstance(place, TextLine) else place.text
        assert held == "c" * MAX_CELL


async def test_a_line_is_clean_whatever_it_is_given() -> None:
    app = Lines()
    async with app.run_test():
        line = app.query_one(TextLine)
        line.value = "a\x1b]0;t\x07b\u202e"
        assert line.value == "a\ufffd]0;t\ufffdb"
        assert TextLine("\x9b").value == "\ufffd"
