"""Paths as people give them: typed, pasted between quotes, or dropped on the terminal."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTES = ('"', "'")
_ESCAPED = re.compile(r"\\(.)")
_BEGUN_ANEW = re.compile(r"""[/~].*(?<!file:)(?<!file:/)/\s*(?=['"]?(?:/|~/|file://))""")
"""What stands before a whole path: the folder in which the question began."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file that may be meant."""

    path: Path
    is_folder: bool
    size: int
    changed_at: datetime
    """In UTC."""


def typed_path(text: str) -> Path:
    """Return the path that a typed, pasted or dropped text means.

    Terminals give a dropped file between quotes, with a backslash before its spaces, or as an
    address "file://…"; "~" is the user's own folder. A whole path after the folder that was given
    begins anew.
    """
    text = text.strip()
    if (before := _BEGUN_ANEW.match(text)) and not is_there(Path(text)):
        text = text[before.end() :]
    if len(text) > 1 and text[0] in _QUOTES and text[-1] == text[0]:
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif "\\" in text and not is_there(Path(text)):
        text = _ESCAPED.sub(r"\1", text)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # "~somebody", who is nobody here
        return Path(text)


def is_there(path: Path) -> bool:
    """Say whether a typed path leads to something; one that cannot be, too long say, does not."""
    return os.path.exists(path)


def is_folder(path: Path) -> bool:
    """Say whether a typed path leads to a folder, as `is_there`."""
    return os.path.isdir(path)


def listing(folder: Path, suffixes: Sequence[str]) -> list[Entry]:
    """Return the files of a folder with one of these endings, the newest first, then its folders.

    A folder that cannot be read has none.
    """
    files: list[Entry] = []
    folders: list[Entry] = []
    try:
        with os.scandir(folder) as found:
            for one in found:
                entry = _entry(one)
                if entry is not None and entry.is_folder:
                    folders.append(entry)
                elif entry is not None and entry.path.suffix.lower() in suffixes:
                    files.append(entry)
    except (OSError, ValueError):
        return []
    files.sort(key=lambda entry: entry.changed_at, reverse=True)
    folders.sort(key=lambda entry: entry.path.name.lower())
    return files + folders


def _entry(one: "os.DirEntry[str]") -> Entry | None:
    try:
        status = one.stat()
        changed = datetime.fromtimestamp(status.st_mtime, UTC)
        return Entry(Path(one.path), one.is_dir(), status.st_size, changed)
    except (OSError, ValueError, OverflowError):  # gone meanwhile, or a date of another world
        return None
