import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.tui.crash import note_crash
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.long_work import LongWork, Stopped
from prospect_tui.wording.errors import sentence
from tests.tui.shell import MORNING, fake_app, fake_context, place, seen, toasts

PRIVATE = "Mme Roux 06 39 98 12 34"


async def test_an_expected_error_of_a_command_is_told_literally(
    tmp_path: Path, english: str
) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(notifications=True) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert toasts(pilot) == ["[b]f[/b]: “�[31mk” must be a text on one line between quotes."]
        assert "[b]f[/b]" in seen(pilot)
        await pilot.press("a")
        assert place(pilot).done == ["call"]


async def test_an_expected_error_anywhere_in_a_screen_leaves_it_alive(
    tmp_path: Path, english: str
) -> None:
    def fail() -> None:
        raise InvalidValue("settings.text", file="f", key="k")

    async with fake_app(fake_context(tmp_path)).run_test(notifications=True) as pilot:
        screen = place(pilot)
        screen.call_later(fail)
        screen.set_timer(0.001, fail)
        screen.ask(Confirm("?"), lambda _answer: fail())
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.05)
        assert toasts(pilot) == ["f: “k” must be a text on one line between quotes."] * 3
        await pilot.press("a")
        assert screen.done == ["call"]


async def test_an_unexpected_error_is_noted_without_anybodys_data(tmp_path: Path) -> None:
    context = fake_context(tmp_path)
    async with fake_app(context, live=True).run_test(notifications=True) as pilot:
        await pilot.press("k")
        await pilot.pause()
        assert len(toasts(pilot)) == 1
        assert str(context.log_path) in toasts(pilot)[0]
        await pilot.press("a")
        assert place(pilot).done == ["call"]
    noted = context.log_path.read_text()
    assert "RuntimeError" in noted
    assert "tests.tui.shell:" in noted
    assert "Roux" not in noted
    assert str(Path.home()) not in noted
    assert context.log_path.stat().st_mode & 0o077 == 0


async def test_an_unexpected_error_of_a_handler_ends_with_a_sentence(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError(PRIVATE)

    context = fake_context(tmp_path)
    app = fake_app(context, live=True)

    async def run() -> None:
        async with app.run_test() as pilot:
            place(pilot).call_later(fail)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await run()
    assert app.return_code == 1
    assert "RuntimeError" in context.log_path.read_text()
    assert PRIVATE not in context.log_path.read_text()


async def test_tests_see_an_unexpected_error(tmp_path: Path) -> None:
    async def run() -> None:
        async with fake_app(fake_context(tmp_path)).run_test() as pilot:
            await pilot.press("k")

    with pytest.raises(RuntimeError):
        await run()


def test_a_note_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    note_crash(ValueError(PRIVATE), tmp_path / "file" / "errors.log", MORNING)
    assert (tmp_path / "file").read_text() == ""


def test_an_error_without_its_sentence_shows_its_id() -> None:
    assert sentence(ProspectError("no.such.message")) == "no.such.message"
    assert sentence(InvalidValue("settings.text")) == "settings.text"


async def test_long_work_runs_in_a_thread_and_hands_its_result_back(
    tmp_path: Path, english: str
) -> None:
    go_on = threading.Event()

    def work(progress: LongWork) -> str:
        progress.report(30, 120)
        go_on.wait(60)
        return "done"

    async with fake_app(fake_context(tmp_path)).run_test(notifications=True) as pilot:
        screen = place(pilot)
        screen.run_long(work, screen.done.append, "Import [1/2]")
        await pilot.pause(0.3)
        assert "Import [1/2] · 25 %" in seen(pilot)
        assert "Esc to stop" in seen(pilot)
        screen.run_long(work, screen.done.append, "Another")
        await pilot.press("a")
        assert screen.done == ["call"]
        go_on.set()
        await until(lambda: screen.done == ["call", "done"])
        await pilot.pause()
        assert "Import" not in seen(pilot)
        assert toasts(pilot) == ["Wait for the end of the work in progress, or stop it with Esc."]


async def test_esc_stops_long_work(tmp_path: Path, english: str) -> None:
    started, told = threading.Event(), threading.Event()

    def work(progress: LongWork) -> str:
        started.set()
        told.wait(60)
        progress.report(1)
        return "never"

    async with fake_app(fake_context(tmp_path)).run_test(notifications=True) as pilot:
        screen = place(pilot)
        screen.run_long(work, screen.done.append, "Import")
        await until(started.is_set)
        await pilot.press("escape")
        await pilot.pause()
        assert "stopping…" in seen(pilot)
        told.set()
        await until(lambda: toasts(pilot) == ["Stopped."])
        assert screen.done == []


async def test_an_expected_error_of_long_work_is_told(tmp_path: Path, english: str) -> None:
    def work(_progress: LongWork) -> str:
        raise InvalidValue("settings.text", file="f", key="k")

    async with fake_app(fake_context(tmp_path)).run_test(notifications=True) as pilot:
        place(pilot).run_long(work, place(pilot).done.append, "Import")
        await until(lambda: len(toasts(pilot)) == 1)
        assert place(pilot).done == []


def test_how_far_long_work_is() -> None:
    work = LongWork("Import")
    assert (work.percent, work.seconds_left) == (None, None)
    work.report(5, 20)
    assert work.percent == 25
    work.report(25, 20)
    assert work.percent == 100
    work.cancel()
    assert work.cancelled()
    with pytest.raises(Stopped):
        work.report(6)


async def until(condition: Callable[[], bool]) -> None:
    """Let the program run until `condition()` holds, for at most a few seconds."""
    for _ in range(300):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("never")
