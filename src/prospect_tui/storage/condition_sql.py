"""One condition of a view as SQL, by what its column holds: texts, figures, amounts or days.

A clause is true or not true for each row: an empty cell, or one that holds something else than its
column wants, is in no range. What a person typed is always a parameter, never SQL.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.domain.numbers import first_number, parse_money, parse_number
from prospect_tui.domain.phone import parse_phones, searched_forms
from prospect_tui.domain.values import normalise
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import Condition, Test
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage import column_sql
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.sql_functions import search_of
from prospect_tui.storage.wrong_sql import wrong

Clause = tuple[str, list[object]]
"""SQL and its parameters."""
_NOTHING: Clause = ("0", [])
_Span = tuple[date, date]
"""The first of some days, and the day after the last."""

_COUNTERS = ("attempts", "age")
_DAYS = {"next": "prospect.next_day", "last_call": "prospect.last_call_at"}
PAST = ("last_call", "founded_on")
"""Columns whose days are past ones: what is left out of them is completed so."""
_AS_KEPT = str.maketrans(".", ",", " €")
_PERHAPS_FIGURES = (ColumnKind.TEXT, ColumnKind.POSTCODE)
_SIGNS = {Test.OVER: ">", Test.UNDER: "<", Test.AT_LEAST: ">=", Test.AT_MOST: "<="}


def clause(condition: Condition, column: Column, days: Days) -> Clause:
    """Return what a condition asks of the rows of `prospect`.

    Raises `InvalidValue` or `InvalidDate` for the end of a range which cannot be read as what the
    column holds.
    """
    sql, parameters = _asked(condition, column, days)
    return f"({sql}) IS {'NOT ' if condition.negated else ''}TRUE", parameters


def _asked(condition: Condition, column: Column, days: Days) -> Clause:
    values = [clean(value) for value in condition.values]
    cells = _cells(column, days)
    match condition.test:
        case Test.EMPTY:
            return cells.empty()
        case Test.WRONG:
            return wrong(column)
        case Test.MATCHES:
            return f"matches(?, {cells.shown})", [search_of(values[0])]
    return _compared(condition.test, cells, values)


def _compared(test: Test, cells: "_Texts", values: Sequence[str]) -> Clause:
    match test:
        case Test.CONTAINS:
            return cells.contains(values[0])
        case Test.STARTS:
            return cells.starts(values[0])
        case Test.IS:
            return cells.equal(values[0]) if values[0] else cells.empty()
        case Test.IN:
            found = [cells.one_of([value for value in values if value])]
            return _any(found if all(values) else [*found, cells.empty()])
        case Test.BETWEEN:
            return cells.between(values[0], values[1])
    return cells.compared(test, values[0])


class _Texts:
    """A column of texts. The end of a range stands for all that begins with it: A..C has Caen."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._cell = column_sql.expression(column)
        self.shown = self._cell
        """SQL of the text in which regular expressions are searched."""
        folded = column_sql.folded_cell(column)
        self._folded = f"replace({folded}, '_', ' ')" if column.key == "result" else folded
        self._compact = column_sql.compact(column, self._folded)

    def empty(self) -> Clause:
        return f"coalesce({self._cell}, '') = ''", []

    def contains(self, value: str) -> Clause:
        return f"instr({self._compact}, ?)", [self._dialled(value) or self._needle(value)]

    def starts(self, value: str) -> Clause:
        return f"instr({self._compact}, ?) = 1", [self._needle(value)]

    def equal(self, value: str) -> Clause:
        return self.contains(value) if self._dialled(value) else self.one_of([value])

    def one_of(self, values: Sequence[str]) -> Clause:
        spellings = (*values, *(normalise(self._column.kind, value) for value in values))
        return _in(self._compact, list(dict.fromkeys(map(self._needle, spellings))))

    def between(self, first: str, last: str) -> Clause:
        figures = self._figures((first, last))
        if figures is not None:
            return figures.between(first, last)
        lowest, highest = sorted((first, last), key=self._fold)
        return _all([self._bound(">=", lowest), self._bound("<=", highest)])

    def compared(self, test: Test, value: str) -> Clause:
        figures = self._figures((value,))
        return figures.compared(test, value) if figures else self._bound(_SIGNS[test], value)

    def _needle(self, value: str) -> str:
        if self._column.kind is ColumnKind.YES_NO:
            value = normalise(ColumnKind.YES_NO, value)
        folded = self._fold(value)
        separators = column_sql.SEPARATORS.get(self._column.kind, "")
        return folded.translate(str.maketrans("", "", separators)) or folded

    def _fold(self, value: str) -> str:
        folded = fold(value)
        return folded.replace("_", " ") if self._column.key == "result" else folded

    def _dialled(self, value: str) -> str:
        """Return the figures that each spelling of a whole phone number has, "" for others."""
        numbers = parse_phones(value) if self._column.kind is ColumnKind.PHONE else ()
        return searched_forms(numbers[0].e164)[0].lstrip("0") if len(numbers) == 1 else ""

    def _figures(self, values: Sequence[str]) -> "_Figures | None":
        """Return the same cells as numbers, when numbers are asked for: a headcount is a text."""
        if self._column.kind not in _PERHAPS_FIGURES:
            return None
        try:
            for value in values:
                parse_number(value)
        except InvalidValue:
            return None
        return _Figures(self._column, column_sql.number(self._cell), parse_number)

    def _bound(self, sign: str, value: str) -> Clause:
        bound = self._fold(value)
        beginning = f"substr({self._folded}, 1, {len(bound)})"
        compared = beginning if sign in {">", "<="} else self._folded
        return f"{self._cell} <> '' AND {compared} {sign} ?", [bound]


class _Tags(_Texts):
    """A column of tags; to be a value is to be the whole cell, or one of its tags."""

    def one_of(self, values: Sequence[str]) -> Clause:
        tags = f"',' || replace(replace({self._folded}, ';', ','), ', ', ',') || ','"
        wanted = [f",{self._needle(value)}," for value in values]
        has_one = f"EXISTS (SELECT 1 FROM json_each(?) WHERE instr({tags}, value))"
        return _any([super().one_of(values), (has_one, [json.dumps(wanted)])])


class _Figures(_Texts):
    """A column of numbers; `figure` is the SQL of the number, `parse` reads a typed one."""

    def __init__(self, column: Column, figure: str, parse: Callable[[str], int | float]) -> None:
        super().__init__(column)
        self._figure = figure
        self._parse = parse
        if column.kind is ColumnKind.MONEY:
            self.shown = f"CASE WHEN {self._cell} = '' THEN '' ELSE typed_amount({self._cell}) END"
            self._compact = f"fold({self.shown})"

    def empty(self) -> Clause:
        return ("prospect.attempts = 0", []) if self._column.key == "attempts" else super().empty()

    def contains(self, value: str) -> Clause:
        """Return that a text contains another; a counter is a whole: 1 is not in 10."""
        return self.one_of([value]) if self._column.key in _COUNTERS else super().contains(value)

    def one_of(self, values: Sequence[str]) -> Clause:
        read = {value: self._read(value) for value in values}
        numbers = [number for number in read.values() if number is not None]
        texts = [fold(value) for value, number in read.items() if number is None]
        return _any([_in(self._figure, numbers), _in(self._folded, texts)])

    def between(self, first: str, last: str) -> Clause:
        ends = sorted((self._parse(first), self._parse(last)))
        return f"{self._figure} BETWEEN ? AND ?", list(ends)

    def compared(self, test: Test, value: str) -> Clause:
        return f"{self._figure} {_SIGNS[test]} ?", [self._parse(value)]

    def _read(self, value: str) -> int | float | None:
        """Return the number of a value as it is read in a cell, None for a text typed there."""
        if self._column.kind is not ColumnKind.MONEY:
            return first_number(value)
        try:
            return self._parse(value)
        except InvalidValue:
            return None

    def _needle(self, value: str) -> str:
        needle = super()._needle(value)
        if self._column.kind is not ColumnKind.MONEY:
            return needle
        return needle.translate(_AS_KEPT) or needle


class _Dates(_Texts):
    """A column of days, or of moments, each of which is in a day where the user lives."""

    def __init__(self, column: Column, days: Days) -> None:
        super().__init__(column)
        self._days = days
        self._has_moments = column.key == "last_call"
        self._day = _DAYS.get(column.key) or column_sql.iso_day(self._cell)
        self._holds_texts = column.is_editable
        """Whether a cell may hold something else than a day, typed wrong."""

    def contains(self, value: str) -> Clause:
        span = self._readable(value)
        if span or not self._holds_texts:
            return self._within([span])
        return super().contains(value)

    def starts(self, value: str) -> Clause:
        span = self._readable(value)
        if span or not self._holds_texts:
            return self._within([span])
        return super().starts(value)

    def one_of(self, values: Sequence[str]) -> Clause:
        spans = {value: self._readable(value) for value in values}
        texts = [fold(value) for value, span in spans.items() if not span and self._holds_texts]
        return _any([self._within(spans.values()), _in(self._folded, texts)])

    def between(self, first: str, last: str) -> Clause:
        (begin, _), (_, after) = sorted((self._span(first), self._span(last)))
        return self._within([(begin, after)])

    def compared(self, test: Test, value: str) -> Clause:
        begin, after = self._span(value)
        match test:
            case Test.OVER:
                return f"{self._day} >= ?", [self._bound_of(after)]
            case Test.AT_LEAST:
                return f"{self._day} >= ?", [self._bound_of(begin)]
            case Test.UNDER:
                return f"{self._day} < ?", [self._bound_of(begin)]
        return f"{self._day} < ?", [self._bound_of(after)]

    def _span(self, value: str) -> _Span:
        first, last = self._days.span(value, is_past=self._column.key in PAST)
        return first, last + timedelta(days=1)

    def _readable(self, value: str) -> _Span | None:
        """Return the days that a value names, None for a text to be sought among wrong ones."""
        try:
            return self._span(value)
        except InvalidDate:
            return None

    def _within(self, spans: Iterable[_Span | None]) -> Clause:
        days: list[str] = []
        ranges: list[tuple[str, str]] = []
        for begin, after in filter(None, spans):
            if after - begin == timedelta(days=1) and not self._has_moments:
                days.append(begin.isoformat())
            else:
                ranges.append((self._bound_of(begin), self._bound_of(after)))
        of_one = f"{self._day} >= value ->> 0 AND {self._day} < value ->> 1"
        several = f"EXISTS (SELECT 1 FROM json_each(?) WHERE {of_one})"
        return _any([_in(self._day, days), (several, [json.dumps(ranges)]) if ranges else _NOTHING])

    def _bound_of(self, day: date) -> str:
        if not self._has_moments:
            return day.isoformat()
        bound = moment_text(self._days.begins(day))
        assert bound is not None
        return bound


def _cells(column: Column, days: Days) -> _Texts:
    cell = column_sql.expression(column)
    if column.kind is ColumnKind.DATE or column.key in _DAYS:
        return _Dates(column, days)
    if column.key in _COUNTERS:
        return _Figures(column, cell, parse_number)
    if column.kind is ColumnKind.MONEY:
        return _Figures(column, column_sql.cents(cell), parse_money)
    if column.kind is ColumnKind.NUMBER:
        return _Figures(column, column_sql.number(cell), parse_number)
    return _Tags(column) if column.key == "tags" else _Texts(column)


def _in(sql: str, values: Sequence[object]) -> Clause:
    """Return the test of a value among several, however many."""
    if not values:
        return _NOTHING
    return f"({sql}) IN (SELECT value FROM json_each(?))", [json.dumps(values)]


def _any(clauses: Iterable[Clause]) -> Clause:
    return _joined(" OR ", clauses)


def _all(clauses: Iterable[Clause]) -> Clause:
    return _joined(" AND ", clauses)


def _joined(word: str, clauses: Iterable[Clause]) -> Clause:
    kept = list(clauses)
    parameters = [value for _sql, values in kept for value in values]
    return word.join(f"({sql})" for sql, _values in kept), parameters
