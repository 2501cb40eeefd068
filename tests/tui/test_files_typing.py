"""Typing in the files screen: what the text means so far, who else changed the cell meanwhile."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import cells, own_columns, row_acts
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui import watch
from prospect_tui.tui.dialogs.choose import Choose
from tests.builders import clock_of, make_clock, make_file, make_prospect
from tests.tui.files_desk import (
    NAMES,
    USUAL,
    cell,
    column_of,
    files_desk,
    fill,
    go_to,
    heading,
    keys,
    plain_spaces,
    remark,
    retype,
    screen,
    settle,
    show_column,
    write,
)
from tests.tui.shell import FakeSheet, seen, toasts

CITY = COLUMNS_BY_KEY["city"]
LONG = "a rappelé en mai, décide avec son frère, budget de janvier, atelier de douze personnes"


@pytest.fixture
def other(workspace: Workspace) -> Iterator[Workspace]:
    """Return another window on the same base."""
    opened = Workspace(workspace.path, make_clock(), workspace.settings)
    yield opened
    opened.close()


async def test_what_is_said_grows_with_the_screen(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "phone")
        await retype(pilot, "0199 est le début du numéro de M. Lambert")
        cut = remark(pilot)
        assert cut.startswith("! Téléphone : ")
        assert cut.endswith("…")
        await pilot.resize_terminal(*USUAL)
        await settle(pilot)
        assert len(remark(pilot)) > len(cut)
        assert screen(pilot).grid.is_editing


async def look(pilot: Pilot[None], watcher: watch.OtherWindows) -> None:
    """Have the program look at what others wrote, as it does each second."""
    watcher.look()
    await settle(pilot)


def watcher(pilot: Pilot[None]) -> watch.OtherWindows:
    """Return what watches the base, from now on."""
    others = watch.OtherWindows(screen(pilot).context, screen(pilot).tell)
    others.start()
    return others


# what the text means


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("founded_on", "24/11/2026", "→ mardi 24 novembre 2026"),
        ("founded_on", "demain", "→ mardi 24 novembre 2026"),
        ("founded_on", "hier", "→ dimanche 22 novembre 2026"),
        ("founded_on", "31/02/2026", "! Création : "),
        ("phone", "+33639981234", "→ 06 39 98 12 34 (mobile)"),
        ("phone", "0199001234 poste 12", "→ 01 99 00 12 34 (fixe, poste 12)"),
        ("phone", "+32 2 123 45 67", "(étranger)"),
        ("phone", "0199", "! Téléphone : "),
        ("siret", "123", "! SIRET : "),
        ("naf", "4332A", "→ 43.32A Travaux de menuiserie bois et PVC"),
        ("turnover", "1,5 M€", "→ 1 500 000 €"),
        ("nature", "p", "Professionnel · Particulier"),
        ("email", "Jean@Exemple.FR", "→ Jean@exemple.fr"),
        ("city", "Lyon", ""),
    ],
)
async def test_what_is_typed_is_explained_at_each_key(
    workspace: Workspace, column: str, typed: str, said: str
) -> None:
    file_id, rows = fill(workspace)
    show_column(workspace, file_id, column)
    async with files_desk(workspace, USUAL) as pilot:
        await go_to(pilot, column)
        await retype(pilot, typed)
        if said:
            assert said in remark(pilot)
        else:
            assert remark(pilot) == ""
        await keys(pilot, "enter")
        if typed in {"demain", "24/11/2026"}:
            assert cell(workspace, rows[0], column) == "2026-11-24"


async def test_a_long_cell_is_read_without_opening_it(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, notes=LONG)
    make_prospect(workspace, file_id, notes="bref")
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "notes")
        assert remark(pilot).removesuffix("…") == LONG[:77]
        await keys(pilot, "down")
        assert remark(pilot) == ""


async def test_no_remark_moves_the_rows(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, notes=LONG)
    make_prospect(workspace, file_id, notes="un\nmot")
    async with files_desk(workspace) as pilot:
        heights = set()
        for names in (["home"], ["down"], ["e"], ["escape"]):
            await keys(pilot, *names)
            heights.add(screen(pilot).grid.size.height)
        await go_to(pilot, "notes")
        heights.add(screen(pilot).grid.size.height)
        assert len(heights) == 1


async def test_the_words_of_a_column_are_told(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    words = ("Chaud", "Chambre", "Froid")
    own = own_columns.add_column(workspace, file_id, "Intérêt", ColumnKind.CHOICE, words)
    make_prospect(workspace, file_id)
    async with files_desk(workspace, USUAL) as pilot:
        await go_to(pilot, own.key)
        await keys(pilot, "e")
        assert remark(pilot) == "Chaud · Chambre · Froid"
        await write(pilot, "cha")
        assert remark(pilot) == "Chaud · Chambre"
        await write(pilot, "x")
        assert remark(pilot).startswith("! Intérêt : ")


async def test_known_tags_are_told_and_completed(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, tags="vip, salon 2026")
    row = make_prospect(workspace, file_id)
    show_column(workspace, file_id, "tags")
    async with files_desk(workspace, USUAL) as pilot:
        await go_to(pilot, "tags", 1)
        await keys(pilot, "e", "escape", "e")
        assert remark(pilot) == "salon 2026 · vip"
        await write(pilot, "vip, sa")
        await keys(pilot, "right", "enter")
        assert cell(workspace, row, "tags") == "vip, salon 2026"


# how typing begins


async def test_enter_types_or_opens_the_sheet_of_what_cannot_be_typed(
    workspace: Workspace,
) -> None:
    _file_id, rows = fill(workspace)
    FakeSheet.opened.clear()
    async with files_desk(workspace) as pilot:
        await keys(pilot, "enter")
        assert screen(pilot).grid.is_editing
        await keys(pilot, "escape")
        await go_to(pilot, "result")
        await keys(pilot, "e")
        assert plain_spaces(toasts(pilot)[0]).startswith("« Résultat »")
        await keys(pilot, "enter")
        assert FakeSheet.opened == [("prospect", rows[0])]


async def test_letters_type_once_asked_for_and_the_title_says_so(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await keys(pilot, "ctrl+e")
        assert heading(pilot).endswith("saisie")
        await write(pilot, "bodz")
        await keys(pilot, "enter")
        assert cell(workspace, rows[0], "city") == "bodz"
        assert column_of(workspace, file_id, "state") == ["active"] * 4
        await keys(pilot, "ctrl+e", "b")
        assert "saisie" not in heading(pilot)
        assert column_of(workspace, file_id, "state").count("struck") == 1


# another window


async def test_a_cell_changed_meanwhile_is_not_overwritten_silently(
    workspace: Workspace, other: Workspace
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await retype(pilot, "Brest")
        cells.edit_cell(other, rows[0], CITY, "Albi")
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, Choose)
        for word in ("« Albi »", "« Brest »", "« Ville » a changé"):
            assert word in plain_spaces(seen(pilot))
        await keys(pilot, "escape")
        assert cell(workspace, rows[0], "city") == "Albi"
        assert "Albi" in seen(pilot)


@pytest.mark.parametrize(("choice", "kept"), [(["enter"], "Albi"), (["down", "enter"], "Brest")])
async def test_one_chooses_which_text_to_keep(
    workspace: Workspace, other: Workspace, choice: list[str], kept: str
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await retype(pilot, "Brest")
        cells.edit_cell(other, rows[0], CITY, "Albi")
        await keys(pilot, "enter", *choice)
        assert cell(workspace, rows[0], "city") == kept
        assert kept in seen(pilot)


async def test_the_same_change_in_two_windows_asks_nothing(
    workspace: Workspace, other: Workspace
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await go_to(pilot, "city")
        await retype(pilot, "Albi")
        cells.edit_cell(other, rows[0], CITY, "Albi")
        await keys(pilot, "enter")
        assert pilot.app.screen is screen(pilot)
        assert cell(workspace, rows[0], "city") == "Albi"


async def test_what_another_window_writes_is_seen_where_it_stands(
    workspace: Workspace, other: Workspace
) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        watching = watcher(pilot)
        await go_to(pilot, "city")
        await keys(pilot, "s", "home", "down")
        before, under = list(screen(pilot).ids), screen(pilot).grid.cursor_id
        await look(pilot, watching)
        assert toasts(pilot) == []
        cells.edit_cell(other, rows[0], CITY, "Albi")
        await look(pilot, watching)
        assert "Albi" in seen(pilot)
        assert list(screen(pilot).ids) == before
        assert screen(pilot).grid.cursor_id == under
        assert [plain_spaces(text) for text in toasts(pilot)] == [
            "Modifié dans une autre fenêtre : affichage à jour."
        ]


async def test_a_burst_of_changes_is_told_once(workspace: Workspace, other: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        watching = watcher(pilot)
        for town in ("Albi", "Brest"):
            cells.edit_cell(other, rows[0], CITY, town)
            await look(pilot, watching)
            assert town in seen(pilot)
        assert len(toasts(pilot)) == 1
        clock_of(workspace).advance(minutes=5)
        cells.edit_cell(other, rows[0], CITY, "Caen")
        await look(pilot, watching)
        assert len(toasts(pilot)) == 2


async def test_a_cell_being_typed_is_untouched(workspace: Workspace, other: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        watching = watcher(pilot)
        await go_to(pilot, "city", 1)
        await retype(pilot, "Cal")
        cells.edit_cell(other, rows[0], CITY, "Albi")
        await look(pilot, watching)
        assert "Albi" in seen(pilot)
        assert screen(pilot).grid.is_editing
        await write(pilot, "uire")
        await keys(pilot, "enter")
        assert cell(workspace, rows[1], "city") == "Caluire"


async def test_rows_added_and_removed_elsewhere_are_seen(
    workspace: Workspace, other: Workspace
) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        watching = watcher(pilot)
        row_acts.add_row(other, file_id, {"company_name": "Bardeau"})
        await look(pilot, watching)
        assert "Bardeau" in seen(pilot)
        assert "5 lignes" in heading(pilot)
        row_acts.delete_rows(other, [rows[1]])
        await look(pilot, watching)
        assert NAMES[1] not in seen(pilot)
        assert "4 lignes" in heading(pilot)


async def test_ones_own_changes_are_not_those_of_another_window(workspace: Workspace) -> None:
    _file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        watching = watcher(pilot)
        await go_to(pilot, "city")
        await retype(pilot, "Caluire")
        await keys(pilot, "enter", "b", "u", "ctrl+y", "s")
        await look(pilot, watching)
        assert cell(workspace, rows[0], "city") == "Caluire"
        assert not [text for text in toasts(pilot) if "autre fenêtre" in text]


# leaving while typing


async def test_leaving_the_program_saves_the_cell_being_typed_in(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Atelier Nord")
    async with files_desk(workspace) as pilot:
        await keys(pilot, "e", "ctrl+u", *"Atelier Sud", "ctrl+q")
        await settle(pilot)
    assert cell(workspace, row, "company_name") == "Atelier Sud"


async def test_help_tells_the_keys_of_the_grid(workspace: Workspace) -> None:
    make_prospect(workspace, make_file(workspace))
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f1")
        assert "prendre un bloc de cellules" in plain_spaces(seen(pilot))


async def test_enter_opens_the_sale_that_a_row_has_become(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    (sale,) = convert_rows(workspace, [row], anyway=True)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "enter")
        await settle(pilot)
        assert FakeSheet.opened[-1:] == [("opportunity", sale)]


async def test_the_bottom_line_tells_the_keys_of_what_is_typed(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:

        def foot() -> str:
            return plain_spaces(seen(pilot).splitlines()[-1])

        assert "Entrée modifier" in foot()
        await keys(pilot, "e")
        assert "Tab garder, cellule suivante" in foot()
        assert "Ctrl+D" not in foot()
        await keys(pilot, "escape")
        assert "Entrée modifier" in foot()
        await keys(pilot, "f")
        assert "Entrée aux lignes" in foot()
        await keys(pilot, "enter")
        assert "Entrée modifier" in foot()
