"""Whatever a base holds, what is drawn of it is harmless and as wide as it should be."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from prospect_tui.domain.cleaning import clean
from prospect_tui.tui.text import cut, fit
from prospect_tui.tui.widgets.grid import GridColumn, GridRow, RowMark
from prospect_tui.tui.widgets.grid.cells import NO_SPAN, Frame, Line, header_strip, row_strip
from prospect_tui.tui.widgets.grid.completion import Completion
from prospect_tui.tui.widgets.grid.editor import LineEditor
from prospect_tui.tui.widgets.grid.layout import Shape
from prospect_tui.tui.widgets.grid.styles import StyleBook
from tests.tui.test_grid_stage import CountingSource, Stage, on_stage

NASTY = (
    "[bold]gras[/bold]",
    "[/]",
    "[@click=app.quit]clic[/]",
    "\x1b]0;titre\x07\x1b[31mrouge",
    "a\x9b31mb\x00\x08\x7f\x85c",
    "a\tb\nc\r\nd\u2028e",
    "\u202egauche\u2066x\u2069",
    "\u200b\u200d\ufeff\u2060invisible\ufe0f",
    "e" + "\u0301" * 50 + "z",
    "\ud800x\udfff",
    "👩\u200d👧☎\ufe0f🇫🇷",
    "株式会社大工",
    "٣العربية",
    "é" * 10_000_000,
    "\u200b" * 10_000_000 + "x",
    "",
)
HARMFUL = {"Cc", "Cs", "Cf"}
HOSTILE = st.text(st.characters(exclude_categories=()), max_size=20) | st.sampled_from(NASTY)
WIDTHS = st.lists(st.integers(1, 25), min_size=1, max_size=5)


class PlainStyles(StyleBook):
    """Styles that tell which components they are of, without any widget."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        return self.made.setdefault(names, Style(meta={"names": names}))


def assert_harmless(strip: Strip, cells: int) -> None:
    assert cell_len(strip.text) == strip.cell_length == cells
    assert [one for one in strip.text if category(one) in HARMFUL] == []


def frame_of(columns: list[GridColumn], cells: int) -> Frame:
    places = Shape(columns).places(cells - 1, 0)
    return Frame(places, cells, PlainStyles(), "c0", boxes=True, bar=True)


@given(st.data(), WIDTHS, st.integers(1, 60), st.sampled_from(RowMark), st.booleans())
def test_a_row_is_harmless_whatever_its_look(
    data: st.DataObject, widths: list[int], cells: int, mark: RowMark, selected: bool
) -> None:
    columns = [
        GridColumn(f"c{n}", "", size, align=data.draw(st.sampled_from(["left", "right"])))
        for n, size in enumerate(widths)
    ]
    texts = data.draw(st.lists(HOSTILE, max_size=len(widths)))
    place = st.integers(0, len(widths) - 1)
    row = GridRow(
        1, texts, mark, data.draw(st.sets(place)), data.draw(st.sampled_from(["", "hot"]))
    )
    span = data.draw(st.just(NO_SPAN) | st.tuples(place, place))
    line = Line(1, True, True, selected, span)
    frame = frame_of(columns, cells)
    plain = row_strip(frame, row, line)
    with_cursor = row_strip(frame, row, line, cursor=data.draw(place))
    assert_harmless(plain, cells)
    assert plain.text == with_cursor.text
    assert len(plain._segments) <= 2 * len(widths) + 3


@given(st.lists(HOSTILE, min_size=1, max_size=5), WIDTHS, st.integers(1, 60))
def test_titles_are_harmless(titles: list[str], widths: list[int], cells: int) -> None:
    columns = [
        GridColumn(f"c{n}", title, size)
        for n, (title, size) in enumerate(zip(titles, widths, strict=False))
    ]
    for sort in ({}, {"c0": "↓"}, {"c0": "1↑", "c1": "2↓"}):
        assert_harmless(header_strip(frame_of(columns, cells), columns, sort), cells)


@given(HOSTILE, HOSTILE, st.integers(1, 40), st.integers(0, 25))
def test_what_is_typed_and_offered_is_harmless(
    text: str, offered: str, cells: int, moves: int
) -> None:
    line = LineEditor(clean(text[:200]))
    for ghost in ("", offered[:200]):
        assert_harmless(Strip(map(Segment, line.window(cells, ghost))), cells)
    for _move in range(moves):
        line.press("left")
        assert_harmless(Strip(map(Segment, line.window(cells))), cells)


@given(HOSTILE, st.lists(HOSTILE, max_size=4), st.booleans())
def test_completing_keeps_what_was_typed_before(
    text: str, choices: list[str], several: bool
) -> None:
    completion = Completion([clean(choice[:99]) for choice in choices], several=several)
    text = clean(text[:200])
    for match in completion.matches(text):
        assert match in completion.choices
    assert completion.rest(text) == "" or completion.completed(text).endswith(completion.rest(text))


@given(st.text(max_size=400), st.integers(1, 20))
def test_a_long_text_is_cut_before_it_is_cleaned(text: str, cells: int) -> None:
    assert len(cut(text, cells)) <= 8 * cells + 65
    assert fit(cut(text, cells), cells) == fit(text, cells)


def screen_is_harmless(stage: Stage) -> bool:
    strips = stage.app.screen._compositor.render_strips()
    for strip in strips:
        assert_harmless(strip, 60)
    return True


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
async def test_every_path_to_the_screen_is_harmless(nasty: str) -> None:
    columns = [
        GridColumn("name", nasty, 12, frozen=True, choices=(nasty[:99],)),
        GridColumn("city", nasty, 10, align="right", choices=("x" + nasty[:99],)),
        GridColumn("note", nasty, 70),
    ]
    source = CountingSource()
    source.written = {
        n: GridRow(n, (nasty,) * 5, mark, frozenset({n % 3}), "hot")
        for n, mark in zip(range(1, 7), [*RowMark] * 2, strict=True)
    }
    async with on_stage(range(1, 7), columns=columns, source=source) as stage:
        stage.grid.set_sort([("name", True), ("city", False)])
        assert screen_is_harmless(stage)
        await stage.press("space", "shift+right", "shift+down")
        assert screen_is_harmless(stage)
        stage.grid.start_edit("x")
        await stage.pilot.pause()
        assert screen_is_harmless(stage)
        await stage.press("down")
        assert screen_is_harmless(stage)
        await stage.press("home", "escape", "ctrl+right")
        stage.grid.start_edit()
        await stage.pilot.pause()
        assert screen_is_harmless(stage)
        await stage.paste(nasty)
        assert screen_is_harmless(stage)
