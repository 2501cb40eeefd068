"""What every screen is given: the open base, the user's choices, and the bell that says "changed".

It holds no rule and draws nothing. Services are named here as callables, so that a test can give
its own and so that nothing slow is imported before the first paint.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from prospect_tui import keys
from prospect_tui.domain.errors import ProspectError
from prospect_tui.settings import Settings, default_log_path

if TYPE_CHECKING:
    from textual.widget import Widget

    from prospect_tui.services.search import Found
    from prospect_tui.services.undo import UndoDone
    from prospect_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """What was written: the ids touched, or everything."""

    prospects: frozenset[int] = frozenset()
    opportunities: frozenset[int] = frozenset()
    files: frozenset[int] = frozenset()
    everything: bool = False

    def __or__(self, other: "Change") -> "Change":
        return Change(
            self.prospects | other.prospects,
            self.opportunities | other.opportunities,
            self.files | other.files,
            self.everything or other.everything,
        )


class Changed:
    """The bell between screens: one rings it after a commit, the others read again."""

    def __init__(self) -> None:
        self._listeners: WeakKeyDictionary[Widget, Callable[[Change], None]] = WeakKeyDictionary()

    def hear(self, widget: "Widget", callback: Callable[[Change], None]) -> None:
        """Call `callback` in the turn of `widget`, for as long as it lives, at each change."""
        self._listeners[widget] = callback

    def ring(
        self,
        *,
        prospects: Iterable[int] = (),
        opportunities: Iterable[int] = (),
        files: Iterable[int] = (),
    ) -> None:
        """Tell that these records were written; without any id, that anything may have been."""
        change = Change(frozenset(prospects), frozenset(opportunities), frozenset(files))
        if change == Change():
            change = Change(everything=True)
        for widget, callback in list(self._listeners.items()):
            if widget.is_running:
                widget.call_later(callback, change)


def _undo(workspace: "Workspace") -> "UndoDone | None":
    from prospect_tui.services.undo import undo  # noqa: PLC0415 - first use

    return undo(workspace)


def _redo(workspace: "Workspace") -> "UndoDone | None":
    from prospect_tui.services.undo import redo  # noqa: PLC0415 - first use

    return redo(workspace)


def _find(workspace: "Workspace", text: str) -> "Sequence[Found]":
    from prospect_tui.services.search import find  # noqa: PLC0415 - first use

    return find(workspace, text)


@dataclass
class AppContext:
    """The open base with what the screens share."""

    workspace: "Workspace"
    settings: Settings = field(default_factory=Settings)
    problems: tuple[ProspectError, ...] = ()
    """What is wrong in the settings file, told once at the first paint."""
    changed: Changed = field(default_factory=Changed)
    log_path: Path = field(default_factory=default_log_path)
    """Where unexpected errors are noted, without personal data."""
    undo: Callable[["Workspace"], "UndoDone | None"] = _undo
    redo: Callable[["Workspace"], "UndoDone | None"] = _redo
    find: Callable[["Workspace", str], "Sequence[Found]"] = _find

    @cached_property
    def keys(self) -> dict[str, keys.Key]:
        """Return the key table by id, with the user's own keys."""
        return keys.by_id(keys.merged(self.settings.keymap).table)
