"""What is kept of an unexpected error: its kind and where it happened, nothing of anybody's data.

Neither the message of the error, nor variables, nor the names of folders are written: any of them
may hold a name or a number.
"""

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from prospect_tui import __version__


def describe(error: BaseException) -> list[str]:
    """Return the kind of `error`, of what caused it, and the lines of code they went through."""
    lines = [type(error).__name__]
    for frame, number in traceback.walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "?")
        lines.append(f"  {module}:{number} {frame.f_code.co_name}")
    cause = error.__cause__ or error.__context__
    return lines + (describe(cause) if cause is not None else [])


def note_crash(error: BaseException, path: Path, moment: datetime) -> None:
    """Add `error` to the file at `path`, readable by its owner only; a full disk is let be."""
    head = f"{moment.isoformat()} prospect {__version__} python {sys.version.split()[0]}"
    text = "\n".join([head, *describe(error), "", ""])
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return
