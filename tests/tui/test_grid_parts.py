"""The parts that need no screen: widths of text, the line editor, the places of columns."""

from array import array
from itertools import pairwise
from string import digits
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from prospect_tui.tui.text import Align, fit, plain, width
from prospect_tui.tui.widgets.drawn import thumb
from prospect_tui.tui.widgets.grid import GridColumn
from prospect_tui.tui.widgets.grid.editor import LineEditor
from prospect_tui.tui.widgets.grid.layout import (
    LEAD,
    NEAR,
    Shape,
    place_between,
    place_near,
    top_at,
)

TRICKY = st.text(st.sampled_from("aé日👩1☎\u0301\u200d\ufe0f\u202e\x1b\t\n[]"), max_size=12)
WIDTHS = st.lists(st.integers(1, 30), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "cells", "align", "fitted"),
    [
        ("Lyon", 6, "left", "Lyon  "),
        ("Lyon", 6, "right", "  Lyon"),
        ("Lyon", 4, "left", "Lyon"),
        ("Villeurbanne", 6, "right", "Ville…"),
        ("Sète", 3, "left", "Sè…"),
        ("日本語", 5, "left", "日本…"),
        ("日本語", 4, "left", "日 …"),
        ("e\u0301t", 4, "left", "ét  "),
        ("1 234 €", 8, "right", " 1 234 €"),
        ("x", 1, "left", "x"),
        ("xy", 1, "left", "…"),
        ("xy", 0, "left", ""),
        ("", 2, "left", "  "),
    ],
)
def test_text_is_fitted(text: str, cells: int, align: Align, fitted: str) -> None:
    assert fit(text, cells, align) == fitted


@given(
    st.one_of(TRICKY, st.text(max_size=12)), st.integers(1, 15), st.sampled_from(["left", "right"])
)
def test_fitted_text_has_its_width_and_never_joins_its_neighbours(
    text: str, cells: int, align: Align
) -> None:
    fitted = fit(text, cells, align)
    assert cell_len(fitted) == width(fitted) == cells
    assert cell_len(f"1{fitted}1") == cells + 2
    assert not [character for character in fitted if category(character) in {"Cc", "Cs"}]


def test_plain_text_is_never_markup() -> None:
    assert plain("[bold]x[/]\x1b").plain == "[bold]x[/]\ufffd"
    assert plain("[bold]x[/]").spans == []


@pytest.mark.parametrize(
    ("keys", "text", "cursor"),
    [
        (["left", "left", "delete"], "Lyn", 2),
        (["home", "left", "delete"], "yon", 0),
        (["home", "right", "backspace"], "yon", 0),
        (["right", "delete"], "Lyon", 4),
        (["home", "backspace"], "Lyon", 0),
        (["left", "ctrl+u"], "n", 0),
        (["home", "end", "backspace"], "Lyo", 3),
    ],
)
def test_the_editor_obeys_its_keys(keys: list[str], text: str, cursor: int) -> None:
    editor = LineEditor("Lyon")
    assert all(editor.press(key) for key in keys)
    assert (editor.text, editor.cursor) == (text, cursor)


def test_the_editor_leaves_other_keys_alone() -> None:
    editor = LineEditor("Lyon")
    assert not editor.press("f3")
    assert editor.text == "Lyon"


def test_an_accent_goes_with_its_letter() -> None:
    editor = LineEditor("x\u0323\u0301y")
    editor.press("left")
    editor.press("left")
    assert editor.cursor == 0
    editor.press("delete")
    assert editor.text == "y"


def test_the_window_follows_the_cursor() -> None:
    editor = LineEditor(digits)
    assert editor.window(5) == ("6789", " ", "")
    editor.press("home")
    assert editor.window(5) == ("", "0", "1234")
    editor.press("right")
    assert editor.window(5) == ("0", "1", "234")


@given(
    TRICKY,
    TRICKY,
    st.lists(st.sampled_from(["left", "right", "home", "delete"])),
    st.integers(2, 9),
)
def test_the_editor_s_window_has_its_width(
    text: str, typed: str, keys: list[str], cells: int
) -> None:
    editor = LineEditor(text)
    editor.insert(typed)
    for key in keys:
        editor.press(key)
        assert cell_len("".join(editor.window(cells))) == cells


def columns_of(widths: list[int], frozen: int) -> list[GridColumn]:
    return [
        GridColumn(str(index), "", cells, frozen=index < frozen)
        for index, cells in enumerate(widths)
    ]


@given(WIDTHS, st.integers(0, 3), st.integers(0, 100), st.integers(0, 12))
def test_places_are_in_order_inside_and_apart(
    widths: list[int], frozen: int, room: int, left: int
) -> None:
    places = Shape(columns_of(widths, frozen)).places(room, left)
    assert all(LEAD <= place.x < place.end <= room for place in places)
    assert all(b.x == a.end + 1 for a, b in pairwise(places))
    assert [place.index for place in places] == sorted({place.index for place in places})


@given(WIDTHS, st.integers(0, 3), st.integers(40, 100), st.data())
def test_scrolling_sideways_shows_the_wanted_column_whole(
    widths: list[int], frozen: int, room: int, data: st.DataObject
) -> None:
    shape = Shape(columns_of(widths, frozen))
    wanted = data.draw(st.integers(0, len(widths) - 1))
    left = shape.left_showing(room, data.draw(st.integers(0, len(widths))), wanted)
    shown = {place.index: place for place in shape.places(room, left)}
    room_left = room - LEAD - sum(cells + 1 for cells in widths[: shape.frozen(room)])
    assert wanted in shown or widths[wanted] > room_left
    assert widths[wanted] > room_left or shown[wanted].width == widths[wanted]


@given(st.integers(1, 60), st.integers(0, 10**7), st.data())
def test_the_thumb_stays_in_the_page_and_reaches_both_ends(
    page: int, total: int, data: st.DataObject
) -> None:
    last_top = max(0, total - page)
    lines = thumb(data.draw(st.integers(0, last_top)), page, total)
    assert bool(lines) == (total > page)
    assert set(lines) <= set(range(page))
    assert top_at(-5, page, total) == 0
    if total > page > 1:
        assert thumb(0, page, total)[0] == 0
        assert thumb(last_top, page, total)[-1] == page - 1
        assert top_at(page + 5, page, total) == last_top


@pytest.mark.parametrize(
    ("row_id", "near", "place"), [(3, 2, 2), (3, 0, 2), (9, 1, None), (1, 50, 0)]
)
def test_a_row_is_found_in_the_ids(row_id: int, near: int, place: int | None) -> None:
    assert place_near(row_id, array("q", [1, 2, 3]), near) == place
    assert place_near(row_id, range(1, 4), near) == place


def test_a_row_is_looked_for_near_a_place_only() -> None:
    ids = array("q", range(3 * NEAR))
    assert place_near(2 * NEAR - 1, ids, NEAR) == 2 * NEAR - 1
    assert place_near(2 * NEAR, ids, NEAR) is None
    assert place_between(2 * NEAR, ids, 2 * NEAR, 3 * NEAR) == 2 * NEAR
    assert place_near(2 * NEAR, range(3 * NEAR), 0) == 2 * NEAR


@given(WIDTHS, st.integers(0, 12), st.integers(1, 100))
def test_frozen_columns_leave_room_for_the_others(
    widths: list[int], frozen: int, room: int
) -> None:
    shape = Shape(columns_of(widths, frozen))
    count = shape.frozen(room)
    assert count <= min(frozen, len(widths))
    taken = [LEAD + sum(cells + 1 for cells in widths[:many]) for many in (count, count + 1)]
    assert count == 0 or taken[0] + 12 <= room
    assert count == min(frozen, len(widths)) or taken[1] + 12 > room
