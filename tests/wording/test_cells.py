"""Cells in words: which ones the grid may show just as they are stored."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.columns import OWN_KINDS, PROSPECT_COLUMNS, Column, own_key
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage.grid import GridRecord
from prospect_tui.wording.cells import cell_text, is_as_stored

COLUMNS = (*PROSPECT_COLUMNS, *(Column(own_key(n), kind) for n, kind in enumerate(OWN_KINDS, 1)))
STORED = ("yes", "2026-11-30", "123456", "+33199001234", "professional", "Été", "")
"""Among them what each kind of column stores."""
WORDED = {ColumnKind.MONEY, ColumnKind.DATE, ColumnKind.YES_NO, ColumnKind.COMPUTED}


def shown(column: Column, value: str) -> str:
    record = GridRecord(1, "active", "NRP", "hot", 3, "", None, None, None, 12, (value,))
    return cell_text(column, value, record, date(2026, 11, 23), ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_only_what_is_shown_as_it_is_stored_is_said_to_be(column: Column) -> None:
    assert is_as_stored(column) == all(shown(column, value) == value for value in STORED)


def test_most_cells_are_shown_as_they_are_stored() -> None:
    worded = {column.key for column in COLUMNS if not is_as_stored(column)}
    assert worded == {c.key for c in COLUMNS if c.kind in WORDED} | {"nature"}
