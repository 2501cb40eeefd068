"""What each condition asks of a row, said in plain Python, to be compared with the SQL."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.domain.numbers import first_number, parse_money, parse_number
from prospect_tui.domain.patterns import blind_search
from prospect_tui.domain.phone import parse_phones, searched_forms
from prospect_tui.domain.tags import split_tags
from prospect_tui.domain.values import cell_problem, normalise, typed_text
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import Condition, Test
from prospect_tui.domain.vocabulary import ColumnKind

Number = int | float
COUNTERS = ("attempts", "age")
SEPARATORS = {
    ColumnKind.NUMBER: " ",
    ColumnKind.PHONE: " .-/()",
    ColumnKind.SIREN: " .-/()",
    ColumnKind.SIRET: " .-/()",
    ColumnKind.VAT: " .-/",
    ColumnKind.NAF: " .-/",
    ColumnKind.POSTCODE: " .-/",
}


@dataclass
class Row:
    """A row as it was made."""

    id: int
    cells: dict[str, str]
    """Stored texts by column key; the codes of computed ones."""
    attempts: int
    next_day: date | None
    last_call: datetime | None
    created_at: datetime


@dataclass
class Model:
    """The rows of a file, and how days are read."""

    rows: list[Row]
    columns: Mapping[str, Column]
    days: Days

    def ids(self, condition: Condition) -> set[int]:
        """Return the rows that fit; raises as the SQL does."""
        fits = self._fits(condition, self.columns[condition.column])
        return {row.id for row in self.rows if fits(row) != condition.negated}

    def text(self, column: Column, row: Row) -> str:
        """Return the text of a cell, days by themselves."""
        match column.key:
            case "attempts":
                return str(row.attempts)
            case "age":
                since = row.last_call or row.created_at
                begun = self.days.begins(self.days.today)
                return str(max(0, ceil((begun - since) / timedelta(days=1))))
            case "next":
                return row.next_day.isoformat() if row.next_day else ""
            case "last_call":
                local = row.last_call.astimezone(self.days.zone) if row.last_call else None
                return local.date().isoformat() if local else ""
        return row.cells.get(column.key, "")

    def _fits(self, condition: Condition, column: Column) -> Callable[[Row], bool]:
        values = tuple(map(clean, condition.values))
        match condition.test:
            case Test.EMPTY:
                nothing = "0" if column.key == "attempts" else ""
                return lambda row: self.text(column, row) == nothing
            case Test.WRONG:
                return lambda row: is_wrong(column, self.text(column, row), row.cells["country"])
            case Test.MATCHES:
                search = blind_search(values[0])
                return lambda row: search(typed_text(column.kind, self.text(column, row)))
            case Test.CONTAINS:
                return self._finds(column, values[0], is_start=False)
            case Test.STARTS:
                return self._finds(column, values[0], is_start=True)
            case Test.IS | Test.IN:
                is_alone = condition.test is Test.IS
                asked = [self._equals(column, value, is_alone) for value in values]
                return lambda row: any(one(row) for one in asked)
        return self._compared(condition.test, column, values)

    def _finds(self, column: Column, value: str, *, is_start: bool) -> Callable[[Row], bool]:
        names_days = is_day(column) and self._span(column, value) is not None
        is_whole = column.key in {"next", "last_call"} or (column.key in COUNTERS and not is_start)
        if names_days or is_whole:
            return self._equals(column, value or "?", True)
        needle = needle_of(column, value)
        if not is_start:
            needle = dialled(column, value) or needle

        def found(row: Row) -> bool:
            text = compact(column, typed_text(column.kind, self.text(column, row)))
            return text.startswith(needle) if is_start else needle in text

        return found

    def _equals(self, column: Column, value: str, is_alone: bool) -> Callable[[Row], bool]:
        if not value:
            return self._fits(Condition(column.key, Test.EMPTY), column)
        if is_day(column):
            span = self._span(column, value)
            if span is not None:
                return lambda row: span[0] <= self._day(column, row) <= span[1]
            return lambda row: column.is_editable and fold(self.text(column, row)) == fold(value)
        if is_number(column):
            is_money = column.kind is ColumnKind.MONEY
            number = readable(parse_money, value) if is_money else first_number(value)
            if number is not None:
                return lambda row: self._number(column, row) == number
            return lambda row: fold(self.text(column, row)) == fold(value)
        wanted = {needle_of(column, value), needle_of(column, normalise(column.kind, value))}
        core = dialled(column, value) if is_alone else ""

        def equal(row: Row) -> bool:
            text = compact(column, self.text(column, row))
            tags = split_tags(self.text(column, row)) if column.key == "tags" else ()
            return (
                text in wanted or (core and core in text) or not wanted.isdisjoint(map(fold, tags))
            )

        return lambda row: bool(equal(row))

    def _compared(
        self, test: Test, column: Column, values: tuple[str, ...]
    ) -> Callable[[Row], bool]:
        if is_day(column):
            days = sorted(self._named(column, value) for value in values)
            return lambda row: in_range(test, self._day(column, row), days)
        if is_number(column) or self._are_numbers(column, values):
            numbers = sorted((number, number) for number in map(parser(column), values))
            return lambda row: in_range(test, self._number(column, row), numbers)
        # a text ends a range with all that begins with it
        texts = sorted(
            (compact_only(column, v), compact_only(column, v) + "\U0010ffff") for v in values
        )
        return lambda row: in_range(test, compact_only(column, self.text(column, row)), texts)

    def _are_numbers(self, column: Column, values: tuple[str, ...]) -> bool:
        may_be = column.kind in {ColumnKind.TEXT, ColumnKind.POSTCODE}
        return may_be and all(readable(parse_number, value) is not None for value in values)

    def _number(self, column: Column, row: Row) -> Number | None:
        text = self.text(column, row)
        if column.kind is ColumnKind.MONEY:
            return int(text) if re.fullmatch("-?[0-9]{1,18}", text) else None
        return first_number(text)

    def _day(self, column: Column, row: Row) -> str:
        """Return a day in ISO, which sorts as days do; "" for none."""
        text = self.text(column, row)
        return text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else ""

    def _named(self, column: Column, value: str) -> tuple[str, str]:
        first, last = self.days.span(value, is_past=column.key in {"last_call", "founded_on"})
        return first.isoformat(), last.isoformat()

    def _span(self, column: Column, value: str) -> tuple[str, str] | None:
        try:
            return self._named(column, value)
        except InvalidDate:
            return None


def in_range(test: Test, cell: Any, ends: list[Any]) -> bool:
    """Say whether a cell is in a range whose ends are (first, last) pairs, in order."""
    if cell is None or cell == "":
        return False
    match test:
        case Test.OVER:
            return bool(cell > ends[0][1])
        case Test.UNDER:
            return bool(cell < ends[0][0])
        case Test.AT_LEAST:
            return bool(cell >= ends[0][0])
        case Test.AT_MOST:
            return bool(cell <= ends[0][1])
    return bool(ends[0][0] <= cell <= ends[-1][1])


def is_day(column: Column) -> bool:
    """Say whether a column holds days."""
    return column.kind is ColumnKind.DATE or column.key in {"next", "last_call"}


def is_number(column: Column) -> bool:
    """Say whether a column holds figures."""
    return column.kind in {ColumnKind.NUMBER, ColumnKind.MONEY} or column.key in COUNTERS


def is_wrong(column: Column, text: str, country: str) -> bool:
    """Say whether a cell is marked."""
    return column.is_editable and cell_problem(column, text, country) is not None


def parser(column: Column) -> Callable[[str], Number]:
    """Return what reads a number typed for a column."""
    return parse_money if column.kind is ColumnKind.MONEY else parse_number


def readable(parse: Callable[[str], Number], value: str) -> Number | None:
    """Return a typed number, or None for something else."""
    try:
        return parse(value)
    except InvalidValue:
        return None


def compact_only(column: Column, text: str) -> str:
    """Return a text as ranges compare it."""
    return fold(text).replace("_", " ") if column.key == "result" else fold(text)


def compact(column: Column, text: str) -> str:
    """Return a text as it is sought: nothing between the figures of a number."""
    return "".join(
        c for c in compact_only(column, text) if c not in SEPARATORS.get(column.kind, "")
    )


def needle_of(column: Column, value: str) -> str:
    """Return what is sought for a typed value."""
    if column.kind is ColumnKind.YES_NO:
        return fold(normalise(ColumnKind.YES_NO, value))
    needle = compact(column, value) or fold(value)
    if column.kind is ColumnKind.MONEY:
        return re.sub("[ €]", "", needle).replace(".", ",") or needle
    return needle


def dialled(column: Column, value: str) -> str:
    """Return the figures that are the same in each spelling of one whole phone number."""
    numbers = parse_phones(value) if column.kind is ColumnKind.PHONE else ()
    return searched_forms(numbers[0].e164)[0].lstrip("0") if len(numbers) == 1 else ""
