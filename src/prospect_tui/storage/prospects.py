"""Reading prospect rows and files: what a call, a sheet or a rule needs to know."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import IMPORTABLE_KEYS, Column, own_key
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.vocabulary import ColumnKind, Nature, PlanKind, RowState
from prospect_tui.domain.when import When
from prospect_tui.storage.connection import day_of, known_moment, moment_of, moment_text, when_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.search import phrase

if TYPE_CHECKING:
    from prospect_tui.domain.compliance import LegalFacts
    from prospect_tui.domain.consequence import PhoneChoice
    from prospect_tui.domain.law_rules import LawRules

CONDITION_FIELDS = {
    "project": "has_project",
    "budget": "has_budget",
    "date": "has_date",
    "deciders": "has_deciders",
}
W_FIELDS = {name: f"w_{name}" for name in ("who", "what", "why", "when", "where")}
CONVERTED = (
    "WITH converted AS MATERIALIZED"
    " (SELECT id, opportunity_id FROM prospect WHERE opportunity_id IS NOT NULL) "
)
"""Begins a SELECT that asks of many rows which opportunity they became: without reading each."""


@dataclass(frozen=True, slots=True)
class ProspectRecord:
    """One whole row of a prospecting file."""

    id: int
    file_id: int
    file_name: str
    values: Mapping[str, str]
    """Every fixed cell by column key."""
    own: Mapping[str, str]
    """The file's own values by column key ("own:<id>")."""
    state: RowState
    struck_reason: str
    result: str
    score: str
    attempts: int
    next_kind: PlanKind | None
    next_when: When | None
    next_subject: str
    last_call_at: datetime | None
    checked_on: date | None
    opposed: bool
    opportunity_id: int | None
    numbers: "tuple[PhoneChoice, ...]"
    conditions: Mapping[str, bool]
    five_w: Mapping[str, str]


def prospect(connection: sqlite3.Connection, row_id: int, zone: ZoneInfo) -> ProspectRecord:
    """Return one row; raises `NotFound`."""
    names = (*IMPORTABLE_KEYS, *CONDITION_FIELDS.values(), *W_FIELDS.values())
    row = connection.execute(
        "SELECT p.id, p.file_id, f.name, p.extra, p.state, p.struck_reason, p.result, p.score,"
        " p.attempts, p.next_kind, p.next_day, p.next_at, p.next_half, p.next_subject,"
        " p.last_call_at, p.checked_on, p.opposed, p.opportunity_id,"
        f" {', '.join(f'p.{name}' for name in names)}"
        " FROM prospect p JOIN prospect_file f ON f.id = p.file_id WHERE p.id = ?",
        (row_id,),
    ).fetchone()
    if row is None:
        raise NotFound("row.not_found", row=row_id)
    cells = dict(zip(names, row[18:], strict=True))
    own = json.loads(row[3]) if row[3] else {}
    return ProspectRecord(
        id=row[0],
        file_id=row[1],
        file_name=row[2],
        values={key: cells[key] for key in IMPORTABLE_KEYS},
        own={own_key(int(key)): str(value) for key, value in own.items()},
        state=RowState(row[4]),
        struck_reason=row[5],
        result=row[6],
        score=row[7],
        attempts=row[8],
        next_kind=PlanKind(row[9]) if row[9] else None,
        next_when=when_of(row[10], row[11], row[12], zone),
        next_subject=row[13],
        last_call_at=moment_of(row[14]),
        checked_on=day_of(row[15]),
        opposed=bool(row[16]),
        opportunity_id=row[17],
        numbers=numbers(connection, row_id),
        conditions={name: bool(cells[column]) for name, column in CONDITION_FIELDS.items()},
        five_w={name: cells[column] for name, column in W_FIELDS.items()},
    )


def name_of(connection: sqlite3.Connection, row_id: int) -> str:
    """Return how a row is called; raises `NotFound`."""
    row = connection.execute(
        "SELECT company_name, trade_name, civility, first_name, last_name, phone, email, siret"
        " FROM prospect WHERE id = ?",
        (row_id,),
    ).fetchone()
    if row is None:
        raise NotFound("row.not_found", row=row_id)
    keys = (
        "company_name",
        "trade_name",
        "civility",
        "first_name",
        "last_name",
        "phone",
        "email",
        "siret",
    )
    from prospect_tui.domain.prospect import display_name  # noqa: PLC0415 - not for a list

    return display_name(dict(zip(keys, row, strict=True)))


def numbers(connection: sqlite3.Connection, row_id: int) -> "tuple[PhoneChoice, ...]":
    """Return the callable numbers of a row, in the order in which they are tried."""
    from prospect_tui.domain.consequence import PhoneChoice  # noqa: PLC0415 - not for a list

    rows = connection.execute(
        "SELECT field, e164, extension, bad_since IS NOT NULL FROM phone_line"
        " WHERE prospect_id = ? ORDER BY id",
        (row_id,),
    )
    return tuple(PhoneChoice(row[0], row[1], row[2], bool(row[3])) for row in rows)


def legal_facts(
    connection: sqlite3.Connection, row_id: int, local_now: datetime, rules: "LawRules"
) -> "LegalFacts":
    """Return what the law asks to know of a row at a moment, the day being that of its zone.

    The calls to an individual are those made to any row with one of the same numbers.
    """
    from prospect_tui.domain.called_place import place_of  # noqa: PLC0415 - not for a list
    from prospect_tui.domain.compliance import LegalFacts  # noqa: PLC0415 - not for a list
    from prospect_tui.domain.law_rules import LawId  # noqa: PLC0415 - not for a list

    nature, opposed, postcode = connection.execute(
        "SELECT nature, opposed, postcode FROM prospect WHERE id = ?", (row_id,)
    ).fetchone()
    if nature == Nature.PROFESSIONAL:
        return LegalFacts(Nature.PROFESSIONAL, bool(opposed), place=place_of(postcode))
    consent = connection.execute(
        "SELECT 1 FROM consent WHERE prospect_id = ? AND revoked_at IS NULL"
        " AND channel IN ('', 'phone') AND (valid_until IS NULL OR valid_until >= ?) LIMIT 1",
        (row_id, local_now.date().isoformat()),
    ).fetchone()
    counted = rules.in_force(LawId.ATTEMPTS, local_now.date())
    since = local_now - timedelta(days=counted.days if counted else 0)
    calls, refusal = connection.execute(
        "SELECT coalesce(sum(at > ?2), 0), max(CASE WHEN answered AND final AND NOT positive"
        " THEN at END) FROM call WHERE prospect_id IN (SELECT ?1 UNION SELECT other.prospect_id"
        " FROM phone_line mine JOIN phone_line other ON other.e164 = mine.e164"
        " WHERE mine.prospect_id = ?1)",
        (row_id, moment_text(since)),
    ).fetchone()
    return LegalFacts(
        nature=Nature.of(nature),
        opposed=bool(opposed),
        has_consent=consent is not None,
        recent_calls=calls,
        last_refusal=moment_of(refusal),
        place=place_of(postcode, (one.e164 for one in numbers(connection, row_id))),
    )


@dataclass(frozen=True, slots=True)
class FileSummary:
    """A prospecting file, without what has to be counted."""

    id: int
    name: str
    origin: str
    created_at: datetime
    sort: str
    layout: str


@dataclass(frozen=True, slots=True)
class CountedFile(FileSummary):
    """A prospecting file and how far it has been worked."""

    rows: int
    active: int
    struck: int
    converted: int
    never_called: int


def file_summaries(connection: sqlite3.Connection) -> list[FileSummary]:
    """Return the living files by name, at once whatever they hold."""
    rows = connection.execute(
        "SELECT id, name, origin, created_at, sort, layout FROM prospect_file"
        " WHERE archived_at IS NULL ORDER BY name COLLATE NOCASE, id"
    ).fetchall()
    return [
        FileSummary(file_id, name, origin, known_moment(made), sort, layout)
        for file_id, name, origin, made, sort, layout in rows
    ]


def files(connection: sqlite3.Connection) -> list[CountedFile]:
    """Return the living files by name, counted by indexes alone: some 0.1 s for a million rows."""
    count = "SELECT file_id, count(*) FROM prospect{} GROUP BY file_id"
    rows = dict(connection.execute(count.format("")).fetchall())
    fresh = dict(connection.execute(count.format(f" WHERE {FRESH}")).fetchall())
    closed = {
        (file_id, state): number
        for file_id, state, number in connection.execute(
            "SELECT file_id, state, count(*) FROM prospect WHERE state <> 'active'"
            " GROUP BY file_id, state"
        )
    }
    found = []
    for file in file_summaries(connection):
        struck, converted = (
            closed.get((file.id, state), 0) for state in (RowState.STRUCK, RowState.CONVERTED)
        )
        count_of_rows = rows.get(file.id, 0)
        found.append(
            CountedFile(
                **asdict(file),
                rows=count_of_rows,
                active=count_of_rows - struck - converted,
                struck=struck,
                converted=converted,
                never_called=fresh.get(file.id, 0),
            )
        )
    return found


FRESH = "state = 'active' AND next_day IS NULL AND result = ''"
"""What a row is that was never called and has no call planned; an index serves it."""


def never_called(connection: sqlite3.Connection, files: Collection[int]) -> int:
    """Return how many rows of some files were never called, by an index."""
    chosen = f"file_id IN ({', '.join('?' * len(files))})"
    sql = f"SELECT count(*) FROM prospect WHERE {FRESH} AND {chosen}"
    return int(connection.execute(sql, tuple(files)).fetchone()[0])


def has_rows(connection: sqlite3.Connection) -> bool:
    """Say whether some living file has a row."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM prospect_file f WHERE f.archived_at IS NULL"
        " AND EXISTS (SELECT 1 FROM prospect p WHERE p.file_id = f.id))"
    )
    return bool(connection.execute(sql).fetchone()[0])


def row_count(connection: sqlite3.Connection, file_id: int) -> int:
    """Return how many rows a file has, by an index."""
    sql = "SELECT count(*) FROM prospect WHERE file_id = ?"
    return int(connection.execute(sql, (file_id,)).fetchone()[0])


def own_columns(connection: sqlite3.Connection, file_id: int) -> tuple[Column, ...]:
    """Return the columns that a file has for itself, in order."""
    rows = connection.execute(
        "SELECT id, label, kind, choices FROM file_column WHERE file_id = ? ORDER BY position, id",
        (file_id,),
    )
    return tuple(
        Column(
            own_key(row[0]),
            ColumnKind(row[2] or ColumnKind.TEXT),
            shown=True,
            label=row[1],
            choices=tuple(json.loads(row[3])) if row[3] else (),
        )
        for row in rows
    )


def rows_reached_by(
    connection: sqlite3.Connection, numbers: Collection[str], mails: Collection[str]
) -> list[int]:
    """Return the rows not opposed yet that carry one of these numbers or (lower-case) mails.

    All is found by an index: it is asked during a call, were there a million rows.
    """
    rows = connection.execute(
        "SELECT id FROM prospect WHERE opposed = 0 AND id IN (SELECT prospect_id FROM phone_line"
        " WHERE e164 IN (SELECT value FROM json_each(?)))",
        (json.dumps([*numbers]),),
    ).fetchall()
    found = {row_id for (row_id,) in rows}
    for mail in mails:
        rows = connection.execute(
            "SELECT id, email, generic_email FROM prospect WHERE opposed = 0 AND id IN"
            " (SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH ?)",
            (phrase(mail),),
        ).fetchall()
        found |= {row_id for row_id, *cells in rows if mail in {cell.lower() for cell in cells}}
    return sorted(found)


SAMPLED = 500
_SAMPLED_TEXT = 200_000
"""Characters of own values read at most to know which are filled: hundreds of columns are long."""


def filled_keys(connection: sqlite3.Connection, file_id: int) -> set[str]:
    """Return the columns, its own too, which some of the first 500 rows of a file fill."""
    names = ", ".join(IMPORTABLE_KEYS)
    tests = ", ".join(f"EXISTS (SELECT 1 FROM sample WHERE {k} <> '')" for k in IMPORTABLE_KEYS)
    row = connection.execute(
        f"WITH sample AS MATERIALIZED (SELECT {names} FROM prospect WHERE file_id = ?"
        f" LIMIT {SAMPLED}) SELECT {tests}",
        (file_id,),
    ).fetchone()
    fixed = {key for key, filled in zip(IMPORTABLE_KEYS, row, strict=True) if filled}
    return fixed | _filled_own(connection, file_id)


def _filled_own(connection: sqlite3.Connection, file_id: int) -> set[str]:
    cursor = connection.execute(
        f"SELECT extra FROM (SELECT extra FROM prospect WHERE file_id = ? LIMIT {SAMPLED})"
        " WHERE extra <> ''",
        (file_id,),
    )
    filled: set[str] = set()
    read = 0
    for (extra,) in cursor:
        filled.update(json.loads(extra))
        read += len(extra)
        if read > _SAMPLED_TEXT:
            cursor.close()
            break
    return {own_key(int(key)) for key in filled}
