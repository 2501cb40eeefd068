"""What the grid draws: hostile text, marks, wrong values, arrows, scrollbar, themes."""

import pytest
from rich.cells import cell_len
from rich.style import Style

from prospect_tui.tui.widgets.grid import GridColumn, GridRow, RowMark
from prospect_tui.tui.widgets.grid.styles import TONES
from tests.tui.test_grid_stage import COLUMNS, EMPTY, CountingSource, Stage, on_stage

WIDE = (GridColumn("name", "Société", 40, frozen=True), *COLUMNS[1:])


def row(
    row_id: int,
    name: str = "Lambert",
    mark: RowMark = RowMark.NONE,
    problems: frozenset[int] = frozenset(),
    tone: str = "",
) -> GridRow:
    return GridRow(row_id, (name, "Lyon", "12", "CHAUD", "rien"), mark, problems, tone)


def style_of(stage: Stage, text: str) -> Style:
    """Return the style of the first piece of the screen that has `text`."""
    strips = stage.app.screen._compositor.render_strips()
    styles = [piece.style for strip in strips for piece in strip if text in piece.text]
    assert styles[0] is not None
    return styles[0]


@pytest.mark.parametrize(
    ("hostile", "drawn"),
    [
        ("[/]", "[/]"),
        ("[bold red]x[/]", "[bold red]x[/]"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("a\x1b]0;titre\x07b", "a\ufffd]0;titre\ufffdb"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\tb\nc\r\nd", "a b c d"),
        ("a\u202eb", "ab"),
        ("e" + "\u0301" * 50 + "z", "é" + "\u0301" * 4 + "z"),
        ("日本語の会社", "日本語の会社"),
        ("👩\u200d👧 ☎\ufe0f", "👩👧 ☎"),
        ("\u200d\ufe0fx\u200d", "x"),
    ],
)
async def test_hostile_text_is_drawn_literally_and_keeps_its_width(
    hostile: str, drawn: str
) -> None:
    source = CountingSource()
    source.written[1] = row(1, hostile)
    async with on_stage(range(1, 3), columns=WIDE, source=source) as stage:
        line = stage.lines()[1]
        assert line[3:].split("│")[0].rstrip() == drawn
        assert cell_len(line.split("│")[0]) == 43
        assert cell_len(line) == 60
        assert stage.app.is_running


async def test_wide_text_is_cut_at_a_whole_cell() -> None:
    source = CountingSource()
    source.written[1] = row(1, "日本語の会社です")
    async with on_stage(range(1, 3), source=source) as stage:
        assert stage.lines()[1].startswith("   日本語の会 …│Lyon")


async def test_marks_and_wrong_values_have_a_sign_of_their_own() -> None:
    source = CountingSource()
    source.written = {
        1: row(1, mark=RowMark.STRUCK),
        2: row(2, mark=RowMark.CONVERTED),
        3: row(3, "Un nom bien trop long", problems=frozenset({0, 2})),
    }
    async with on_stage(range(1, 5), source=source) as stage:
        await stage.press("end")
        struck, converted, wrong = stage.lines()[1:4]
        assert struck.startswith(" ✗ Lambert")
        assert style_of(stage, "✗").color != style_of(stage, "⇢").color
        assert converted.startswith(" ⇢ Lambert")
        assert wrong.startswith("   Un nom bie…!│Lyon          12! ")


def struck(stage: Stage, line: int) -> list[str]:
    """Return the pieces of a line that are struck."""
    strip = stage.app.screen._compositor.render_strips()[line]
    return [piece.text for piece in strip if piece.style is not None and piece.style.strike]


async def test_only_text_is_struck_and_only_where_it_begins() -> None:
    source = CountingSource()
    source.written = {
        1: row(1, mark=RowMark.STRUCK),
        2: row(2, " Le Moulin", mark=RowMark.STRUCK),
        3: row(3, "", mark=RowMark.STRUCK),
        4: GridRow(4, (), RowMark.STRUCK),
    }
    async with on_stage(range(1, 6), source=source) as stage:
        await stage.press("end")
        shown = [struck(stage, line) for line in range(1, 6)]
        assert shown == [["Lambert"], ["Le Moulin"], ["Lyon"], [], []]
        await stage.press("home")
        assert struck(stage, 1) == ["Lyon"]  # the cursor's own look comes first


async def test_what_is_cut_or_hidden_has_a_sign() -> None:
    async with on_stage(size=(40, 6)) as stage:
        assert stage.lines()[0].startswith("  ")
        assert stage.lines()[0].endswith("›")
        await stage.press("ctrl+right")
        assert stage.lines()[0].startswith("‹")
        assert stage.lines()[0].endswith(" ")
        stage.grid.set_columns([GridColumn("note", "Une entête fort longue " * 3, 60)])
        stage.source.written[1] = row(1, "Une valeur fort longue " * 3)
        stage.grid.refresh_all()
        await stage.pilot.pause()
        titles, first = stage.lines()[:2]
        assert titles.endswith("…›")
        assert first[:-1].endswith("…")


@pytest.mark.parametrize("tone", TONES)
async def test_a_tone_colours_the_score_only(tone: str) -> None:
    source = CountingSource()
    source.written = {2: row(2, tone=tone), 4: row(4)}
    async with on_stage(range(1, 5), source=source) as stage:
        assert style_of(stage, "CHAUD").color != style_of(stage, "Lyon").color


async def test_an_unknown_tone_changes_nothing() -> None:
    source = CountingSource()
    source.written[2] = row(2, tone="lukewarm")
    async with on_stage(range(1, 3), source=source) as stage:
        assert style_of(stage, "CHAUD") == style_of(stage, "Lyon")


async def test_the_cursor_is_seen_without_colour() -> None:
    async with on_stage() as stage:
        assert style_of(stage, "name 1").reverse
        assert not style_of(stage, "name 2").reverse
        await stage.press("down")
        assert not style_of(stage, "name 1").reverse
        assert style_of(stage, "name 2").reverse


async def test_titles_show_how_rows_are_sorted() -> None:
    async with on_stage() as stage:
        stage.grid.set_sort([("score", True)])
        assert "Score ↓ " in stage.lines()[0]
        stage.grid.set_sort([("name", False), ("size", True)])
        titles = stage.lines()[0]
        assert "Société 1↑" in titles
        assert "Eff 2↓ " in titles
        assert "Score  " in titles


async def test_an_arrow_is_never_cut_off() -> None:
    columns = (GridColumn("name", "Une très longue entête", 8),)
    async with on_stage(columns=columns) as stage:
        stage.grid.set_sort([("name", True)])
        assert stage.lines()[0].startswith("   Une tr…↓ ")


async def test_an_empty_grid_says_what_to_do() -> None:
    async with on_stage(range(0)) as stage:
        titles, first = stage.lines()[:2]
        assert "Société" in titles
        assert first.startswith(EMPTY)
        stage.grid.set_ids(range(1, 3))
        await stage.pilot.pause()
        assert EMPTY not in "".join(stage.lines())


async def test_the_thumb_tells_where_the_window_is() -> None:
    async with on_stage() as stage:
        assert [line[-1] for line in stage.lines()[1:]] == list("▐" + "▕" * 10)
        await stage.press("end")
        assert [line[-1] for line in stage.lines()[1:]] == list("▕" * 10 + "▐")
        stage.grid.set_ids(range(1, 6))
        await stage.pilot.pause()
        assert [line[-1] for line in stage.lines()[1:6]] == list("     ")


async def test_changed_rows_are_asked_for_again_and_only_they() -> None:
    async with on_stage() as stage:
        stage.source.asked.clear()
        stage.source.written[3] = row(3, "Changée")
        stage.grid.refresh_rows([3, 90])
        await stage.pilot.pause()
        assert "Changée" in stage.lines()[3]
        assert stage.source.asked == [3]
        stage.grid.refresh_all()
        await stage.pilot.pause()
        assert stage.source.asked == [3, *range(1, 12)]


async def test_a_row_that_is_gone_is_drawn_empty_and_not_asked_for_twice() -> None:
    source = CountingSource()
    source.gone = {2}
    async with on_stage(range(1, 4), source=source) as stage:
        await stage.press("down", "up", "down")
        assert stage.lines()[2].replace("│", "").strip() == ""
        assert source.asked == [1, 2, 3]


async def test_five_hundred_columns_are_gone_through() -> None:
    columns = [GridColumn(f"c{n}", f"T{n}", 9, frozen=n < 3) for n in range(500)]
    source = CountingSource()
    source.written[1] = GridRow(1, [f"v{n}" for n in range(500)])
    async with on_stage(range(1, 3), columns=columns, source=source) as stage:
        await stage.press("ctrl+right")
        titles, first = stage.lines()[:2]
        assert titles.split() == ["‹", "T0", "T1", "T2", "│T498", "T499"]
        assert first.split() == ["v0", "v1", "v2", "│v498", "v499"]
        await stage.press("left", "left", "left")
        assert "T496" in stage.lines()[0]
        await stage.press("ctrl+left", "right", "right", "right")
        assert "T3" in stage.lines()[0]
        assert stage.grid.cursor_key == "c3"


async def test_new_widths_leave_the_window_where_it_is() -> None:
    async with on_stage(size=(50, 12)) as stage:
        await stage.press("ctrl+right")
        stage.grid.set_columns(COLUMNS)
        await stage.pilot.pause()
        assert stage.lines()[0].startswith("‹  Société     │")
        assert stage.grid.cursor_key == "note"


async def test_columns_may_change_under_the_cursor() -> None:
    async with on_stage() as stage:
        stage.grid.move_to(0, 2)
        stage.grid.set_columns([COLUMNS[2], COLUMNS[0]])
        assert (stage.grid.cursor_column, stage.grid.cursor_key) == (0, "size")
        stage.grid.set_columns(COLUMNS[3:])
        assert (stage.grid.cursor_column, stage.grid.cursor_key) == (0, "score")


async def test_another_theme_redraws_every_row() -> None:
    async with on_stage() as stage:
        before = style_of(stage, "name 5")
        stage.app.theme = "textual-light"
        await stage.pilot.pause()
        assert style_of(stage, "name 5").color != before.color


async def test_a_long_visit_keeps_a_bounded_number_of_rows() -> None:
    async with on_stage(range(1, 20_001)) as stage:
        for top in range(0, 20_000, 11):
            stage.grid.scroll_window(top=top)
            stage.lines()
        assert len(stage.grid._cache._rows) <= 4_000
        assert sum(map(len, stage.grid._painter._drawn.values())) <= 4_000
        assert "name 20000" in stage.lines()[11]


async def test_many_columns_keep_fewer_rows() -> None:
    columns = [GridColumn(f"c{n}", "", 9) for n in range(500)]
    source = CountingSource()
    source.written = {row_id: GridRow(row_id, [""] * 500) for row_id in range(2_000)}
    async with on_stage(range(2_000), columns=columns, source=source) as stage:
        for top in range(0, 2_000, 11):
            stage.grid.scroll_window(top=top)
            stage.lines()
        assert len(stage.grid._cache._rows) <= 400 + 11
