"""Cuts a calendar file into its events and zones, so that a broken one spoils no other.

It knows the lines of the format, not their meaning: `ics_reader` gives them one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prospect_tui.domain.errors import UnreadableFile
from prospect_tui.files.records import unreadable

LARGEST = 50 * 1024 * 1024
"""Bytes of the largest calendar that is read."""
LONGEST_LINE = 200_000
"""Characters of a line, unfolded: what is longer is cut (pictures of some calendars)."""
_NAME = re.compile(r"(?:X-WR-CALNAME|NAME)(?:;[^:]*)?:(.*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\;,nN])")
_INSIDE = ("VALARM",)
"""What stands inside of an event and is not read."""


@dataclass(slots=True)
class Block:
    """The lines of one event or zone."""

    line: int
    """Where it begins in the file, from 1."""
    kind: str
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False

    def value(self, name: str) -> str:
        """Return the text of a property as it stands in the file, or ""."""
        for line in self.lines:
            head, colon, value = line.partition(":")
            if colon and head.partition(";")[0].upper() == name:
                return unescaped(value)
        return ""

    @property
    def content(self) -> str:
        """Return it as a calendar file has it."""
        return "".join(f"{line}\r\n" for line in self.lines)


@dataclass(slots=True)
class Blocks:
    """What was found in a file."""

    name: str = ""
    """What the calendar calls itself, as it stands in the file."""
    events: list[Block] = field(default_factory=list)
    zones: list[Block] = field(default_factory=list)


def read_text(path: Path) -> str:
    """Return the text of a calendar file. Raises `UnreadableFile`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _explained(path, error) from error
    if len(content) > LARGEST:
        raise unreadable(path, "file.calendar_too_big", limit=LARGEST // 1024**2)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _explained(path: Path, error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return unreadable(path, "file.not_found")
    if isinstance(error, IsADirectoryError):
        return unreadable(path, "file.is_directory")
    if isinstance(error, PermissionError):
        return unreadable(path, "file.not_permitted")
    reason = getattr(error, "strerror", None) or str(error)
    return unreadable(path, "file.unreadable", reason=reason)


def cut(text: str, most: int) -> Blocks:
    """Return the events of a calendar, `most` of them, and its zones."""
    found = Blocks()
    block: Block | None = None
    skipped = ""
    for number, line in _unfolded(text):
        word = line.strip().upper()
        if skipped:
            skipped = "" if word == f"END:{skipped}" else skipped
        elif block is None:
            block = _begun(word, number, found, most)
            if block is None and not found.name and (name := _NAME.match(line)):
                found.name = unescaped(name[1])
        elif word in {f"BEGIN:{inside}" for inside in _INSIDE}:
            skipped = word.partition(":")[2]
        elif word in {f"BEGIN:{block.kind}", "END:VCALENDAR", "BEGIN:VEVENT"}:
            block = _begun(word, number, found, most)  # the one before was never ended
        else:
            block.lines.append(line)
            if word == f"END:{block.kind}":
                block.is_whole = True
                block = None
    return found


def _begun(word: str, number: int, found: Blocks, most: int) -> Block | None:
    """Return the block that a line begins, kept among those found; None when it begins none."""
    kept = {"BEGIN:VEVENT": found.events, "BEGIN:VTIMEZONE": found.zones}.get(word)
    if kept is None or len(kept) > most:
        return None
    block = Block(number, word.partition(":")[2], [word])
    kept.append(block)
    return block


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each logical line with the number of its first one."""
    begun, parts, size = 1, [""], 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in {" ", "\t"} and parts:
            if size < LONGEST_LINE:
                parts.append(line[1:LONGEST_LINE])
                size += len(line)
            continue
        yield begun, "".join(parts)
        begun, parts, size = number, [line[:LONGEST_LINE]], len(line)
    yield begun, "".join(parts)


def unescaped(text: str) -> str:
    """Return a text of the format as it was meant."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
