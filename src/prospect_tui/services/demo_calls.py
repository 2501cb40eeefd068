"""The ordinary calls of the demo: four weeks of working through the call queue.

Who is called is the queue's own choice at that moment; what comes out of it is drawn. Nothing is
promised for today by chance: today's list is told by the stories.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.queue import QueueRank
from prospect_tui.domain.sessions import Goal
from prospect_tui.domain.when import When
from prospect_tui.services import sessions
from prospect_tui.services.agenda import finish_activity
from prospect_tui.services.demo_desk import Desk, Step, script
from prospect_tui.services.prospect_files import files
from prospect_tui.services.queue import QueueEntry, QueueScope, next_entry
from prospect_tui.storage import prospects

DAYS = 20
CALLS_A_DAY = (26, 35)
QUARTER = 15
LAST_MINUTES = 20
"""Before the end of each half-day, when no call is begun."""
MOST_EVENING_CALLS = 60
HALF_DAY_GOAL = Goal(calls=15, meetings=1)

COLD = {
    "NRP": 50, "OCC": 9, "RAPP": 13, "REFUS": 10, "REFUS_COMM": 4, "MAIL": 6, "PISTE": 3,
    "PROJET": 1, "HORS_CIBLE": 2, "ERR": 3,
}  # fmt: skip
"""The odds of a first call or of a retry."""
AWAITED = {
    "NRP": 30, "OCC": 5, "RAPP": 18, "REFUS": 18, "REFUS_COMM": 2, "MAIL": 14, "PISTE": 8,
    "PROJET": 3, "HORS_CIBLE": 2,
}  # fmt: skip
"""The odds of a call that the person expects."""
EVENING = {"NRP": 3, "RAPP": 2, "MAIL": 1}
"""The odds of a call that must not leave anything due for the same day."""
OFTEN_NOTED = 0.6
SELDOM_NOTED = 0.12
"""How often a call is noted, reached or not."""


def call_steps(desk: Desk, told: list[Step]) -> Iterator[Step]:
    """Yield the calls of the last four weeks, fewer on days when the stories already have many."""
    minutes = _minutes(desk)
    morning, afternoon = desk.workspace.calendar.morning, desk.workspace.calendar.afternoon
    for day in range(-DAYS, 0):
        for start, end in (morning, afternoon):
            yield Step(day, start, partial(sessions.start, desk.workspace, HALF_DAY_GOAL))
            if end != afternoon[1]:
                yield Step(day, end, partial(_end_session, desk))
        present = sum(step.day == day for step in told)
        wanted = max(0, desk.chance.randint(*CALLS_A_DAY) - present // 2)
        for at in sorted(desk.chance.sample(minutes, min(wanted, len(minutes) // 2))):
            yield Step(day, at, partial(_call, desk, day))
        yield Step(day, afternoon[1], partial(_finish_day, desk, day))
        yield Step(day, afternoon[1], partial(_end_session, desk))


def _end_session(desk: Desk) -> None:
    """End the session of the half-day, unless it was left without calls for too long."""
    if sessions.current(desk.workspace) is not None:
        sessions.stop(desk.workspace)


def _minutes(desk: Desk) -> list[time]:
    """Return the minutes of a working day at which a call may begin."""
    calendar, found = desk.workspace.calendar, []
    for start, end in (calendar.morning, calendar.afternoon):
        moment = datetime.combine(date.min, start)
        limit = datetime.combine(date.min, end) - timedelta(minutes=LAST_MINUTES)
        while moment <= limit:
            found.append(moment.time())
            moment += timedelta(minutes=1)
    return found


def _call(desk: Desk, day: int) -> None:
    """Call whoever the queue brings; fresh rows come from a drawn file."""
    everywhere = QueueScope(skipped=frozenset(desk.reserved))
    entry = next_entry(desk.workspace, everywhere)
    if entry is not None and entry.rank is QueueRank.FRESH:
        drawn = _drawn_file(desk)
        entry = next_entry(desk.workspace, QueueScope((drawn,), everywhere.skipped)) or entry
    if entry is not None:
        is_awaited = entry.rank in {QueueRank.PROMISED, QueueRank.HOT, QueueRank.WARM}
        _log(desk, day, entry, AWAITED if is_awaited else COLD)


def _drawn_file(desk: Desk) -> int:
    """Return the file of the next fresh call, by the share of the day that each one gets."""
    shares = {told["name"]: told["share"] for told in script("story.toml")["file"]}
    known = files(desk.workspace)
    return desk.chance.choices(known, [shares[file.name] for file in known])[0].id


def _log(desk: Desk, day: int, entry: QueueEntry, odds: dict[str, int]) -> None:
    result = desk.chance.choices(list(odds), list(odds.values()))[0]
    logged = desk.log(entry.prospect_id, result, _answers(desk, day, entry, result))
    if logged.consequence.next_number:
        desk.clock.advance(minutes=1)
        answers = Answers(number=logged.consequence.next_number)
        desk.log(entry.prospect_id, "NRP", answers)


def _answers(desk: Desk, day: int, entry: QueueEntry, result: str) -> Answers:
    chance = desk.chance
    noted = OFTEN_NOTED if result not in {"NRP", "ERR"} else SELDOM_NOTED
    note = _said(desk, "notes", result) if chance.random() < noted else ""
    match result:
        case "RAPP":
            when = _slot(desk, day, chance.randint(1, 6))
            return Answers(when=when, spoke_to_decider=chance.choice((True, False)), note=note)
        case "PISTE":
            when = _slot(desk, day, chance.randint(4, 12))
            return Answers(when=when, subject=_said(desk, "subjects", result), note=note)
        case "PROJET":
            when = When(_coming(desk, day, chance.randint(8, 40)))
            reason = _said(desk, "reasons", result)
            return Answers(when=when, reason=reason, convert=False, note=note)
        case "REFUS":
            competitor = chance.choice((_said(desk, "competitors", result), "", ""))
            months = chance.choice((None, None, 6, 12))
            reason = "Déjà équipé" if competitor else _said(desk, "reasons", result)
            return Answers(reason=reason, competitor=competitor, return_months=months)
        case "HORS_CIBLE":
            return Answers(reason=_said(desk, "reasons", result))
        case "MAIL":
            agreed = chance.choice((True, True, True, False))
            return Answers(email=_address(desk, entry), email_permission=agreed, note=note)
        case "NRP":
            return Answers(message_left=chance.choice((True, False, False, False)), note=note)
    return Answers(note=note)


def _said(desk: Desk, subject: str, result: str) -> str:
    known: list[str] = script("talk.toml")[subject].get(result, [])
    return desk.chance.choice(known) if known else ""


def _coming(desk: Desk, day: int, wait: int) -> date:
    """Return the day `wait` working days later, but never today."""
    count = day + wait
    return desk.day(count if count < 0 else count + 1)


def _slot(desk: Desk, day: int, wait: int) -> When:
    """Return a round hour on a coming day, early enough for the call to be made that day."""
    quarters = [at for at in _minutes(desk) if at.minute % QUARTER == 0]
    return When(_coming(desk, day, wait), desk.chance.choice(quarters[:-2] or quarters))


def _address(desk: Desk, entry: QueueEntry) -> str:
    """Return the address given on the phone when the row has none."""
    record = prospects.prospect(desk.workspace.connection, entry.prospect_id, desk.workspace.zone)
    if record.values["email"]:
        return ""
    name = "-".join(fold(entry.name).replace("&", " ").replace("'", "").split())
    return f"contact@{name}.example"


def _finish_day(desk: Desk, day: int) -> None:
    """Make the awaited calls that are left, then tick off what was planned for the day."""
    scope = QueueScope(skipped=frozenset(desk.reserved))
    for _call_number in range(MOST_EVENING_CALLS):
        entry = next_entry(desk.workspace, scope)
        if entry is None or entry.rank > QueueRank.WARM:
            break
        _log(desk, day, entry, EVENING)
        desk.clock.advance(minutes=2)
    planned = desk.workspace.connection.execute(
        "SELECT id, kind FROM activity WHERE done_at IS NULL AND cancelled_at IS NULL AND day <= ?"
        " ORDER BY id",
        (desk.day(day).isoformat(),),
    ).fetchall()
    for activity_id, kind in planned:
        if activity_id not in desk.left_open:
            finish_activity(
                desk.workspace, activity_id, "Rendez-vous tenu" if kind == "event" else ""
            )
