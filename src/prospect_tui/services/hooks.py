"""The user's commands run on what happens: heard after the commit, run aside, told when they fail.

Whoever writes only leaves the number of the action behind: what happened is read, and the commands
are run, by threads of their own, some at a time. Nothing is lost while the program stays; who
leaves it waits a moment, then the rest is killed and said.
"""

import json
import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from subprocess import Popen

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.hooks import Happening, Hook, HookEvent, document, example
from prospect_tui.services import hook_commands
from prospect_tui.services.hook_commands import Ended, Failure
from prospect_tui.services.workspace import Committed, Workspace
from prospect_tui.storage import happenings
from prospect_tui.storage.connection import FAILURES, FILE_MODE

__all__ = [
    "Ended",
    "Failure",
    "Hook",
    "HookEvent",
    "HookRun",
    "Hooks",
    "listen",
    "past_runs",
    "try_hook",
]

AT_ONCE = 4
"""Commands run side by side; the others wait for their turn."""
MOMENT = 1.0
"""Seconds that leaving the program may wait for commands still at work."""
LOG_BYTES = 256 * 1024
"""After which the log begins anew, the one before being kept beside it."""


@dataclass(frozen=True, slots=True)
class HookRun:
    """A command that was run, or should have been."""

    at: datetime
    event: str
    command: str
    """Its first word."""
    ended: Ended


Told = Callable[[HookRun], object]


def listen(workspace: Workspace, told: Told) -> "Hooks | None":
    """Run the user's commands from now on; None when there are none, or when one of them calls.

    `told` is given each command at its end, in another thread.
    """
    settings = workspace.settings
    if not settings.hooks or workspace.read_only or hook_commands.INSIDE in os.environ:
        return None
    return Hooks(workspace, told)


class Hooks:
    """Hears the actions of a workspace; close it before the workspace.

    `told` is given each command at its end, and may be changed at any time.
    """

    def __init__(self, workspace: Workspace, told: Told) -> None:
        """Listen, and start no thread before something happens."""
        self.told = told
        self._workspace = workspace
        self._actions: queue.SimpleQueue[Committed | None] = queue.SimpleQueue()
        self._turns: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._state = threading.Condition()
        self._left = 0
        """Actions to be read and commands to be ended."""
        self._workers = 0
        self._reader: threading.Thread | None = None
        self._running: dict[int, Popen[bytes]] = {}
        self._is_closing = False
        workspace.after_commit.append(self._heard)

    # heard, in the thread that writes

    def _heard(self, action: Committed) -> None:
        with self._state:
            if self._is_closing:
                return
            self._left += 1
            if self._reader is None:
                self._reader = threading.Thread(target=self._read, name="hooks", daemon=True)
                self._reader.start()
        self._actions.put(action)

    # what happened, in one thread

    def _read(self) -> None:
        while (action := self._actions.get()) is not None:
            try:
                for happening in self._happened(action):
                    self._begin(happening, action.at)
            finally:
                self._done()

    def _happened(self, action: Committed) -> list[Happening]:
        if self._is_closing:
            self._report(action.at, "", "", Ended(Failure.LEFT))
            return []
        workspace = self._workspace
        try:
            return happenings.of_bundle(
                workspace.connection, action.bundle_id, workspace.settings.hot_threshold
            )
        except (*FAILURES, ProspectError) as error:
            self._report(action.at, "", "", Ended(Failure.UNREAD, said=type(error).__name__))
            return []

    def _begin(self, happening: Happening, at: datetime) -> None:
        hook = self._workspace.settings.hooks.get(happening.event)
        if hook is None:
            return
        with self._state:
            self._left += 1
            needs_one_more = self._workers < AT_ONCE
            self._workers += needs_one_more
        self._turns.put(partial(self._run, hook, happening, at))
        if needs_one_more:
            threading.Thread(target=self._work, name="hook", daemon=True).start()

    # the commands, in some threads

    def _work(self) -> None:
        while (turn := self._turns.get()) is not None:
            turn()

    def _run(self, hook: Hook, happening: Happening, at: datetime) -> None:
        try:
            ended = Ended(Failure.LEFT)
            if not self._is_closing:
                ended = run_hook(self._workspace, hook, happening, at, self._started)
            if self._was_killed(ended):
                ended = Ended(Failure.LEFT, seconds=ended.seconds)
            self._report(at, happening.event.value, hook.words[0], ended)
        finally:
            self._done()

    def _was_killed(self, ended: Ended) -> bool:
        return self._is_closing and ended.failure is Failure.FAILED

    def _started(self, process: Popen[bytes]) -> None:
        with self._state:
            self._running = {
                number: one for number, one in self._running.items() if one.returncode is None
            }
            self._running[process.pid] = process
            if self._is_closing:
                hook_commands.kill(process)

    def _report(self, at: datetime, event: str, command: str, ended: Ended) -> None:
        run = HookRun(at, event, command, ended)
        _note(log_path(self._workspace.path), run)
        self.told(run)

    def _done(self) -> None:
        with self._state:
            self._left -= 1
            self._state.notify_all()

    # the end

    def wait(self, patience: float | None = None) -> bool:
        """Wait until every command has ended, at most so many seconds; say whether they have."""
        with self._state:
            return self._state.wait_for(lambda: self._left == 0, patience)

    def close(self, patience: float = MOMENT) -> None:
        """Hear no more; what has not ended after a moment is killed, and told as left."""
        if self._heard in self._workspace.after_commit:
            self._workspace.after_commit.remove(self._heard)
        if not self.wait(patience):
            with self._state:
                self._is_closing = True
                for process in self._running.values():
                    if process.returncode is None:
                        hook_commands.kill(process)
            self.wait(patience)
        self._actions.put(None)
        for _worker in range(self._workers):
            self._turns.put(None)


def run_hook(
    workspace: Workspace,
    hook: Hook,
    happening: Happening,
    at: datetime,
    started: hook_commands.Started = lambda _process: None,
) -> Ended:
    """Tell a command of an event and wait for its end."""
    return hook_commands.run(
        hook.words,
        json.dumps(document(happening, at), ensure_ascii=False) + "\n",
        hook.timeout,
        surroundings={
            hook_commands.INSIDE: happening.event.value,
            "PROSPECT_DB": str(workspace.path.absolute()),
        },
        started=started,
    )


def try_hook(workspace: Workspace, event: HookEvent, hook: Hook) -> tuple[str, HookRun]:
    """Run a command on an example of its event; return what it was told and how it ended."""
    at, happening = workspace.clock.now(), example(event)
    ended = run_hook(workspace, hook, happening, at)
    return json.dumps(document(happening, at), ensure_ascii=False), HookRun(
        at, event.value, hook.words[0], ended
    )


# the log, beside the base: no name, no number, but what commands complain about


def log_path(base: Path) -> Path:
    """Return where the runs of commands on a base are noted."""
    return base.with_suffix(".hooks.log")


def _note(path: Path, run: HookRun) -> None:
    """Add a run to the log; a log that cannot be written stops nothing."""
    ended = run.ended
    line = json.dumps(
        {
            "at": run.at.isoformat(timespec="seconds"),
            "event": run.event,
            "command": run.command,
            "failure": ended.failure.value,
            "code": ended.code,
            "said": ended.said,
            "seconds": round(ended.seconds, 3),
        },
        ensure_ascii=False,
    )
    try:
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".log.old"))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE)
        with os.fdopen(descriptor, "wb") as log:
            log.write(f"{line}\n".encode())
    except OSError:
        return


def past_runs(workspace: Workspace, limit: int) -> list[HookRun]:
    """Return the newest runs first, those of the log before included."""
    path = log_path(workspace.path)
    lines: list[str] = []
    for one in (path.with_suffix(".log.old"), path):
        if one.exists():
            lines += one.read_text(encoding="utf-8", errors="replace").splitlines()
    return [run for run in map(_read_run, reversed(lines)) if run is not None][:limit]


def _read_run(line: str) -> HookRun | None:
    try:
        noted = json.loads(line)
        ended = Ended(
            Failure(noted["failure"]), noted["code"], noted["said"], float(noted["seconds"])
        )
        return HookRun(datetime.fromisoformat(noted["at"]), noted["event"], noted["command"], ended)
    except (ValueError, KeyError, TypeError):  # cut short by a full disk
        return None
