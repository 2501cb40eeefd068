"""Clients (F7), the page of a folder, and what a sheet does about both: keys in, words out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import clients, duplicating, folders, opportunities, sheets
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import FieldRow
from prospect_tui.tui.screens.folder import FolderScreen
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.wording.sheet_lines import Does, Ref
from tests.builders import clock_of
from tests.tui.desk import NASTY, SMALL, USUAL, is_harmless, press, type_in
from tests.tui.shell import seen, toasts


@asynccontextmanager
async def place(
    workspace: Workspace, size: tuple[int, int] = USUAL, name: str = "clients"
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the clients."""
    app = ProspectApp(AppContext(workspace, workspace.settings), place=name)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


def shown(pilot: Pilot[Any]) -> str:
    return seen(pilot).replace("\u00a0", " ").replace("\u202f", " ")


def field_in_hand(pilot: Pilot[Any]) -> str:
    """Return the name of the line of a form in which is typed."""
    editor = pilot.app.focused
    lines = pilot.app.screen.query(FieldRow)
    return next(line.field.name for line in lines if line.editor is editor)


def page_kind(pilot: Pilot[Any]) -> type:
    return type(pilot.app.screen)


def sell(
    workspace: Workspace, title: str, company: str = "Atelier Nord", *, renewal: int = 0
) -> int:
    """Return a sale that is won."""
    sale = opportunities.create(
        workspace,
        title,
        origin=Origin.REFERRAL,
        company_name=company,
        contact_name="Mme Roux",
        amount_cents=120_000,
        company={"city": "Lyon"},
    )
    opportunities.close(workspace, sale, Status.WON, renewal_months=renewal, after_sale_days=30)
    return sale


@pytest.fixture
def first(workspace: Workspace) -> int:
    """Return a won sale which is renewed, in a folder with its twin and a duplicate."""
    sale = sell(workspace, "Formation Excel", renewal=12)
    duplicating.duplicate(workspace, sale, "Formation Word")
    sell(workspace, "Étude", "Scierie Vidal")
    return sale


@pytest.mark.parametrize("size", [SMALL, USUAL, (160, 48)])
async def test_clients_are_listed_with_what_they_bought(
    workspace: Workspace, first: int, size: tuple[int, int]
) -> None:
    assert first
    async with place(workspace, size) as pilot:
        text = shown(pilot)
    for words in ("2 clients · 2 400 €", "Atelier Nord", "Scierie Vidal", "sans dossier", "1 200"):
        assert words in text


async def test_no_client_yet_tells_how_one_comes(workspace: Workspace) -> None:
    async with place(workspace) as pilot:
        assert "Pas encore de client" in shown(pilot)
        await press(pilot, "enter", "v")
        assert "Rien n'est à renouveler" in shown(pilot)
        await press(pilot, "v", "t")
        assert "Pas d'après-vente" in shown(pilot)


async def test_the_list_follows_what_is_typed(workspace: Workspace, first: int) -> None:
    assert first
    async with place(workspace) as pilot:
        await press(pilot, "f")
        await type_in(pilot, "etude")
        assert "Scierie Vidal" in shown(pilot)
        assert "Atelier Nord" not in shown(pilot)
        await press(pilot, "enter", "escape")
        assert "Atelier Nord" in shown(pilot)


async def test_enter_opens_the_folder_and_r_comes_back_to_it(
    workspace: Workspace, first: int
) -> None:
    async with place(workspace) as pilot:
        await press(pilot, "enter")
        assert page_kind(pilot) is FolderScreen
        text = shown(pilot)
        for words in ("Vendu en tout  1 200 €", "En cours", "Formation Word", "Renouvellements"):
            assert words in text
        await press(pilot, "tab", "tab", "enter")
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        assert sheet.record_id == first
        await press(pilot, "r")
        assert page_kind(pilot) is FolderScreen


async def test_who_has_no_folder_is_shown_by_the_sale(workspace: Workspace) -> None:
    sale = sell(workspace, "Étude")
    async with place(workspace) as pilot:
        await press(pilot, "enter")
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        assert sheet.record_id == sale


async def test_renewals_and_after_sale_are_views_of_their_own(
    workspace: Workspace, first: int
) -> None:
    async with place(workspace) as pilot:
        await press(pilot, "v")
        assert "Formation Excel 2027" in shown(pilot)
        await press(pilot, "v")
        assert "Après-vente à faire · 2" in shown(pilot)
        await press(pilot, "t")
        assert "Après-vente à faire · 1" in shown(pilot)
    assert [one.sale_id for one in clients.follow_ups(workspace)] != [first]


async def test_a_folder_is_noted_named_and_left(workspace: Workspace, first: int) -> None:
    async with place(workspace) as pilot:
        await press(pilot, "enter", "i")
        await type_in(pilot, "Payer à 30 jours")
        await press(pilot, "enter")
        assert "Payer à 30 jours" in shown(pilot)
        await press(pilot, "enter")
        await press(pilot, "ctrl+u")
        await type_in(pilot, "Groupe Nord")
        await press(pilot, "enter")
        assert folders.folder(workspace, 1).name == "Groupe Nord"
        await press(pilot, "x")
        assert "sur l'une d'elles" in toasts(pilot)[-1]
        await press(pilot, "tab", "x")
        await press(pilot, "tab", "x")
        assert "n'existe plus" in shown(pilot)
    record = sheets.opportunity_sheet(workspace, first).opportunity
    assert record.folder_id is None


async def test_an_ambassador_is_marked_from_the_list(workspace: Workspace, first: int) -> None:
    assert first
    async with place(workspace) as pilot:
        await press(pilot, "k")
        assert "◆ Atelier Nord" in shown(pilot)
        await press(pilot, "k")
        assert "◆" not in shown(pilot)


async def test_y_on_the_board_duplicates_and_files_both(workspace: Workspace) -> None:
    sale = opportunities.create(
        workspace, "Fenêtres", origin=Origin.REFERRAL, company_name="Atelier Nord"
    )
    async with place(workspace, name="pipeline") as pilot:
        await press(pilot, "y", "ctrl+u")
        await type_in(pilot, "Portes")
        assert "nouveau dossier, « Atelier Nord »" in shown(pilot)
        await press(pilot, "ctrl+s")
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        assert sheet.record_id != sale
        await press(pilot, "r")
        assert page_kind(pilot) is FolderScreen


async def test_a_third_sale_is_filed_and_taken_out_with_one_undo(workspace: Workspace) -> None:
    first = opportunities.create(
        workspace, "Fenêtres", origin=Origin.REFERRAL, company_name="Atelier Nord"
    )
    apart = duplicating.duplicate(workspace, first, "Cour", together=False)
    duplicating.duplicate(workspace, first, "Portes")
    async with place(workspace, name="pipeline") as pilot:
        await press(pilot, "plus")
        await type_in(pilot, "Volets")
        while field_in_hand(pilot) != "company":
            await press(pilot, "tab")
        await type_in(pilot, "atelier nord")
        await press(pilot, "ctrl+s", "escape")
        told = toasts(pilot)[-1].replace("\u00a0", " ")
        assert "dans le dossier client « Atelier Nord » ; Ctrl+Z annule le tout" in told
        assert clients.clients(workspace)[0].open_count == 3
        await press(pilot, "ctrl+z")
        assert clients.clients(workspace)[0].open_count == 2
        pilot.app.screen.visit(opportunity_id=apart)  # type: ignore[attr-defined]
        await press(pilot, "y")
        assert "les deux dans « Atelier Nord »" in shown(pilot)


async def test_r_files_two_sales_that_are_in_no_folder(workspace: Workspace) -> None:
    sell(workspace, "Étude")
    opportunities.create(workspace, "Fenêtres", origin=Origin.REFERRAL, company_name="Atelier Nord")
    async with place(workspace, name="pipeline") as pilot:
        await press(pilot, "r")
        assert "De la même société" in shown(pilot)
        await press(pilot, "enter")
        await press(pilot, "r")
        assert page_kind(pilot) is FolderScreen


async def test_an_intermediary_is_said_on_the_sheet(workspace: Workspace) -> None:
    sale = opportunities.create(
        workspace,
        "Site de la mairie",
        origin=Origin.PARTNER,
        company_name="Agence Pivot",
        contact_name="Mme Lefort",
    )
    async with place(workspace, name="pipeline") as pilot:
        await press(pilot, "enter", "ctrl+k", "tab")
        await type_in(pilot, "Mairie de Bron")
        await press(pilot, "ctrl+s")
        text = shown(pilot)
        for words in ("Mairie de Bron", "Intermédiaire  Mme Lefort", "via Agence Pivot"):
            assert words in text
        await press(pilot, "ctrl+k")
    assert not sheets.opportunity_sheet(workspace, sale).opportunity.intermediary


async def test_an_intermediary_where_nobody_is_known_says_how_to_add_one(
    workspace: Workspace,
) -> None:
    opportunities.create(workspace, "Site de la mairie", origin=Origin.PARTNER)
    async with place(workspace, name="pipeline") as pilot:
        await press(pilot, "enter", "ctrl+k")
        assert "Inser ajoute la personne par qui elle avance" in toasts(pilot)[-1]


@pytest.mark.parametrize("name", NASTY)
async def test_names_from_outside_are_harmless(workspace: Workspace, name: str) -> None:
    sale = sell(workspace, f"A{name}", f"B{name}")
    duplicating.duplicate(workspace, sale)
    folders.add_note(workspace, 1, f"C{name}")
    async with place(workspace) as pilot:
        assert is_harmless(seen(pilot))
        await press(pilot, "enter")
        assert is_harmless(seen(pilot))


async def test_a_folder_is_printed_with_all_that_was_said(
    workspace: Workspace, first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(120):
        opportunities.add_note(workspace, first, f"remarque {number}")
    async with place(workspace, (160, 48)) as pilot:
        await press(pilot, "enter", "v", "enter")
        text = pilot.app.clipboard.replace("\u00a0", " ").replace("\u202f", " ")
        assert text.startswith("Client : Atelier Nord\n")
        for words in ("1 200 €", "remarque 0\n", "remarque 119\n", "Mme Roux"):
            assert words in text
        assert "ajoute" not in text
        for suffix in ("txt", "md", "pdf"):
            await press(pilot, "v")
            await type_in(pilot, suffix)
            await press(pilot, "enter")
    assert {one.suffix for one in tmp_path.glob("Client*")} == {".txt", ".md", ".pdf"}


async def test_what_was_printed_says_on_which_day(workspace: Workspace, first: int) -> None:
    again = duplicating.duplicate(workspace, first, "Formation VBA")
    tomorrow = When(workspace.clock.today() + timedelta(days=1))
    opportunities.set_next_action(workspace, again, NextAction(ActionKind.CALL, tomorrow, "bilan"))
    async with place(workspace) as pilot:
        await press(pilot, "enter")
        assert "demain · Appel : bilan" in shown(pilot)
        await press(pilot, "v", "enter")
        folder = pilot.app.clipboard.replace("\u00a0", " ")
        assert "mar. 24/11 · Appel : bilan" in folder
        assert "demain" not in folder


async def test_an_exchange_of_another_year_says_which(workspace: Workspace, first: int) -> None:
    opportunities.add_note(workspace, first, "veut un devis")
    async with place(workspace) as pilot:
        assert "auj." in shown(pilot)
    clock_of(workspace).set_local(2027, 3, 1)
    async with place(workspace) as pilot:
        assert "23/11/26" in shown(pilot)


async def test_the_exchanges_of_a_folder_stand_beside(workspace: Workspace, first: int) -> None:
    opportunities.add_note(workspace, first, "veut un devis")
    async with place(workspace, (160, 48)) as pilot:
        await press(pilot, "enter")
        main, aside = pilot.app.screen.query(LinesView)
        assert "veut un devis" in shown(pilot)
        assert Ref(Does.READ, "history", 0) not in main.refs
        await press(pilot, "right")
        assert pilot.app.focused is aside
        await press(pilot, "left", "enter")
        assert pilot.app.focused is not aside
