"""The default call results, cell by cell: next action, attempts, score, row, what is asked.

Each expectation is one line: next call | attempts ("+" when this call counted) | score | row |
what is planned besides | what is asked.
"""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.consequence import (
    Answers,
    CallFacts,
    CallRules,
    Consequence,
    PhoneChoice,
    consequence,
)
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.domain.vocabulary import Nature, PlanKind, RowState
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 23, 10, 17, tzinfo=PARIS)
"""Monday 23 November 2026."""
RULES = {rule.code: rule for rule in DEFAULT_RESULTS}
LIMITS = CallRules()

FRESH = CallFacts(numbers=(PhoneChoice("phone", "+33199000001"),))
WARM = replace(FRESH, score="TIEDE", attempts=2)
FIFTH = replace(FRESH, attempts=5)
TWO_NUMBERS = replace(
    FRESH,
    numbers=(PhoneChoice("phone", "+33199000001"), PhoneChoice("mobile", "+33639980002")),
)
CONVERTED = replace(WARM, state=RowState.CONVERTED, has_open_opportunity=True)
INDIVIDUAL = replace(WARM, nature=Nature.INDIVIDUAL)
AGREED = When(date(2026, 12, 3), time(14))
IN_THREE_MONTHS = When(date(2027, 2, 23))
LATER = When(date(2027, 2, 24))


def decide(
    code: str, facts: CallFacts = FRESH, at: datetime = MORNING, **said: object
) -> Consequence:
    return consequence(facts, RULES[code], Answers(**said), at, LIMITS)  # type: ignore[arg-type]


def told(outcome: Consequence) -> str:
    """Return an outcome as the one line that the table holds."""
    planned = outcome.next_call
    next_call = f"{planned.kind} {when_told(planned.when)}" if planned else "-"
    row = "converts" if outcome.converts else "loses" if outcome.loses else outcome.state.value
    activities = ", ".join(f"{a.code} {when_told(a.when)}" for a in outcome.activities)
    return " | ".join(
        (
            next_call,
            f"{outcome.attempts}{'+' if outcome.counted else ''}",
            outcome.score or "-",
            row,
            activities or "-",
            " ".join(outcome.asks) or "-",
        )
    )


def when_told(when: When) -> str:
    return f"{when.day:%d/%m/%y}{f' {when.hour:%H:%M}' if when.hour else ''}" + (
        f" {when.half}" if when.half else ""
    )


RDV_ASKS = "when place person amount conditions"
PISTE_ASKS = "when subject five_w convert"
PROJET_ASKS = "when reason budget deciders convert"
REFUS_ASKS = "reason competitor return_months opposition"
COMM_ASKS = "spoke_to_decider opposition"
MAIL_ASKS = "email email_permission spoke_to_decider"

TABLE: dict[str, tuple[Consequence, str]] = {
    # NRP: other half-day, +1 working day, then +2, +3, +5, +10; once more an attempt
    "NRP 1": (decide("NRP"), "retry 24/11/26 pm | 1+ | - | active | - | -"),
    "NRP 2": (
        decide("NRP", replace(FRESH, attempts=1)),
        "retry 25/11/26 pm | 2+ | - | active | - | -",
    ),
    "NRP 3": (decide("NRP", WARM), "retry 26/11/26 pm | 3+ | TIEDE | active | - | -"),
    "NRP 4": (
        decide("NRP", replace(FRESH, attempts=3)),
        "retry 30/11/26 pm | 4+ | - | active | - | -",
    ),
    "NRP 5": (
        decide("NRP", replace(FRESH, attempts=4)),
        "retry 07/12/26 pm | 5+ | - | active | - | -",
    ),
    "NRP in the afternoon": (
        decide("NRP", at=MORNING.replace(hour=15)),
        "retry 24/11/26 am | 1+ | - | active | - | -",
    ),
    "NRP before a week-end": (
        decide("NRP", at=MORNING.replace(day=27)),
        "retry 30/11/26 pm | 1+ | - | active | - | -",
    ),
    "NRP with another date": (
        decide("NRP", when=AGREED),
        "retry 03/12/26 14:00 | 1+ | - | active | - | -",
    ),
    # the sixth unanswered call offers to give up, back in 1, 6 or 12 months, or never
    "NRP 6": (
        decide("NRP", FIFTH),
        "return 24/05/27 | 6+ | ARRETE | active | - | return_months",
    ),
    "NRP 6, one month": (
        decide("NRP", FIFTH, return_months=1),
        "return 23/12/26 | 6+ | ARRETE | active | - | return_months",
    ),
    "NRP 6, six months": (
        decide("NRP", FIFTH, return_months=6),
        "return 24/05/27 | 6+ | ARRETE | active | - | return_months",
    ),
    "NRP 6, twelve months": (
        decide("NRP", FIFTH, return_months=12),
        "return 23/11/27 | 6+ | ARRETE | active | - | return_months",
    ),
    "NRP 6, for good": (
        decide("NRP", FIFTH, return_months=0),
        "- | 6+ | ARRETE | active | - | return_months",
    ),
    "NRP 6, but a date": (
        decide("NRP", FIFTH, when=AGREED),
        "retry 03/12/26 14:00 | 6+ | - | active | - | return_months",
    ),
    "NRP 6 of an opportunity": (
        decide("NRP", replace(CONVERTED, attempts=5)),
        "retry 07/12/26 pm | 6+ | TIEDE | converted | - | -",
    ),
    "NRP 6 of a struck row": (
        decide("NRP", replace(FIFTH, state=RowState.STRUCK)),
        "- | 6+ | - | struck | - | -",
    ),
    "NRP of a row that came back": (
        decide("NRP", replace(FRESH, attempts=6, planned_kind=PlanKind.RETURN)),
        "retry 24/11/26 pm | 1+ | - | active | - | -",
    ),
    # OCC: in 20 minutes; from the second of a day like NRP; once per half-day an attempt
    "OCC 1": (decide("OCC"), "retry 23/11/26 10:37 | 1+ | - | active | - | -"),
    "OCC 2 of the half-day": (
        decide(
            "OCC",
            replace(FRESH, attempts=1, results_today={"OCC": 1}, counted_this_half_day=True),
        ),
        "retry 24/11/26 pm | 1 | - | active | - | -",
    ),
    "OCC 2 of the day": (
        decide("OCC", replace(FRESH, attempts=1, results_today={"OCC": 1})),
        "retry 25/11/26 pm | 2+ | - | active | - | -",
    ),
    "OCC 3 of the day": (
        decide("OCC", replace(FRESH, attempts=2, results_today={"OCC": 2})),
        "retry 26/11/26 pm | 3+ | - | active | - | -",
    ),
    "OCC 1 after an NRP of the half-day": (
        decide(
            "OCC",
            replace(FRESH, attempts=1, results_today={"NRP": 1}, counted_this_half_day=True),
        ),
        "retry 23/11/26 10:37 | 1 | - | active | - | -",
    ),
    "OCC 2 as sixth attempt": (
        decide("OCC", replace(FIFTH, results_today={"OCC": 1})),
        "return 24/05/27 | 6+ | ARRETE | active | - | return_months",
    ),
    # RAPP: same hour of the next working day; 0 attempt when the decision-maker spoke
    "RAPP": (
        decide("RAPP", WARM),
        "promised 24/11/26 10:15 | 3+ | TIEDE | active | - | when spoke_to_decider",
    ),
    "RAPP with a date": (
        decide("RAPP", WARM, when=AGREED),
        "promised 03/12/26 14:00 | 3+ | TIEDE | active | - | when spoke_to_decider",
    ),
    "RAPP by the decider": (
        decide("RAPP", WARM, spoke_to_decider=True),
        "promised 24/11/26 10:15 | 0 | TIEDE | active | - | when spoke_to_decider",
    ),
    "RAPP by somebody else": (
        decide("RAPP", WARM, spoke_to_decider=False),
        "promised 24/11/26 10:15 | 3+ | TIEDE | active | - | when spoke_to_decider",
    ),
    # REFUS: struck; cold with a competitor in place; an optional return keeps the row alive
    "REFUS": (decide("REFUS", WARM), f"- | 2 | ARRETE | struck | - | {REFUS_ASKS}"),
    "REFUS with a competitor": (
        decide("REFUS", WARM, competitor="Lapeyre"),
        f"- | 2 | FROID | struck | - | {REFUS_ASKS}",
    ),
    "REFUS, back in six months": (
        decide("REFUS", WARM, return_months=6),
        f"return 24/05/27 | 2 | ARRETE | active | - | {REFUS_ASKS}",
    ),
    "REFUS with a competitor, back in a year": (
        decide("REFUS", WARM, return_months=12, competitor="Lapeyre"),
        f"return 23/11/27 | 2 | FROID | active | - | {REFUS_ASKS}",
    ),
    "REFUS, no return": (
        decide("REFUS", WARM, return_months=0),
        f"- | 2 | ARRETE | struck | - | {REFUS_ASKS}",
    ),
    "REFUS of an opportunity": (
        decide("REFUS", CONVERTED),
        f"- | 2 | ARRETE | converted | - | {REFUS_ASKS} lose",
    ),
    "REFUS of an opportunity, which is lost": (
        decide("REFUS", CONVERTED, lose=True, reason="prix"),
        f"- | 2 | ARRETE | loses | - | {REFUS_ASKS} lose",
    ),
    "REFUS of an individual, who is not asked whether to come back": (
        decide("REFUS", INDIVIDUAL),
        "- | 2 | ARRETE | struck | - | reason competitor opposition",
    ),
    "REFUS of an individual, back all the same": (
        decide("REFUS", INDIVIDUAL, return_months=6),
        "return 24/05/27 | 2 | ARRETE | active | - | reason competitor opposition",
    ),
    # REFUS COMM: thirty days, once; then stopped
    "REFUS COMM": (
        decide("REFUS_COMM", WARM),
        f"follow_up 23/12/26 | 3+ | TIEDE | active | - | {COMM_ASKS}",
    ),
    "REFUS COMM again": (
        decide("REFUS_COMM", replace(WARM, results_before={"REFUS_COMM": 1})),
        f"- | 3+ | ARRETE | active | - | {COMM_ASKS}",
    ),
    # RDV: an event, a confirmation the working day before, an opportunity
    "RDV": (
        decide("RDV", WARM, when=AGREED),
        "follow_up 03/12/26 14:00 | 2 | GAGNE | converts |"
        f" meeting 03/12/26 14:00, confirm_meeting 02/12/26 | {RDV_ASKS}",
    ),
    "RDV on a Monday is confirmed on Friday": (
        decide("RDV", when=When(date(2026, 11, 30), time(9))),
        "follow_up 30/11/26 09:00 | 0 | GAGNE | converts |"
        f" meeting 30/11/26 09:00, confirm_meeting 27/11/26 | {RDV_ASKS}",
    ),
    "RDV today has no eve": (
        decide("RDV", when=When(date(2026, 11, 23), time(17))),
        f"follow_up 23/11/26 17:00 | 0 | GAGNE | converts | meeting 23/11/26 17:00 | {RDV_ASKS}",
    ),
    "RDV of an opportunity": (
        decide("RDV", CONVERTED, when=AGREED),
        "follow_up 03/12/26 14:00 | 2 | GAGNE | converted |"
        f" meeting 03/12/26 14:00, confirm_meeting 02/12/26 | {RDV_ASKS}",
    ),
    "RDV, date to come": (decide("RDV"), f"- | 0 | GAGNE | converts | - | {RDV_ASKS}"),
    # PISTE: warm, promised, conversion offered with no as the default
    "PISTE": (
        decide("PISTE", replace(WARM, score=""), when=AGREED, subject="tarifs"),
        f"promised 03/12/26 14:00 | 0 | TIEDE | active | - | {PISTE_ASKS}",
    ),
    "PISTE, converted": (
        decide("PISTE", when=AGREED, subject="tarifs", convert=True),
        f"promised 03/12/26 14:00 | 0 | TIEDE | converts | - | {PISTE_ASKS}",
    ),
    "PISTE of an opportunity": (
        decide("PISTE", CONVERTED, when=AGREED, subject="tarifs", convert=True),
        "promised 03/12/26 14:00 | 0 | TIEDE | converted | - | when subject five_w",
    ),
    # PROJET: hot within three months, else warm; conversion offered with yes as the default
    "PROJET soon": (
        decide("PROJET", WARM, when=IN_THREE_MONTHS, reason="budget 2027"),
        f"follow_up 23/02/27 | 0 | CHAUD | converts | - | {PROJET_ASKS}",
    ),
    "PROJET later": (
        decide("PROJET", WARM, when=LATER, reason="budget 2027"),
        f"follow_up 24/02/27 | 0 | TIEDE | converts | - | {PROJET_ASKS}",
    ),
    "PROJET, not converted": (
        decide("PROJET", when=IN_THREE_MONTHS, reason="budget 2027", convert=False),
        f"follow_up 23/02/27 | 0 | CHAUD | active | - | {PROJET_ASKS}",
    ),
    # MAIL: send today, call in three working days
    "MAIL": (
        decide("MAIL", WARM),
        f"follow_up 26/11/26 | 3+ | TIEDE | active | send_information 23/11/26 | {MAIL_ASKS}",
    ),
    "MAIL before a week-end": (
        decide("MAIL", at=MORNING.replace(day=26)),
        f"follow_up 01/12/26 | 1+ | - | active | send_information 26/11/26 | {MAIL_ASKS}",
    ),
    # HORS CIBLE: struck with its reason
    "HORS CIBLE": (
        decide("HORS_CIBLE", WARM, reason="grossiste"),
        "- | 2 | ARRETE | struck | - | reason spoke_to_decider",
    ),
    "HORS CIBLE of an opportunity": (
        decide("HORS_CIBLE", CONVERTED, reason="grossiste", lose=True),
        "- | 2 | ARRETE | loses | - | reason spoke_to_decider lose",
    ),
    # ERR: the next number at once; none left: find one, and the row is due when it has one
    "ERR, another number": (
        decide("ERR", replace(TWO_NUMBERS, score="TIEDE", attempts=2)),
        "retry 23/11/26 | 2 | TIEDE | active | - | -",
    ),
    "ERR, a promise stays a promise": (
        decide("ERR", replace(TWO_NUMBERS, planned_kind=PlanKind.PROMISED)),
        "promised 23/11/26 | 0 | - | active | - | -",
    ),
    "ERR, none left": (
        decide("ERR", WARM),
        "retry 23/11/26 | 2 | TIEDE | active | find_number 23/11/26 | -",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_a_result_writes_what_the_table_says(name: str) -> None:
    outcome, expected = TABLE[name]
    assert told(outcome) == expected


def test_the_table_holds_every_default_result() -> None:
    assert {outcome.result for outcome, _ in TABLE.values()} == set(RULES)
