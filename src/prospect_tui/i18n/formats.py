"""How days, hours, amounts and sizes are shown in the language in use.

Refuses to read anything back, and to know the user's zone: days and hours arrive local. To add a
language, add its `_Style`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from prospect_tui.i18n.catalog import current_language

NARROW_SPACE = "\u202f"
"""Between groups of three figures in French."""
NO_BREAK_SPACE = "\u00a0"
"""Between a figure and its unit."""

_CENTS = 100
_THOUSAND = 1000
_MINUTE, _HOUR = 60, 3600
_DAYS_NAMED_ALONE = 6


@dataclass(frozen=True)
class _Style:
    """What differs between two languages."""

    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    first_of_month: str
    near_days: dict[int, str]
    halves: dict[str, str]
    thousands: str
    decimal_mark: str
    euros: str
    per_cent: str
    byte_units: tuple[str, ...]


_STYLES = {
    "fr": _Style(
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        short_weekdays=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
        months=(
            *("janvier", "février", "mars", "avril", "mai", "juin"),
            *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        ),
        first_of_month="1er",
        near_days={0: "auj.", 1: "demain", -1: "hier"},
        halves={"am": "matin", "pm": "après-midi"},
        thousands=NARROW_SPACE,
        decimal_mark=",",
        euros=f"{{sign}}{{amount}}{NO_BREAK_SPACE}€",
        per_cent=f"{{number}}{NARROW_SPACE}%",
        byte_units=("o", "ko", "Mo", "Go", "To"),
    ),
    "en": _Style(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        first_of_month="1",
        near_days={0: "today", 1: "tomorrow", -1: "yesterday"},
        halves={"am": "morning", "pm": "afternoon"},
        thousands=",",
        decimal_mark=".",
        euros="{sign}€{amount}",
        per_cent="{number}%",
        byte_units=("B", "kB", "MB", "GB", "TB"),
    ),
}


def _style() -> _Style:
    return _STYLES[current_language()]


def weekday_short(weekday: int) -> str:
    """Return "lun.", "Mon" for 0, and so on to 6."""
    return _style().short_weekdays[weekday]


def day_short(day: date, today: date | None = None) -> str:
    """Return "mar. 24/11", "Tue 24/11"; in another year than `today`, "mar. 24/11/26"."""
    return f"{_style().short_weekdays[day.weekday()]} {_day_and_month(day, today or day)}"


def day_long(day: date) -> str:
    """Return "mardi 24 novembre 2026", "Tuesday 24 November 2026"."""
    style = _style()
    number = style.first_of_month if day.day == 1 else str(day.day)
    return f"{style.weekdays[day.weekday()]} {number} {style.months[day.month - 1]} {day.year}"


def month_long(day: date) -> str:
    """Return "novembre 2026", "November 2026"."""
    return f"{_style().months[day.month - 1]} {day.year}"


def hour(moment: time | datetime) -> str:
    """Return "14:30"."""
    return f"{moment:%H:%M}"


def moment_short(local: datetime, today: date | None = None) -> str:
    """Return "mar. 24/11 14:30"; in another year than `today`, "mar. 24/11/26 14:30"."""
    return f"{day_short(local, today)} {hour(local)}"


def relative_day(day: date, today: date) -> str:
    """Return a day as seen from `today`, as short as can be.

    "auj.", "demain", "hier", the day of the week for the five days after tomorrow, else "24/11",
    or "24/11/27" in another year.
    """
    style, distance = _style(), (day - today).days
    if near := near_day(day, today):
        return near
    if 0 < distance <= _DAYS_NAMED_ALONE:
        return style.short_weekdays[day.weekday()]
    return _day_and_month(day, today)


def near_day(day: date, today: date) -> str:
    """Return "auj.", "demain", "hier", or "" for any other day."""
    return _style().near_days.get((day - today).days, "")


def when_text(
    day: date, hour: time | None, half: str | None, today: date, *, is_dated: bool = False
) -> str:
    """Return a planned time: "mar. 24/11 après-midi", "auj. 09:30", "demain", "lun. 04/01/27".

    `half` is "am", "pm" or None; an hour goes before it. One that `is_dated` is never "demain".
    """
    style = _style()
    name = "" if is_dated else near_day(day, today)
    name = name or day_short(day, today)
    part = f"{hour:%H:%M}" if hour is not None else style.halves[half] if half else ""
    return f"{name} {part}".rstrip()


def _day_and_month(day: date, today: date) -> str:
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%y}"


def number(value: int | float) -> str:
    """Return "1 234,5": groups of three figures, two decimals at most, none when whole."""
    return _written(abs(value), decimals=2, sign="-" if value < 0 else "")


def money(cents: int, *, exact: bool = False) -> str:
    """Return "1 234,50 €" ("€1,234.50" in English); a whole amount drops ",00" unless `exact`."""
    euros, rest = divmod(abs(cents), _CENTS)
    amount = _grouped(euros)
    if rest or exact:
        amount += f"{_style().decimal_mark}{rest:02d}"
    return _style().euros.format(sign="-" if cents < 0 else "", amount=amount)


def bare_money(cents: int) -> str:
    """Return "1234,50" ("1234.50" in English), as typed and as spreadsheets read a number."""
    euros, rest = divmod(abs(cents), _CENTS)
    decimals = f"{_style().decimal_mark}{rest:02}" if rest else ""
    return f"{'-' if cents < 0 else ''}{euros}{decimals}"


def percent(ratio: float) -> str:
    """Return "12,5 %" for the ratio 0.125: one decimal at most."""
    written = _written(abs(ratio) * 100, decimals=1, sign="-" if ratio < 0 else "")
    return _style().per_cent.format(number=written)


def thousandths(milli: int) -> str:
    """Return "2,5" for 2500 thousandths, exactly, without the zeros that end its decimals."""
    whole, rest = divmod(abs(milli), _THOUSAND)
    return _with_decimals(whole, f"{rest:03d}", sign="-" if milli < 0 else "")


def basis_points(points: int) -> str:
    """Return "5,5 %" for 550 basis points, exactly."""
    whole, rest = divmod(abs(points), _CENTS)
    written = _with_decimals(whole, f"{rest:02d}", sign="-" if points < 0 else "")
    return _style().per_cent.format(number=written)


def file_size(size: int) -> str:
    """Return "512 o", "1,2 Mo" for a number of bytes; a kilobyte is 1000 of them."""
    amount, *larger = _style().byte_units
    value: float = size
    for unit in larger:
        if round(value, 1) < _THOUSAND:
            break
        value, amount = value / _THOUSAND, unit
    return f"{_written(value, decimals=1)}{NO_BREAK_SPACE}{amount}"


def duration(seconds: float) -> str:
    """Return "00:42", or "1:02:03" from one hour on; seconds begun are not counted."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"


def _written(value: float, *, decimals: int, sign: str = "") -> str:
    """Write a positive number, without the zeros that end its decimals."""
    if isinstance(value, int):
        return sign + _grouped(value)
    whole, _, fraction = f"{value:.{decimals}f}".partition(".")
    fraction = fraction.rstrip("0")
    if not fraction and whole == "0":
        return "0"
    return sign + _grouped(int(whole)) + (_style().decimal_mark + fraction if fraction else "")


def _with_decimals(whole: int, decimals: str, *, sign: str) -> str:
    kept = decimals.rstrip("0")
    return sign + _grouped(whole) + (_style().decimal_mark + kept if kept else "")


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", _style().thousands)
