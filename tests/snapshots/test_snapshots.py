"""The places as they look, compared with pictures that somebody looked at.

`pytest tests/snapshots --snapshot-update` draws them anew: look at them before they are kept.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.boards import BoardMode
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.when import When
from prospect_tui.services.board import keep_choice
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.opportunities import set_amount
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import BaseScreen
from tests.builders import MONDAY, clock_of, make_file, make_prospect, make_workspace

NAMES = ("Menuiserie Lambert", "Cabinet Ozanne", "Atelier Nord", "Durand & Fils", "Bois d'Œuvre")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Return a small base on a Monday morning: calls, a late call-back, two opportunities."""
    workspace = make_workspace(tmp_path)
    clock_of(workspace).advance(days=-3)
    file_id = make_file(workspace)
    people = {"civility": "M.", "first_name": "Jean", "last_name": "Lambert", "headcount": "12"}
    rows = [make_prospect(workspace, file_id, company_name=name, **people) for name in NAMES]
    monday, friday = When(MONDAY.date()), When(clock_of(workspace).today())
    log_call(workspace, CallEntry(rows[0], "RAPP", Answers(when=friday, note="budget janvier")))
    log_call(workspace, CallEntry(rows[1], "RAPP", Answers(when=monday, note="décide seule")))
    log_call(workspace, CallEntry(rows[2], "NRP"))
    made = convert_rows(workspace, rows[3:], anyway=True)
    set_amount(workspace, made[0], amount_cents=420_000)
    clock_of(workspace).advance(days=3)
    yield workspace
    workspace.close()


async def settled(pilot: Pilot[None]) -> None:
    """Wait for what is read in threads."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("place", ["today", "files", "calls", "pipeline", "planning"])
def test_a_place_looks_as_it_did(
    desk: Workspace,
    tmp_path: Path,
    snap_compare: Callable[..., bool],
    place: str,
    size: tuple[int, int],
) -> None:
    context = AppContext(desk, log_path=tmp_path / "errors.log")
    app = ProspectApp(context, place=place)
    assert snap_compare(app, terminal_size=size, run_before=settled)


def test_a_list_of_the_pipeline_looks_as_it_did(
    desk: Workspace, tmp_path: Path, snap_compare: Callable[..., bool]
) -> None:
    keep_choice(desk, BoardMode.EXTENDED, 1)
    app = ProspectApp(AppContext(desk, log_path=tmp_path / "errors.log"), place="pipeline")
    assert snap_compare(app, terminal_size=(120, 36), run_before=settled)


def test_the_stages_look_as_they_did(
    desk: Workspace, tmp_path: Path, snap_compare: Callable[..., bool]
) -> None:
    app = ProspectApp(AppContext(desk, log_path=tmp_path / "errors.log"), place="pipelines")
    assert snap_compare(app, terminal_size=(80, 24), run_before=settled)


async def sheet_opened(pilot: Pilot[None]) -> None:
    """Open the sheet of the first opportunity."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    screen.open_sheet("opportunity", 1)
    await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
def test_the_sheet_looks_as_it_did(
    desk: Workspace, tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    context = AppContext(desk, log_path=tmp_path / "errors.log")
    app = ProspectApp(context, place="today")
    assert snap_compare(app, terminal_size=size, run_before=sheet_opened)
