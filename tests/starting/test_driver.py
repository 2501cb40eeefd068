"""Where the package with the recent SQLite is missing, Python's own serves the whole program."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PROJECT

WITHOUT = """
import sys
sys.modules["sqlcipher3"] = None
from prospect_tui.__main__ import main
main()
"""
ADDED = "Garage Leroy"


def prospect(base: Path, *arguments: str) -> str:
    """Run a command of the program without the package; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "--db", str(base), *arguments],
        cwd=PROJECT,
        env=os.environ | {"PROSPECT_LANG": "en", "HOME": str(base.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_rows_are_imported_found_and_safe(tmp_path: Path) -> None:
    base, table = tmp_path / "base.db", tmp_path / "garages.csv"
    table.write_text(f"Company,City\n{ADDED},Lyon\n", encoding="utf-8")
    prospect(base, "import", str(table))
    assert ADDED in prospect(base, "list", "--file", "garages")
    found = json.loads(prospect(base, "doctor", "--json"))
    own = subprocess.run(
        [sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found["health"]["sqlite"] == own.stdout.strip()
    assert found["is_well"] is True
