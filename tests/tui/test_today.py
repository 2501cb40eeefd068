"""The morning list: its order, its words, its gestures, its clock."""

import subprocess
import sys
from datetime import time

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import agenda, conversion, opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.screens.today import TodayScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.desk import (
    FRIDAY,
    LARGE,
    NASTY,
    SMALL,
    TODAY,
    TOMORROW,
    USUAL,
    desk,
    is_harmless,
    make_opportunity,
    make_promise,
    on,
    press,
    type_in,
    value,
    visits,
)
from tests.tui.shell import seen, toasts


@pytest.fixture
def file_id(workspace: Workspace) -> int:
    return make_file(workspace)


@pytest.fixture
def late(workspace: Workspace) -> int:
    """Return an opportunity whose action was for last Friday."""
    clock_of(workspace).set_local(2026, 11, 19)
    made = make_opportunity(workspace, "Durand", on(FRIDAY), euros=4200, label="relancer le devis")
    back_to_monday(workspace)
    return made


def back_to_monday(workspace: Workspace) -> None:
    clock_of(workspace).set_local(2026, 11, 23, 10, 15)


def today_screen(pilot: Pilot[None]) -> TodayScreen:
    """Return the screen under any question."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, TodayScreen))


def cursor(pilot: Pilot[None]) -> object:
    return today_screen(pilot).query_one("#today-list", LinesView).cursor


async def go_to(pilot: Pilot[None], ref: tuple[str, int]) -> None:
    view = today_screen(pilot).query_one("#today-list", LinesView)
    assert ref in view.refs
    await press(pilot, "home", *["down"] * view.refs.index(ref))
    assert cursor(pilot) == ref


async def test_the_sections_come_in_order_with_their_figures(
    workspace: Workspace, file_id: int
) -> None:
    clock_of(workspace).set_local(2026, 11, 19)
    make_opportunity(workspace, "Durand", on(FRIDAY), label="relancer")
    back_to_monday(workspace)
    make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
    make_opportunity(workspace, "Mairie", on(TODAY))
    make_opportunity(workspace, "Atelier")
    agenda.add_task(workspace, "Cartes de visite", on(TODAY))
    make_prospect(workspace, file_id)
    async with desk(workspace, size=USUAL) as pilot:
        shown = seen(pilot)
    words = [
        "lundi 23 novembre 2026", "5 à faire", "1 en retard", "1 à froid", "Oublis",
        "Atelier", "En retard (1)", "Durand", "Rappels promis (1)", "14:00", "Ozanne",
        "Opportunités à faire (1)", "Mairie",
        "Tâches (1)", "Cartes de visite", "À froid", "Menuisiers 69",
    ]  # fmt: skip
    assert [word for word in words if word not in shown] == []
    order = [shown.index(word) for word in words if word not in {"1 à froid"}]
    assert order == sorted(order)


async def test_what_is_late_says_why_without_colour(workspace: Workspace, late: int) -> None:
    make_opportunity(workspace, "Nouvelle")
    async with desk(workspace) as pilot:
        lines = seen(pilot).splitlines()
        line = next(line for line in lines if "Durand" in line)
        assert "ven. 20/11 !" in line
        assert "3\u00a0j · relancer" in line
        undated = next(line for line in lines if "Nouvelle" in line)
        assert "!" in undated
        assert "rien de prévu" in undated
        assert "Oublis" in lines[lines.index(undated) - 1]


async def test_a_promise_missed_says_so(workspace: Workspace, file_id: int) -> None:
    clock_of(workspace).set_local(2026, 11, 23, 8)
    make_promise(workspace, file_id, "Ozanne", on(TODAY, 9))
    back_to_monday(workspace)
    async with desk(workspace) as pilot:
        assert "! " in seen(pilot)
        assert "rappel manqué · RAPP" in seen(pilot)


@pytest.mark.parametrize(("size", "is_there"), [(SMALL, False), (USUAL, True), (LARGE, True)])
async def test_the_panel_shows_the_line_where_there_is_room(
    workspace: Workspace, file_id: int, size: tuple[int, int], is_there: bool
) -> None:
    make_promise(workspace, file_id, "Ozanne", on(TODAY, 14), note="budget 2027")
    async with desk(workspace, size=size) as pilot:
        shown = seen(pilot)
        assert ("budget 2027" in shown) is is_there
        assert ("Projet –" in shown) is is_there
        assert ("01 99 00" in shown) is is_there


async def test_an_empty_list_says_what_it_is_for(workspace: Workspace) -> None:
    async with desk(workspace) as pilot:
        assert "Rien à faire aujourd'hui" in seen(pilot)
        assert "F3 pour importer un fichier" in seen(pilot)
        await press(pilot, "down", "f", "d", "j", "k", "w", "x", "enter", "a")
        assert set(toasts(pilot)) == {
            "Placez le curseur sur une ligne à faire.",
            "C'est pour une opportunité\u00a0: placez le curseur sur l'une d'elles.",
        }


async def test_enter_opens_the_sheet(workspace: Workspace, file_id: int) -> None:
    row = make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
    sale = make_opportunity(workspace, "Atelier")
    async with desk(workspace) as pilot:
        for kind, number in (("prospect", row), ("opportunity", sale)):
            await go_to(pilot, (kind, number))
            await press(pilot, "enter")
            sheet = pilot.app.screen
            assert isinstance(sheet, SheetScreen)
            assert (sheet.kind, sheet.record_id) == (kind, number)
            await press(pilot, "escape")
            assert cursor(pilot) == (kind, number)


async def test_a_file_left_cold_is_called_from_here(workspace: Workspace, file_id: int) -> None:
    make_prospect(workspace, file_id)
    async with desk(workspace) as pilot:
        await go_to(pilot, ("file", file_id))
        await press(pilot, "enter")
        assert visits(pilot) == [{"files": [file_id]}]


async def test_a_calls_the_row_behind_the_line(workspace: Workspace, file_id: int) -> None:
    row = make_prospect(workspace, file_id, company_name="Lambert")
    (sale,) = conversion.convert_rows(workspace, [row], anyway=True)
    alone = make_opportunity(workspace, "Seule", phone="01 99 00 44 55")
    async with desk(workspace) as pilot:
        await go_to(pilot, ("opportunity", alone))
        await press(pilot, "a")  # nobody has said that it is a professional
        assert "professionnel ou particulier" in seen(pilot)
        await type_in(pilot, "il attend mon appel")
        await press(pilot, "enter")
        assert "01 99 00 44 55" in toasts(pilot)[-1]
        await go_to(pilot, ("opportunity", sale))
        await press(pilot, "a")
        assert visits(pilot) == [{"prospect_id": row}]


async def test_a_task_is_done_in_one_key_and_undone_in_one(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Cartes de visite", on(TODAY))
    async with desk(workspace) as pilot:
        await press(pilot, "f")
        assert value(workspace, "activity", task, "done_at") is not None
        assert "Cartes de visite" not in seen(pilot).split("\n", 1)[1].split("▌")[0]
        assert toasts(pilot)[-1].startswith("Fait")
        await press(pilot, "u")
        assert value(workspace, "activity", task, "done_at") is None
        assert cursor(pilot) == ("activity", task)


async def test_a_task_can_be_given_up(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Cartes de visite", on(TODAY))
    async with desk(workspace) as pilot:
        await press(pilot, "x")
        assert value(workspace, "activity", task, "cancelled_at") is not None
        assert cursor(pilot) is None


async def test_done_on_an_opportunity_asks_what_comes_next(workspace: Workspace, late: int) -> None:
    async with desk(workspace) as pilot:
        await press(pilot, "f")
        assert "Durand" in seen(pilot)
        await type_in(pilot, "va réfléchir")
        await press(pilot, "tab")
        await type_in(pilot, "+3j")
        assert "jeudi 26 novembre 2026" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", late, "next_day") == "2026-11-26"
        assert value(workspace, "opportunity", late, "next_label") == ""
        done = workspace.connection.execute("SELECT result FROM activity").fetchall()
        assert done == [("va réfléchir",)]
        assert cursor(pilot) is None


async def test_a_call_is_done_by_its_result(workspace: Workspace, file_id: int) -> None:
    row = make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
    async with desk(workspace) as pilot:
        await press(pilot, "f")
        assert visits(pilot) == [{"prospect_id": row}]


async def test_any_shorthand_dates_a_line_and_keeps_what_is_to_do(
    workspace: Workspace, late: int
) -> None:
    async with desk(workspace) as pilot:
        await press(pilot, "d")
        await type_in(pilot, "mar 14h")
        assert "→ mardi 24 novembre 2026 14:00 · demain" in seen(pilot)
        await press(pilot, "enter")
        assert value(workspace, "opportunity", late, "next_day") == "2026-11-24"
        assert value(workspace, "opportunity", late, "next_label") == "relancer le devis"
        assert cursor(pilot) is None


async def test_a_date_not_understood_stays_to_be_corrected(workspace: Workspace, late: int) -> None:
    async with desk(workspace) as pilot:
        await press(pilot, "d")
        await type_in(pilot, "zut")
        await press(pilot, "enter")
        assert "zut" in seen(pilot)
        assert value(workspace, "opportunity", late, "next_day") == "2026-11-20"
        await press(pilot, "escape")
        assert cursor(pilot) == ("opportunity", late)


async def test_one_key_puts_off_by_three_working_days(workspace: Workspace, file_id: int) -> None:
    row = make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
    task = agenda.add_task(workspace, "Cartes de visite", on(TODAY))
    async with desk(workspace) as pilot:
        await press(pilot, "j", "plus")
        assert value(workspace, "prospect", row, "next_day") == "2026-11-26"
        at = agenda.today(workspace)
        assert at.lines == ()
        assert value(workspace, "activity", task, "day") == "2026-11-26"
    found = workspace.connection.execute("SELECT next_at FROM prospect").fetchone()[0]
    assert found.startswith("2026-11-26 13:00")  # 14:00 in Paris, the hour promised


async def test_star_won_lost_and_dropped(workspace: Workspace) -> None:
    first, second, third = (make_opportunity(workspace, name, euros=900) for name in "ABC")
    async with desk(workspace) as pilot:
        await go_to(pilot, ("opportunity", first))
        await press(pilot, "k")
        assert "!★ A" in seen(pilot)
        await press(pilot, "w", "ctrl+s")
        assert value(workspace, "opportunity", first, "outcome") == "won"
        assert toasts(pilot)[-1] == "Affaire gagnée\u00a0: A · 900\u00a0€"
        await go_to(pilot, ("opportunity", second))
        await press(pilot, "l", "ctrl+s")
        assert value(workspace, "opportunity", second, "outcome") == ""
        await type_in(pilot, "prix")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "Duval")
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", second, "reason") == "prix"
        assert value(workspace, "opportunity", second, "lost_to") == "Duval"
        await press(pilot, "x", "ctrl+s")
        assert value(workspace, "opportunity", third, "outcome") == "cancelled"
        assert cursor(pilot) is None


async def test_a_task_is_noted_about_the_line(workspace: Workspace, file_id: int) -> None:
    row = make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
    async with desk(workspace) as pilot:
        await press(pilot, "ctrl+n")
        await type_in(pilot, "Plaquette")
        await press(pilot, "tab", "tab", "space", "ctrl+s")
    found = workspace.connection.execute(
        "SELECT subject, day, prospect_id FROM activity"
    ).fetchall()
    assert found == [("Plaquette", "2026-11-23", row)]


async def test_the_position_survives_leaving_and_changes_elsewhere(
    workspace: Workspace, file_id: int
) -> None:
    sales = [make_opportunity(workspace, f"Affaire {number}") for number in range(3)]
    async with desk(workspace) as pilot:
        await go_to(pilot, ("opportunity", sales[1]))
        await press(pilot, "f5")
        opportunities.close(workspace, sales[0], Status.CANCELLED)
        pilot.app.screen.context.changed.ring()  # type: ignore[attr-defined]
        await press(pilot, "f2")
        assert "Affaire 0" not in seen(pilot)
        assert cursor(pilot) == ("opportunity", sales[1])
        make_promise(workspace, file_id, "Ozanne", on(TODAY, 14))
        today_screen(pilot).context.changed.ring()
        await pilot.pause()
        assert "Ozanne" in seen(pilot)
        assert cursor(pilot) == ("opportunity", sales[1])


async def test_standby_comes_back_by_itself_at_its_hour(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier", on(TOMORROW, 14))
    async with desk(workspace) as pilot:
        assert cursor(pilot) is None
        clock_of(workspace).set_local(2026, 11, 24, 13, 59)
        today_screen(pilot).follow_clock()
        await pilot.pause()
        assert "mardi 24 novembre" in seen(pilot)
        assert cursor(pilot) is None
        clock_of(workspace).set_local(2026, 11, 24, 14, 0)
        today_screen(pilot).follow_clock()
        await pilot.pause()
        assert cursor(pilot) == ("opportunity", sale)
        assert "en retard" not in seen(pilot)
    assert workspace.connection.execute("SELECT count(*) FROM bundle").fetchone()[0] == 2


async def test_the_clock_reads_nothing_within_a_minute(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[object] = []
    async with desk(workspace) as pilot:
        monkeypatch.setattr(agenda, "today", readings.append)
        today_screen(pilot).follow_clock()
    assert readings == []


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_a_long_list_scrolls_with_its_cursor(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    tasks = [agenda.add_task(workspace, f"Tâche {number:03}", on(TODAY)) for number in range(60)]
    async with desk(workspace, size=size) as pilot:
        await press(pilot, "end")
        assert cursor(pilot) == ("activity", tasks[-1])
        assert "▌" in next(line for line in seen(pilot).splitlines() if "Tâche 059" in line)
        await press(pilot, "pageup", "pageup")
        assert "▌" in seen(pilot)
        await press(pilot, "home")
        assert "Tâches (60)" in seen(pilot)
        await pilot.click("#today-list", offset=(5, 4))
        assert cursor(pilot) == ("activity", tasks[3])


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_hostile_text_is_drawn_as_text(
    workspace: Workspace, file_id: int, size: tuple[int, int]
) -> None:
    for name in NASTY:
        make_promise(workspace, file_id, name, on(TODAY, 14), note=name, subject=name)
        opportunities.create(workspace, name, origin=Origin.NETWORK, contact_name=name)
    async with desk(workspace, size=size) as pilot:
        shown = seen(pilot)
        assert "[bold]" in shown
        assert is_harmless(shown)
        for _ in range(len(NASTY) * 2):
            await press(pilot, "down")
            assert is_harmless(seen(pilot))


def test_reading_the_morning_loads_no_model(workspace: Workspace, late: int) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import datetime;"
        "from prospect_tui.services.workspace import Workspace;"
        "from prospect_tui.settings import Settings; import prospect_tui.tui.screens.today;"
        "import prospect_tui.tui.screens.pipeline;"
        "from prospect_tui.services import agenda, board, sheets; from tests.builders import"
        " make_clock;"
        "w = Workspace(Path(sys.argv[1]), make_clock(), Settings());"
        "assert agenda.today(w).lines; assert board.board(w).count;"
        "assert sheets.opportunity_sheet(w, 1).opportunity.id == 1;"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(workspace.path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_hour_is_kept_and_weekends_are_passed_over(workspace: Workspace) -> None:
    assert agenda.later(workspace, on(FRIDAY, 9)).hour == time(9)
    clock_of(workspace).set_local(2026, 11, 26)
    assert f"{agenda.later(workspace, None).day}" == "2026-12-01"
