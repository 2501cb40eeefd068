"""Sessions of calls: the goal as typed, the time worked, what was forgotten open."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain import sessions
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.sessions import Goal, SessionTimes, parse_goal

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


GOALS = {
    "40 appels ou 3 RDV": Goal(40, 3),
    "40 appels": Goal(40, 0),
    "40": Goal(40, 0),
    "1 appel": Goal(1, 0),
    "3 rdv": Goal(0, 3),
    "3 rendez-vous": Goal(0, 3),
    "3 rendez vous OU 40": Goal(40, 3),
    "40appels,3rdv": Goal(40, 3),
    "40 / 3 RDV": Goal(40, 3),
    "40 calls or 3 appointments": Goal(40, 3),
    "2 meetings": Goal(0, 2),
    "  40   appels  ": Goal(40, 0),
    "": Goal(),
    "   ": Goal(),
}
NO_GOALS = ["¨",
    "beaucoup", "0", "0 appel", "-3", "40 appels et 3 rdv", "40 appels ou 30 appels", "3 cafés",
    "40 appels ou", "ou 3 rdv", "99999", "٤٠", "4.5", "40 appels ou 0 rdv",
]  # fmt: skip


@pytest.mark.parametrize(("text", "goal"), GOALS.items())
def test_a_goal_is_read_as_it_is_said(text: str, goal: Goal) -> None:
    assert parse_goal(text) == goal


@pytest.mark.parametrize("text", NO_GOALS)
def test_another_goal_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_goal(text)
    assert refusal.value.message_id == "session.goal"


@given(st.text(max_size=30))
def test_any_text_is_a_goal_or_is_refused(text: str) -> None:
    try:
        goal = parse_goal(text)
    except InvalidValue:
        return
    assert goal.is_set or not text.strip() or not text.isprintable() or text.isspace()


@pytest.mark.parametrize(
    ("goal", "calls", "meetings", "reached"),
    [
        (Goal(), 100, 9, False),
        (Goal(40, 3), 39, 2, False),
        (Goal(40, 3), 40, 0, True),
        (Goal(40, 3), 1, 3, True),
        (Goal(0, 3), 999, 2, False),
    ],
)
def test_one_of_the_two_numbers_is_enough(
    goal: Goal, calls: int, meetings: int, reached: bool
) -> None:
    assert goal.is_reached(calls, meetings) is reached


def test_pauses_are_no_work() -> None:
    times = SessionTimes(NINE)
    assert times.worked(at(30)) == 1800
    times = sessions.pause(times, at(30))
    assert times.is_paused
    assert times.worked(at(50)) == 1800
    assert times.paused(at(50)) == 1200
    assert sessions.pause(times, at(40)) == times
    times = sessions.resume(times, at(50))
    assert times.worked(at(60)) == 2400
    assert sessions.resume(times, at(55)) == times
    ended = sessions.end(times, at(60))
    assert (ended.worked(at(999)), ended.paused(at(999))) == (2400, 1200)
    assert sessions.pause(ended, at(70)) == ended
    assert sessions.end(ended, at(70)) == ended


def test_the_end_of_a_pause_that_lasts_is_its_beginning() -> None:
    times = sessions.end(sessions.pause(SessionTimes(NINE), at(30)), at(50))
    assert times.ended_at == at(30)
    assert not times.is_paused
    assert times.worked(at(99)) == 1800


steps = st.lists(
    st.tuples(st.sampled_from([sessions.pause, sessions.resume]), st.integers(0, 90)), max_size=12
)


@given(steps, st.integers(0, 90))
def test_work_and_pauses_make_the_whole(acts: list[tuple[object, int]], last: int) -> None:
    """Against a plain count, minute by minute; the clock only goes forward here."""
    times, now, worked, is_paused = SessionTimes(NINE), 0, 0, False
    for act, minutes in acts:
        worked += 0 if is_paused else minutes
        now += minutes
        times = act(times, at(now))  # type: ignore[operator]
        is_paused = act is sessions.pause
    worked += 0 if is_paused else last
    now += last
    assert times.worked(at(now)) == worked * 60
    assert times.worked(at(now)) + times.paused(at(now)) == now * 60
    ended = sessions.end(times, at(now))
    assert ended.worked(at(now + 5000)) == worked * 60


@given(
    st.lists(
        st.tuples(
            st.sampled_from([sessions.pause, sessions.resume, sessions.end]),
            st.integers(-600, 600),
        ),
        max_size=12,
    ),
    st.integers(-600, 600),
)
def test_a_clock_that_jumps_makes_no_time_negative(
    acts: list[tuple[object, int]], last: int
) -> None:
    times = SessionTimes(NINE)
    for act, minute in acts:
        times = act(times, at(minute))  # type: ignore[operator]
        assert times.ended_at is None or times.ended_at >= NINE
        assert times.paused_at is None or times.ended_at is None
    assert times.worked(at(last)) >= 0
    assert times.paused(at(last)) >= 0


FORGOTTEN = {
    "at work": (SessionTimes(NINE), at(50), at(70), None),
    "an hour since its last call": (SessionTimes(NINE), at(50), at(110), at(50)),
    "never a call": (SessionTimes(NINE), None, at(60), NINE),
    "just taken up again": (SessionTimes(NINE, resumed_at=at(100)), at(20), at(120), None),
    "a lunch": (SessionTimes(NINE, paused_at=at(60)), at(55), at(180), None),
    "a night": (SessionTimes(NINE, paused_at=at(60)), at(55), at(900), at(60)),
    "ended": (SessionTimes(NINE, ended_at=at(60)), at(55), at(9000), None),
    "clock set back": (SessionTimes(NINE), at(50), at(-600), None),
}


@pytest.mark.parametrize(("times", "last", "now", "since"), FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_was_forgotten_open_was_over_at_its_last_sign(
    times: SessionTimes, last: datetime | None, now: datetime, since: datetime | None
) -> None:
    assert sessions.forgotten_since(times, last, now) == since


def test_a_forgotten_session_taken_up_again_counts_the_gap_as_a_pause() -> None:
    times = sessions.take_up(SessionTimes(NINE), at(50), at(200))
    assert times.worked(at(210)) == 60 * 60
    assert times.paused_seconds == 150 * 60
    assert sessions.forgotten_since(times, at(50), at(210)) is None


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [(0, 2, 120), (0, 0, 0), (5, 0, None), (0, 241, None)],
)
def test_a_call_has_a_length_when_the_clock_is_right(
    start: int, end: int, seconds: int | None
) -> None:
    assert sessions.call_seconds(at(start), at(end)) == seconds
    assert sessions.call_seconds(None, at(end)) is None


def test_the_wrap_up_is_from_the_result_to_the_next_dialling() -> None:
    times = SessionTimes(NINE)
    assert sessions.wrap_up_seconds(at(10), times, at(11)) == 60
    assert sessions.wrap_up_seconds(at(10), times, None) is None
    assert sessions.wrap_up_seconds(None, times, at(11)) is None
    assert sessions.wrap_up_seconds(at(10), times, at(90)) is None
    across = SessionTimes(NINE, resumed_at=at(10.5))
    assert sessions.wrap_up_seconds(at(10), across, at(11)) is None
    assert sessions.wrap_up_seconds(at(10.7), across, at(11)) == 18


def test_calls_per_hour_wait_for_the_first_minute() -> None:
    assert sessions.per_hour(3, 30) is None
    assert sessions.per_hour(31, 42 * 60) == pytest.approx(44.3, abs=0.1)
