"""The cells of many rows at once, with all that is derived from them: a few statements a chunk.

It writes what it is given: spelling, limits and the rules are for the services.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from prospect_tui.domain.columns import IMPORTABLE_KEYS, OWN_PREFIX, Column, own_id, own_key
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.storage.connection import CACHE_KIB, moment_text
from prospect_tui.storage.driver import sqlite3

ROOMY_CACHE_KIB = 512 * 1024
"""What a large change may keep in memory, if it needs it: some 250,000 rows. Without a write-ahead
log, readers wait from the moment that more than this is written until the commit."""

_MOST_LOOKED_AT = 100_000
"""Rows of a file looked at for one that is added: a few hundredths of a second."""
_OWN = "extra"
_READ = (
    f"SELECT id, file_id, opposed, name_key, sort_key, {_OWN}, {', '.join(IMPORTABLE_KEYS)}"
    " FROM prospect WHERE id IN (SELECT value FROM json_each(?))"
)


@dataclass(slots=True)
class RowCells:
    """The cells of a row, to be changed; `write` puts them back."""

    id: int
    file_id: int
    is_opposed: bool
    name_key: str
    sort_key: str
    values: dict[str, str]
    """Every fixed cell by column key."""
    own: dict[str, str]
    """The file's own values by column key, filled ones only."""

    def get(self, key: str) -> str:
        """Return what is stored in the cell of a column."""
        return self.own.get(key, "") if key.startswith(OWN_PREFIX) else self.values[key]

    def put(self, key: str, value: str) -> None:
        """Change the cell of a column."""
        if not key.startswith(OWN_PREFIX):
            self.values[key] = value
        elif value:
            self.own[key] = value
        else:
            self.own.pop(key, None)

    def own_text(self) -> str:
        """Return the own values as they are stored."""
        own = {str(own_id(key)): value for key, value in self.own.items()}
        return json.dumps(own, ensure_ascii=False) if own else ""


def make_room(connection: sqlite3.Connection) -> None:
    """Let a large change stay in memory, so that readers wait for its commit only."""
    connection.execute(f"PRAGMA cache_size = -{ROOMY_CACHE_KIB}")
    connection.execute("PRAGMA cache_spill = OFF")


def give_back(connection: sqlite3.Connection) -> None:
    """Free what a large change has kept in memory, once it is over."""
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, RowCells]:
    """Return the rows with these ids that exist, by id."""
    found = {}
    for row in connection.execute(_READ, (_listed(ids),)).fetchall():
        own = json.loads(row[5]) if row[5] else {}
        found[row[0]] = RowCells(
            id=row[0],
            file_id=row[1],
            is_opposed=bool(row[2]),
            name_key=row[3],
            sort_key=row[4],
            values=dict(zip(IMPORTABLE_KEYS, row[6:], strict=True)),
            own={own_key(int(key)): str(value) for key, value in own.items() if value},
        )
    return found


def write(
    connection: sqlite3.Connection,
    rows: Iterable[RowCells],
    keys: Collection[str],
    at: datetime,
    *,
    with_names: bool,
) -> None:
    """Write these columns of rows, with their keys of name and sort when these have changed."""
    fixed = [key for key in IMPORTABLE_KEYS if key in keys]
    has_own = len(fixed) < len(keys)
    names = [*fixed, *([_OWN] * has_own), *(("name_key", "sort_key") if with_names else ())]
    stamp = moment_text(at)
    connection.executemany(
        f"UPDATE prospect SET {', '.join(f'{name} = ?' for name in names)}, updated_at = ?"
        " WHERE id = ?",
        (
            (
                *(row.values[key] for key in fixed),
                *((row.own_text(),) if has_own else ()),
                *((row.name_key, row.sort_key) if with_names else ()),
                stamp,
                row.id,
            )
            for row in rows
        ),
    )


def remarks(connection: sqlite3.Connection, ids: Iterable[int]) -> Mapping[int, list[str]]:
    """Return what was remarked in the calls and notes of rows, which is searched too."""
    wanted = _listed(ids)
    found: dict[int, list[str]] = defaultdict(list)
    for table, text in (("call", "note"), ("note", "body")):
        rows = connection.execute(
            f"SELECT prospect_id, {text} FROM {table} WHERE {text} <> ''"
            " AND prospect_id IN (SELECT value FROM json_each(?)) ORDER BY prospect_id, id",
            (wanted,),
        )
        for row_id, remark in rows.fetchall():
            found[row_id].append(remark)
    return found


def common_nature(connection: sqlite3.Connection, file_id: int) -> str:
    """Return whom all the rows of a file are about, unknown when they differ, or are too many."""
    found = connection.execute(
        "SELECT nature, count(*) FROM"
        " (SELECT nature FROM prospect WHERE file_id = ? LIMIT ?) GROUP BY nature LIMIT 2",
        (file_id, _MOST_LOOKED_AT + 1),
    ).fetchall()
    is_common = len(found) == 1 and found[0][1] <= _MOST_LOOKED_AT
    return Nature.of(found[0][0]).value if is_common else Nature.UNKNOWN.value


def file_of_column(connection: sqlite3.Connection, column: Column) -> int | None:
    """Return the file to which an own column belongs, None when it is gone."""
    row = connection.execute(
        "SELECT file_id FROM file_column WHERE id = ?", (own_id(column.key),)
    ).fetchone()
    return row[0] if row else None


def _listed(ids: Iterable[int]) -> str:
    return json.dumps([*ids])
