"""Finding anything from anywhere: rows, opportunities, people, numbers, notes."""

from dataclasses import dataclass
from enum import StrEnum

from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.filter_sql import match_expression, search_words

LIMIT = 30


class FoundKind(StrEnum):
    """What was found."""

    PROSPECT = "prospect"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True, slots=True)
class Found:
    """One hit."""

    kind: FoundKind
    id: int
    title: str
    person: str
    detail: str
    """The file of a row, or the outcome of an opportunity ("" while open)."""
    phone: str


def find(workspace: Workspace, words: str, limit: int = LIMIT) -> list[Found]:
    """Return what contains every word, each from its beginning, opportunities first.

    Accents, case, œ and the spelling of numbers do not matter.
    """
    match = match_expression(words)
    if not match:
        return []
    connection = workspace.connection
    listed = search_words(words)
    one = "' ' || o.search_text LIKE ?"
    clause = " AND ".join(f"({' OR '.join(one for _ in forms)})" for forms in listed)
    pattern = [f"% {form}%" for forms in listed for form in forms]
    opportunities = connection.execute(
        "SELECT DISTINCT o.id, o.title, o.outcome FROM opportunity o"
        f" WHERE ({clause}) OR o.id IN (SELECT p.opportunity_id FROM prospect p WHERE p.id IN"
        " (SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH ?))"
        " ORDER BY o.outcome, o.updated_at DESC LIMIT ?",
        (*pattern, match, limit),
    ).fetchall()
    found = [Found(FoundKind.OPPORTUNITY, r[0], r[1], "", r[2], "") for r in opportunities]
    rows = connection.execute(
        "SELECT p.id, p.company_name, trim(p.first_name || ' ' || p.last_name), f.name, p.phone,"
        " p.email FROM prospect_fts s JOIN prospect p ON p.id = s.rowid"
        " JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL"
        " WHERE prospect_fts MATCH ? LIMIT ?",
        (match, limit),
    ).fetchall()
    found += [
        Found(
            FoundKind.PROSPECT, r[0], r[1] or r[2] or r[4] or r[5], r[2] if r[1] else "", r[3], r[4]
        )
        for r in rows
    ]
    return found[:limit]
