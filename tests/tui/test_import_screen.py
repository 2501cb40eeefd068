"""The preview of an import: what it shows, what can be changed, what becomes of the rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
import xlsxwriter
from textual.pilot import Pilot

from prospect_tui.domain.importing import OWN, SKIP
from prospect_tui.services import importing, prospect_files
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.report import Report
from prospect_tui.tui.long_work import LongWork
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.files import FilesScreen
from prospect_tui.tui.screens.import_wizard import ImportScreen
from tests.builders import dump, make_file
from tests.tui.desk import NASTY, is_harmless
from tests.tui.files_desk import (
    SAMPLES,
    SMALL,
    USUAL,
    column_of,
    files_desk,
    heading,
    keys,
    plain_spaces,
    question_line,
    screen,
    settle,
    told,
    wizard,
    write,
)
from tests.tui.shell import seen, toasts

TABLE = """Société;Tél;Ville;Remarque maison
Atelier Bois;01 99 00 00 01;;vue au salon
Zinc et Toiture;01 99 00;Lyon;
;;;
Atelier Bois;01 99 00 00 01;Bron;deux fois
"""


@asynccontextmanager
async def preview(
    workspace: Workspace, path: Path, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the preview of a file."""
    async with files_desk(workspace, size) as pilot:
        await keys(pilot, "i")
        question_line(pilot).value = str(path)
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, ImportScreen)
        yield pilot


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table with a twin, a wrong number and a column of its own."""
    path = tmp_path / "salon.csv"
    path.write_text(TABLE, encoding="cp1252")
    return path


def line_of(pilot: Pilot[None], name: str) -> str:
    """Return the line of a column of the source."""
    return next(line for line in seen(pilot).splitlines() if line.startswith(f" {name} "))


def target_of(pilot: Pilot[None], name: str) -> str:
    return next(one.target for one in wizard(pilot).mapping if one.header == name)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_the_preview_tells_what_was_understood(
    workspace: Workspace, table: Path, size: tuple[int, int]
) -> None:
    async with preview(workspace, table, size) as pilot:
        shown = plain_spaces(seen(pilot))
        assert "salon.csv · CSV · cp1252 · séparateur « ; » · 3 lignes" in shown
        assert "Vers : salon (nouveau fichier)" in shown
        assert "selon le fichier" in shown
        assert "→ Société" in line_of(pilot, "Société")
        assert "Atelier Bois · Zinc et Toi" in line_of(pilot, "Société")
        assert "→ Ville" in line_of(pilot, "Ville")
        assert "Lyon" in line_of(pilot, "Ville")
        assert "→ colonne du fichier" in line_of(pilot, "Remarque maison")
        assert len({len(line) for line in seen(pilot).splitlines()}) == 1


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_importing_opens_the_rows_and_tells_the_others(
    workspace: Workspace, table: Path, size: tuple[int, int]
) -> None:
    async with preview(workspace, table, size) as pilot:
        await keys(pilot, "i")
        question: object = pilot.app.screen
        assert isinstance(question, Report)
        report = plain_spaces(seen(pilot))
        assert "3 lignes lues : 2 importées, 1 non importée · 1 avec une valeur" in report
        assert "ligne 5 : Elle répète la ligne 2 de la même source." in report
        await keys(pilot, "escape")
        assert isinstance(pilot.app.screen, FilesScreen)
        assert toasts(pilot)[-1].startswith("3 lignes lues")
        assert heading(pilot) == "salon ▾ · 2 lignes"
        own = [column.is_own for column in screen(pilot).source.columns].index(True)
        pilot.app.clear_notifications()
        await keys(pilot, *["right"] * own)
        assert "vue au salon" in seen(pilot)
        assert column_of(workspace, 1) == ["Atelier Bois", "Zinc et Toiture"]
        await keys(pilot, "u")
        assert prospect_files.files(workspace) == []
        assert "Pas encore de fichier" in seen(pilot)
        await keys(pilot, "ctrl+y")
        assert heading(pilot) == "salon ▾ · 2 lignes"


async def test_a_clean_file_is_summed_up_in_a_word(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "propre.csv"
    path.write_text("Société;Ville\nUn;Lyon\nDeux;Bron\n")
    async with preview(workspace, path) as pilot:
        await keys(pilot, "ctrl+s")
        assert toasts(pilot) == ["2 lignes importées"]
        assert heading(pilot) == "propre ▾ · 2 lignes"


async def test_where_a_column_goes_is_changed(workspace: Workspace, table: Path) -> None:
    async with preview(workspace, table) as pilot:
        await keys(pilot, "down", "down", "down", "enter")
        assert "Où va la colonne" in seen(pilot)
        await write(pilot, "note")
        await keys(pilot, "enter")
        assert target_of(pilot, "Remarque maison") == "notes"
        assert "→ Note" in line_of(pilot, "Remarque maison")
        await keys(pilot, "up", "enter")
        assert "Société  Société" in seen(pilot)
        await write(pilot, "laissee")
        await keys(pilot, "enter")
        assert target_of(pilot, "Ville") == SKIP
        await keys(pilot, "i", "escape")
        assert column_of(workspace, 1, "notes") == ["vue au salon", ""]
        assert column_of(workspace, 1, "city") == ["", ""]


async def test_the_file_to_fill_is_chosen(workspace: Workspace, table: Path) -> None:
    file_id = make_file(workspace, "Menuisiers 69")
    async with preview(workspace, table) as pilot:
        await keys(pilot, "v")
        assert "salon  nouveau fichier" in seen(pilot)
        await keys(pilot, "enter")
        assert "Vers : Menuisiers 69" in plain_spaces(seen(pilot))
        await keys(pilot, "i", "escape")
        assert column_of(workspace, file_id) == ["Atelier Bois", "Zinc et Toiture"]
        assert [file.name for file in prospect_files.files(workspace)] == ["Menuisiers 69"]


async def test_whom_the_rows_are_about(workspace: Workspace, table: Path) -> None:
    async with preview(workspace, table) as pilot:
        await keys(pilot, "n", "n")
        assert "Personnes : Particulier" in plain_spaces(seen(pilot))
        await keys(pilot, "i", "escape")
        assert column_of(workspace, 1, "nature") == ["individual"] * 2


async def test_rows_already_there_may_be_imported_too(workspace: Workspace, table: Path) -> None:
    async with preview(workspace, table) as pilot:
        await keys(pilot, "d")
        assert "importées aussi" in seen(pilot)
        await keys(pilot, "i")
        assert toasts(pilot)[-1].startswith("3 lignes importées")
        assert len(column_of(workspace, 1)) == 3


async def test_trying_writes_nothing(workspace: Workspace, table: Path) -> None:
    before = dump(workspace)
    async with preview(workspace, table) as pilot:
        await keys(pilot, "t")
        assert "rien n'est encore écrit" in seen(pilot)
        assert "Elle répète la ligne 2" in seen(pilot)
        await keys(pilot, "escape")
        assert isinstance(pilot.app.screen, ImportScreen)
        assert dump(workspace) == before


async def test_when_no_row_can_be_imported_the_preview_stays(
    workspace: Workspace, table: Path
) -> None:
    table.write_text("Société;Tél\nAtelier Bois;01 99 00 00 01\n", encoding="utf-8")
    run_import(workspace, ImportPlan(table))
    before = dump(workspace)
    async with preview(workspace, table) as pilot:
        assert "Vers : salon (2)" in plain_spaces(seen(pilot))
        await keys(pilot, "i")
        assert "Rien n'a été importé" in seen(pilot)
        assert "Déjà dans le fichier « salon » : Atelier Bois" in plain_spaces(seen(pilot))
        await keys(pilot, "escape")
        assert isinstance(pilot.app.screen, ImportScreen)
        assert dump(workspace) == before


async def test_stopping_keeps_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Société\n" + "".join(f"S{number}\n" for number in range(9)))
    monkeypatch.setattr(importing, "CHUNK_ROWS", 2)
    before = dump(workspace)
    async with preview(workspace, path) as pilot:
        shown = wizard(pilot)
        real = importing.run_import

        def stopped(*places: object, **options: object) -> importing.ImportReport:
            assert shown._work is not None
            shown._work.cancel()
            return real(*places, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(importing, "run_import", stopped)
        await keys(pilot, "i")
        assert "rien n'a été" in toasts(pilot)[0]
        assert isinstance(pilot.app.screen, ImportScreen)
        assert dump(workspace) == before
        await keys(pilot, "ctrl+y")
        assert dump(workspace) == before


async def test_escape_stops_before_it_leaves(workspace: Workspace, table: Path) -> None:
    async with preview(workspace, table) as pilot:
        shown: BaseScreen = wizard(pilot)
        shown.run_long(until_cancelled, lambda _done: None, "essai")
        await pilot.pause()
        assert "Échap pour arrêter" in seen(pilot)
        await keys(pilot, "escape")
        assert pilot.app.screen is shown
        await keys(pilot, "escape")
        assert pilot.app.screen is screen(pilot)


def until_cancelled(work: LongWork) -> None:
    while not work.is_cancelled:
        Event().wait(0.001)


async def test_an_import_that_ends_while_another_place_is_in_use_waits_there(
    workspace: Workspace, table: Path
) -> None:
    async with preview(workspace, table) as pilot:
        shown = wizard(pilot)
        await keys(pilot, "f2")
        shown.action_run()
        await settle(pilot)
        assert told(pilot).startswith("3 lignes lues : 2 importées")
        assert not isinstance(pilot.app.screen, FilesScreen | Report)
        await keys(pilot, "f3")
        assert heading(pilot) == "salon ▾ · 2 lignes"


async def test_another_sheet_is_chosen(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {
            "Lyon": [("Société", "Tél"), ("Un", "01 99 00 00 01")],
            "Bron": [("Nom", "Ville"), ("M. Deux", "Bron"), ("Mme Trois", "Bron")],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    async with preview(workspace, path) as pilot:
        assert "XLSX · feuille Lyon · 1 ligne" in plain_spaces(seen(pilot))
        await keys(pilot, "f")
        await write(pilot, "bron")
        await keys(pilot, "enter")
        assert "feuille Bron · 2 lignes" in plain_spaces(seen(pilot))
        assert "→ Ville" in line_of(pilot, "Ville")
        await keys(pilot, "i")
        assert column_of(workspace, 1, "last_name") == ["Deux", "Trois"]


async def test_a_file_without_titles_numbers_its_columns(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "sans.csv"
    path.write_text("Atelier;0199000001;120\nZinc;0199000002;140\n")
    async with preview(workspace, path) as pilot:
        assert "Aucune ligne ne donne de titres" in seen(pilot)
        assert "→ Téléphone" in line_of(pilot, "Colonne 2")
        await keys(pilot, "f")
        assert "autre feuille" in toasts(pilot)[-1]
        await keys(pilot, "enter")
        await write(pilot, "societe")
        await keys(pilot, "enter", "i")
        assert column_of(workspace, 1) == ["Atelier", "Zinc"]
        labels = [c.label for c in prospect_files.columns(workspace, 1).values() if c.is_own]
        assert labels == ["Colonne 3"]


async def test_hostile_names_and_cells_are_shown_as_text(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "[red]nom.csv"
    cells = [text.replace("\n", " ").replace('"', "") for text in NASTY]
    rows = [";".join(cells), *([";".join(cells)] * 3)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    async with preview(workspace, path) as pilot:
        assert is_harmless(seen(pilot))
        assert "[red]nom.csv" in seen(pilot)
        await keys(pilot, "enter")
        assert is_harmless(seen(pilot))
        await keys(pilot, "escape", "i")
        assert is_harmless(seen(pilot))


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_a_real_export_of_a_crm_from_end_to_end(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    path = SAMPLES / "crm" / "atomic_crm_test_contacts.csv"
    async with preview(workspace, path, size) as pilot:
        for name, target in (
            ("first_name", "Prénom"),
            ("company_name", "Société"),
            ("email_work", "E-mail"),
        ):
            assert f"→ {target}" in line_of(pilot, name)
        assert target_of(pilot, "status") == OWN
        await keys(pilot, "i")
        assert heading(pilot).endswith("500 lignes")
        assert len(column_of(workspace, 1)) == 500
