"""What the grid tells its screen; handlers are named `on_data_grid_...`."""

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass
class GridMessage(Message, namespace="data_grid"):
    """Something happened in `grid`."""

    grid: Widget

    @property
    def control(self) -> Widget:
        """Return the grid, for `@on(..., "#selector")`."""
        return self.grid


@dataclass
class CursorMoved(GridMessage, namespace="data_grid"):
    """The cursor is on another cell; None when no row is left."""

    row_id: int | None


@dataclass
class RowOpened(GridMessage, namespace="data_grid"):
    """A row was clicked twice."""

    row_id: int


@dataclass
class RangeChanged(GridMessage, namespace="data_grid"):
    """The range has these many rows and columns; 1 and 1 when there is none any more."""

    rows: int
    columns: int


@dataclass
class SelectionChanged(GridMessage, namespace="data_grid"):
    """`count` rows are selected."""

    count: int


@dataclass
class CellTyped(GridMessage, namespace="data_grid"):
    """A cell being typed in holds `text` for now: said when typing begins, and at each change."""

    row_id: int
    column_key: str
    text: str
    choices: tuple[str, ...] = ()
    """Those of the column's choices that begin like what is being typed."""


@dataclass
class TypingEnded(GridMessage, namespace="data_grid"):
    """No cell is typed in any more."""

    row_id: int
    column_key: str
    saves: bool = False
    """Whether `CellEdited` follows, for there is something to be saved."""


@dataclass
class CellEdited(GridMessage, namespace="data_grid"):
    """Another `text` was typed in a cell; the grid saves nothing and still holds the old value."""

    row_id: int
    column_key: str
    text: str
    old_text: str = ""
    """What the cell held when typing began, as the source gave it to edit."""


@dataclass
class EditRefused(GridMessage, namespace="data_grid"):
    """The cell under the cursor cannot be typed in: a computed one, or the grid is `read_only`."""

    row_id: int
    column_key: str
    length: int = 0
    """How many characters it holds, if they are too many to be typed in."""


@dataclass
class PasteRefused(GridMessage, namespace="data_grid"):
    """A text of `length` characters is too long for the cell being typed in; nothing was put."""

    length: int


@dataclass
class BlockPasted(GridMessage, namespace="data_grid"):
    """A text was pasted on the grid while no cell was typed in; it is as the terminal gave it."""

    text: str


@dataclass
class SortRequested(GridMessage, namespace="data_grid"):
    """A title was clicked; with `add`, to sort by it after the columns sorted already."""

    column_key: str
    add: bool


@dataclass
class ColumnResized(GridMessage, namespace="data_grid"):
    """The border of a column was dragged: it is `width` cells wide now, until told otherwise."""

    column_key: str
    width: int


@dataclass
class ColumnFitRequested(GridMessage, namespace="data_grid"):
    """The border of a column was clicked twice: it is to be as wide as what it holds."""

    column_key: str
