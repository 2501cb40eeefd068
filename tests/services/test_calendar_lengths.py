"""How long things last, as a phone changes it on the calendar server."""

import re
from datetime import date, datetime, time

import pytest

from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.files.caldav import RemoteCalendar
from prospect_tui.services import activities, grid, undo
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.services.calendar_server import Desk, exchange

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("hour", "begun", "changed", "ends_at"),
    [
        (None, "DTEND;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261129", "2026-11-28 23:00"),
        (time(9), "DTEND:20261126T090000Z", "DTEND:20261126T103000Z", "2026-11-26 10:30"),
    ],
)
def test_an_event_made_longer_on_the_phone_is_longer_here(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar,
    hour: time | None, begun: str, changed: str, ends_at: str,
) -> None:  # fmt: skip
    zone, when = workspace.zone, When(THURSDAY, hour)
    end = (
        datetime(2026, 11, 28, tzinfo=zone)
        if hour is None
        else datetime(2026, 11, 26, 10, tzinfo=zone)
    )
    draft = activities.Draft("Salon", when, ActivityKind.EVENT, ends_at=end)
    made = activities.add(workspace, draft)
    exchange(workspace)
    (href,) = desk.texts(pro)
    assert begun in desk.texts(pro)[href]
    desk.rewrite(pro, href, lambda text: text.replace(begun, changed))
    report = exchange(workspace)
    assert [met.message_id for met in report.moved] == ["calendar.lasts"]
    found = activities.activity(workspace, made)
    assert (found.when, str(found.ends_at).startswith(ends_at)) == (when, True)
    assert exchange(workspace).moved == []
    undo.undo(workspace)
    assert activities.activity(workspace, made).ends_at == end


def test_a_call_back_made_longer_on_the_phone_is_no_news(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    grid.set_next_date(workspace, row, When(THURSDAY, time(9)))
    exchange(workspace)
    (href,) = desk.texts(pro)
    assert "DTEND:20261126T081500Z" in desk.texts(pro)[href]
    desk.rewrite(pro, href, lambda text: text.replace("T081500Z", "T100000Z"))
    report = exchange(workspace)
    assert (report.moved, report.sent, report.told) == ([], 0, [])


def test_several_days_moved_on_the_phone_stay_several_days(
    workspace: Workspace, desk: Desk, pro: RemoteCalendar
) -> None:
    end = datetime(2026, 11, 28, tzinfo=workspace.zone)
    draft = activities.Draft("Salon", When(THURSDAY), ActivityKind.EVENT, ends_at=end)
    made = activities.add(workspace, draft)
    exchange(workspace)
    (href,) = desk.texts(pro)
    later = {"20261126": "20261130", "20261128": "20261202"}
    desk.rewrite(
        pro, href, lambda text: re.sub("DATE:(2026....)", lambda at: f"DATE:{later[at[1]]}", text)
    )
    exchange(workspace)
    found = activities.activity(workspace, made)
    assert found.when == When(date(2026, 11, 30))
    assert found.ends_at == datetime(2026, 12, 2, tzinfo=workspace.zone)
