"""Who may import whom, and who may read the time."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PROJECT, trees, trees_below

PURE_LIBRARIES = {"dateutil", "phonenumbers", "regex", "stdnum"}
CLOCK = "src/prospect_tui/clock.py"
DRIVER = "src/prospect_tui/storage/driver.py"
READINGS_OF_TIME = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}


def test_the_contracts_of_pyproject_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_import_only_themselves_and_pure_libraries() -> None:
    allowed = sys.stdlib_module_names | PURE_LIBRARIES
    wrong = []
    for name, tree in trees_below("src/prospect_tui/domain/").items():
        for module in imported(tree):
            ours = module.startswith("prospect_tui.domain")
            if not ours and module.partition(".")[0] not in allowed:
                wrong.append(f"{name}: {module}")
    assert wrong == []


def test_only_the_clock_reads_the_time() -> None:
    assert [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in trees().items()
        if name != CLOCK
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and reads_the_time(node)
    ] == []


def test_one_sqlite_serves_program_and_tests() -> None:
    """Two in one process drop each other's locks on a file."""
    assert [
        f"{name}: {module}"
        for name, tree in trees().items()
        if name != DRIVER
        for module in imported(tree)
        if module.partition(".")[0] in {"sqlite3", "sqlcipher3"}
    ] == []


def imported(tree: ast.Module) -> list[str]:
    """Return the dotted names of the modules that `tree` imports, anywhere in it."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found


def reads_the_time(node: ast.Attribute) -> bool:
    owner = node.value
    last_name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return (last_name, node.attr) in READINGS_OF_TIME
