"""What to do with one planned thing that stands here and on a calendar server.

What was changed on one side only is taken over by the other. Changed on both, the newer time
counts, and the other one is told. What the phone deletes stays planned here: a promise is not
forgotten by a slip of the finger. What is done or dropped here leaves the server.
"""

from enum import StrEnum

from prospect_tui.domain.calendar_events import CalendarEvent


class Step(StrEnum):
    """What is done with it."""

    NOTHING = "nothing"
    SEND = "send"
    TAKE = "take"
    """Its time on the server is taken over here."""
    LEAVE = "leave"
    """It was deleted there: it stays planned here, and is not sent before it changes."""


def step(
    here: CalendarEvent, there: CalendarEvent | None, agreed: str, *, changed_there: bool
) -> Step:
    """Return what to do with a thing that stands on both sides.

    `there` is its event as the server has it, when it changed; `agreed` is the digest that both
    had last, "" when nobody knows. A change there which moves nothing is no reason to do anything:
    words and colours of a phone stay on it, until the thing changes here.
    """
    changed_here = here.digest != agreed
    if not changed_there or there is None:
        return Step.SEND if changed_here else Step.NOTHING
    if there.is_cancelled:
        return Step.SEND if changed_here else Step.LEAVE
    if has_moved(here, there, agreed) and not (changed_here and is_newer(here, there)):
        return Step.TAKE
    return Step.SEND if changed_here else Step.NOTHING


def is_clash(here: CalendarEvent, there: CalendarEvent, agreed: str) -> bool:
    """Say whether both sides changed something that only one of them can keep."""
    if not agreed or here.digest == agreed:
        return False
    return there.is_cancelled or has_moved(here, there, agreed)


def has_moved(here: CalendarEvent, there: CalendarEvent, agreed: str) -> bool:
    """Say whether the server has another time than what was agreed, and than what holds here."""
    known = agreed.partition("/")[0] or here.time_sign
    return there.time_sign not in {known, here.time_sign}


def is_newer(here: CalendarEvent, there: CalendarEvent) -> bool:
    """Say whether what holds here was changed after the event of the server."""
    if there.changed_at is None or here.changed_at is None:
        return True
    return here.changed_at > there.changed_at
