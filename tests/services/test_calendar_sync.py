"""Exchanging with a real calendar server, and with servers that misbehave."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from prospect_tui.domain.calendar_sync import Step, step
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin
from prospect_tui.domain.when import When
from prospect_tui.files.caldav import CalendarServer, RemoteCalendar
from prospect_tui.services import agenda, grid, opportunities, undo
from prospect_tui.services.calendar_sync import sync
from prospect_tui.services.calendars import planned_items
from prospect_tui.services.calls import CallEntry, log_call, new_uid
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.calendars import event_words
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.services.calendar_server import PASSWORD, Desk, exchange, radicale

THURSDAY = date(2026, 11, 26)
STEP = "prospect_tui.services.calendar_sync.step"


def planned(workspace: Workspace) -> list[tuple[str, date, time | None]]:
    items = planned_items(workspace)
    return [(item.kind.value, item.when.day, item.when.hour) for item in items]


def plan_three(workspace: Workspace) -> tuple[int, int, int]:
    """Plan a call of a row, an action of an opportunity and a task, on Thursday."""
    row = make_prospect(workspace, make_file(workspace))
    grid.set_next_date(workspace, row, When(THURSDAY, time(9)))
    sale = opportunities.create(workspace, "Façade", origin=Origin.NETWORK)
    action = NextAction(ActionKind.MEETING, When(THURSDAY, time(10)), "présenter le devis")
    opportunities.set_next_action(workspace, sale, action)
    task = agenda.add_task(workspace, "Relire", When(THURSDAY, time(11)))
    return row, sale, task


def moved_to_friday(text: str) -> str:
    return text.replace("20261126T", "20261127T")


def test_what_is_planned_goes_to_the_server(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    plan_three(workspace)
    report = exchange(workspace)
    assert (report.calendar, report.sent, report.moved, report.told) == ("Pro", 3, [], [])
    texts = "".join(desk.texts(pro).values())
    assert "SUMMARY:Rendez-vous\u00a0: présenter le devis · Façade" in texts
    assert texts.count("BEGIN:VEVENT") == 3
    assert exchange(workspace).sent == 0


def test_what_moves_on_the_phone_moves_here_in_one_undo(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    plan_three(workspace)
    exchange(workspace)
    for href in desk.texts(pro):
        desk.rewrite(pro, href, moved_to_friday)
    report = exchange(workspace)
    assert (report.sent, len(report.moved), report.told) == (0, 3, [])
    friday = date(2026, 11, 27)
    assert [day for _kind, day, _hour in planned(workspace)] == [friday] * 3
    assert exchange(workspace).sent == 0
    undo.undo(workspace)
    assert [day for _kind, day, _hour in planned(workspace)] == [THURSDAY] * 3
    assert exchange(workspace).sent == 3
    assert all("20261126T" in text for text in desk.texts(pro).values())


def test_an_appointment_moved_on_the_phone_takes_what_hangs_on_it_along(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    answers = Answers(when=When(THURSDAY, time(10)))
    sale = log_call(workspace, CallEntry(row, "RDV", answers, new_uid())).opportunity_id
    assert sale is not None
    before = dump(workspace)
    exchange(workspace)
    (href,) = [href for href, text in desk.texts(pro).items() if "T090000Z" in text]
    desk.rewrite(pro, href, moved_to_friday)
    exchange(workspace)
    friday = date(2026, 11, 27)
    deal = opportunity_sheet(workspace, sale).opportunity
    assert deal.next_when == When(friday, time(10))
    kinds = "SELECT kind, day FROM activity ORDER BY day"
    assert workspace.connection.execute(kinds).fetchall() == [
        ("task", "2026-11-26"), ("event", "2026-11-27"),
    ]  # fmt: skip
    undo.undo(workspace)
    after = dump(workspace)
    assert {name: after[name] for name in after if name != "calendar_link"} == {
        name: before[name] for name in before if name != "calendar_link"
    }


def test_what_changes_here_changes_there(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    task = plan_three(workspace)[2]
    exchange(workspace)
    agenda.postpone_activity(workspace, task, When(date(2026, 11, 30), time(15)))
    assert exchange(workspace).sent == 1
    assert any("DTSTART:20261130T140000Z" in text for text in desk.texts(pro).values())


@pytest.mark.parametrize("place", ["", "jeanne/", "jeanne/pro/", "jeanne/pro"])
def test_a_calendar_is_found_from_any_address(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar, place: str
) -> None:
    plan_three(workspace)
    account = desk.account()._replace(url=f"{desk.url}{place}")
    workspace.settings = replace(workspace.settings, caldav=account)
    report = exchange(workspace)
    assert (report.calendar, report.sent, len(desk.texts(pro))) == ("Pro", 3, 3)
    report = exchange(workspace)
    assert (report.sent, report.told, report.imported) == (0, [], None)


def test_another_server_is_another_exchange(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar, tmp_path: Path
) -> None:
    plan_three(workspace)
    exchange(workspace)
    (tmp_path / "moved").mkdir()
    with radicale(tmp_path / "moved") as other:
        calendar = other.make()
        workspace.settings = replace(workspace.settings, caldav=other.account())
        report = exchange(workspace)
        assert (report.sent, report.told, len(other.texts(calendar))) == (3, [], 3)


def test_what_is_done_here_leaves_the_server(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    task = plan_three(workspace)[2]
    exchange(workspace)
    agenda.finish_activity(workspace, task)
    assert exchange(workspace).withdrawn == 1
    assert len(desk.texts(pro)) == 2
    undo.undo(workspace)
    assert exchange(workspace).sent == 1
    assert len(desk.texts(pro)) == 3


@pytest.mark.parametrize(
    ("phone", "counts", "day"),
    [
        ("20261123T080000Z", "calendar.both_send", date(2026, 11, 30)),
        ("20261123T100000Z", "calendar.both_take", date(2026, 11, 27)),
    ],
)
def test_of_two_changes_the_newer_one_counts_and_the_other_is_told(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar, phone: str, counts: str, day: date
) -> None:
    sale = plan_three(workspace)[1]
    exchange(workspace)
    (href,) = [href for href, text in desk.texts(pro).items() if "Façade" in text]
    clock_of(workspace).advance(minutes=5)
    action = NextAction(ActionKind.MEETING, When(date(2026, 11, 30), time(10)), "présenter")
    opportunities.set_next_action(workspace, sale, action)

    def moved(text: str) -> str:
        lines = moved_to_friday(text).splitlines()
        kept = [line for line in lines if not line.startswith("LAST-MODIFIED")]
        place = kept.index("END:VEVENT")
        return "\r\n".join([*kept[:place], f"LAST-MODIFIED:{phone}", *kept[place:], ""])

    desk.rewrite(pro, href, moved)
    report = exchange(workspace)
    (told,) = report.told
    assert told.message_id == counts
    assert (told.here.day, told.there and told.there.day) == (
        date(2026, 11, 30),
        date(2026, 11, 27),
    )
    assert ("opportunity", day, time(10)) in planned(workspace)
    assert f"DTSTART:{day:%Y%m%d}T" in desk.texts(pro)[href]
    assert exchange(workspace).told == []


def test_what_the_phone_deletes_stays_planned_and_is_told_once(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    task = plan_three(workspace)[2]
    exchange(workspace)
    (href,) = [href for href, text in desk.texts(pro).items() if "Relire" in text]
    desk.server.delete(href, "")
    assert [met.message_id for met in exchange(workspace).told] == ["calendar.deleted_there"]
    assert len(planned(workspace)) == 3
    report = exchange(workspace)
    assert (report.sent, report.told, len(desk.texts(pro))) == (0, [], 2)
    agenda.postpone_activity(workspace, task, When(date(2026, 11, 30)))
    assert exchange(workspace).sent == 1
    assert len(desk.texts(pro)) == 3


def test_a_move_to_the_past_is_refused_and_told(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    plan_three(workspace)
    exchange(workspace)
    (href,) = [href for href, text in desk.texts(pro).items() if "Façade" in text]
    desk.rewrite(pro, href, lambda text: text.replace("20261126T", "20261120T"))
    report = exchange(workspace)
    assert ([met.message_id for met in report.told], report.sent) == (["calendar.in_past"], 1)
    assert "20261126T" in desk.texts(pro)[href]


def test_links_that_were_lost_are_found_again(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    plan_three(workspace)
    exchange(workspace)
    with workspace.transaction() as connection:
        connection.execute("DELETE FROM calendar_link")
    report = exchange(workspace)
    assert (report.told, len(desk.texts(pro))) == ([], 3)
    assert exchange(workspace).sent == 0


def test_what_changes_during_an_exchange_is_told_and_settled_by_the_next(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = plan_three(workspace)[2]
    exchange(workspace)
    (href,) = [href for href, text in desk.texts(pro).items() if "Relire" in text]
    agenda.postpone_activity(workspace, task, When(date(2026, 11, 30), time(15)))
    with monkeypatch.context() as patch:
        put = CalendarServer.put

        def put_late(server: CalendarServer, place: str, text: str, etag: str = "") -> str:
            patch.setattr(CalendarServer, "put", put)
            desk.rewrite(pro, href, lambda was: was.replace("SUMMARY:", "SUMMARY:! "))
            return put(server, place, text, etag)

        patch.setattr(CalendarServer, "put", put_late)
        report = exchange(workspace)
    assert ([met.message_id for met in report.told], report.sent) == (["caldav.changed"], 0)
    assert "SUMMARY:! Relire" in desk.texts(pro)[href]
    exchange(workspace)
    assert "DTSTART:20261130T140000Z" in desk.texts(pro)[href]


def test_what_the_user_changes_during_an_exchange_is_not_overwritten(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = plan_three(workspace)[2]
    exchange(workspace)
    for href in desk.texts(pro):
        desk.rewrite(pro, href, moved_to_friday)
    monday = date(2026, 11, 30)
    clock_of(workspace).advance(minutes=5)
    with monkeypatch.context() as patch:

        def chosen_late(*given: Any, **named: Any) -> Step:
            patch.setattr(STEP, step)
            agenda.postpone_activity(workspace, task, When(monday, time(15)))
            return step(*given, **named)

        patch.setattr(STEP, chosen_late)
        assert len(exchange(workspace).moved) == 2
    assert ("activity", monday, time(15)) in planned(workspace)
    assert [met.message_id for met in exchange(workspace).told] == ["calendar.both_send"]
    assert any("DTSTART:20261130T140000Z" in text for text in desk.texts(pro).values())


def test_an_exchange_that_breaks_off_goes_on_the_next_time(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_three(workspace)
    put = CalendarServer.put
    sent: list[str] = []

    def put_once(server: CalendarServer, place: str, text: str, etag: str = "") -> str:
        if sent:
            raise Refused("caldav.no_answer", host="x", reason="y")
        sent.append(place)
        return put(server, place, text, etag)

    with monkeypatch.context() as patch:
        patch.setattr(CalendarServer, "put", put_once)
        with pytest.raises(Refused):
            exchange(workspace)
    assert len(desk.texts(pro)) == 1
    assert exchange(workspace).sent == 2
    assert len(desk.texts(pro)) == 3


def test_stopping_is_possible_at_each_thing(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    plan_three(workspace)

    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(workspace, event_words, lambda _account: PASSWORD, stop)
    assert len(desk.texts(pro)) == 1


def test_an_exchange_may_run_in_another_thread(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    plan_three(workspace)
    exchange(workspace)
    for href in desk.texts(pro):
        desk.rewrite(pro, href, moved_to_friday)
    with ThreadPoolExecutor(1) as pool:
        assert len(pool.submit(exchange, workspace).result().moved) == 3
    assert {day for _kind, day, _hour in planned(workspace)} == {date(2026, 11, 27)}


OTHERS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
BEGIN:VEVENT\r
UID:dentiste\r
DTSTAMP:20261101T080000Z\r
DTSTART:20261125T130000Z\r
DTEND:20261125T140000Z\r
SUMMARY:Dentiste\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_the_events_of_others_come_in_and_go_again(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    href = f"{pro.href}dentiste.ics"
    desk.server.put(href, OTHERS)
    report = exchange(workspace)
    assert report.imported
    assert (report.imported.created, report.sent) == (1, 0)
    (item,) = planned_items(workspace)
    assert (item.subject, item.calendar, item.when.hour) == ("Dentiste", "Pro", time(14))
    assert exchange(workspace).imported is None
    desk.rewrite(pro, href, lambda text: text.replace("T130000Z", "T123000Z"))
    assert (exchange(workspace).imported or report.imported).changed == 1
    desk.server.delete(href, "")
    assert (exchange(workspace).imported or report.imported).cancelled == 1
    assert planned_items(workspace) == []
    assert exchange(workspace).imported is None
