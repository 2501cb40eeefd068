"""A result of one's own, made in words on its screen, works everywhere without a line of code."""

from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.cli.exits import Exit
from prospect_tui.i18n.labels import use_names
from prospect_tui.services import cockpit
from prospect_tui.services.queue import upcoming
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens import calls as calls_module
from prospect_tui.tui.screens.calls import CallsScreen
from prospect_tui.tui.screens.results import ResultsScreen
from tests.builders import clock_of, make_file, make_prospect
from tests.cli.running import CommandLine
from tests.tui.cockpit import fill as fill_call
from tests.tui.cockpit import row_in_hand, status
from tests.tui.shell import seen
from tests.tui.test_results_screen import fill


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no key of a test for one that is held down."""
    monkeypatch.setattr(calls_module, "HELD_SECONDS", 0.0)


DEMO = (
    ("label", "Démo en visio"),
    ("definition", "Veut voir le produit à l'écran"),
    ("key", "k"),
    ("delay", "working_days"),
    ("amount", 2),
    ("promised", True),
    ("attempts", "zero"),
    ("score", "set"),
    ("first", "CHAUD"),
    ("ask:reason", "required"),
    *((f"flag:{name}", True) for name in ("answered", "decision_maker", "argued")),
    *((f"flag:{name}", True) for name in ("positive", "final")),
)
"""What is typed and chosen to make it."""


async def make_in_words(pilot: Pilot[Any]) -> None:
    """Make the result on its screen, from the calls and back."""
    await pilot.press("ctrl+r")
    await pilot.pause()
    assert isinstance(pilot.app.screen, ResultsScreen)
    await pilot.press("n")
    for name, value in DEMO:
        await fill(pilot, name, value)
    await pilot.press("ctrl+s", "escape")
    await pilot.pause()
    assert isinstance(pilot.app.screen, CallsScreen)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


async def test_a_result_made_on_its_screen_works_on_every_other(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    first, second = (make_prospect(workspace, file_id) for _row in range(2))
    app = ProspectApp(AppContext(workspace, workspace.settings), place="calls")
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        await pilot.pause()
        await make_in_words(pilot)
        # beside its key, what it would do now
        assert row_in_hand(pilot) == first
        for words in ("k Démo en vis", "mer. 25/11 · CHAUD …", "Veut voir le produit à l'écran"):
            assert words in plain(seen(pilot))
        # by its key, with what it requires
        await pilot.press("k", "enter")
        assert workspace.connection.execute("SELECT count(*) FROM call").fetchone() == (0,)
        await fill_call(pilot, "reason", "planning du chantier")
        await pilot.press("enter")
        await pilot.pause()
        assert row_in_hand(pilot) == second
        assert "Démo en visio → mer. 25/11 · CHAUD" in plain(status(pilot))
        # in the counters of the day
        assert cockpit.todays_figures(workspace) == cockpit.DayFigures(1, 1, 1)
        assert cockpit.todays_results(workspace) == {"DEMO_EN_VISIO": 1}
        # in the grid, under its name
        await pilot.press("f3")
        await pilot.pause()
        assert "Démo en v" in seen(pilot)
        # taken back, and brought back
        await pilot.press("f4", "u")
        await pilot.pause()
        assert row_in_hand(pilot) == first
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert workspace.connection.execute("SELECT result FROM call").fetchall() == [
            ("DEMO_EN_VISIO",)
        ]
    # in the queue, as a promise on its day
    clock_of(workspace).advance(days=2)
    entries = upcoming(workspace)
    assert [entry.prospect_id for entry in entries] == [first, second]
    assert entries[0].rank.name == "PROMISED"


async def test_a_result_made_on_its_screen_works_on_the_command_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file_id = make_file(workspace)
    first, second = (make_prospect(workspace, file_id) for _row in range(2))
    app = ProspectApp(AppContext(workspace, workspace.settings), place="calls")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await make_in_words(pilot)
    use_names({}, {})
    prospect = CommandLine(workspace.path, monkeypatch, capsys)
    done = prospect("call", first, "démo en visio", "--reason", "voir", "--decider")
    assert done.err.startswith("Démo en visio → mer. 25/11 · CHAUD")
    # once it is retired it is offered no more, and stays readable
    assert prospect("results", "retire", "Démo en visio").code == 0
    assert prospect("call", second, "Démo en visio", "--reason", "x").code == Exit.REFUSED
    assert "Démo en visio" in prospect("show", first).out
    listed = prospect("list", "--filter", 'résultat="démo en visio"', "--columns", "résultat")
    assert [row[0] for row in listed.rows] == [str(first)]
    assert "Démo en visio" in prospect("history").out
    assert prospect.crashes() == ""
