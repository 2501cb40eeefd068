"""The page of a sheet: fields changed where they stand, its parts, its two columns, its print."""

from pathlib import Path

import pytest
from textual.widgets import Input

from prospect_tui.services import opportunities, quotes
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.quote import QuoteScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.desk import (
    LARGE,
    SMALL,
    TOMORROW,
    USUAL,
    desk,
    make_opportunity,
    on,
    page,
    press,
    sheet,
    sheet_of,
    type_in,
    value,
)
from tests.tui.shell import seen, toasts
from tests.tui.test_sheet import go_to, retype


@pytest.fixture
def sale(workspace: Workspace) -> int:
    return make_opportunity(workspace, "Atelier Nord", on(TOMORROW, 14), euros=4200)


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_a_field_is_typed_where_it_stands(
    workspace: Workspace, sale: int, size: tuple[int, int]
) -> None:
    async with sheet_of(workspace, "opportunity", sale, size) as pilot:
        await go_to(pilot, Does.EDIT, "amount")
        place = sheet(pilot).query_one(LinesView).cursor_region
        await press(pilot, "enter")
        await pilot.pause()
        typed = pilot.app.screen.query_one(Input)
        assert (typed.region.x, typed.region.y) == (place.x, place.y)
        await retype(pilot, "5 k€")
        assert "→ 5\u202f000\u00a0€" in seen(pilot)
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "amount_cents") == 500_000
        await press(pilot, "u")
        assert value(workspace, "opportunity", sale, "amount_cents") == 420_000


async def test_a_field_at_the_foot_is_typed_in_the_screen(workspace: Workspace, sale: int) -> None:
    async with sheet_of(workspace, "opportunity", sale, SMALL) as pilot:
        await press(pilot, "end")
        await go_to(pilot, Does.EDIT, "label_for")
        await press(pilot, "enter")
        await pilot.pause()
        box = pilot.app.screen.query_one(".dialog-box").region
        assert box.bottom <= SMALL[1]
        await pilot.resize_terminal(100, 20)
        await pilot.pause()
        assert pilot.app.screen.query_one(".dialog-box").region.bottom <= 20


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("source", "Salon du bois", "Salon du bois"),
        ("campaign", "Rentrée", "Rentrée"),
        ("origin", "foire", "Salon"),
    ],
)
async def test_where_it_comes_from_is_changed(
    workspace: Workspace, sale: int, name: str, typed: str, shown: str
) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await go_to(pilot, Does.EDIT, name)
        await press(pilot, "enter")
        await type_in(pilot, "salon" if name == "origin" else typed)
        await press(pilot, "enter")
        assert shown in page(pilot).split("── Classement")[1]


async def test_what_another_window_wrote_is_told_before_it_is_replaced(
    workspace: Workspace, sale: int
) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await go_to(pilot, Does.EDIT, "title")
        await press(pilot, "enter")
        clock_of(workspace).advance(seconds=5)
        opportunities.edit(workspace, sale, "title", "Atelier Sud")
        await retype(pilot, "Atelier Est")
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "title") == "Atelier Sud"
        assert sheet(pilot) is not pilot.app.screen
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "title") == "Atelier Est"


async def test_the_parts_are_gone_through_by_tab(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(workspace, sale, "décide seule")
    async with sheet_of(workspace, "opportunity", sale, SMALL) as pilot:
        view = sheet(pilot).query_one(LinesView)
        first = view.cursor
        gone_to = []
        for _ in range(6):
            await press(pilot, "tab")
            assert isinstance(view.cursor, Ref)
            gone_to.append((view.cursor.does, view.cursor.name))
        assert gone_to == [
            (Does.ADD_PERSON, ""),
            (Does.OPEN_QUOTE, ""),
            (Does.EDIT, "w_who"),
            (Does.TICK, "has_project"),
            (Does.READ, "history"),
            (Does.FILE, ""),
        ]
        await press(pilot, "tab")
        assert view.cursor == first
        await press(pilot, "shift+tab")
        assert view.cursor == Ref(Does.FILE)


async def test_what_a_sheet_has_not_yet_is_begun_where_that_is_said(
    workspace: Workspace, sale: int
) -> None:
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "tab", "enter")
        await type_in(pilot, "Mme Zoé Roux")
        await press(pilot, "enter")
        assert "Mme Zoé Roux" in page(pilot)
        sheet(pilot).column.renew(to=Ref(Does.FILE))
        await press(pilot, "enter")
        assert "pas d'autre affaire" in toasts(pilot)[-1]
        sheet(pilot).column.renew(to=Ref(Does.OPEN_QUOTE))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, QuoteScreen)
        await press(pilot, "escape")
        assert "Brouillon" in page(pilot)


async def test_enter_on_a_quote_opens_that_one(workspace: Workspace, sale: int) -> None:
    old, new = (quotes.create(workspace, sale) for _ in range(2))
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        for number in (old, new):
            sheet(pilot).column.renew(to=Ref(Does.OPEN_QUOTE, id=number))
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, QuoteScreen)
            assert pilot.app.screen.quote_id == number
            await press(pilot, "escape")


async def test_history_stands_beside_on_a_large_terminal(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(workspace, sale, "décide seule")
    async with sheet_of(workspace, "opportunity", sale, LARGE) as pilot:
        assert "décide seule" not in page(pilot)
        assert "décide seule" in seen(pilot)
        await press(pilot, "right")
        assert sheet(pilot).column.id == "page-aside"
        assert sheet(pilot).ref == Ref(Does.READ, "history", 0)
        await press(pilot, "left")
        assert sheet(pilot).column.id == "page-main"
        await press(pilot, *["tab"] * 6)
        assert sheet(pilot).column.id == "page-aside"
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert "décide seule" in page(pilot)


async def test_one_kind_of_history_is_shown(workspace: Workspace, sale: int) -> None:
    opportunities.add_note(workspace, sale, "décide seule")
    opportunities.edit(workspace, sale, "tags", "bois")
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "t")
        assert toasts(pilot) == ["Rien de ce genre."]
        await press(pilot, "t")
        assert sheet(pilot).ref == Ref(Does.READ, "history", 0)
        shown = page(pilot).split("── Historique\u00a0: notes")[1]
        assert "décide seule" in shown
        assert "étiquettes" not in shown.lower().split("── classement")[0]
        await press(pilot, "t", "t")
        assert "« bois »" in page(pilot).replace("\u00a0", " ")
        assert "décide seule" not in page(pilot)
        await press(pilot, "t")
        assert "décide seule" in page(pilot)


async def test_a_long_history_is_read_on(workspace: Workspace, sale: int) -> None:
    with workspace.writing("note") as writing:
        writing.connection.executemany(
            "INSERT INTO note (opportunity_id, at, zone, body) VALUES (?, ?, 'Europe/Paris', ?)",
            [
                (sale, f"2025-01-{1 + n % 28:02} 09:{n % 60:02}:00", f"note {n}")
                for n in range(2000)
            ],
        )
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        view = sheet(pilot).query_one(LinesView)
        assert page(pilot).count("Note · note") < 101
        await press(pilot, "home", *["down"] * view.refs.index(Ref(Does.MORE)), "enter")
        assert 150 < page(pilot).count("Note · note") < 201


async def test_what_is_known_of_a_row_is_changed_in_place(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    async with sheet_of(workspace, "prospect", row) as pilot:
        await go_to(pilot, Does.EDIT, "w_who")
        await press(pilot, "enter")
        await type_in(pilot, "le gérant")
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "w_who") == "le gérant"
        await go_to(pilot, Does.TICK, "has_budget")
        await press(pilot, "enter")
        assert value(workspace, "prospect", row, "has_budget") == 1
        await press(pilot, "u", "u")
        assert value(workspace, "prospect", row, "w_who") == ""


async def test_a_sheet_is_copied_or_saved(
    workspace: Workspace, sale: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "v", "enter")
        assert pilot.app.clipboard.startswith("Atelier Nord\n============\n")
        assert "4\u202f200\u00a0€" in pilot.app.clipboard
        for name in ("Atelier Nord.txt", "Atelier Nord.md", "Atelier Nord.pdf"):
            await press(pilot, "v")
            await type_in(pilot, name.rpartition(".")[2])
            await press(pilot, "enter")
            assert (tmp_path / name).stat().st_size > 100


async def test_the_star_is_ones_own_mark_and_is_not_printed(
    workspace: Workspace, sale: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opportunities.star(workspace, sale)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        assert "★ Atelier Nord" in seen(pilot)
        await press(pilot, "v")
        await type_in(pilot, "txt")
        await press(pilot, "enter")
    assert (tmp_path / "Atelier Nord.txt").read_text(encoding="utf-8").startswith("Atelier Nord\n")


async def test_the_lines_of_today_follow_one_another(workspace: Workspace) -> None:
    first = make_opportunity(workspace, "Un", on(TOMORROW))
    second = make_opportunity(workspace, "Deux", on(TOMORROW))
    clock_of(workspace).advance(days=1)
    async with desk(workspace) as pilot:
        await press(pilot, "enter")
        opened = sheet(pilot).record_id
        assert "1 / 2 · À faire aujourd'hui" in seen(pilot)
        await press(pilot, "n")
        assert {opened, sheet(pilot).record_id} == {first, second}
        gone_to = sheet(pilot).record_id
        await press(pilot, "escape", "enter")
        assert sheet(pilot).record_id == gone_to


async def test_the_cards_of_the_board_follow_one_another(workspace: Workspace) -> None:
    for title in ("Un", "Deux", "Trois"):
        make_opportunity(workspace, title)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "enter", "n")
        assert "2 / 3" in seen(pilot)
        gone_to = sheet(pilot).record_id
        await press(pilot, "escape", "enter")
        assert sheet(pilot).record_id == gone_to
