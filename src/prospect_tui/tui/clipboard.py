"""The desktop's clipboard, by what reaches it from a terminal: OSC 52, or the desktop's own tool.

A terminal can be told to put a text on the clipboard, even over SSH, but hardly ever gives one
back, and some drop it; the tool (`wl-copy`, `xclip`, `xsel`, `pbcopy`, `clip.exe`) works on the
user's own desktop only. Both are tried. A tool is started without a shell, is given its text on its
standard input and is not waited for longer than `SECONDS`: call `give` and `read` in a thread.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from textual.app import App

LARGEST_FOR_TERMINAL = 1_000_000
"""Bytes of a text handed to the terminal; more is dropped by some, and keeps others busy."""
LARGEST = 100_000_000
"""Bytes of a text taken from the clipboard: more than any table one can paste."""
SECONDS = 3.0
"""A tool that asks its desktop longer than that has none to ask."""


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


def copy(app: App[Any], text: str) -> bool:
    """Have the terminal put `text` on the clipboard; False when it is too long for that."""
    if len(text.encode(errors="replace")) > LARGEST_FOR_TERMINAL:
        return False
    app.copy_to_clipboard(text.encode(errors="replace").decode())
    return True


def give(text: str) -> bool:
    """Have the desktop's tool take `text`; False when there is none, or it would not."""
    for tool in _tools():
        try:
            encoded = text.encode(tool.encoding, errors="replace")
            done = subprocess.run(
                tool.takes,
                input=encoded,
                stdout=subprocess.DEVNULL,  # some stay behind to serve the text
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False


def read() -> str | None:
    """Return the text that the desktop's tool gives back; None when there is none."""
    for tool in _tools():
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
            continue
        if done.returncode == 0 and len(done.stdout) <= LARGEST:
            return done.stdout.decode(errors="replace")
    return None


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
