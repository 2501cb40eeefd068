"""Objections to canvassing: recorded as keyed hashes, enforced by one function everywhere.

A hash needs its key: ten thousand million French numbers can be tried in minutes. The key is a
file beside the base, readable by its owner alone; no name is ever kept.
"""

import hmac
import os
import secrets
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from pathlib import Path

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import EMAIL_KEYS
from prospect_tui.domain.identifiers import parse_emails
from prospect_tui.domain.phone import parse_phones
from prospect_tui.domain.prospect import Derived
from prospect_tui.domain.results import STOPPED_SCORE
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import oppositions as store
from prospect_tui.storage import prospects as prospect_store
from prospect_tui.storage import row_acts, sales
from prospect_tui.storage.connection import FILE_MODE
from prospect_tui.storage.driver import sqlite3

CHANNELS = ("phone", "email", "sms", "post")
KEY_BYTES = 32


def objection(record: prospect_store.ProspectRecord, notes: Iterable[str]) -> str:
    """Return the words by which a row not opposed yet, or a note on it, says it objects; or ""."""
    from prospect_tui.domain.opposition_said import opposition_said  # noqa: PLC0415 - first card

    if record.opposed:
        return ""
    values = record.values
    return opposition_said(values["notes"], values["tags"], *record.own.values(), *notes)


def oppose(
    workspace: Workspace, prospect_id: int, channels: tuple[str, ...] = CHANNELS, said: str = ""
) -> None:
    """Record that a person objects: no planned call is left, the row is struck, never offered."""
    name = prospect_store.name_of(workspace.connection, prospect_id)
    with workspace.writing("opposition", row=prospect_id, name=name) as writing:
        record(workspace, writing, prospect_id, channels, said)


def oppose_opportunity(
    workspace: Workspace,
    opportunity_id: int,
    channels: tuple[str, ...] = CHANNELS,
    said: str = "",
) -> None:
    """Record that the people of an opportunity object; what is planned for it is cancelled.

    It stays open, to do, for the user to close: whoever objects to calls may still have bought.
    """
    connection = workspace.connection
    title = sales.opportunity(connection, opportunity_id, workspace.zone).title
    with workspace.writing("opposition", name=title) as writing:
        values: list[str] = []
        for cell in store.cells_of_contacts(writing.connection, opportunity_id):
            values += values_in(cell)
        store.oppose_contacts(writing.connection, opportunity_id, writing.now)
        for row_id in sales.rows_of(writing.connection, opportunity_id):
            record(workspace, writing, row_id, channels, said)
        enter(workspace, writing, values, channels, said)


def record(
    workspace: Workspace, writing: Writing, row_id: int, channels: tuple[str, ...], said: str
) -> None:
    """Close a row for good and enter its numbers and addresses in the list, as keyed hashes.

    Every other row that carries one of them is closed too: the same person, in another file.
    """
    connection = writing.connection
    cells = row_acts.addresses(connection, row_id)
    mails = [mail for cell in cells for mail in addresses_of(cell)]
    numbers = [n.e164 for n in prospect_store.numbers(connection, row_id)]
    enter(workspace, writing, [*numbers, *mails], channels, said)
    close_rows(writing, [row_id])


def enter(
    workspace: Workspace,
    writing: Writing,
    values: Iterable[str],
    channels: tuple[str, ...],
    said: str,
) -> None:
    """Put numbers (E.164) and addresses in the list, and close every row that carries one."""
    key, listed = opposition_key(workspace.path), dict.fromkeys(values)
    mails = {value for value in listed if not value.startswith("+")}
    for value in listed:
        channel = "email" if value in mails else "phone"
        told = ",".join(channels) or channel
        store.enter(writing.connection, digest(key, value), told, clean(said), writing.now)
    numbers = listed.keys() - mails
    close_rows(writing, prospect_store.rows_reached_by(writing.connection, numbers, mails))


def enforce(workspace: Workspace, writing: Writing, reach: Mapping[int, Set[str]]) -> None:
    """Close the rows in which a number or address of the opposition list was typed again.

    `reach` gives by row what `reached_by` returns.
    """
    asked = {value for values in reach.values() for value in values}
    opposed = opposed_values(workspace, asked, writing.connection)
    if opposed:
        close_rows(writing, [row for row, values in reach.items() if values & opposed])


def reached_by(cells: Mapping[str, str], derived: Derived) -> set[str]:
    """Return the numbers in E.164 and the addresses by which a row is reached."""
    mails = (mail for key in EMAIL_KEYS for mail in addresses_of(cells.get(key, "")))
    return {*mails, *(entry.number.e164 for entry in derived.numbers)}


def close_rows(writing: Writing, row_ids: Iterable[int]) -> None:
    """Leave nothing planned for rows, out of the queue for good."""
    row_acts.close(writing.connection, row_ids, STOPPED_SCORE, writing.now)


def addresses_of(cell: str) -> set[str]:
    """Return what an e-mail cell adds to the opposition list: its text, and each address in it."""
    return {mail.lower() for mail in (cell, *parse_emails(cell)) if mail}


def opposed_rows(
    workspace: Workspace, row_ids: Iterable[int], connection: sqlite3.Connection | None = None
) -> set[int]:
    """Return which rows may not be canvassed: their people object, under this row or another.

    The queue, the verdict before a call, conversion and export all ask here; what is imported or
    typed is not a row yet and asks `opposed_values`, on which this rests.
    """
    ids = list(row_ids)
    connection = connection or workspace.connection
    closed = store.opposed(connection, ids)
    if not store.has_oppositions(connection):
        return closed
    reach = store.reached_by(connection, [row_id for row_id in ids if row_id not in closed])
    by_row: dict[int, set[str]] = {}
    for row_id, value, is_mail in reach:
        by_row.setdefault(row_id, set()).update(addresses_of(value) if is_mail else (value,))
    listed = opposed_values(workspace, set().union(*by_row.values()), connection)
    return closed | {row_id for row_id, values in by_row.items() if values & listed}


def opposed_values(
    workspace: Workspace, values: Iterable[str], connection: sqlite3.Connection | None = None
) -> set[str]:
    """Return which of these numbers (E.164) and addresses stand in the opposition list.

    Another thread than the main one gives its own `connection`.
    """
    asked = set(values)
    connection = connection or workspace.connection
    if not asked or not store.has_oppositions(connection):
        return set()
    key = opposition_key(workspace.path)
    by_digest = {digest(key, value): value for value in asked}
    known = store.known_digests(connection, by_digest)
    return {value for found, value in by_digest.items() if found in known}


def is_opposed(workspace: Workspace, cells: Iterable[str]) -> bool:
    """Say whether a number or an address in one of these cells stands in the opposition list."""
    return bool(opposed_values(workspace, [v for cell in cells for v in values_in(cell)]))


def values_in(cell: str) -> Iterable[str]:
    """Return what a number or mail cell of a contact adds to the list."""
    return addresses_of(cell) if "@" in cell else (one.e164 for one in parse_phones(cell))


def digest(key: bytes, value: str) -> str:
    """Return the keyed hash of a number in E.164 or of an address, lower-cased."""
    return hmac.digest(key, value.strip().lower().encode(), "sha256").hex()


def opposition_key(base: Path) -> bytes:
    """Return the secret of a base, made at first need in a file beside it (0600)."""
    path = base.with_suffix(".key")
    try:
        return _kept_key(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return _new_key(path)


@lru_cache(maxsize=8)
def _kept_key(path: Path, _written: int) -> bytes:
    """Return the secret in a file, read once for as long as nobody writes it."""
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _new_key(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    except FileExistsError:  # another program was quicker
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return bytes.fromhex(path.read_text(encoding="ascii"))
