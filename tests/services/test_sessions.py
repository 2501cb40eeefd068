"""Sessions of calls on a real base: what is counted, what survives, what is forgotten."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound, Refused, UnusableBase
from prospect_tui.domain.sessions import Goal
from prospect_tui.domain.when import When
from prospect_tui.services import sessions, undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from tests.builders import PARIS, clock_of, dump, make_file, make_prospect, make_workspace

WEDNESDAY = When(date(2026, 11, 25), time(14))


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Return eight rows that may be called."""
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id) for _row in range(8)]


def call(
    workspace: Workspace,
    row: int,
    result: str = "NRP",
    *,
    dialled: int | None = None,
    **said: object,
) -> int:
    """Log a call, dialled so many seconds ago."""
    ago = None if dialled is None else workspace.clock.now() - timedelta(seconds=dialled)
    answers = Answers(**said)  # type: ignore[arg-type]
    return log_call(workspace, CallEntry(row, result, answers, dialled_at=ago)).call_id


def current(workspace: Workspace) -> sessions.CallSession:
    found = sessions.current(workspace)
    assert found is not None
    return found


def of_call(workspace: Workspace, call_id: int, column: str) -> object:
    sql = f"SELECT {column} FROM call WHERE id = ?"
    return workspace.connection.execute(sql, (call_id,)).fetchone()[0]


def test_nobody_is_made_to_begin_a_session(workspace: Workspace, rows: list[int]) -> None:
    assert sessions.current(workspace) is None
    made = call(workspace, rows[0], dialled=30)
    assert of_call(workspace, made, "session_id") is None
    assert of_call(workspace, made, "duration_seconds") == 30
    with pytest.raises(NotFound, match=r"session\.none_open"):
        sessions.pause(workspace)
    with pytest.raises(NotFound, match=r"session\.none\b"):
        sessions.summary(workspace)


def test_a_session_counts_its_own_calls(workspace: Workspace, rows: list[int]) -> None:
    clock = clock_of(workspace)
    call(workspace, rows[0])
    sessions.start(workspace, Goal(3, 1))
    clock.advance(minutes=10)
    call(workspace, rows[1], dialled=20)
    clock.advance(minutes=10)
    call(workspace, rows[2], "RAPP", spoke_to_decider=True, when=WEDNESDAY)
    session = current(workspace)
    assert session.worked_seconds == 1200
    assert (session.figures.calls, session.figures.answered, session.figures.deciders) == (2, 1, 1)
    assert not session.is_goal_reached
    call(workspace, rows[3], "RDV", when=WEDNESDAY)
    assert current(workspace).is_goal_reached
    undo.undo(workspace)
    assert not current(workspace).is_goal_reached
    assert current(workspace).figures.calls == 2
    undo.redo(workspace)
    assert current(workspace).figures.meetings == 1


def test_one_session_at_a_time(workspace: Workspace) -> None:
    sessions.start(workspace)
    with pytest.raises(Refused, match=r"session\.open"):
        sessions.start(workspace)
    sessions.stop(workspace)
    clock_of(workspace).advance(minutes=1)
    assert sessions.start(workspace).id == 2
    assert [one.id for one in sessions.listed(workspace)] == [2, 1]


def test_the_wrap_up_is_kept_on_the_call_before(workspace: Workspace, rows: list[int]) -> None:
    clock = clock_of(workspace)
    sessions.start(workspace)
    first = call(workspace, rows[0])
    clock.advance(seconds=65)
    second = call(workspace, rows[1], dialled=20)
    assert of_call(workspace, first, "wrap_up_seconds") == 45
    assert of_call(workspace, second, "wrap_up_seconds") is None
    undo.undo(workspace)
    assert of_call(workspace, first, "wrap_up_seconds") is None
    undo.redo(workspace)
    assert of_call(workspace, first, "wrap_up_seconds") == 45
    sessions.pause(workspace)
    clock.advance(minutes=10)
    sessions.resume(workspace)
    clock.advance(minutes=1)
    call(workspace, rows[2], dialled=10)
    assert of_call(workspace, second, "wrap_up_seconds") is None, "a pause lies between"
    figures = current(workspace).figures
    assert (figures.timed, figures.call_seconds) == (2, 30)
    assert (figures.wrapped, figures.wrap_up_seconds) == (1, 45)


def test_a_call_ends_the_pause_at_its_dialling_and_undo_leaves_the_clock_alone(
    workspace: Workspace, rows: list[int]
) -> None:
    clock = clock_of(workspace)
    sessions.start(workspace)
    clock.advance(minutes=10)
    sessions.pause(workspace)
    clock.advance(minutes=20)
    before = dump(workspace)
    call(workspace, rows[0], dialled=120)
    assert not current(workspace).times.is_paused
    assert current(workspace).worked_seconds == 12 * 60
    undo.undo(workspace)
    assert not current(workspace).times.is_paused
    assert current(workspace).paused_seconds == 18 * 60
    after = dump(workspace)
    assert {name for name in before if before[name] != after[name]} == {"call_session"}


def test_a_refused_call_changes_no_session(workspace: Workspace) -> None:
    person = make_prospect(workspace, make_file(workspace), nature="individual")
    sessions.start(workspace)
    sessions.pause(workspace)
    clock_of(workspace).advance(minutes=5)
    before = dump(workspace)
    with pytest.raises(Refused):
        call(workspace, person)
    assert dump(workspace) == before


def test_a_forgotten_session_ends_at_its_last_call(workspace: Workspace, rows: list[int]) -> None:
    clock = clock_of(workspace)
    sessions.start(workspace)
    clock.advance(minutes=30)
    call(workspace, rows[0])
    ended = clock.now()
    clock.advance(hours=20)
    assert current(workspace).forgotten_since == ended
    made = call(workspace, rows[1])
    assert of_call(workspace, made, "session_id") is None, "that session was over"
    assert sessions.current(workspace) is None
    [session] = sessions.listed(workspace)
    assert session.times.ended_at == ended
    assert session.worked_seconds == 1800
    undo.undo(workspace)
    assert sessions.current(workspace) is None, "undo brings no session back"


@pytest.mark.parametrize(
    ("answer", "worked", "is_open"),
    [("stop", 30, False), ("resume", 40, True), ("keep", 130, True), ("start", 10, True)],
)
def test_what_becomes_of_a_forgotten_session_is_up_to_the_user(
    workspace: Workspace, rows: list[int], answer: str, worked: int, is_open: bool
) -> None:
    clock = clock_of(workspace)
    sessions.start(workspace)
    clock.advance(minutes=30)
    call(workspace, rows[0])
    clock.advance(minutes=90)
    getattr(sessions, answer)(workspace)
    clock.advance(minutes=10)
    [session] = sessions.listed(workspace, 1)
    assert session.worked_seconds == worked * 60
    assert session.times.is_open is is_open
    assert session.forgotten_since is None


def test_a_session_survives_the_program(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("base")
    workspace = make_workspace(folder)
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _row in range(2)]
    sessions.start(workspace, Goal(40, 3))
    call(workspace, rows[0])
    now = workspace.clock.now()
    workspace.close()
    again = make_workspace(folder, now + timedelta(minutes=5))
    entry = CallEntry(rows[1], "NRP", Answers(), uid="the same")
    log_call(again, entry)
    log_call(again, entry)
    session = current(again)
    assert (session.goal, session.figures.calls) == (Goal(40, 3), 2)
    assert session.worked_seconds == 300
    again.close()


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        (datetime(2026, 10, 25, 1, 30, tzinfo=PARIS), timedelta(minutes=50), 50),
        (datetime(2027, 3, 28, 1, 30, tzinfo=PARIS), timedelta(minutes=50), 50),
        (datetime(2026, 11, 23, 9, 0, tzinfo=PARIS), timedelta(minutes=-50), 0),
    ],
)
def test_the_clock_of_the_wall_does_not_matter(
    workspace: Workspace, rows: list[int], start: datetime, end: timedelta, worked: int
) -> None:
    """Summer time begins or ends meanwhile, or the clock is set back: no time is invented."""
    clock = clock_of(workspace)
    clock.moment = start.astimezone(UTC)
    sessions.start(workspace)
    dialled = clock.now()
    clock.moment += end
    answers = Answers()
    made = log_call(
        workspace, CallEntry(rows[0], "NRP", answers, dialled_at=dialled, override_reason="x")
    )
    assert current(workspace).worked_seconds == worked * 60
    seconds = of_call(workspace, made.call_id, "duration_seconds")
    assert seconds == (worked * 60 or None)
    assert of_call(workspace, made.call_id, "session_id") == 1


def test_a_day_at_random_adds_up(workspace: Workspace, rows: list[int]) -> None:
    """Calls, pauses, undos: the session counts what the log holds, and time as it went by."""
    chance, clock = random.Random(3), clock_of(workspace)
    sessions.start(workspace)
    worked, is_paused = 0, False
    for _step in range(120):
        minutes = chance.randrange(1, 9)
        worked += 0 if is_paused else minutes
        clock.advance(minutes=minutes)
        act = chance.choice(["call", "call", "call", "pause", "resume", "undo", "redo"])
        if act == "call":
            answers = Answers(when=WEDNESDAY)
            log_call(workspace, CallEntry(chance.choice(rows), "RAPP", answers))
            is_paused = False
        elif act in {"pause", "resume"}:
            getattr(sessions, act)(workspace)
            is_paused = act == "pause"
        elif undo.pending(workspace, redo=act == "redo"):
            pending = undo.pending(workspace, redo=act == "redo")
            if pending is not None and pending.code == "call":
                getattr(undo, act)(workspace)
        session = current(workspace)
        assert session.forgotten_since is None
        assert session.worked_seconds == worked * 60
        held = workspace.connection.execute(
            "SELECT count(*) FROM call WHERE session_id = 1"
        ).fetchone()
        assert held == (session.figures.calls,)


def test_the_summary_tells_results_files_meetings_and_promises(
    workspace: Workspace, rows: list[int]
) -> None:
    clock = clock_of(workspace)
    salon = make_prospect(
        workspace, make_file(workspace, "Salon"), company_name="Ozanne", last_name="Ozanne"
    )
    sessions.start(workspace)
    for row in rows[:3]:
        clock.advance(minutes=3)
        call(workspace, row, dialled=60)
    call(workspace, rows[3], "RDV", when=WEDNESDAY)
    call(workspace, salon, "RAPP", when=When(date(2026, 11, 24), time(9)))
    told = sessions.stop(workspace)
    assert told.results == {"NRP": 3, "RDV": 1, "RAPP": 1}
    assert told.files == {"Menuisiers 69": 4, "Salon": 1}
    [meeting] = told.meetings
    assert (meeting.prospect_id, meeting.when) == (rows[3], WEDNESDAY)
    [promise] = told.promises
    assert (promise.company_name, promise.person) == ("Ozanne", "Ozanne")
    assert promise.when == When(date(2026, 11, 24), time(9))
    assert told == sessions.summary(workspace, told.session.id)


def test_two_programs_share_one_session(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("base")
    here = make_workspace(folder)
    rows = [make_prospect(here, make_file(here)), make_prospect(here, 1)]
    there = make_workspace(folder)
    sessions.start(here)
    with pytest.raises(Refused, match=r"session\.open"):
        sessions.start(there)
    call(here, rows[0])
    call(there, rows[1])
    assert current(here).figures.calls == current(there).figures.calls == 2
    sessions.stop(there)
    assert sessions.current(here) is None
    with pytest.raises(NotFound, match=r"session\.none_open"):
        sessions.pause(here)
    here.close()
    there.close()


def test_a_base_that_cannot_be_written_begins_no_session(workspace: Workspace) -> None:
    workspace.read_only = True
    with pytest.raises(UnusableBase):
        sessions.start(workspace)
    assert sessions.current(workspace) is None
