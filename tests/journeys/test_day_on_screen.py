"""A prospector's day on the real screens, from a bought file to a won sale, as typed and as read.

Each test is a chapter that can be read alone; the last one is the day from end to end, taken back
and brought back.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from prospect_tui.services.importing import ImportPlan, run_import
from tests.builders import MONDAY, dump, make_workspace
from tests.journeys.story import TRADES, Day, a_day, sold_file

TUESDAY = MONDAY + timedelta(days=1)
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder whose base holds the sold file, imported as companies."""
    workspace = make_workspace(tmp_path)
    run_import(workspace, ImportPlan(sold_file(tmp_path), nature="professional"))
    workspace.close()
    return tmp_path


def told(day: Day) -> dict[str, list[tuple[object, ...]]]:
    """Return what the base tells the user: all but the register of imports, an undone one too."""
    kept = {"import_batch", "import_problem", "file_column", "prospect_file"}
    return {name: rows for name, rows in dump(day.workspace).items() if name not in kept}


async def import_file(day: Day, path: Path) -> None:
    """Import a file from the Fichiers screen, as companies."""
    await day.open("files")
    await day.press("i")
    await day.answer(str(path))
    await day.sees("cp1252", "« ; »", "26 lignes", "Raison sociale", "M. Jean LAMBERT")
    await day.sees("→ Société", "→ Personne", "→ colonne du fichier")
    await day.press("n")
    await day.sees("Professionnel")
    await day.press("i")
    await day.sees("26 lignes lues : 25 importées, 1 non importée")
    await day.sees("ligne 26 : Rien ne dit de qui il s'agit", ";;;Lyon 7e;;")
    await day.press("escape")
    await day.sees("Atelier 18")


async def test_a_bought_file_opens_as_a_grid(tmp_path: Path) -> None:
    path = sold_file(tmp_path)
    async with a_day(tmp_path) as day:
        before = told(day)
        await import_file(day, path)
        await day.sees("Menuisiers du Rhône ▾ · 25 lignes", "Cabinet Ozanne")
        await day.press("ctrl+right")
        await day.sees("Nb camions", "Cabinet Ozanne")
        assert day.value("SELECT count(*) FROM prospect") == 25
        assert day.value("SELECT rows_in FROM import_batch") == 26
        assert day.value("SELECT rows_rejected FROM import_batch") == 1
        assert day.cell("Ébénisterie Cœur de Chêne", "last_name") == "Garnier"
        assert day.cell("Cabinet Ozanne", "first_name") == "Élodie"
        await day.press("u")
        await day.hears("Annulé", "import", "Menuisiers du Rhône")
        await day.sees_no("Cabinet Ozanne", "Menuisiers du Rhône")
        assert told(day) == before


async def test_a_grid_is_narrowed_and_sorted(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await day.sees("Cabinet Ozanne", "Menuiserie Lambert")
        await day.press("f")
        await day.type("lyon")
        await day.sees_no("Cabinet Ozanne")
        await day.sees("Menuiserie Lambert", "Durand & Fils")
        await day.press("enter", "escape")
        await day.sees("Cabinet Ozanne")
        await day.press("s")
        await day.sees("Société ↑")
        await day.press("s")
        await day.sees("Société ↓")
        assert "0199001200" in day.shown.splitlines()[2]


async def test_cells_and_rows_are_worked_on(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        before = dump(day.workspace)
        await day.sees("Atelier 18")
        await day.press("e")
        await day.answer("Lambert & frère")
        await day.sees("Lambert & frère")
        await day.press("b")
        await day.sees("✗ ")
        assert "Cabinet Ozanne" in day.line("✗ ")
        assert day.cell("Cabinet Ozanne", "state") == "struck"
        await day.press("down", "space", "space", "b")
        assert day.cell("Atelier Nord", "state") == day.cell("Durand & Fils", "state") == "struck"
        await day.press("up", "b")
        assert day.cell("Durand & Fils", "state") == "active"
        await day.press("ctrl+n")
        await day.sees("26 lignes")
        await day.type("Scierie Abel")
        await day.press("enter")
        await day.sees("Scierie Abel")
        assert day.cell("Scierie Abel", "file_id") == 1
        after = dump(day.workspace)
        await day.take_back(6)
        assert dump(day.workspace) == before
        await day.bring_back(6)
        assert dump(day.workspace) == after


async def test_a_row_is_turned_into_an_opportunity_by_hand(desk: Path) -> None:
    async with a_day(desk, place="files") as day:
        await day.sees("Cabinet Ozanne")
        await day.press("down", "o")
        await day.sees("Pas encore connu", "une opportunité ?", "Pourquoi")
        await day.press("ctrl+s")
        await day.sees("⇢ Cabinet Ozanne")
        await day.hears("1 opportunité créée")
        await day.press("enter")
        await day.sees("Cabinet Ozanne", "Mme Élodie Ozanne", "01 99 00 12 01", "À faire")
        await day.open("today")
        await day.sees("Oublis", "rien de prévu")
        await day.go_to("Cabinet Ozanne")
        await day.press("d")
        await day.answer("jeu 9h")
        await day.sees_no("Cabinet Ozanne  ")
        await day.sees("0 à faire")
    async with a_day(desk, THURSDAY) as day:
        await day.sees("Opportunités à faire (1)", "Cabinet Ozanne")


TWENTY_CALLS: tuple[tuple[str, tuple[str, ...] | None, str], ...] = (
    ("n", None, "NRP → demain après-midi · essai 1/6"),
    ("o", None, "OCC → auj. 10:35 · essai 1/6"),
    ("r", (), "RAPP → demain 10:15"),
    ("v", ("mer 14h", "Lyon 3e", "", "4 200"), "RDV → mer. 25/11 14:00 · opportunité · GAGNÉ"),
    ("p", ("jeu 9h", "devis fenêtres"), "PISTE → jeu. 26/11 09:00 · TIÈDE"),
    ("j", ("+2m", "chantier de mars", "12 k€"), "PROJET → sam. 23/01/27 · opportunité · CHAUD"),
    ("x", ("déjà équipé", "Bois & Cie"), "REFUS → raye la ligne · FROID"),
    ("c", (), "REFUS COMM → mer. 23/12"),
    ("m", ("contact@atelier-03.example",), "MAIL → jeu. 26/11 · tâche : envoyer"),
    ("h", ("a fermé",), "HORS CIBLE → raye la ligne · ARRÊTÉ"),
    ("e", None, "ERR → auj. · trouver un numéro"),
    ("n", None, "NRP"),
    ("N", None, "NRP (message laissé)"),
    ("o", None, "OCC"),
    ("r", ("ven 11h",), "RAPP → ven. 27/11 11:00"),
    ("n", None, "NRP"),
    ("m", (), "MAIL"),
    ("x", (), "REFUS → raye la ligne · ARRÊTÉ"),
    ("n", None, "NRP"),
    ("o", None, "OCC"),
    ("!", (), "plus jamais appelé"),
)
"""What is typed for each row: the key, the fields of the form if one opens; what is then read."""
NAMES = [*TRADES, *(f"Atelier {number:02}" for number in range(1, 19))]


async def give_result(day: Day, name: str, key: str, fields: tuple[str, ...] | None) -> None:
    """Give the row in hand its result."""
    await day.sees_in_hand(name)
    await day.press(key)
    if fields is not None:
        await day.answer(*fields)


async def test_twenty_calls_with_all_eleven_results(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        before = dump(day.workspace)
        for place, (key, fields, said) in enumerate(TWENTY_CALLS):
            await give_result(day, NAMES[place], key, fields)
            await day.sees("enregistré : ", said)
            await day.sees_in_hand(NAMES[place + 1])
        results = dict(
            day.workspace.connection.execute("SELECT result, count(*) FROM call GROUP BY 1")
        )
        assert sum(results.values()) == 20
        assert len(results) == 11
        assert day.value("SELECT count(*) FROM opposition") == 1
        assert day.cell("Atelier 15", "opposed") == 1
        assert day.cell("Atelier 01", "competitor") == "Bois & Cie"
        assert day.value("SELECT count(*) FROM call WHERE message_left") == 1
        after = dump(day.workspace)
        await day.take_back(len(TWENTY_CALLS))
        assert dump(day.workspace) == before
        await day.bring_back(len(TWENTY_CALLS))
        assert dump(day.workspace) == after


async def test_a_note_is_a_draft_until_it_is_a_call(desk: Path) -> None:
    text = "décide avec son frère"
    async with a_day(desk, place="calls") as day:
        await day.press("tab")
        await day.type(text)
        await day.open("today")
        await day.sees("à froid")
        assert day.value("SELECT body FROM call_draft") == text
    async with a_day(desk, place="calls") as day:
        await day.sees(text)
        await day.press("r", "enter")
        await day.sees("enregistré : RAPP")
        await day.sees_no(text)
        assert day.value("SELECT note FROM call") == text
        await day.take_back(1)
        await day.sees_in_hand("Menuiserie Lambert")
        await day.sees(text)


async def test_an_appointment_becomes_an_opportunity_with_all_that_is_known(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await day.press("n")
        await day.sees("enregistré : NRP")
        await day.open("files")
        await day.press("a")
        await day.sees_in_hand("Menuiserie Lambert")
        await give_result(day, "Menuiserie Lambert", "v", ("mer 14h", "Lyon 3e", "", "4 200"))
        await give_result(
            day, "Cabinet Ozanne", "j", ("15/3", "chantier de mars", "12 k€", "la gérante")
        )
        await day.sees("enregistré : PROJET")
        await day.open("pipeline")
        await day.sees("2 opportunités", "16 200 €", "mer. 25/11")
        await day.press("enter")
        await day.sees("Menuiserie Lambert", "M. Jean Lambert", "01 99 00 12 00", "4 200 €")
        await day.sees("mer. 25/11 14:00 · Rendez-vous", "Fichier de prospection")
        await day.press("end")
        await day.sees("Historique", "10:15  RDV", "10:15  NRP")
        carried = day.workspace.connection.execute(
            "SELECT company.name, contact.last_name FROM opportunity o"
            " JOIN company ON company.id = o.company_id"
            " JOIN opportunity_contact oc ON oc.opportunity_id = o.id"
            " JOIN contact ON contact.id = oc.contact_id ORDER BY o.id"
        ).fetchall()
        assert carried == [("Menuiserie Lambert", "Lambert"), ("Cabinet Ozanne", "Ozanne")]
        assert day.cell("Menuiserie Lambert", "state") == "converted"
        assert day.cell("Cabinet Ozanne", "opportunity_id") == 2
        assert day.value("SELECT result FROM call WHERE opportunity_id = 1") == "RDV"


async def play_monday(day: Day) -> None:
    """Call six rows, and turn one into an opportunity by hand."""
    await give_result(day, "Menuiserie Lambert", "r", ("demain 9h30",))
    await give_result(day, "Cabinet Ozanne", "j", ("demain", "chantier de mars", "12 k€"))
    await give_result(day, "Atelier Nord", "r", ("11h",))
    await give_result(day, "Durand & Fils", "v", ("demain 16h", "Lyon", "", "4 200"))
    await give_result(day, "Ébénisterie Cœur de Chêne", "p", ("jeu 9h", "devis fenêtres"))
    await day.sees_in_hand("Charpentes Vasseur")
    await day.open("pipeline")
    await day.press("ctrl+n")
    await day.answer("Salon du bois", save="ctrl+s")
    await day.sees("Que sait-on déjà")
    await day.press("escape")
    await day.sees("Salon du bois")


async def test_the_next_morning_everything_due_is_there(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await play_monday(day)
        await day.open("today")
        await day.sees("Rappels promis (1)", "11:00", "Salon du bois", "Confirmer le RDV")
        await day.sees_no("Cabinet Ozanne", "Ébénisterie")
    async with a_day(desk, TUESDAY) as day:
        await day.sees("mardi 24 novembre", "Oublis", "En retard (1)", "Rappels promis (1)")
        await day.sees("Opportunités à faire (1)", "RDV du jour (1)", "À froid")
        assert "hier" in day.line("Atelier Nord ")
        assert day.is_red("hier")
        assert not day.is_red("09:30")
        assert "12 000 €" in day.line("Cabinet Ozanne")
        await day.go_to("Menuiserie Lambert")
        await day.press("a")
        await day.sees_in_hand("Menuiserie Lambert")
        await day.press("n")
        await day.open("today")
        await day.sees_no("Menuiserie Lambert")
        await day.go_to("Cabinet Ozanne")
        await day.press("d")
        await day.answer("ven 10h")
        await day.sees_no("Opportunités à faire")
        await day.go_to("Durand & Fils")
        await day.press("f")
        await day.sees_no("En retard")
    async with a_day(desk, THURSDAY) as day:
        await day.sees("Oublis", "09:00", "Ébénisterie", "rappel manqué")
        await day.sees_no("Cabinet Ozanne")
    async with a_day(desk, THURSDAY + timedelta(days=1)) as day:
        await day.sees("Opportunités à faire (1)", "10:00")


async def test_an_opportunity_travels_to_its_end(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await play_monday(day)
        before = dump(day.workspace)
        await day.sees("3 opportunités", "16 200 €", "Analyse des besoins (3)")
        await day.go_to("Cabinet")
        await day.press("shift+right")
        await day.sees("Analyse des besoins (2)", "Proposition (1)")
        await day.press("d")
        await day.answer("ven 10h", save="ctrl+s")
        await day.sees("ven. 27/11 10:00")
        await day.press("w")
        await day.sees("Cabinet Ozanne")
        await day.answer("le délai", save="ctrl+s")
        await day.sees("2 opportunités", "Proposition (0)")
        await day.press("left", "l")
        await day.answer("", "trop cher", "Bois & Cie", save="ctrl+s")
        await day.sees("1 opportunité")
        closed = day.workspace.connection.execute(
            "SELECT outcome, lesson, reason, lost_to, next_day FROM opportunity"
            " WHERE outcome <> '' ORDER BY closed_at, outcome DESC"
        ).fetchall()
        assert closed == [
            ("won", "le délai", "", "", None),
            ("lost", "", "trop cher", "Bois & Cie", None),
        ]
        after = dump(day.workspace)
        await day.take_back(4)
        await day.sees("3 opportunités", "Analyse des besoins (3)")
        assert dump(day.workspace) == before
        await day.bring_back(4)
        assert dump(day.workspace) == after


async def test_a_sheet_is_read_and_mended(desk: Path) -> None:
    async with a_day(desk, place="calls") as day:
        await give_result(day, "Menuiserie Lambert", "v", ("mer 14h", "Lyon 3e", "", "4 200"))
        await day.sees("enregistré : RDV")
        await day.open("pipeline")
        await day.press("enter")
        before = dump(day.workspace)
        await day.go_to("Montant")
        await day.press("enter")
        await day.answer("5 000,50")
        await day.sees("5 000,50 €")
        assert day.value("SELECT amount_cents FROM opportunity") == 500050
        await day.press("i")
        await day.answer("veut un devis détaillé")
        await day.press("k", "end")
        await day.sees("Historique", "veut un devis détaillé", "10:15  RDV")
        assert day.value("SELECT starred FROM opportunity") == 1
        after = dump(day.workspace)
        await day.take_back(3)
        assert dump(day.workspace) == before
        await day.bring_back(3)
        assert dump(day.workspace) == after
        await day.press("escape")
        await day.sees("★ Menuiserie Lambert", "5 000,50 €")


async def play_the_day(day: Day) -> int:
    """Call, convert, date, move, win and lose; return how many actions that makes."""
    await day.press("a")
    await play_monday(day)
    await day.press("shift+right")
    await day.sees("Proposition (1)")
    await day.press("w")
    await day.answer("le prix", save="ctrl+s")
    await day.sees("2 opportunités")
    await day.open("files")
    await day.press("end", "b")
    await day.hears("1")
    await day.open("today")
    await day.go_to("Durand & Fils")
    await day.press("f")
    await day.sees_no("Confirmer le RDV")
    return 6 + 1 + 1 + 1 + 1


async def test_the_whole_day_is_taken_back_and_brought_back(tmp_path: Path) -> None:
    path = sold_file(tmp_path)
    async with a_day(tmp_path) as day:
        at_first = told(day)
        await import_file(day, path)
        imported = dump(day.workspace)
        count = await play_the_day(day)
        at_last = dump(day.workspace)
    async with a_day(tmp_path, MONDAY + timedelta(hours=1)) as day:
        await day.take_back(count)
        assert dump(day.workspace) == imported
        await day.take_back(1)
        assert told(day) == at_first
        await day.press("u")
        await day.hears("Rien à annuler")
    async with a_day(tmp_path, MONDAY + timedelta(hours=2)) as day:
        await day.bring_back(count + 1)
        assert dump(day.workspace) == at_last
        await day.press("ctrl+y")
        await day.hears("Rien à rétablir")
        await day.open("pipeline")
        await day.sees("2 opportunités", "Durand & Fils")
