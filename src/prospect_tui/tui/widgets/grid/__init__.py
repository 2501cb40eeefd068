"""A spreadsheet that shows a window on any number of rows, and never holds them."""

from prospect_tui.tui.widgets.grid.ranges import Block
from prospect_tui.tui.widgets.grid.selection import Selection
from prospect_tui.tui.widgets.grid.source import GridColumn, GridRow, GridSource, RowMark
from prospect_tui.tui.widgets.grid.widget import DataGrid

__all__ = ["Block", "DataGrid", "GridColumn", "GridRow", "GridSource", "RowMark", "Selection"]
