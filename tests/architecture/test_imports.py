"""What a start loads: the slow libraries come only when something needs them."""

import json
import os
import subprocess
import sys

import pytest

from prospect_tui.services.workspace import Workspace
from tests.architecture.sources import PROJECT
from tests.builders import make_file, make_prospect

SCREENS = {"textual"}
RECORDS = {"sqlmodel", "sqlalchemy", "pydantic"}
COMMANDS = {"typer"}

LIST_LOADED = "import json, sys; print(); print(json.dumps(sorted(sys.modules)))"

COMMAND = """
import json, runpy, sys
sys.argv = ["prospect", {argument!r}]
code = None
try:
    runpy.run_module("prospect_tui", run_name="__main__", alter_sys=True)
except SystemExit as end:
    code = end.code
assert not code, f"exit code {{code}}"
"""

WHOLE_LAYER = """
import importlib, json, pkgutil, sys
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""

FIRST_PAINT = """
import prospect_tui.tui
import asyncio
from pathlib import Path
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import load_settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.builders import make_clock

async def paint(app):
    async with app.run_test():
        pass

base = Path({base!r})
settings, problems = load_settings(base.with_name("settings.toml"))
assert not problems
workspace = Workspace(base, make_clock(), settings)
asyncio.run(paint(ProspectApp(AppContext(workspace), place={place!r})))
"""
LATER = {
    "prospect_tui.cli.main",
    "prospect_tui.domain.consequence",
    "prospect_tui.domain.import_mapping",
    "prospect_tui.domain.law_rules",
    "prospect_tui.domain.shorthand",
    "prospect_tui.services.calls",
    "prospect_tui.services.conversion",
    "prospect_tui.services.importing",
    "prospect_tui.tui.dialogs.base",
    "prospect_tui.tui.palette",
    "prospect_tui.tui.screens.help",
    "reportlab",
    "rich.table",
    "rich.traceback",
    "ssl",
    "textual.canvas",
    "textual.command",
    "textual.widgets._option_list",
    "textual.widgets._select",
    "textual.widgets._tree",
    "tomllib",
}
"""What no list of rows needs, and what is long to load."""


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a new interpreter holds after `code`."""
    return {name.partition(".")[0] for name in modules_after(code)}


def modules_after(code: str) -> set[str]:
    """Return the full names of the modules that a new interpreter holds after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", code + LIST_LOADED],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_a_short_answer_loads_neither_screens_nor_records(argument: str) -> None:
    assert not loaded_by(COMMAND.format(argument=argument)) & (SCREENS | RECORDS)


def test_the_first_screen_loads_no_records() -> None:
    loaded = loaded_by("import json, sys, prospect_tui.tui.app\n")
    assert "textual" in loaded
    assert not loaded & (RECORDS | COMMANDS)


@pytest.mark.parametrize("place", ["today", "files"])
def test_a_start_loads_what_it_shows(workspace: Workspace, place: str) -> None:
    make_prospect(workspace, make_file(workspace))
    loaded = modules_after(FIRST_PAINT.format(base=str(workspace.path), place=place))
    assert f"prospect_tui.tui.screens.{place}" in loaded
    assert loaded & LATER == set()


@pytest.mark.parametrize(
    ("package", "refused"),
    [
        ("prospect_tui.domain", SCREENS | RECORDS | COMMANDS | {"rich", "sqlite3"}),
        ("prospect_tui.files", SCREENS | RECORDS | COMMANDS | {"rich"}),
        ("prospect_tui.services", SCREENS | RECORDS | COMMANDS | {"rich"}),
        ("prospect_tui.cli", SCREENS | RECORDS),
        ("prospect_tui.tui", RECORDS | COMMANDS),
    ],
)
def test_a_whole_layer_loads_only_what_it_may(package: str, refused: set[str]) -> None:
    assert not loaded_by(WHOLE_LAYER.format(package=package)) & refused
