"""Reading a block of cells to be copied."""

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.services import copying, row_acts
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect

COLUMNS = [COLUMNS_BY_KEY["company_name"], COLUMNS_BY_KEY["city"]]


def test_rows_come_in_the_order_asked_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 2)
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id, company_name=f"A{n}") for n in range(5)]
    told: list[tuple[int, int]] = []
    order = [rows[3], rows[0], rows[4], rows[1], rows[2]]
    found = copying.block_records(workspace, order, COLUMNS, lambda *told_: told.append(told_))
    assert [record.values for record in found] == [(f"A{rows.index(row)}", "Lyon") for row in order]
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_rows_that_are_gone_are_left_out(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(3)]
    row_acts.delete_rows(workspace, [rows[1]])
    found = copying.block_records(workspace, rows, COLUMNS)
    assert [record.id for record in found] == [rows[0], rows[2]]


def test_too_much_is_refused_before_anything_is_read(workspace: Workspace) -> None:
    with pytest.raises(InvalidValue, match=r"copy\.too_big") as refusal:
        next(copying.block_records(workspace, range(copying.MAX_COPIED), COLUMNS))
    assert refusal.value.params == {
        "cells": 2 * copying.MAX_COPIED,
        "limit": copying.MAX_COPIED,
    }


def test_what_progress_raises_stops_the_reading(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(copying.block_records(workspace, [row], COLUMNS, stop))
