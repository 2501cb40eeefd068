"""The signs of interest as they look, compared with a picture that somebody looked at."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from prospect_tui.services import scoring
from prospect_tui.services.scoring import Owner
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.builders import make_file, make_prospect, make_workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Return a base with somebody hot and a sign of the user's own."""
    workspace = make_workspace(tmp_path)
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id, company_name=name) for name in ("Lambert", "Ozanne")]
    scoring.add_rule(workspace, "Salon visité", 30)
    scoring.add_event(workspace, Owner(rows[0]), "webinar", date(2026, 11, 12))
    scoring.add_event(workspace, Owner(rows[0]), "white_paper", date(2026, 11, 3))
    scoring.add_event(workspace, Owner(rows[1]), "salon_visite", date(2026, 11, 20), "Lyon")
    scoring.retire_rule(workspace, "newsletter")
    yield workspace
    workspace.close()


def test_the_signs_of_interest_look_as_they_did(
    desk: Workspace, tmp_path: Path, snap_compare: Callable[..., bool]
) -> None:
    app = ProspectApp(AppContext(desk, log_path=tmp_path / "errors.log"), place="scoring")
    assert snap_compare(app, terminal_size=(120, 36))
