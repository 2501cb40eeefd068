"""What a start loads: the slow libraries come only when something needs them."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.sources import PROJECT

SCREENS = {"textual"}
RECORDS = {"sqlmodel", "sqlalchemy", "pydantic"}
COMMANDS = {"typer"}

LIST_LOADED = "print(); print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"

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


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a new interpreter holds after `code`."""
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
