"""Handing a number over: one word of a command, no shell, nothing but a number, nothing waited."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.services import dialling
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.screens import handing_over
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.cockpit import cockpit, one, rows, screen, status
from tests.tui.shell import seen, toasts

real_opener = dialling._opener


def use_command(workspace: Workspace, program: str) -> None:
    command = (sys.executable, "-c", program, "{number}")
    workspace.settings = replace(workspace.settings, dial_command=command)


async def until(pilot: Pilot[Any], wanted: str) -> None:
    """Wait for a message, at most ten seconds."""
    for _look in range(200):
        if any(wanted in text for text in toasts(pilot)):
            return
        await pilot.pause(0.05)
    raise AssertionError(toasts(pilot))


async def ended(pilot: Pilot[Any]) -> None:
    """Wait for the end of what was started."""
    for _look in range(200):
        if not screen(pilot)._telephones.at_work:
            return
        await pilot.pause(0.05)
    raise AssertionError("still running")


def test_the_number_stands_inside_its_word() -> None:
    settings = Settings(dial_command=("phone", "--to=tel:{number}", "now"))
    assert dialling.dial_words(settings, "+33199000001") == [
        "phone",
        "--to=tel:+33199000001",
        "now",
    ]


@pytest.mark.parametrize(
    "number",
    [
        "",
        "15",
        "+33199000001;ls",
        "+33 1",
        "-x",
        "+33199000001\n",
        "$(reboot)",
        "+٣٣١٩٩",
        "{number}",
    ],
)
def test_what_is_no_number_starts_nothing(number: str) -> None:
    assert dialling.dial_words(Settings(dial_command=("phone", "{number}")), number) == []
    assert dialling.dial_words(Settings(dial_link=True), number) == []


def test_the_command_is_given_the_number_alone(tmp_path: Path) -> None:
    mark = tmp_path / "said"
    program = f"import sys; open({str(mark)!r}, 'w').write(repr(sys.argv[1:]))"
    settings = Settings(dial_command=(sys.executable, "-c", program, "tel:{number}"))
    started = dialling.start(dialling.dial_words(settings, "+33199000001"))
    assert dialling.outcome(started, 20) == dialling.Outcome(is_running=False, code=0, said="")
    assert mark.read_text() == "['tel:+33199000001']"


def test_what_a_command_complains_of_is_kept_on_one_clean_line() -> None:
    program = "import sys; sys.stderr.write('a' * 5000 + '\\nno \\x1b[31mline\\n\\n'); sys.exit(3)"
    outcome = dialling.outcome(dialling.start([sys.executable, "-c", program]), 20)
    assert outcome.has_failed
    assert (outcome.code, outcome.said) == (3, "no \ufffd[31mline")


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, ["xdg-open", "tel:+33199000001"]),
        ({"WAYLAND_DISPLAY": "w"}, ["xdg-open", "tel:+33199000001"]),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}, []),
    ],
)
def test_a_link_is_for_a_desktop_at_hand(
    monkeypatch: pytest.MonkeyPatch, there: dict[str, str], words: list[str]
) -> None:
    monkeypatch.setattr(dialling, "_opener", real_opener)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in there.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert dialling.dial_words(Settings(dial_link=True), "+33199000001") == words
    assert dialling.dial_words(Settings(), "+33199000001") == []


async def test_a_number_is_copied_as_one_writes_it(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("enter")
        assert pilot.app.clipboard == "01 99 00 00 00"
        assert "Numéro copié" in status(pilot)


async def test_a_number_is_handed_to_the_command(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "LOOK_SECONDS", 0.05)
    mark = tmp_path / "said"
    use_command(workspace, f"import sys; open({str(mark)!r}, 'w').write(sys.argv[1])")
    make_prospect(workspace, make_file(workspace), phone="+32 2 123 45 67")
    async with cockpit(workspace) as pilot:
        await pilot.press("a")
        assert "Numéro transmis" in status(pilot)
        await ended(pilot)
    assert mark.read_text() == "+3221234567"


async def test_a_command_that_does_not_start_is_told(workspace: Workspace) -> None:
    workspace.settings = replace(workspace.settings, dial_command=("/no/such/phone", "{number}"))
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("a")
        assert "ne démarre pas" in status(pilot)
        assert pilot.app.clipboard == "01 99 00 00 00"


async def test_a_command_that_fails_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(handing_over, "LOOKS", 200)
    use_command(workspace, "import sys; sys.exit('pas de ligne [b]')")
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("a", "n")
        await until(pilot, "La commande d'appel a échoué (pas de ligne [b])")
        assert one(workspace, "SELECT count(*) FROM call") == 1, "nothing waited for it"


async def test_a_command_that_does_not_end_is_told_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(handing_over, "RARE_LOOK_SECONDS", 0.05)
    monkeypatch.setattr(handing_over, "LOOKS", 3)
    use_command(workspace, "import time; time.sleep(60)")
    make_prospect(workspace, make_file(workspace))
    async with cockpit(workspace) as pilot:
        await pilot.press("a")
        await until(pilot, "tourne toujours")
        pilot.app.clear_notifications()
        await pilot.press("a")
        for _look in range(10):
            await pilot.pause(0.05)
        assert toasts(pilot) == []
        assert len(screen(pilot)._telephones.at_work) == 2
        for started in screen(pilot)._telephones.at_work:
            started.process.terminate()
        await ended(pilot)


async def test_a_row_without_a_number_is_told(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), phone="")
    async with cockpit(workspace) as pilot:
        pilot.app.screen.visit(prospect_id=row_id)  # type: ignore[attr-defined]
        await pilot.press("a", "l")
        assert status(pilot) == ""


async def test_the_number_is_chosen_with_one_key_and_told_with_its_label(
    workspace: Workspace,
) -> None:
    make_prospect(
        workspace, make_file(workspace), mobile="06 39 98 00 01", direct_line="0199009999"
    )
    async with cockpit(workspace) as pilot:
        await pilot.press("l")
        assert "06 39 98 00 01" in status(pilot)
        assert "Mobile" in status(pilot)
        await pilot.press("l", "a")
        assert pilot.app.clipboard == "01 99 00 99 99"
        await pilot.press("e")
        assert "06 39 98 00 01" not in status(pilot)
        bad = rows(workspace, "SELECT e164 FROM phone_line WHERE bad_since IS NOT NULL")
        assert bad == [("+33199009999",)]
        assert screen(pilot).desk.number in {"+33199000000", "+33639980001"}, "the next one at once"
        await pilot.press("n")
        assert one(workspace, "SELECT count(*) FROM call") == 2


async def test_the_call_is_timed_from_the_dialling_to_the_result(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id)
    make_prospect(workspace, file_id)
    async with cockpit(workspace) as pilot:
        assert "0 appel aujourd'hui" in seen(pilot).splitlines()[0]
        await pilot.press("a")
        clock_of(workspace).advance(seconds=83)
        screen(pilot).show_figures()
        await pilot.pause()
        assert seen(pilot).startswith(" ☎ 01:23 · 0 appel")
        await pilot.press("n")
        assert "01:23" not in seen(pilot)
        assert screen(pilot)._call_timer is None
        await pilot.press("n")
        assert rows(workspace, "SELECT duration_seconds, dialled_at IS NULL FROM call") == [
            (83, 0),
            (None, 1),
        ]
