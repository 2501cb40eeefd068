"""A file of made-up rows, and a plain model of which of them a view shows and in which order."""

from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any

from hypothesis import strategies as st

from prospect_tui.domain.cleaning import fold, fold_words
from prospect_tui.domain.columns import Column
from prospect_tui.domain.numbers import cents_kept, first_number
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.views import SortKey, View
from prospect_tui.services import grid
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration
from prospect_tui.storage.imports import NewRow, insert_rows
from prospect_tui.storage.search import terms
from tests.builders import make_file
from tests.services.test_grid import add_own_column

Row = dict[str, Any]

TEXTS = ("", "Étoile", "etoile", "ZINC", "zinc bleu", "Œillet", "oasis", "L'Atelier", "ß", "été 2",
         "Ωmega", "12 rue du 3")  # fmt: skip
COUNTS = ("", "3", "12", "0012", "100 à 199 salariés", "1,5", "-2", "beaucoup", "0", "9" * 18)
CENTS = ("", "500", "-500", "0", "120000000", "beaucoup", "12 €")
DAYS = ("", "1999-12-31", "2003-02-01", "31/02/2003")
PHONES = ("", "01 99 00 12 34", "+33 6 39 98 00 01", "0590 12 34 56", "+32 2 123 45 67", "12 34")
SCORES = ("", "CHAUD", "TIEDE", "FROID", "OLD")
MOMENTS = (None, "2026-11-20 09:00:00.000000", "2026-11-25 08:30:00.000000")
NEXT = ((None, None), ("2026-11-24", None), ("2026-11-24", "2026-11-24 09:00:00.000000"),
        ("2026-11-26", "2026-11-26 07:00:00.000000"))  # fmt: skip
CELLS = {
    "company_name": TEXTS,
    "city": TEXTS,
    "phone": PHONES,
    "headcount": COUNTS,
    "turnover": CENTS,
    "founded_on": DAYS,
}
OWN = {"number": COUNTS, "text": TEXTS}
SORTED = (*CELLS, *OWN, "score", "next", "attempts", "last_call")
ROW = st.fixed_dictionaries(
    {name: st.sampled_from(values) for name, values in (CELLS | OWN).items()}
    | {
        "score": st.sampled_from(SCORES),
        "attempts": st.integers(0, 3),
        "last_call": st.sampled_from(MOMENTS),
        "next": st.sampled_from(NEXT),
        "position": st.integers(0, 9),
    }
)
SORTS = st.lists(
    st.tuples(st.sampled_from(SORTED), st.booleans()), max_size=3, unique_by=lambda key: key[0]
)
_files = count(1)


class Filled:
    """A new file of a base, with these rows in the order of their positions."""

    def __init__(self, workspace: Workspace, rows: list[Row]) -> None:
        self.workspace = workspace
        self.file = make_file(workspace, f"Fichier {next(_files)}")
        own = {
            "number": add_own_column(workspace, self.file, "Nombre", "number"),
            "text": add_own_column(workspace, self.file, "Texte"),
        }
        self.columns = columns(workspace, self.file)
        self._keys = {name: column.key for name, column in own.items()}
        self._urgency = configuration.priorities(workspace.connection)
        self.rows = self._insert(rows, own)

    def _insert(self, rows: list[Row], own: Mapping[str, Column]) -> list[Row]:
        new = []
        for row in rows:
            values = {key: row[key] for key in CELLS}
            extra = {own[name].key.removeprefix("own:"): row[name] for name in own if row[name]}
            new.append(NewRow(None, values, extra, derive(values, extra.values())))
        with self.workspace.writing("add_rows") as writing:
            ids = insert_rows(writing.connection, self.file, None, new, writing.now)
            writing.connection.executemany(
                "UPDATE prospect SET position = ?1, score = ?2, attempts = ?3, last_call_at = ?4,"
                " next_day = ?5, next_at = ?6, next_kind = iif(?5 IS NULL, '', 'retry')"
                " WHERE id = ?7",
                [
                    (r["position"], r["score"], r["attempts"], r["last_call"], *r["next"], row_id)
                    for r, row_id in zip(rows, ids, strict=True)
                ],
            )
        kept = [row | {"id": row_id} for row, row_id in zip(rows, ids, strict=True)]
        return sorted(kept, key=lambda row: (row["position"], row["id"]))

    def view(self, sort: list[tuple[str, bool]], words: str = "") -> View:
        """Return a view sorted by columns, each with whether it descends."""
        keys = (SortKey(self._keys.get(name, name), descending) for name, descending in sort)
        return View(words, (), tuple(keys))

    def shown(self, view: View) -> list[int]:
        """Return the rows of a view, asked for in every way there is."""
        finder = RowFinder(self.workspace)
        found = finder.first(self.file, view, self.columns)
        ids = finder.complete(self.file, view, self.columns)
        assert ids is not None
        assert ids == grid.ids_of(self.workspace, self.file, view, self.columns)
        if found.is_complete:
            assert (found.ids, found.total) == (ids, len(self.rows))
        finder.prepare_words()
        again = finder.first(self.file, view, self.columns)
        assert again.ids == ids[: len(again.ids)]
        return list(ids)

    def in_order(self, sort: list[tuple[str, bool]]) -> list[int]:
        """Return all rows as the model sorts them: the last key first, empty cells at the end."""
        rows = self.rows
        for name, descending in reversed(sort):
            filled = [row for row in rows if self._filled(name, row)]
            readable = [row for row in filled if self._value(name, row) is not None]
            wrong = [row for row in filled if self._value(name, row) is None]
            readable.sort(key=partial(self._value, name), reverse=descending)
            rows = readable + wrong + [row for row in rows if not self._filled(name, row)]
        return [row["id"] for row in rows]

    def _filled(self, name: str, row: Row) -> bool:
        value = row[name][0] if name == "next" else row[name]
        return value is not None and value != ""

    def _value(self, name: str, row: Row) -> Any:
        """Return what is compared, None for what a column of numbers cannot read."""
        value = row[name]
        match name:
            case "headcount" | "number":
                return first_number(value)
            case "turnover":
                return cents_kept(value)
            case "score":
                return self._urgency.get(value)
            case "next":
                return value[0], value[1] or ""
            case "company_name" | "city" | "text":
                return fold(value)
        return value

    def with_words(self, words: str) -> set[int]:
        """Return the rows in which the model finds words: from their beginning, else anywhere."""
        begun = {row["id"] for row in self.rows if _has(row, words, anywhere=False)}
        return begun or {row["id"] for row in self.rows if _has(row, words, anywhere=True)}


def _has(row: Row, words: str, *, anywhere: bool) -> bool:
    values = {key: row[key] for key in CELLS}
    body = derive(values, (row["number"], row["text"])).search_body
    in_text, figures = fold_words(body), _figures(body)
    for term in terms(words):
        found = any(word.startswith(form) for form in term.forms for word in in_text)
        if term.is_number:
            found = found or any(form in number for form in term.forms for number in figures)
        if anywhere:
            found = found or any(form in body for form in term.forms)
        if not found:
            return False
    return True


def _figures(body: str) -> list[str]:
    """Return the numbers that end a text."""
    found: list[str] = []
    for word in reversed(body.split(" ")):
        if not word.isdigit():
            break
        found.append(word)
    return found
