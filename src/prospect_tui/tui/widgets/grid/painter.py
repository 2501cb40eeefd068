"""Keeps what was drawn lately, so that scrolling back and repainting cost a look-up by line."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from textual.strip import Strip

from prospect_tui.tui.widgets.grid.cells import Frame, Line, row_strip
from prospect_tui.tui.widgets.grid.source import RowCache


class Painter:
    """Draws the rows of a cache, keeping `LIMIT` strips at most."""

    LIMIT = 1_000

    def __init__(self, rows: RowCache) -> None:
        self._rows = rows
        self._strips: dict[Frame, dict[Line, Strip]] = defaultdict(dict)

    def strips(self, frame: Frame, lines: Sequence[Line]) -> list[Strip]:
        """Return the strips of `lines`, asking for the rows not drawn yet at once."""
        kept = self._strips[frame]
        if missing := [line for line in lines if line not in kept]:
            if sum(map(len, self._strips.values())) + len(missing) > self.LIMIT:
                self.clear()
                kept, missing = self._strips[frame], list(lines)
            rows = self._rows.window([line.row_id for line in missing])
            for line, row in zip(missing, rows, strict=True):
                kept[line] = row_strip(frame, row, line)
        return [kept[line] for line in lines]

    def knows(self, frame: Frame, line: Line) -> bool:
        """Say whether a line is drawn."""
        return line in self._strips[frame]

    def cursor_strip(self, frame: Frame, line: Line, column: int) -> Strip:
        """Draw the row under the cursor, which is never kept."""
        (row,) = self._rows.window([line.row_id])
        return row_strip(frame, row, line, cursor=column)

    def forget(self, ids: Collection[int]) -> None:
        """Draw these rows again when next seen."""
        forgotten = set(ids)
        for kept in self._strips.values():
            for line in [line for line in kept if line.row_id in forgotten]:
                del kept[line]

    def clear(self) -> None:
        """Draw every row again."""
        self._strips.clear()
