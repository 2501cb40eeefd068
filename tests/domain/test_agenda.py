"""Where each open thing stands in the morning list."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.agenda import AgendaFacts, AgendaKind, AgendaPlace, Section, place
from prospect_tui.domain.vocabulary import ActivityKind, PlanKind
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=PARIS)
TODAY, FRIDAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 24)

PROMISED = PlanKind.PROMISED
RETRY = PlanKind.RETRY
LATE = AgendaPlace(Section.LATE, "agenda.late")
MISSED = AgendaPlace(Section.FORGOTTEN, "agenda.missed_promise")


def row(when: When | None, kind: PlanKind, *, is_warm: bool = False) -> AgendaFacts:
    return AgendaFacts(AgendaKind.PROSPECT, when, plan_kind=kind, is_warm=is_warm)


def silent(since: datetime) -> AgendaFacts:
    return AgendaFacts(AgendaKind.PROSPECT, None, is_warm=True, silent_since=since)


def opportunity(when: When | None) -> AgendaFacts:
    return AgendaFacts(AgendaKind.OPPORTUNITY, when)


def activity(when: When, kind: ActivityKind = ActivityKind.TASK) -> AgendaFacts:
    return AgendaFacts(AgendaKind.ACTIVITY, when, activity_kind=kind)


CASES: dict[str, tuple[AgendaFacts, AgendaPlace | None]] = {
    "promised this afternoon": (
        row(When(TODAY, time(15)), PROMISED),
        AgendaPlace(Section.PROMISED),
    ),
    "promised one hour ago": (
        row(When(TODAY, time(9, 15)), PROMISED),
        AgendaPlace(Section.PROMISED),
    ),
    "promised more than one hour ago": (
        row(When(TODAY, time(9, 14)), PROMISED),
        MISSED,
    ),
    "promised last Friday, without an hour": (row(When(FRIDAY), PROMISED), MISSED),
    "a hot row without a plan, silent for seven days": (
        silent(NOW - timedelta(days=7)),
        AgendaPlace(Section.FORGOTTEN, "agenda.silent"),
    ),
    "a hot row without a plan, silent for a little less": (
        silent(NOW - timedelta(days=7) + timedelta(minutes=1)),
        None,
    ),
    "promised for the day": (row(When(TODAY), PROMISED), AgendaPlace(Section.PROMISED)),
    "promised last Friday": (row(When(FRIDAY, time(9)), PROMISED), MISSED),
    "promised tomorrow": (row(When(TOMORROW), PROMISED), None),
    "a mere retry is for the queue": (row(When(TODAY), RETRY), None),
    "a mere retry of Friday too": (row(When(FRIDAY), RETRY), None),
    "a warm retry": (row(When(TODAY), RETRY, is_warm=True), AgendaPlace(Section.FOLLOW_UPS)),
    "a warm retry of Friday": (row(When(FRIDAY), RETRY, is_warm=True), LATE),
    "a cold follow-up is for the queue": (row(When(TODAY), PlanKind.FOLLOW_UP), None),
    "a row without a plan": (row(None, RETRY), None),
    "an opportunity without a date": (
        opportunity(None),
        AgendaPlace(Section.FORGOTTEN, "agenda.no_date"),
    ),
    "an opportunity for the day": (opportunity(When(TODAY)), AgendaPlace(Section.OPPORTUNITIES)),
    "an opportunity at its hour": (
        opportunity(When(TODAY, time(10, 15))),
        AgendaPlace(Section.OPPORTUNITIES),
    ),
    "an opportunity past its hour": (
        opportunity(When(TODAY, time(10, 14))),
        AgendaPlace(Section.OPPORTUNITIES, "agenda.late"),
    ),
    "an opportunity in stand-by until 11": (opportunity(When(TODAY, time(11))), None),
    "an opportunity in stand-by until tomorrow": (opportunity(When(TOMORROW)), None),
    "an opportunity of Friday": (opportunity(When(FRIDAY)), LATE),
    "a task": (activity(When(TODAY)), AgendaPlace(Section.TASKS)),
    "a task past its hour": (
        activity(When(TODAY, time(9))),
        AgendaPlace(Section.TASKS, "agenda.late"),
    ),
    "a task of Friday": (activity(When(FRIDAY)), LATE),
    "a task of tomorrow": (activity(When(TOMORROW)), None),
    "a meeting": (
        activity(When(TODAY, time(16)), ActivityKind.EVENT),
        AgendaPlace(Section.MEETINGS),
    ),
    "a meeting of this morning": (
        activity(When(TODAY, time(9)), ActivityKind.EVENT),
        AgendaPlace(Section.MEETINGS),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_where_a_thing_stands(name: str) -> None:
    facts, expected = CASES[name]
    assert place(facts, NOW, PARIS) == expected


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (datetime(2026, 11, 23, 23, 59, tzinfo=PARIS), False),
        (datetime(2026, 11, 24, 0, 0, tzinfo=PARIS), True),
        # the same moment told in another zone: midnight is the user's
        (datetime(2026, 11, 24, 3, 0, tzinfo=ZoneInfo("Indian/Reunion")), True),
        (datetime(2026, 11, 24, 2, 59, tzinfo=ZoneInfo("Indian/Reunion")), False),
    ],
)
def test_stand_by_ends_at_local_midnight(now: datetime, stands: bool) -> None:
    assert (place(opportunity(When(TOMORROW)), now, PARIS) is not None) is stands
