"""May I call? French rules of November 2026, against a calendar written by hand."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.called_place import place_of
from prospect_tui.domain.compliance import ALLOWED, LegalFacts, Verdict, french_rules, may_call
from prospect_tui.domain.law_rules import Article, LawId, LawRules
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
YEARS = sorted({day.year for day in MOVABLE if day.year >= 2024})


BY = {
    "opposed": LawId.OPPOSITION,
    "no_consent": LawId.CONSENT,
    "unknown_nature": LawId.CONSENT,
    "too_many_attempts": LawId.ATTEMPTS,
    "refused_recently": LawId.REFUSAL,
}


def refused(reason: str) -> Verdict:
    """Return the refusal with the rule of the program from which it comes."""
    law = BY.get(reason, LawId.HOURS)
    return Verdict(False, f"law.{reason}", next(a for a in french_rules().articles if a.id is law))


VERDICTS: dict[str, tuple[LegalFacts, Verdict]] = {
    "a professional": (LegalFacts(Nature.PROFESSIONAL), ALLOWED),
    "a professional called often": (
        LegalFacts(Nature.PROFESSIONAL, recent_calls=9, last_refusal=NOW - DAY),
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
    "a third call in 30 days": (replace(CONSENTING, recent_calls=3), ALLOWED),
    "a fifth call in 30 days": (
        replace(CONSENTING, recent_calls=4),
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
        (LegalFacts(recent_calls=4), refused("too_many_attempts")),
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
        (date(2026, 11, 11), "FR", refused("holiday")),
        (date(2026, 11, 21), "FR", refused("closed_day")),
        (date(2026, 11, 22), "FR", refused("closed_day")),
        (date(2027, 3, 26), "FR", ALLOWED),
        (date(2027, 3, 26), "FR-57", refused("holiday")),
        (date(2027, 12, 20), "FR", ALLOWED),
        (date(2027, 12, 20), "974", refused("holiday")),
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


@pytest.mark.parametrize(
    ("postcode", "number", "moment", "allowed"),
    [
        ("97400", "", "2026-11-23T09:59", True),  # 12:59 in La Réunion
        ("97400", "", "2026-11-23T10:15", False),  # 13:15
        ("69003", "", "2026-11-23T10:15", True),
        ("97200", "", "2026-11-23T10:15", False),  # 5:15
        ("97200", "", "2026-11-23T15:00", True),  # 10:00
        ("", "+596596123456", "2026-11-23T15:00", True),
        ("", "+596596123456", "2026-11-23T14:59", False),
        ("", "+262692123456", "2026-11-23T07:00", True),  # 10:00 in La Réunion
        ("69003", "+262692123456", "2026-11-23T07:00", False),  # the postcode says best
        ("", "+33639981234", "2026-11-23T09:59", False),
        ("", "+41225550100", "2026-11-23T10:15", True),  # abroad: the user's own clock
        ("", "", "2026-11-23T10:15", True),
        ("57000", "", "2027-03-26T11:00", False),  # Good Friday in Alsace-Moselle
        ("54000", "", "2027-03-26T11:00", True),
    ],
)
def test_hours_and_holidays_are_those_of_where_the_person_lives(
    postcode: str, number: str, moment: str, allowed: bool
) -> None:
    place = place_of(postcode, [number] if number else [])
    local = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    assert may_call(replace(CONSENTING, place=place), local).allowed is allowed


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("97110", "America/Guadeloupe"),
        ("97200", "America/Martinique"),
        ("97300", "America/Cayenne"),
        ("97480", "Indian/Reunion"),
        ("97500", "America/Miquelon"),
        ("97600", "Indian/Mayotte"),
        ("97133", "America/Guadeloupe"),
        ("98713", "Pacific/Tahiti"),
        ("98800", "Pacific/Noumea"),
        ("20000", "Europe/Paris"),
        ("01 000", "Europe/Paris"),
    ],
)
def test_a_postcode_has_its_clock(code: str, zone: str) -> None:
    place = place_of(code)
    assert place is not None
    assert place.zone.key == zone


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        ("+590590123456", "America/Guadeloupe"),
        ("+594594123456", "America/Cayenne"),
        ("+262262123456", "Indian/Reunion"),
        ("+262269123456", "Indian/Mayotte"),
        ("+262639123456", "Indian/Mayotte"),
        ("+508412345", "America/Miquelon"),
        ("+33199001234", "Europe/Paris"),
    ],
)
def test_a_number_has_its_clock(number: str, zone: str) -> None:
    place = place_of("", [number])
    assert place is not None
    assert place.zone.key == zone


@pytest.mark.parametrize("code", ["", "SW1A 1AA", "6900", "690033", "６９００３"])
def test_a_postcode_that_tells_nothing(code: str) -> None:
    assert place_of(code) is None


STRICTER = Article(
    LawId.HOURS, date(2027, 2, 1), "D. 223-9", slots=((time(11), time(12)),), is_own=True
)


def test_a_later_version_holds_from_its_own_day_on() -> None:
    rules = french_rules().replaced_by((STRICTER,))
    eve = datetime(2027, 1, 29, 10, 30, tzinfo=PARIS)
    after = datetime(2027, 2, 1, 10, 30, tzinfo=PARIS)
    assert may_call(CONSENTING, eve, rules=rules).allowed
    assert may_call(CONSENTING, after, rules=rules) == Verdict(False, "law.closed_hour", STRICTER)
    assert may_call(CONSENTING, after).allowed


def test_the_same_rule_from_the_same_day_is_the_users() -> None:
    own = replace(STRICTER, since=date(2023, 3, 1))
    rules = french_rules().replaced_by((own,))
    assert [one for one in rules.articles if one.id is LawId.HOURS] == [own]


@pytest.mark.parametrize("law", [one for one in LawId if one is not LawId.OPPOSITION])
def test_a_rule_can_be_switched_off_from_a_day_on(law: LawId) -> None:
    off = Article(law, date(2026, 11, 1), applies=False)
    rules = french_rules().replaced_by((off,))
    assert rules.in_force(law, NOW.date()) is None


def test_without_any_rule_only_an_objection_prevents_a_call() -> None:
    none = LawRules(())
    night = datetime(2026, 12, 25, 3, 0, tzinfo=PARIS)
    everything = LegalFacts(recent_calls=99, last_refusal=night)
    assert may_call(everything, night, rules=none) == ALLOWED
    assert not may_call(replace(everything, opposed=True), night, rules=none).allowed


def test_hours_of_courtesy_for_professionals_are_off_until_asked_for() -> None:
    night = datetime(2026, 11, 23, 22, 0, tzinfo=PARIS)
    professional = LegalFacts(Nature.PROFESSIONAL)
    assert may_call(professional, night) == ALLOWED
    polite = replace(STRICTER, id=LawId.PROFESSIONAL_HOURS, since=date(2026, 1, 1))
    rules = french_rules().replaced_by((polite,))
    assert may_call(professional, night, rules=rules) == Verdict(False, "law.courtesy_hour", polite)
