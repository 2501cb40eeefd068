"""Planned times and past moments in words."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from prospect_tui.domain.when import When
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import half_day_label

if TYPE_CHECKING:
    from prospect_tui.domain.cadence import WorkCalendar


def planned(when: When | None, today: date, *, is_dated: bool = False) -> str:
    """Return a planned time as seen from `today`: "auj. 09:30", "mar. 24/11 après-midi", "".

    One that `is_dated` is read on another day too: "lun. 23/11 09:30".
    """
    if when is None:
        return ""
    half = when.half.value if when.half else None
    return formats.when_text(when.day, when.hour, half, today, is_dated=is_dated)


def in_full(when: When, today: date, calendar: "WorkCalendar") -> str:
    """Return a time being typed, in full: "mardi 24 novembre 2026 14:00 · demain".

    A day on which nobody works is said: "dimanche 23 mai 2027 · non travaillé".
    """
    from prospect_tui.domain.cadence import holidays  # noqa: PLC0415 - first date typed

    part = formats.hour(when.hour) if when.hour else half_day_label(when.half or "")
    remarks = [f"{formats.day_long(when.day)} {part}".rstrip()]
    if near := formats.near_day(when.day, today):
        remarks.append(near)
    if when.day in holidays(when.day.year, calendar.region):
        remarks.append(_("public holiday"))
    elif not calendar.is_working_day(when.day):
        remarks.append(_("not a working day"))
    return " · ".join(remarks)


def moment(at: datetime | None, zone: ZoneInfo, today: date | None = None) -> str:
    """Return a past moment in the user's zone: "jeu. 19/11 10:15", or "".

    Seen from a `today` of another year, its year is said.
    """
    return formats.moment_short(at.astimezone(zone), today) if at else ""


def day(at: datetime | None, zone: ZoneInfo, today: date | None = None) -> str:
    """Return the day of a past moment in the user's zone, as `moment` does, or ""."""
    return formats.day_short(at.astimezone(zone).date(), today) if at else ""
