"""Handing a number over: one word of a command, no shell, nothing but a number."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.calls_dial import Dialler
from tests.builders import make_file, make_prospect
from tests.tui.cockpit import cockpit, status


def test_the_number_stands_inside_its_word() -> None:
    dialler = Dialler(["phone", "--to=tel:{number}", "now"])
    assert dialler.words("+33199000001") == ["phone", "--to=tel:+33199000001", "now"]


@pytest.mark.parametrize("number", ["", "15", "+33199000001;ls", "+33 1", "-x", "+33199000001\n"])
def test_what_is_no_number_starts_nothing(number: str, tmp_path: Path) -> None:
    mark = tmp_path / "started"
    program = f"open({str(mark)!r}, 'w')"
    assert not Dialler([sys.executable, "-c", program, "{number}"]).start(number)
    assert not mark.exists()


def test_the_command_is_given_the_number_alone(tmp_path: Path) -> None:
    mark = tmp_path / "said"
    program = f"import sys; open({str(mark)!r}, 'w').write(repr(sys.argv[1:]))"
    dialler = Dialler([sys.executable, "-c", program, "tel:{number}"])
    assert dialler.start("+33199000001")
    dialler._running[0].wait(20)
    assert mark.read_text() == "['tel:+33199000001']"


async def test_a_number_is_copied_as_one_writes_it(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("enter")
        assert pilot.app.clipboard == "01 99 00 00 00"
        assert "Numéro copié" in status(pilot)


async def test_a_number_is_handed_to_the_command(workspace: Workspace, tmp_path: Path) -> None:
    mark = tmp_path / "said"
    program = f"import sys; open({str(mark)!r}, 'w').write(sys.argv[1])"
    command = (sys.executable, "-c", program, "{number}")
    workspace.settings = replace(workspace.settings, dial_command=command)
    make_prospect(workspace, make_file(workspace), phone="+32 2 123 45 67")
    async with cockpit(workspace) as pilot:
        await pilot.press("a")
        assert "Numéro transmis" in status(pilot)
        pilot.app.screen._dialler._running[0].wait(20)  # type: ignore[attr-defined]
    assert mark.read_text() == "+3221234567"


async def test_a_command_that_does_not_start_is_told(workspace: Workspace) -> None:
    workspace.settings = replace(workspace.settings, dial_command=("/no/such/phone", "{number}"))
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("a")
        assert "ne démarre pas" in status(pilot)
        assert pilot.app.clipboard == "01 99 00 00 00"


async def test_a_row_without_a_number_is_told(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), phone="")
    async with cockpit(workspace) as pilot:
        pilot.app.screen.visit(prospect_id=row_id)  # type: ignore[attr-defined]
        await pilot.press("a", "l")
        assert status(pilot) == ""
