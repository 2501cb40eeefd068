"""Clients and a folder's page as they look, compared with pictures that somebody looked at."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import ambassadors, duplicating, folders, opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.builders import MONDAY, clock_of, make_workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Return a base with a client of several sales, and one who bought once."""
    workspace = make_workspace(tmp_path, MONDAY - timedelta(days=10))
    sale = opportunities.create(
        workspace,
        "Formation Excel",
        origin=Origin.REFERRAL,
        company_name="Atelier Nord",
        contact_name="Mme Anne Roux",
        phone="04 65 71 00 12",
        amount_cents=120_000,
        company={"city": "Lyon"},
    )
    opportunities.add_note(workspace, sale, "Budget accordé en juin, deux groupes.")
    ambassadors.toggle(workspace, ambassadors.main_person(workspace, sale))
    clock_of(workspace).advance(days=8)
    opportunities.close(workspace, sale, Status.WON, renewal_months=12, after_sale_days=30)
    second = duplicating.duplicate(workspace, sale, "Formation Word")
    opportunities.add_note(workspace, second, "Demande un devis pour six personnes.")
    folders.add_note(workspace, 1, "Règlement à 30 jours, facture à Mme Roux.")
    once = opportunities.create(
        workspace,
        "Étude de sol",
        origin=Origin.NETWORK,
        company_name="Scierie Vidal",
        contact_name="M. Luc Vidal",
        amount_cents=450_000,
        company={"city": "Clermont-Ferrand"},
    )
    opportunities.close(workspace, once, Status.WON)
    clock_of(workspace).advance(days=2)
    yield workspace
    workspace.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("keys", [(), ("enter",)], ids=("list", "folder"))
def test_clients_look_as_they_did(
    desk: Workspace,
    tmp_path: Path,
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    app = ProspectApp(AppContext(desk, log_path=tmp_path / "errors.log"), place="clients")
    assert snap_compare(app, terminal_size=size, press=keys)
