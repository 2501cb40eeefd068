"""A base full of texts that attack a terminal, written straight into it, past every entry."""

import json
import unicodedata
from contextlib import closing
from itertools import cycle
from pathlib import Path

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.when import When
from prospect_tui.services.agenda import add_task
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.storage.driver import sqlite3
from tests.builders import MONDAY, make_file, make_prospect, make_workspace

ATTACKS = (
    "\x1b]0;PIRATE\x07",  # the title of the window
    "\x1b]52;c;UElSQVRF\x07",  # the clipboard
    "\x1b[77;77H",  # the cursor
    "\x1b[38;5;77;44m",  # the colours
    "\x1bPPIRATE\x1b\\",
    "\x9b77;77H",  # the same in one sign of eight bits
    "\x9dPIRATE\x9c",
    "\x00\x07\x08\x0b\x0c\x7f",
    "[/]",
    "[@click=app.quit]x[/]",
    "[link=http://pirate.example]x",
    "[bold red]x[/bold red] [$primary]",
    "\u202eETARIP\u202c",  # written from right to left
    "\u2066\u2069\u200b\u200e\ufeff\u00ad",
    "\U000e0050\U000e0049",  # invisible tags
    "e" + "\u0301" * 50,  # a tower of accents
    "deux\nlignes\r\net\tdes colonnes",
    "a\u2028b\u2029c\x85d",
    "👩\u200d🔧 工務店 ﷽",
    "x" * 300,
)
FRAMES = ("{}", "Durand {} & fils", "{}{}", "Î{}", " {} ", "{}—", "«{}»", "{{}}{}", "\\{}", "${}")
HOSTILE = tuple(frame.replace("{}", attack) for attack in ATTACKS for frame in FRAMES)
"""Two hundred texts."""
ROWS = 40
_CELLS = tuple(key for key in IMPORTABLE_KEYS if key != "nature")


def hostile_base(folder: Path) -> Path:
    """Make a base whose every text is hostile, and return its path.

    Every cell of forty rows holds one of them; half the rows were called, ten became
    opportunities.
    """
    workspace = make_workspace(folder)
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(ROWS)]
    today = When(MONDAY.date())
    for row_id in rows[10:20]:
        log_call(workspace, CallEntry(row_id, "RAPP", Answers(when=today, note="à changer")))
    convert_rows(workspace, rows[20:30], anyway=True)
    for row_id in rows[30:]:
        add_task(workspace, "à changer", today, prospect_id=row_id)
    workspace.close()
    with closing(sqlite3.connect(workspace.path)) as connection:
        _poison(connection, rows)
        connection.commit()
    return workspace.path


def _poison(connection: sqlite3.Connection, rows: list[int]) -> None:
    texts = cycle(HOSTILE)
    _add_columns_and_views(connection)
    for row_id in rows:
        values = [next(texts) for _ in _CELLS]
        changes = ", ".join(f"{cell} = ?" for cell in _CELLS)
        extra = json.dumps({"1": next(texts), "2": HOSTILE[row_id]})
        connection.execute(
            f"UPDATE prospect SET {changes}, extra = ?, next_subject = ? WHERE id = ?",
            (*values, extra, next(texts), row_id),
        )
    for table, columns in {
        "prospect_file": ["name"],
        "call": ["note", "reason"],
        "opportunity": ["title", "description", "tags", "competitor", "w_who", "next_label"],
        "company": ["name", "city"],
        "contact": ["last_name", "job_title"],
        "activity": ["subject", "place", "person"],
        "stage": ["name"],
        "pipeline": ["name"],
    }.items():
        for (row_id,) in connection.execute(f"SELECT id FROM {table}").fetchall():
            changes = ", ".join(f"{column} = ?" for column in columns)
            connection.execute(
                f"UPDATE {table} SET {changes} WHERE id = ?",
                (*(next(texts) for _ in columns), row_id),
            )
    texts_of_bundles = connection.execute("SELECT id, params FROM bundle").fetchall()
    for row_id, params in texts_of_bundles:
        named = json.dumps(json.loads(params) | {"name": next(texts)})
        connection.execute("UPDATE bundle SET params = ? WHERE id = ?", (named, row_id))


def _add_columns_and_views(connection: sqlite3.Connection) -> None:
    texts = cycle(HOSTILE[::-1])
    column = "INSERT INTO file_column (id, file_id, label, kind, choices) VALUES (?, 1, ?, ?, ?)"
    connection.execute(column, (1, next(texts), "text", ""))
    choices = json.dumps([next(texts) for _ in range(4)])
    connection.execute(column, (2, next(texts), "choice", choices))
    view = "INSERT INTO saved_view (file_id, name, filter, sort) VALUES (?, ?, ?, 'own.9.x')"
    for file_id in (1, None):
        asked = f'"{next(texts)}" city:"{HOSTILE[0]}"'
        connection.execute(view, (file_id, next(texts), asked))


def dangerous(text: str) -> set[str]:
    """Return the characters of a drawn text that act on a terminal, or that no reader sees."""
    joiner = "\u200d"
    return {
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character != joiner
    }
