"""Today, the pipeline and the sheet in the real program; the other places are made for tests."""

from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import date, time
from typing import Any

from textual import events
from textual.pilot import Pilot

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Origin
from prospect_tui.domain.when import When
from prospect_tui.services import calls, configuring, opportunities
from prospect_tui.services.calls import CallEntry
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.screens.today import TodayScreen
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import make_prospect
from tests.tui.shell import PLACES, FakePlace

SMALL, USUAL, LARGE = (80, 24), (120, 36), (170, 48)
REAL_PLACES = PLACES | {
    "today": "prospect_tui.tui.screens.today:TodayScreen",
    "pipeline": "prospect_tui.tui.screens.pipeline:PipelineScreen",
}
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
FRIDAY = date(2026, 11, 20)
"""The working day before TODAY, which is a Monday; tests begin at 10:15."""
NASTY = (
    "[bold]gras[/bold]",
    "[/]",
    "[@click=app.quit]clic[/]",
    "\x1b]0;titre\x07\x1b[31mrouge",
    "a\tb\nc",
    "\u202egauche",
    "株式会社大工",
)


@asynccontextmanager
async def desk(
    workspace: Workspace, place: str = "today", size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[None]]:
    """Open the program on a place of `workspace`."""
    app = ProspectApp(AppContext(workspace, workspace.settings), place=place, places=REAL_PLACES)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


@asynccontextmanager
async def sheet_of(
    workspace: Workspace, kind: str, record_id: int, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the sheet of a record."""
    async with desk(workspace, size=size) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        today.open_sheet(kind, record_id)
        await pilot.pause()
        yield pilot


def sheet(pilot: Pilot[Any]) -> SheetScreen:
    """Return the sheet under any question."""
    return next(one for one in reversed(pilot.app.screen_stack) if isinstance(one, SheetScreen))


def page(pilot: Pilot[Any]) -> str:
    """Return the whole page, seen or not."""
    lines = sheet(pilot).query_one(LinesView)._lines
    return "\n".join("".join(text for text, _ in line.spans) for line in lines)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before has done its work."""
    for key in keys:
        character = " " if key == "space" else key if len(key) == 1 else None
        pilot.app.post_message(events.Key(key, character))
        await pilot.pause()


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type a text."""
    await press(pilot, *(("space" if letter == " " else letter) for letter in text))


async def walk_to(pilot: Pilot[Any], is_wanted: Callable[[Hashable], bool]) -> None:
    """Put the cursor on the first line of the page in use that is wanted, by the keys."""
    view = pilot.app.screen.query_one(LinesView)
    await press(pilot, "home")
    for _ in view.refs:
        if is_wanted(view.cursor):
            return
        await press(pilot, "down")
    raise AssertionError("no line is the one wanted")


def visits(pilot: Pilot[Any]) -> list[dict[str, Any]]:
    """Return what the place in use, made for tests, was asked to show."""
    assert isinstance(pilot.app.screen, FakePlace)
    return pilot.app.screen.visits


def on(day: date, hour: int | None = None) -> When:
    """Return a planned time."""
    return When(day, None if hour is None else time(hour))


def make_opportunity(
    workspace: Workspace,
    title: str,
    when: When | None = None,
    *,
    euros: int = 0,
    stage: int = 0,
    label: str = "",
    contact: str = "",
    phone: str = "",
) -> int:
    """Return the number of a new opportunity, its next action planned by the way."""
    made = opportunities.create(
        workspace,
        title,
        origin=Origin.REFERRAL,
        amount_cents=euros * 100,
        contact_name=contact,
        phone=phone,
    )
    if stage:
        opportunities.move(workspace, made, configuring.stages(workspace)[stage].id)
    if when is not None:
        clock = workspace.clock.today()
        assert when.day >= clock, "move the clock back first"
        action = NextAction(ActionKind.CALL, when, label)
        opportunities.set_next_action(workspace, made, action)
    return made


def make_promise(workspace: Workspace, file_id: int, name: str, when: When, **answers: Any) -> int:
    """Return the number of a row that was promised a call-back."""
    row = make_prospect(workspace, file_id, company_name=name)
    answered = Answers(when=when, **answers)
    calls.log_call(workspace, CallEntry(row, "RAPP", answered, calls.new_uid()))
    return row


def value(workspace: Workspace, table: str, record_id: int, column: str) -> Any:
    """Return what the base holds."""
    sql = f"SELECT {column} FROM {table} WHERE id = ?"
    return workspace.connection.execute(sql, (record_id,)).fetchone()[0]


def is_harmless(shown: str) -> bool:
    """Say whether what is on the screen holds nothing but letters, signs and spaces."""
    return all(letter.isprintable() or letter in "\n\u00a0\u202f" for letter in shown)
