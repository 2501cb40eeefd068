"""Dates as they are said on the telephone, seen from Sunday 22 November 2026, 10:00 in Paris.

What `test_shorthand` lists are the ways of writing a date; here are those of promising one.
"""

import pytest

from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.shorthand import parse_when
from tests.domain.test_shorthand import SUNDAY, at, when

SAID_ON_SUNDAY = {
    # the commonest, in all their spellings
    "2026-11-22 11:00": "dans une heure | in an hour | dans 1h | +1h | dans 60 min",
    "2026-11-22 11:30": (
        "dans une heure et demie | dans 1 heure et demie | in an hour and a half | dans 1 h 30"
    ),
    "2026-11-22 10:30": "dans 1/2 heure | dans une demi heure | in half an hour",
    "2026-11-22 12:00": "midday | ce midi",
    "2026-11-22 12:30": "midi et demi | midi et demie | midi trente | midi 30",
    "2026-11-22 pm": "après le déjeuner | after lunch | cob | close of business | eod",
    "2026-11-23 09:00": "demain9h | demain 9 | demain à 9 | dem 9 | tomorrow at 9 | lundi à 9",
    "2026-11-23 09:30": "demain 9 h et demie | tomorrow 9.30am | demain9h30",
    "2026-11-23 12:00": "demain midi | lundi entre midi et deux | tomorrow noon | lun midday",
    "2026-11-23 14:00": "demain 14 | demain à 14 | lun14h | lundi vers 14h",
    "2026-11-23 14:30": "lun 14h30 | lun14h30 | lun. 14:30 | mon 2.30pm | monday 2:30 pm",
    "2026-11-23 am": (
        "demain première heure | demain à la première heure | demain 1ère heure"
        " | first thing tomorrow | tomorrow first thing | first thing in the morning"
        " | demain début de matinée"
    ),
    "2026-11-23 pm": "tomorrow after lunch | demain après le repas | demain en fin de journée",
    "2026-11-23": (
        "dès lundi | à partir de lundi | from monday | lendemain | le lendemain | d'ici lundi"
        " | dès demain | après le week-end | après le weekend | after the weekend | courant s48"
        " | à partir du 23 | lundi prochain | courant semaine prochaine | 20261123"
    ),
    "2026-11-24": "+2j | surlendemain | le surlendemain | avant le 25 | before the 25th | d+2",
    "2026-11-24 09:00": "mardi 9h | mar9h | mardi à 9 | à partir de mardi 9h",
    "2026-11-24 10:00": "sous 48h | within 48 hours | dans 48h | in 48 hours | +48h",
    "2026-11-25": "in 3 days time | in 3 days' time | avant jeudi | before thursday",
    "2026-11-27": "vendredi | d'ici vendredi | by friday",
    "2026-11-29": "w+1 | s+1 | +1w",
    "2026-11-30": (
        "a week on monday | fin de mois | eom | dernier jour du mois | le dernier jour du mois"
        " | last day of the month | week after next"
        " | the week after next"
    ),
    "2026-12-01": (
        "le premier | premier décembre | premier du mois | le 1er du mois | first of the month"
        " | first day of the month | après la fin du mois | après le 30 novembre | s49 mardi"
    ),
    "2026-12-06": "a couple of weeks | in a couple of weeks | dans 2 semaines",
    "2026-12-15": (
        "vers le 15 | autour du 15 | around the 15th | about the 15th | à partir du 15 | au 15"
        " | from the 15th | vers le 15 décembre | from 15/12 | dès le 15 | pour le 15 | 20261215"
    ),
    "2026-12-15 14:00": "15/12 14h | vers le 15 à 14h | le 15 à 14 | the 15th at 14",
    "2026-12-14": "avant le 15 | avant le 15 décembre | before 15/12 | before the 15th",
    "2026-12-16": "après le 15 | après le 15/12 | after the 15th | after 15/12 | passé le 15",
    "2026-12-24": "avant Noël | before christmas | avant les fêtes | before the holidays",
    "2026-12-25": "à Noël | noël | christmas | xmas | pour Noël | vers Noël",
    "2026-12-28": "après Noël | after christmas",  # Christmas is a Friday
    "2026-12-31": "eoy | fin d'année | fin 2026 | end of 2026 | fin T4 | end of q4",
    "2027-01-01": (
        "nouvel an | jour de l'an | new year | early 2027 | début 2027 | T1 | q1 | T1 2027"
        " | Q1 2027 | 1er trimestre | premier trimestre 2027 | first quarter 2027 | courant janvier"
        " | trimestre prochain | next quarter | en janvier | from january"
    ),
    "2027-01-04": (
        "après les fêtes | après le nouvel an | after the holidays | after new year"
        " | après le jour de l'an"
    ),
    "2027-02-22": "+3m | 3 mois | dans trois mois | 3 mos | m+3",
    "2027-03-01": "courant mars | en mars | in march | march 2027",
    "2027-03-28": "Pâques | à Pâques | easter",
    "2027-03-30": "après Pâques | after easter",  # Easter Monday is a holiday
    "2027-03-31": "fin T1 | fin du premier trimestre | end of Q1 2027",
    "2027-04-01": "T2 | 2e trimestre | second quarter | q2 2027",
    "2027-05-22": "6 mois | +6m | dans six mois",
    "2027-07-01": "mi 2027 | mid 2027 | mi-2027 | T3 | 3e trimestre 2027",
}
CASES = [
    (typed.strip(" "), expected)
    for expected, line in SAID_ON_SUNDAY.items()
    for typed in line.split("|")
]


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_what_is_said_on_a_sunday(typed: str, expected: str) -> None:
    assert parse_when(typed, SUNDAY) == when(expected)


@pytest.mark.parametrize(
    ("now", "typed", "expected"),
    [
        ("2026-11-25 10:00", "vendredi de cette semaine", "2026-11-27"),
        ("2026-11-25 10:00", "cette semaine vendredi 14h", "2026-11-27 14:00"),
        ("2026-11-25 10:00", "friday this week", "2026-11-27"),
        ("2026-11-25 10:00", "après le week-end", "2026-11-30"),
        ("2026-11-25 10:00", "avant le week-end", "2026-11-27"),
        ("2026-11-25 10:00", "ce week-end", "2026-11-28"),
        ("2026-11-25 10:00", "this weekend", "2026-11-28"),
        ("2026-11-28 10:00", "weekend", "2026-11-28"),
        ("2026-11-29 10:00", "ce week-end", "2026-11-29"),
        ("2026-12-28 10:00", "après les fêtes", "2027-01-04"),
        ("2026-12-28 10:00", "après Noël", "2027-12-27"),
        ("2026-11-10 10:00", "après le 10", "2026-11-12"),  # the 11th is a holiday
    ],
)
def test_what_is_said_on_other_days(now: str, typed: str, expected: str) -> None:
    assert parse_when(typed, at(now)) == when(expected)


@pytest.mark.parametrize(
    ("message_id", "line"),
    [
        (
            "date.unknown",
            "après | avant | apres bla | before | dans quelques jours | plus tard | asap | à 2"
            " | après après le 15 | avant avant lundi | T5 | week | trimestre | at 2 | demain 45"
            " | mar 14 bla | le 15 à",
        ),
        ("date.past", "avant aujourd'hui | before today | avant lundi | mercredi de cette semaine"),
        ("date.impossible", "20261345 | après le 31/02 | before 31/02"),
    ],
)
def test_what_is_said_too_vaguely_is_refused(message_id: str, line: str) -> None:
    for typed in line.split("|"):
        with pytest.raises(InvalidDate) as refusal:
            parse_when(typed, SUNDAY)
        assert (typed, refusal.value.message_id) == (typed, message_id)
