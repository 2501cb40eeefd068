"""A sale on the real screens: from a card taken at a trade fair to a signed quote, then renewed."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from prospect_tui.settings import Settings
from tests.builders import MONDAY, PARIS, dump
from tests.journeys.story import Day, a_day
from tests.services.quote_desk import IDENTITY
from tests.storage.checks import problems

SETTINGS = replace(Settings(), identity=IDENTITY)
THURSDAY = MONDAY + timedelta(days=3)
NEXT_MONDAY = MONDAY + timedelta(days=7)
A_YEAR_LATER = datetime(2027, 11, 30, 9, 30, tzinfo=PARIS)
CARD = """Anne ROUX
Responsable formation
LAMBERT BOIS SARL
12 rue des Scieurs, 69007 Lyon
Tél. 04 65 71 00 12 - 06 39 98 12 34
anne.roux@lambert-bois.example
www.lambert-bois.example
"""


async def take_the_card(day: Day) -> None:
    """Paste the card into the form of a new opportunity, and say what is known already."""
    await day.press("ctrl+n")
    await day.paste(CARD)
    await day.sees("Trouvé", "LAMBERT BOIS SARL", "Responsable formation", "69007", "Anne Roux")
    await day.fill("Formation")
    await day.press("tab")
    await day.type("salon")
    await day.sees("Salon ou carte de visite")
    await day.press("ctrl+s")
    await day.sees("Que sait-on déjà", "Budget", "Qui décide")
    await day.press("space", "tab", "tab", "space", "tab", "tab")
    await day.type("Anne Roux")
    await day.press("ctrl+s")
    await day.sees("1 opportunité", "Formation", "! sans date")


async def promise_a_call(day: Day) -> None:
    """Date the next action: the card waits."""
    await day.press("d")
    await day.answer("jeu 9h", "", "la plaquette")
    await day.sees("jeu. 26/11 09:00", "Appel : la plaquette")
    await day.sees_no("! sans date")


async def call_and_be_asked_for_a_quote(day: Day) -> None:
    """Find the call in the morning list, say what came of it and what follows."""
    await day.sees("Opportunités à faire (1)", "Formation")
    await day.go_to("Formation")
    await day.press("f")
    await day.sees("Ce qu'il en sort")
    await day.fill("elle veut un devis")
    await day.press("tab")
    await day.type("lun 10h")
    await day.press("tab")
    await day.type("rend")
    await day.press("ctrl+s")
    await day.hears("lun. 30/11 10:00", "Rendez-vous")
    await day.sees("Rien à faire aujourd'hui")


async def send_the_quote(day: Day) -> None:
    """Write the quote of the card, and send it: the amount of the sale follows it."""
    await day.open("pipeline")
    await day.press("shift+right")
    await day.sees("Proposition (1)")
    await day.press("q")
    await day.sees("D2026-001 · Brouillon", "LAMBERT BOIS SARL")
    await day.press("n")
    for text in ("Formation", "3", "jour", "1 200", "5", ""):
        await day.type(text)
        await day.press("enter")
    await day.sees("Total HT", "3 420,00 €", "684,00 €", "4 104,00 €")
    await day.press("s")
    await day.hears("Envoyé", "D2026-001")
    await day.sees("et ensuite ?")
    await day.press("escape")
    await day.sees("D2026-001 · Envoyé", "valable jusqu'au 26/12/2026")
    await day.press("escape")
    await day.sees("3 420 €", "D2026-001")


async def have_it_signed(day: Day) -> None:
    """Mark the quote as accepted: the sale is won, and its twin waits for a year."""
    await day.open("pipeline")
    await day.press("q", "a")
    await day.sees("Affaire gagnée", "3 420 €", "Renouvellement")
    await day.fill("la date")
    await day.press("tab", "space", "ctrl+s")
    await day.hears("Affaire gagnée", "Renouvellement", "Formation 2027", "30/11/27")
    await day.sees("D2026-001 · Accepté")
    await day.press("escape")
    await day.sees("1 opportunité", "Formation 2027")


@pytest.fixture
async def signed(tmp_path: Path) -> Path:
    """Return the folder of a base in which the quote of the card is signed."""
    async with a_day(tmp_path, place="pipeline", settings=SETTINGS) as day:
        await take_the_card(day)
        await promise_a_call(day)
    async with a_day(tmp_path, THURSDAY, settings=SETTINGS) as day:
        await call_and_be_asked_for_a_quote(day)
        await send_the_quote(day)
    async with a_day(tmp_path, NEXT_MONDAY, settings=SETTINGS) as day:
        await day.sees("RDV du jour (1)", "Formation", "3 420 €")
        await have_it_signed(day)
    return tmp_path


async def test_from_the_card_of_a_trade_fair_to_a_signed_quote(signed: Path) -> None:
    async with a_day(signed, NEXT_MONDAY, settings=SETTINGS) as day:
        assert day.value("SELECT outcome FROM opportunity WHERE id = 1") == "won"
        assert day.value("SELECT amount_cents FROM opportunity WHERE id = 1") == 342_000
        assert day.value("SELECT origin FROM opportunity WHERE id = 1") == "trade_fair"
        assert day.value("SELECT lesson FROM opportunity WHERE id = 1") == "la date"
        assert day.value("SELECT last_name FROM contact") == "Roux"
        assert day.value("SELECT siret || city FROM company") == "Lyon"
        assert day.value("SELECT state FROM quote") == "accepted"
        assert problems(day.workspace.connection) == []


async def test_the_whole_sale_is_taken_back_and_brought_back(signed: Path) -> None:
    async with a_day(signed, NEXT_MONDAY, place="pipeline", settings=SETTINGS) as day:
        after = dump(day.workspace)
        acts = day.value("SELECT count(*) FROM bundle")
        assert isinstance(acts, int)
        await day.take_back(acts)
        assert day.value("SELECT count(*) FROM opportunity") == 0
        assert day.value("SELECT count(*) FROM contact") == 0
        await day.bring_back(acts)
        assert dump(day.workspace) == after


async def test_a_renewal_comes_back_a_year_later(signed: Path) -> None:
    async with a_day(signed, A_YEAR_LATER - timedelta(days=1), settings=SETTINGS) as day:
        await day.sees("Rien à faire aujourd'hui")
    async with a_day(signed, A_YEAR_LATER, settings=SETTINGS) as day:
        await day.sees("Opportunités à faire (1)", "Formation 2027")
        await day.go_to("Formation 2027")
        await day.press("enter")
        await day.sees("LAMBERT BOIS SARL", "Anne Roux", "04 65 71 00 12", "3 420 €", "À faire")
        await day.press("q")
        await day.sees("D2027-001 · Brouillon")
        await day.press("n")
        for text in ("Formation", "4", "jour", "1 200", "", ""):
            await day.type(text)
            await day.press("enter")
        await day.sees("4 800,00 €")
        await day.press("s", "escape", "a")
        await day.sees("Affaire gagnée", "4 800 €")
        await day.press("tab", "space", "ctrl+s")
        await day.hears("Formation 2028")
        chain = day.workspace.connection.execute(
            "SELECT id, renewal_of_id, outcome, amount_cents FROM opportunity ORDER BY id"
        ).fetchall()
        assert chain == [
            (1, None, "won", 342_000), (2, 1, "won", 480_000), (3, 2, "", 480_000),
        ]  # fmt: skip
