"""Consents on the sheet of a row: recorded, seen, revoked; the reason of the law beside them."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from prospect_tui.services import consents, notes
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.form import FieldRow, Form
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.tui.desk import LARGE, make_opportunity, page, press, sheet, sheet_of, type_in
from tests.tui.shell import seen, toasts


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(workspace, make_file(workspace), nature="individual", postcode="97400")


async def fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Type a text in a line of the open form."""
    assert isinstance(pilot.app.screen, Form)
    line = next(r.editor for r in pilot.app.screen.query(FieldRow) if r.field.name == name)
    assert isinstance(line, Input)
    line.focus()
    line.value = ""
    await type_in(pilot, text)


async def test_why_not_is_told_with_its_text(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row, LARGE) as pilot:
        assert "L. 223-1 c. conso." in page(pilot)
        consents.add(workspace, row, consents.NewConsent("oui"))
        sheet(pilot).context.changed.ring()
        await pilot.pause()
        assert "D. 223-9 c. conso. (à vérifier)" in page(pilot)  # 13:15 in La Réunion


async def test_a_consent_is_recorded_and_undone(workspace: Workspace, row: int) -> None:
    before = dump(workspace)
    async with sheet_of(workspace, "prospect", row, LARGE) as pilot:
        await press(pilot, "c")
        await fill(pilot, "wording", "J'accepte")
        await fill(pilot, "given_on", "15/11/2026")
        assert "dimanche 15 novembre 2026" in seen(pilot)
        await fill(pilot, "evidence", "formulaire 12")
        await fill(pilot, "until", "dans 6 mois")
        await press(pilot, "ctrl+s")
        (made,) = consents.of_row(workspace, row)
        assert (made.wording, made.evidence) == ("J'accepte", "formulaire 12")
        assert str(made.valid_until) == "2027-05-23"
        shown = page(pilot)
        assert "✔ Consentement · Téléphone · 15/11/2026 · «\u00a0J'accepte\u00a0»" in shown
        assert "jusqu'au 23/05/2027" in shown
        await press(pilot, "u")
        assert "J'accepte" not in page(pilot)
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("name", "text"), [("wording", ""), ("given_on", "demain"), ("until", "hier")]
)
async def test_what_proves_nothing_is_refused_in_place(
    workspace: Workspace, row: int, name: str, text: str
) -> None:
    async with sheet_of(workspace, "prospect", row, LARGE) as pilot:
        await press(pilot, "c")
        await fill(pilot, "wording", "oui")
        await fill(pilot, name, text)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Form)
    assert consents.of_row(workspace, row) == []


async def test_enter_on_a_consent_revokes_it(workspace: Workspace, row: int) -> None:
    number = consents.add(workspace, row, consents.NewConsent("oui", evidence="[/]"))
    async with sheet_of(workspace, "prospect", row, LARGE) as pilot:
        view = sheet(pilot).query_one(LinesView)
        wanted = Ref(Does.CONSENT, id=number)
        while view.cursor != wanted:
            await press(pilot, "down")
        await press(pilot, "enter", "enter")
        assert "✗ Consentement" in page(pilot)
        assert "révoqué le 23/11/2026" in page(pilot)
        assert consents.of_row(workspace, row)[0].revoked_at is not None
        await press(pilot, "enter")
        assert pilot.app.screen is sheet(pilot)


async def test_an_opportunity_has_no_consent(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier Nord")
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "c")
        assert pilot.app.screen is sheet(pilot)


async def test_the_notes_are_copied_as_dated_lines(workspace: Workspace, row: int) -> None:
    notes.add_to_row(workspace, row, "budget janvier")
    clock_of(workspace).set_local(2026, 11, 24, 9, 0)
    notes.add_to_row(workspace, row, "rappeler après le 15")
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "h")
        assert pilot.app.clipboard.replace("\u00a0", " ") == (
            "23/11/26 : budget janvier\n24/11/26 : rappeler après le 15"
        )
        assert any("2 lignes copiées" in text for text in toasts(pilot))


async def test_without_notes_nothing_is_copied(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "h")
        assert toasts(pilot)
        assert pilot.app.clipboard == ""


async def test_a_remark_is_judged_while_it_is_typed(workspace: Workspace, row: int) -> None:
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, "i")
        await type_in(pilot, "il est malade")
        assert "→ absent" in seen(pilot)
        await press(pilot, "enter")
        assert "il est malade" in page(pilot)
