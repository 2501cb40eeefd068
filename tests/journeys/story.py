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

from rich.cells import cell_len
from textual import events
from textual.color import Color
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.files import FilesScreen
from prospect_tui.wording.cells import title
from tests.builders import MONDAY, make_workspace
from tests.journeys.terminal import as_read

PATIENCE_SECONDS = 20
"""How long a slow machine may take before what is looked for counts as missing."""
HELD_SECONDS = 0.06
"""The calls screen takes the same key within less than this for a key held down."""
CURSOR = "▌"
PLACES = {
    "today": "f2", "files": "f3", "calls": "f4", "pipeline": "f5", "planning": "f6",
    "clients": "f7",
}  # fmt: skip


TRADES = {
    "Menuiserie Lambert": "M. Jean LAMBERT",
    "Cabinet Ozanne": "Mme Élodie OZANNE",
    "Atelier Nord": "M. Yann Le Goff",
    "Durand & Fils": "M. Paul DURAND",
    "Ébénisterie Cœur de Chêne": "Mme Inès Garnier",
    "Charpentes Vasseur": "M. Luc VASSEUR",
}
"""Who is in the seller's file, besides the numbered workshops."""
WORKSHOPS = 18


def sold_file(folder: Path) -> Path:
    """Write the file that one buys: cp1252, semicolons, a column of its own, two bad rows."""
    rows = ["Raison sociale;Contact;Tél.;Ville;Effectif;Nb camions"]
    names = [*TRADES, *(f"Atelier {number:02}" for number in range(1, WORKSHOPS + 1))]
    for number, name in enumerate(names):
        town = "Villeurbanne" if number % 3 else "Lyon 3e"
        phone = f"01 99 00 12 {number:02}"
        rows.append(f"{name};{TRADES.get(name, '')};{phone};{town};{number};{number % 4}")
    rows += [";;;Lyon 7e;;", "Menuiserie Lambert bis;;0199001200;Lyon 3e;;"]
    path = folder / "Menuisiers du Rhône.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path


class SpokenApp(ProspectApp):
    """The program, with a memory of what it said."""

    def __init__(self, context: AppContext, **options: Any) -> None:
        super().__init__(context, **options)
        self.said: list[str] = []

    def notify(self, message: str, **options: Any) -> None:
        """Keep the message, and show it as ever."""
        self.said.append(message)
        super().notify(message, **options)


class Sight:
    """What is saved, and what one sees."""

    def __init__(self, app: SpokenApp, pilot: Pilot[None], workspace: Workspace) -> None:
        self._app = app
        self._pilot = pilot
        self._last_key = ("", 0.0)
        self.workspace = workspace

    async def _settle(self) -> None:
        """Wait until the keys were heard and what they started in threads is done."""
        await self._pilot.pause()

    # what is saved

    def value(self, sql: str, *params: object) -> object:
        """Return one value of the base."""
        row = self.workspace.connection.execute(sql, params).fetchone()
        return row[0] if row else None

    def cell(self, name: str, column: str) -> object:
        """Return a cell of the prospect row of this name."""
        return self.value(f"SELECT {column} FROM prospect WHERE company_name = ?", name)

    # what one sees

    @property
    def shown(self) -> str:
        """Return the screen in use as one reads it."""
        return "\n".join(as_read(line) for line in self.drawn.split("\n"))

    @property
    def drawn(self) -> str:
        """Return every character of the screen in use."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self._strips)

    @property
    def widths(self) -> set[int]:
        """Return how many cells the lines of the screen take."""
        return {cell_len(line) for line in self.drawn.split("\n")}

    @property
    def is_running(self) -> bool:
        """Say whether the program goes on."""
        return self._app.is_running

    @property
    def _strips(self) -> list[Strip]:
        return self._app.screen._compositor.render_strips()

    @property
    def clipboard(self) -> str:
        """Return what the terminal was last told to put on the clipboard."""
        return self._app.clipboard

    @property
    def column(self) -> str:
        """Return the heading of the column of the spreadsheet in which the cursor is."""
        screen = self._app.screen
        assert isinstance(screen, FilesScreen)
        return as_read(title(screen.columns[screen.grid.cursor_key]))

    async def sees(self, *texts: str) -> None:
        """Wait for texts on the screen."""
        await self._wait(lambda: all(text in self.shown for text in texts), texts)

    async def sees_in_hand(self, name: str) -> None:
        """Wait until the calls screen holds the row of this name."""
        await self._wait(lambda: name in self.in_hand, (f"{name} in hand",))

    @property
    def in_hand(self) -> str:
        """Return the title of the card that the calls screen shows."""
        panels = self.shown.splitlines()[1].split("│")
        return panels[1].strip() if len(panels) > 1 else ""

    async def sees_no(self, *texts: str) -> None:
        """Wait until texts are gone from the screen."""
        await self._wait(lambda: not any(text in self.shown for text in texts), texts)

    def line(self, text: str) -> str:
        """Return the line of the screen that has `text`."""
        found = [line for line in self.shown.splitlines() if text in line]
        assert found, f"{text!r} is not on\n{self.shown}"
        return found[0]

    def is_red(self, text: str) -> bool:
        """Say whether a text on the screen has the colour in which the theme draws what is late."""
        red = Color.parse(self._app.get_css_variables()["text-error"]).rgb
        for strip in self._strips:
            for segment in strip:
                if text in segment.text:
                    color = segment.style.color if segment.style else None
                    return color is not None and tuple(color.get_truecolor()) == red
        raise AssertionError(f"{text!r} is not on\n{self.shown}")

    async def hears(self, *texts: str) -> None:
        """Wait for texts in the last message."""
        await self._wait(lambda: all(text in self.last_said for text in texts), texts)

    @property
    def last_said(self) -> str:
        """Return the last message."""
        return as_read(self._app.said[-1]) if self._app.said else ""

    async def _wait(self, condition: Any, texts: tuple[str, ...]) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not condition():
                    await self._settle()
        except TimeoutError:
            raise AssertionError(f"{texts} on\n{self.shown}\nsaid: {self._app.said}") from None


class Day(Sight):
    """What one does."""

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
        await self.rattle(*text)

    async def rattle(self, *keys: str) -> None:
        """Press keys faster than the program can answer, as they come from a slow line."""
        for key in keys:
            self._app.post_message(_key_event(key))
        await self._settle()

    async def paste(self, text: str) -> None:
        """Have the terminal paste a text."""
        self._app.post_message(events.Paste(text))
        await self._settle()

    async def fill(self, text: str) -> None:
        """Put a text in the place of the one in the line or cell."""
        await self.press("end", "ctrl+u")
        await self.type(text)

    async def open(self, place: str) -> None:
        """Go to a place by its function key."""
        await self.press(PLACES[place])

    async def answer(self, *texts: str, save: str = "enter") -> None:
        """Fill the fields of a question one after the other ("" leaves one as it is), and save."""
        for place, text in enumerate(texts):
            if place:
                await self.press("tab")
            if text:
                await self.fill(text)
        await self.press(save)

    async def go_to(self, name: str) -> None:
        """Move down a list until the line under the cursor is the one with `name`."""
        await self.press("home")
        for _ in self.shown.splitlines():
            if any(
                name in line for line in self.shown.splitlines() if line.lstrip().startswith(CURSOR)
            ):
                return
            await self.press("down")
        raise AssertionError(f"no line to go to: {name}\n{self.shown}")

    async def take_back(self, times: int) -> None:
        """Undo as many actions, each told."""
        await self._again("u", "Annulé", times)

    async def bring_back(self, times: int) -> None:
        """Redo as many actions, each told."""
        await self._again("ctrl+y", "Rétabli", times)

    async def _again(self, key: str, word: str, times: int) -> None:
        for count in range(times):
            heard = len(self._app.said)
            await self.press(key)
            new = self._app.said[heard:]
            assert any(said.startswith(word) for said in new), f"{count} of {times}: {new}"


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
    toasts: bool = False,
    settings: Settings | None = None,
) -> AsyncIterator[Day]:
    """Open the program on the base of `folder`, made if there is none, at `moment`.

    Without `toasts` messages are heard, not drawn over the screen.
    """
    workspace = make_workspace(folder, moment)
    workspace.settings = settings or Settings()
    context = AppContext(workspace, workspace.settings, log_path=folder / "errors.log")
    app = SpokenApp(context, place=place)
    try:
        async with app.run_test(size=size, notifications=toasts) as pilot:
            await pilot.pause()
            yield Day(app, pilot, workspace)
    finally:
        workspace.close()
