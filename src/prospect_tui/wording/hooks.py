"""The user's commands in words: how one ended."""

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n import _
from prospect_tui.services.hooks import Failure, HookRun


def outcome(run: HookRun) -> str:
    """Return how a command ended, in a few words: "done", "code 3: no network"."""
    ended = run.ended
    killed = ended.code is not None and ended.code < 0
    text = {
        Failure.NONE: _("done"),
        Failure.NOT_STARTED: _("does not start: check its path and its rights"),
        Failure.FAILED: (_("crashed (signal {code})") if killed else _("ended with code {code}")),
        Failure.TOO_LONG: _("stopped: it took too long"),
        Failure.LEFT: _("stopped: the program was left"),
        Failure.UNREAD: _("the base could not be read"),
    }[ended.failure].format(code=abs(ended.code or 0))
    return f"{text} · {ended.said}" if ended.said else text


def failure_line(run: HookRun) -> str:
    """Return which command failed and why: "hook rdv_set (rdv.py): ended with code 3 · …"."""
    text = _("hook {event} ({command}): {outcome}")
    event, command = run.event or "?", clean(run.command) or "?"
    return text.format(event=event, command=command, outcome=outcome(run))
