"""Tables and JSON."""

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.cli import output
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When
from prospect_tui.wording.tables import NARROWEST, aligned, fitted, text_width
from tests.builders import PARIS
from tests.journeys.hostile import dangerous

CELLS = st.text(st.characters(categories=("L", "N", "P", "Zs", "So", "Mn")), max_size=40)
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


def test_a_table_is_aligned_and_its_widest_column_is_cut() -> None:
    rows = [["N°", "Société", "Note"], ["7", "Menuiserie 東京", "rappeler après la clôture"]]
    assert aligned(rows, 80) == [
        "N°  Société          Note",
        "7   Menuiserie 東京  rappeler après la clôture",
    ]
    assert aligned(rows, 32) == ["N°  Société        Note", "7   Menuiserie …   rappeler apr…"]
    assert aligned([], 80) == []


def test_figures_stand_to_the_right_with_their_heading() -> None:
    rows = [["N°", "Fichier", "Lignes"], ["7", "Menuisiers", "35\u202f014"], ["12", "Été", "4"]]
    assert aligned(rows, 80, right=[0, 2]) == [
        "N°  Fichier     Lignes",
        " 7  Menuisiers  35\u202f014",
        "12  Été              4",
    ]


@given(rows=TABLES, width=st.integers(60, 120))
def test_no_line_is_wider_than_the_terminal(rows: list[list[str]], width: int) -> None:
    lines = aligned(rows, width)
    assert len(lines) == len(rows)
    assert all(text_width(line) <= width for line in lines)


@given(text=CELLS, width=st.integers(NARROWEST, 50))
def test_a_fitted_text_takes_its_places_exactly(text: str, width: int) -> None:
    assert text_width(fitted(text, width)) == width


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime(2026, 11, 23, 10, 15, tzinfo=PARIS), '"2026-11-23T09:15:00Z"'),
        (datetime(2026, 7, 1, 0, 0, 0, 999, tzinfo=UTC), '"2026-07-01T00:00:00Z"'),
        (date(2026, 11, 23), '"2026-11-23"'),
        (HalfDay.MORNING, '"am"'),
        (frozenset({"b", "a"}), '[\n  "a",\n  "b"\n]'),
        (("é", None, True, 3), '[\n  "é",\n  null,\n  true,\n  3\n]'),
        ({1: time(9, 30)}, '{\n  "1": "09:30:00"\n}'),
    ],
)
def test_values_in_json(value: object, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    output.say_json(value, PARIS)
    assert capsys.readouterr().out == shown + "\n"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (
            When(date(2026, 11, 24), time(9, 30)),
            {"day": "2026-11-24", "hour": "09:30", "half": None, "at": "2026-11-24T08:30:00Z"},
        ),
        (
            When(date(2026, 11, 24), half=HalfDay.AFTERNOON),
            {"day": "2026-11-24", "hour": None, "half": "pm", "at": None},
        ),
    ],
)
def test_a_planned_time_in_json(when: When, shown: dict[str, object]) -> None:
    assert output.plain(when, PARIS) == shown


@pytest.mark.parametrize(
    "text",
    ["a\u2028b\u2029c\x85d", "\x1b[2J\x9b", "\u202ez", "\udce9", "é"],
    ids=["line ends", "sequences", "direction", "no utf-8", "a letter"],
)
def test_any_text_is_one_string_of_json(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    output.say_json({"text": text}, PARIS)
    said = capsys.readouterr().out
    assert json.loads(said) == {"text": text}
    assert not dangerous(said) - {"\n"}
