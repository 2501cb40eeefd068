"""Appointments: what is one, when it is confirmed, and how it ended: held or missed."""

from datetime import date

from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.vocabulary import ActivityKind

MEETING = "meeting"
CONFIRM_MEETING = "confirm_meeting"
"""Codes of an appointment, and of the task that confirms it."""
HELD, MISSED = "meeting_held", "meeting_missed"
"""How an appointment ended: the first word of its result, for whoever counts them."""


def is_meeting(kind: ActivityKind, code: str, *, is_about_somebody: bool, is_foreign: bool) -> bool:
    """Say whether an activity is an appointment with a prospect, which is held or missed.

    `is_foreign` is true of what was imported from another calendar: never one.
    """
    return kind is ActivityKind.EVENT and not is_foreign and (is_about_somebody or code == MEETING)


def eve_of(meeting: date, calendar: WorkCalendar) -> date:
    """Return the working day before an appointment, on which it is confirmed."""
    return calendar.add_working_days(meeting, -1)


def confirmation_day(meeting: date, today: date, calendar: WorkCalendar) -> date | None:
    """Return the day on which an appointment is to be confirmed, None when it is past."""
    eve = eve_of(meeting, calendar)
    return eve if eve >= today else None


def meeting_result(*, held: bool, said: str = "") -> str:
    """Return the result of an appointment: its code, then what was said of it."""
    return f"{HELD if held else MISSED} {said}".strip()


def split_result(result: str) -> tuple[str, str]:
    """Return the code of an appointment's result ("" when it is none), and what was said."""
    code, _, said = result.partition(" ")
    return (code, said) if code in {HELD, MISSED} else ("", result)
