"""How typing begins, which keys are commands, and what completes a text."""

import pytest

from prospect_tui.tui.widgets.grid import DataGrid, GridColumn, GridRow
from prospect_tui.tui.widgets.grid.completion import Completion
from tests.tui.test_grid_stage import COLUMNS, CountingSource, Stage, on_stage

RESULTS = ("NRP", "Occupé", "Rappeler", "Refus", "Répondeur")
CHOICE = GridColumn("city", "Résultat", 12, choices=RESULTS)
TAGS = GridColumn("city", "Étiquettes", 20, choices=("Devis", "Déjà vu", "Salon"), several=True)


def with_column(column: GridColumn) -> tuple[GridColumn, ...]:
    return (COLUMNS[0], column, *COLUMNS[2:])


def source_of(city: str) -> CountingSource:
    source = CountingSource()
    source.written[1] = GridRow(1, ("Lambert", city, "", "", ""))
    return source


def edits(stage: Stage) -> list[tuple[int, str, str]]:
    said = stage.said(DataGrid.CellEdited)
    return [(message.row_id, message.column_key, message.text) for message in said]


# how it begins


@pytest.mark.parametrize("key", ["L", "0", "é", "É", "ß", "€", "b", "日"])
async def test_a_character_that_is_no_command_begins_to_type(key: str) -> None:
    async with on_stage() as stage:
        await stage.press("down", key, "x", "enter")
        assert edits(stage) == [(2, "name", f"{key}x")]
        assert stage.app.screen_keys == 0


@pytest.mark.parametrize("key", ["a", "y", "plus", "f3", "escape", "ctrl+s"])
async def test_a_command_stays_one(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert (stage.app.screen_keys, stage.grid.is_editing) == (1, False)


@pytest.mark.parametrize("key", ["alt+x", "ctrl+k", "f9", "insert"])
async def test_other_keys_do_not_type(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key, "space")
        assert not stage.grid.is_editing
        assert stage.selected() == {1}


async def test_backspace_begins_in_an_emptied_cell() -> None:
    async with on_stage() as stage:
        await stage.press("backspace")
        assert stage.grid.is_editing
        assert "name 1 " not in stage.lines()[1]
        await stage.press("enter")
        assert edits(stage) == [(1, "name", "")]


async def test_letters_may_all_type() -> None:
    async with on_stage() as stage:
        stage.grid.letters_type = True
        await stage.press("a", "y", "enter", "space")
        assert edits(stage) == [(1, "name", "ay")]
        assert stage.selected() == {2}  # a space never begins to type
        assert stage.app.screen_keys == 0
        await stage.press("f3", "ctrl+s", "enter")
        assert stage.app.screen_keys == 3
        stage.grid.letters_type = False
        await stage.press("a")
        assert stage.app.screen_keys == 4


async def test_the_footer_hides_the_keys_that_type() -> None:
    async with on_stage() as stage:
        assert {"a", "f3", "up"} <= stage.app.screen.active_bindings.keys()
        stage.grid.letters_type = True
        assert {"f3", "up", "space"} <= stage.app.screen.active_bindings.keys()
        assert "a" not in stage.app.screen.active_bindings
        stage.grid.letters_type = False
        stage.grid.start_edit()
        assert stage.app.screen.active_bindings.keys().isdisjoint({"a", "up", "space", "escape"})
        assert {"f3", "ctrl+s"} <= stage.app.screen.active_bindings.keys()


@pytest.mark.parametrize("key", ["f3", "ctrl+s"])
async def test_a_command_saves_what_is_typed_before_it_acts(key: str) -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        await stage.press("a", key)
        assert edits(stage) == [(1, "name", "xa")]
        assert (stage.app.screen_keys, stage.grid.is_editing) == (1, False)
        assert stage.app.order == ["CellEdited", "key"]


@pytest.mark.parametrize("key", ["shift+down", "ctrl+k", "pagedown", "alt+a"])
async def test_a_key_that_means_nothing_leaves_the_typing_alone(key: str) -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("x")
        await stage.press(key, "y")
        assert stage.grid.is_editing
        assert stage.cursor() == (0, 0)
        assert "xy" in stage.lines()[1]


async def test_words_are_jumped_over() -> None:
    async with on_stage() as stage:
        stage.grid.start_edit("rue des Lilas")
        await stage.press("ctrl+left", "ctrl+left", "X", "ctrl+right", "Y", "enter")
        assert edits(stage) == [(1, "name", "rue XdesY Lilas")]


# completing


@pytest.mark.parametrize(
    ("text", "matches", "rest"),
    [
        ("", RESULTS, ""),
        ("n", ("NRP",), "RP"),
        ("r", ("Rappeler", "Refus", "Répondeur"), "appeler"),
        ("REP", ("Répondeur",), "ondeur"),
        ("occupe", ("Occupé",), ""),
        ("x", (), ""),
    ],
)
def test_choices_complete_whatever_case_and_accents(
    text: str, matches: tuple[str, ...], rest: str
) -> None:
    completion = Completion(RESULTS)
    assert (completion.matches(text), completion.rest(text)) == (matches, rest)


@pytest.mark.parametrize(
    ("text", "rest", "completed"),
    [
        ("de", "vis", "Devis"),
        ("Salon, de", "vis", "Salon, Devis"),
        ("devis;DE", "jà vu", "devis;Déjà vu"),
        ("Salon,", "", "Salon,Devis"),
        ("salon,sal", "", "salon,sal"),
    ],
)
def test_the_last_of_several_is_completed(text: str, rest: str, completed: str) -> None:
    completion = Completion(TAGS.choices, several=True)
    assert (completion.rest(text), completion.completed(text)) == (rest, completed)


@pytest.mark.parametrize(
    ("text", "step", "turned"),
    [
        ("", 1, "NRP"),
        ("", -1, "Répondeur"),
        ("nrp", 1, "Occupé"),
        ("NRP", -1, "Répondeur"),
        ("re", 1, "Refus"),
        ("autre", 1, "NRP"),
    ],
)
def test_choices_turn(text: str, step: int, turned: str) -> None:
    assert Completion(RESULTS).turned(text, step) == turned


def test_nothing_turns_without_choices() -> None:
    assert Completion(()).turned("x", 1) == "x"


async def test_a_choice_is_offered_and_taken() -> None:
    async with on_stage(columns=with_column(CHOICE), source=source_of("")) as stage:
        await stage.press("right", "R")
        assert "Rappeler" in stage.lines()[1]
        assert stage.said(DataGrid.CellTyped)[-1].choices == ("Rappeler", "Refus", "Répondeur")
        await stage.press("right", "enter")
        assert edits(stage) == [(1, "city", "Rappeler")]


@pytest.mark.parametrize(
    ("keys", "saved"),
    [
        (["N", "enter"], "NRP"),  # the only one, and shown
        (["N", "tab", "escape"], "NRP"),
        (["R", "enter"], "R"),  # there are others
        (["N", "delete", "enter"], "N"),  # the offer was refused
        (["N", "R", "backspace", "enter"], "N"),
        (["N", "down"], "NRP"),
        (["O", "left", "enter"], "O"),
        (["Z", "enter"], "Z"),
        (["R", "e", "p", "end", "enter"], "Répondeur"),
    ],
)
async def test_a_value_is_completed_only_when_it_is_shown(keys: list[str], saved: str) -> None:
    async with on_stage(columns=with_column(CHOICE), source=source_of("")) as stage:
        await stage.press("right", *keys)
        stage.grid.stop_edit(save=True)
        await stage.pilot.pause()
        assert edits(stage) == [(1, "city", saved)]


async def test_a_value_that_is_only_looked_at_is_not_completed() -> None:
    async with on_stage(columns=with_column(CHOICE), source=source_of("N")) as stage:
        stage.grid.move_to(0, 1)
        stage.grid.start_edit()
        await stage.press("enter")
        assert edits(stage) == []


async def test_arrows_turn_the_choices_and_typing_replaces_them() -> None:
    async with on_stage(columns=with_column(CHOICE), source=source_of("NRP")) as stage:
        stage.grid.move_to(0, 1)
        stage.grid.start_edit()
        await stage.press("down", "down", "up")
        assert "Occupé" in stage.lines()[1]
        assert stage.cursor() == (0, 1)
        await stage.press("Z", "enter")
        assert edits(stage) == [(1, "city", "Z")]


async def test_tags_are_completed_one_by_one() -> None:
    async with on_stage(columns=with_column(TAGS), source=source_of("Salon")) as stage:
        stage.grid.move_to(0, 1)
        stage.grid.start_edit()
        await stage.press(",", "space", "d", "e", "v", "down")
        assert edits(stage) == [(1, "city", "Salon, dev")]
        assert stage.cursor() == (1, 1)
        stage.grid.start_edit()
        await stage.press(",", "D", "e", "v", "enter")
        assert edits(stage)[1:] == [(2, "city", "city 2,Devis")]
