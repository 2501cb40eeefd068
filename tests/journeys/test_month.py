"""A month of calls, made up: three hundred a day, with undos, corrections, restarts, clocks set.

The moves are drawn from a seed. What must hold is counted again from the log by rules written here
anew, not by those of the program.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.clock import FixedClock
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.results import DEFAULT_RESULTS, Ask
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.services import cockpit, law, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.corrections import Correction, correct_call, remove_call
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.queue import CallQueue, QueueScope
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.storage.imports import NewRow, insert_rows
from tests.builders import PARIS, make_file
from tests.storage.checks import problems

REUNION = ZoneInfo("Indian/Reunion")
FIRST_DAY = date(2026, 10, 12)
"""Twenty working days from here see the end of summer time, and All Saints' Day."""
WEDNESDAY, FRIDAY = 2, 4
DAYS, CALLS, ROWS = 20, 300, 2400
WEIGHTS = {
    "NRP": 46, "OCC": 8, "RAPP": 14, "RDV": 2, "PISTE": 3, "PROJET": 2, "REFUS": 9,
    "REFUS_COMM": 4, "MAIL": 5, "HORS_CIBLE": 4, "ERR": 3,
}  # fmt: skip
RULES = {rule.code: rule for rule in DEFAULT_RESULTS}
ONE_MORE = {"NRP", "REFUS_COMM", "MAIL"}
BACK_TO_ZERO = {"PISTE", "PROJET"}


class Telemarketer:
    """Somebody who calls all day, and now and then does something else."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.dice = Random(seed)
        self.clock = FixedClock(datetime(2026, 10, 12, 9, tzinfo=PARIS), PARIS)
        self.workspace = self._open()
        self.queue = CallQueue(self.workspace)
        self.made: Counter[str] = Counter()
        """Calls of today by result, as he remembers them."""

    def _open(self) -> Workspace:
        return open_workspace(self.folder / "base.db", self.clock, Settings())

    def restart(self, *, zone: ZoneInfo = PARIS) -> None:
        """Leave the program and open it again, perhaps elsewhere in the world."""
        self.workspace.close()
        self.clock = FixedClock(self.clock.now().astimezone(zone), zone)
        self.workspace = self._open()
        self.queue = CallQueue(self.workspace)

    def begin(self, day: date) -> None:
        """Come to work."""
        self.clock.set_local(day.year, day.month, day.day, 9)
        self.made.clear()

    def call(self) -> None:
        """Call whoever is next, and log what came of it."""
        self.clock.advance(seconds=self.dice.randint(40, 120))
        found = self.queue.upcoming(QueueScope(), limit=1)
        if not found:
            return
        entry = found[0]
        assert law.verdict(self.workspace, entry.prospect_id, self.clock.now()).allowed
        result = self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        log_call(self.workspace, CallEntry(entry.prospect_id, result, self.answers(result)))
        self.made[result] += 1

    def answers(self, result: str) -> Answers:
        """Answer what a result requires, and some of what it asks."""
        rule = RULES[result]
        when = None
        if Ask.WHEN in rule.required or (Ask.WHEN in rule.asked and self.dice.random() < 0.5):
            day = self.clock.today() + timedelta(days=self.dice.randint(1, 20))
            when = When(day, datetime(2026, 1, 1, self.dice.randint(9, 17), 30).time())  # noqa: DTZ001
        return Answers(
            when=when,
            subject="devis" if Ask.SUBJECT in rule.required else "",
            reason="budget" if Ask.REASON in rule.required + rule.asked else "",
            spoke_to_decider=self.dice.choice([None, True, False]),
            opposition=Ask.OPPOSITION in rule.asked and self.dice.random() < 0.1,
            return_months=self.dice.choice([None, 0, 6]),
            note=self.dice.choice(["", "", "voir son frère"]),
        )

    def something_else(self) -> None:
        """Undo, redo, correct or remove a call, leave and come back, set the clock."""
        match self.dice.randrange(60):
            case 0 | 1:
                self.take_back()
            case 2:
                self.take_back()
                assert undo.redo(self.workspace) is not None
                self.recall()
            case 3:
                self.restart()
            case 4:
                self.correct()
            case 5:
                self.clock.advance(minutes=self.dice.choice([-15, 15]))

    def take_back(self) -> None:
        """Take the last action back."""
        undo.undo(self.workspace)
        self.recall()

    def correct(self) -> None:
        """Correct or remove one of the last calls, unless an opportunity came of it."""
        found = self.workspace.connection.execute(
            "SELECT id, prospect_id FROM call WHERE opportunity_id IS NULL ORDER BY id DESC LIMIT 9"
        ).fetchall()
        if found:
            call_id, _ = self.dice.choice(found)
            if self.dice.random() < 0.5:
                remove_call(self.workspace, call_id)
            else:
                correct_call(self.workspace, call_id, Correction(result="RAPP"))
        self.recall()

    def recall(self) -> None:
        """Count today's calls in the log, after one was changed."""
        start = self.clock.local_now().replace(hour=0, minute=0, second=0, microsecond=0)
        self.made = Counter(
            result
            for at, result in self.workspace.connection.execute("SELECT at, result FROM call")
            if datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("UTC")) >= start
        )


def working_days() -> Iterator[date]:
    """Yield the twenty working days."""
    day, calendar = FIRST_DAY, WorkCalendar()
    for _ in range(DAYS):
        yield day
        day = calendar.next_working_day(day)


def recounted(workspace: Workspace, row_id: int) -> int:
    """Return the attempts of a row, counted from its log as the table of results says."""
    calls = workspace.connection.execute(
        "SELECT at, result, decision_maker, counted FROM call WHERE prospect_id = ? ORDER BY id",
        (row_id,),
    ).fetchall()
    kinds = workspace.connection.execute(
        "SELECT next_kind FROM call WHERE prospect_id = ? ORDER BY id", (row_id,)
    ).fetchall()
    attempts, came_back = 0, False
    for (_, result, decider, counted), (kind,) in zip(calls, kinds, strict=True):
        before = 0 if came_back else attempts
        if result in ONE_MORE or (result == "RAPP" and not decider):
            attempts = before + 1
        elif result in BACK_TO_ZERO or result == "RAPP":
            attempts = 0
        else:
            attempts = before + (1 if result == "OCC" and counted else 0)
        came_back = kind == "return"
    return attempts


def check(someone: Telemarketer, *, thoroughly: bool = True) -> None:
    """Assert what must hold at any time."""
    workspace = someone.workspace
    if thoroughly:
        assert problems(workspace.connection) == []
    assert cockpit.todays_results(workspace) == {k: n for k, n in someone.made.items() if n}
    rows = workspace.connection.execute(
        "SELECT id, attempts, state, next_kind, score FROM prospect"
    ).fetchall()
    for row_id, attempts, state, next_kind, _ in rows:
        assert attempts == recounted(workspace, row_id), f"row {row_id}"
        assert state == RowState.ACTIVE or next_kind == "", f"row {row_id} is planned, yet {state}"
    for entry in someone.queue.upcoming(QueueScope(), limit=50):
        assert law.verdict(workspace, entry.prospect_id, someone.clock.now()).allowed


def fill(workspace: Workspace, file_id: int) -> None:
    """Put rows in a file: companies, and some of whom nobody knows what they are."""
    rows = []
    for number in range(ROWS):
        nature = "unknown" if number % 15 == 0 else "professional"
        cells = {"company_name": f"Menuiserie {number}", "nature": nature}
        cells |= {"phone": f"01 99 00 {number // 100:02} {number % 100:02}"}
        rows.append(NewRow(None, cells, {}, derive(cells)))
    with workspace.writing("add_row", count=ROWS) as writing:
        insert_rows(writing.connection, file_id, None, rows, writing.now)


@pytest.mark.parametrize("seed", [20261122])
def test_a_month_of_calls_ends_with_everything_counted_once(tmp_path: Path, seed: int) -> None:
    someone = Telemarketer(tmp_path, seed)
    file = make_file(someone.workspace)
    fill(someone.workspace, file)
    for day in working_days():
        someone.begin(day)
        for _ in range(CALLS):
            someone.call()
            someone.something_else()
        check(someone, thoroughly=day.weekday() == FRIDAY)
        someone.restart(zone=REUNION if day.weekday() == WEDNESDAY else PARIS)
    check(someone)
    calls = someone.workspace.connection.execute("SELECT count(*) FROM call").fetchone()[0]
    assert calls > DAYS * CALLS * 9 // 10
    someone.workspace.close()
