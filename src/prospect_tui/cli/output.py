"""Answers on stdout, for people as a table or for programs as JSON; talk on stderr.

Refuses markup and control characters: what came from a file is printed as plain text.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar
from zoneinfo import ZoneInfo

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, formats
from prospect_tui.wording.tables import aligned, tabbed

Record = TypeVar("Record")


class ReaderGone(Exception):
    """Nobody reads stdout any more."""


class Field(NamedTuple, Generic[Record]):
    """One field of a listing, as programs and as people get it."""

    name: str
    """Its English name in JSON, kept for ever."""
    value: Callable[[Record], object]
    title: str = ""
    """Its heading in the user's language; "" leaves it out of the table."""
    text: Callable[[Record], str] | None = None
    """Its wording in the table; None prints the value."""

    def cell(self, record: Record, *, grouped: bool) -> str:
        """Return what the table shows; with `grouped`, figures as people read them.

        The number of a record is not grouped: one types it in the next command.
        """
        if self.text:
            return self.text(record)
        value = self.value(record)
        if grouped and _is_figure(value) and self.name != "id":
            return formats.number(value)
        return "" if value is None else str(value)

    def holds_figures(self, records: Iterable[Record]) -> bool:
        """Say whether it is a column of figures, which stand to the right."""
        return all(_is_figure(self.value(record)) for record in records)


def tell(text: str) -> None:
    """Say something to the person at the terminal, beside the data."""
    print(clean(text), file=sys.stderr)


def say(*lines: str) -> None:
    """Print lines of data."""
    _print(clean_lines(line) for line in lines)


def say_file(text: str) -> None:
    """Print the content of a file for another program, its line ends as they are."""
    with _handing_over():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())


def say_json(value: object, zone: ZoneInfo) -> None:
    """Print one JSON document: ISO days, moments in UTC, stored codes, cents.

    Letters that a terminal must not be sent are escaped, so that programs get them whole.
    """
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    known = plain(value, zone)
    text = json.dumps(known, ensure_ascii=encoding != "utf8", indent=2)
    say(text if text == clean_lines(text) else json.dumps(known, indent=2))


def say_listing(
    records: Sequence[Record],
    shown: Sequence[Field[Record]],
    zone: ZoneInfo,
    *,
    as_json: bool,
) -> Exit:
    """Print a list of records; the exit code says whether there was any."""
    if as_json:
        say_json([{f.name: f.value(record) for f in shown} for record in records], zone)
    elif records:
        titled, grouped = [f for f in shown if f.title], sys.stdout.isatty()
        cells = ([f.cell(record, grouped=grouped) for f in titled] for record in records)
        right = [place for place, f in enumerate(titled) if f.holds_figures(records)]
        say_table([[f.title for f in titled], *cells], right)
    else:
        tell(_("Nothing found."))
    return Exit.DONE if records else Exit.NOTHING


def say_table(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> None:
    """Print rows, aligned to the terminal, or separated by tabs for another program.

    `right` holds the places of the columns whose cells stand to the right.
    """
    cleaned = [[clean(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _print(aligned(cleaned, shutil.get_terminal_size().columns, right))
    else:
        _print(tabbed(cleaned))


def finish_stdout() -> None:
    """Hand over what is still waiting to be read."""
    with _handing_over():
        sys.stdout.flush()


def forget_stdout() -> None:
    """Let what cannot be handed over go, so that the end of the program stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_figure(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _print(lines: Iterable[str]) -> None:
    with _handing_over():
        for line in lines:
            print(line)


@contextmanager
def _handing_over() -> Iterator[None]:
    """Tell a reader who left from a place that cannot be written; Typer would take both for one."""
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        forget_stdout()
        raise Refused("file.not_writable", name="stdout", reason=error.strerror) from error


def plain(value: Any, zone: ZoneInfo) -> object:
    """Return `value` as JSON has it."""
    match value:
        case When():
            return {
                "day": value.day.isoformat(),
                "hour": value.hour.isoformat("minutes") if value.hour else None,
                "half": value.half,
                "at": plain(value.moment(zone), zone),
            }
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case Path():
            return str(value)
        case dict():
            return {str(key): plain(one, zone) for key, one in value.items()}
        case str() | int() | float() | None:
            return value
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name), zone) for f in fields(value)}
    return [plain(one, zone) for one in _listed(value)]


def _listed(value: Any) -> Iterable[Any]:
    """Return a collection in an order that does not change from one run to the next."""
    return sorted(value) if isinstance(value, set | frozenset) else value
