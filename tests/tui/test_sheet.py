"""The sheet: one page on one record, edited where it stands."""

from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.services import conversion, opportunities, opposition
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.form import Form
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.desk import (
    LARGE,
    NASTY,
    SMALL,
    TOMORROW,
    USUAL,
    is_harmless,
    make_opportunity,
    on,
    page,
    press,
    sheet,
    sheet_of,
    type_in,
    value,
    visits,
    walk_to,
)
from tests.tui.shell import seen, toasts

CELLS = {
    "company_name": "Menuiserie Lambert",
    "civility": "M.",
    "last_name": "Lambert",
    "job_title": "gérant",
    "phone": "01 99 00 12 34",
    "email": "lambert@exemple.fr",
    "city": "Lyon",
}


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(workspace, make_file(workspace), **CELLS)


@pytest.fixture
def sale(workspace: Workspace, row: int) -> int:
    return conversion.convert_rows(workspace, [row], anyway=True)[0]


async def go_to(pilot: Pilot[Any], does: Does, name: str = "") -> None:
    """Put the cursor on what Enter does `does` to, by the keys."""
    await walk_to(pilot, lambda one: isinstance(one, Ref) and one[:2] == (does, name))


async def retype(pilot: Pilot[Any], text: str) -> None:
    """Type `text` in place of what the question holds."""
    await press(pilot, "home", "shift+end", "delete")
    await type_in(pilot, text)


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_the_page_of_a_row(workspace: Workspace, row: int, size: tuple[int, int]) -> None:
    async with sheet_of(workspace, "prospect", row, size) as pilot:
        shown = seen(pilot)
        for words in ("Menuiserie Lambert", "gérant", "01 99 00 12 34", "Menuisiers 69", "✔ oui"):
            assert words in shown
        await press(pilot, "end")
        assert "SIREN" in seen(pilot)


async def test_the_page_of_an_opportunity_reads_from_people_to_history(
    workspace: Workspace, sale: int
) -> None:
    opportunities.set_amount(workspace, sale, amount_cents=420_000, probability=60)
    opportunities.set_next_action(
        workspace, sale, NextAction(ActionKind.QUOTE, on(TOMORROW, 14), "relancer")
    )
    opportunities.add_note(workspace, sale, "décide avec son frère")
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        text = page(pilot)
    words = [
        "Menuiserie Lambert", "Lyon", "Analyse des besoins · En attente", "Prochaine action",
        "demain 14:00 · Devis\u00a0: relancer", "4\u202f200\u00a0€",
        "60\u202f% · 4\u202f200\u00a0€ × 60\u202f% = 2\u202f520\u00a0€ pondérés",
        "gérant  M. Lambert", "Qui décide", "Projet", "Historique", "décide avec son frère",
        "montant 0\u00a0€ → 4\u202f200\u00a0€", "Classement", "Origine  Fichier de prospection",
    ]  # fmt: skip
    assert [word for word in words if word not in text] == []
    order = [text.index(word) for word in words]
    assert order == sorted(order)


async def test_wrong_values_are_marked_with_the_reason(workspace: Workspace) -> None:
    cells = CELLS | {"email": "lambert.exemple.fr", "siret": "12345678900011"}
    row = make_prospect(workspace, make_file(workspace), **cells)
    async with sheet_of(workspace, "prospect", row) as pilot:
        text = page(pilot)
    assert "! «\u00a0lambert.exemple.fr\u00a0»" in text
    assert text.count("! ") == 2


async def test_a_cell_is_edited_where_it_stands(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await go_to(pilot, Does.EDIT, "job_title")
        await press(pilot, "e")
        await retype(pilot, "directeur")
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "job_title") == "directeur"
        assert "directeur" in seen(pilot)
        assert sheet(pilot).query_one(LinesView).cursor == Ref(Does.EDIT, "job_title")
        await press(pilot, "u")
        assert "gérant" in seen(pilot)


async def test_a_wrong_value_is_told_while_typing_and_kept(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await go_to(pilot, Does.EDIT, "email")
        await press(pilot, "enter")
        await retype(pilot, "lambert")
        assert "@" in seen(pilot)
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "email") == "lambert"
        assert "! «\u00a0lambert\u00a0»" in page(pilot)


async def test_an_empty_cell_is_filled_from_the_foot_of_the_page(
    workspace: Workspace, row: int
) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await go_to(pilot, Does.EDIT, "competitor")
        await press(pilot, "enter")
        await type_in(pilot, "Duval")
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "competitor") == "Duval"


async def test_the_nature_is_chosen_among_words(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), nature="unknown")
    async with sheet_of(workspace, "prospect", row) as pilot:
        assert "✗ non" in seen(pilot)
        await go_to(pilot, Does.EDIT, "nature")
        await press(pilot, "enter")
        await type_in(pilot, "prof")
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "nature") == "professional"
        await press(pilot, "home")
        assert "✔ oui" in seen(pilot)


@pytest.mark.parametrize("kind", ["prospect", "opportunity"])
async def test_a_note_goes_on_top_of_the_history(
    workspace: Workspace, row: int, sale: int, kind: str
) -> None:
    record = row if kind == "prospect" else sale
    async with sheet_of(workspace, kind, record) as pilot:
        await press(pilot, "i", "enter")
        assert "Note" in seen(pilot)
        await type_in(pilot, "budget 2027")
        await press(pilot, "enter")
        text = page(pilot)
        assert "Note · budget 2027" in text.split("── Historique")[1].splitlines()[1]
    assert workspace.connection.execute(f"SELECT {kind}_id FROM note").fetchall() == [(record,)]


async def test_a_row_is_dated_struck_and_restored(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "d")
        await type_in(pilot, "jeu 14h")
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "next_day") == "2026-11-26"
        assert "jeu. 26/11 14:00" in seen(pilot)
        await press(pilot, "b")
        assert value(workspace, "prospect", row, "state") == "struck"
        assert "rayée" in seen(pilot)
        await press(pilot, "b")
        assert value(workspace, "prospect", row, "state") == "active"


async def test_who_objects_stays_struck_out(workspace: Workspace, row: int) -> None:
    opposition.oppose(workspace, row)
    async with sheet_of(workspace, "prospect", row) as pilot:
        assert "s'oppose au démarchage" in seen(pilot)
        await press(pilot, "b")
        assert value(workspace, "prospect", row, "state") == "struck"
        assert "reste rayée" in toasts(pilot)[-1]


async def test_converting_asks_once_then_shows_the_opportunity(
    workspace: Workspace, row: int
) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, Form)
        assert "Pas encore connu\u00a0: Projet" in seen(pilot)
        await press(pilot, "escape")
        assert value(workspace, "prospect", row, "state") == "active"
        await press(pilot, "o", "ctrl+s")
        assert value(workspace, "prospect", row, "state") == "converted"
        assert sheet(pilot).kind == "opportunity"
        assert "Étape et statut" in page(pilot)
        await press(pilot, "u")
        assert (sheet(pilot).kind, sheet(pilot).record_id) == ("prospect", row)
        assert value(workspace, "prospect", row, "state") == "active"


async def test_a_row_and_its_opportunity_lead_to_each_other(
    workspace: Workspace, row: int, sale: int
) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        view = sheet(pilot).query_one(LinesView)
        link = Ref(Does.OPEN_PROSPECT, id=row)
        await press(pilot, "home", *["down"] * view.refs.index(link), "enter")
        assert (sheet(pilot).kind, sheet(pilot).record_id) == ("prospect", row)
        await press(pilot, "o")
        assert (sheet(pilot).kind, sheet(pilot).record_id) == ("opportunity", sale)
        await press(pilot, "escape", "escape")
        assert sheet(pilot).kind == "opportunity"


@pytest.mark.parametrize(
    ("name", "typed", "column", "kept"),
    [
        ("title", "Atelier", "title", "Atelier"),
        ("amount", "12 k€", "amount_cents", 1_200_000),
        ("amount", "", "amount_cents", 0),
        ("probability", "75 %", "probability", 75),
        ("w_who", "M. Lambert et son frère", "w_who", "M. Lambert et son frère"),
        ("tags", "bois, urgent", "tags", "bois, urgent"),
        ("competitor", "Duval", "competitor", "Duval"),
        ("label_for", "Paul", "label_for", "Paul"),
    ],
)
async def test_a_field_of_an_opportunity_is_edited(
    workspace: Workspace, sale: int, name: str, typed: str, column: str, kept: object
) -> None:
    opportunities.set_amount(workspace, sale, amount_cents=100)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await go_to(pilot, Does.EDIT, name)
        await press(pilot, "enter")
        await retype(pilot, typed)
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, column) == kept
        assert sheet(pilot) is pilot.app.screen


@pytest.mark.parametrize(
    ("name", "typed"), [("title", ""), ("amount", "beaucoup"), ("probability", "120")]
)
async def test_what_is_refused_stays_to_be_corrected(
    workspace: Workspace, sale: int, name: str, typed: str
) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await go_to(pilot, Does.EDIT, name)
        await press(pilot, "enter")
        await retype(pilot, typed)
        await press(pilot, "enter")
        assert sheet(pilot) is not pilot.app.screen
        await press(pilot, "escape", "escape")
        assert sheet(pilot) is pilot.app.screen
    assert value(workspace, "opportunity", sale, "title") == "Menuiserie Lambert"
    assert value(workspace, "opportunity", sale, "probability") == 20


async def test_a_description_keeps_its_lines(workspace: Workspace, sale: int) -> None:
    opportunities.edit(workspace, sale, "description", "une\ndeux")
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await go_to(pilot, Does.EDIT, "description")
        await press(pilot, "enter")
        await type_in(pilot, "zéro ")
        await press(pilot, "ctrl+s")
        assert "une" in seen(pilot)
    assert value(workspace, "opportunity", sale, "description") == "zéro une\ndeux"


async def test_a_condition_is_ticked_in_one_key(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await go_to(pilot, Does.TICK, "has_budget")
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "has_budget") == 1
        assert "✔ connu" in page(pilot)
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "has_budget") == 0


async def test_stage_star_won(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "s")
        await type_in(pilot, "nego")
        await press(pilot, "enter")
        assert "Négociation · À faire" in seen(pilot)
        await press(pilot, "k")
        assert "★ Menuiserie Lambert" in seen(pilot)
        await press(pilot, "w", "ctrl+s")
        assert "Négociation · Gagnée" in page(pilot)
        assert "Prochaine action" not in page(pilot)
        await press(pilot, "x")
        assert value(workspace, "opportunity", sale, "outcome") == "won"


async def test_lost_to_a_competitor_is_told_on_the_sheet(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "l", "tab", "tab")
        await type_in(pilot, "Duval")
        await press(pilot, "ctrl+s")
        assert "Perdue · Duval" in page(pilot)


async def test_keys_of_the_other_kind_do_nothing(workspace: Workspace, row: int) -> None:
    alone = make_opportunity(workspace, "Seule")
    async with sheet_of(workspace, "prospect", row) as pilot:
        assert "gagnée" not in seen(pilot)
        await press(pilot, "w", "l", "s", "k", "x")
        assert sheet(pilot) is pilot.app.screen
    async with sheet_of(workspace, "opportunity", alone) as pilot:
        assert "gagnée" in seen(pilot)
        await press(pilot, "b", "o")
        assert sheet(pilot) is pilot.app.screen
    assert value(workspace, "prospect", row, "state") == "active"


async def test_a_calls_and_the_sheet_is_still_there(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "a")
        assert visits(pilot) == [{"prospect_id": row}]
        await press(pilot, "escape")
        assert sheet(pilot) is pilot.app.screen


async def test_a_record_that_is_gone_says_so(workspace: Workspace) -> None:
    alone = make_opportunity(workspace, "Seule")
    async with sheet_of(workspace, "opportunity", alone) as pilot:
        await press(pilot, "u")
        assert "Seule" not in page(pilot)
        assert page(pilot).strip()
        await press(pilot, "enter", "e", "down")
        assert sheet(pilot) is pilot.app.screen


async def test_siblings_and_the_next_day(workspace: Workspace, sale: int) -> None:
    other = make_opportunity(workspace, "Extension", euros=900)
    with workspace.transaction() as connection:
        connection.execute(
            "INSERT INTO client_folder (name, created_at) VALUES ('L', '2026-01-01')"
        )
        connection.execute("UPDATE opportunity SET folder_id = 1")
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        assert "Extension · 900\u00a0€ · 20\u202f%" in page(pilot)
        view = sheet(pilot).query_one(LinesView)
        link = Ref(Does.OPEN_OPPORTUNITY, id=other)
        await press(pilot, "home", *["down"] * view.refs.index(link), "enter")
        assert sheet(pilot).record_id == other
        await press(pilot, "d")
        await type_in(pilot, "demain 9h")
        await press(pilot, "ctrl+s")
        assert "demain 09:00 · Appel" in page(pilot)
        clock_of(workspace).set_local(2026, 11, 24, 9, 30)
        sheet(pilot).follow_clock()
        await pilot.pause()
        assert "! en retard" in page(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_hostile_text_is_drawn_as_text(workspace: Workspace, size: tuple[int, int]) -> None:
    file_id = make_file(workspace)
    for name in NASTY:
        row = make_prospect(workspace, file_id, company_name=name, last_name=name, notes=name)
        (sale,) = conversion.convert_rows(workspace, [row], anyway=True)
        opportunities.add_note(workspace, sale, f"{name}\n{name}")
        for kind, record in (("prospect", row), ("opportunity", sale)):
            async with sheet_of(workspace, kind, record, size) as pilot:
                assert is_harmless(seen(pilot))
                await press(pilot, "end", "pageup", "e")
                assert is_harmless(seen(pilot))


async def test_a_company_is_looked_up_from_its_sheet(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), siren="732829320")
    deal = make_opportunity(workspace, "Atelier Nord")
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "ctrl+w")
        await type_in(pilot, "annuaire")
        await press(pilot, "enter")
        assert pilot.app.clipboard.endswith("rechercher?terme=732829320")
    async with sheet_of(workspace, "opportunity", deal) as pilot:
        await press(pilot, "ctrl+w", "enter")
        assert pilot.app.clipboard == "https://duckduckgo.com/?q=Atelier%20Nord"
