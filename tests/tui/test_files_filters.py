"""The column filter and the saved views of the files screen."""

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from prospect_tui.domain.layouts import ColumnPlace, Layout
from prospect_tui.domain.views import Test
from prospect_tui.domain.when import When
from prospect_tui.services import grid, layouts, prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.column_filter import ColumnFilter
from prospect_tui.tui.widgets.choice_line import ChoiceLine
from tests.builders import make_file, make_prospect
from tests.tui.files_desk import (
    files_desk,
    fill,
    keys,
    plain_spaces,
    screen,
    write,
)
from tests.tui.shell import seen


async def ask_of(pilot: Pilot[None], column: str) -> ColumnFilter:
    """Open the question about a column."""
    place = screen(pilot).source.place(column)
    await keys(pilot, "home", "ctrl+left", *["right"] * place, "j")
    return question(pilot)


def question(pilot: Pilot[None]) -> ColumnFilter:
    assert isinstance(pilot.app.screen, ColumnFilter)
    return pilot.app.screen


def offered(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one(OptionList).options
    return [plain_spaces(str(option.prompt)) for option in options]


def count(pilot: Pilot[None]) -> str:
    return plain_spaces(str(question(pilot).query_one("#column-filter-count", Static).content))


def echo(pilot: Pilot[None]) -> str:
    return plain_spaces(str(question(pilot).query_one(".dialog-echo", Static).content))


async def choose_test(pilot: Pilot[None], wanted: tuple[Test, bool] | None) -> None:
    """Choose a test as one does, with the arrows."""
    line = question(pilot).query_one(ChoiceLine)
    await keys(pilot, "shift+tab")
    for _step in range(20):
        if line.value == wanted:
            break
        await keys(pilot, "right")
    assert line.value == wanted
    await keys(pilot, "down")


def shown(pilot: Pilot[None]) -> list[int]:
    return list(screen(pilot).ids)


def line(pilot: Pilot[None]) -> str:
    return screen(pilot).filter_line.value


async def test_values_are_listed_with_their_counts_and_picked(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "city")
        assert offered(pilot) == ["☐ Lyon  2", "☐ Bron  1", "☐ Villeurbanne  1"]
        assert count(pilot) == "4 lignes restantes"
        await keys(pilot, "down", "space", "down", "space")
        assert offered(pilot)[:2] == ["☑ Lyon  2", "☑ Bron  1"]
        assert echo(pilot) == "Lyon, Bron"
        assert count(pilot) == "3 lignes restantes"
        await keys(pilot, "space")
        assert count(pilot) == "2 lignes restantes"
        await keys(pilot, "space", "enter")
        assert line(pilot) == "Ville=Lyon|Bron"
        assert shown(pilot) == [rows[0], rows[2], rows[3]]
        assert screen(pilot).grid.has_focus


@pytest.mark.parametrize("others", [0, 30])
async def test_a_long_value_takes_one_line_with_its_count(
    workspace: Workspace, others: int
) -> None:
    file_id, _rows = fill(workspace)
    long = "une longue note\nsur " + "plusieurs lignes " * 40
    for text in (*[long] * 5, *map(str, range(others))):
        make_prospect(workspace, file_id, notes=text)
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "notes")
        values = pilot.app.screen.query_one(OptionList)
        assert values.virtual_size.height == values.option_count
        [line] = [one for one in seen(pilot).splitlines() if "☐ une longue note" in one]
        assert line.rstrip(" │▎").endswith("…  5")


async def test_enter_on_a_value_keeps_it_alone(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "city")
        await keys(pilot, "down", "down", "enter")
        assert line(pilot) == "Ville=Bron"
        assert shown(pilot) == [rows[3]]


async def test_letters_narrow_the_list_and_are_what_the_test_asks(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "city")
        await write(pilot, "LY")
        assert offered(pilot) == ["☐ Lyon  2"]
        assert count(pilot) == "2 lignes restantes"
        await keys(pilot, "down", "backspace", "backspace")
        await write(pilot, "br")
        assert offered(pilot) == ["☐ Bron  1"]
        await keys(pilot, "down", "up", "enter")
        assert line(pilot) == "Ville:br"
        assert shown(pilot) == [rows[3]]


async def test_letters_that_no_value_has_leave_none(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "city")
        await write(pilot, "zz")
        assert offered(pilot) == ["Rien trouvé"]
        assert count(pilot) == "0 ligne restante"
        await choose_test(pilot, (Test.MATCHES, False))
        assert len(offered(pilot)) == 3
        await keys(pilot, "ctrl+u", "enter")
        await ask_of(pilot, "phone")
        await write(pilot, "0199000001")
        assert offered(pilot)[0].startswith("☐ 01 99 00 00")


async def test_letters_in_the_list_go_to_the_line(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        asked = await ask_of(pilot, "city")
        await keys(pilot, "down", "v")
        assert asked.query_one(Input).value == "v"
        assert asked.query_one(Input).has_focus
        assert offered(pilot) == ["☐ Villeurbanne  1"]


@pytest.mark.parametrize(
    ("column", "test", "typed", "text", "places"),
    [
        ("city", (Test.CONTAINS, True), "lyon", "-Ville:lyon", [1, 3]),
        ("city", (Test.STARTS, False), "v", "Ville:v*", [1]),
        ("city", (Test.IS, True), "lyon", "-Ville=lyon", [1, 3]),
        ("city", (Test.EMPTY, False), "", "Ville=", []),
        ("city", (Test.EMPTY, True), "", "-Ville=", [0, 1, 2, 3]),
        ("city", (Test.MATCHES, False), "^[BV]", "Ville~^[BV]", [1, 3]),
        ("phone", (Test.WRONG, False), "", "Téléphone:!", []),
        ("headcount", (Test.BETWEEN, False), "5..15", "Effectif:5..15", [1, 3]),
        ("headcount", (Test.AT_LEAST, False), "10", "Effectif>=10", [1, 2]),
        ("headcount", (Test.UNDER, False), "10", "Effectif<10", [0, 3]),
        ("next", (Test.UNDER, False), "+3j", "Prochain<+3j", [0]),
        ("next", (Test.AT_LEAST, False), "jeudi", "Prochain>=jeudi", [1]),
        ("score", (Test.EMPTY, False), "", "Score=", [0, 1, 2, 3]),
    ],
)
async def test_every_test_is_written_in_the_filter_line(
    workspace: Workspace,
    column: str,
    test: tuple[Test, bool],
    typed: str,
    text: str,
    places: list[int],
) -> None:
    file_id, rows = fill(workspace)
    known = prospect_files.columns(workspace, file_id)
    for row, number in zip(rows, ("2", "10", "50", "7"), strict=True):
        grid.edit_cell(workspace, row, known["headcount"], number)
    for row, day in ((rows[0], 24), (rows[1], 30)):
        grid.set_next_date(workspace, row, When(date(2026, 11, day)))
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, column)
        await choose_test(pilot, test)
        await write(pilot, typed)
        assert count(pilot).split()[0] == str(len(places))
        await keys(pilot, "enter")
        assert line(pilot) == text
        assert shown(pilot) == [rows[place] for place in places]


async def test_shorthand_says_which_day_it_means(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "next")
        await write(pilot, "+3j")
        assert echo(pilot) == "→ jeudi 26 novembre 2026"


@pytest.mark.parametrize(
    ("column", "test", "typed", "why"),
    [
        ("city", (Test.MATCHES, False), "(", "L'expression"),
        ("headcount", (Test.BETWEEN, False), "10", "deux bornes"),
        ("next", (Test.OVER, False), "jeudredi", "jeudredi"),
        ("amount", (Test.OVER, False), "beaucoup", "beaucoup"),
    ],
)
async def test_a_mistake_is_told_and_the_question_stays(
    workspace: Workspace, column: str, test: tuple[Test, bool], typed: str, why: str
) -> None:
    file_id, rows = fill(workspace)
    known = prospect_files.columns(workspace, file_id)
    grid.edit_cell(workspace, rows[0], known["amount"], "1200")
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, column)
        await choose_test(pilot, test)
        await write(pilot, typed)
        assert why in echo(pilot)
        await keys(pilot, "enter")
        assert why in echo(pilot)
        await keys(pilot, "escape")
        assert shown(pilot) == rows


async def test_the_first_code_that_fits_is_taken(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    known = prospect_files.columns(workspace, file_id)
    grid.edit_cell(workspace, rows[1], known["nature"], "individual")
    layouts.save_layout(workspace, file_id, Layout((ColumnPlace("nature"),)))
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "nature")
        assert offered(pilot) == ["☐ Professionnel  3", "☐ Particulier  1"]
        await write(pilot, "part")
        await keys(pilot, "enter")
        assert line(pilot) == "Nature=Particulier"
        assert shown(pilot) == [rows[1]]


async def test_a_new_filter_of_a_column_replaces_its_former_one_only(
    workspace: Workspace,
) -> None:
    _file_id, _rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, 'ville:bron "Société":e mot')
        await keys(pilot, "enter")
        asked = await ask_of(pilot, "city")
        assert asked.query_one(Input).value == "bron"
        assert asked.query_one(ChoiceLine).value == (Test.CONTAINS, False)
        await keys(pilot, "ctrl+u")
        await write(pilot, "ly")
        await keys(pilot, "enter")
        assert line(pilot) == "mot Société:e Ville:ly"
        await ask_of(pilot, "city")
        await keys(pilot, "ctrl+u", "enter")
        assert line(pilot) == "mot Société:e"
        await ask_of(pilot, "company_name")
        await choose_test(pilot, None)
        await keys(pilot, "enter")
        assert line(pilot) == "mot"


async def test_what_was_picked_is_ticked_again(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "-ville=bron|LYON")
        await keys(pilot, "enter")
        await ask_of(pilot, "city")
        assert offered(pilot) == ["☑ Lyon  2", "☑ Bron  1", "☐ Villeurbanne  1"]
        assert count(pilot) == "1 ligne restante"
        await keys(pilot, "enter")
        assert line(pilot) == "-Ville=Bron|Lyon"
        assert shown(pilot) == [rows[1]]


async def test_empty_cells_are_a_value_too(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    empty = make_prospect(workspace, file_id, city="")
    async with files_desk(workspace) as pilot:
        await ask_of(pilot, "city")
        place = offered(pilot).index("☐ (vide)  1")
        await keys(pilot, "down", *["down"] * place, "space", "enter")
        assert line(pilot) == "Ville="
        assert shown(pilot) == [empty]
        await ask_of(pilot, "city")
        await keys(pilot, "ctrl+s")
        assert shown(pilot) == [empty]
        assert empty not in rows


async def test_a_file_without_rows_has_no_value(workspace: Workspace) -> None:
    make_file(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "j")
        assert offered(pilot) == ["Rien trouvé"]
        await keys(pilot, "down", "enter")
        assert line(pilot) == ""
