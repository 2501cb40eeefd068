"""A cell of the grid in words: stored values made readable, and back for editing."""

from datetime import date
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import Column
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import column_label, nature_label, result_label, score_label
from prospect_tui.storage.grid import GridRecord
from prospect_tui.wording.times import moment, planned


def title(column: Column) -> str:
    """Return a column's title: the user's own, or the word for the fixed one."""
    return column.label or column_label(column.key)


def cell_text(column: Column, value: str, record: GridRecord, today: date, zone: ZoneInfo) -> str:
    """Return what the grid shows in a cell; `value` is the stored text of an editable one."""
    match column.key:
        case "result":
            return result_label(record.result) if record.result else ""
        case "score":
            return score_label(record.score) if record.score else ""
        case "next":
            return planned(record.next_when, today)
        case "attempts":
            return str(record.attempts) if record.attempts else ""
        case "last_call":
            return moment(record.last_call_at, zone)
        case "nature":
            return nature_label(value)
    return _plain_cell(column, value)


def _plain_cell(column: Column, value: str) -> str:
    if not value:
        return ""
    if column.kind is ColumnKind.MONEY and value.lstrip("-").isdigit():
        return formats.money(int(value))
    if column.kind is ColumnKind.YES_NO:
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    if column.kind is ColumnKind.DATE:
        try:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        except ValueError:
            return value
    return value


def editable_text(column: Column, value: str) -> str:
    """Return a stored value as one would type it."""
    return _plain_cell(column, value) if column.kind is not ColumnKind.CHOICE else value
