"""The project's own files, as the tests of its architecture read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "src" / "prospect_tui"
PYTHON_FOLDERS = ("src", "tests", "tools")
NOT_OURS = {"__pycache__", "build", "dist"}


def files(*folders: str) -> Iterator[Path]:
    """Yield every file below `folders` that a tool did not make."""
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*")):
            parts = path.relative_to(PROJECT).parts
            if path.is_file() and not NOT_OURS & set(parts):
                yield path


def name_of(path: Path) -> str:
    """Return the path as it is written in a message: from the project, with slashes."""
    return path.relative_to(PROJECT).as_posix()


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of every Python file, by the name of the file."""
    found = (path for path in files(*PYTHON_FOLDERS) if path.suffix == ".py")
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in found}


def trees_below(folder: str) -> dict[str, ast.Module]:
    """Return the syntax trees of the files whose name starts with `folder`."""
    return {name: tree for name, tree in trees().items() if name.startswith(folder)}
