"""A user at the keyboard of the real program, in the user's words.

A key is sent as the terminal would send it; every look waits for the program, never for the clock.
Messages are kept as they are said, because a toast goes away by itself.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.builders import MONDAY, make_workspace
from tests.journeys.terminal import as_read

PATIENCE_SECONDS = 20
"""How long a slow machine may take before what is looked for counts as missing."""
HELD_SECONDS = 0.06
"""The calls screen takes the same key within less than this for a key held down."""
PLACES = {"today": "f2", "files": "f3", "calls": "f4", "pipeline": "f5"}


class SpokenApp(ProspectApp):
    """The program, with a memory of what it said."""

    def __init__(self, context: AppContext, **options: Any) -> None:
        super().__init__(context, **options)
        self.said: list[str] = []

    def notify(self, message: str, **options: Any) -> None:  # type: ignore[override]
        """Keep the message, and show it as ever."""
        self.said.append(message)
        super().notify(message, **options)


class Day:
    """What one does and sees."""

    def __init__(self, app: SpokenApp, pilot: Pilot[None], workspace: Workspace) -> None:
        self._app = app
        self._pilot = pilot
        self._last_key = ("", 0.0)
        self.workspace = workspace

    # what one does

    async def press(self, *keys: str) -> None:
        """Press keys, by their Textual names, one after the other."""
        for key in keys:
            while True:
                event = _key_event(key)
                if key != self._last_key[0] or event.time - self._last_key[1] > HELD_SECONDS:
                    break
                await self._settle()
            self._last_key = (key, event.time)
            self._app.post_message(event)
            await self._settle()

    async def type(self, text: str) -> None:
        """Type a text, in the line that has the focus."""
        for character in text:
            self._app.post_message(_key_event(character))
        await self._settle()

    async def fill(self, text: str) -> None:
        """Put a text in the place of the one in the line."""
        assert isinstance(self._app.focused, Input), f"no line to type in:\n{self.shown}"
        self._app.focused.select_all()
        await self.press("backspace")
        await self.type(text)

    async def open(self, place: str) -> None:
        """Go to a place by its function key."""
        await self.press(PLACES[place])

    async def _settle(self) -> None:
        """Wait until the keys were heard and what they started in threads is done."""
        await self._pilot.pause()

    # what one sees

    @property
    def shown(self) -> str:
        """Return the screen in use as one reads it."""
        strips = self._app.screen._compositor.render_strips()
        return "\n".join(as_read("".join(segment.text for segment in strip)) for strip in strips)

    async def sees(self, *texts: str) -> None:
        """Wait for texts on the screen."""
        await self._wait(lambda: all(text in self.shown for text in texts), texts)

    async def sees_no(self, *texts: str) -> None:
        """Wait until texts are gone from the screen."""
        await self._wait(lambda: not any(text in self.shown for text in texts), texts)

    async def hears(self, *texts: str) -> None:
        """Wait for texts in the last message."""
        await self._wait(lambda: all(text in self.last_said for text in texts), texts)

    @property
    def last_said(self) -> str:
        """Return the last message."""
        return self._app.said[-1] if self._app.said else ""

    async def _wait(self, condition: Any, texts: tuple[str, ...]) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not condition():
                    await self._settle()
        except TimeoutError:
            raise AssertionError(f"{texts} on\n{self.shown}\nsaid: {self._app.said}") from None


def _key_event(name: str) -> events.Key:
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    return events.Key(name, None)


@asynccontextmanager
async def a_day(
    folder: Path,
    moment: datetime = MONDAY,
    *,
    size: tuple[int, int] = (120, 36),
    place: str = "today",
) -> AsyncIterator[Day]:
    """Open the program on the base of `folder`, made if there is none, at `moment`."""
    workspace = make_workspace(folder, moment)
    app = SpokenApp(AppContext(workspace, Settings()), place=place)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Day(app, pilot, workspace)
    finally:
        workspace.close()
