"""Clients on the real screens: several sales to one company, and an agency that buys for it."""

from pathlib import Path

from tests.builders import dump
from tests.journeys.story import Day, a_day
from tests.storage.checks import problems


async def note_a_sale(day: Day, title: str, euros: str, person: str, company: str) -> None:
    """Note a new sale: title, origin, amount, person, phone, mail, company."""
    await day.press("ctrl+n")
    await day.sees("Nouvelle opportunité")
    await day.answer(title, "", euros, person, "", "", company, save="ctrl+s")
    await day.sees("Que sait-on déjà")
    await day.press("escape")
    await day.sees(title)


async def sell_it_again_to(day: Day, title: str, person: str, *, above: int = 1) -> None:
    """Duplicate the sale in use for another person, put `above` so many who matter less there."""
    await day.press("y")
    await day.sees("Dupliquer")
    await day.answer(title, save="ctrl+s")
    await day.sees(title, "Autres opportunités du client")
    await day.press("insert")
    await day.sees("Qui ajouter")
    await day.type(person)
    await day.press("enter", *["shift+up"] * above)
    await day.sees(person)


async def win(day: Day) -> None:
    """Close the sale of the sheet in use as won."""
    await day.press("w")
    await day.sees("Affaire gagnée")
    await day.press("ctrl+s")
    await day.hears("Affaire gagnée")


def deciders(day: Day) -> list[tuple[str, str]]:
    """Return who matters most in each sale."""
    return day.workspace.connection.execute(
        "SELECT o.title, c.last_name FROM opportunity o JOIN opportunity_contact l"
        " ON l.opportunity_id = o.id JOIN contact c ON c.id = l.contact_id"
        " WHERE NOT EXISTS (SELECT 1 FROM opportunity_contact b"
        " WHERE b.opportunity_id = o.id AND b.position < l.position) ORDER BY o.id"
    ).fetchall()


async def test_three_trainings_for_three_people_are_three_sales_in_one_folder(
    tmp_path: Path,
) -> None:
    async with a_day(tmp_path, place="pipeline") as day:
        await note_a_sale(day, "Excel", "900", "Mme Anne Roux", "Lambert Bois")
        assert day.value("SELECT count(*) FROM client_folder") == 0, "no folder before the second"
        await sell_it_again_to(day, "Word", "M. Paul Vial")
        assert day.value("SELECT name FROM client_folder") == "Lambert Bois"
        await sell_it_again_to(day, "Outlook", "Mme Inès Rey", above=2)
        assert day.value("SELECT count(*) FROM client_folder") == 1
        assert deciders(day) == [("Excel", "Roux"), ("Word", "Vial"), ("Outlook", "Rey")]
        await win(day)
        await day.press("r")
        await day.sees("Lambert Bois", "Excel", "Word", "Outlook", "900 €")
        await day.sees("Mme Anne Roux", "M. Paul Vial", "Mme Inès Rey")
        await day.open("clients")
        await day.sees("1 client · 900 € vendus", "Lambert Bois")
        await day.press("enter")
        await day.sees("En cours", "Excel", "Word")
        assert problems(day.workspace.connection) == []


async def test_the_folder_goes_with_the_sale_that_made_it(tmp_path: Path) -> None:
    async with a_day(tmp_path, place="pipeline") as day:
        await note_a_sale(day, "Excel", "900", "Mme Anne Roux", "Lambert Bois")
        alone = dump(day.workspace)
        await day.press("y")
        await day.answer("Word", save="ctrl+s")
        await day.sees("Dossier", "Lambert Bois")
        together = dump(day.workspace)
        await day.take_back(1)
        assert dump(day.workspace) == alone
        await day.bring_back(1)
        assert dump(day.workspace) == together


async def test_an_agency_buys_for_a_client(tmp_path: Path) -> None:
    async with a_day(tmp_path, place="pipeline") as day:
        await note_a_sale(day, "Vitrine", "5 000", "Mme Inès Garnier", "Agence Pivot")
        await day.press("enter")
        await day.sees("Agence Pivot", "Mme Inès Garnier")
        await day.press("ctrl+k")
        await day.sees("qui est l'intermédiaire", "via Agence Pivot")
        await day.press("tab")
        await day.fill("Lambert Bois")
        await day.press("ctrl+s")
        await day.sees("Lambert Bois", "Mme Inès Garnier", "via Agence Pivot")
        assert day.value("SELECT intermediary FROM opportunity") == 1
        assert day.value("SELECT kind FROM contact") == "intermediary"
        await day.press("y")
        await day.sees("« Lambert Bois »")
        await day.answer("Catalogue", save="ctrl+s")
        await day.sees("Catalogue", "via Agence Pivot")
        await day.press("r")
        await day.sees("Lambert Bois", "Vitrine", "Catalogue", "Mme Inès Garnier")
        assert day.value("SELECT name FROM client_folder") == "Lambert Bois"
        owner = "SELECT c.name FROM client_folder f JOIN company c ON c.id = f.company_id"
        assert day.value(owner) == "Lambert Bois"
        assert problems(day.workspace.connection) == []
