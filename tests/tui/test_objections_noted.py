"""A note that says "do not call" is remarked on the card and on the sheet, and blocks nothing."""

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import cockpit as calling
from prospect_tui.services import opposition, own_columns
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.cells import edit_cell
from prospect_tui.services.sheets import prospect_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.row_text import row_parts
from prospect_tui.wording.sheet_lines import Seen
from tests.builders import make_file, make_prospect
from tests.tui.cockpit import LARGE, SMALL, USUAL, cockpit
from tests.tui.shell import seen

REMARK = "La note dit « ne pas rappeler » : ! pour l'inscrire en opposition"


def plain_spaces(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(("size", "column"), [(SMALL, 0), (USUAL, 1), (LARGE, 1)])
async def test_the_card_says_it_and_the_call_may_be_made(
    workspace: Workspace, size: tuple[int, int], column: int
) -> None:
    row_id = make_prospect(workspace, make_file(workspace), notes="très occupé, ne pas rappeler")
    async with cockpit(workspace, size) as pilot:
        card = " ".join(line.split("│")[column] for line in seen(pilot).splitlines()[2:-3])
        assert "✔ Appelable" in card
        assert REMARK in plain_spaces(card)
        await pilot.press("n")
        assert calling.card(workspace, row_id).history[0].result == "NRP"


def test_the_sheet_says_it(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), notes="Ne pas rappeler avant mars")
    column = next(c for c in prospect_sheet(workspace, row_id).columns if c.key == "notes")
    assert REMARK not in told(workspace, row_id)
    edit_cell(workspace, row_id, column, "ne pas rappeler")
    assert REMARK in told(workspace, row_id)


def told(workspace: Workspace, row_id: int) -> str:
    sheet = prospect_sheet(workspace, row_id)
    seen_from = Seen(workspace.clock.today(), workspace.zone)
    parts = row_parts(sheet, seen_from, 6)
    return plain_spaces(" ".join(line.problem for part in parts for line in part.lines))


def test_a_column_of_the_file_and_the_note_of_a_call_are_read_too(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    by_status, by_call = make_prospect(workspace, file_id), make_prospect(workspace, file_id)
    status = own_columns.add_column(workspace, file_id, "Statut", ColumnKind.TEXT)
    edit_cell(workspace, by_status, status, "Ne souhaite plus être démarché")
    log_call(workspace, CallEntry(by_call, "NRP", Answers(note="STOP PUB")))
    assert calling.card(workspace, by_status).objection == "plus être démarché"
    assert calling.card(workspace, by_call).objection == "STOP PUB"
    assert prospect_sheet(workspace, by_call).objection == "STOP PUB"


def test_nothing_more_is_said_once_the_objection_is_entered(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace), notes="ne pas rappeler")
    opposition.oppose(workspace, row_id)
    assert not calling.card(workspace, row_id).objection
    assert not prospect_sheet(workspace, row_id).objection
