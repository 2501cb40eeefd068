"""What goes wrong while one calls: the disk, the line, another window, numbers made to harm.

Each time a sentence says so, the note is kept, and a call is counted once or not at all.
"""

import signal
from itertools import product
from pathlib import Path
from random import Random

import pytest

from prospect_tui.domain.phone import dialable
from prospect_tui.services import cockpit
from prospect_tui.services.dialling import dial_words
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from tests.builders import make_file, make_prospect, make_workspace
from tests.journeys.hostile import ATTACKS, dangerous
from tests.journeys.story import a_day
from tests.journeys.terminal import terminal
from tests.services.test_faults import limit_pages
from tests.storage.checks import problems

ROWS = 4


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a base with a few rows to call."""
    workspace = make_workspace(tmp_path)
    file_id = make_file(workspace)
    for _ in range(ROWS):
        make_prospect(workspace, file_id)
    workspace.close()
    return tmp_path


def calls(workspace: Workspace) -> int:
    return int(workspace.connection.execute("SELECT count(*) FROM call").fetchone()[0])


async def test_a_full_disk_keeps_the_note_and_counts_nothing(desk: Path) -> None:
    note = "décide avec son frère " * 200
    async with a_day(desk, place="calls") as day:
        await day.sees_in_hand("Menuiserie 000")
        await day.press("i")
        await day.paste(note)
        await day.press("escape")
        limit_pages(day.workspace, 0)
        await day.press("n")
        await day.sees("PAS ENREGISTRÉ")
        await day.sees_in_hand("Menuiserie 000")
        assert calls(day.workspace) == 0
        limit_pages(day.workspace, 10_000)
        await day.press("n")
        await day.sees_in_hand("Menuiserie 001")
        (call,) = cockpit.card(day.workspace, 1).history
        assert call.note == note.strip()
        assert cockpit.card(day.workspace, 1).prospect.attempts == 1
        assert problems(day.workspace.connection) == []


async def test_two_cockpits_do_not_call_the_same_person_twice(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.sees_in_hand("Menuiserie 000")
        other = make_workspace(desk)
        async with a_day(desk, place="calls") as second:
            await second.sees_in_hand("Menuiserie 000")
            await second.press("n")
            await second.sees_in_hand("Menuiserie 001")
        await day.sees("1/6 essais")
        assert calls(other) == 1
        other.close()


async def test_a_result_pressed_twice_at_once_is_one_call(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.sees_in_hand("Menuiserie 000")
        await day.type("nn")
        await day.sees_in_hand("Menuiserie 001")
        assert calls(day.workspace) == 1


def test_a_line_that_is_cut_in_the_middle_of_a_note_loses_none_of_it(desk: Path) -> None:
    with terminal(desk / "base.db") as screen:
        screen.sees("à faire")
        screen.press("f4")
        screen.sees("Menuiserie 000", "NRP")
        screen.press("i", "budget voté en janvier")
        screen.sees("budget voté en janvier")
        screen.process.send_signal(signal.SIGHUP)
        assert screen.ends() == 128 + signal.SIGHUP
    with terminal(desk / "base.db") as screen:
        screen.sees("à faire")
        screen.press("f4")
        screen.sees("budget voté en janvier")


HARMFUL = (
    "; rm -rf ~", "$(reboot)", "`reboot`", "| sh", "&& reboot", "\n06", "'; DROP TABLE call; --",
    "--to=pirate", "-oProxyCommand=x", "tel:+33199001234", "sip:a@b", "{number}", "%n%s%p",
    "../../etc/passwd", "\\u0000", "*#06#", "+", "+33", "0" * 400, "９９",
)  # fmt: skip
NUMBERS = ("01 99 00 12 34", "+33 1 99 00 12 34", "06.39.98.00.01", "", "0199001234")


def hostile_numbers() -> list[str]:
    """Return five hundred cells that look like numbers and are not only that."""
    dice = Random(77)
    mixed = [
        frame.format(number=number, harm=harm)
        for number, harm, frame in product(
            NUMBERS, (*HARMFUL, *ATTACKS), ("{number}{harm}", "{harm}{number}", "{number} {harm}")
        )
    ]
    return dice.sample(mixed, 500)


async def test_five_hundred_hostile_numbers_are_told_and_harm_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    file_id = make_file(workspace)
    settings = Settings(dial_command=("linphone", "--call", "{number}"))
    for cell in hostile_numbers():
        row = make_prospect(workspace, file_id, phone=cell)
        for number in cockpit.card(workspace, row).prospect.numbers:
            words = dial_words(settings, number.e164)
            assert words in ([], ["linphone", "--call", number.e164])
            assert not words or dialable(number.e164)
            assert number.e164.removeprefix("+").isascii()
            assert number.e164.removeprefix("+").isdigit()
    assert problems(workspace.connection) == []
    workspace.close()
    async with a_day(tmp_path, place="calls") as day:
        for _ in range(60):
            assert dangerous(day.drawn.replace("\n", "")) == set()
            await day.press("pagedown")
