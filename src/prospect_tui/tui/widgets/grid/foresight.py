"""Drawing what will be seen next: rows and columns one step further the way one goes."""

import asyncio
from typing import ClassVar

from prospect_tui.tui.widgets.grid.drawing import DrawnGrid


class ForeseeingGrid(DrawnGrid):
    """A drawn grid that works ahead of a key that is held or pressed again."""

    REST_SECONDS: ClassVar[float] = 0.008
    """After a move: the terminal gets to show it first, and the next key comes later."""

    _ahead = (0, 0)
    """Which way the window went last, by rows and by columns: -1, 0 or 1 of each."""
    _rest: asyncio.TimerHandle | None = None

    def _foresee(self, rows: int, columns: int) -> None:
        """Draw what comes next, once the window has moved by as many rows and columns."""
        if abs(rows) > self.page:
            return
        self._ahead = _sign(rows), _sign(columns)
        if self._rest is None and self.is_running:
            loop = asyncio.get_running_loop()
            self._rest = loop.call_later(self.REST_SECONDS, self.call_later, self._draw_ahead)

    def _draw_ahead(self) -> None:
        """Draw a whole page of rows ahead when half of one is left, or the next columns."""
        self._rest = None
        rows, columns = self._ahead
        top = max(0, min(self._top + rows * self.page, len(self._ids) - self.page))
        lines = self._lines(top)
        if not lines:
            return
        frame = self._frame_at(self._left_next(columns))
        if not self._painter.knows(frame, lines[len(lines) // 2]):
            for strip in self._painter.strips(frame, lines):
                strip.render(self.app.console)

    def _left_next(self, step: int) -> int:
        """Return how many columns are scrolled away once the cursor has gone on to a hidden one."""
        end = len(self._columns) if step > 0 else -1
        for column in range(self._column + step, end, step) if step else ():
            left = self._shape.left_showing(self._fitted.width - 1, self._left, column)
            if left != self._left:
                return left
        return self._left


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
