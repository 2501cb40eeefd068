"""The days named in a filter: shorthand, whole dates, months and years, seen from today.

Refuses hours: a filter compares days.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from prospect_tui.domain.cadence import FIRST_YEAR, LAST_YEAR, WorkCalendar
from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.expressions import expression

_YEAR = expression(r"[0-9]{4}")
_MONTH = expression(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>[0-9]{4})")
_MONTH_LAST = expression(r"(?P<year>[0-9]{4})[/.-](?P<month>0?[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Days:
    """From where the days of a filter are read. Two of one day are equal."""

    today: date
    zone: ZoneInfo
    calendar: WorkCalendar

    def span(self, text: str, *, is_past: bool = False) -> tuple[date, date]:
        """Return the first and last day of what `text` names: a day, a month, a year.

        03/2027 and 2027-03 are months, 2027 is a year, anything else is read by `parse_when`: what
        is left out is the first to come. With `is_past`, for a column of things past, it is of
        this year, and a day of the week is the last one. Raises `InvalidDate`.
        """
        typed = text.strip()
        month = _MONTH.fullmatch(typed) or _MONTH_LAST.fullmatch(typed)
        if month or _YEAR.fullmatch(typed):
            year = int(month["year"] if month else typed)
            from calendar import monthrange  # noqa: PLC0415 - first month typed

            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise InvalidDate("date.impossible", text=typed)
            first, last = (int(month["month"]),) * 2 if month else (1, 12)
            return date(year, first, 1), date(year, last, monthrange(year, last)[1])
        day = self._past_day(typed) if is_past else self._day(typed)
        return day, day

    def begins(self, day: date) -> datetime:
        """Return the UTC moment at which `day` begins where the user lives."""
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)

    def _day(self, text: str) -> date:
        try:
            return self._read(text, past=False)
        except InvalidDate as error:
            if error.message_id not in {"date.past", "date.far"}:
                raise
        return self._read(text, past=True)

    def _past_day(self, text: str) -> date:
        from prospect_tui.domain import shorthand_words as words  # noqa: PLC0415 - slow to import

        day = self._read(text, past=True)
        is_weekday = words.weekday_number(words.folded(text)) is not None
        return day - timedelta(weeks=1) if is_weekday and day > self.today else day

    def _read(self, text: str, *, past: bool) -> date:
        from prospect_tui.domain.shorthand import parse_when  # noqa: PLC0415 - slow to import

        midnight = datetime.combine(self.today, time(), tzinfo=self.zone)
        return parse_when(text, midnight, self.calendar, past=past).day
