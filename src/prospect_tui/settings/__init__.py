"""The user's own choices, from one TOML file. Nothing here is ever written by the program.

A wrong value keeps the default and is reported with the file, the key and what is expected: a
mistake in this file must never stop somebody from calling. Paths are only named, never created.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import platformdirs

from prospect_tui.clock import local_zone
from prospect_tui.domain import cadence
from prospect_tui.domain.cadence import MAINLAND, WorkCalendar
from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.toml_values import Hours
from prospect_tui.domain.vocabulary import NEW_OPPORTUNITY_FIELDS, SHOWN_CONTACT_FIELDS
from prospect_tui.settings.readers import READERS, START_SCREENS, TABLES, read_keymap

if TYPE_CHECKING:
    from prospect_tui.domain.calendar_account import CalendarAccount
    from prospect_tui.domain.hooks import Hook
    from prospect_tui.domain.identity import Identity
    from prospect_tui.domain.law_rules import Article

APP_NAME = "prospect-tui"
LAW_FILE = "law.toml"
"""The user's own rules of calling, beside the settings."""


def _no_keys() -> Mapping[str, str]:
    return MappingProxyType({})


def _no_hooks() -> "Mapping[str, Hook]":
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
    opportunity_fields: tuple[str, ...] = NEW_OPPORTUNITY_FIELDS
    """What the form of a new opportunity asks beside its title and origin, in this order."""
    contact_fields: tuple[str, ...] = SHOWN_CONTACT_FIELDS
    """What the page of a person shows first, in this order, even when it is empty."""
    lost_reasons: tuple[str, ...] = ()
    """The reasons offered for a sale that is lost; none: those of the program."""
    hot_threshold: int = 25
    """Points of the appetence score from which a contact is hot."""
    hooks: "Mapping[str, Hook]" = field(default_factory=_no_hooks)
    """What the user wants run when something happens, by event."""
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
    calendar_feed: Path | None = None
    """A calendar file kept up to date with what is planned; None: there is none."""
    calendar_alarm: int = 15
    """Minutes before what is planned at an hour at which phones ring; 0: they do not."""
    calendar_retries: bool = False
    """Whether calls that nobody was promised stand in calendars too: there may be hundreds."""
    caldav: "CalendarAccount | None" = None
    """The calendar server to exchange with; None: there is none."""
    keymap: Mapping[str, str] = field(default_factory=_no_keys)
    """The user's own keys, by id of the key table; only those that can be used."""
    identity: "Identity | None" = None
    """Who sends the quotes; None when the file does not say it."""

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
        if key in TABLES:
            values[key], found = TABLES[key](value, file)
            problems += found
        elif key not in READERS:
            problems.append(InvalidValue("settings.unknown", file=file, key=key))
        else:
            read, expected = READERS[key]
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
    keymap, problems = read_keymap(dict(settings.keymap), file, result_keys)
    return replace(settings, keymap=keymap), tuple(problems)


def user_zone(settings: Settings) -> ZoneInfo:
    """Return the zone in which the user lives and types dates."""
    return local_zone(settings.zone)
