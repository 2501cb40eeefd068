"""The words and numbers sought in rows: what is asked of the two search indexes.

Words are found from their beginning, whatever their accents and case. Figures that follow each
other are one number, found from its beginning in any spelling, and from its middle too as soon as
three of them are typed. `anywhere` finds the rest: it reads the text of every row.
"""

import re
import sys
from dataclasses import dataclass

from prospect_tui.domain.cleaning import fold, fold_words
from prospect_tui.domain.expressions import expression
from prospect_tui.domain.phone import parse_phones

INDEXED = 3
"""Figures from which a number is found by its middle: those of which the index is made."""

_ALONE = 4
"""Figures of a group that may be a number by itself, such as a postcode or a year: phones have
shorter groups."""

_ABROAD = 5
"""Figures from which "00" begins a number of another country, not one with zeros in it."""

_FIGURES = expression(r"(?<![^\W_])(?:\+[ (]*)?[0-9](?:[ .,\-/()_·•]*[0-9])*(?![^\W_])")
"""Figures with what people write between those of one number, neither after nor before a letter."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a number with the figures that may stand for it."""

    words: tuple[str, ...]
    """As typed, folded: several for a number typed in groups."""
    forms: tuple[str, ...]
    """What the row may hold in the place of the term: one of these."""
    is_number: bool = False
    """Whether the middle of a number of the row is enough."""


def terms(text: str) -> tuple[Term, ...]:
    """Return what is sought for a typed text: each of these, in any order."""
    folded = fold(text)
    found: list[Term] = []
    end = 0
    for match in _FIGURES.finditer(folded):
        found += map(_word, fold_words(folded[end : match.start()]))
        found.append(_number(match[0]))
        end = match.end()
    found += map(_word, fold_words(folded[end:]))
    return tuple(dict.fromkeys(found))


def narrows(text: str, before: str) -> bool:
    """Say whether all rows with what is sought for `text` have what was sought `before` too.

    Letters were added; a figure more may make another number, sought in other places.
    """
    return text.startswith(before) and not any(term.is_number for term in terms(text))


def _word(word: str) -> Term:
    return Term((word,), (word,))


def _number(typed: str) -> Term:
    """Return a number as it is kept: the two forms of a whole one, else its figures.

    "+33 (0)4 67" and "0033 4 67" are the 33467 with which the numbers of Montpellier begin.
    """
    words = tuple(re.findall("[0-9]+", typed))
    figures = "".join(words)
    whole = [number.e164.removeprefix("+") for number in parse_phones(typed)]
    begun = figures.removeprefix("00") if len(figures) >= _ABROAD else figures
    if begun.startswith("330"):
        begun = f"33{begun.removeprefix('330')}"
    forms = tuple(dict.fromkeys(form for form in (*whole, figures, begun) if form))
    return Term(words, forms, len(figures) >= INDEXED)


def rows_with(text: str) -> tuple[str, list[object]] | None:
    """Return the SELECT of the ids of all rows with every term of `text`, found by the indexes.

    Given "ORDER BY 1", the first ids of a word or a number come at once. None when nothing is
    sought.
    """
    sought = terms(text)
    parts = [_number_part(term) for term in sought if term.is_number]
    words = " AND ".join(_beginnings(term) for term in sought if not term.is_number)
    if words:
        parts.append((_WORDS, [words]))
    if len(parts) <= 1:
        return parts[0] if parts else None
    return (
        " INTERSECT ".join(f"SELECT id FROM ({sql})" for sql, _ in parts),
        [value for _, values in parts for value in values],
    )


def called(text: str) -> tuple[str, list[object]]:
    """Return the SELECT of the ids of the rows whose company's name begins with a typed text.

    File by file, in the order of the names: the index gives the first ones at once.
    """
    begun = fold(text).strip()
    return _CALLED, [begun, f"{begun}{chr(sys.maxunicode)}"]


def phrase(text: str) -> str:
    """Return the full-text question of the rows that hold the words of a text side by side."""
    words = fold(text).replace('"', " ")
    return f'"{words}"'


_CALLED = (
    "SELECT named.id FROM prospect_file offered CROSS JOIN prospect named"
    " ON named.file_id = offered.id AND named.company_name <> ''"
    " AND named.sort_key >= ? AND named.sort_key < ? WHERE offered.archived_at IS NULL"
)
_WORDS = "SELECT rowid AS id FROM prospect_fts WHERE prospect_fts MATCH ?"
_NUMBERS = "prospect_fts_numbers"


def _beginnings(term: Term) -> str:
    """Return the full-text question of the rows with a word that begins as one of the forms."""
    begun = " OR ".join(f'"{form}"*' for form in term.forms)
    return f"({begun})"


def _number_part(term: Term) -> tuple[str, list[object]]:
    sql, values = _WORDS, [_beginnings(term)]
    for form in term.forms:
        if len(form) == INDEXED:  # the index needs no second look
            sql += f" UNION SELECT rowid FROM {_NUMBERS} WHERE {_NUMBERS} MATCH ?"
            values.append(f'"{form}"')
        elif len(form) > INDEXED:
            sql += f" UNION SELECT rowid FROM {_NUMBERS} WHERE digits GLOB ?"
            values.append(f"*{form}*")
    return sql, list(values)


def anywhere(text: str) -> tuple[str, list[object]] | None:
    """Return the SELECT of the ids of all rows with every term of `text` anywhere, in its middle.

    It reads the text of every row: some 0.2 s for a million. None when nothing is sought.
    """
    clauses: list[str] = []
    values: list[object] = []
    for term in terms(text):
        patterns = [f"*{form}*" for form in term.forms]
        if len(term.words) > 1:
            patterns.append(f"*{'?'.join(term.words)}*")  # as it is written in a note
        either = ["body GLOB ?"] * len(patterns)
        if len(term.words) > 1 and max(map(len, term.words)) >= _ALONE:
            either.append(f"({' AND '.join([_BEGINS] * len(term.words))})")
            patterns += [f"*{_BEFORE}{word}*" for word in term.words]
        clauses.append(f"({' OR '.join(either)})")
        values += patterns
    if not clauses:
        return None
    return f"{_TEXTS}{' AND '.join(clauses)}", values


_BEGINS = "' ' || body GLOB ?"
_BEFORE = "[^A-Za-z0-9]"
"""What stands before a word."""
_TEXTS = "SELECT prospect_id AS id FROM prospect_search WHERE "


def those_with(text: str, row_ids: str) -> tuple[str, list[object]]:
    """Return the SELECT of the ids, of some rows given as JSON, that have every term of `text`.

    It reads the texts of these few rows, and takes every letter that is not of ours for the end of
    a word: good for a first look.
    """
    clauses: list[str] = []
    values: list[object] = [row_ids]
    for term in terms(text):
        before = "" if term.is_number else _BEFORE
        has = " OR ".join([f"instr(body, ?) AND {_BEGINS}"] * len(term.forms))  # sooner said no
        clauses.append(f"({has})")
        for form in term.forms:
            values += [form, f"*{before}{form}*"]
    listed = "prospect_id IN (SELECT value FROM json_each(?))"
    return f"{_TEXTS}{' AND '.join([listed, *clauses])}", values
