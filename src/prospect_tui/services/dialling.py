"""Handing a number to a telephone, or an address to a browser. Nothing dials, nothing waits.

The user's command or the desktop's own opener is started as words, never through a shell; a number
stands inside its own word, and nothing but a number in international form gets that far. Over SSH
there is no desktop at hand: the caller then copies and shows.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from subprocess import DEVNULL, Popen, TimeoutExpired
from typing import IO

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.phone import dialable
from prospect_tui.settings import Settings
from prospect_tui.settings.readers import NUMBER_MARK

PATIENCE = 10.0
"""Seconds after which a command still running is either a telephone or stuck."""
_LONGEST_SAID = 200
_SSH = ("SSH_CONNECTION", "SSH_TTY")


@dataclass(frozen=True, slots=True)
class Started:
    """A program that was started, and where it complains."""

    process: Popen[bytes]
    complaints: IO[bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a started program ended, if it did."""

    is_running: bool
    code: int
    said: str
    """The last line of its complaints, cleaned."""

    @property
    def has_failed(self) -> bool:
        """Say whether it ended badly."""
        return not self.is_running and self.code != 0


def tel_link(e164: str) -> str:
    """Return "tel:+33199001234"."""
    return f"tel:{e164}"


def dial_words(settings: Settings, e164: str) -> list[str]:
    """Return what to start to hand a number over; nothing when it can only be copied."""
    if not dialable(e164):
        return []
    if settings.dial_command:
        return [word.replace(NUMBER_MARK, e164) for word in settings.dial_command]
    return opener_words(tel_link(e164)) if settings.dial_link else []


def opener_words(address: str) -> list[str]:
    """Return what opens an address on the desktop; nothing where there is none."""
    opener = _opener()
    return [*opener, address] if opener else []


def _opener() -> tuple[str, ...]:
    if any(os.environ.get(name) for name in _SSH):
        return ()
    if sys.platform == "darwin":
        return ("open",)
    if sys.platform == "win32":
        return ("rundll32", "url.dll,FileProtocolHandler")
    if "WSL_DISTRO_NAME" in os.environ:
        return next(((name,) for name in ("wslview", "explorer.exe") if shutil.which(name)), ())
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return ("xdg-open",) if has_desktop and shutil.which("xdg-open") else ()


def start(words: Sequence[str]) -> Started:
    """Start a program away from this terminal, without waiting; raises `OSError`."""
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `outcome`
    try:
        process = Popen(
            words, stdin=DEVNULL, stdout=DEVNULL, stderr=complaints, start_new_session=True
        )
    except BaseException:
        complaints.close()
        raise
    return Started(process, complaints)


def outcome(started: Started, patience: float = PATIENCE) -> Outcome:
    """Return how a program ended; at most after so many seconds, that it still runs."""
    try:
        code = started.process.wait(patience)
    except TimeoutExpired:
        return Outcome(is_running=True, code=0, said="")
    with started.complaints as complaints:
        complaints.seek(0, os.SEEK_END)
        complaints.seek(max(0, complaints.tell() - 4 * _LONGEST_SAID))
        lines = complaints.read().decode(errors="replace").splitlines()
    said = next((clean(line).strip() for line in reversed(lines) if line.strip()), "")
    return Outcome(is_running=False, code=code, said=said[:_LONGEST_SAID])
