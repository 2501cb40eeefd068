"""Filters and sorts typed in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.views import (
    Condition,
    SortKey,
    Test,
    View,
    parse_filter,
    sort_of,
    sort_text,
    toggled,
)

COLUMNS = {
    "ville": "city",
    "city": "city",
    "score": "score",
    "effectif": "headcount",
    "note": "notes",
    "resultat": "result",
    "telephone": "phone",
}


@pytest.mark.parametrize(
    ("text", "words", "conditions"),
    [
        ("", "", ()),
        ("lyon", "lyon", ()),
        ("  menuiserie   bois ", "menuiserie bois", ()),
        ("score:chaud", "", (Condition("score", Test.CONTAINS, "chaud"),)),
        ("effectif>10", "", (Condition("headcount", Test.OVER, "10"),)),
        ("effectif<10", "", (Condition("headcount", Test.UNDER, "10"),)),
        ("ville=Lyon", "", (Condition("city", Test.IS, "Lyon"),)),
        ("note=", "", (Condition("notes", Test.IS, ""),)),
        ("-note:devis", "", (Condition("notes", Test.CONTAINS, "devis", negated=True),)),
        (
            'ville:"Saint Étienne" bois',
            "bois",
            (Condition("city", Test.CONTAINS, "Saint Étienne"),),
        ),
        ("Résultat:NRP", "", (Condition("result", Test.CONTAINS, "NRP"),)),
        ("TÉLÉPHONE:0199", "", (Condition("phone", Test.CONTAINS, "0199"),)),
        ("inconnu:lyon", "inconnu:lyon", ()),
        ("09:30", "09:30", ()),
        ("-bois", "-bois", ()),
        (
            "lyon score:chaud effectif>10 -note:devis",
            "lyon",
            (
                Condition("score", Test.CONTAINS, "chaud"),
                Condition("headcount", Test.OVER, "10"),
                Condition("notes", Test.CONTAINS, "devis", negated=True),
            ),
        ),
    ],
)
def test_reading_a_filter(text: str, words: str, conditions: tuple[Condition, ...]) -> None:
    assert parse_filter(text, COLUMNS) == (words, conditions)


@given(st.text(max_size=60))
def test_any_text_is_a_filter(text: str) -> None:
    words, conditions = parse_filter(text, COLUMNS)
    assert all(condition.column in COLUMNS.values() for condition in conditions)
    assert len(words) <= len(text)


def test_a_view_without_words_or_conditions_shows_everything() -> None:
    assert not View(sort=(SortKey("city"),)).is_filtered
    assert View(words="lyon").is_filtered
    assert View(conditions=(Condition("city", Test.IS, ""),)).is_filtered


def test_a_header_asked_three_times_is_ascending_descending_then_free() -> None:
    once = toggled((), "city", add=False)
    twice = toggled(once, "city", add=False)
    assert once == (SortKey("city"),)
    assert twice == (SortKey("city", descending=True),)
    assert toggled(twice, "city", add=False) == ()


def test_another_header_takes_the_place_of_the_first() -> None:
    assert toggled((SortKey("city"),), "score", add=False) == (SortKey("score"),)


def test_a_second_key_comes_after_the_first_and_keeps_its_place() -> None:
    both = toggled((SortKey("city"),), "score", add=True)
    assert both == (SortKey("city"), SortKey("score"))
    turned = toggled(both, "city", add=True)
    assert turned == (SortKey("city", descending=True), SortKey("score"))
    assert toggled(turned, "city", add=True) == (SortKey("score"),)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", ()),
        ("city", (SortKey("city"),)),
        ("-score, city", (SortKey("score", descending=True), SortKey("city"))),
        (" , ,own:3", (SortKey("own:3"),)),
    ],
)
def test_reading_a_sort(text: str, sort: tuple[SortKey, ...]) -> None:
    assert sort_of(text) == sort


@given(
    st.lists(
        st.builds(SortKey, st.sampled_from(["city", "score", "own:12", "next"]), st.booleans())
    )
)
def test_a_stored_sort_reads_back(sort: list[SortKey]) -> None:
    assert sort_of(sort_text(tuple(sort))) == tuple(sort)
