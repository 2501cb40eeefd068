"""What is measured on: bases and tables of made-up rows, made once and kept in `.benchmarks/`.

A base is filled by the program's own storage; it is made again when what fills it has changed.
"""

import csv
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from prospect_tui.clock import FixedClock
from prospect_tui.domain.prospect import derive
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.prospect_files import create_file
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.imports import NewRow, insert_rows
from tests.benchmarks import generator
from tests.benchmarks.generator import COLUMNS, Generator

CACHE = Path(__file__).parents[2] / ".benchmarks"
FILE_NAME = "Prospects"
_CHUNK = 5_000
_TOLD = 100_000
"""Rows after which it is told how far the making is."""
_MOMENT = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
_GENERATOR = (Path(generator.__file__), Path(generator.__file__).with_name("words.toml"))
_SAMPLED = 300
"""Rows that are written to know whether a kept base is what would be made now."""


def base_of(rows: int) -> Path:
    """Return a base with one file of `rows` rows. It is kept: measure on a copy."""
    CACHE.mkdir(exist_ok=True)
    path = CACHE / f"base-{rows}-{_fingerprint()}.db"
    if not path.exists():
        _forget(f"base-{rows}-*")
        part = path.with_suffix(".part")
        _fill(part, rows, is_told=True)
        Path(f"{part}-journal").unlink(missing_ok=True)
        part.rename(path)
    return path


def table_of(rows: int) -> Path:
    """Return the same rows as a CSV, for other programs."""
    path = CACHE / f"table-{rows}-{_digest(file.read_bytes() for file in _GENERATOR)}.csv"
    if not path.exists():
        _forget(f"table-{rows}-*")
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(Generator().rows(rows))
        part.rename(path)
    return path


def copy_of(base: Path, folder: Path) -> Path:
    """Return a copy of `base` that may be written to, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(base, folder / "base.db"))


def open_base(path: Path) -> Workspace:
    """Open a base as the program does."""
    return open_workspace(path, FixedClock(_MOMENT, ZoneInfo("Europe/Paris")), Settings())


def _fill(path: Path, rows: int, *, is_told: bool = False) -> None:
    start = time.perf_counter()
    workspace = open_base(path)
    try:
        file_id = create_file(workspace, FILE_NAME)
        made = Generator().rows(rows)
        done = 0
        while chunk := list(islice(_new_rows(made), _CHUNK)):
            with workspace.transaction() as connection:
                insert_rows(connection, file_id, None, chunk, workspace.clock.now())
            done += len(chunk)
            if is_told and (done % _TOLD == 0 or done == rows):
                spent = time.perf_counter() - start
                print(f"making a base: {done:,} rows of {rows:,}, {spent:.0f} s", file=sys.stderr)
    finally:
        workspace.close()


def _new_rows(made: Iterator[list[str]]) -> Iterator[NewRow]:
    for texts in made:
        cells = dict(zip(COLUMNS, texts, strict=True)) | {"nature": "professional"}
        yield NewRow(None, cells, {}, derive(cells))


def _fingerprint() -> str:
    """Return what changes with the schema, and with what the program writes of a row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "base.db"
        _fill(path, _SAMPLED)
        connection = sqlite3.connect(path)
        tables = ("sqlite_master", "prospect", "prospect_search", "phone_line")
        held = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
        connection.close()
    return _digest([repr(held).encode()])


def _digest(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=6)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _forget(pattern: str) -> None:
    for old in CACHE.glob(pattern):
        old.unlink()
