"""The morning on which a rehearsal is played, whatever the day on which one learns."""

from datetime import datetime

import pytest

from prospect_tui.cli.demo import in_the_morning
from prospect_tui.cli.start import Start
from prospect_tui.clock import FixedClock
from prospect_tui.domain.cadence import WorkCalendar
from tests.builders import PARIS


@pytest.mark.parametrize(
    ("now", "opened"),
    [
        ("2026-11-23 17:30:12", "2026-11-23T08:45:00+01:00"),
        ("2026-11-22 10:00", "2026-11-23T08:45:00+01:00"),  # a Sunday
        ("2026-11-21 10:00", "2026-11-23T08:45:00+01:00"),
        ("2026-07-14 10:00", "2026-07-15T08:45:00+02:00"),  # a public holiday
    ],
)
def test_one_rehearses_on_a_working_day(now: str, opened: str) -> None:
    clock = FixedClock(datetime.fromisoformat(now).replace(tzinfo=PARIS), PARIS)
    assert in_the_morning(Start(), clock, WorkCalendar()).at == opened


def test_the_demo_opens_today_and_a_chosen_moment_is_kept() -> None:
    sunday = FixedClock(datetime(2026, 11, 22, 10, tzinfo=PARIS), PARIS)
    assert in_the_morning(Start(), sunday).at == "2026-11-22T08:45:00+01:00"
    asked = Start(at="2026-11-22 10:00")
    assert in_the_morning(asked, sunday, WorkCalendar()) == asked
