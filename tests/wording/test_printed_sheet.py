"""A sheet on paper: read whole, dated, and of no doubt when its history is old."""

from datetime import time, timedelta

import pytest

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import activities, opportunities, sheets
from prospect_tui.services.activities import Draft
from prospect_tui.services.printing import PrintedSheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.printed_sheet import printed
from prospect_tui.wording.sheet_lines import Seen
from prospect_tui.wording.sheet_text import opportunity_parts
from tests.builders import clock_of


def paper(workspace: Workspace, sale: int) -> PrintedSheet:
    """Return the sheet of an opportunity as it is printed today."""
    today = workspace.clock.today()
    sheet = sheets.opportunity_sheet(workspace, sale)
    return printed(opportunity_parts(sheet, Seen(today, workspace.zone, on_paper=True)), today)


def lines(sheet: PrintedSheet) -> list[str]:
    """Return its lines, of all its parts."""
    return [line.text for _title, part in sheet.parts for line in part]


@pytest.fixture
def sale(workspace: Workspace) -> int:
    made = opportunities.create(workspace, "Atelier Nord", origin=Origin.REFERRAL)
    opportunities.add_note(workspace, made, "attend l'accord")
    return made


def test_what_is_printed_says_when(workspace: Workspace, sale: int) -> None:
    assert paper(workspace, sale).footer == "Atelier Nord · imprimé le 23/11/2026"


def test_a_history_of_another_year_says_which(workspace: Workspace, sale: int) -> None:
    assert "lun. 23/11 10:15  Note · attend l'accord" in lines(paper(workspace, sale))
    clock_of(workspace).set_local(2027, 11, 22)
    opportunities.add_note(workspace, sale, "accord donné")
    said = lines(paper(workspace, sale))
    assert "lun. 23/11/26 10:15  Note · attend l'accord" in said
    assert "lun. 22/11 09:00  Note · accord donné" in said


def test_a_sibling_closed_in_another_year_says_which(workspace: Workspace) -> None:
    old, new = (
        opportunities.create(workspace, title, origin=Origin.REFERRAL, company_name="Durand")
        for title in ("Toiture", "Bardage")
    )
    opportunities.close(workspace, old, Status.WON)
    clock_of(workspace).set_local(2027, 11, 22)
    assert any("Gagnée lun. 23/11/26" in line for line in lines(paper(workspace, new)))


def test_a_next_action_put_in_another_year_says_which(workspace: Workspace, sale: int) -> None:
    far = workspace.clock.today() + timedelta(days=360)
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.CALL, When(far), "bilan"))
    assert any("– → jeu. 18/11/27" in line for line in lines(paper(workspace, sale)))


def test_paper_says_on_which_day_never_tomorrow(workspace: Workspace, sale: int) -> None:
    tomorrow = When(workspace.clock.today() + timedelta(days=1), time(14))
    opportunities.set_next_action(workspace, sale, NextAction(ActionKind.CALL, tomorrow, "bilan"))
    activities.add(workspace, Draft("le devis", tomorrow, opportunity_id=sale))
    said = lines(paper(workspace, sale))
    assert "mar. 24/11 14:00 · Appel\u00a0: bilan" in said
    assert "mar. 24/11 14:00 · le devis" in said
    assert not any("demain" in line for line in said)


def test_a_title_too_long_for_a_page_is_read_whole_under_its_beginning(
    workspace: Workspace, sale: int
) -> None:
    title = "Rénovation des menuiseries du siège régional " * 100
    opportunities.edit(workspace, sale, "title", title)
    sheet = paper(workspace, sale)
    assert sheet.title.endswith("…")
    assert len(sheet.title) <= 201
    assert len(sheet.footer) < 250
    assert lines(sheet)[0] == title.strip()
