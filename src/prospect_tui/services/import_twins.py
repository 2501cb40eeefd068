"""Recognising a prospect that is there already: in the base, or higher up in the same source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.importing import ProspectDraft, duplicate_keys
from prospect_tui.domain.prospect import display_name
from prospect_tui.storage import batches as store
from prospect_tui.storage.driver import sqlite3

_WITH_PERSON = ("siret:", "phone:", "name:")


@dataclass(frozen=True, slots=True)
class Twin:
    """The row that another one repeats."""

    siret: str
    line: int = 0
    """Its line in the same source; 0 when it was in the base before."""
    row_id: int = 0
    name: str = ""
    file_name: str = ""


class Twins:
    """What is known of the keys of the rows being imported, chunk after chunk.

    Only the keys of one chunk are held, the base knows the others; but nothing is in the base of
    what a dry run reads, so it holds them all.
    """

    def __init__(self, connection: sqlite3.Connection, batch_id: int | None) -> None:
        self._connection = connection
        self._batch_id = batch_id
        self._known: dict[str, Twin] = {}

    def look_up(self, keys: Collection[str]) -> None:
        """Read which rows of the base have these keys, at once."""
        if self._batch_id is not None:
            self._known.clear()
        for found in store.rows_with_identities(self._connection, keys):
            is_here = found.batch_id is not None and found.batch_id == self._batch_id
            twin = Twin(
                found.cells["siret"],
                line=found.line or 0 if is_here else 0,
                row_id=found.id,
                name=display_name(found.cells),
                file_name=found.file_name,
            )
            self._known.setdefault(found.key, twin)

    def of(self, draft: ProspectDraft, keys: Iterable[str]) -> Twin | None:
        """Return the row that `draft` repeats.

        Two establishments may share a number or a name: two different SIRETs tell them apart.
        """
        siret = draft.values.get("siret", "")
        for key in keys:
            twin = self._known.get(key)
            if twin is None:
                continue
            if key.startswith(("phone:", "name:")) and siret and twin.siret not in {"", siret}:
                continue
            return twin
        return None

    def add(self, draft: ProspectDraft, keys: Iterable[str]) -> None:
        """Remember a row that is going to be imported."""
        twin = Twin(draft.values.get("siret", ""), line=draft.line)
        for key in keys:
            self._known[key] = twin


def identity_keys(draft: ProspectDraft) -> tuple[str, ...]:
    """Return what makes two rows the same: a mail, or a SIRET, number or company with a person.

    Two people of one company share its number and its SIRET and stay two rows.
    """
    values = draft.values
    person = fold(f"{values.get('first_name', '')} {values.get('last_name', '')}".strip())
    shared = [f"{key}|{person}" for key in duplicate_keys(draft) if key.startswith(_WITH_PERSON)]
    if not values.get("postcode"):
        shared = [key for key in shared if not key.startswith("name:")]
    mail = values.get("email", "").lower()
    return (f"mail:{mail}", *shared) if mail else tuple(shared)
