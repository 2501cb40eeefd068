"""Planned times and past moments in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from prospect_tui.domain.when import When
from prospect_tui.i18n import formats


def planned(when: When | None, today: date) -> str:
    """Return a planned time as seen from `today`: "auj. 09:30", "mar. 24/11 après-midi", ""."""
    if when is None:
        return ""
    return formats.when_text(when.day, when.hour, when.half.value if when.half else None, today)


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """Return a past moment in the user's zone: "jeu. 19/11 10:15", or ""."""
    return formats.moment_short(at.astimezone(zone)) if at else ""


def day(at: datetime | None, zone: ZoneInfo) -> str:
    """Return the day of a past moment in the user's zone, or ""."""
    return formats.day_short(at.astimezone(zone).date()) if at else ""
