"""Finding anything: accents, case, œ and the spelling of numbers do not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import companies, grid, notes, opportunities, sale_people, undo
from prospect_tui.services import search as services_search
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.search import FoundKind, Search, find
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import deadlines
from prospect_tui.storage import search as store
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_file, make_prospect


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Return two rows; the first was called with a note."""
    file = make_file(workspace)
    rows = [
        make_prospect(
            workspace,
            file,
            company_name="Menuiserie Œuvrard & Fils",
            first_name="Anaïs",
            last_name="Lefèvre",
            phone="01 99 00 12 34",
            mobile="+33 6 39 98 00 01",
            siret="73282932000074",
            siren="732829320",
            vat_number="FR44732829320",
            email="anais@exemple.fr",
            city="Saint-Étienne",
        ),
        make_prospect(workspace, file, company_name="L'Atelier", phone="+32 2 123 45 67"),
    ]
    log_call(workspace, CallEntry(rows[0], "NRP", Answers(note="Très occupée, hélas")))
    return rows


def found_rows(workspace: Workspace, words: str) -> list[int]:
    return [found.id for found in find(workspace, words) if found.kind is FoundKind.PROSPECT]


@pytest.mark.parametrize(
    "words",
    [
        "œuvrard",
        "OEUVRARD",
        "Œuvr",
        "lefevre anais",
        "Lefèvre  ANAÏS",
        "saint etienne",
        "saint-étienne",
        "Étienne",
        "helas",
        "hélas occupée",
        "anais@exemple.fr",
        "fils & menuiserie",
        "0199001234",
        "01 99 00 12 34",
        "01.99.00.12.34",
        "+33 1 99 00 12 34",
        "+33 (0)1 99 00 12 34",
        "0033199001234",
        "33199001234",
        "01 99 00",
        "06 39 98 00 01",
        "0639 980 001",
        "732829320",
        "732 829 320",
        "732 829 320 00074",
        "73282932000074",
        # numbers by their middle, and words by it when none begins so
        "99001234",
        "9900 12",
        "39980",
        "932000",
        "82932 anais",
        "FR 44 732 829 320",
        "fr44732829320",
        "4473282",
        "uvrard",
        "ienne",
        "efevre uvrar",
    ],
)
def test_a_row_is_found(workspace: Workspace, rows: list[int], words: str) -> None:
    assert found_rows(workspace, words) == rows[:1]


@pytest.mark.parametrize(
    "words",
    ["lefevre paul", "0199001235", "99 00 12 35", "990012345", "01 99 00 34 12", "anais 99001235"],
)
def test_a_row_is_not_found(workspace: Workspace, rows: list[int], words: str) -> None:
    assert found_rows(workspace, words) == []


@pytest.mark.parametrize("words", ["", "  ", "%", "_", '"', "*", "&", "()", "\u202e"])
def test_nothing_typed_finds_nothing(workspace: Workspace, rows: list[int], words: str) -> None:
    assert find(workspace, words) == []


def test_a_foreign_number_is_found(workspace: Workspace, rows: list[int]) -> None:
    assert found_rows(workspace, "+32 2 123 45 67") == rows[1:]
    assert found_rows(workspace, "3221234567") == rows[1:]


def test_what_was_found_says_what_it_is(workspace: Workspace, rows: list[int]) -> None:
    (found,) = find(workspace, "oeuvrard")
    assert (found.title, found.person, found.detail, found.phone) == (
        "Menuiserie Œuvrard & Fils",
        "Anaïs Lefèvre",
        "Menuisiers 69",
        "01 99 00 12 34",
    )


@pytest.mark.parametrize(
    ("words", "excerpt"),
    [
        ("lefevre", ""),
        ("0199001234", ""),
        ("fils oeuvrard", ""),
        ("732 829 320", "732829320"),
        ("anais saint etienne", "Saint-Étienne"),
        ("occupee", "Très occupée, hélas"),
        ("uvrard exemple", "anais@exemple.fr"),
    ],
)
def test_a_row_whose_line_does_not_show_why_has_an_excerpt(
    workspace: Workspace, rows: list[int], words: str, excerpt: str
) -> None:
    assert find(workspace, words)[0].excerpt == excerpt


def test_an_excerpt_is_short_and_around_what_is_sought(workspace: Workspace) -> None:
    notes = "Rappeler en janvier. " * 9 + "Le budget «\u00a0bois\u00a0» est voté." + " Merci." * 9
    make_prospect(workspace, make_file(workspace), company_name="Roux", notes=notes)
    (found,) = find(workspace, "bois vote")
    assert found.excerpt == "…Le budget « bois » est voté. Merci.…"


def test_those_who_are_called_so_come_before_those_who_only_have_the_word(
    workspace: Workspace,
) -> None:
    file = make_file(workspace)
    names = ("Roux", "Le Moulin", "Moulinex", "Moulin & Fils")
    notes = ("ancien moulin", "", "", "")
    ids = [
        make_prospect(workspace, file, company_name=name, notes=note)
        for name, note in zip(names, notes, strict=True)
    ]
    rows = [one.id for one in find(workspace, "moulin") if one.kind is FoundKind.PROSPECT]
    assert rows == [ids[3], ids[2], ids[0], ids[1]]
    assert [one.id for one in find(workspace, "moulin", 3)] == [ids[3], ids[2], ids[0]]


def test_an_edited_row_is_found_by_its_new_words_only(
    workspace: Workspace, rows: list[int]
) -> None:
    grid.edit_cell(workspace, rows[0], COLUMNS_BY_KEY["company_name"], "Boiseries")
    assert found_rows(workspace, "oeuvrard") == []
    assert found_rows(workspace, "boiseries") == rows[:1]
    grid.edit_cell(workspace, rows[0], COLUMNS_BY_KEY["phone"], "01 99 00 77 88")
    assert found_rows(workspace, "99001234") == []
    assert found_rows(workspace, "99007788") == rows[:1]
    undo.undo(workspace)
    assert found_rows(workspace, "99001234") == rows[:1]


def test_a_deleted_row_is_not_found(workspace: Workspace, rows: list[int]) -> None:
    grid.delete_rows(workspace, rows[1:])
    assert find(workspace, "atelier") == []


def test_remarks_are_found(workspace: Workspace, rows: list[int]) -> None:
    notes.add_to_row(workspace, rows[1], "Croisé à la fête du bois")
    assert found_rows(workspace, "fete bois") == rows[1:]
    sale = opportunities.create(workspace, "Salon", origin=Origin.NETWORK)
    opportunities.add_note(workspace, sale, "Budget voté à Noël")
    assert [found.id for found in find(workspace, "noel")] == [sale]
    undo.undo(workspace)
    assert find(workspace, "noel") == []


def test_an_opportunity_is_found_by_its_row_and_comes_first(
    workspace: Workspace, rows: list[int]
) -> None:
    (sale,) = convert_rows(workspace, rows[:1], anyway=True)
    both = [FoundKind.CONTACT, FoundKind.COMPANY]
    for words, known in (("helas", []), ("oeuvrard", both[1:]), ("0199001234", both)):
        found = find(workspace, words)
        assert [(one.kind, one.id) for one in found] == [
            (FoundKind.OPPORTUNITY, sale),
            *((kind, 1) for kind in known),
            (FoundKind.PROSPECT, rows[0]),
        ]


@pytest.mark.parametrize(
    "words",
    ["œillet", "budget", "petit", "LUC petit", "01.99.00.55.55", "lpetit@exemple.fr", "foire"],
)
def test_an_opportunity_made_by_hand_is_found(workspace: Workspace, words: str) -> None:
    sale = opportunities.create(
        workspace,
        "Fenêtres de l'Œillet",
        origin=Origin.TRADE_FAIR,
        contact_name="M. Luc Petit",
        phone="01 99 00 55 55",
        email="lpetit@exemple.fr",
        description="Budget voté, vu à la foire",
    )
    kinds = [FoundKind.OPPORTUNITY]
    if "petit" in words.lower() or "55" in words:
        kinds.append(FoundKind.CONTACT)
    assert [(found.kind, found.id) for found in find(workspace, words)] == [
        (kind, sale) for kind in kinds
    ]
    opportunities.edit(workspace, sale, "tags", "Bois")
    assert [found.kind for found in find(workspace, words)] == kinds
    assert [found.id for found in find(workspace, "bois luc")] == [sale]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("petit", [(FoundKind.CONTACT, "M. Luc Petit")]),
        ("luc pet", [(FoundKind.CONTACT, "M. Luc Petit")]),
        ("01 99 00 55 55", [(FoundKind.CONTACT, "M. Luc Petit")]),
        ("0055", [(FoundKind.CONTACT, "M. Luc Petit")]),
        ("lpetit@exemple.fr", [(FoundKind.CONTACT, "M. Luc Petit")]),
        ("EXEMPLE", [(FoundKind.CONTACT, "M. Luc Petit")]),
        ("atelier", [(FoundKind.COMPANY, "L'Atelier de l'Œillet")]),
        ("oeillet lyon", [(FoundKind.COMPANY, "L'Atelier de l'Œillet")]),
        ("73282932000074", [(FoundKind.COMPANY, "L'Atelier de l'Œillet")]),
        ("etit", []),
        ("%", []),
    ],
)
def test_people_and_companies_are_found_out_of_any_sale(
    workspace: Workspace, words: str, found: list[tuple[FoundKind, str]]
) -> None:
    sale = opportunities.create(
        workspace,
        "Fenêtres",
        origin=Origin.TRADE_FAIR,
        contact_name="M. Luc Petit",
        phone="01.99.00.55.55",
        email="lpetit@exemple.fr",
        company={"name": "L'Atelier de l'Œillet", "city": "Lyon", "siret": "73282932000074"},
    )
    sale_people.remove(workspace, sale, 1)
    companies.link(workspace, sale, None)
    assert [(one.kind, one.title) for one in find(workspace, words)] == found


def test_many_people_leave_room_for_the_sales_and_rows(workspace: Workspace) -> None:
    sale = opportunities.create(workspace, "Martin", origin=Origin.NETWORK)
    for number in range(30):
        sale_people.add(workspace, sale, f"M. Jean{number:02} Martin")
    row = make_prospect(workspace, make_file(workspace), company_name="Martin Bois")
    kinds = [one.kind for one in find(workspace, "martin")]
    assert kinds == [FoundKind.OPPORTUNITY, *[FoundKind.CONTACT] * 5, FoundKind.PROSPECT]
    assert find(workspace, "martin")[-1].id == row


def test_words_are_found_from_their_beginning_else_by_their_middle(workspace: Workspace) -> None:
    opportunities.create(workspace, "Fenêtres Martin", origin=Origin.NETWORK)
    assert len(find(workspace, "mart")) == 1
    assert len(find(workspace, "artin")) == 1
    opportunities.create(workspace, "Artinat", origin=Origin.NETWORK)
    assert [found.title for found in find(workspace, "artin")] == ["Artinat"]


def test_open_opportunities_come_before_closed_ones(workspace: Workspace) -> None:
    closed, opened = (
        opportunities.create(workspace, f"Salon {n}", origin=Origin.NETWORK) for n in range(2)
    )
    opportunities.close(workspace, closed, Status.WON)
    found = find(workspace, "salon")
    assert [(one.id, one.detail) for one in found] == [(opened, ""), (closed, "won")]
    assert len(find(workspace, "salon", limit=1)) == 1


def test_an_opportunity_is_found_by_the_middle_of_its_number(workspace: Workspace) -> None:
    sale = opportunities.create(workspace, "Salon", origin=Origin.NETWORK, phone="01 99 00 55 66")
    for words in ("9900556", "00 55 66", "+33 1 99 00"):
        assert [(found.kind, found.id) for found in find(workspace, words)] == [
            (FoundKind.OPPORTUNITY, sale),
            (FoundKind.CONTACT, 1),
        ]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("69003 12", True),
        ("12 69003 lyon", True),
        ("06.12.34", True),
        ("2024-03-12", True),
        ("06 34 12", False),
        ("69003 13", False),
    ],
)
def test_numbers_written_in_a_text_are_found(
    workspace: Workspace, words: str, is_found: bool
) -> None:
    row = make_prospect(
        workspace, make_file(workspace), address="12 rue Foch", postcode="69003",
        notes="le 2024-03-12, 06 12 34", phone="",
    )  # fmt: skip
    assert found_rows(workspace, words) == [row] * is_found


def test_a_wrong_number_is_found_by_its_figures(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), phone="01 99 00 8", siret="7328 29")
    for words in ("0199008", "99008", "01.99.00.8", "73282", "2829"):
        assert found_rows(workspace, words) == [row]


# as it is typed


def test_letters_are_answered_at_once(workspace: Workspace, rows: list[int]) -> None:
    searching = Search(workspace)
    found, is_complete = searching.first("oeuvr")
    assert [hit.id for hit in found] == rows[:1]
    assert is_complete
    assert searching.first("xyz") == ([], True)


def test_what_takes_long_is_left_to_another_thread(
    workspace: Workspace, rows: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services_search, "AT_ONCE", -1)
    monkeypatch.setattr(deadlines, "_STEPS", 1)
    searching = Search(workspace)
    assert searching.first("oeuvr") == ([], False)
    found = searching.complete("oeuvr")
    assert found is not None
    assert [hit.id for hit in found] == rows[:1]


def test_only_the_newest_letters_are_answered(workspace: Workspace, rows: list[int]) -> None:
    searching = Search(workspace)
    searching.first("oeuv")
    searching.first("atel")
    assert searching.complete("oeuv") is None
    assert [hit.id for hit in searching.complete("atel") or []] == rows[1:]
    searching.cancel()
    assert [hit.id for hit in searching.complete("atel") or []] == rows[1:]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lyon 01 99 00", [(("lyon",), False), (("019900",), True)]),
        ("12 rue", [(("12",), False), (("rue",), False)]),
        ("+33 (0)1 99", [(("330199", "33199"), True)]),
        ("0033 4 67", [(("0033467", "33467"), True)]),
        ("01 99 00 12 34", [(("33199001234", "0199001234"), True)]),
        ("fr44 3eme", [(("fr44",), False), (("3eme",), False)]),
        ("l'Œuvre", [(("l",), False), (("oeuvre",), False)]),
        ("a a", [(("a",), False)]),
        ("- %", []),
    ],
)
def test_figures_that_follow_each_other_are_one_number(
    text: str, wanted: list[tuple[tuple[str, ...], bool]]
) -> None:
    assert [(term.forms, term.is_number) for term in store.terms(text)] == wanted


@given(st.text(max_size=40) | st.text(st.sampled_from("9876543210 +()./-aé*?[]\"'%_"), max_size=20))
def test_any_text_is_a_question_the_indexes_understand(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE prospect_search (prospect_id, body, digits)")
    connection.execute("CREATE VIRTUAL TABLE prospect_fts USING fts5 (body)")
    connection.execute(
        "CREATE VIRTUAL TABLE prospect_fts_numbers"
        " USING fts5 (digits, tokenize='trigram', detail=none)"
    )
    for asked in (store.rows_with(words), store.anywhere(words), store.those_with(words, "[]")):
        if asked is not None:
            assert connection.execute(f"{asked[0]} ORDER BY 1", asked[1]).fetchall() == []
    connection.close()
