"""What every screen is given: the open base, the user's choices, and the bell that says "changed".

It holds no rule and draws nothing. Services are named here as callables, so that a test can give
its own and so that nothing slow is imported before the first paint.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from prospect_tui import keys
from prospect_tui.domain.errors import ProspectError
from prospect_tui.settings import Settings, default_log_path

if TYPE_CHECKING:
    from textual.widget import Widget

    from prospect_tui.services.hooks import Hooks
    from prospect_tui.services.practice import Practice
    from prospect_tui.services.search import Search
    from prospect_tui.services.undo import Pending, Progress, UndoDone
    from prospect_tui.services.workspace import Workspace


class Change(NamedTuple):
    """What was written: the ids touched, or everything."""

    prospects: frozenset[int] = frozenset()
    opportunities: frozenset[int] = frozenset()
    files: frozenset[int] = frozenset()
    everything: bool = False
    elsewhere: bool = False
    """Whether another program wrote it, while the user was doing something else here."""

    def __or__(self, other: "Change") -> "Change":
        return Change(
            self.prospects | other.prospects,
            self.opportunities | other.opportunities,
            self.files | other.files,
            self.everything or other.everything,
            self.elsewhere and other.elsewhere,
        )


class Changed:
    """The bell between screens: one rings it after a commit, the others read again."""

    def __init__(self) -> None:
        self._listeners: WeakKeyDictionary[Widget, Callable[[Change], None]] = WeakKeyDictionary()
        self.first: Callable[[], None] = lambda: None
        """What is done before anybody reads again, when anything may have been written."""

    def hear(self, widget: "Widget", callback: Callable[[Change], None]) -> None:
        """Call `callback` in the turn of `widget`, for as long as it lives, at each change."""
        self._listeners[widget] = callback

    def ring(
        self,
        *,
        prospects: Iterable[int] = (),
        opportunities: Iterable[int] = (),
        files: Iterable[int] = (),
        elsewhere: bool = False,
        by: "Widget | None" = None,
    ) -> None:
        """Tell that these records were written; without any id, that anything may have been.

        `elsewhere` when it was by another program. `by` is who shows it already.
        """
        change = Change(frozenset(prospects), frozenset(opportunities), frozenset(files))
        if change == Change():
            change = Change(everything=True, elsewhere=elsewhere)
            self.first()
        for widget, callback in list(self._listeners.items()):
            if widget.is_running and widget is not by:
                widget.call_later(callback, change)


def _pending(workspace: "Workspace", *, redo: bool) -> "Pending | None":
    from prospect_tui.services.undo import pending  # noqa: PLC0415 - first use

    return pending(workspace, redo=redo)


def _undo(workspace: "Workspace", *progress: "Progress") -> "UndoDone | None":
    from prospect_tui.services.undo import undo  # noqa: PLC0415 - first use

    return undo(workspace, *progress)


def _redo(workspace: "Workspace", *progress: "Progress") -> "UndoDone | None":
    from prospect_tui.services.undo import redo  # noqa: PLC0415 - first use

    return redo(workspace, *progress)


def _search(workspace: "Workspace") -> "Search":
    from prospect_tui.services.search import Search  # noqa: PLC0415 - first use

    return Search(workspace)


def _learn_names(workspace: "Workspace") -> None:
    from prospect_tui.wording.own_names import learn_names  # noqa: PLC0415 - first use

    learn_names(workspace)


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
    pending: Callable[..., "Pending | None"] = _pending
    """What undo would do next, or with `redo=True` what redo would."""
    undo: Callable[..., "UndoDone | None"] = _undo
    """Takes the workspace and, for a long one, what to tell of its progress."""
    redo: Callable[..., "UndoDone | None"] = _redo
    search: Callable[["Workspace"], "Search"] = _search
    practice: "Practice | None" = None
    """The rehearsal in hand, on a base that is thrown away."""
    hooks: "Hooks | None" = None
    """The user's commands, run on what happens."""
    learn_names: Callable[["Workspace"], None] = _learn_names
    """Takes the labels of the user's own lists as they are now."""

    def __post_init__(self) -> None:
        """Know the labels anew whenever anything may have been written."""
        self.changed.first = lambda: self.learn_names(self.workspace)

    @cached_property
    def keys(self) -> dict[str, keys.Key]:
        """Return the key table by id, with the user's own keys, none of which is a result's."""
        return keys.by_id(keys.merged(self.settings.keymap, taken=()).table)
