"""Failures of the user's commands, told on the screen without standing in its way."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from prospect_tui.domain.hooks import Hook
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import hooks, opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui import hook_toasts
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.tui.shell import toasts

MOST_TURNS = 500
FAILS = "import sys; sys.stderr.write('\\x1b[31m[b]pas de réseau[/]'); sys.exit(3)"


@asynccontextmanager
async def program(workspace: Workspace, **table: Hook) -> AsyncIterator[Pilot[Any]]:
    workspace.settings = replace(workspace.settings, hooks=table)
    context = AppContext(workspace, workspace.settings)
    context.hooks = hooks.listen(workspace, print)
    assert context.hooks is not None
    gathered, hook_toasts.GATHERED_SECONDS = hook_toasts.GATHERED_SECONDS, 0.01
    try:
        app = ProspectApp(context)
        hook_toasts.HookToasts(app, context.hooks)
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        hook_toasts.GATHERED_SECONDS = gathered
        context.hooks.close(600)


async def told(pilot: Pilot[Any], count: int) -> list[str]:
    """Wait until so many messages are shown, and return them."""
    hooks_run = pilot.app.context.hooks  # type: ignore[attr-defined]
    hooks_run.wait()
    for _turn in range(MOST_TURNS):
        if len(toasts(pilot)) >= count:
            break
        await pilot.pause(hook_toasts.GATHERED_SECONDS)
    return [text.replace("\u00a0", " ") for text in toasts(pilot)]


async def test_a_failure_is_told_with_its_code_and_reason(workspace: Workspace) -> None:
    hook = Hook((sys.executable, "-c", FAILS))
    async with program(workspace, opportunity_created=hook) as pilot:
        opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
        (text,) = await told(pilot, 1)
        assert "opportunity_created" in text
        assert "terminée avec le code 3 · " in text
        assert "[b]pas de réseau[/]" in text
        assert "\x1b" not in text


async def test_a_success_says_nothing(workspace: Workspace) -> None:
    done = Hook((sys.executable, "-c", "pass"))
    missing = Hook(("no-such-program",))
    async with program(workspace, opportunity_created=done, opportunity_won=missing) as pilot:
        made = opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
        opportunities.close(workspace, made, Status.WON)
        (text,) = await told(pilot, 1)
        assert "opportunity_won" in text


async def test_many_failures_are_gathered(workspace: Workspace) -> None:
    async with program(workspace, opportunity_created=Hook(("no-such-program",))) as pilot:
        hook_toasts.GATHERED_SECONDS = 0.5
        for number in range(30):
            opportunities.create(workspace, f"Vente {number}", origin=Origin.NETWORK)
        assert pilot.app.context.hooks is not None  # type: ignore[attr-defined]
        pilot.app.context.hooks.wait()  # type: ignore[attr-defined]
        (text,) = await told(pilot, 1)
        assert "29 fois de plus" in text


async def test_what_the_screen_could_not_say_is_handed_on(workspace: Workspace) -> None:
    workspace.settings = replace(
        workspace.settings, hooks={"opportunity_created": Hook(("no-such-program",))}
    )
    late: list[hooks.HookRun] = []
    context = AppContext(workspace, workspace.settings)
    context.hooks = hooks.listen(workspace, late.append)
    assert context.hooks is not None
    gone = hook_toasts.HookToasts(ProspectApp(context), context.hooks)
    opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
    context.hooks.wait()
    assert late == []
    gone.leave()
    assert [run.event for run in late] == ["opportunity_created"]
    opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
    context.hooks.close(600)
    assert len(late) == 2
