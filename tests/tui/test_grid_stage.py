"""The stage of the grid's tests: an app, a source that counts what it is asked, a hand on keys."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.pilot import Pilot

from prospect_tui.tui.widgets.grid import DataGrid, GridColumn, GridRow

COLUMNS = (
    GridColumn("name", "Société", 12, frozen=True),
    GridColumn("city", "Ville", 10),
    GridColumn("size", "Eff", 6, align="right"),
    GridColumn("score", "Score", 8, editable=False),
    GridColumn("note", "Note", 20),
)
KEYS = [column.key for column in COLUMNS]
EMPTY = "Aucune ligne : i pour importer"
M = TypeVar("M", bound=Message)


class CountingSource:
    """Rows made of their number, unless a test wrote others in `written`."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.written: dict[int, GridRow] = {}
        self.gone: set[int] = set()

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        self.asked += ids
        return {row_id: self.row(row_id) for row_id in ids if row_id not in self.gone}

    def row(self, row_id: int) -> GridRow:
        if row_id in self.written:
            return self.written[row_id]
        return GridRow(row_id, tuple(f"{key} {row_id}" for key in KEYS))

    def raw(self, row_id: int, column_key: str) -> str:
        return self.row(row_id).cells[KEYS.index(column_key)]


class StageApp(App[None]):
    """The grid alone, with keys of a screen and a record of what the grid says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,f3,enter,escape,tab,ctrl+left,ctrl+s,y,plus", "note_key"),
        Binding("space", "select"),
        Binding("ctrl+a", "select_all"),
    ]

    def __init__(self, source: CountingSource) -> None:
        super().__init__()
        self.source = source
        self.said: list[Message] = []
        self.screen_keys = 0
        self.order: list[str] = []
        """Cells saved and keys of the screen, as they came."""

    def compose(self) -> ComposeResult:
        grid = DataGrid(self.source, empty_text=Content(EMPTY))
        grid.PAUSE_SECONDS = grid.START_SECONDS = 3_600  # type: ignore[misc] # the ends unforeseen
        yield grid

    def action_note_key(self) -> None:
        self.screen_keys += 1
        self.order.append("key")

    def action_select(self) -> None:
        self.query_one(DataGrid).action_toggle_select()

    def action_select_all(self) -> None:
        self.query_one(DataGrid).select_all()

    @on(DataGrid.CursorMoved)
    @on(DataGrid.RowOpened)
    @on(DataGrid.RangeChanged)
    @on(DataGrid.SelectionChanged)
    @on(DataGrid.CellTyped)
    @on(DataGrid.TypingEnded)
    @on(DataGrid.CellEdited)
    @on(DataGrid.EditRefused)
    @on(DataGrid.PasteRefused)
    @on(DataGrid.BlockPasted)
    @on(DataGrid.SortRequested)
    @on(DataGrid.ColumnResized)
    @on(DataGrid.ColumnFitRequested)
    def note(self, message: Message) -> None:
        self.said.append(message)
        if isinstance(message, DataGrid.CellEdited):
            self.order.append("CellEdited")


class Stage:
    """What a test holds: the grid, its source, the keyboard, the screen."""

    def __init__(self, pilot: Pilot[None], app: StageApp) -> None:
        self.pilot = pilot
        self.app = app
        self.source = app.source
        self.grid = app.query_one(DataGrid)

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has done its work, as in the program."""
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self.app.post_message(events.Key(key, character))
            await self.pilot.pause()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """Return the text of the screen: titles first."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def cursor(self) -> tuple[int, int]:
        return self.grid.cursor_row, self.grid.cursor_column

    def selected(self) -> set[int]:
        return set(self.grid.selection)

    def said(self, kind: type[M]) -> list[M]:
        return [message for message in self.app.said if isinstance(message, kind)]


@asynccontextmanager
async def on_stage(
    ids: Sequence[int] = range(1, 101),
    *,
    size: tuple[int, int] = (60, 12),
    columns: Sequence[GridColumn] = COLUMNS,
    source: CountingSource | None = None,
) -> AsyncIterator[Stage]:
    """Show `ids` in a terminal of `size`; 12 lines are the titles and a page of 11 rows."""
    app = StageApp(source or CountingSource())
    async with app.run_test(size=size) as pilot:
        stage = Stage(pilot, app)
        stage.grid.set_columns(columns)
        stage.grid.set_ids(ids)
        await pilot.pause()
        yield stage


async def test_a_million_rows_open_by_asking_for_one_window_only() -> None:
    async with on_stage(range(1, 1_000_001)) as stage:
        assert stage.source.asked == list(range(1, 12))
        assert "name 11" in stage.lines()[11]


async def test_rows_are_asked_for_once_and_only_when_seen() -> None:
    async with on_stage(range(1, 1_000_001)) as stage:
        await stage.press("end")
        assert "name 1000000" in stage.lines()[11]
        await stage.press("home")
        await stage.press("end")
        assert sorted(stage.source.asked) == [*range(1, 12), *range(999_990, 1_000_001)]


async def test_scrolling_by_a_line_asks_for_one_row() -> None:
    async with on_stage(range(1, 1_000_001)) as stage:
        stage.grid.REST_SECONDS = 3_600  # type: ignore[misc] # nothing is drawn ahead
        await stage.press(*["down"] * 11)
        assert stage.source.asked[11:] == [12]
