"""A sheet out of the program: as text, as Markdown, as PDF."""

from enum import StrEnum
from pathlib import Path

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.files.writers.sheet_files import (
    PrintedLine,
    PrintedSheet,
    as_markdown,
    as_text,
    write_pdf,
    write_text,
)
from prospect_tui.services.exporting import default_path

__all__ = ["Format", "PrintedLine", "PrintedSheet", "default_name", "format_of", "text_of", "write"]


class Format(StrEnum):
    """How a sheet is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PDF = "pdf"


_SUFFIXES = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".pdf": Format.PDF}


def text_of(sheet: PrintedSheet, wanted: Format) -> str:
    """Return a sheet as text or as Markdown."""
    return as_markdown(sheet) if wanted is Format.MARKDOWN else as_text(sheet)


def default_name(folder: Path, title: str, wanted: Format) -> Path:
    """Return where a sheet is written by default in a folder, whatever its title is made of."""
    suffix = next(suffix for suffix, one in _SUFFIXES.items() if one is wanted)
    return default_path(folder, title).with_suffix(suffix)


def format_of(path: Path) -> Format:
    """Return the format that a file name asks for; raises `InvalidValue`."""
    wanted = _SUFFIXES.get(path.suffix.lower())
    if wanted is None:
        raise InvalidValue("print.suffix", suffix=path.suffix, known=", ".join(_SUFFIXES))
    return wanted


def write(path: Path, sheet: PrintedSheet, wanted: Format, *, overwrite: bool = False) -> None:
    """Write a sheet; raises `Refused` when the file exists already or cannot be written."""
    if wanted is Format.PDF:
        write_pdf(path, sheet, overwrite=overwrite)
    else:
        write_text(path, text_of(sheet, wanted), overwrite=overwrite)
