"""What any command may be told besides its own words: which base, what time, language, screen.

Each of these options has a variable of the environment, and stands before or after the command.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.cli.feed import feed_after
from prospect_tui.cli.hook_failures import running_hooks
from prospect_tui.cli.output import tell
from prospect_tui.clock import Clock, SystemClock
from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.i18n import LANGUAGES, set_language
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import (
    Settings,
    default_database_path,
    default_settings_path,
    load_settings,
    user_zone,
)
from prospect_tui.settings.readers import START_SCREENS
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.own_names import learn_names

VARIABLES = {
    "db": "PROSPECT_DB",
    "at": "PROSPECT_NOW",
    "lang": "PROSPECT_LANG",
    "screen": "PROSPECT_SCREEN",
}
"""The variable of the environment that stands for each option."""


class Start(NamedTuple):
    """The options as typed, "" where nothing was."""

    db: str = ""
    at: str = ""
    lang: str = ""
    screen: str = ""

    @classmethod
    def of(cls, options: Sequence[str]) -> "Start":
        """Read options as `hoisted` returns them."""
        return cls(**{o[2:]: v for o, v in zip(options[::2], options[1::2], strict=True)})

    @property
    def is_dated(self) -> bool:
        """Say whether a moment was chosen."""
        return bool(self._chosen("at"))

    def speak(self) -> None:
        """Choose the language of all texts; raises `InvalidValue` for one that is not spoken."""
        if self.lang and self.lang not in LANGUAGES:
            raise InvalidValue("command.choice", value=self.lang, known=", ".join(LANGUAGES))
        settings, _problems = load_settings(default_settings_path())
        set_language(self._chosen("lang")[:2].lower() or settings.language)

    def path(self, settings: Settings) -> Path:
        """Return the base to open."""
        chosen = self._chosen("db")
        return Path(chosen).expanduser() if chosen else settings.database or default_database_path()

    def place(self, settings: Settings) -> str:
        """Return the screen to open on; raises `InvalidValue` for one that there is not."""
        chosen = self._chosen("screen") or settings.start_screen
        if chosen not in START_SCREENS:
            raise InvalidValue("command.choice", value=chosen, known=", ".join(START_SCREENS))
        return chosen

    def clock(self, settings: Settings) -> Clock:
        """Return the clock, started at the moment of `--at`; raises `InvalidDate`."""
        zone = user_zone(settings)
        text = self._chosen("at")
        return SystemClock(zone, _moment(text, zone) if text else None)

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the base for one command, and tell what is wrong in the settings."""
        settings, problems = load_settings(default_settings_path())
        for problem in problems:
            tell(sentence(problem))
        with (
            self.opened(self.path(settings), settings) as workspace,
            running_hooks(workspace),
            feed_after(workspace),
        ):
            yield workspace

    @contextmanager
    def opened(self, path: Path, settings: Settings) -> Iterator[Workspace]:
        """Open the base at `path` and close it at the end."""
        workspace = open_workspace(path, self.clock(settings), settings)
        try:
            learn_names(workspace)
            yield workspace
        finally:
            workspace.close()

    def _chosen(self, option: str) -> str:
        return str(getattr(self, option)) or os.environ.get(VARIABLES[option], "")


def hoisted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split the options of every command, wherever they stand before "--", from the other words.

    They come back as option and value in turn: `["--db", "base.db"]`. Raises `InvalidValue` when
    the value lacks.
    """
    options: list[str] = []
    rest: list[str] = []
    coming = iter(words)
    for word in coming:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *coming]
        elif name.removeprefix("--") not in VARIABLES or not name.startswith("--"):
            rest.append(word)
        else:
            given = value if equals else next(coming, None)
            if given is None:
                raise InvalidValue("command.no_value", option=name)
            options += [name, given]
    return options, rest


def _moment(text: str, zone: ZoneInfo) -> datetime:
    """Read an ISO date and time; without an offset it is the user's local time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidDate("command.moment", text=text) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
