"""Long readings in other threads do not hold back what a key writes."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from prospect_tui.domain.views import View
from prospect_tui.services import search
from prospect_tui.services.newest import GaveWay, GivenUp, Newest
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.row_finder import RowFinder
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import vectors
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_file, make_prospect

LONG = (
    "WITH RECURSIVE n (i) AS (SELECT began() UNION ALL SELECT i + 1 FROM n LIMIT 40000000)"
    " SELECT count(*) FROM n, prospect"
)
"""Some ten seconds: never waited for, unless what is tested fails."""


def long_reading(workspace: Workspace, newest: Newest, began: threading.Event) -> None:
    def tell() -> int:
        began.set()
        return 1

    with newest.reading(newest.ask()) as reader:
        reader.create_function("began", 0, tell)
        reader.execute(LONG).fetchall()


def test_a_change_stops_the_readings_that_would_hold_it_back(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    began = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(long_reading, workspace, Newest(workspace), began)
        assert began.wait(60)
        with workspace.writing("strike"), pytest.raises(GaveWay):
            reading.result(10)


def test_a_newer_question_stops_the_one_before(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    began, newest = threading.Event(), Newest(workspace)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(long_reading, workspace, newest, began)
        assert began.wait(60)
        newest.ask()
        with pytest.raises(GivenUp):
            reading.result(10)


def test_nothing_is_read_while_a_change_is_written(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    newest = Newest(workspace)

    def read() -> object:
        with newest.reading(newest.turn) as reader:
            return reader.execute("SELECT state FROM prospect").fetchone()[0]

    with ThreadPoolExecutor(1) as pool:
        with workspace.writing("strike") as writing:
            reading = pool.submit(read)
            writing.connection.execute("UPDATE prospect SET state = 'struck'")
            assert not reading.done()
        assert reading.result(10) == "struck"
    assert row


def interrupted_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Interrupt the first reading of rows in another thread; return what was begun."""
    begun: list[str] = []
    read = vectors.read

    def reading(*asked: object) -> object:
        begun.append("")
        if len(begun) == 1:
            raise sqlite3.OperationalError("interrupted")
        return read(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(vectors, "read", reading)
    return begun


def test_what_gave_way_is_read_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(3)]
    begun = interrupted_once(monkeypatch)
    found = RowFinder(workspace).complete(file_id, View(), columns(workspace, file_id))
    assert found is not None
    assert list(found) == rows
    assert len(begun) == 2


def test_a_search_that_gave_way_is_made_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Zinc")
    find: Callable[..., list[search.Found]] = search._find
    begun: list[str] = []

    def finding(*asked: object) -> list[search.Found]:
        begun.append("")
        if len(begun) == 2:  # the first one is in the main thread
            raise sqlite3.OperationalError("interrupted")
        return find(*asked)

    monkeypatch.setattr(search, "_find", finding)
    searching = search.Search(workspace)
    searching.first("zinc")
    assert [found.id for found in searching.complete("zinc") or []] == [row]
    assert len(begun) == 3
