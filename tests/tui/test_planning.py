"""The planning on the screen: days, cursor, moves, forms, appointments held or missed."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.services import activities, agenda, calls, opportunities
from prospect_tui.services.activities import Draft
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.planning import PlanningScreen
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.tui.widgets.planning_grid import Foot, PlanningGrid, Spot
from tests.builders import clock_of, make_file, make_prospect
from tests.tui import desk as desks
from tests.tui.desk import (
    LARGE,
    NASTY,
    SMALL,
    USUAL,
    desk,
    is_harmless,
    make_opportunity,
    make_promise,
    press,
    type_in,
    value,
    visits,
)
from tests.tui.shell import seen, toasts

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26)
PLACE = {"planning": "prospect_tui.tui.screens.planning:PlanningScreen"}


@pytest.fixture(autouse=True)
def _with_planning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "REAL_PLACES", desks.REAL_PLACES | PLACE)


def screen(pilot: Pilot[Any]) -> PlanningScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, PlanningScreen))


def grid(pilot: Pilot[Any]) -> PlanningGrid:
    return screen(pilot).query_one(PlanningGrid)


def foot(pilot: Pilot[Any]) -> str:
    return screen(pilot).query_one(Foot).text


async def put(
    pilot: Pilot[Any], day: date, hour: time | None = None, ref: tuple[str, int] | None = None
) -> None:
    screen(pilot)._read(Spot(day, hour, ref))
    await pilot.pause()


async def test_it_opens_on_now_with_the_week(workspace: Workspace) -> None:
    agenda.add_task(workspace, "Compta", When(TUESDAY, time(14)))
    async with desk(workspace, "planning") as pilot:
        shown = seen(pilot)
        assert "semaine 48" in shown
        assert "▸lun. 23/11" in shown
        assert "dim." not in shown
        assert "▸10:00" in shown
        assert "□ Compta" in shown
        assert grid(pilot).spot == Spot(MONDAY, time(10))


async def test_an_empty_week_says_what_it_is_for(workspace: Workspace) -> None:
    async with desk(workspace, "planning") as pilot:
        assert "Ctrl+N note une tâche" in foot(pilot)


async def test_f6_and_g_p_open_it(workspace: Workspace) -> None:
    async with desk(workspace) as pilot:
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, PlanningScreen)
        await press(pilot, "f2", "g", "p")
        assert isinstance(pilot.app.screen, PlanningScreen)


async def test_one_key_shows_day_week_and_month(workspace: Workspace) -> None:
    async with desk(workspace, "planning") as pilot:
        await press(pilot, "v")
        assert "novembre 2026" in seen(pilot)
        assert "férié" not in seen(pilot)
        assert "11 armis" in seen(pilot)  # the public holiday is named
        await press(pilot, "v")
        assert "lundi 23 novembre 2026" in seen(pilot)
        await press(pilot, "pagedown")
        assert "mardi 24 novembre 2026" in seen(pilot)
        await press(pilot, "home")
        assert "lundi 23 novembre 2026" in seen(pilot)


async def test_any_date_is_gone_to(workspace: Workspace) -> None:
    async with desk(workspace, "planning") as pilot:
        await press(pilot, "j")
        await type_in(pilot, "11/11/2025")
        await press(pilot, "enter")
        assert grid(pilot).spot.day == date(2025, 11, 11)
        assert "férié\u00a0: armistice" in foot(pilot)


async def test_the_arrows_cross_the_weeks(workspace: Workspace) -> None:
    async with desk(workspace, "planning") as pilot:
        await press(pilot, "left")
        assert grid(pilot).spot.day == date(2026, 11, 22)
        await press(pilot, "right", "down")
        assert grid(pilot).spot == Spot(MONDAY, time(10, 30))


async def test_shift_and_the_arrows_move_it_with_one_undo(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(TUESDAY, time(14)))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, TUESDAY, time(14), ("activity", task))
        await press(pilot, "shift+right", "shift+down")
        assert activities.activity(workspace, task).when == When(date(2026, 11, 25), time(14, 30))
        assert toasts(pilot)[-1] == "Compta → mer. 25/11 14:30"
        assert grid(pilot).spot == Spot(date(2026, 11, 25), time(14, 30), ("activity", task))
        await press(pilot, "u")
        assert activities.activity(workspace, task).when == When(date(2026, 11, 25), time(14))
        await press(pilot, "shift+right", "shift+right", "shift+right")
        assert "non travaillé" in toasts(pilot)[-1]
        assert "sam. 28/11" in seen(pilot)


async def test_a_month_moves_by_days_and_weeks(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(TUESDAY))
    async with desk(workspace, "planning") as pilot:
        await press(pilot, "v")
        await put(pilot, TUESDAY, None, ("activity", task))
        await press(pilot, "shift+down", "shift+left")
        assert activities.activity(workspace, task).when == When(date(2026, 11, 30))


async def test_nothing_is_moved_to_the_past(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(MONDAY))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, MONDAY, None, ("activity", task))
        await press(pilot, "shift+left")
        assert "passé" in toasts(pilot)[-1]
        assert activities.activity(workspace, task).when == When(MONDAY)


async def test_call_backs_and_next_actions_move_the_same_way(workspace: Workspace) -> None:
    row = make_promise(workspace, make_file(workspace), "Ozanne", When(TUESDAY, time(14)))
    sale = make_opportunity(workspace, "Atelier", When(TUESDAY, time(16)))
    async with desk(workspace, "planning") as pilot:
        for ref in (("prospect", row), ("opportunity", sale)):
            await put(pilot, TUESDAY, None, ref)
            await press(pilot, "shift+right")
            table = ref[0]
            assert value(workspace, table, ref[1], "next_day") == "2026-11-25"
        await press(pilot, "d")
        await type_in(pilot, "jeudi 9h")
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "next_day") == "2026-11-26"


async def test_something_new_stands_where_the_cursor_is(workspace: Workspace) -> None:
    activities.add(workspace, Draft("Visite", When(TUESDAY, time(14)), ActivityKind.EVENT))
    async with desk(workspace, "planning", USUAL) as pilot:
        await put(pilot, TUESDAY, time(14, 30))
        await press(pilot, "ctrl+n")
        assert "mardi 24 novembre 2026 14:30" in seen(pilot)
        assert "conflit avec Visite (14:00)" in seen(pilot)
        await type_in(pilot, "Café")
        await press(pilot, "tab", "tab", "ctrl+l")
        assert "24/11 15:00" in seen(pilot)
        assert "libre" in seen(pilot)
        await press(pilot, "ctrl+s")
        found = activities.listed(workspace, (ActivityKind.EVENT,))
        assert [(one.subject, one.when) for one in found] == [
            ("Visite", When(TUESDAY, time(14))),
            ("Café", When(TUESDAY, time(15))),
        ]
        assert grid(pilot).spot.ref == ("activity", found[1].id)


async def test_everything_of_it_is_changed(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier Nord")
    made = activities.add(workspace, Draft("Visite", When(TUESDAY, time(14)), ActivityKind.EVENT))
    async with desk(workspace, "planning", USUAL) as pilot:
        await put(pilot, TUESDAY, time(14), ("activity", made))
        await press(pilot, "e")
        await press(pilot, "down", "down", "down")
        await type_in(pilot, "1h30")
        await press(pilot, "down")
        await type_in(pilot, "atelier")
        assert "→ Atelier Nord (opportunité)" in seen(pilot)
        await press(pilot, "down")
        await type_in(pilot, "M. Petit")
        await press(pilot, "down", "down")
        await type_in(pilot, "tous les mardis")
        await press(pilot, "ctrl+s")
    found = activities.activity(workspace, made)
    assert found.ends_at == datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    assert (found.person, found.opportunity_id) == ("M. Petit", sale)
    assert found.recurrence == "FREQ=WEEKLY;BYDAY=TU"


async def test_enter_opens_what_it_is_about(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier", When(TUESDAY))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, TUESDAY, None, ("opportunity", sale))
        await press(pilot, "enter")
        sheet = pilot.app.screen
        assert isinstance(sheet, SheetScreen)
        assert (sheet.kind, sheet.record_id) == ("opportunity", sale)


async def test_a_call_back_is_done_by_its_result(workspace: Workspace) -> None:
    row = make_promise(workspace, make_file(workspace), "Ozanne", When(MONDAY, time(14)))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, MONDAY, time(14), ("prospect", row))
        await press(pilot, "f")
        assert visits(pilot) == [{"prospect_id": row}]


async def test_a_task_is_done_with_a_line(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(TUESDAY, time(14)))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, TUESDAY, time(14), ("activity", task))
        await press(pilot, "f")
        await type_in(pilot, "envoyé")
        await press(pilot, "enter")
        assert value(workspace, "activity", task, "result") == "envoyé"
        assert "✓ Compta" in seen(pilot)


async def test_a_task_is_given_up(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(TUESDAY, time(14)))
    sale = make_opportunity(workspace, "Atelier", When(TUESDAY))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, TUESDAY, time(14), ("activity", task))
        await press(pilot, "x")
        assert value(workspace, "activity", task, "cancelled_at") is not None
        assert "□ Compta" not in seen(pilot)
        await put(pilot, TUESDAY, None, ("opportunity", sale))
        await press(pilot, "x")
        assert value(workspace, "opportunity", sale, "outcome") == ""


@pytest.fixture
def meeting(workspace: Workspace) -> int:
    """Return an appointment of last Thursday that nobody spoke of since."""
    clock_of(workspace).set_local(2026, 11, 16, 10)
    row = make_prospect(workspace, make_file(workspace), company_name="Lambert")
    answers = Answers(when=When(date(2026, 11, 19), time(14)))
    calls.log_call(workspace, calls.CallEntry(row, "RDV", answers, calls.new_uid()))
    clock_of(workspace).set_local(2026, 11, 23, 10, 15)
    (found,) = activities.listed(workspace, (ActivityKind.EVENT,))
    return found.id


@pytest.fixture
def its_sale(workspace: Workspace, meeting: int) -> int:
    """Return the opportunity that the appointment is about."""
    sale = activities.activity(workspace, meeting).opportunity_id
    assert sale is not None
    return sale


async def test_a_no_show_proposes_to_call_back(
    workspace: Workspace, meeting: int, its_sale: int
) -> None:
    async with desk(workspace, "planning") as pilot:
        await put(pilot, MONDAY, None, ("activity", meeting))
        await press(pilot, "f")
        assert "comment cela s'est-il passé" in seen(pilot)
        await press(pilot, "right", "ctrl+s")
        assert value(workspace, "activity", meeting, "result") == "meeting_missed"
        assert "Rappeler Lambert" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", its_sale, "next_kind") == "call"
        assert value(workspace, "opportunity", its_sale, "next_day") == "2026-11-24"


async def test_an_appointment_that_took_place_asks_what_follows(
    workspace: Workspace, meeting: int, its_sale: int
) -> None:
    async with desk(workspace, "planning") as pilot:
        await put(pilot, MONDAY, None, ("activity", meeting))
        await press(pilot, "f", "ctrl+s")
        assert value(workspace, "activity", meeting, "result") == "meeting_held"
        assert "et ensuite" in seen(pilot)
        await type_in(pilot, "jeu")
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", its_sale, "next_day") == "2026-11-26"


async def test_one_that_has_its_next_step_asks_nothing_more(
    workspace: Workspace, meeting: int, its_sale: int
) -> None:
    action = NextAction(ActionKind.CALL, When(THURSDAY))
    opportunities.set_next_action(workspace, its_sale, action)
    async with desk(workspace, "planning") as pilot:
        await put(pilot, MONDAY, None, ("activity", meeting))
        await press(pilot, "f", "ctrl+s")
        assert value(workspace, "activity", meeting, "result") == "meeting_held"
        assert pilot.app.screen is screen(pilot)


async def test_another_date_is_typed_over_the_proposed_one(
    workspace: Workspace, meeting: int, its_sale: int
) -> None:
    async with desk(workspace, "planning") as pilot:
        await put(pilot, MONDAY, None, ("activity", meeting))
        await press(pilot, "f", "right", "ctrl+s")
        await type_in(pilot, "jeu 15h")
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", its_sale, "next_at").startswith("2026-11-26 14:00")


async def test_a_forgotten_appointment_asks_in_the_morning_list(
    workspace: Workspace, meeting: int
) -> None:
    async with desk(workspace) as pilot:
        assert "tenu ou manqué" in seen(pilot)
        while ("activity", meeting) != screen_cursor(pilot):
            await press(pilot, "down")
        await press(pilot, "f", "ctrl+s")
        assert value(workspace, "activity", meeting, "result") == "meeting_held"
        assert "et ensuite" in seen(pilot)
        await press(pilot, "escape", "u")
        assert value(workspace, "activity", meeting, "result") == ""


def screen_cursor(pilot: Pilot[Any]) -> object:
    return pilot.app.screen.query_one("#today-list", LinesView).cursor


async def test_a_click_selects_and_two_open(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Compta", When(TUESDAY, time(9)))
    async with desk(workspace, "planning") as pilot:
        lines = seen(pilot).splitlines()
        y = next(number for number, line in enumerate(lines) if "Compta" in line)
        x = lines[y].index("Compta")
        await pilot.click(offset=(x, y))
        assert grid(pilot).spot.ref == ("activity", task)
        await pilot.click(offset=(x, y), times=2)
        assert "Modifier" in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_a_week_with_two_hundred_things_is_walked(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    with workspace.writing("task") as writing:
        writing.connection.executemany(
            "INSERT INTO activity (kind, code, subject, day, zone, place, person, result,"
            " recurrence, uid, created_at, description, sequence, series, calendar, foreign_text)"
            " VALUES ('task', '', ?, ?, '', '', '', '', '', ?, '2026-11-01', '', 0, '', '', '')",
            [(f"Chose {n}", f"2026-11-{23 + n % 5}", f"uid-{n}") for n in range(200)],
        )
    async with desk(workspace, "planning", size) as pilot:
        assert "+37 autres" in seen(pilot)
        await put(pilot, MONDAY)
        await press(pilot, "down", "down", "down", "enter")
        assert "lundi 23 novembre 2026" in seen(pilot)
        assert "Chose 100" in seen(pilot) or "Chose 10" in seen(pilot)


async def test_what_another_window_wrote_is_shown(workspace: Workspace) -> None:
    async with desk(workspace, "planning") as pilot:
        agenda.add_task(workspace, "Compta", When(TUESDAY, time(14)))
        screen(pilot).context.changed.ring(elsewhere=True)
        await pilot.pause()
        assert "□ Compta" in seen(pilot)


@pytest.mark.parametrize("name", NASTY)
async def test_names_of_others_are_drawn_as_they_are(workspace: Workspace, name: str) -> None:
    agenda.add_task(workspace, name, When(MONDAY, time(10)))
    async with desk(workspace, "planning", LARGE) as pilot:
        assert is_harmless(seen(pilot))
        await press(pilot, "up", "down", "e")
        assert is_harmless(seen(pilot))


async def test_the_week_when_clocks_change(workspace: Workspace) -> None:
    clock_of(workspace).set_local(2027, 3, 26, 10)
    sunday = date(2027, 3, 28)
    made = activities.add(workspace, Draft("Nuit", When(sunday, time(1, 30)), ActivityKind.EVENT))
    async with desk(workspace, "planning") as pilot:
        await put(pilot, sunday, time(1, 30), ("activity", made))
        await press(pilot, "shift+down")
        assert activities.activity(workspace, made).when == When(sunday, time(3))
        assert grid(pilot).spot.hour == time(3)
