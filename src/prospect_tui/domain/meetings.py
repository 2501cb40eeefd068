"""Appointments: their codes, and how they ended: held or missed."""

MEETING = "meeting"
CONFIRM_MEETING = "confirm_meeting"
"""Codes of an appointment, and of the task that confirms it."""
HELD, MISSED = "meeting_held", "meeting_missed"
"""How an appointment ended: the first word of its result, for whoever counts them."""


def meeting_result(*, held: bool, said: str = "") -> str:
    """Return the result of an appointment: its code, then what was said of it."""
    return f"{HELD if held else MISSED} {said}".strip()


def split_result(result: str) -> tuple[str, str]:
    """Return the code of an appointment's result ("" when it is none), and what was said."""
    code, _, said = result.partition(" ")
    return (code, said) if code in {HELD, MISSED} else ("", result)
