"""Which side counts when a planned thing stands here and on a server."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from prospect_tui.domain.calendar_events import (
    LONGEST_UID,
    CalendarEvent,
    own_uid,
    owner_of,
    safe_uid,
)
from prospect_tui.domain.calendar_sync import Step, is_clash, step

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)
AGREED = CalendarEvent("a", "Relire", date(2026, 11, 26), NINE, changed_at=NINE)
EARLIER, LATER = NINE.replace(hour=8), NINE.replace(hour=10)
RENAMED = replace(AGREED, summary="Relire tout", changed_at=LATER)
MOVED = replace(AGREED, at=LATER, changed_at=LATER)
MOVED_BEFORE = replace(MOVED, changed_at=EARLIER)
MOVED_ELSEWHERE = replace(AGREED, at=EARLIER, changed_at=NINE)
UNDATED = replace(MOVED, changed_at=None)
ALL_DAY = replace(AGREED, at=None, changed_at=LATER)
LONGER = replace(AGREED, ends_at=LATER)
LONGER_DAYS = replace(ALL_DAY, end_day=date(2026, 11, 29), changed_at=LATER.replace(hour=11))
CANCELLED = replace(AGREED, is_cancelled=True)


@pytest.mark.parametrize(
    ("here", "there", "expected", "clash"),
    [
        (AGREED, None, Step.NOTHING, False),
        (AGREED, AGREED, Step.NOTHING, False),
        (RENAMED, None, Step.SEND, False),
        (RENAMED, AGREED, Step.SEND, False),
        (AGREED, RENAMED, Step.NOTHING, False),
        (AGREED, MOVED, Step.TAKE, False),
        (AGREED, MOVED_BEFORE, Step.TAKE, False),
        (AGREED, ALL_DAY, Step.TAKE, False),
        (AGREED, LONGER, Step.TAKE, False),
        (ALL_DAY, LONGER_DAYS, Step.TAKE, True),
        (AGREED, UNDATED, Step.TAKE, False),
        (MOVED, RENAMED, Step.SEND, False),
        (MOVED, MOVED_BEFORE, Step.SEND, False),
        (MOVED, MOVED_ELSEWHERE, Step.SEND, True),
        (MOVED_ELSEWHERE, MOVED, Step.TAKE, True),
        (MOVED_ELSEWHERE, UNDATED, Step.SEND, True),
        (AGREED, CANCELLED, Step.LEAVE, False),
        (MOVED, CANCELLED, Step.SEND, True),
    ],
)
def test_who_counts(
    here: CalendarEvent, there: CalendarEvent | None, expected: Step, clash: bool
) -> None:
    agreed = AGREED.digest
    assert step(here, there, agreed, changed_there=there is not None) is expected
    assert (there is not None and is_clash(here, there, agreed)) is clash


def test_without_a_memory_the_newer_time_counts() -> None:
    assert step(MOVED, AGREED, "", changed_there=True) is Step.SEND
    assert step(MOVED_BEFORE, AGREED, "", changed_there=True) is Step.TAKE
    assert not is_clash(MOVED, AGREED, "")


def test_whose_uid_it_is() -> None:
    uid = own_uid("prospect", 12, "a1b2c3d4e5f6")
    assert owner_of(uid, "a1b2c3d4e5f6") == ("prospect", 12)
    assert owner_of(uid, "f6e5d4c3b2a1") is None
    assert owner_of(f"x{uid}", "a1b2c3d4e5f6") is None


def test_a_uid_from_outside_is_short_and_stays_the_same() -> None:
    long = "x" * (LONGEST_UID + 1)
    assert safe_uid(" a\x1bb\n") == "a\ufffdb"
    assert safe_uid(long) == safe_uid(long) != safe_uid(f"{long}y")
    assert len(safe_uid(long)) <= LONGEST_UID
