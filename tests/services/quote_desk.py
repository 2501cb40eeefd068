"""Opportunities with quotes, as tests need them."""

from dataclasses import replace
from typing import Any

from prospect_tui.domain.identity import Identity
from prospect_tui.domain.quotes import Line
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities, quote_lines, quotes
from prospect_tui.services.workspace import Workspace

IDENTITY = Identity(
    name="Claire Morel",
    legal_form="EI",
    address=("8 rue des Tanneurs", "69003 Lyon"),
    siret="732 829 320 00074",
    phone="04 65 71 00 12",
    email="claire@morel.example",
)


def with_identity(workspace: Workspace, **changes: Any) -> Workspace:
    """Tell the program who sends the quotes."""
    identity = replace(IDENTITY, **changes)
    workspace.settings = replace(workspace.settings, identity=identity)
    return workspace


def make_deal(workspace: Workspace, title: str = "Atelier Nord", euros: int = 0) -> int:
    """Return a new opportunity."""
    return opportunities.create(workspace, title, origin=Origin.REFERRAL, amount_cents=100 * euros)


def make_quote(workspace: Workspace, *lines: Line, title: str = "Atelier Nord") -> int:
    """Return a draft with these lines, or one of 1,200 euros without VAT."""
    quote_id = quotes.create(workspace, make_deal(workspace, title))
    for line in lines or (Line("Formation", 2_000, 60_000, unit="jour"),):
        quote_lines.add_line(workspace, quote_id, line)
    return quote_id


def make_sent(workspace: Workspace, *lines: Line, title: str = "Atelier Nord") -> int:
    """Return a quote that was sent."""
    quote_id = make_quote(with_identity(workspace), *lines, title=title)
    quotes.send(workspace, quote_id)
    return quote_id


def amount(workspace: Workspace, quote_id: int) -> int:
    """Return the amount of the opportunity of a quote, in cents."""
    sql = "SELECT amount_cents FROM opportunity WHERE id ="
    deal = quotes.quote_sheet(workspace, quote_id).record.opportunity_id
    found: int = workspace.connection.execute(f"{sql} {deal}").fetchone()[0]
    return found
