"""Finding anything from anywhere: opportunities, people, companies and rows, by words and numbers.

The first hits come at once whatever the base holds. What needs all of it, such as an opportunity
found by a remark on the row from which it comes, is sought in another thread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from prospect_tui.domain.cleaning import figures_only, fold
from prospect_tui.domain.columns import PHONE_KEYS
from prospect_tui.domain.phone import parse_phones, searched_forms
from prospect_tui.domain.prospect import MOST_SEARCHED
from prospect_tui.services.newest import GaveWay, GivenUp, Newest
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import cells as store_cells
from prospect_tui.storage import search as store
from prospect_tui.storage.connection import base_error
from prospect_tui.storage.deadlines import deadline, may_be_interrupted
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name, row_name

LIMIT = 30
MOST_KNOWN = 5
"""People, and companies, among the hits: more letters find the others."""
AT_ONCE = 0.008
"""Seconds that a letter may wait for the first hits."""
_EXCERPT = 40
"""Letters of an excerpt."""
_OF_PEOPLE = ("mobile", "direct_line", "phone", "other_phone")
"""The numbers of a person, in the order in which they are told."""


class FoundKind(StrEnum):
    """What was found."""

    PROSPECT = "prospect"
    OPPORTUNITY = "opportunity"
    CONTACT = "contact"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Found:
    """One hit."""

    kind: FoundKind
    id: int
    title: str
    person: str
    detail: str
    """The file of a row, the outcome of an opportunity ("" while open), the town of a company."""
    phone: str
    excerpt: str = ""
    """What a row has of the words sought, where nothing above shows why it is found."""


def find(workspace: Workspace, words: str, limit: int = LIMIT) -> list[Found]:
    """Return what holds every word, opportunities first, read by the main thread to the end.

    People and companies come after them, some of each, then the rows of the files: first those
    whose company is called so, from its beginning.

    Words are found from their beginning, and in the middle of others when nothing begins so;
    numbers in any spelling, by their middle too. Accents, case and œ do not matter.
    """
    return _find(workspace.connection, words, limit)


class Search:
    """One search as it is typed: `first` in the main thread, `complete` in any other one."""

    def __init__(self, workspace: Workspace) -> None:
        """Read nothing yet."""
        self._workspace = workspace
        self._newest = Newest(workspace)
        self._words = ""

    def first(self, words: str) -> tuple[list[Found], bool]:
        """Return what is found in some milliseconds, and whether it is all there is to show.

        The words before are given up. Raises `UnusableBase`.
        """
        self._newest.ask()
        self._words = words
        found: list[Found] = []
        is_complete = False
        try:
            with (
                may_be_interrupted(),
                self._workspace.glance() as connection,
                deadline(connection, AT_ONCE),
            ):
                found += _opportunities(connection, words, LIMIT)
                found += _rows(connection, words, store.rows_with(words), LIMIT - len(found))
                found = _find(connection, words, LIMIT)
                is_complete = True
        except sqlite3.Error as error:
            raise base_error(error, self._workspace.path) from error
        return found, is_complete

    def complete(self, words: str) -> list[Found] | None:
        """Return all there is to show; None when newer words were asked for since `first`.

        Raises `UnusableBase`.
        """
        turn = self._newest.turn
        while words == self._words:
            try:
                with self._newest.reading(turn) as reader:
                    return _find(reader, words, LIMIT)
            except GaveWay:
                continue
            except GivenUp:
                break
        return None

    def cancel(self) -> None:
        """Give up what is being sought, from any thread."""
        self._newest.ask()


def _find(connection: sqlite3.Connection, words: str, limit: int) -> list[Found]:
    for rows_with in (store.rows_with, store.anywhere):
        sought = rows_with(words)
        is_anywhere = rows_with is store.anywhere
        known = _known(connection, words)
        found = _opportunities(
            connection, words, limit - len(known), sought, is_anywhere=is_anywhere
        )
        found += known
        rows = _rows(connection, words, sought, limit - len(found))
        found += _with_excerpts(connection, rows, words)
        if found or sought is None:
            break
    return found


def _opportunities(
    connection: sqlite3.Connection,
    words: str,
    limit: int,
    rows_sought: tuple[str, Sequence[object]] | None = None,
    *,
    is_anywhere: bool = False,
) -> list[Found]:
    """Return the opportunities whose own text has the words, or the row from which they come."""
    terms = store.terms(words)
    if not terms:
        return []
    clauses: list[str] = []
    values: list[object] = []
    for term in terms:
        forms = [f"% {form}%" for form in term.forms]
        if is_anywhere or term.is_number:
            forms = [f"%{form}%" for form in term.forms]
        clauses.append(f"({' OR '.join(['text LIKE ?'] * len(forms))})")
        values += forms
    by_row = ""
    if rows_sought is not None:
        by_row = (
            " OR id IN (SELECT opportunity_id FROM prospect WHERE opportunity_id IS NOT NULL"
            f" AND id IN ({rows_sought[0]}))"
        )
        values += rows_sought[1]
    rows = connection.execute(
        "SELECT id, title, outcome FROM (SELECT *, ' ' || search_text AS text FROM opportunity)"
        f" WHERE ({' AND '.join(clauses)}){by_row} ORDER BY outcome, updated_at DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [Found(FoundKind.OPPORTUNITY, r[0], r[1], "", r[2], "") for r in rows]


def _known(connection: sqlite3.Connection, words: str) -> list[Found]:
    """Return the first people and companies with all the words, by their names, mails, numbers."""
    from prospect_tui.storage import people  # noqa: PLC0415 - first search

    if not store.terms(words):
        return []
    found = []
    for one in people.find_people(connection, words, MOST_KNOWN):
        told = _told_number([one.values[key] for key in _OF_PEOPLE], words)
        detail = one.values["job_title"]
        found.append(Found(FoundKind.CONTACT, one.id, one.name, one.company_name, detail, told))
    for firm in people.find_companies(connection, words, MOST_KNOWN):
        phone, city = firm.values["phone"], firm.values["city"]
        found.append(Found(FoundKind.COMPANY, firm.id, firm.name, "", city, phone))
    return found


def _rows(
    connection: sqlite3.Connection,
    words: str,
    sought: tuple[str, Sequence[object]] | None,
    limit: int,
) -> list[Found]:
    if sought is None or limit <= 0:
        return []
    numbers = ", ".join(f"p.{key}" for key in PHONE_KEYS)
    found: dict[int, Found] = {}
    for hits, values in (store.called(words), (f"{sought[0]} ORDER BY 1", sought[1])):
        rows = connection.execute(
            f"SELECT p.id, {row_name('p')}, {person_name('p')}, f.name, {numbers}"
            f" FROM ({hits}) AS hit CROSS JOIN prospect p ON p.id = hit.id"
            " CROSS JOIN prospect_file f ON f.id = p.file_id AND f.archived_at IS NULL LIMIT ?",
            (*values, limit),
        ).fetchall()
        for row_id, title, person, file, *phones in rows:
            beside, told = "" if person == title else person, _told_number(phones, words)
            found.setdefault(row_id, Found(FoundKind.PROSPECT, row_id, title, beside, file, told))
    return list(found.values())[:limit]


def _with_excerpts(connection: sqlite3.Connection, rows: list[Found], words: str) -> list[Found]:
    """Return rows, those whose line does not show why they are found with their excerpt."""
    sought = store.terms(words)
    missing = {one.id: lacking for one in rows if (lacking := _lacking(one, sought))}
    if not missing:
        return rows
    cells, remarks = store_cells.read(connection, missing), store_cells.remarks(connection, missing)
    texts = {
        row_id: (*row.values.values(), *row.own.values(), *remarks.get(row_id, ()))
        for row_id, row in cells.items()
    }
    return [
        replace(one, excerpt=_excerpt(texts[one.id], missing[one.id])) if one.id in texts else one
        for one in rows
    ]


def _lacking(found: Found, sought: Iterable[store.Term]) -> list[store.Term]:
    """Return what was sought that the line of a hit does not show."""
    shown = fold(f"{found.title} {found.person} {found.phone} {found.detail}")
    figures = f"{figures_only(found.phone)} {_figures_meant(found.phone)}"
    return [
        term
        for term in sought
        if not any(form in shown or (term.is_number and form in figures) for form in term.forms)
    ]


def _excerpt(texts: Iterable[str], sought: Iterable[store.Term]) -> str:
    """Return the words of a row around the first thing sought, "" when it is in none."""
    forms = [(form, term.is_number) for term in sought for form in term.forms]
    for text in texts:
        folded = fold(text[:MOST_SEARCHED])
        for form, is_number in forms:
            place = folded.find(form)
            if place >= 0:
                return _around(text, place)
            if is_number and len(text) <= _EXCERPT and form in figures_only(text):
                return text
    return ""


def _around(text: str, place: int) -> str:
    """Return some words of a text before a place and after it, on one line."""
    start = 0 if place < _EXCERPT // 2 else text.rfind(" ", 0, place - _EXCERPT // 4) + 1
    words = text[start : start + _EXCERPT].split()
    is_cut = start + _EXCERPT < len(text)
    shown = " ".join(words[:-1] if is_cut and len(words) > 1 else words)
    return f"{'…' if start else ''}{shown}{'…' if is_cut else ''}"


def _told_number(numbers: Iterable[str], words: str) -> str:
    """Return which number of a record is told: the one that was sought, else the first there is."""
    filled = [number for number in numbers if number]
    sought = [form for term in store.terms(words) if term.is_number for form in term.forms]
    for figures_of in (figures_only, _figures_meant) if sought else ():
        for number in filled:
            figures = figures_of(number)
            if any(form in figures for form in sought):
                return number
    return filled[0] if filled else ""


def _figures_meant(number: str) -> str:
    """Return the forms under which the numbers of a cell are found, however they are written."""
    return " ".join(form for one in parse_phones(number) for form in searched_forms(one.e164))
