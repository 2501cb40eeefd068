"""The files screen as it is looked at: titles, filter, sort, changes made elsewhere."""

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services import calls, grid, prospect_files, undo
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.queue import QueueScope, upcoming
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.widgets.grid import DataGrid
from tests.builders import make_file, make_prospect
from tests.tui.desk import NASTY, is_harmless
from tests.tui.files_desk import (
    NAMES,
    SAMPLES,
    SMALL,
    USUAL,
    cell,
    files_desk,
    fill,
    heading,
    keys,
    remark,
    screen,
    settle,
    write,
)
from tests.tui.shell import seen


def names_shown(pilot: Pilot[None]) -> list[str]:
    """Return the companies on screen, from the top."""
    lines = seen(pilot).splitlines()
    return [name for line in lines for name in NAMES if name in line]


def context(pilot: Pilot[None]) -> AppContext:
    return screen(pilot).context


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_the_first_file_opens_with_its_rows(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    fill(workspace)
    make_file(workspace, "Zingueurs")
    async with files_desk(workspace, size) as pilot:
        assert heading(pilot) == "Menuisiers 69 ▾ · 4 lignes"
        assert names_shown(pilot) == list(NAMES)
        for word in ("Société", "Téléphone", "Ville", "01 99 00 00 00", "Lyon", "F1 aide"):
            assert word in seen(pilot)


async def test_without_any_file_the_screen_teaches(workspace: Workspace) -> None:
    async with files_desk(workspace) as pilot:
        shown = seen(pilot)
        assert "Pas encore de fichier" in shown
        assert "i en importe un" in shown
        await keys(pilot, "f", "s", "e", "b", "o", "d", "a", "space", "x", "v", "enter", "delete")
        assert pilot.app.screen is screen(pilot)


async def test_a_file_without_rows_says_how_to_get_some(workspace: Workspace) -> None:
    make_file(workspace)
    async with files_desk(workspace) as pilot:
        assert heading(pilot) == "Menuisiers 69 ▾ · 0 ligne"
        assert "Ctrl+N en ajoute une, i en importe" in seen(pilot)
        assert "Société" in seen(pilot)


async def test_the_filter_narrows_at_each_letter(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "lyo")
        assert names_shown(pilot) == [NAMES[0], NAMES[2]]
        assert heading(pilot) == "Menuisiers 69 ▾ · 4 lignes · « lyo » → 2"
        await keys(pilot, "enter")
        assert isinstance(pilot.app.focused, DataGrid)
        assert names_shown(pilot) == [NAMES[0], NAMES[2]]
        await keys(pilot, "escape")
        assert names_shown(pilot) == list(NAMES)
        assert heading(pilot) == "Menuisiers 69 ▾ · 4 lignes"
        assert pilot.app.screen is screen(pilot)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("ville:lyon -société:zinc", ["Menuiserie Lambert"]),
        ("electricite", ["Électricité Roux"]),
        ("01 99 00 00 01", ["Atelier Bois"]),
        ("société:bois", ["Atelier Bois"]),
    ],
)
async def test_a_filter_may_name_columns(workspace: Workspace, typed: str, left: list[str]) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, typed)
        assert names_shown(pilot) == left


async def test_a_filter_that_leaves_nothing_says_so(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "xyz")
        assert "Aucune ligne ne répond au filtre. Échap les montre toutes." in seen(pilot)
        await keys(pilot, "down", "e", "b", "delete", "escape")
        assert names_shown(pilot) == list(NAMES)


async def test_the_arrow_goes_from_the_filter_to_the_rows(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "lyon")
        await keys(pilot, "down")
        assert isinstance(pilot.app.focused, DataGrid)
        assert names_shown(pilot) == [NAMES[0], NAMES[2]]


async def test_sorting_marks_the_title_and_orders_the_calls(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    by_name = [rows[1], rows[3], rows[2], rows[0]]
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s")
        assert names_shown(pilot) == [NAMES[1], NAMES[3], NAMES[2], NAMES[0]]
        assert "Société ↑" in seen(pilot)
        assert heading(pilot).endswith("tri Société ↑")
        assert [e.prospect_id for e in upcoming(workspace, QueueScope((file_id,)))] == by_name
        await keys(pilot, "s")
        assert names_shown(pilot) == [NAMES[0], NAMES[2], NAMES[3], NAMES[1]]
        assert "Société ↓" in seen(pilot)
        await keys(pilot, "s")
        assert names_shown(pilot) == list(NAMES)
        assert [e.prospect_id for e in upcoming(workspace, QueueScope((file_id,)))] == rows


async def test_a_new_order_leaves_the_cursor_first_or_on_its_row(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "s")
        assert (screen(pilot).grid.cursor_row, screen(pilot).grid.cursor_id) == (0, rows[1])
        await keys(pilot, "down", "s")
        assert (screen(pilot).grid.cursor_row, screen(pilot).grid.cursor_id) == (2, rows[3])


async def test_sorting_by_several_columns_and_finding_it_again(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        town = screen(pilot).source.place("city")
        await keys(pilot, *["right"] * town, "s", *["left"] * town, "m")
        assert heading(pilot).endswith("tri Ville ↑, Société ↑")
        assert names_shown(pilot) == [NAMES[3], NAMES[2], NAMES[0], NAMES[1]]
    async with files_desk(workspace) as pilot:
        assert heading(pilot).endswith("tri Ville ↑, Société ↑")
        assert names_shown(pilot) == [NAMES[3], NAMES[2], NAMES[0], NAMES[1]]


async def test_a_click_on_a_title_sorts(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await pilot.click(DataGrid, offset=(6, 0))
        await settle(pilot)
        assert names_shown(pilot) == [NAMES[1], NAMES[3], NAMES[2], NAMES[0]]


async def test_a_sort_on_a_column_that_is_gone_is_forgotten(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    with workspace.transaction() as connection:
        sort = "own:999,-company_name"
        connection.execute("UPDATE prospect_file SET sort = ? WHERE id = ?", (sort, file_id))
    async with files_desk(workspace) as pilot:
        assert heading(pilot).endswith("tri Société ↓")
        assert names_shown(pilot) == [NAMES[0], NAMES[2], NAMES[3], NAMES[1]]


async def test_the_place_survives_leaving_and_coming_back(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "lyon")
        await keys(pilot, "down", "down", "right")
        await keys(pilot, "f2", "f3")
        shown = screen(pilot)
        assert shown.grid.cursor_id == rows[2]
        assert shown.grid.cursor_column == 1
        assert names_shown(pilot) == [NAMES[0], NAMES[2]]


async def test_each_file_is_found_where_it_was_left(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    _other_id, others = fill(workspace, "Zingueurs")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", "down", "v")
        await write(pilot, "zing")
        await keys(pilot, "enter")
        assert heading(pilot).startswith("Zingueurs ▾")
        assert screen(pilot).grid.cursor_id == others[0]
        await keys(pilot, "v")
        assert "4 lignes · 4 jamais appelées" in seen(pilot)
        await write(pilot, "menui")
        await keys(pilot, "enter")
        assert screen(pilot).grid.cursor_id == rows[2]


async def test_the_file_gone_to_last_is_opened_first(workspace: Workspace) -> None:
    fill(workspace)
    gone_to, _rows = fill(workspace, "Zingueurs")
    before = undo.history(workspace)
    async with files_desk(workspace) as pilot:
        assert heading(pilot).startswith("Menuisiers 69 ▾")
        await keys(pilot, "v", "down", "enter")
    async with files_desk(workspace) as pilot:
        assert heading(pilot).startswith("Zingueurs ▾")
    assert undo.history(workspace) == before
    workspace.connection.execute(
        "UPDATE prospect_file SET archived_at = 'x' WHERE id = ?", (gone_to,)
    )
    async with files_desk(workspace) as pilot:
        assert heading(pilot).startswith("Menuisiers 69 ▾")


async def test_a_file_opens_though_that_cannot_be_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_workspace: Workspace, _file_id: int) -> None:
        raise UnusableBase("base.full")

    monkeypatch.setattr(prospect_files, "keep_open_file", refuse)
    fill(workspace)
    fill(workspace, "Zingueurs")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "v", "down", "enter")
        assert heading(pilot).startswith("Zingueurs ▾")


async def test_what_another_screen_writes_shows_at_once(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace, USUAL) as pilot:
        calls.log_call(workspace, calls.CallEntry(rows[1], "NRP", Answers(), calls.new_uid()))
        context(pilot).changed.ring(prospects=[rows[1]])
        await settle(pilot)
        assert "NRP" in next(line for line in seen(pilot).splitlines() if NAMES[1] in line)


async def test_what_was_written_from_another_place_shows_on_return(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        bell = context(pilot).changed
        await keys(pilot, "f2")
        grid.strike(workspace, [rows[0]])
        make_prospect(workspace, file_id, company_name="Nouvelle venue")
        bell.ring(prospects=[rows[0]], files=[file_id])
        await settle(pilot)
        await keys(pilot, "f3")
        assert f"✗ {NAMES[0]}" in seen(pilot)
        assert "Nouvelle venue" in seen(pilot)
        assert "5 lignes" in heading(pilot)


async def test_a_file_that_goes_leaves_room_for_the_next(workspace: Workspace) -> None:
    other = make_file(workspace, "Zingueurs")
    run_import(workspace, ImportPlan(SAMPLES / "crm" / "odoo_res_partner.csv", into="Achat"))
    async with files_desk(workspace) as pilot:
        assert heading(pilot).startswith("Achat ▾")
        await keys(pilot, "u")
        assert screen(pilot).file is not None
        assert heading(pilot) == "Zingueurs ▾ · 0 ligne"
        workspace.connection.execute("DELETE FROM prospect_file WHERE id = ?", (other,))
        context(pilot).changed.ring()
        await settle(pilot)
        assert heading(pilot) == "Fichiers de prospection"
        assert "Pas encore de fichier" in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_hostile_cells_are_drawn_as_plain_text(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    file_id = make_file(workspace, "[red]Fichier[/red]")
    for text in NASTY:
        make_prospect(workspace, file_id, company_name=text, notes=text)
    async with files_desk(workspace, size) as pilot:
        shown = seen(pilot)
        assert is_harmless(shown)
        assert "[bold]gras[/bold]" in shown
        assert heading(pilot).startswith("[red]Fichier[/red]")
        await keys(pilot, "f")
        await write(pilot, "[/]")
        assert is_harmless(seen(pilot))


async def test_the_remark_says_what_is_wrong_with_the_cell(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, company_name="Un", phone="01 99 00")
    make_prospect(workspace, file_id, company_name="Deux")
    async with files_desk(workspace) as pilot:
        assert remark(pilot) == ""
        await keys(pilot, *["right"] * screen(pilot).source.place("phone"))
        assert remark(pilot).startswith("! Téléphone : Il manque des chiffres dans « 01 99 00 »")
        await keys(pilot, "down")
        assert remark(pilot) == ""


async def test_columns_hold_what_the_file_fills(workspace: Workspace) -> None:
    report = run_import(workspace, ImportPlan(SAMPLES / "crm" / "entetes_exports_crm.csv"))
    assert report.file_id is not None
    shown = [column.key for column in prospect_files.shown_columns(workspace, report.file_id)]
    assert shown[0].startswith("own:")
    async with files_desk(workspace) as pilot:
        assert "HubSpot" in seen(pilot)


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("crm/atomic_crm_test_contacts.csv", SMALL, ["Gottlieb and Sons", "Kerluke", "500 lignes"]),
        (
            "sirene/export_annuaire_entreprises_sample.csv",
            SMALL,
            ["LA POSTE", "Téléphone", "Effectif"],
        ),
        (
            "sirene/export_annuaire_entreprises_sample.csv",
            USUAL,
            ["Villefranche", "Prochain", "Score"],
        ),
        ("crm/odoo_res_partner.csv", SMALL, ["Grocery Outlet", "Accounting", "San Francisco"]),
    ],
)
async def test_real_files_show_what_matters(
    workspace: Workspace, name: str, size: tuple[int, int], words: list[str]
) -> None:
    run_import(workspace, ImportPlan(SAMPLES / name))
    async with files_desk(workspace, size) as pilot:
        for word in words:
            assert word in seen(pilot)


async def test_a_long_name_and_a_long_filter_leave_the_counts_in_sight(
    workspace: Workspace,
) -> None:
    fill(workspace, "Salon de la menuiserie et de l'agencement " * 2)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "lyon ville:lyon société:menuiserie")
        assert "4 lignes" in seen(pilot)
        assert "→ 1" in seen(pilot)


async def test_undo_and_redo_show_at_once(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    grid.edit_cell(workspace, rows[0], prospect_files.columns(workspace, 1)["city"], "Décines")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "u")
        assert "Décines" not in seen(pilot)
        await keys(pilot, "ctrl+y")
        assert "Décines" in seen(pilot)
        assert cell(workspace, rows[0], "city") == "Décines"
    assert undo.undo(workspace) is not None


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (1, 1), (200, 60)])
async def test_any_terminal_is_survived(workspace: Workspace, size: tuple[int, int]) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace, size) as pilot:
        await keys(pilot, "f", "l", "enter", "down", "e", "x", "escape", "i", "escape", "b")
        await pilot.resize_terminal(*SMALL)
        await keys(pilot, "escape")
        assert names_shown(pilot) == list(NAMES)
        assert [cell(workspace, row, "state") for row in rows].count("struck") == 1
