"""The quote screen as it looks, compared with pictures that somebody looked at."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.quotes import Line
from prospect_tui.services import quotes
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.quote import QuoteScreen
from tests.services.quote_desk import make_quote, with_identity


async def on_quote(context: AppContext, quote_id: int, pilot: Pilot[None]) -> None:
    """Open a quote."""
    await pilot.app.push_screen(QuoteScreen(context, quote_id))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
def test_a_quote_looks_as_it_did(
    workspace: Workspace, tmp_path: Path, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    quote_id = make_quote(
        with_identity(workspace),
        Line("Audit commercial", 2_500, 65_000, unit="jour", detail="Compte rendu sous 5 jours"),
        Line("Formation à la prospection", 3_000, 90_000, unit="jour", discount_bp=1_000),
        Line("Livre « Prospecter sans peur »", 12_000, 1_990, 550, unit="ex."),
        Line("Suivi", 4_000, 15_000, unit="h", is_optional=True),
    )
    quotes.set_details(workspace, quote_id, discount_bp=333, subject="Relance 2027")
    context = AppContext(workspace, log_path=tmp_path / "errors.log")
    app = ProspectApp(context, place="pipeline")
    before = partial(on_quote, context, quote_id)
    assert snap_compare(app, terminal_size=size, run_before=before)
