"""The only reader of the time. Everything else is handed a `Clock`, or a moment already read.

A clock gives aware UTC moments and knows the user's zone, so that practice, tests and a machine
set to another zone all go through one place.
"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Europe/Paris"


class Clock(Protocol):
    """What the rest of the program may ask of the time."""

    zone: ZoneInfo
    """The zone in which the user lives and types dates."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def local_now(self) -> datetime:
        """Return the present moment in the user's zone."""
        ...

    def today(self) -> date:
        """Return the user's calendar day."""
        ...


class SystemClock:
    """The computer's clock, optionally shifted so that it started at a chosen moment."""

    def __init__(self, zone: ZoneInfo, started_at: datetime | None = None) -> None:
        """Use `zone` for local days; with `started_at` (aware) the time runs on from there."""
        self.zone = zone
        self._shift = timedelta(0) if started_at is None else started_at - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self._shift

    def local_now(self) -> datetime:
        """Return the present moment in the user's zone."""
        return self.now().astimezone(self.zone)

    def today(self) -> date:
        """Return the user's calendar day."""
        return self.local_now().date()


class MovableClock(SystemClock):
    """A clock that goes on, and that whoever rehearses puts to another moment."""

    def jump(self, moment: datetime) -> None:
        """Make it `moment` (aware); time goes on from there."""
        self._shift = moment - datetime.now(UTC)


class FixedClock(MovableClock):
    """A clock that stands still until it is moved: for tests and rehearsals."""

    def __init__(self, moment: datetime, zone: ZoneInfo) -> None:
        """Stand at `moment` (aware) in `zone`."""
        super().__init__(zone)
        self.moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment at which the clock stands, in UTC."""
        return self.moment

    def jump(self, moment: datetime) -> None:
        """Stand at another moment (aware)."""
        self.moment = moment.astimezone(UTC)

    def advance(self, **amount: float) -> None:
        """Move on by `timedelta(**amount)`, for example `advance(hours=2)`."""
        self.moment += timedelta(**amount)

    def set_local(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """Jump to a local wall-clock moment."""
        local = datetime(year, month, day, hour, minute, tzinfo=self.zone)
        self.moment = local.astimezone(UTC)


def local_zone(name: str = "") -> ZoneInfo:
    """Return the zone called `name`, else the computer's own, else Europe/Paris.

    A computer left on plain UTC tells nothing about its user: French legal and office hours are
    then the better guess.
    """
    for candidate in (name, os.environ.get("TZ", "").lstrip(":"), _zone_of_localtime()):
        if candidate and candidate not in {"UTC", "Etc/UTC", "Etc/Universal"}:
            try:
                return ZoneInfo(candidate)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return ZoneInfo(DEFAULT_ZONE)


def _zone_of_localtime() -> str:
    try:
        target = str(Path("/etc/localtime").readlink())
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]
