"""The desktop's clipboard, by what reaches it from a terminal: OSC 52, or the desktop's own tool.

A terminal can be told to put a text on the clipboard, even over SSH, but hardly ever gives one
back, and some drop it; the tool (`wl-copy`, `xclip`, `xsel`, `pbcopy`, `clip.exe`) works on the
user's own desktop only. Both are tried. A tool is started without a shell, is given its text on its
standard input and is not waited for longer than `SECONDS`: call `give` and `read` in a thread.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from threading import Lock
from typing import Any, NamedTuple

from textual import events
from textual.app import App, ScreenStackError

from prospect_tui.domain.cleaning import clean_block
from prospect_tui.i18n import _
from prospect_tui.tui.parts import InParts

LARGEST_FOR_TERMINAL = 1_000_000
"""Bytes of a text handed to the terminal; more is dropped by some, and keeps others busy."""
LARGEST = 100_000_000
"""Bytes of a text taken from the clipboard: more than any table one can paste."""
SECONDS = 3.0
"""A tool that asks its desktop longer than that has none to ask."""
_in_use = Lock()
"""Held while a tool runs: what was just given is there before it is asked for."""


class Tool(NamedTuple):
    """A program of the desktop: how it takes a text, how it gives back the one that is there."""

    takes: tuple[str, ...]
    gives: tuple[str, ...]
    encoding: str = "utf-8"
    """Of the text that it takes; the one that it gives is in UTF-8."""


_WAYLAND = Tool(("wl-copy",), ("wl-paste", "--no-newline", "--type", "text"))
_X11 = (
    Tool(("xclip", "-selection", "clipboard", "-in"), ("xclip", "-selection", "clipboard", "-out")),
    Tool(("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output")),
)
_MAC = Tool(("pbcopy",), ("pbpaste",))
_POWERSHELL = (
    "[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false);"
    " [Console]::Out.Write((Get-Clipboard -Raw))"
)
_WINDOWS = Tool(("clip.exe",), ("powershell.exe", "-NoProfile", "-Command", _POWERSHELL), "utf-16")


class CopyingApp(InParts, App[None]):
    """An app whose clipboard is the desktop's, and which cleans whatever is pasted."""

    _copied = ""

    @property
    def clipboard(self) -> str:
        """Return what was last copied in this program."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Copy for this program, for the terminal and for the desktop; say when only for it."""
        if not text:
            return  # Textual's lines cut so when nothing is selected
        self._copied = text
        is_told = len(text.encode(errors="replace")) <= LARGEST_FOR_TERMINAL
        if is_told:
            super().copy_to_clipboard(text.encode(errors="replace").decode())
        self.run_worker(self._give(text, is_told=is_told), group="clipboard")

    def clear_selection(self) -> None:
        """Select nothing on the screen that is open, if one is.

        From Python 3.12 on, a line of the first screen asks for it before that screen is open.
        """
        with suppress(ScreenStackError):
            super().clear_selection()

    async def _give(self, text: str, *, is_told: bool) -> None:
        is_taken = await asyncio.to_thread(give, text)
        if not is_told and not is_taken:
            told = _("Too long for the terminal's clipboard: paste it in this program only.")
            self.notify(told, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted, wherever it goes."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = clean_block(event.text)
        await super().on_event(event)


async def pasted(app: App[Any]) -> str:
    """Return what is on the desktop's clipboard, else what was last copied in `app`; cleaned."""
    there = await asyncio.to_thread(read)
    return clean_block(there or app.clipboard)


def give(text: str) -> bool:
    """Have the desktop's tool take `text`; False when there is none, or it would not."""
    with _in_use:
        return any(_takes(tool, text) for tool in _tools())


def _takes(tool: Tool, text: str) -> bool:
    try:
        done = subprocess.run(
            tool.takes,
            input=text.encode(tool.encoding, errors="replace"),
            stdout=subprocess.DEVNULL,  # some stay behind to serve the text
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def read() -> str | None:
    """Return the text that the desktop's tool gives back; None when there is none."""
    with _in_use:
        return next((text for tool in _tools() if (text := _given(tool)) is not None), None)


def _given(tool: Tool) -> str | None:
    try:
        done = subprocess.run(
            tool.gives,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode or len(done.stdout) > LARGEST:
        return None
    return done.stdout.decode(errors="replace")


def _tools() -> Iterator[Tool]:
    """Yield the tools of the desktop at hand that are installed."""
    wanted: list[Tool] = []
    if sys.platform == "darwin":
        wanted.append(_MAC)
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted.append(_WAYLAND)
    if os.environ.get("DISPLAY"):
        wanted += _X11
    if sys.platform == "win32" or "WSL_DISTRO_NAME" in os.environ:
        wanted.append(_WINDOWS)
    for tool in wanted:
        if shutil.which(tool.takes[0]) and shutil.which(tool.gives[0]):
            yield tool
