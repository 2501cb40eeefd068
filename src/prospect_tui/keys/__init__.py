"""The one key table: every command of every screen, its default keys, its name.

Bindings, the bottom line, help, the command palette and `docs/keys.md` all read it. It knows no
Textual and draws nothing. The keys of call results are not here: results are the user's own rows.
To add a command, add a row to the module of its screen and an `action_…` method to the screen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from prospect_tui.keys import (
    calling,
    clients,
    everywhere,
    people,
    planning,
    prospecting,
    quoting,
    selling,
)
from prospect_tui.keys.row import Key
from prospect_tui.keys.spelling import NAMED_KEYS, SIGN_NAMES, canonical

__all__ = [
    "KEPT_KEY", "NAMED_KEYS", "RESULT_KEYS", "SCOPES", "SCREEN_SCOPES", "SIGN_NAMES", "TABLE",
    "Key", "KeyProblem", "Merged", "bindings_for", "by_id", "canonical", "clashes", "far_places",
    "help_rows", "merged",
]  # fmt: skip

SCREEN_SCOPES = (
    "today", "files", "import", "calls", "pipeline", "sheet", "script", "results", "pipelines",
    "scoring", "quote", "catalogue", "planning",
    "contact", "company", "clients", "folder",
)  # fmt: skip
SCOPES = ("app", "go", *SCREEN_SCOPES, "dialog")
RESULT_KEYS = frozenset("norvpjxcmhe!")
"""What the default call results use in the calls screen, where no command may take them."""

KEPT_KEY = "!"
"""The key of "do not call me again", which stays whatever the user's own results are."""

# Kept free for places to come: F8 statistics (g s), F9 quality (g q), under the ids
# app.statistics and app.quality.
TABLE: tuple[Key, ...] = (
    *everywhere.APP_KEYS,
    *everywhere.GO_KEYS,
    *prospecting.TODAY_KEYS,
    *prospecting.FILES_KEYS,
    *prospecting.IMPORT_KEYS,
    *calling.CALLS_KEYS,
    *selling.PIPELINE_KEYS,
    *selling.PIPELINES_KEYS,
    *selling.SHEET_KEYS,
    *people.SHEET_PEOPLE_KEYS,
    *clients.FILING_KEYS,
    *people.CONTACT_KEYS,
    *people.COMPANY_KEYS,
    *planning.PLANNING_KEYS,
    *clients.CLIENTS_KEYS,
    *clients.FOLDER_KEYS,
    *calling.SCRIPT_KEYS,
    *calling.RESULTS_KEYS,
    *calling.SCORING_KEYS,
    *quoting.QUOTE_KEYS,
    *quoting.CATALOGUE_KEYS,
    *everywhere.DIALOG_KEYS,
)


class KeyProblem(NamedTuple):
    """Why one of the user's own keys is not used: a message id and its parameters."""

    message_id: str
    params: dict[str, object]


class Merged(NamedTuple):
    """The table with the user's own keys, and what could not be taken."""

    table: tuple[Key, ...]
    problems: tuple[KeyProblem, ...]


def by_id(table: Iterable[Key] = TABLE) -> dict[str, Key]:
    """Return the rows by id."""
    return {row.id: row for row in table}


def bindings_for(scope: str, table: Iterable[Key] = TABLE) -> tuple[Key, ...]:
    """Return the rows of `scope`, the most important first."""
    return tuple(row for row in table if row.scope == scope)


def far_places(table: Iterable[Key] = TABLE) -> tuple[Key, ...]:
    """Return the places which only the letter behind `g` opens: no key of everywhere does."""
    rows = tuple(table)
    near = {row.action for row in bindings_for("app", rows)}
    return tuple(row for row in bindings_for("go", rows) if f"app.{row.action}" not in near)


def help_rows(scope: str, table: Iterable[Key] = TABLE) -> tuple[Key, ...]:
    """Return what help lists on the screen of `scope`: its own rows, then those of everywhere."""
    rows = tuple(table)
    return bindings_for(scope, rows) + bindings_for("app", rows)


def clashes(table: Iterable[Key] = TABLE, taken: Iterable[str] = RESULT_KEYS) -> list[str]:
    """Return every key that would mean two things in one place, one line each.

    A key of "app" clashes with that of any screen. `dialog` and `go` stand alone, because a
    question or the letter after `g` hides everything else. `taken` are the keys of call results.
    """
    return [
        f"{clash.key}: {clash.first}, {clash.second}" for clash in _clashing(tuple(table), taken)
    ]


def merged(overrides: Mapping[str, str], taken: Iterable[str] = RESULT_KEYS) -> Merged:
    """Return the table with the keys of `overrides` (id -> keys) in place of the defaults.

    An unknown id, an impossible key or a clash leaves the default in place and is reported.
    """
    wanted: dict[str, str] = {}
    problems: list[KeyProblem] = []
    known = by_id()
    for row_id, text in overrides.items():
        names = [name.strip() for name in text.split(",")]
        bad = next((name for name in names if not canonical(name)), None)
        if row_id not in known:
            problems.append(KeyProblem("keys.unknown", {"id": row_id}))
        elif bad is not None:
            problems.append(KeyProblem("keys.bad", {"id": row_id, "key": bad}))
        else:
            wanted[row_id] = ",".join(canonical(name) for name in names)
    while True:
        table = tuple(replace(row, default=wanted.get(row.id, row.default)) for row in TABLE)
        found = (clash for clash in _clashing(table, taken) if wanted.keys() & set(clash[1:]))
        clash = next(found, None)
        if clash is None:
            return Merged(table, tuple(problems))
        dropped, other = clash[1:] if clash.first in wanted else clash[:0:-1]
        del wanted[dropped]
        params: dict[str, object] = {"id": dropped, "key": clash.key, "other": other}
        problems.append(KeyProblem("keys.clash", params))


class _Clash(NamedTuple):
    key: str
    first: str
    second: str


def _clashing(table: tuple[Key, ...], taken: Iterable[str]) -> Iterator[_Clash]:
    results = {canonical(key): "calls.results" for key in taken}
    for scope in ("go", *SCREEN_SCOPES, "dialog"):
        alone = scope not in SCREEN_SCOPES
        rows = bindings_for(scope, table) if alone else help_rows(scope, table)[::-1]
        users = dict(results) if scope == "calls" else {}
        for row in rows:
            for name in row.keys:
                key = canonical(name)
                other = users.setdefault(key, row.id)
                if other != row.id:
                    yield _Clash(key, other, row.id)
