"""Filters and sorts of a file on a real base."""

from datetime import date

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.when import When
from prospect_tui.services import grid
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect
from tests.services.test_grid import add_own_column, shown

NAMES = ["Étoile", "zinc", "Eden", "", "ébène", "Œillet", "oasis", "L'Atelier"]
IN_ORDER = ["ébène", "Eden", "Étoile", "L'Atelier", "oasis", "Œillet", "zinc"]


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a new file."""
    return make_file(workspace)


def cells(workspace: Workspace, file: int, key: str, *sort: SortKey) -> list[str]:
    """Return one column of the sorted file."""
    column = columns(workspace, file)[key]
    ids = shown(workspace, file, "", *sort)
    found = grid.records(workspace, ids, [column])
    return [found[row].values[0] for row in ids]


@pytest.mark.parametrize("key", ["company_name", "city", "notes"])
def test_texts_sort_as_a_french_reader_expects_empty_last(
    workspace: Workspace, file: int, key: str
) -> None:
    for name in NAMES:
        make_prospect(workspace, file, **{key: name})
    assert cells(workspace, file, key, SortKey(key)) == [*IN_ORDER, ""]
    assert cells(workspace, file, key, SortKey(key, descending=True)) == [*IN_ORDER[::-1], ""]
    assert cells(workspace, file, key) == NAMES


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("turnover", ["900", "10000", "120000000", ""]),
        ("headcount", ["3", "12", "100 à 199", ""]),
        ("founded_on", ["1999-12-31", "2003-02-01", ""]),
        ("postcode", ["01000", "69003", "97400", ""]),
    ],
)
def test_figures_and_dates_sort_by_their_value(
    workspace: Workspace, file: int, key: str, values: list[str]
) -> None:
    for value in reversed(values):
        make_prospect(workspace, file, **{key: value})
    assert cells(workspace, file, key, SortKey(key)) == values
    descending = cells(workspace, file, key, SortKey(key, descending=True))
    assert descending == [*values[:-1][::-1], ""]


def test_own_columns_sort_by_their_kind(workspace: Workspace, file: int) -> None:
    surface = add_own_column(workspace, file, "Surface", "number")
    colour = add_own_column(workspace, file, "Couleur")
    data = {"1000": "zinc", "30": "Ébène", "": "", "200": "eau"}
    for number, text in data.items():
        row = make_prospect(workspace, file)
        grid.edit_cell(workspace, row, surface, number)
        grid.edit_cell(workspace, row, colour, text)
    assert cells(workspace, file, surface.key, SortKey(surface.key)) == ["30", "200", "1000", ""]
    assert cells(workspace, file, colour.key, SortKey(colour.key)) == ["eau", "Ébène", "zinc", ""]


def test_scores_sort_by_urgency_and_results_come_before_none(
    workspace: Workspace, file: int
) -> None:
    agreed = Answers(when=When(date(2026, 11, 30)), subject="s", reason="r", convert=False)
    rows = [make_prospect(workspace, file) for _ in range(4)]
    log_call(workspace, CallEntry(rows[0], "REFUS"))
    log_call(workspace, CallEntry(rows[1], "PISTE", agreed))
    log_call(workspace, CallEntry(rows[2], "PROJET", agreed))
    urgent_first = [rows[2], rows[1], rows[0], rows[3]]
    assert shown(workspace, file, "", SortKey("score")) == urgent_first
    assert shown(workspace, file, "", SortKey("result"))[-1] == rows[3]
    assert shown(workspace, file, "", SortKey("next"))[:2] == [rows[1], rows[2]]
    assert set(shown(workspace, file, "", SortKey("next", descending=True))[2:]) == {
        rows[0],
        rows[3],
    }


def test_two_keys_and_the_place_in_the_file_decide(workspace: Workspace, file: int) -> None:
    rows = [
        make_prospect(workspace, file, city=city, headcount=headcount)
        for city, headcount in (("Lyon", "5"), ("Albi", "5"), ("Lyon", "9"), ("Albi", "5"))
    ]
    by_city = (SortKey("city"), SortKey("headcount", descending=True))
    assert shown(workspace, file, "", *by_city) == [rows[1], rows[3], rows[2], rows[0]]


@pytest.fixture
def sample(workspace: Workspace, file: int) -> list[int]:
    """Return four rows: two were called."""
    rows = [
        make_prospect(
            workspace, file, company_name="Menuiserie Œuvrard", city="Saint-Étienne",
            headcount="12", turnover="120000000", notes="devis demandé",
        ),
        make_prospect(
            workspace, file, company_name="Bois & Cie", city="Lyon", headcount="3",
            turnover="5000000", phone="01 99 00 12 34",
        ),
        make_prospect(workspace, file, company_name="L'Atelier", city="", founded_on="2003-02-01"),
        make_prospect(workspace, file, company_name="100 % Bois", city="Lyon", headcount="30"),
    ]  # fmt: skip
    log_call(workspace, CallEntry(rows[0], "NRP"))
    log_call(workspace, CallEntry(rows[0], "REFUS_COMM"))
    log_call(workspace, CallEntry(rows[1], "NRP"))
    return rows


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [0, 1, 2, 3]),
        ("oeuvrard", [0]),
        ("ŒUVRARD saint", [0]),
        ("bois", [1, 3]),
        ("boi", [1, 3]),
        ("ois", [1, 3]),
        ("xois", []),
        ("atelier", [2]),
        ("0199001234", [1]),
        ("01 99 00 12 34", [1]),
        ("+33 (0)1.99.00.12.34", [1]),
        ("01.99.00.12", [1]),
        ("city:etienne", [0]),
        ("city=lyon", [1, 3]),
        ("city=LYON bois", [1, 3]),
        ("city=", [2]),
        ("-city=", [0, 1, 3]),
        ("-city:lyon", [0, 2]),
        ("headcount>3", [0, 3]),
        ("headcount<12", [1]),
        ("-headcount>3", [1, 2]),
        ("turnover>100000", [0]),
        ("turnover<60k", [1]),
        ("turnover=1,2M", [0]),
        ("founded_on<2010-01-01", [2]),
        ("founded_on>2010-01-01", []),
        ("founded_on<01/01/2010", [2]),
        ("attempts=2", [0]),
        ("attempts>1", [0]),
        ("attempts:1", [1]),
        ("attempts<1", [2, 3]),
        ("result:nrp", [1]),
        ('result:"refus comm"', [0]),
        ("result=nrp", [1]),
        ("result=REFUS_COMM", [0]),
        ("result=", [2, 3]),
        ("-result:nrp", [0, 2, 3]),
        ("next=", [2, 3]),
        ("-next=", [0, 1]),
        ("next>2026-12-01", [0]),
        ("-next>2026-12-01", [1, 2, 3]),
        ("last_call=", [2, 3]),
        ("notes:devis", [0]),
        ("notes:100%", []),
        ("company_name:100", [3]),
        ("company_name:%", [3]),
        ("nature=professional", [0, 1, 2, 3]),
        ("score:chaud", []),
    ],
)
def test_filters(
    workspace: Workspace, file: int, sample: list[int], text: str, places: list[int]
) -> None:
    assert shown(workspace, file, text) == [sample[place] for place in places]


def test_own_columns_are_filtered_even_where_a_row_has_none(
    workspace: Workspace, file: int, sample: list[int]
) -> None:
    surface = add_own_column(workspace, file, "Surface", "number")
    grid.edit_cell(workspace, sample[0], surface, "300")
    assert shown(workspace, file, "surface>200") == [sample[0]]
    assert shown(workspace, file, "surface=") == sample[1:]
    assert shown(workspace, file, "surface:300") == [sample[0]]


def test_a_view_is_of_one_file(workspace: Workspace, file: int, sample: list[int]) -> None:
    other = make_file(workspace, "Autre")
    row = make_prospect(workspace, other, company_name="Bois")
    assert shown(workspace, other, "bois") == [row]
    assert row not in shown(workspace, file, "bois")


def test_a_window_gives_what_calls_made_of_a_row(
    workspace: Workspace, file: int, sample: list[int]
) -> None:
    record = grid.records(workspace, sample, [columns(workspace, file)["city"]])[sample[0]]
    assert (record.result, record.attempts, record.score) == ("REFUS_COMM", 2, "")
    assert record.last_call_at == clock_of(workspace).now()
    assert record.next_when == When(date(2026, 12, 23))
    assert record.values == ("Saint-Étienne",)
    assert grid.records(workspace, [], []) == {}
