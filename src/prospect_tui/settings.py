"""The user's own choices, from one TOML file. Nothing here is ever written by the program.

A wrong value keeps the default and is reported with the file, the key and what is expected: a
mistake in this file must never stop somebody from calling. Paths are only named, never created.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import platformdirs

from prospect_tui import keys
from prospect_tui.clock import local_zone
from prospect_tui.domain import cadence, toml_values
from prospect_tui.domain.cadence import MAINLAND, REGIONS, WorkCalendar
from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.toml_values import Hours
from prospect_tui.i18n import LANGUAGES

if TYPE_CHECKING:
    from prospect_tui.domain.law_rules import Article

APP_NAME = "prospect-tui"
START_SCREENS = ("today", "files", "calls", "pipeline")
LAW_FILE = "law.toml"
"""The user's own rules of calling, beside the settings."""
NUMBER_MARK = "{number}"
"""What stands for the phone number in the dial command."""


def _no_keys() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice, with the value that applies when the file says nothing."""

    language: str = ""
    """"fr" or "en"; empty follows the computer, French when it speaks neither."""
    theme: str = ""
    """The name of a colour theme; empty is the program's own dark one."""
    start_screen: str = START_SCREENS[0]
    """The screen on which the program opens."""
    zone: str = ""
    """A time zone such as "Indian/Reunion"; empty follows the computer."""
    responsible: str = ""
    """The person who answers for the files (GDPR), named in the record of processing."""
    region: str = MAINLAND
    """Whose public holidays are days off: "FR", "FR-57" (Alsace-Moselle), "971" to "976"."""
    weekdays: frozenset[int] = frozenset(range(5))
    """Working days; in the file a list of 1 (Monday) to 7, in here 0 to 6."""
    morning: Hours = (time(9), time(12, 30))
    """Working hours before lunch; in the file "09:00-12:30"."""
    afternoon: Hours = (time(14), time(18, 30))
    """Working hours after lunch; in the file "14:00-18:30"."""
    max_attempts: int = cadence.MAX_ATTEMPTS
    """Calls without an answer before giving a row up is offered."""
    retry_steps: tuple[int, ...] = cadence.RETRY_STEPS
    """Working days to wait after the first, second… unanswered call; the last one repeats."""
    busy_minutes: int = cadence.BUSY_MINUTES
    """Minutes to wait after a busy call, for a result that names no number of its own."""
    busy_retries: int = cadence.BUSY_RETRIES
    """Busy calls of a day after which one waits only so long; a further one is like no answer."""
    call_back_days: int = cadence.CALL_BACK_DAYS
    """Working days until the call-back proposed at the same hour, when no date is given."""
    return_months: int = cadence.RETURN_MONTHS
    """Months after which a row given up comes back, unless told otherwise."""
    return_choices: tuple[int, ...] = cadence.RETURN_CHOICES
    """The months offered for the return of a row."""
    max_open_opportunities: int = 60
    """Above this many open opportunities, a conversion warns."""
    database: Path | None = None
    """The base; None is `default_database_path()`. `--db` and PROSPECT_DB come first."""
    backup_directory: Path | None = None
    """Where copies go; None is a folder beside the base."""
    backup_keep: int = 30
    """How many copies are kept at least."""
    dial_command: tuple[str, ...] = ()
    """A command given each number to dial, with "{number}" in one of its words; empty: none."""
    dial_link: bool = False
    """Whether, without a command, the desktop is asked to open a tel: link; else one copies."""
    lookups: Mapping[str, str] = field(default_factory=_no_keys)
    """Web addresses to look a row up, by name, with marks such as "{company}"; "" is none."""
    law_file: Path | None = None
    """A file of dated rules of calling; None is law.toml beside the settings, if there is one."""
    law: "tuple[Article, ...]" = ()
    """What that file says: the user's own rules, which come before those of the program."""
    abbreviations: Mapping[str, str] = field(default_factory=_no_keys)
    """Abbreviations of notes with what they stand for; an empty text forgets a usual one."""
    keymap: Mapping[str, str] = field(default_factory=_no_keys)
    """The user's own keys, by id of the key table; only those that can be used."""

    def calendar(self) -> WorkCalendar:
        """Return the user's working time."""
        return WorkCalendar(self.weekdays, self.morning, self.afternoon, self.region)


def default_settings_path() -> Path:
    """Return where the file is: at PROSPECT_CONFIG, else in the configuration folder."""
    chosen = os.environ.get("PROSPECT_CONFIG")
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_config_path(APP_NAME, appauthor=False) / "settings.toml"


def default_database_path() -> Path:
    """Return where the base is when nobody says otherwise: the user's data folder."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False) / "prospect.db"


def default_log_path() -> Path:
    """Return where unexpected errors are noted, without personal data."""
    return platformdirs.user_log_path(APP_NAME, appauthor=False) / "errors.log"


def load_settings(path: Path) -> tuple[Settings, tuple[ProspectError, ...]]:
    """Return the choices of the file at `path` and what is wrong in it, to be told to the user.

    No file is no problem. The errors are handed back, never raised: the rest of the file applies.
    """
    table, problems = _toml(path, "settings.unreadable", "settings.not_toml")
    settings, wrong = from_table(table, str(path))
    law_path = path.with_name(LAW_FILE) if settings.law_file is None else settings.law_file
    law, unlawful = _law(path.parent / law_path, is_expected=settings.law_file is not None)
    return replace(settings, law=law), (*problems, *wrong, *unlawful)


def _law(
    path: Path, *, is_expected: bool
) -> tuple[tuple["Article", ...], tuple[ProspectError, ...]]:
    """Return the user's own rules of calling, and what is wrong in their file."""
    table, problems = _toml(
        path, "law_file.unreadable", "law_file.not_toml", is_expected=is_expected
    )
    if not table:
        return (), problems
    from prospect_tui.domain.law_rules import read_rules  # noqa: PLC0415 - most have no such file

    articles, wrong = read_rules(table, str(path), own=True)
    return articles, (*problems, *wrong)


def _toml(
    path: Path, unreadable: str, not_toml: str, *, is_expected: bool = False
) -> tuple[Mapping[str, object], tuple[ProspectError, ...]]:
    """Return what a file says, nothing when it is not there, and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, FileNotFoundError) and not is_expected:
            return {}, ()
        return {}, (InvalidValue(unreadable, file=str(path)),)
    import tomllib  # noqa: PLC0415 - most people have no such file

    try:
        return tomllib.loads(text), ()
    except tomllib.TOMLDecodeError as error:
        return {}, (InvalidValue(not_toml, file=str(path), where=str(error)),)


def from_table(
    table: Mapping[str, object], file: str
) -> tuple[Settings, tuple[ProspectError, ...]]:
    """Return the choices of a `table` already read from `file`, and what is wrong in it."""
    values: dict[str, Any] = {}
    problems: list[ProspectError] = []
    for key, value in table.items():
        if key == "keymap":
            values[key], found = _keymap(value, file)
            problems += found
        elif key not in _READERS:
            problems.append(InvalidValue("settings.unknown", file=file, key=key))
        else:
            read, expected = _READERS[key]
            try:
                values[key] = read(value)
            except (ValueError, TypeError, KeyError, OSError):
                problems.append(InvalidValue(expected, file=file, key=key, value=str(value)))
    morning = values.get("morning", Settings().morning)
    afternoon = values.get("afternoon", Settings().afternoon)
    if not morning[1] <= afternoon[0]:
        values.pop("morning", None)
        values.pop("afternoon", None)
        problems.append(InvalidValue("settings.hours_overlap", file=file))
    return Settings(**values), tuple(problems)


def free_of(
    settings: Settings, result_keys: Iterable[str], file: str
) -> tuple[Settings, tuple[ProspectError, ...]]:
    """Return the choices without the commands' keys that call results have, and what was dropped.

    Results are the user's own and stand in the base, which is opened after the file is read.
    """
    if not settings.keymap:
        return settings, ()
    keymap, problems = _keymap(dict(settings.keymap), file, result_keys)
    return replace(settings, keymap=keymap), tuple(problems)


def _keymap(
    value: object, file: str, taken: Iterable[str] = (keys.KEPT_KEY,)
) -> tuple[Mapping[str, str], list[ProspectError]]:
    if not isinstance(value, dict):
        return _no_keys(), [InvalidValue("settings.keymap", file=file, key="keymap")]
    texts = {str(key): str(text) for key, text in _flat(value).items()}
    result = keys.merged(texts, taken)
    refused = {str(problem.params["id"]) for problem in result.problems}
    problems: list[ProspectError] = [
        InvalidValue(problem.message_id, file=file, **problem.params) for problem in result.problems
    ]
    table = keys.by_id(result.table)
    good = {key: table[key].default for key in texts if key not in refused}
    return MappingProxyType(good), problems


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


_READERS: dict[str, tuple[Callable[[object], object], str]] = {
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
    "database": (_path, "settings.path"),
    "backup_directory": (_path, "settings.path"),
    "backup_keep": (toml_values.count, "settings.count"),
    "dial_command": (_command, "settings.dial_command"),
    "dial_link": (toml_values.yes_no, "settings.yes_no"),
    "lookups": (_lookups, "settings.lookups"),
    "law_file": (_path, "settings.path"),
    "abbreviations": (_words, "settings.words"),
}
"""How each value is read, and the message that says what was expected instead."""


def user_zone(settings: Settings) -> ZoneInfo:
    """Return the zone in which the user lives and types dates."""
    return local_zone(settings.zone)
