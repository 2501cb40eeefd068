"""Filters as SQL: the words searched and the conditions of a view."""

import sqlite3
from collections.abc import Mapping

from prospect_tui.domain.cleaning import fold, fold_words
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import parse_money, parse_number
from prospect_tui.domain.phone import parse_phones
from prospect_tui.domain.values import normalise
from prospect_tui.domain.views import Condition, Test, View
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage.column_sql import expression

_MOMENTS = ("next", "last_call")


def prepare(connection: sqlite3.Connection) -> None:
    """Give a reading connection what filters need."""
    connection.create_function(
        "fold", 1, lambda value: "" if value is None else fold(str(value)), deterministic=True
    )


def where(view: View, columns: Mapping[str, Column]) -> tuple[str, list[object]]:
    """Return the SQL that limits `prospect` to the rows of a view, each clause after AND."""
    clauses: list[str] = []
    parameters: list[object] = []
    match = match_expression(view.words)
    if match:
        clauses.append("prospect.id IN (SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH ?)")
        parameters.append(match)
    for condition in view.conditions:
        clause, value = _condition(condition, columns)
        clauses.append(f"NOT ({clause})" if condition.negated else clause)
        parameters.extend(value)
    return "".join(f" AND {clause}" for clause in clauses), parameters


def search_words(words: str) -> list[tuple[str, ...]]:
    """Return the folded words that are searched, each with what may stand for it.

    Figures alone are one number, however it is spelt: "01.99.00", "+33 (0)1 99 00 12 34".
    """
    found = fold_words(words)
    if not all(word.isdecimal() for word in found):
        return [(word,) for word in found]
    spelt = [number.e164.removeprefix("+") for number in parse_phones(words)]
    forms = tuple(dict.fromkeys(form for form in (*spelt, "".join(found)) if form))
    return [forms] if forms else []


def match_expression(words: str) -> str:
    """Return what the full-text index is asked for: every word, each from its beginning."""
    either = (" OR ".join(f'"{form}"*' for form in forms) for forms in search_words(words))
    return " AND ".join(f"({forms})" for forms in either)


def _condition(condition: Condition, columns: Mapping[str, Column]) -> tuple[str, list[object]]:
    column = columns[condition.column]
    cell = expression(column)
    typed = condition.value.replace("_", " ") if column.key == "result" else condition.value
    value = _as_stored(column, typed)
    match condition.test:
        case Test.CONTAINS:
            return f"instr(fold({cell}), ?)", [fold(typed)]
        case Test.IS if not value:
            return f"coalesce({cell}, '') = ''", []
        case Test.IS:
            return f"fold({cell}) = ?", [fold(value)]
    sign = ">" if condition.test is Test.OVER else "<"
    try:
        number = parse_number(value)
    except InvalidValue:
        return f"{cell} <> '' AND fold({cell}) {sign} ?", [fold(value)]
    return f"{cell} <> '' AND CAST({cell} AS REAL) {sign} ?", [number]


def _as_stored(column: Column, typed: str) -> str:
    """Return what is typed in a filter as its column stores it: whole cents, ISO days."""
    if column.kind is ColumnKind.MONEY:
        try:
            return str(parse_money(typed))
        except InvalidValue:
            return typed
    return normalise(ColumnKind.DATE if column.key in _MOMENTS else column.kind, typed)
