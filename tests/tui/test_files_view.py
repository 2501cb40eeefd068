"""The filter line of the files screen: as it is typed, kept, brought back, completed."""

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.views import Condition, SortKey, Test
from prospect_tui.services import grid, prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.grid import GridColumn
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import (
    NAMES,
    USUAL,
    files_desk,
    fill,
    heading,
    keys,
    remark,
    screen,
    settle,
    write,
)
from tests.tui.shell import seen, toasts


async def filter_by(pilot: Pilot[None], text: str) -> None:
    """Type a filter in the place of the present one."""
    await keys(pilot, "f", "ctrl+u")
    await write(pilot, text)


def shown(pilot: Pilot[None]) -> list[int]:
    return list(screen(pilot).ids)


def line(pilot: Pilot[None]) -> str:
    return screen(pilot).filter_line.value


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("lyon", [0, 2]),
        ("ville=lyon", [0, 2]),
        ("-ville=lyon", [1, 3]),
        ("ville=Lyon|bron", [0, 2, 3]),
        ('"Société":bois', [1]),
        ("societe~^(zinc|élec)", [0, 3]),
        ("nature=professionnel", [0, 1, 2, 3]),
        ("nature=professional", [0, 1, 2, 3]),
        ("prochain=", [0, 1, 2, 3]),
        ("prochain<+3j", []),
    ],
)
async def test_a_filter_says_columns_and_words_as_on_screen(
    workspace: Workspace, text: str, places: list[int]
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, text)
        assert shown(pilot) == [rows[place] for place in places]
        assert f"→ {len(places)}" in heading(pilot)


@pytest.mark.parametrize(("wrong", "why"), [("ville~(", "("), ("prochain<jeudredi", "jeudredi")])
async def test_a_mistake_is_told_in_place_and_the_rows_stay(
    workspace: Workspace, wrong: str, why: str
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, "bron")
        await filter_by(pilot, wrong)
        before = shown(pilot)
        assert why in remark(pilot)
        screen(pilot).rows_shown()  # as after an answer that comes late
        screen(pilot).explain_cell()
        assert why in remark(pilot)
        assert wrong not in heading(pilot)
        assert screen(pilot).filter_line.has_focus
        await keys(pilot, "enter")
        assert shown(pilot) == before
        await filter_by(pilot, "bron")
        assert remark(pilot) == ""
        assert shown(pilot) == [rows[3]]


async def test_the_reason_goes_when_one_goes_on_among_the_cells(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, "ville~(")
        await keys(pilot, "enter")
        assert "(" in remark(pilot)
        await keys(pilot, "down")
        assert remark(pilot) == ""


async def test_a_column_that_is_not_there_is_told_until_one_goes_on_among_the_cells(
    workspace: Workspace,
) -> None:
    fill(workspace)
    async with files_desk(workspace, USUAL) as pilot:
        await filter_by(pilot, "vile:lyon")
        told = "Il n'y a pas de colonne « vile » : cherché comme un texte."
        assert remark(pilot) == f"{told} Vouliez-vous dire « Ville » ?"
        assert not screen(pilot).filter_line.has_class("-wrong")
        await filter_by(pilot, "ville:lyon")
        assert "vile" not in remark(pilot)
        await filter_by(pilot, "vil:l")
        await keys(pilot, "enter")
        assert "« vil »" in remark(pilot)
        await keys(pilot, "escape", "right")
        assert remark(pilot) == ""


async def test_rows_that_take_too_long_to_find_leave_the_former_ones(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    make_prospect(workspace, file_id, company_name="a" * 4000 + "!", city="Lyon")
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, "bron")
        screen(pilot).show_filter("societe~(a+)+$")
        await settle(pilot)
        assert "prend trop de temps" in remark(pilot)
        assert shown(pilot) == [rows[3]]
        assert heading(pilot) == "Menuisiers 69 ▾ · 5 lignes · « bron » → 1"
        assert [one.title for one in columns_of(pilot) if one.title.startswith("▿")] == []
        await filter_by(pilot, "lyon")
        assert len(shown(pilot)) == 3
        assert "« lyon » → 3" in heading(pilot)


async def test_signs_that_the_filter_takes_are_not_offered_as_keys(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace, USUAL) as pilot:
        assert "filtrer" in seen(pilot).splitlines()[-1]
        await keys(pilot, "f")
        assert "filtrer" not in seen(pilot).splitlines()[-1]


async def test_titles_say_by_which_columns_the_rows_are_filtered(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        assert "▿" not in seen(pilot)
        await filter_by(pilot, "ville:lyon -note:devis mot")
        titles = [column.title for column in columns_of(pilot) if "▿" in column.title]
        assert titles == ["▿Ville", "▿Note"]
        await keys(pilot, "escape")
        assert "▿" not in seen(pilot)


def columns_of(pilot: Pilot[None]) -> list[GridColumn]:
    view = screen(pilot)
    ids = grid.first_ids(view.context.workspace, 1, 5)
    return view.source.show(view.source.columns, ids, 80)


async def test_enter_and_down_keep_the_filter_and_escape_drops_it(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        for key in ("enter", "down", "pagedown"):
            await filter_by(pilot, "lyon")
            await keys(pilot, key)
            assert screen(pilot).grid.has_focus
            assert "Filtre" in seen(pilot)
            assert shown(pilot) == [rows[0], rows[2]]
        await keys(pilot, "escape")
        assert shown(pilot) == rows
        assert "Filtre" not in seen(pilot)


async def test_up_brings_back_the_filters_of_the_session(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        for text in ("lyon", "bron"):
            await filter_by(pilot, text)
            await keys(pilot, "enter")
        await keys(pilot, "escape", "f", "up")
        assert line(pilot) == "bron"
        await keys(pilot, "up")
        assert line(pilot) == "lyon"
        await keys(pilot, "up")
        assert line(pilot) == "bron"
        await filter_by(pilot, "zinc")
        await keys(pilot, "up", "up", "up")
        assert line(pilot) == "zinc"
        await keys(pilot, "enter")
        assert "zinc" in heading(pilot)


async def test_without_any_past_up_does_nothing(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f", "up")
        assert line(pilot) == ""
        assert screen(pilot).filter_line.has_focus


async def test_the_filter_of_a_file_waits_while_another_one_is_shown(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    other = make_prospect(workspace, make_file(workspace, "Salon"))
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, "bron")
        await keys(pilot, "enter", "v")
        await write(pilot, "salon")
        await keys(pilot, "enter")
        assert shown(pilot) == [other]
        assert line(pilot) == ""
        await keys(pilot, "f2", "f3", "v")
        await write(pilot, "menuis")
        await keys(pilot, "enter")
        assert line(pilot) == "bron"
        assert shown(pilot) == [rows[3]]
        await keys(pilot, "f2", "f3")
        assert shown(pilot) == [rows[3]]


@pytest.mark.parametrize(
    ("typed", "tabs", "completed"),
    [
        ("lyon vil", 1, "lyon Ville:"),
        ("-vil", 1, "-Ville:"),
        ("ville:bro", 1, "Ville:Bron"),
        ("vil", 2, "Ville:Bron"),
        ("ville=l", 1, "Ville=Lyon"),
        ("ville=yo", 1, "Ville=Lyon"),
        ("score:cha", 1, "Score:CHAUD"),
        ("nature=part", 1, "Nature=Particulier"),
        ("zinc -ville:bro", 1, "zinc -Ville:Bron"),
        ('"socié', 1, "Société:"),
        ("téléphone:01", 1, 'Téléphone:"01 99 00 00 00"'),
        ("téléphone:01", 2, 'Téléphone:"01 99 00 00 01"'),
        ("prochain:de", 1, "prochain:de"),
        ("rien:de", 1, "rien:de"),
        ("", 1, ""),
    ],
)
async def test_tab_completes_columns_and_values(
    workspace: Workspace, typed: str, tabs: int, completed: str
) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, typed)
        await keys(pilot, *["tab"] * tabs)
        assert line(pilot).startswith(completed)
        assert screen(pilot).filter_line.has_focus


async def test_the_sort_is_told_and_kept_by_file(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        screen(pilot).sort_by("city", add=False)
        screen(pilot).sort_by("company_name", add=True)
        screen(pilot).sort_by("company_name", add=True)
        await settle(pilot)
        assert "tri Ville ↑, Société ↓" in heading(pilot)
        assert prospect_files.saved_sort(workspace, file_id) == (
            SortKey("city"),
            SortKey("company_name", True),
        )
        await filter_by(pilot, "ville=lyon")
        assert screen(pilot).view.conditions == (Condition("city", Test.IS, ("lyon",)),)
        assert [NAMES[row - 1] for row in shown(pilot)] == [NAMES[0], NAMES[2]]


async def test_a_filter_has_the_cursor_on_its_first_row_unless_its_own_stays(
    workspace: Workspace,
) -> None:
    file_id = make_file(workspace)
    for number in range(30):
        town = "Roanne" if number in {8, 20, 25} else "Lyon"
        make_prospect(workspace, file_id, company_name=f"Atelier {number:02}", city=town)
    async with files_desk(workspace) as pilot:
        rows = screen(pilot).grid
        for _ in range(12):
            await keys(pilot, "down")
        await filter_by(pilot, "roanne")
        assert rows.cursor_row == 0
        await keys(pilot, "enter", "down", "escape")
        assert rows.cursor_row == 20
        await filter_by(pilot, "roanne")
        assert rows.cursor_row == 1


async def test_a_title_without_room_leaves_the_filter_to_its_line(workspace: Workspace) -> None:
    fill(workspace, "Menuisiers, charpentiers du Rhône")
    async with files_desk(workspace) as pilot:
        await filter_by(pilot, "ville=lyon société:menuiserie")
        await keys(pilot, "enter", "s")
        title = heading(pilot)
        assert title.endswith(" ▾ · 4 lignes · → 1 · tri Société ↑")
        assert "ville=lyon société:menuiserie" in seen(pilot)
        await pilot.resize_terminal(160, 48)
        await settle(pilot)
        assert heading(pilot).endswith("lignes · « ville=lyon société:menu… » → 1 · tri Société ↑")


async def test_a_small_terminal_is_told_until_it_is_enlarged(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        for width, height in ((50, 14), (59, 30)):
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            assert ["50×14" in text for text in toasts(pilot)] == [True]
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert toasts(pilot) == []
