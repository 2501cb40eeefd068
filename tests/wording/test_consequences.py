"""What a result says of the opportunity of its row, before and after it is saved."""

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.when import When
from prospect_tui.services import cockpit
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.consequences import consequence_line, preview_line
from tests.builders import make_file, make_prospect


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (Answers(), "opportunité gardée ouverte"),
        (Answers(lose=True, competitor="Lapeyre"), "opportunité perdue"),
    ],
)
def test_a_refusal_says_what_becomes_of_the_opportunity(
    workspace: Workspace, answers: Answers, said: str
) -> None:
    row, today = make_prospect(workspace, make_file(workspace)), workspace.clock.today()
    log_call(workspace, CallEntry(row, "RDV", Answers(when=When(today))))
    asked = cockpit.preview(workspace, row, "REFUS", Answers())
    assert "opportunité perdue\u00a0?" in preview_line(asked, today)
    saved = log_call(workspace, CallEntry(row, "REFUS", answers)).consequence
    assert said in consequence_line(saved, today).split(" · ")
