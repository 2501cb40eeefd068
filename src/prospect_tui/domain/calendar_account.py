"""The calendar server that the user chose in the settings, never with its password."""

import re
import shlex
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from prospect_tui.domain import toml_values
from prospect_tui.domain.errors import InvalidValue, ProspectError

_SECRET = re.compile(r"//[^/]*@")
"""The user, perhaps with a password, in an address: never told again."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class CalendarAccount(NamedTuple):
    """Where calendars are, whose they are, and how the password is asked for."""

    url: str
    user: str = ""
    password_command: tuple[str, ...] = ()
    """A command whose first line is the password; empty: it is asked on the terminal."""
    calendar: str = ""
    """The name of the calendar to use; "" when there is only one."""


def check_url(url: str) -> str:
    """Return an address to which a password may be sent; raises ValueError.

    It is encrypted (https), unless it stays on this computer, and holds no password itself.
    """
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not is_safe or not parts.hostname or parts.username is not None or parts.fragment:
        raise ValueError(url)
    assert parts.port is None or parts.port > 0  # a wrong port raises ValueError
    return url


def read_account(value: object, file: str) -> tuple[CalendarAccount | None, list[ProspectError]]:
    """Read the table [caldav] of the settings: the server, if it can be used, and what is wrong.

    A password has no place there: it would be read by whoever is handed the file.
    """
    if not isinstance(value, dict):
        return None, [InvalidValue("settings.caldav", file=file, key="caldav")]
    found: dict[str, Any] = {}
    problems: list[ProspectError] = []
    for key, entry in value.items():
        if key not in _READERS:
            problem = "settings.caldav_password" if key == "password" else "settings.unknown"
            problems.append(InvalidValue(problem, file=file, key=f"caldav.{key}"))
            continue
        read, expected = _READERS[key]
        try:
            found[key] = read(entry)
        except (TypeError, ValueError):
            told = "" if key == "password_command" else _SECRET.sub("//…@", str(entry))
            problems.append(InvalidValue(expected, file=file, key=f"caldav.{key}", value=told))
    if "url" not in found:
        return None, problems or [InvalidValue("settings.caldav", file=file, key="caldav")]
    return CalendarAccount(**found), problems


def _command(value: object) -> tuple[str, ...]:
    words = shlex.split(value) if isinstance(value, str) else toml_values.entries(value)
    found = tuple(map(toml_values.text, words))
    if not found or not found[0]:
        raise ValueError(value)
    return found


_READERS: dict[str, tuple[Callable[[object], object], str]] = {
    "url": (lambda value: check_url(toml_values.text(value)), "settings.caldav_url"),
    "user": (toml_values.text, "settings.text"),
    "calendar": (toml_values.text, "settings.text"),
    "password_command": (_command, "settings.command"),
}
