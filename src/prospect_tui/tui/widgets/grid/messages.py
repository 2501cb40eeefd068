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
    """The cursor is on another row; None when no row is left."""

    row_id: int | None


@dataclass
class RowOpened(GridMessage, namespace="data_grid"):
    """Enter or a double click on a row."""

    row_id: int


@dataclass
class CellEdited(GridMessage, namespace="data_grid"):
    """Another `text` was typed in a cell; the grid saves nothing and still holds the old value."""

    row_id: int
    column_key: str
    text: str


@dataclass
class EditRefused(GridMessage, namespace="data_grid"):
    """The cell under the cursor cannot be typed in."""

    row_id: int
    column_key: str


@dataclass
class SelectionChanged(GridMessage, namespace="data_grid"):
    """`count` rows are selected."""

    count: int


@dataclass
class SortRequested(GridMessage, namespace="data_grid"):
    """A title was clicked; with `add`, to sort by it after the columns sorted already."""

    column_key: str
    add: bool
