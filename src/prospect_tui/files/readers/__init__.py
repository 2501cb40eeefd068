"""The formats that can be read. To add one: its module with `read(path, sheet)`, one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from prospect_tui.files.records import RawTable


@dataclass(frozen=True, slots=True)
class Reader:
    """One family of formats and the module that reads it."""

    format: str
    suffixes: tuple[str, ...]
    module: str

    def read(self, path: Path, sheet: str = "") -> RawTable:
        """Open the file; `sheet` is the wanted sheet's name, "" for the first one with rows."""
        reader = import_module(f"{__name__}.{self.module}")
        return cast(Callable[[Path, str], RawTable], reader.read)(path, sheet)


TEXT = Reader("csv", (".csv", ".tsv", ".txt", ".tab"), "csv")
SPREADSHEET = Reader("xlsx", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "xlsx")
READERS = (TEXT, SPREADSHEET)
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
