"""The lines of a quote as rows of a grid: their words, their widths, what is typed in a cell."""

from collections.abc import Mapping, Sequence

from prospect_tui.domain.quotes import Line
from prospect_tui.i18n import _
from prospect_tui.tui.widgets.grid import GridColumn, GridRow
from prospect_tui.wording import quote_lines as words

_WIDTHS = {
    "quantity_milli": (7, 10), "unit": (6, 10), "unit_price_cents": (11, 14),
    "discount_bp": (6, 8), "vat_bp": (6, 8), words.AMOUNT: (13, 16),
}  # fmt: skip
"""Cells of the columns right of the label, on a narrow and on a wide screen."""
_LEFT = frozenset({"label", "unit"})
_WIDE = 100
_LEAD = 4
"""Cells of the grid that no column has."""
_LEAST_LABEL, _MOST_LABEL = 16, 70


class QuoteRows:
    """A `GridSource` over the lines of the quote shown."""

    def __init__(self) -> None:
        """Hold nothing before `show`."""
        self.lines: dict[int, Line] = {}
        """By id, in order."""

    def show(self, lines: Mapping[int, Line]) -> None:
        """Hold these lines from now on."""
        self.lines = dict(lines)

    def columns(self, room: int) -> list[GridColumn]:
        """Return the columns for a screen of so many cells; the label has what is left."""
        widths = {key: pair[room >= _WIDE] for key, pair in _WIDTHS.items()}
        left = room - _LEAD - sum(widths.values()) - len(widths)
        widths["label"] = max(_LEAST_LABEL, min(_MOST_LABEL, left))
        return [
            GridColumn(
                column.key,
                _(column.title),
                widths[column.key],
                align="left" if column.key in _LEFT else "right",
                editable=column.key != words.AMOUNT,
                frozen=column.key == "label",
                choices=words.usual_rates() if column.key == "vat_bp" else (),
            )
            for column in words.COLUMNS
        ]

    def rows(self, ids: Sequence[int]) -> Mapping[int, GridRow]:
        """Return a window of lines, worded."""
        return {row_id: _row(row_id, self.lines[row_id]) for row_id in ids if row_id in self.lines}

    def raw(self, row_id: int, column_key: str) -> str:
        """Return a cell as one would type it; "" when its line is gone."""
        line = self.lines.get(row_id)
        return words.typed(line, column_key) if line else ""


def _row(row_id: int, line: Line) -> GridRow:
    cells = words.shown(line)
    return GridRow(row_id, [cells[column.key] for column in words.COLUMNS])
