"""Calling a person of a sale: from the page of the person, and from a sale without a row."""

from pathlib import Path

import pytest

from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import (
    contacts,
    conversion,
    dialled,
    dialling,
    opportunities,
    people_pages,
)
from prospect_tui.services.dialling import Outcome, Started
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens import handing_over
from tests.builders import make_file, make_prospect
from tests.tui.desk import USUAL, press, sheet_of, type_in, visits
from tests.tui.shell import seen, toasts
from tests.tui.test_calls_dial import use_command

MOBILE = "06 39 98 12 34"


def make_sale(workspace: Workspace, company: str = "Bois Lambert") -> int:
    return opportunities.create(
        workspace,
        "Toiture",
        origin=Origin.REFERRAL,
        contact_name="M. Paul Lambert",
        phone=MOBILE,
        company_name=company,
    )


def watch_programs(monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """Return how the programs that are started end, once they have."""
    ended: list[Outcome] = []
    outcome = dialling.outcome

    def watched(started: Started, patience: float = 0) -> Outcome:
        found = outcome(started, patience)
        if not found.is_running:
            ended.append(found)
        return found

    monkeypatch.setattr(dialling, "outcome", watched)
    return ended


@pytest.mark.parametrize("kind", ["contact", "opportunity"])
async def test_the_number_is_handed_over_and_today_keeps_it(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(handing_over, "LOOK_SECONDS", 0.05)
    ended = watch_programs(monkeypatch)
    sale = make_sale(workspace)
    mark = tmp_path / "said"
    use_command(workspace, f"import sys; open({str(mark)!r}, 'w').write(sys.argv[1])")
    async with sheet_of(workspace, kind, sale if kind == "opportunity" else 1, USUAL) as pilot:
        await press(pilot, "a")
        assert pilot.app.clipboard == MOBILE
        await press(pilot, "escape")
        assert "composé, sans résultat" in seen(pilot)
        while not ended:  # its page is left: it is followed all the same
            await pilot.pause(0.05)
    assert mark.read_text() == "+33639981234"
    last = dialled.unanswered(workspace)
    assert last is not None
    assert (last.contact_id, last.number) == (1, "+33639981234")


async def test_what_the_law_forbids_asks_why_and_notes_it(workspace: Workspace) -> None:
    make_sale(workspace, company="")
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        await press(pilot, "a")
        assert "Pourquoi l'appeler" in seen(pilot)
        assert dialled.unanswered(workspace) is None
        await type_in(pilot, "il me l'a demandé")
        await press(pilot, "enter")
        assert pilot.app.clipboard == MOBILE
        assert dialled.unanswered(workspace) is not None
        assert "il me l'a demandé" in seen(pilot)


async def test_who_is_in_no_sale_is_not_told_by_today(workspace: Workspace) -> None:
    opportunities.close(workspace, make_sale(workspace), Status.WON)
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        await press(pilot, "a")
        assert "i note ce qui s'est dit" in toasts(pilot)[-1]
        await press(pilot, "escape")
        assert "composé, sans résultat" not in seen(pilot)


async def test_who_objects_or_has_no_number_is_not_called(workspace: Workspace) -> None:
    make_sale(workspace)
    contacts.oppose(workspace, 1)
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        await press(pilot, "a")
        assert "la personne s'oppose" in toasts(pilot)[-1]
        contacts.change(workspace, 1, "phone", "")
        await press(pilot, "a")
        assert "Aucun numéro" in toasts(pilot)[-1]
    assert dialled.unanswered(workspace) is None


async def test_a_number_of_the_row_is_called_in_calls(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), phone=MOBILE, last_name="Lambert")
    conversion.convert_rows(workspace, [row], anyway=True)
    assert people_pages.person_page(workspace, 1).rows
    async with sheet_of(workspace, "contact", 1, USUAL) as pilot:
        await press(pilot, "a")
        assert visits(pilot)[-1] == {"prospect_id": row}
