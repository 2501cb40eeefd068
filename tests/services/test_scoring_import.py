"""Signs of interest from a table: whom a line finds, what is told of the others, twice the same."""

from pathlib import Path

import pytest
import xlsxwriter

from prospect_tui.domain.errors import InvalidValue, UnreadableFile
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities, scoring, undo
from prospect_tui.services.scoring import Owner
from prospect_tui.services.scoring_import import EventsPlan, EventsReport, import_events
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect

NAMES = {"webinar": "webinar", "livre blanc": "white_paper"}


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    file_id = make_file(workspace)
    return [
        make_prospect(workspace, file_id, company_name="Menuiserie Lambert", phone="01 99 00 11 11",
                      email="jean@lambert.example", siret="73282932000074"),
        make_prospect(workspace, file_id, company_name="Atelier Bois", phone="01 99 00 11 12",
                      first_name="Anne", last_name="Roux", email="anne@bois.example"),
        make_prospect(workspace, file_id, company_name="Atelier Bois", phone="01 99 00 11 13",
                      first_name="Luc", last_name="Petit"),
    ]  # fmt: skip


def read(workspace: Workspace, folder: Path, text: str, **plan: object) -> EventsReport:
    path = folder / "signes.csv"
    path.write_text(text, encoding="utf-8")
    return import_events(workspace, EventsPlan(path, NAMES, **plan))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "found"),
    [("JEAN@lambert.example;;;;", 0), (";+33 1 99 00 11 12;;;", 1), (";;732 829 320 00074;;", 0),
     (";;;Menuiserie Lambert;", 0), (";;;Atelier Bois;Petit", 2), (";;;atelier bois;Anne Roux", 1),
     (";01 99 00 11 13;;Atelier Bois;", 2)],
)  # fmt: skip
def test_a_line_finds_its_contact(
    workspace: Workspace, tmp_path: Path, rows: list[int], cells: str, found: int
) -> None:
    text = f"Email;Téléphone;SIRET;Société;Contact;Événement;Date\n{cells};Webinar;12/11/2026\n"
    report = read(workspace, tmp_path, text)
    assert (report.noted, report.problems) == (1, ())
    assert scoring.of(workspace, Owner(rows[found])).points == 20


@pytest.mark.parametrize(
    ("line", "message"),
    [("nobody@x.example;;webinar;12/11/2026", "scoring.line_nobody"),
     (";;webinar;12/11/2026", "scoring.line_nobody"),
     (";Atelier Bois;webinar;12/11/2026", "scoring.line_several"),
     ("anne@bois.example;;salon;12/11/2026", "scoring.line_rule"),
     ("anne@bois.example;;;12/11/2026", "scoring.line_no_rule"),
     ("anne@bois.example;;webinar;12/12/2027", "scoring.line_day"),
     ("anne@bois.example;;webinar;", "scoring.line_no_day"),
     ("anne@bois.example;;webinar;bientôt", "scoring.line_day")],
)  # fmt: skip
def test_a_line_that_says_too_little_is_told_with_its_reason(
    workspace: Workspace, tmp_path: Path, rows: list[int], line: str, message: str
) -> None:
    text = "Email;Société;Événement;Date\njean@lambert.example;;webinar;2026-11-12\n" + line
    report = read(workspace, tmp_path, text)
    assert report.rows_in == 2
    assert [(one.line, one.message_id) for one in report.problems] == [(3, message)]
    assert report.noted == 1
    assert len(rows) == 3


def test_the_same_table_again_notes_nothing_twice_and_one_undo_takes_all_back(
    workspace: Workspace, tmp_path: Path, rows: list[int]
) -> None:
    text = (
        "mail;event;date;detail\njean@lambert.example;webinar;12/11/2026;Bois\n"
        "anne@bois.example;livre blanc;3/11/2026;\nanne@bois.example;webinar;12/11/2026 14:00;\n"
        "anne@bois.example;webinar;12/11/2026;\n"
    )
    before = dump(workspace)
    first = read(workspace, tmp_path, text)
    assert (first.noted, first.known) == (3, 1)
    after = dump(workspace)
    again = read(workspace, tmp_path, text)
    assert (again.noted, again.known) == (0, 4)
    assert dump(workspace) == after
    assert scoring.of(workspace, Owner(rows[1])).is_hot
    undo.undo(workspace)
    assert dump(workspace) == before


def test_the_list_of_who_attended_needs_neither_column(
    workspace: Workspace, tmp_path: Path, rows: list[int]
) -> None:
    path = tmp_path / "participants.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Présents")
        sheet.write_column("A1", ["E-mail", "anne@bois.example", "jean@lambert.example"])
    day = scoring.read_day(workspace, "12/11")
    plan = EventsPlan(path, NAMES, rule="webinar", on=day)
    assert import_events(workspace, plan).noted == 2
    assert scoring.of(workspace, Owner(rows[0])).events[0].on == day
    for lacking in (EventsPlan(path, NAMES, on=day), EventsPlan(path, NAMES, rule="webinar")):
        with pytest.raises(InvalidValue):
            import_events(workspace, lacking)


def test_people_of_an_open_sale_are_found_too(workspace: Workspace, tmp_path: Path) -> None:
    made = opportunities.create(
        workspace, "Vente", origin=Origin.NETWORK, contact_name="Mme Ozanne",
        email="ozanne@cabinet.example",
    )  # fmt: skip
    text = "email;event;date\nozanne@cabinet.example;webinar;12/11/2026\n"
    assert read(workspace, tmp_path, text).noted == 1
    assert scoring.of(workspace, Owner(opportunity=made)).points == 20


def test_what_is_no_table_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        import_events(workspace, EventsPlan(tmp_path / "none.csv", NAMES))


@pytest.mark.parametrize(
    ("day", "noted"),
    [("2026-11-12T23:30:00Z", ["2026-11-13"]), ("2026-11-12 23:30:00", ["2026-11-12"]),
     ("2026-11-13T00:30:00+02:00", ["2026-11-12"]), ("0001-01-01T00:00:00+14:00", [])],
)  # fmt: skip
def test_a_moment_is_the_day_that_it_was_for_the_user(
    workspace: Workspace, tmp_path: Path, rows: list[int], day: str, noted: list[str]
) -> None:
    read(workspace, tmp_path, f"Email;Événement;Date\njean@lambert.example;webinar;{day}\n")
    found = scoring.of(workspace, Owner(rows[0])).events
    assert [one.on.isoformat() for one in found] == noted
