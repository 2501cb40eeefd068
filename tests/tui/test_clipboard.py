"""The clipboard: what the terminal is told, and the desktop's tool, played by small programs."""

import os
import stat
import sys
from pathlib import Path

import pytest
from textual.app import App

from prospect_tui.tui import clipboard

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


async def test_the_terminal_is_told_unless_the_text_is_too_long() -> None:
    app: App[None] = App()
    async with app.run_test():
        assert clipboard.copy(app, "a\ud800b")
        assert app.clipboard == "a?b"
        assert not clipboard.copy(app, "é" * clipboard.LARGEST_FOR_TERMINAL)
        assert app.clipboard == "a?b"
