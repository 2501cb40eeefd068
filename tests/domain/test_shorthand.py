"""Everything that can be typed for a date, seen from Sunday 22 November 2026, 10:00 in Paris."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
SUNDAY = datetime(2026, 11, 22, 10, tzinfo=PARIS)
MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=PARIS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def when(text: str) -> When:
    """Read "2026-11-24", "2026-11-24 14:00", "2026-11-24 pm"."""
    day, _, part = text.partition(" ")
    if part in {"am", "pm"}:
        return When(date.fromisoformat(day), half=HalfDay(part))
    return When(date.fromisoformat(day), time.fromisoformat(part) if part else None)


TYPED_ON_SUNDAY = {
    # days by name
    "2026-11-22": "auj | auj. | ajd | aujourd'hui | aujourd’hui | AUJOURD'HUI | today | +0j",
    "2026-11-23": (
        "demain | Demain | dem | tomorrow | lundi | lun | lun. | monday | mon | ce lundi"
        " | lundi prochain | next monday | +1j | s48 | S48 | sem 48 | semaine 48 | w48 | week 48"
        " | semaine prochaine | la semaine prochaine | next week | 2026-W48 | 23/11 | lundi 23"
        " | début de semaine prochaine | +1jo"
    ),
    "2026-11-24": (
        "après-demain | apres demain | APRÈS-DEMAIN | day after tomorrow | mardi | mar | mar. | tue"
        " | tuesday | +2 jours | s48 mar | mar s48 | semaine 48 mardi | mardi semaine prochaine"
        " | mardi de la semaine prochaine | next week tuesday | mardi 24 | mar. 24/11 | Tue 24/11"
        " | mardi 24 novembre 2026 | Tuesday 24 November 2026"
    ),
    "2026-11-25": (
        "+3j | 3j | 3 j | + 3 j | +3 jours | +3d | 3 days | in 3 days | dans 3 jours"
        " | d'ici 3 jours | dans trois jours | mer | wed | +3jo | +3 jours ouvrés | 3 working days"
        " | +3\u00a0j"
    ),
    "2026-11-27": (
        "ven | fri | fin de semaine | end of week | eow | fin s48 | fin semaine prochaine"
    ),
    "2026-11-29": "dimanche | dim | sun | +1s | 1 semaine | a week | in a week | dans une semaine",
    "2026-11-30": (
        "lundi en 8 | lundi en huit | monday week | fin de mois | fin du mois | end of month | eom"
        " | end of the month | fin novembre | fin nov | s49 | 8 jours"
    ),
    "2026-12-01": (
        "1er déc | 1er dec. | 1er décembre | 1 dec | dec 1 | december 1st | 1st of december"
        " | mardi 1er décembre | 1/12 | 01/12/26 | le 1er | mois prochain | next month"
        " | début décembre | early december | décembre"
    ),
    "2026-12-06": "+2s | +2 sem | 2 weeks | dans 2 semaines | in two weeks",
    "2026-12-07": "lundi en 15 | dans quinze jours | s50",
    "2026-12-15": (
        "15/12 | 15.12 | 15.12. | 15-12 | 15/12/2026 | 15/12/26 | 15-12-2026 | 15.12.2026"
        " | 2026-12-15 | 2026/12/15 | le 15 | the 15th | 15th | le 15/12 | 15 déc | 15dec"
        " | 15-dec-2026 | Dec 15, 2026 | mi-décembre | mi décembre | mid december"
        " | le 15 du mois prochain | １５/１２"
    ),
    "2026-12-22": "+1m | 1 mois | dans un mois | in a month | 1 month",
    "2026-12-28": "s53 | w53",
    "2026-12-31": (
        "fin décembre | end of december | fin d'année | end of year | le 31 | fin du mois pro"
    ),
    "2027-01-01": (
        "début janvier | 1/1 | 1er janvier | janvier | l'an prochain | next year | 01/01/2027"
    ),
    "2027-03-03": "3 mar | 3 mars | mar 3 | march 3rd | mar 3 2027",
    "2027-03-31": "fin mar | fin mars",
    "2027-05-22": "6 mois | +6m | dans 6 mois | in 6 months | dans six mois | D'ici 6 mois",
    "2027-11-15": "15/11 | 15 nov",
    "2027-11-22": "+1a | 1 an | +1y | in a year | 12 mois",
    "2028-02-29": "29/02 | 29 fév",
    # hours
    "2026-11-22 10:00": "maintenant | now | 10h",
    "2026-11-22 10:20": "+20min | 20min | 20 minutes | dans 20 min | in 20 minutes | +20 mn",
    "2026-11-22 10:30": "dans une demi-heure | half an hour",
    "2026-11-22 11:30": "+1h30 | dans 1h30 | +90min",
    "2026-11-22 12:00": "midi | noon | à midi | +2h | dans 2 heures | in 2 hours | 2 hours | 12pm",
    "2026-11-22 14:00": (
        "14h | 14:00 | 14H00 | à 14h | 2pm | 2 p.m. | auj 14h | 14 heures | 14h auj"
    ),
    "2026-11-22 18:00": "ce soir | soir | tonight | this evening",
    "2026-11-22 21:00": "9h du soir | 9pm | ce soir 9h",
    "2026-11-23 09:00": (
        "9h | 9 h | 09:00 | demain 9h | demain à 9h | demain matin à 9h | 9am | 9h demain"
    ),
    "2026-11-23 09:30": "9h30 | 9 h 30 | 9:30 | demain 9:30 | demain 9h30 du matin",
    "2026-11-23 14:00": "tomorrow 2pm | tomorrow at 2 pm | demain 14h | demain après-midi 14h",
    "2026-11-24 09:30": "mardi 9:30 | mar 9h30 | mar. 24/11 09:30",
    "2026-11-24 12:00": "mar midi | mardi à midi | tuesday noon",
    "2026-11-24 14:00": "mar 14h | mar. 14h | mardi 14 h | s48 mar 14h | tue 2pm | mardi 24 14h",
    "2026-11-24 14:30": "mar 14h30 | mardi 14:30 | mardi 14h 30",
    "2026-11-27 18:00": "vendredi soir | friday evening",
    "2026-11-30 14:00": "lundi en 8 à 14h | fin de mois 14h",
    "2026-12-01 14:00": "1er décembre à 14h | 1 dec 2pm | 14h 1er déc | 1er déc. 14h",
    "2026-12-15 09:30": "2026-12-15 09:30 | 2026-12-15T09:30:00 | 15/12 9h30 | le 15 à 9h30",
    "2026-12-15 14:00": "15/12 14h | 15/12/2026 14h00 | 14h 15/12 | 14h 15 dec",
    "2027-05-22 09:00": "dans 6 mois à 9h | +6m 9h",
    # halves of the day
    "2026-11-22 am": "ce matin | this morning",
    "2026-11-22 pm": "après-midi | cet après-midi | aprem | this afternoon | fin de journée | pm",
    "2026-11-23 am": (
        "matin | demain matin | tomorrow morning | demain en fin de matinée | lun am | am"
    ),
    "2026-11-24 pm": (
        "mar après-midi | mar pm | mardi aprem | tue afternoon | mardi dans l'après-midi"
        " | mar. 24/11 après-midi | mardi en début d'après-midi"
    ),
    "2026-12-02 pm": "le 2 après-midi | 2 déc après-midi",
    "2026-12-15 pm": "15/12 après-midi | 15/12 pm",
}
CASES = [
    (typed.strip(" "), expected)
    for expected, line in TYPED_ON_SUNDAY.items()
    for typed in line.split("|")
]


MORE_TYPED_ON_SUNDAY = {
    "2026-11-25": "j+3 | J+3 | j + 3 | ds 3 jours",
    "2026-11-25 09:00": "j+3 9h",
    "2026-11-27": "dernier vendredi du mois | last friday of the month",
    "2026-11-29": "s+1",
    "2026-11-30": (
        "semaine du 30/11 | semaine du 30 | la semaine du 30 novembre | semaine du 2 décembre"
        " | week of 30/11 | the week of the 2nd of december | sous huitaine | d'ici huitaine"
    ),
    "2026-12-01": "premier mardi de décembre | 1er mardi de déc. | 1er mardi du mois prochain",
    "2026-12-06": "in a fortnight | a fortnight | fortnight",
    "2026-12-07": (
        "dans une quinzaine | d'ici une quinzaine | premier lundi de décembre"
        " | 1er lundi du mois | first monday of december | J+15"
    ),
    "2026-12-16": "troisième mercredi de décembre | 3e mercredi de décembre | 3rd wed of december",
    "2026-12-22": "m+1",
    "2027-01-25": "4e lundi de janvier 2027",
    "2027-05-22": "in 6 months' time",
    "2026-11-22 14:00": "après 14h | à partir de 14h | after 2pm",
    "2026-11-22 10:30": "10 h 30 min | 10h30min",
    "2026-11-24 14:00": "mardi après 14h | mardi à partir de 14h",
    "2026-11-25 14:00": "weds 2pm",
    "2026-11-22": "semaine du 22/11",
}
CASES += [
    (typed.strip(" "), expected)
    for expected, line in MORE_TYPED_ON_SUNDAY.items()
    for typed in line.split("|")
]


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_what_is_typed_on_a_sunday(typed: str, expected: str) -> None:
    assert parse_when(typed, SUNDAY) == when(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("lundi", "2026-11-30"),  # Monday: next week's
        ("monday 9am", "2026-11-30 09:00"),
        ("lundi prochain", "2026-11-30"),
        ("lundi en 8", "2026-12-07"),
        ("mardi", "2026-11-24"),
        ("vendredi", "2026-11-27"),
        ("vendredi prochain", "2026-12-04"),
        ("next friday", "2026-12-04"),
        ("s48", "2026-11-23"),
        ("s47", "2027-11-22"),
        ("semaine prochaine", "2026-11-30"),
        ("fin de semaine", "2026-11-27"),
        ("15h30", "2026-11-23 15:30"),
        ("15h", "2026-11-24 15:00"),
        ("midi", "2026-11-24 12:00"),
        ("matin", "2026-11-24 am"),
        ("après-midi", "2026-11-24 pm"),
        ("cet après-midi", "2026-11-23 pm"),
        ("23/11", "2026-11-23"),
        ("le 23", "2026-11-23"),
        ("22/11", "2027-11-22"),
    ],
)
def test_what_is_typed_on_a_monday_afternoon(typed: str, expected: str) -> None:
    assert parse_when(typed, MONDAY) == when(expected)


@pytest.mark.parametrize(
    ("now", "typed", "expected"),
    [
        ("2026-08-31 10:00", "6 mois", "2027-02-28"),  # clamped
        ("2026-10-31 10:00", "+1m", "2026-11-30"),
        ("2028-02-29 10:00", "1 an", "2029-02-28"),
        ("2026-12-24 10:00", "+1jo", "2026-12-28"),  # Christmas, then the week-end
        ("2026-12-30 10:00", "+2jo", "2027-01-04"),
        ("2026-11-09 10:00", "3jo", "2026-11-13"),
        ("2027-01-01 10:00", "s53", "2027-01-01"),  # in the last week of ISO year 2026
        ("2027-01-04 10:00", "s53", "2032-12-27"),
        ("2026-11-25 10:00", "s48", "2026-11-25"),
        ("2026-11-25 10:00", "s48 ven", "2026-11-27"),
        ("2026-01-30 10:00", "le 30", "2026-01-30"),
        ("2026-01-31 10:00", "le 30", "2026-03-30"),  # February has none
        ("2026-12-31 10:00", "demain", "2027-01-01"),
        ("2026-12-31 10:00", "fin de mois", "2026-12-31"),
        ("2026-12-31 10:00", "début de mois", "2027-01-01"),
        ("2027-03-28 01:30", "+1h", "2027-03-28 03:30"),  # spring skips 2:00 to 3:00
        ("2026-11-23 08:10", "matin", "2026-11-23 am"),
        ("2026-11-23 10:00:59", "10h", "2026-11-23 10:00"),
    ],
)
def test_what_is_typed_on_other_days(now: str, typed: str, expected: str) -> None:
    assert parse_when(typed, at(now)) == when(expected)


def test_working_days_and_the_end_of_a_week_are_the_users() -> None:
    to_saturday = WorkCalendar(weekdays=frozenset({1, 2, 3, 4, 5}), region="FR-57")

    assert parse_when("fin de semaine", SUNDAY, to_saturday).day == date(2026, 11, 28)
    assert parse_when("+1jo", SUNDAY, to_saturday).day == date(2026, 11, 24)
    assert parse_when("+1jo", at("2026-12-24 10:00"), to_saturday).day == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("message_id", "line"),
    [
        ("date.empty", "| |\u00a0|\u200b"),
        (
            "date.unknown",
            "bla | 15 | 1 | jui | + | - | le | ce | aa | ad | a d | 3 | le 15 à | +9999j"
            " | 9h-10h | entre 9h et 10h | le 10 pm | dec 5 pm | mars 14h"
            " | 1 dec 27 | 15/12/202 | 10 000 | demain bla"
            " | 14h 15h | [/]",
        ),
        (
            "date.impossible",
            "31/02 | 32/01 | 15/13 | 12/25/2026 | 00/12 | 31 avril | 29/02/2027 | le 32 | s54 | s0"
            " | 2026-02-30 | 25h | 9h75 | demain 24h | 14h du matin"
            " | 15/12/9999 | 01/01/0001",
        ),
        (
            "date.past",
            "hier | yesterday | avant-hier | -3j | il y a 3 jours | 3 days ago | lundi dernier"
            " | last monday | 15/11/2026 | 2026-11-15 | aujourd'hui 9h | 22/11 9h | s47 mar"
            " | 1er janvier 2026",
        ),
        (
            "date.weekday",
            "lundi 24/11 | mar. 25/11 | mardi 14 décembre 2026 | lundi 24 | fri dec 5",
        ),
    ],
)
def test_what_is_refused(message_id: str, line: str) -> None:
    for typed in line.split("|"):
        with pytest.raises(InvalidDate) as refusal:
            parse_when(typed, SUNDAY)
        assert (typed, refusal.value.message_id) == (typed, message_id)
        assert refusal.value.params == (
            {"text": typed.strip()} if message_id != "date.empty" else {}
        )


@pytest.mark.parametrize("typed", ["ce matin", "aujourd'hui matin", "auj 15h"])
def test_a_part_of_today_that_is_over_is_refused(typed: str) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_when(typed, MONDAY)
    assert refusal.value.message_id == "date.past"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hier", "2026-11-21"),
        ("avant-hier", "2026-11-20"),
        ("hier 14h", "2026-11-21 14:00"),
        ("-3j", "2026-11-19"),
        ("−3j", "2026-11-19"),
        ("il y a 2 mois", "2026-09-22"),
        ("3 weeks ago", "2026-11-01"),
        ("-1jo", "2026-11-20"),
        ("lundi dernier", "2026-11-16"),
        ("dimanche dernier", "2026-11-15"),
        ("15/11", "2026-11-15"),  # this year's
        ("15/01", "2026-01-15"),
        ("15/12", "2026-12-15"),
        ("le 15", "2026-11-15"),
        ("début novembre", "2026-11-01"),
        ("s46", "2026-11-09"),
        ("9h", "2026-11-22 09:00"),
        ("matin", "2026-11-22 am"),
        ("01/04/98", "1998-04-01"),
        ("01/04/45", "2045-04-01"),
        ("01/04/46", "1946-04-01"),
        ("lundi", "2026-11-23"),
    ],
)
def test_the_past_is_read_when_it_is_welcome(typed: str, expected: str) -> None:
    assert parse_when(typed, SUNDAY, past=True) == when(expected)


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("22/11/2046", 20),
        ("22/11/2046 9h", 20),
        ("2062-11-24", 36),
        ("15/12/2999", 973),
        ("+25 ans", 25),
        ("dans 300 mois", 25),
    ],
)
def test_nothing_is_planned_so_far_ahead(typed: str, years: int) -> None:
    with pytest.raises(InvalidDate) as refusal:
        parse_when(typed, SUNDAY)
    assert refusal.value.message_id == "date.far"
    assert refusal.value.params == {"text": typed, "years": years, "most": 20}
    assert parse_when(typed, SUNDAY, past=True).day.year == 2026 + years


def test_the_last_day_that_may_be_planned() -> None:
    assert parse_when("21/11/2046", SUNDAY) == when("2046-11-21")
