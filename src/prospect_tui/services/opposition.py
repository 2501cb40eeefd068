"""Objections to canvassing: recorded as keyed hashes, enforced by one function everywhere.

A hash needs its key: ten thousand million French numbers can be tried in minutes. The key is a
file beside the base, readable by its owner alone; no name is ever kept.
"""

import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from prospect_tui.domain.consequence import NextCall
from prospect_tui.domain.identifiers import parse_emails
from prospect_tui.domain.results import STOPPED_SCORE
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.services import rows
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import prospects as prospect_store
from prospect_tui.storage.connection import FILE_MODE, moment_text

if TYPE_CHECKING:
    from prospect_tui.storage.models import Prospect

CHANNELS = ("phone", "email", "sms", "post")
KEY_BYTES = 32
NO_NEXT: NextCall | None = None


def oppose(
    workspace: Workspace, prospect_id: int, channels: tuple[str, ...] = CHANNELS, said: str = ""
) -> None:
    """Record that a person objects: no planned call is left, the row is struck, never offered."""
    name = prospect_store.name_of(workspace.connection, prospect_id)
    with workspace.writing("opposition", row=prospect_id, name=name) as writing:
        record(workspace, writing, rows.fetch(writing, prospect_id), channels, said)


def record(
    workspace: Workspace,
    writing: Writing,
    row: "Prospect",
    channels: tuple[str, ...],
    said: str,
) -> None:
    """Close a row for good and enter its numbers and addresses in the list, as keyed hashes.

    Every other row that carries one of them is closed too: the same person, in another file.
    """
    _close(workspace, writing, row)
    numbers, mails = _reach(writing, row)
    key = opposition_key(workspace.path)
    for channel, value in (*(("phone", n) for n in numbers), *(("email", m) for m in mails)):
        writing.connection.execute(
            "INSERT INTO opposition (digest, channel, said, recorded_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (digest) DO NOTHING",
            (digest(key, value), ",".join(channels) or channel, said, moment_text(writing.now)),
        )
    for other in prospect_store.rows_reached_by(writing.connection, numbers, mails):
        _close(workspace, writing, rows.fetch(writing, other))


def enforce(workspace: Workspace, writing: Writing, row: "Prospect") -> None:
    """Close a row in which a number or address of the opposition list was typed again."""
    numbers, mails = _reach(writing, row)
    if not row.opposed and opposed_values(workspace, numbers | mails, writing.connection):
        _close(workspace, writing, row)


def _reach(writing: Writing, row: "Prospect") -> tuple[set[str], set[str]]:
    """Return the numbers in E.164 and the addresses by which a row is reached."""
    assert row.id is not None
    numbers = {n.e164 for n in prospect_store.numbers(writing.connection, row.id)}
    return numbers, addresses_of(row.email) | addresses_of(row.generic_email)


def addresses_of(cell: str) -> set[str]:
    """Return what an e-mail cell adds to the opposition list: its text, and each address in it."""
    return {mail.lower() for mail in (cell, *parse_emails(cell)) if mail}


def _close(workspace: Workspace, writing: Writing, row: "Prospect") -> None:
    """Leave nothing planned for a row, out of the queue for good."""
    row.opposed = True
    row.score = STOPPED_SCORE
    if row.state != RowState.CONVERTED:
        row.state = RowState.STRUCK.value
    rows.set_next(row, NO_NEXT, workspace)
    rows.touch(row, writing.now)
    writing.session.flush()
    writing.connection.execute(
        "UPDATE activity SET cancelled_at = ? WHERE prospect_id = ? AND done_at IS NULL"
        " AND cancelled_at IS NULL",
        (moment_text(writing.now), row.id),
    )


def opposed_values(
    workspace: Workspace, values: Iterable[str], connection: sqlite3.Connection | None = None
) -> set[str]:
    """Return which of these numbers (E.164) and addresses stand in the opposition list.

    Another thread than the main one gives its own `connection`.
    """
    listed = set(values)
    connection = connection or workspace.connection
    if not listed or not connection.execute("SELECT 1 FROM opposition LIMIT 1").fetchone():
        return set()
    key = opposition_key(workspace.path)
    return {
        value
        for value in listed
        if connection.execute(
            "SELECT 1 FROM opposition WHERE digest = ?", (digest(key, value),)
        ).fetchone()
    }


def digest(key: bytes, value: str) -> str:
    """Return the keyed hash of a number in E.164 or of an address, lower-cased."""
    return hmac.new(key, value.strip().lower().encode(), "sha256").hexdigest()


def opposition_key(base: Path) -> bytes:
    """Return the secret of a base, made at first need in a file beside it (0600)."""
    path = base.with_suffix(".key")
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return bytes.fromhex(path.read_text(encoding="ascii"))
