"""Who is offered in the call queue, in which class, and who never is."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.compliance import LegalFacts, may_call
from prospect_tui.domain.queue import QueueFacts, QueueRank, rank
from prospect_tui.domain.vocabulary import HalfDay, Nature, PlanKind, RowState
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
CALENDAR = WorkCalendar()
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=PARIS)
TODAY, YESTERDAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 24)
HOT, WARM, COLD, NONE = 1, 2, 5, 9
PROFESSIONAL = LegalFacts(Nature.PROFESSIONAL)

NEW = QueueFacts(
    state=RowState.ACTIVE,
    score_priority=NONE,
    planned_kind=None,
    planned=None,
    has_result=False,
    has_good_number=True,
    legal=PROFESSIONAL,
)


def planned(kind: PlanKind, when: When, score: int = NONE) -> QueueFacts:
    return replace(NEW, planned_kind=kind, planned=when, score_priority=score, has_result=True)


def rank_at(facts: QueueFacts, now: datetime = NOW) -> QueueRank | None:
    return rank(facts, now, PARIS, CALENDAR)


def test_the_order_of_the_classes() -> None:
    assert list(QueueRank) == [
        QueueRank.PROMISED,
        QueueRank.HOT,
        QueueRank.WARM,
        QueueRank.RETRY,
        QueueRank.FRESH,
    ]


OFFERED = {
    "promised, its hour has come": (
        planned(PlanKind.PROMISED, When(TODAY, time(10, 15))),
        QueueRank.PROMISED,
    ),
    "promised, in one minute": (planned(PlanKind.PROMISED, When(TODAY, time(10, 16))), None),
    "promised for the day": (planned(PlanKind.PROMISED, When(TODAY)), QueueRank.PROMISED),
    "promised for tomorrow": (planned(PlanKind.PROMISED, When(TOMORROW)), None),
    "promised last Friday": (
        planned(PlanKind.PROMISED, When(YESTERDAY, time(18))),
        QueueRank.PROMISED,
    ),
    "promised years ago": (
        planned(PlanKind.PROMISED, When(date(2019, 1, 2), time(18))),
        QueueRank.PROMISED,
    ),
    "promised and hot": (planned(PlanKind.PROMISED, When(TODAY), HOT), QueueRank.PROMISED),
    "hot and due": (planned(PlanKind.FOLLOW_UP, When(YESTERDAY), HOT), QueueRank.HOT),
    "hot, later": (planned(PlanKind.FOLLOW_UP, When(TOMORROW), HOT), None),
    "hot, never reached, wrong half-day": (
        planned(PlanKind.RETRY, When(YESTERDAY, half=HalfDay.AFTERNOON), HOT),
        QueueRank.HOT,
    ),
    "warm and due": (planned(PlanKind.FOLLOW_UP, When(TODAY), WARM), QueueRank.WARM),
    "cold and due": (planned(PlanKind.FOLLOW_UP, When(TODAY), COLD), QueueRank.RETRY),
    "retry of this morning": (
        planned(PlanKind.RETRY, When(TODAY, half=HalfDay.MORNING)),
        QueueRank.RETRY,
    ),
    "retry of this afternoon": (planned(PlanKind.RETRY, When(TODAY, half=HalfDay.AFTERNOON)), None),
    "retry of Friday morning": (
        planned(PlanKind.RETRY, When(YESTERDAY, half=HalfDay.MORNING)),
        QueueRank.RETRY,
    ),
    "retry of Friday afternoon, this morning": (
        planned(PlanKind.RETRY, When(YESTERDAY, half=HalfDay.AFTERNOON)),
        None,
    ),
    "busy twenty minutes ago": (
        planned(PlanKind.RETRY, When(TODAY, time(10, 15))),
        QueueRank.RETRY,
    ),
    "back after six months": (planned(PlanKind.RETURN, When(TODAY)), QueueRank.RETRY),
    "never called": (NEW, QueueRank.FRESH),
    "called, nothing planned": (replace(NEW, has_result=True), None),
}


@pytest.mark.parametrize("name", OFFERED)
def test_when_a_row_is_offered(name: str) -> None:
    facts, expected = OFFERED[name]
    assert rank_at(facts) is expected


@pytest.mark.parametrize(
    ("hour", "half", "offered"),
    [
        (12, HalfDay.MORNING, True),
        (13, HalfDay.MORNING, False),
        (13, HalfDay.AFTERNOON, True),
        (9, HalfDay.AFTERNOON, False),
        (18, HalfDay.AFTERNOON, True),
    ],
)
def test_a_retry_waits_for_its_half_day(hour: int, half: HalfDay, offered: bool) -> None:
    found = rank_at(planned(PlanKind.RETRY, When(YESTERDAY, half=half)), NOW.replace(hour=hour))
    assert (found is QueueRank.RETRY) is offered


NEVER = {
    "struck": {"state": RowState.STRUCK},
    "converted": {"state": RowState.CONVERTED},
    "all numbers bad": {"has_good_number": False},
    "opposed": {"legal": LegalFacts(Nature.PROFESSIONAL, opposed=True)},
    "individual without consent": {"legal": LegalFacts(Nature.INDIVIDUAL)},
    "unknown nature": {"legal": LegalFacts()},
}


@pytest.mark.parametrize("name", NEVER)
@pytest.mark.parametrize("offered", [n for n, (_, found) in OFFERED.items() if found])
def test_who_is_never_offered(name: str, offered: str) -> None:
    facts, _ = OFFERED[offered]
    assert rank_at(replace(facts, **NEVER[name])) is None  # type: ignore[arg-type]


@given(
    facts=st.builds(
        QueueFacts,
        state=st.sampled_from(RowState),
        score_priority=st.sampled_from([HOT, WARM, COLD, NONE]),
        planned_kind=st.sampled_from(PlanKind),
        planned=st.none() | st.builds(When, st.dates(date(2026, 11, 20), date(2026, 11, 26))),
        has_result=st.booleans(),
        has_good_number=st.booleans(),
        legal=st.builds(
            LegalFacts,
            nature=st.sampled_from(Nature),
            opposed=st.booleans(),
            has_consent=st.booleans(),
            recent_calls=st.integers(0, 6),
        ),
    ),
    hour=st.integers(0, 23),
)
def test_an_offered_call_is_always_lawful(facts: QueueFacts, hour: int) -> None:
    now = NOW.replace(hour=hour)
    if rank_at(facts, now) is not None:
        assert may_call(facts.legal, now).allowed
        assert facts.state is RowState.ACTIVE
        assert facts.has_good_number


def test_a_promise_stays_offered_whatever_the_zone_and_the_clock() -> None:
    facts = planned(PlanKind.PROMISED, When(TODAY, time(10)))
    for name in ("Europe/Paris", "Indian/Reunion", "America/Guadeloupe"):
        zone = ZoneInfo(name)
        later = datetime(2036, 11, 23, 10, 15, tzinfo=zone)
        assert rank(facts, later, zone, CALENDAR) is QueueRank.PROMISED
