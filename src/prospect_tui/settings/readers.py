"""How each entry of the settings file is read, and what is said of one that cannot be."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from prospect_tui import keys
from prospect_tui.domain import cadence, toml_values
from prospect_tui.domain.cadence import REGIONS
from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.vocabulary import CONTACT_FIELDS, OPPORTUNITY_FIELDS
from prospect_tui.i18n import LANGUAGES

if TYPE_CHECKING:
    from prospect_tui.domain.calendar_account import CalendarAccount
    from prospect_tui.domain.hooks import Hook
    from prospect_tui.domain.identity import Identity

START_SCREENS = ("today", "files", "calls", "pipeline", "planning", "clients")
NUMBER_MARK = "{number}"
"""What stands for the phone number in the dial command."""


def read_keymap(
    value: object, file: str, taken: Iterable[str] = (keys.KEPT_KEY,)
) -> tuple[Mapping[str, str], list[ProspectError]]:
    """Return the user's own keys that can be used, `taken` being those of call results."""
    if not isinstance(value, dict):
        return MappingProxyType({}), [InvalidValue("settings.keymap", file=file, key="keymap")]
    texts = {str(key): str(text) for key, text in _flat(value).items()}
    result = keys.merged(texts, taken)
    refused = {str(problem.params["id"]) for problem in result.problems}
    problems: list[ProspectError] = [
        InvalidValue(problem.message_id, file=file, **problem.params) for problem in result.problems
    ]
    table = keys.by_id(result.table)
    good = {key: table[key].default for key in texts if key not in refused}
    return MappingProxyType(good), problems


def _identity(value: object, file: str) -> tuple["Identity", list[ProspectError]]:
    from prospect_tui.domain.identity import read_identity  # noqa: PLC0415 - for quotes only

    return read_identity(value, file)


def _hooks(value: object, file: str) -> tuple["Mapping[str, Hook]", list[ProspectError]]:
    from prospect_tui.domain.hooks import read_hooks  # noqa: PLC0415 - most have none

    hooks, problems = read_hooks(value, file)
    return MappingProxyType(hooks), problems


def _caldav(value: object, file: str) -> tuple["CalendarAccount | None", list[ProspectError]]:
    from prospect_tui.domain.calendar_account import read_account  # noqa: PLC0415 - most have none

    return read_account(value, file)


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """Return the entries by dotted id: TOML reads an unquoted `files.edit` as two tables."""
    found: dict[str, object] = {}
    for key, value in table.items():
        found |= (
            _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
        )
    return found


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if str(value) not in choices:
            raise ValueError(value)
        return str(value)

    return read


def _zone(value: object) -> str:
    return ZoneInfo(toml_values.text(value)).key


def _wait(value: object) -> int:
    return toml_values.count(value, most=cadence.LONGEST_WAIT)


def _waits(value: object) -> tuple[int, ...]:
    return tuple(map(_wait, toml_values.entries(value)))


def _lines(value: object) -> tuple[str, ...]:
    lines = (toml_values.text(line).strip() for line in toml_values.entries(value))
    return tuple(line for line in lines if line)


def _fields_of(known: tuple[str, ...]) -> Callable[[object], tuple[str, ...]]:
    """Return what reads names of known fields, each once."""

    def read(value: object) -> tuple[str, ...]:
        named = tuple(toml_values.text(name) for name in toml_values.entries(value, least=0))
        if len({*named}) < len(named) or {*named} - {*known}:
            raise ValueError(value)
        return named

    return read


def _path(value: object) -> Path:
    if not toml_values.text(value):
        raise ValueError(value)
    return Path(toml_values.text(value)).expanduser()


def _command(value: object) -> tuple[str, ...]:
    import shlex  # noqa: PLC0415 - for whoever chose a command

    words = (
        shlex.split(toml_values.text(value))
        if isinstance(value, str)
        else [toml_values.text(word) for word in toml_values.entries(value, least=0)]
    )
    if words and (NUMBER_MARK in words[0] or not any(NUMBER_MARK in word for word in words)):
        raise ValueError(value)
    return tuple(words)


def _lookups(value: object) -> Mapping[str, str]:
    from prospect_tui.domain.lookups import check_template  # noqa: PLC0415 - idem

    found = _words(value)
    for template in found.values():
        if template:
            check_template(template)
    return found


def _words(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return MappingProxyType(
        {
            toml_values.text(key).strip(): toml_values.text(text).strip()
            for key, text in value.items()
        }
    )


READERS: dict[str, tuple[Callable[[object], object], str]] = {
    "language": (_one_of(*LANGUAGES), "settings.language"),
    "theme": (toml_values.text, "settings.text"),
    "start_screen": (_one_of(*START_SCREENS), "settings.start_screen"),
    "zone": (_zone, "settings.zone"),
    "responsible": (toml_values.text, "settings.text"),
    "region": (_one_of(*REGIONS), "settings.region"),
    "weekdays": (toml_values.weekdays, "settings.weekdays"),
    "morning": (toml_values.hours, "settings.hours"),
    "afternoon": (toml_values.hours, "settings.hours"),
    "max_attempts": (toml_values.count, "settings.count"),
    "retry_steps": (_waits, "settings.waits"),
    "busy_minutes": (_wait, "settings.wait"),
    "busy_retries": (toml_values.count, "settings.count"),
    "call_back_days": (_wait, "settings.wait"),
    "return_months": (_wait, "settings.wait"),
    "return_choices": (_waits, "settings.waits"),
    "max_open_opportunities": (toml_values.count, "settings.count"),
    "opportunity_fields": (_fields_of(OPPORTUNITY_FIELDS), "settings.opportunity_fields"),
    "contact_fields": (_fields_of(CONTACT_FIELDS), "settings.contact_fields"),
    "lost_reasons": (_lines, "settings.lines"),
    "hot_threshold": (toml_values.count, "settings.count"),
    "database": (_path, "settings.path"),
    "backup_directory": (_path, "settings.path"),
    "backup_keep": (toml_values.count, "settings.count"),
    "dial_command": (_command, "settings.dial_command"),
    "dial_link": (toml_values.yes_no, "settings.yes_no"),
    "calendar_feed": (_path, "settings.path"),
    "calendar_alarm": (toml_values.minutes, "settings.minutes"),
    "calendar_retries": (toml_values.yes_no, "settings.yes_no"),
    "lookups": (_lookups, "settings.lookups"),
    "law_file": (_path, "settings.path"),
    "abbreviations": (_words, "settings.words"),
}
"""How each value is read, and the message that says what was expected instead."""

TABLES: dict[str, Callable[[object, str], tuple[object, list[ProspectError]]]] = {
    "caldav": _caldav,
    "keymap": read_keymap,
    "identity": _identity,
    "hooks": _hooks,
}
"""The tables whose entries are told one by one when they are wrong."""
