from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import _
from prospect_tui.keys import bindings_for
from prospect_tui.services.undo import UndoDone
from prospect_tui.settings import Settings
from prospect_tui.tui.context import Change
from prospect_tui.tui.dialogs.choose import Choose
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.screens.go import GoScreen
from tests.tui.shell import (
    SMALL,
    USUAL,
    FakeSheet,
    fake_app,
    fake_context,
    place,
    seen,
    toasts,
)


def test_a_line_of_the_first_screen_may_ask_before_it_is_open(tmp_path: Path) -> None:
    """As from Python 3.12 on, where Textual lets tasks begin at once."""
    app = fake_app(fake_context(tmp_path))
    assert not app.is_running
    app.clear_selection()


@pytest.mark.parametrize(
    ("keys", "scope"),
    [
        (["f3"], "files"),
        (["f3", "f4"], "calls"),
        (["f5"], "pipeline"),
        (["f5", "f2"], "today"),
        (["g", "f"], "files"),
        (["g", "t"], "calls"),
        (["g", "o"], "pipeline"),
        (["g", "f", "g", "a"], "today"),
        (["g", "z"], "today"),
        (["g", "escape"], "today"),
        (["f3", "f4", "escape"], "files"),
        (["f3", "f4", "escape", "escape", "escape"], "today"),
    ],
)
async def test_places_by_keys(keys: list[str], scope: str, tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert scope == place(pilot).SCOPE


async def test_letters_typed_fast_after_g(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        for letter in "gf":
            pilot.app.post_message(events.Key(letter, letter))
        await pilot.pause()
        await pilot.pause()
        assert place(pilot).SCOPE == "files"


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_g_shows_all_the_letters(tmp_path: Path, french: str, size: tuple[int, int]) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        await pilot.press("g")
        assert isinstance(pilot.app.screen, GoScreen)
        for row in bindings_for("go"):
            assert f"{row.keys[0]} {_(row.label)}" in seen(pilot)


async def test_letters_are_text_in_a_line(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        pilot.app.screen.query_one(Input).focus()
        await pilot.press("g", "f", "u", "question_mark")
        assert pilot.app.screen.query_one(Input).value == "gfu?"
        await pilot.press("f3")
        assert place(pilot).SCOPE == "files"


async def test_another_place_to_start_with(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path), place="calls").run_test() as pilot:
        assert place(pilot).SCOPE == "calls"
        await pilot.press("escape")
        assert place(pilot).SCOPE == "calls"


async def test_a_screen_asks_for_another(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        place(pilot).go("calls", prospect_id=12)
        await pilot.pause()
        assert place(pilot).SCOPE == "calls"
        assert place(pilot).visits == [{"prospect_id": 12}]


async def test_a_sheet_opens_and_its_place_closes_it(tmp_path: Path) -> None:
    FakeSheet.opened.clear()
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        place(pilot).open_sheet("prospect", 7)
        await pilot.pause()
        assert place(pilot).SCOPE == "sheet"
        assert FakeSheet.opened == [("prospect", 7)]
        await pilot.press("f2")
        assert place(pilot).SCOPE == "today"
        place(pilot).open_sheet("opportunity", 8)
        await pilot.pause()
        await pilot.press("escape")
        assert place(pilot).SCOPE == "today"


async def test_a_change_reaches_the_place_in_use_now_and_the_others_when_they_come_back(
    tmp_path: Path,
) -> None:
    context = fake_context(tmp_path)
    async with fake_app(context).run_test() as pilot:
        today = place(pilot)
        await pilot.press("f3")
        files = place(pilot)
        context.changed.ring(prospects=[1])
        context.changed.ring(prospects=[2], opportunities=[3])
        await pilot.pause()
        assert files.changes == [
            Change(frozenset({1})),
            Change(frozenset({2}), frozenset({3})),
        ]
        assert today.changes == []
        await pilot.press("f2")
        assert today.changes == [Change(frozenset({1, 2}), frozenset({3}))]
        context.changed.ring()
        await pilot.pause()
        assert today.changes[-1] == Change(everything=True)


async def test_midnight_rings_for_all(tmp_path: Path) -> None:
    context = fake_context(tmp_path)
    async with fake_app(context).run_test() as pilot:
        app: Any = pilot.app
        app._watch_day()
        context.workspace.clock.advance(days=1)  # type: ignore[attr-defined] # stands still
        app._watch_day()
        await pilot.pause()
        assert place(pilot).changes == [Change(everything=True)]


async def test_the_users_keys(tmp_path: Path) -> None:
    settings = Settings(keymap={"today.call": "z", "app.files": "f12", "go.files": "k"})
    async with fake_app(fake_context(tmp_path, settings)).run_test() as pilot:
        await pilot.press("a")
        assert place(pilot).done == []
        await pilot.press("z")
        assert place(pilot).done == ["call"]
        assert "z call" in seen(pilot) or "z appeler" in seen(pilot)
        await pilot.press("f3")
        assert place(pilot).SCOPE == "today"
        await pilot.press("f12")
        assert place(pilot).SCOPE == "files"
        await pilot.press("f2", "g", "k")
        assert place(pilot).SCOPE == "files"


async def test_the_language_changes_at_once(tmp_path: Path, english: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        assert "to do today" in seen(pilot)
        assert "F1 help" in seen(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"francais", "enter")
        await pilot.pause()
        assert "aujourd'hui" in seen(pilot)
        assert "F1 aide" in seen(pilot)
        assert place(pilot).active_bindings["a"].binding.description == "appeler"


@pytest.mark.parametrize("size", [SMALL, USUAL, (20, 5), (1, 1)])
async def test_the_bottom_line_fits(size: tuple[int, int], tmp_path: Path, french: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        last = seen(pilot).split("\n")[-1]
        assert len(last) == size[0]
        if size in {SMALL, USUAL}:
            assert last.startswith("Entrée ouvrir  a appeler")
            assert last.rstrip().endswith("F1 aide")


async def test_the_bottom_line_can_be_clicked(tmp_path: Path, french: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        column = seen(pilot).split("\n")[-1].index("appeler")
        await pilot.click(offset=(column, 23))
        assert place(pilot).done == ["call"]


async def test_the_bottom_line_follows_the_focus(tmp_path: Path, english: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        assert "a call" in seen(pilot)
        pilot.app.screen.query_one(Input).focus()
        await pilot.pause()
        assert "a call" not in seen(pilot)
        assert "F1 help" in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL])
@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_lists_the_keys_of_the_screen_and_the_places(
    key: str, size: tuple[int, int], tmp_path: Path, french: str
) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=size) as pilot:
        await pilot.press("f3", key)
        report = pilot.app.screen
        assert isinstance(report, Report)
        text = str(report._text)
        for line in ("b                barrer", "F3 g f           fichiers"):
            assert line in text
        assert "dans 3 jours" not in text
        await pilot.press("escape")
        assert place(pilot).SCOPE == "files"


@pytest.mark.parametrize("typed", ["FICHIERS", "fich", "rs fi"])
async def test_the_palette_finds_a_place(typed: str, tmp_path: Path, french: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        await pilot.press("ctrl+p", *(key.replace(" ", "space") for key in typed))
        assert "Fichiers" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert place(pilot).SCOPE == "files"


async def test_the_palette_is_blind_to_accents(tmp_path: Path, french: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        await pilot.press("ctrl+p", *"etoile")
        assert "Étoile" in seen(pilot)
        await pilot.press(*"zzz")
        assert "Rien trouvé" in seen(pilot)
        assert "No matches" not in seen(pilot)


async def test_the_palette_runs_a_command_of_the_screen(tmp_path: Path, english: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        pilot.app.screen.query_one(Input).focus()
        await pilot.press("ctrl+p", *"call", "enter")
        await pilot.pause()
        assert place(pilot).done == ["call"]


async def test_colours_are_chosen_in_a_list(tmp_path: Path, english: str) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        assert pilot.app.theme == "prospect-dark"
        await pilot.press("ctrl+p", *"colours", "enter")
        await pilot.press(*"prospect-light", "enter")
        await pilot.pause()
        assert pilot.app.theme == "prospect-light"


async def test_undo_and_redo_say_what_they_did(tmp_path: Path, french: str) -> None:
    done = iter([UndoDone("call", {"result": "NRP", "name": "[b]Lambert"}), None])
    context = fake_context(tmp_path, undo=lambda _: next(done), redo=lambda _: None)
    async with fake_app(context).run_test(notifications=True) as pilot:
        await pilot.press("u", "ctrl+z", "ctrl+y")
        await pilot.pause()
        assert toasts(pilot) == [
            "Annulé\u00a0: appel NRP · [b]Lambert",
            "Rien à annuler.",
            "Rien à rétablir.",
        ]
        assert "[b]Lambert" in seen(pilot)
        assert place(pilot).changes == [Change(everything=True)]


async def test_what_is_wrong_in_the_settings_is_told_at_the_start(tmp_path: Path) -> None:
    problem = InvalidValue("settings.unknown", file="my.toml", key="colour")
    context = fake_context(tmp_path, Settings(theme="plaid"), problems=(problem,))
    async with fake_app(context).run_test(notifications=True) as pilot:
        await pilot.pause()
        assert len(toasts(pilot)) == 2
        assert any("colour" in text for text in toasts(pilot))
        assert any("plaid" in text for text in toasts(pilot))
        assert pilot.app.theme == "prospect-dark"


async def test_ctrl_c_says_how_to_quit_and_ctrl_q_quits(tmp_path: Path, english: str) -> None:
    app = fake_app(fake_context(tmp_path))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert toasts(pilot) == ["Ctrl+Q to quit"]
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app._exit


async def test_no_place_is_left_behind_a_question(tmp_path: Path) -> None:
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        await pilot.press("ctrl+p", "f3")
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("escape")
        assert place(pilot).SCOPE == "today"
