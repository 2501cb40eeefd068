"""The texts that come with the program, below `data/`: scripts, rules, lists of words.

Refuses to read what a user wrote, and to keep anything: who reads a text twice keeps it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def packaged_text(*path: str) -> str:
    """Return a text by its folders and its name; raises `FileNotFoundError`."""
    return _data(*path).read_text(encoding="utf-8")


def text_in(language: str, folder: str, suffix: str, *, otherwise: str) -> str:
    """Return the text of a folder in `language`, or in `otherwise` when there is none."""
    is_spoken = _data(folder, language + suffix).is_file()
    return packaged_text(folder, (language if is_spoken else otherwise) + suffix)


def _data(*path: str) -> "Traversable":
    from importlib.resources import files  # noqa: PLC0415 - no start reads any

    return files("prospect_tui").joinpath("data", *path)
