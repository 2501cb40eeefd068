"""May I call? French rules of November 2026, against a calendar written by hand."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.compliance import ALLOWED, LegalFacts, Verdict, may_call
from prospect_tui.domain.vocabulary import Nature
from tests.domain.test_cadence import FIXED, OFFICIAL_MOVABLE

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=PARIS)
CONSENTING = LegalFacts(Nature.INDIVIDUAL, has_consent=True)
DAY = timedelta(days=1)

# The official movable holidays but Good Friday, which is one of Alsace-Moselle only.
MOVABLE = set(map(date.fromisoformat, OFFICIAL_MOVABLE.split())) - {
    date.fromisoformat(line.split()[0]) for line in OFFICIAL_MOVABLE.split("\n")[1:-1]
}
YEARS = sorted({day.year for day in MOVABLE if day.year >= 2021})


def refused(reason: str) -> Verdict:
    return Verdict(False, f"law.{reason}")


VERDICTS: dict[str, tuple[LegalFacts, Verdict]] = {
    "a professional": (LegalFacts(Nature.PROFESSIONAL), ALLOWED),
    "a professional called often": (
        LegalFacts(Nature.PROFESSIONAL, calls_in_30_days=9, last_refusal=NOW - DAY),
        ALLOWED,
    ),
    "a professional who objects": (
        LegalFacts(Nature.PROFESSIONAL, opposed=True),
        refused("opposed"),
    ),
    "an individual without consent": (LegalFacts(Nature.INDIVIDUAL), refused("no_consent")),
    "an unknown nature": (LegalFacts(), refused("unknown_nature")),
    "an unknown nature with consent": (LegalFacts(has_consent=True), ALLOWED),
    "an individual who consents": (CONSENTING, ALLOWED),
    "consent does not weigh against an objection": (
        replace(CONSENTING, opposed=True),
        refused("opposed"),
    ),
    "a third call in 30 days": (replace(CONSENTING, calls_in_30_days=3), ALLOWED),
    "a fifth call in 30 days": (
        replace(CONSENTING, calls_in_30_days=4),
        refused("too_many_attempts"),
    ),
    "59 days after a refusal": (
        replace(CONSENTING, last_refusal=NOW - 59 * DAY),
        refused("refused_recently"),
    ),
    "60 days after a refusal": (replace(CONSENTING, last_refusal=NOW - 60 * DAY), ALLOWED),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_who_may_be_called(name: str) -> None:
    facts, expected = VERDICTS[name]
    assert may_call(facts, NOW) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (LegalFacts(Nature.INDIVIDUAL), ALLOWED),
        (LegalFacts(), ALLOWED),
        (LegalFacts(opposed=True), refused("opposed")),
        (LegalFacts(calls_in_30_days=4), refused("too_many_attempts")),
    ],
)
def test_consent_was_not_asked_before_the_law(facts: LegalFacts, expected: Verdict) -> None:
    eve = datetime(2026, 8, 10, 19, 59, tzinfo=PARIS)
    assert may_call(facts, eve) == expected
    assert not may_call(facts, eve + DAY).allowed


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (time(9, 59, 59), refused("closed_hour")),
        (time(10), ALLOWED),
        (time(12, 59, 59), ALLOWED),
        (time(13), refused("closed_hour")),
        (time(13, 59, 59), refused("closed_hour")),
        (time(14), ALLOWED),
        (time(19, 59, 59), ALLOWED),
        (time(20), refused("closed_hour")),
        (time(0), refused("closed_hour")),
    ],
)
def test_the_hours_of_individuals(hour: time, expected: Verdict) -> None:
    assert may_call(CONSENTING, datetime.combine(NOW.date(), hour, tzinfo=PARIS)) == expected


@pytest.mark.parametrize(
    ("day", "region", "expected"),
    [
        (date(2026, 11, 11), "FR", refused("closed_day")),
        (date(2026, 11, 21), "FR", refused("closed_day")),
        (date(2026, 11, 22), "FR", refused("closed_day")),
        (date(2027, 3, 26), "FR", ALLOWED),
        (date(2027, 3, 26), "FR-57", refused("closed_day")),
        (date(2027, 12, 20), "FR", ALLOWED),
        (date(2027, 12, 20), "974", refused("closed_day")),
    ],
)
def test_the_days_of_individuals(day: date, region: str, expected: Verdict) -> None:
    assert may_call(CONSENTING, datetime.combine(day, time(11), tzinfo=PARIS), region) == expected


def is_open(local: datetime) -> bool:
    """Return what the law says, written without the code under test."""
    day = local.date()
    if day.isoweekday() > 5 or day in MOVABLE or (day.month, day.day) in FIXED:
        return False
    return local.hour in {10, 11, 12, 14, 15, 16, 17, 18, 19}


def test_a_thousand_instants() -> None:
    """Any minute of these years, half of them around holidays and changes of clocks."""
    chance = random.Random(2026)
    edges = [*sorted(MOVABLE), *(date(y, m, d) for y in YEARS for m, d in FIXED)]
    edges = [day for day in edges if day.year in YEARS]
    edges += [date(2026, 10, 25), date(2027, 3, 28), date(2028, 10, 29), date(2029, 3, 25)]
    first = datetime(YEARS[0], 1, 2, tzinfo=UTC)
    span = (datetime(YEARS[-1], 12, 30, tzinfo=UTC) - first) // timedelta(minutes=1)
    moments = [first + timedelta(minutes=chance.randrange(span)) for _ in range(500)]
    for _ in range(500):
        midnight = datetime.combine(chance.choice(edges), time(), tzinfo=UTC)
        moments.append(midnight + timedelta(minutes=chance.randrange(-1440, 2880)))
    consenting, professional = CONSENTING, LegalFacts(Nature.PROFESSIONAL)
    for moment in moments:
        local = moment.astimezone(PARIS)
        assert may_call(consenting, local).allowed is is_open(local), local
        assert may_call(professional, local).allowed
        assert not may_call(replace(consenting, opposed=True), local).allowed
    assert {is_open(moment.astimezone(PARIS)) for moment in moments} == {True, False}


def test_the_thirty_and_sixty_days_run_through_a_change_of_clocks() -> None:
    refusal = datetime(2027, 2, 1, 11, 0, tzinfo=PARIS).astimezone(UTC)
    facts = replace(CONSENTING, last_refusal=refusal)
    assert not may_call(facts, datetime(2027, 4, 2, 11, 59, tzinfo=PARIS)).allowed
    assert may_call(facts, datetime(2027, 4, 2, 12, 0, tzinfo=PARIS)).allowed
