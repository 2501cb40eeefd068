"""Find and replace: counted as one types, done in one undo, never for ever."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from prospect_tui.services.replacing import Replacement, ReplacePreview
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs import replace
from prospect_tui.tui.dialogs.replace import ReplaceDialog
from prospect_tui.tui.long_work import Stopped
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import (
    NAMES,
    SMALL,
    USUAL,
    column_of,
    files_desk,
    fill,
    go_to,
    keys,
    plain_spaces,
    settle,
    told,
    write,
)
from tests.tui.shell import fake_app, fake_context, place, seen


@pytest.fixture(autouse=True)
def _count_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replace, "DELAY", 0.0)


def said(pilot: Pilot[None]) -> str:
    """Return what the question says it would do."""
    return plain_spaces(str(pilot.app.screen.query_one("#replace-preview", Static).content))


async def ask(pilot: Pilot[None], find: str, by: str = "") -> None:
    """Open the question and type in its two lines."""
    await keys(pilot, "r")
    await write(pilot, find)
    await keys(pilot, "enter")
    await write(pilot, by)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_the_count_and_examples_follow_what_is_typed(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace, size) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "r")
        assert said(pilot) == ""
        await write(pilot, "LYO")
        assert said(pilot).splitlines()[0] == "2 cellules dans 2 lignes"
        await keys(pilot, "tab")
        await write(pilot, "Dij")
        assert said(pilot).splitlines()[1:] == ["  Lyon → Dijn"]
        assert "Dijn" in seen(pilot)
        await keys(pilot, "enter")
        assert column_of(workspace, file_id, "city") == ["Dijn", "Villeurbanne", "Dijn", "Bron"]
        assert told(pilot) == "2 cellules écrites"
        await keys(pilot, "u")
        assert column_of(workspace, file_id, "city") == ["Lyon", "Villeurbanne", "Lyon", "Bron"]


async def test_nothing_found_is_told_and_changes_nothing(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask(pilot, "Marseille", "x")
        assert said(pilot) == "Introuvable ici."
        await keys(pilot, "ctrl+s")
        assert said(pilot) == "Introuvable ici."  # the question is still open
        assert column_of(workspace, file_id) == list(NAMES)


async def test_what_was_found_last_is_typed_over(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await ask(pilot, "Lyon", "Dijon")
        await keys(pilot, "enter")
        await ask(pilot, "Bron", "Brest")
        await keys(pilot, "enter")
        assert column_of(workspace, file_id, "city") == ["Dijon", "Villeurbanne", "Dijon", "Brest"]


async def test_all_the_text_columns_or_only_the_chosen_rows(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "space", "space")
        await ask(pilot, "o", "0")
        assert said(pilot).splitlines()[0] == "1 cellule dans 1 ligne"
        await keys(pilot, "tab", "right")
        assert said(pilot).splitlines()[0] == "3 cellules dans 2 lignes"
        await keys(pilot, "tab", "right")
        assert said(pilot).splitlines()[0] == "6 cellules dans 4 lignes"
        await keys(pilot, "enter")
        assert column_of(workspace, file_id)[:2] == ["Zinc et T0iture", "Atelier B0is"]
        assert column_of(workspace, file_id, "city") == ["Ly0n", "Villeurbanne", "Ly0n", "Br0n"]


async def test_options_narrow_what_is_found(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await ask(pilot, "lyon", "Dijon")
        assert said(pilot).startswith("2 cellules")
        await keys(pilot, "tab", "tab", "tab", "space")
        assert said(pilot).startswith("2 cellules")
        await keys(pilot, "tab", "space")
        assert said(pilot) == "Introuvable ici."
        await keys(pilot, "escape", "r")
        assert said(pilot) == ""


async def test_a_regular_expression_moves_words(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, last_name="LAMBERT Jean")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "last_name")
        await ask(pilot, r"^(\S+) (\S+)$", r"\2 \1")
        await keys(pilot, *["tab"] * 5, "space")
        assert said(pilot).splitlines() == [
            "1 cellule dans 1 ligne",
            "  LAMBERT Jean → Jean LAMBERT",
        ]
        await keys(pilot, "ctrl+s")
        assert column_of(workspace, file_id, "last_name") == ["Jean LAMBERT"]
        await keys(pilot, "r")
        assert said(pilot).splitlines()[1] == "  Jean LAMBERT → LAMBERT Jean"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(", "Lyon"), ("(a+)+$", "a" * 4000 + "!"), ("a{99999999}", "a")],
    ids=["wrong", "for ever", "huge"],
)
async def test_a_pattern_that_cannot_be_used_is_told_in_place(
    workspace: Workspace, pattern: str, text: str
) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, notes=text)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        await ask(pilot, pattern, "x")
        await keys(pilot, *["tab"] * 5, "space")
        assert said(pilot)
        assert "cellule" not in said(pilot)
        await keys(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ReplaceDialog)
        assert column_of(workspace, file_id, "notes") == [text]


async def test_spaces_are_searched_too(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, notes="deux  espaces")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        await ask(pilot, "  ", " ")
        await keys(pilot, "enter")
        assert column_of(workspace, file_id, "notes") == ["deux espaces"]


async def test_there_must_be_something_to_find(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "r", "tab", "enter")
        assert isinstance(pilot.app.screen, ReplaceDialog)
        assert said(pilot)


async def test_a_count_gives_way_to_the_next(tmp_path: Path) -> None:
    stopped: list[str] = []

    def preview(values: dict[str, object], progress: object) -> ReplacePreview:
        assert callable(progress)
        if values["find"] == "aa":
            dialog._turn += 1  # as another key does
            try:
                progress(1, 2)
            except Stopped:
                stopped.append("aa")
                raise
        return ReplacePreview(7, 7, (("a", "b"),))

    dialog = ReplaceDialog([(1, "ici")], [(1, "tout")], preview, last=Replacement("a", "b"))
    async with fake_app(fake_context(tmp_path)).run_test() as pilot:
        place(pilot).app.push_screen(dialog)
        await settle(pilot)
        assert said(pilot).startswith("7 cellules")
        await keys(pilot, "end")
        await write(pilot, "a")
        assert stopped == ["aa"]
        assert said(pilot).startswith("7 cellules")
