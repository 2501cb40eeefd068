"""The grid a person works in: a spreadsheet over any number of rows."""

from prospect_tui.tui.widgets.grid import messages
from prospect_tui.tui.widgets.grid.typing import TypingGrid


class DataGrid(TypingGrid, can_focus=True):
    """Everything together. See `GridSource` for what it asks, and `messages` for what it says."""

    CursorMoved = messages.CursorMoved
    RowOpened = messages.RowOpened
    RangeChanged = messages.RangeChanged
    SelectionChanged = messages.SelectionChanged
    CellTyped = messages.CellTyped
    TypingEnded = messages.TypingEnded
    CellEdited = messages.CellEdited
    EditRefused = messages.EditRefused
    PasteRefused = messages.PasteRefused
    BlockPasted = messages.BlockPasted
    SortRequested = messages.SortRequested
    ColumnResized = messages.ColumnResized
    ColumnFitRequested = messages.ColumnFitRequested
