"""Keeps what was drawn lately, so that scrolling back and repainting cost a look-up by line."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from textual.strip import Strip

from prospect_tui.tui.widgets.grid.cells import Frame, Line, row_strip
from prospect_tui.tui.widgets.grid.source import RowCache


class Painter:
    """Draws the rows of a cache, keeping at most `LIMIT` strips: the last of each row by frame."""

    LIMIT = 4_000

    def __init__(self, rows: RowCache) -> None:
        self._rows = rows
        self._drawn: dict[Frame, dict[int, tuple[Line, Strip]]] = defaultdict(dict)

    def strips(self, frame: Frame, lines: Sequence[Line]) -> list[Strip]:
        """Return the strips of `lines`, asking for the rows not drawn yet at once."""
        drawn = self._drawn[frame]
        if missing := [line for line in lines if not _has(drawn, line)]:
            if sum(map(len, self._drawn.values())) + len(missing) > self.LIMIT:
                self.clear()
                drawn, missing = self._drawn[frame], list(lines)
            rows = self._rows.window([line.row_id for line in missing])
            for line, row in zip(missing, rows, strict=True):
                drawn[line.row_id] = line, row_strip(frame, row, line)
        return [drawn[line.row_id][1] for line in lines]

    def knows(self, frame: Frame, line: Line) -> bool:
        """Say whether a line is drawn."""
        return _has(self._drawn[frame], line)

    def cursor_strip(self, frame: Frame, line: Line, column: int) -> Strip:
        """Draw the row under the cursor, which is never kept."""
        (row,) = self._rows.window([line.row_id])
        return row_strip(frame, row, line, cursor=column)

    def forget(self, ids: Collection[int]) -> None:
        """Draw these rows again when next seen."""
        for drawn in self._drawn.values():
            for row_id in ids:
                drawn.pop(row_id, None)

    def clear(self) -> None:
        """Draw every row again."""
        self._drawn.clear()


def _has(drawn: Mapping[int, tuple[Line, Strip]], line: Line) -> bool:
    known = drawn.get(line.row_id)
    return known is not None and known[0] == line
