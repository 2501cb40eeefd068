"""A planned time as people give it: a day, perhaps with an hour or a half-day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from prospect_tui.domain.vocabulary import HalfDay


@dataclass(frozen=True, slots=True)
class When:
    """A local day; `hour` when an hour was given, else perhaps the `half` of the day."""

    day: date
    hour: time | None = None
    half: HalfDay | None = None

    def moment(self, zone: ZoneInfo) -> datetime | None:
        """Return the UTC moment in `zone`, or None when no hour was given.

        An hour which the spring change of clocks skips is read as the next existing one; one
        which autumn repeats is its first occurrence (the standard library's fold=0).
        """
        if self.hour is None:
            return None
        return datetime.combine(self.day, self.hour, tzinfo=zone).astimezone(UTC)

    def is_due(self, now: datetime, zone: ZoneInfo) -> bool:
        """Say whether its day (or its hour, or its half-day) has come at `now` (aware)."""
        local = now.astimezone(zone)
        moment = self.moment(zone)
        if moment is not None:
            return moment <= now
        if self.day == local.date() and self.half is HalfDay.AFTERNOON:
            return local.hour >= NOON
        return self.day <= local.date()


NOON = 12
