"""The user's commands, as tests need them: heard, ended, and what they were told."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from prospect_tui.domain.hooks import Hook, HookEvent
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import hooks, opportunities
from prospect_tui.services.hooks import HookRun, Hooks
from prospect_tui.services.workspace import Workspace

KEEP = "import sys; open({path!r}, 'ab').write(sys.stdin.buffer.read())"
LONG = 600.0
"""Seconds that no test waits for."""


def python(code: str, timeout: float = LONG) -> Hook:
    return Hook((sys.executable, "-c", code), timeout)


@contextmanager
def listening(
    workspace: Workspace, table: dict[str, Hook]
) -> Iterator[tuple[Hooks, list[HookRun]]]:
    workspace.settings = replace(workspace.settings, hooks=table)
    runs: list[HookRun] = []
    heard = hooks.listen(workspace, runs.append)
    assert heard is not None
    try:
        yield heard, runs
    finally:
        heard.close(LONG)


def told(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def create(workspace: Workspace, title: str = "Vente") -> int:
    return opportunities.create(workspace, title, origin=Origin.NETWORK, amount_cents=4_200)


def ended(workspace: Workspace, hook: Hook) -> HookRun:
    with listening(workspace, {HookEvent.OPPORTUNITY_CREATED: hook}) as (heard, runs):
        create(workspace)
        assert heard.wait(LONG)
    (run,) = runs
    return run
