"""A pause that ends when the program has nothing left to do, however busy the machine is.

Textual's own pause takes a process that used no processor for 20 ms as idle; on a loaded machine
it was only waiting for its turn, and the test looked at a screen that was not there yet.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import textual.app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

LONGEST = 2.0
"""Seconds given to a worker that a test holds back on purpose, or to what never stops."""

SOON = 0.03
"""Seconds: a timer due by then (a resize, a paint) is part of what a key does."""

CALM_TURNS = 3
"""Turns of the loop without anything ready, after which nothing can become so by itself."""


def settle_by_work() -> None:
    """Let every test wait this way."""
    textual.app.wait_for_idle = calm  # type: ignore[attr-defined, assignment]
    Pilot.pause = pause  # type: ignore[method-assign, assignment]
    Pilot.press = press  # type: ignore[method-assign, assignment]


def begin_tasks_as_live() -> None:
    """Let tasks begin at once where they do on a real terminal: from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        run_test = App.run_test

        @asynccontextmanager
        async def run_live(app: App[Any], **options: Any) -> AsyncIterator[Pilot[Any]]:
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            async with run_test(app, **options) as pilot:
                yield pilot

        App.run_test = run_live  # type: ignore[method-assign, assignment]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before has had all its effects."""
    for key in keys:
        await pilot.app._press_keys([key])
        await pause(pilot)


async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
    """Wait until no message, paint or worker is left (or `delay` seconds first)."""
    await pilot._wait_for_screen()
    if delay is not None:
        await asyncio.sleep(delay)
    limit = time.monotonic() + LONGEST
    while time.monotonic() < limit and pilot.app.is_running and not pilot.app._exit:
        await calm()
        screen = pilot.app.screen
        screen._on_timer_update()
        await calm()
        if pilot.app.screen is screen and not _is_to_paint(screen):
            if _is_quiet(pilot.app):
                return
            await asyncio.sleep(0.001)


async def calm(*_: float) -> None:
    """Wait until nothing is ready on the loop."""
    ready = _loop()._ready
    turns = 0
    while turns < CALM_TURNS:
        await asyncio.sleep(0)
        turns = 0 if ready else turns + 1


def _is_to_paint(screen: Screen[Any]) -> bool:
    waiting = screen._layout_required, screen._repaint_required, screen._dirty_widgets
    return any(map(bool, (*waiting, screen._callbacks)))


def _is_quiet(app: App[Any]) -> bool:
    loop = _loop()
    soon = loop.time() + SOON
    if any(timer.when() < soon and not timer.cancelled() for timer in loop._scheduled):
        return False
    return all(worker.is_finished for worker in app.workers)


def _loop() -> Any:
    """Return the loop, whose lists of what is ready and scheduled are private."""
    return asyncio.get_running_loop()
