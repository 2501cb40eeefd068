"""Export from the files screen, and the question of the file to import."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from prospect_tui.services import exporting, importing
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.screens.import_wizard import ImportScreen
from prospect_tui.tui.screens.paths import ChooseFile
from tests.tui.files_desk import (
    NAMES,
    files_desk,
    fill,
    keys,
    plain_spaces,
    question_line,
    screen,
    settle,
    write,
)
from tests.tui.shell import seen, toasts


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's own folder."""
    folder = tmp_path / "maison"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def table(home: Path) -> Path:
    """Return a small table in a folder of the user."""
    folder = home / "Télé chargements"
    folder.mkdir()
    path = folder / "salon d'été.csv"
    path.write_text("Société;Tél\nAtelier;01 99 00 00 01\n", encoding="utf-8")
    return path


async def ask_export(pilot: Pilot[None], path: str) -> None:
    """Answer the question of an export."""
    await keys(pilot, "x", "ctrl+u")
    await write(pilot, path)
    await keys(pilot, "enter")


async def test_the_export_goes_to_the_folder_of_the_user(workspace: Workspace, home: Path) -> None:
    fill(workspace, "Menuisiers 69/42")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "x")
        assert question_line(pilot).value == str(home / "Menuisiers 69-42.csv")
        await keys(pilot, "enter")
        text = (home / "Menuisiers 69-42.csv").read_text(encoding="utf-8-sig")
        assert [name in text for name in NAMES] == [True] * 4
        assert toasts(pilot)[-1].startswith("4 lignes écrites dans")


async def test_only_the_rows_shown_are_written_in_their_order(
    workspace: Workspace, home: Path
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s", "f")
        await write(pilot, "lyon")
        await keys(pilot, "enter")
        await ask_export(pilot, "~/lyon")
        lines = (home / "lyon.csv").read_text(encoding="utf-8-sig").splitlines()
        assert [line.split(";")[0].strip('"') for line in lines[1:]] == [NAMES[2], NAMES[0]]


async def test_a_file_that_exists_is_replaced_only_if_told(
    workspace: Workspace, home: Path
) -> None:
    fill(workspace)
    (home / "deja.xlsx").write_bytes(b"precieux")
    async with files_desk(workspace) as pilot:
        await ask_export(pilot, "~/deja.xlsx")
        assert isinstance(pilot.app.screen, Confirm)
        assert "existe déjà. Le remplacer" in seen(pilot)
        await keys(pilot, "escape")
        assert (home / "deja.xlsx").read_bytes() == b"precieux"
        await ask_export(pilot, "~/deja.xlsx")
        await keys(pilot, "enter")
        preview = importing.inspect(home / "deja.xlsx")
        assert preview.source.format == "xlsx"
        assert importing.count_rows(preview) == 4


async def test_an_export_that_cannot_be_written_says_why(workspace: Workspace, home: Path) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask_export(pilot, "~/rapport.pdf")
        assert "«\u00a0.pdf\u00a0»" in seen(pilot)
        await keys(pilot, "escape")
        await ask_export(pilot, "~/nulle part/liste.csv")
        assert "liste.csv" in toasts(pilot)[-1]
        assert list(home.iterdir()) == []


async def test_an_export_that_is_stopped_leaves_no_file(
    workspace: Workspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    real = exporting.export_rows

    def slow(*places: object, **options: object) -> int:
        shown = screen(pilot)
        assert shown._work is not None
        shown._work.cancel()
        return real(*places, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(exporting, "export_rows", slow)
    async with files_desk(workspace) as pilot:
        await ask_export(pilot, "~/liste.csv")
        assert toasts(pilot) == ["Arrêté."]
        assert list(home.iterdir()) == []


# which file to import


async def preview_of(pilot: Pilot[None]) -> str:
    """Return the name of the file whose preview is open."""
    await settle(pilot)
    assert isinstance(pilot.app.screen, ImportScreen)
    return pilot.app.screen.preview.source.path.name


async def test_a_file_is_found_by_going_through_folders(workspace: Workspace, table: Path) -> None:
    (table.parent / "notes.pdf").write_text("")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "i")
        assert "Télé chargements/" in seen(pilot)
        await write(pilot, "tele")
        await keys(pilot, "enter")
        assert question_line(pilot).value == f"{table.parent}/"
        assert "salon d'été.csv" in seen(pilot)
        assert "notes.pdf" not in seen(pilot)
        await keys(pilot, "enter")
        assert await preview_of(pilot) == table.name
        await keys(pilot, "escape", "i")
        assert question_line(pilot).value == f"{table.parent}/"


async def test_tab_completes_the_name(workspace: Workspace, table: Path) -> None:
    async with files_desk(workspace) as pilot:
        await keys(pilot, "i")
        await write(pilot, "Té")
        await keys(pilot, "tab")
        assert question_line(pilot).value == f"{table.parent}/"
        await write(pilot, "sal")
        await keys(pilot, "tab")
        assert question_line(pilot).value == str(table)
        await keys(pilot, "enter")
        assert await preview_of(pilot) == table.name


@pytest.mark.parametrize(
    "given",
    [
        "{path}",
        "~/Télé chargements/{name}",
        '"{path}"',
        " {path}  ",
        "{escaped}",
        "{uri}",
    ],
)
@pytest.mark.parametrize("begun", ["", "{folder}/"])
async def test_a_path_may_be_pasted_or_dropped(
    workspace: Workspace, table: Path, given: str, begun: str
) -> None:
    escaped = str(table).replace(" ", "\\ ").replace("'", "\\'")
    text = begun.format(folder=Path.home()) + given.format(
        path=table, name=table.name, escaped=escaped, uri=table.as_uri()
    )
    async with files_desk(workspace) as pilot:
        await keys(pilot, "i")
        question_line(pilot).value = text
        await keys(pilot, "enter")
        assert await preview_of(pilot) == table.name


@pytest.mark.parametrize("typed", ["~/absent.csv", "/nulle/part", "'~/absent.csv'"])
async def test_a_file_that_is_not_there_is_told_and_the_line_stays(
    workspace: Workspace, home: Path, typed: str
) -> None:
    async with files_desk(workspace) as pilot:
        await keys(pilot, "i")
        question_line(pilot).value = typed
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, ChooseFile)
        assert "Il n'y a pas de fichier" in plain_spaces(seen(pilot))
        assert question_line(pilot).value == typed


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "est vide"), (b"%PDF-1.7\n" + bytes(300), "texte"), (b"Nom;Ville\n", "aucune ligne")],
)
async def test_a_file_that_cannot_be_read_is_explained(
    workspace: Workspace, home: Path, content: bytes, words: str
) -> None:
    (home / "liste.csv").write_bytes(content)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "i")
        await write(pilot, "liste")
        await keys(pilot, "enter")
        assert words in toasts(pilot)[-1]
        assert pilot.app.screen is screen(pilot)


async def test_the_newest_file_comes_first(workspace: Workspace, home: Path) -> None:
    for age, name in enumerate(("b.csv", "a.csv", "c.csv")):
        (home / name).write_text("Nom\nx\n")
        os.utime(home / name, (1_700_000_000 - age, 1_700_000_000 - age))
    async with files_desk(workspace) as pilot:
        await keys(pilot, "i")
        shown = seen(pilot)
        assert shown.index("b.csv") < shown.index("a.csv") < shown.index("c.csv")
