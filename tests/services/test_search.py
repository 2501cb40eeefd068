"""Finding anything: accents, case, œ and the spelling of numbers do not matter."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import grid, notes, opportunities, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.search import FoundKind, find
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.filter_sql import match_expression
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
    ],
)
def test_a_row_is_found(workspace: Workspace, rows: list[int], words: str) -> None:
    assert found_rows(workspace, words) == rows[:1]


@pytest.mark.parametrize("words", ["uvrard", "ienne", "lefevre paul", "99001234", "0199001235"])
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


def test_an_edited_row_is_found_by_its_new_words_only(
    workspace: Workspace, rows: list[int]
) -> None:
    grid.edit_cell(workspace, rows[0], COLUMNS_BY_KEY["company_name"], "Boiseries")
    assert found_rows(workspace, "oeuvrard") == []
    assert found_rows(workspace, "boiseries") == rows[:1]


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
    for words in ("helas", "oeuvrard", "0199001234"):
        found = find(workspace, words)
        assert [(one.kind, one.id) for one in found] == [
            (FoundKind.OPPORTUNITY, sale),
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
    assert [found.id for found in find(workspace, words)] == [sale]
    opportunities.edit(workspace, sale, "tags", "Bois")
    assert [found.id for found in find(workspace, words)] == [sale]
    assert [found.id for found in find(workspace, "bois luc")] == [sale]


def test_words_are_found_from_their_beginning(workspace: Workspace) -> None:
    opportunities.create(workspace, "Fenêtres Martin", origin=Origin.NETWORK)
    assert len(find(workspace, "mart")) == 1
    assert find(workspace, "artin") == []


def test_open_opportunities_come_before_closed_ones(workspace: Workspace) -> None:
    closed, opened = (
        opportunities.create(workspace, f"Salon {n}", origin=Origin.NETWORK) for n in range(2)
    )
    opportunities.close(workspace, closed, Status.WON)
    found = find(workspace, "salon")
    assert [(one.id, one.detail) for one in found] == [(opened, ""), (closed, "won")]
    assert len(find(workspace, "salon", limit=1)) == 1


@given(st.text(max_size=40))
def test_any_text_is_a_question_the_index_understands(words: str) -> None:

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (body)")
    match = match_expression(words)
    if match:
        connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (match,)).fetchall()
    connection.close()
