"""Reading quotes, their lines and the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.quote_numbers import reference
from prospect_tui.domain.quotes import Line
from prospect_tui.storage.connection import day_of, known_moment, moment_of
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """A quote as stored, with the title of its opportunity."""

    id: int
    opportunity_id: int
    title: str
    """Of the opportunity."""
    sale_cents: int
    """The amount of the opportunity, wherever it comes from."""
    number: str
    version: int
    stored_state: str
    """Without the clock: a quote that has expired is "sent" here."""
    is_current: bool
    replaces_id: int | None
    newest_version: int
    """Of the same number."""
    subject: str
    recipient: str
    sender: str
    conditions: str
    discount_bp: int
    net_cents: int
    """Without VAT ("HT")."""
    total_cents: int
    """With VAT ("TTC")."""
    issued_on: date | None
    valid_until: date | None
    sent_at: datetime | None
    decided_at: datetime | None
    created_at: datetime

    @property
    def reference(self) -> str:
        """Return how it is called: "D2026-001 v2"."""
        return reference(self.number, self.version)

    @property
    def is_replaced(self) -> bool:
        """Say whether a newer version exists."""
        return self.version < self.newest_version

    @property
    def newest_reference(self) -> str:
        """Return how its newest version is called."""
        return reference(self.number, self.newest_version)


_PLAIN = (
    "id", "opportunity_id", "number", "version", "subject", "recipient", "sender", "conditions",
    "discount_bp", "net_cents", "total_cents", "replaces_id",
)  # fmt: skip
_SELECT = (
    f"SELECT {', '.join(f'q.{name}' for name in _PLAIN)}, q.state, q.is_current, q.issued_on,"
    " q.valid_until, q.sent_at, q.decided_at, q.created_at, o.title, o.amount_cents,"
    " (SELECT max(version) FROM quote n WHERE n.number = q.number)"
    " FROM quote q JOIN opportunity o ON o.id = q.opportunity_id"
)
_OF_SALE = " WHERE q.opportunity_id = ?"


def quote(connection: sqlite3.Connection, quote_id: int) -> QuoteRecord:
    """Return one quote; raises `NotFound`."""
    row = connection.execute(f"{_SELECT} WHERE q.id = ?", (quote_id,)).fetchone()
    if row is None:
        raise NotFound("quote.not_found", quote=str(quote_id))
    return _record(row)


def quotes(
    connection: sqlite3.Connection, *, opportunity_id: int | None = None
) -> list[QuoteRecord]:
    """Return quotes, of one opportunity or of all, the newest first."""
    only, parameters = ("", ()) if opportunity_id is None else (_OF_SALE, (opportunity_id,))
    rows = connection.execute(f"{_SELECT}{only} ORDER BY q.id DESC", parameters).fetchall()
    return [_record(row) for row in rows]


def _record(row: Sequence[Any]) -> QuoteRecord:
    rest = row[len(_PLAIN) :]
    return QuoteRecord(
        **dict(zip(_PLAIN, row, strict=False)),
        stored_state=rest[0],
        is_current=bool(rest[1]),
        issued_on=day_of(rest[2]),
        valid_until=day_of(rest[3]),
        sent_at=moment_of(rest[4]),
        decided_at=moment_of(rest[5]),
        created_at=known_moment(rest[6]),
        title=rest[7],
        sale_cents=rest[8],
        newest_version=rest[9],
    )


def numbers(connection: sqlite3.Connection) -> list[str]:
    """Return every number ever given to a quote that exists."""
    rows = connection.execute("SELECT DISTINCT number FROM quote").fetchall()
    return [row[0] for row in rows]


def current_net(connection: sqlite3.Connection, opportunity_id: int) -> int | None:
    """Return the net amount of the current quote; None without one on which something counts."""
    found = connection.execute(
        "SELECT net_cents FROM quote q WHERE opportunity_id = ? AND is_current"
        " AND EXISTS (SELECT 1 FROM quote_line WHERE quote_id = q.id AND NOT is_optional)",
        (opportunity_id,),
    ).fetchone()
    return found[0] if found else None


def open_amount(connection: sqlite3.Connection, opportunity_id: int) -> int | None:
    """Return the amount of an opportunity in cents; None of one that is closed."""
    row = connection.execute(
        "SELECT amount_cents FROM opportunity WHERE id = ? AND outcome = ''", (opportunity_id,)
    ).fetchone()
    return row[0] if row else None


def leave_current(connection: sqlite3.Connection, opportunity_id: int, quote_id: int) -> None:
    """Have an opportunity follow no other quote than this one."""
    connection.execute(
        "UPDATE quote SET is_current = 0 WHERE opportunity_id = ? AND id <> ? AND is_current",
        (opportunity_id, quote_id),
    )


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line with its number and the quote it stands on."""

    id: int
    quote_id: int
    line: Line


_LINE = (
    "label", "quantity_milli", "unit_price_cents", "vat_bp", "discount_bp", "unit", "detail",
    "is_optional",
)  # fmt: skip


def lines(connection: sqlite3.Connection, quote_id: int) -> list[LineRecord]:
    """Return the lines of a quote in order."""
    rows = connection.execute(
        f"SELECT id, quote_id, {', '.join(_LINE)} FROM quote_line WHERE quote_id = ?"
        " ORDER BY position, id",
        (quote_id,),
    ).fetchall()
    return [_line(row) for row in rows]


def line(connection: sqlite3.Connection, line_id: int) -> LineRecord:
    """Return one line; raises `NotFound`."""
    row = connection.execute(
        f"SELECT id, quote_id, {', '.join(_LINE)} FROM quote_line WHERE id = ?", (line_id,)
    ).fetchone()
    if row is None:
        raise NotFound("quote.line_gone")
    return _line(row)


def _line(row: Sequence[Any]) -> LineRecord:
    values = dict(zip(_LINE, row[2:], strict=True))
    return LineRecord(row[0], row[1], Line(**values | {"is_optional": bool(row[-1])}))


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item of the catalogue."""

    id: int
    code: str
    label: str
    detail: str
    unit: str
    unit_price_cents: int
    vat_bp: int
    is_retired: bool


_ITEM = ("id", "code", "label", "detail", "unit", "unit_price_cents", "vat_bp")


def items(connection: sqlite3.Connection, *, retired: bool = False) -> list[ItemRecord]:
    """Return the catalogue in order; with `retired`, what is offered no more too, at the end."""
    rows = connection.execute(
        f"SELECT {', '.join(_ITEM)}, retired_at IS NOT NULL FROM catalogue_item"
        f"{'' if retired else ' WHERE retired_at IS NULL'}"
        " ORDER BY retired_at IS NOT NULL, position, id"
    ).fetchall()
    return [
        ItemRecord(**dict(zip(_ITEM, row, strict=False)), is_retired=bool(row[-1])) for row in rows
    ]


def place_after_items(connection: sqlite3.Connection) -> int:
    """Return the place of an item added after the others."""
    (last,) = connection.execute(
        "SELECT coalesce(max(position), -1) FROM catalogue_item"
    ).fetchone()
    return int(last) + 1


def is_code_taken(connection: sqlite3.Connection, code: str, item_id: int | None) -> bool:
    """Say whether another item than this one has a code; an empty one is nobody's."""
    return bool(code) and bool(
        connection.execute(
            "SELECT 1 FROM catalogue_item WHERE code = ? AND id IS NOT ?", (code, item_id)
        ).fetchall()
    )


def recipient(connection: sqlite3.Connection, opportunity_id: int) -> list[str]:
    """Return the lines of the address of an opportunity's client: company, person, place."""
    found = connection.execute(
        "SELECT co.name, co.address, co.address_extra, trim(co.postcode || ' ' || co.city),"
        " co.country FROM opportunity o JOIN company co ON co.id = o.company_id WHERE o.id = ?",
        (opportunity_id,),
    ).fetchone()
    person = connection.execute(
        f"SELECT {person_name('c')}, c.address,"
        " trim(c.postcode || ' ' || c.city) FROM opportunity_contact oc"
        " JOIN contact c ON c.id = oc.contact_id WHERE oc.opportunity_id = ?"
        " ORDER BY oc.position, oc.id LIMIT 1",
        (opportunity_id,),
    ).fetchone()
    name, *home = person or ("",)
    if found is None:
        return [" ".join(line.split()) for line in (name, *home) if line]
    company, *place = found
    lines = (company, name, *(place if any(place) else home))
    return [" ".join(line.split()) for line in lines if line]
