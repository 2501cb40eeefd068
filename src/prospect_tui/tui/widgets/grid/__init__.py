"""A spreadsheet that shows a window on any number of rows, and never holds them."""

from prospect_tui.tui.widgets.grid.source import GridColumn, GridRow, GridSource, RowMark
from prospect_tui.tui.widgets.grid.widget import DataGrid

__all__ = ["DataGrid", "GridColumn", "GridRow", "GridSource", "RowMark"]
