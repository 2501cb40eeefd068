"""The form of a new opportunity with a card pasted, compared with pictures that were looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext

CARD = """Anne ROUX
Directrice des achats
MENUISERIE LAMBERT SAS
12 rue des Lilas - 69003 LYON
04 65 71 00 12
anne.roux@menuiserie-lambert.example
SIRET 732 829 320 00074
"""


async def with_a_card(pilot: Pilot[None]) -> None:
    """Open the form and paste a card into it."""
    await pilot.app.workers.wait_for_complete()
    await pilot.press("plus")
    await pilot.pause()
    pilot.app.post_message(events.Paste(CARD))
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_a_pasted_card_looks_as_it_did(
    workspace: Workspace, tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    context = AppContext(workspace, log_path=tmp_path / "errors.log")
    app = ProspectApp(context, place="pipeline")
    assert snap_compare(app, terminal_size=size, run_before=with_a_card)
