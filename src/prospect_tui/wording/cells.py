"""A cell in words: as the grid shows it, as it is typed, as it is written for other programs."""

from datetime import date
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import Column
from prospect_tui.domain.numbers import cents_kept
from prospect_tui.domain.phone import national, parse_phones
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import (
    column_label,
    half_day_label,
    nature_label,
    result_label,
    score_label,
)
from prospect_tui.storage.grid import GridRecord
from prospect_tui.wording.times import moment, planned

_WORDED = frozenset({ColumnKind.MONEY, ColumnKind.YES_NO, ColumnKind.DATE})
"""Kinds of columns whose values are stored in another way than they are shown."""


def title(column: Column) -> str:
    """Return a column's title: the user's own, or the word for the fixed one."""
    return column.label or column_label(column.key)


def cell_text(column: Column, value: str, record: GridRecord, today: date, zone: ZoneInfo) -> str:
    """Return what the grid shows in a cell; `value` is the stored text of an editable one."""
    match column.key:
        case "next":
            return planned(record.next_when, today)
        case "last_call":
            return moment(record.last_call_at, zone)
    if column.kind is ColumnKind.MONEY and (amount := cents_kept(value)) is not None:
        return formats.money(amount)
    return _plain_cell(column, value, record)


def is_as_stored(column: Column) -> bool:
    """Say whether the grid shows the cells of a column just as they are stored."""
    return column.is_editable and column.key != "nature" and column.kind not in _WORDED


def exported_text(column: Column, value: str, record: GridRecord, zone: ZoneInfo) -> str:
    """Return what is written of a cell for other programs, which the import reads back.

    Nothing in it depends on the day: dates are whole, amounts bare, and a French number with its
    country code is in its national form, because spreadsheets take a "+" for a formula.
    """
    match column.key:
        case "next":
            return _whole_when(record.next_when)
        case "last_call":
            at = record.last_call_at
            return f"{at.astimezone(zone):%d/%m/%Y %H:%M}" if at else ""
    if column.kind is ColumnKind.PHONE and value.startswith("+"):
        found = parse_phones(value)
        alone = len(found) == 1 and not found[0].extension
        return national(found[0].e164) if alone else value
    return _plain_cell(column, value, record)


def editable_text(column: Column, value: str) -> str:
    """Return a stored value as one would type it."""
    if column.key == "nature":
        return nature_label(value)
    return value if column.kind is ColumnKind.CHOICE else _stored_cell(column, value)


def usual_values(column: Column) -> tuple[str, ...]:
    """Return the values that a column offers, as one would type them."""
    if column.kind is ColumnKind.YES_NO:
        return (_("yes"), _("no"))
    return tuple(editable_text(column, choice) for choice in column.choices)


def _plain_cell(column: Column, value: str, record: GridRecord) -> str:
    match column.key:
        case "result":
            return result_label(record.result) if record.result else ""
        case "score":
            return score_label(record.score) if record.score else ""
        case "attempts":
            return str(record.attempts) if record.attempts else ""
        case "age":
            return str(record.age)
        case "nature":
            return nature_label(value)
    return _stored_cell(column, value)


def _stored_cell(column: Column, value: str) -> str:
    if column.kind is ColumnKind.MONEY and (amount := cents_kept(value)) is not None:
        return formats.bare_money(amount)
    if column.kind is ColumnKind.YES_NO:
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    if column.kind is ColumnKind.DATE:
        try:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        except ValueError:
            return value
    return value


def _whole_when(when: When | None) -> str:
    if when is None:
        return ""
    half = half_day_label(when.half.value) if when.half else ""
    hour = f"{when.hour:%H:%M}" if when.hour else half
    return f"{when.day:%d/%m/%Y} {hour}".rstrip()
