"""Layouts of columns: their text, the places of columns they do not name, and what changes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.layouts import (
    LEAST_WIDTH,
    MOST_WIDTH,
    ColumnPlace,
    Layout,
    arranged,
    of_text,
    only,
    to_text,
)

KEYS = ("a", "b", "c", "d", "e")
widths = st.one_of(st.just(0), st.integers(LEAST_WIDTH, MOST_WIDTH))
places = st.builds(ColumnPlace, st.text(min_size=1, max_size=4), widths, st.booleans())
layouts = st.builds(
    Layout,
    st.lists(places, max_size=6, unique_by=lambda place: place.key).map(tuple),
    st.integers(0, 5),
)


def of(*words: str, frozen: int = 1) -> Layout:
    """Return a layout from keys, those in brackets hidden."""
    return Layout(tuple(ColumnPlace(w.strip("()"), hidden=w[0] == "(") for w in words), frozen)


def words(layout: Layout) -> str:
    """Return the keys of a layout, those hidden in brackets."""
    return " ".join(f"({p.key})" if p.hidden else p.key for p in layout.columns)


@given(layouts)
def test_a_layout_is_read_as_it_was_written(layout: Layout) -> None:
    assert of_text(to_text(layout)) == layout


def test_no_layout_is_no_text() -> None:
    assert to_text(Layout()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        '"x"',
        "null",
        "NaN",
        '{"columns": 3}',
        '{"columns": [3, null, {}, {"key": 3}, {"key": ""}]}',
        '{"frozen": "many", "columns": null}',
        '{"frozen": true}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_nonsense_is_the_natural_layout(text: str) -> None:
    assert of_text(text) == Layout()


@given(st.text())
def test_any_text_is_a_layout(text: str) -> None:
    assert isinstance(of_text(text), Layout)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_a_layout_that_can_be_kept(value: object) -> None:
    for stored in (value, {"columns": value}, {"columns": [value]}, {"columns": [{"key": value}]}):
        layout = of_text(json.dumps(stored))
        assert of_text(to_text(layout)) == layout
        to_text(layout).encode()


def test_what_a_later_version_adds_is_passed_over() -> None:
    stored = {
        "version": 9,
        "frozen": 2,
        "tone": "red",
        "columns": [
            {"key": "a", "width": 12, "colour": "blue"},
            {"key": "a", "width": 30},
            {"key": "b", "hidden": True},
            {"key": "c", "width": 10**30, "hidden": "yes"},
            {"key": "d", "width": -5},
            {"key": "e", "width": 1},
        ],
    }
    assert of_text(json.dumps(stored)) == Layout(
        (
            ColumnPlace("a", 12),
            ColumnPlace("b", hidden=True),
            ColumnPlace("c", MOST_WIDTH),
            ColumnPlace("d"),
            ColumnPlace("e", LEAST_WIDTH),
        ),
        frozen=2,
    )


@pytest.mark.parametrize(
    ("saved", "natural", "expected"),
    [
        ("", "a b c", "a b c"),
        ("c a b", "a b c", "c a b"),
        ("c a", "a b c", "c a b"),  # after the last one: at the end
        ("c b", "a b c", "a c b"),  # nothing before it: first
        ("b d a", "a b c d", "b c d a"),
        ("a d", "a b (c) d", "a b (c) d"),
        ("(b) a", "a b c", "(b) a c"),
        ("x", "a b", "x a b"),
        ("a x b", "a b c", "a x b c"),
    ],
)
def test_a_column_without_a_place_takes_its_natural_one(
    saved: str, natural: str, expected: str
) -> None:
    assert words(arranged(of(*saved.split()), of(*natural.split()).columns)) == expected


@given(layouts, layouts)
def test_every_column_is_there_once_and_the_order_holds(layout: Layout, natural: Layout) -> None:
    found = arranged(layout, natural.columns)
    assert sorted(found.keys) == sorted({*layout.keys, *natural.keys})
    assert only(found, layout.keys) == layout
    assert arranged(found, natural.columns) == found


@pytest.mark.parametrize(
    ("layout", "key", "hidden", "expected", "frozen"),
    [
        (of("a", "b", "c"), "b", True, "a (b) c", 1),
        (of("a", "(b)", "c"), "b", False, "a b c", 1),
        (of("a", "b", "c"), "b", False, "a b c", 1),
        (of("a", "b", "c", frozen=2), "a", True, "(a) b c", 1),
        (of("a", "b", "c", frozen=2), "c", True, "a b (c)", 2),
        (of("a", "b", "c", frozen=3), "b", True, "a (b) c", 2),
        (of("a", "(b)", "c", frozen=2), "b", False, "a b c", 3),
        (of("a", "c", "(b)", frozen=2), "b", False, "a c b", 2),
        (of("a", "b", frozen=1), "a", True, "(a) b", 1),
        (of("(a)", "b", frozen=1), "a", False, "a b", 1),
        (of("a", "b"), "z", True, "a b (z)", 1),
    ],
)
def test_a_column_is_hidden_and_shown(
    layout: Layout, key: str, hidden: bool, expected: str, frozen: int
) -> None:
    changed = layout.with_hidden(key, hidden=hidden)
    assert (words(changed), changed.frozen) == (expected, frozen)


@pytest.mark.parametrize(
    ("key", "step", "among", "expected"),
    [
        ("b", -1, "a b c d", "b a (h) c d"),
        ("b", 1, "a b c d", "a (h) c b d"),  # past the hidden one too
        ("c", -1, "a b c d", "a c b (h) d"),
        ("a", -1, "a b c d", "a b (h) c d"),
        ("d", 1, "a b c d", "a b (h) c d"),
        ("d", -1, "a d", "d a b (h) c"),
        ("h", 1, "a b h c d", "a b c (h) d"),
    ],
)
def test_a_column_moves_past_its_neighbour(key: str, step: int, among: str, expected: str) -> None:
    layout = of("a", "b", "(h)", "c", "d")
    assert words(layout.with_moved(key, step, among.split())) == expected


@given(st.sampled_from(KEYS), st.sampled_from([-1, 1]))
def test_moving_back_undoes_a_move(key: str, step: int) -> None:
    layout = of(*KEYS)
    there = layout.with_moved(key, step, KEYS)
    back = there.with_moved(key, -step, there.keys) if there != layout else layout
    assert back == layout


def test_a_column_is_put_beside_another() -> None:
    layout = of("a", "b", "c")
    assert words(layout.with_put("c", beside="a", after=True)) == "a c b"
    assert words(layout.with_put("c", beside="a", after=False)) == "c a b"
    assert words(layout.with_put("a", beside="gone", after=True)) == "b c a"


@pytest.mark.parametrize(
    ("width", "given_width"),
    [(10, 10), (3, LEAST_WIDTH), (-8, LEAST_WIDTH), (10**9, MOST_WIDTH)],
)
def test_a_width_stays_within_bounds(width: int, given_width: int) -> None:
    layout = of("a", "b").with_width("b", width)
    assert [place.width for place in layout.columns] == [0, given_width]


def test_freezing_goes_up_to_a_column_and_back() -> None:
    layout = of("a", "(h)", "b", "c")
    assert layout.frozen_to("b").frozen == 2
    assert layout.frozen_to("b").frozen_to("c").frozen == 3
    assert layout.frozen_to("b").frozen_to("b").frozen == 1
    assert layout.frozen_to("a").frozen == 1
