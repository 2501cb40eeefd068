"""Finds which zone a calendar means: by its name, by what other programs call it, by its own rules.

A zone that nobody knows is told, never guessed.
"""

from collections.abc import Iterable
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prospect_tui.files.ics_blocks import Block


class Zones:
    """The zones of one file, each worked out once."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Know the zones which the file explains."""
        self._explained = {block.value("TZID"): block for block in blocks}
        self._known: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo | None:
        """Return the zone that the file calls `name`, or None when nobody can tell."""
        if name not in self._known:
            self._known[name] = _of_world(name) or self._own(name)
        return self._known[name]

    def _own(self, name: str) -> tzinfo | None:
        """Return the zone that the file explains, by the place it names or by its rules."""
        from icalendar import Timezone  # noqa: PLC0415 - slow to import

        block = self._explained.get(name)
        if block is None:
            return None
        place = _of_world(block.value("X-LIC-LOCATION"))
        if place is not None:
            return place
        try:
            parsed = Timezone.from_ical(block.content)
            assert isinstance(parsed, Timezone)
            zone: tzinfo = parsed.to_tz(lookup_tzid=False)
        except Exception:  # whatever a broken zone makes the library do
            return None
        return zone


def _of_world(name: str) -> tzinfo | None:
    """Return the zone of the world with this name, also after a path, or in the words of Windows.

    "/freeassociation.sourceforge.net/Europe/Paris" and "Romance Standard Time" are Paris.
    """
    from icalendar.timezone.windows_to_olson import (  # noqa: PLC0415 - slow to import
        WINDOWS_TO_OLSON,
    )

    parts = WINDOWS_TO_OLSON.get(name, name).strip('" ').split("/")
    for start in range(len(parts)):
        candidate = "/".join(parts[start:])
        try:
            return ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
