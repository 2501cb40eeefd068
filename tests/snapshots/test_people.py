"""The pages of a person and of a company as they look, compared with pictures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import companies, contacts, opportunities, sale_people
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.company import CompanyScreen
from prospect_tui.tui.screens.contact import ContactScreen

PAGES = {"contact": ContactScreen, "company": CompanyScreen}


async def on_page(context: AppContext, kind: str, pilot: Pilot[None]) -> None:
    """Open the page of the first record of a kind."""
    await pilot.app.push_screen(PAGES[kind](context, 1))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize(
    ("kind", "size"),
    [("contact", (80, 24)), ("company", (120, 36))],
    ids=["contact-80x24", "company-120x36"],
)
def test_a_page_looks_as_it_did(
    workspace: Workspace,
    tmp_path: Path,
    snap_compare: Callable[..., bool],
    kind: str,
    size: tuple[int, int],
) -> None:
    sale = opportunities.create(
        workspace,
        "Lambert · toiture de l'atelier",
        origin=Origin.REFERRAL,
        amount_cents=1_250_000,
        contact_name="M. Paul Lambert",
        phone="01 99 00 12 34",
        company={"name": "Menuiserie Lambert", "postcode": "69003", "city": "Lyon"},
    )
    sale_people.set_role(workspace, sale, 1, "decides")
    roux = sale_people.add(workspace, sale, "Mme Anne Roux, acheteuse, 06 39 98 12 34")
    sale_people.set_role(workspace, sale, roux, "blocks")
    for field, text in {"job_title": "gérant", "role": "decides", "email": "lambert"}.items():
        contacts.change(workspace, 1, field, text)
    for field, text in {"siret": "73282932000075", "naf": "4332A", "turnover": "1,2 M€"}.items():
        companies.change(workspace, 1, field, text)
    opportunities.add_note(workspace, sale, "Veut deux devis avant la fin du mois")
    context = AppContext(workspace, log_path=tmp_path / "errors.log")
    app = ProspectApp(context, place="pipeline")
    assert snap_compare(app, terminal_size=size, run_before=partial(on_page, context, kind))
