"""Drawing what will be seen next: one step further the way one goes, or at an end of the rows."""

import asyncio
from typing import ClassVar

from prospect_tui.tui.widgets.grid.drawing import DrawnGrid


class ForeseeingGrid(DrawnGrid, is_part=True):
    """A drawn grid that works ahead of a key that is held or pressed again."""

    REST_SECONDS: ClassVar[float] = 0.008
    """After a move: the terminal gets to show it first, and the next key comes later."""

    PAUSE_SECONDS: ClassVar[float] = 0.05
    """After a move: no key is held, and the first and last pages may be drawn."""
    START_SECONDS: ClassVar[float] = 1.0
    """As long after the first paint."""

    _ahead = (0, 0)
    """Which way the window went last, by rows and by columns: -1, 0 or 1 of each."""
    _rest: asyncio.TimerHandle | None = None
    """Until the next step is drawn."""
    _pause: asyncio.TimerHandle | None = None
    """Until the first and last pages are."""

    def _foresee(self, rows: int, columns: int) -> None:
        """Draw what comes next, once the window has moved by as many rows and columns."""
        if abs(rows) > self.page:
            return
        self._foresee_ends(self.PAUSE_SECONDS)
        self._ahead = _sign(rows), _sign(columns)
        if self._rest is None and self.is_running:
            loop = asyncio.get_running_loop()
            self._rest = loop.call_later(self.REST_SECONDS, self.call_later, self._draw_ahead)

    def _draw_ahead(self) -> None:
        """Draw a whole page of rows ahead when half of one is left, or the next columns."""
        self._rest = None
        rows, columns = self._ahead
        top = max(0, min(self._top + rows * self.page, len(self._ids) - self.page))
        self._draw_page(top, self._left_next(columns))

    def _foresee_ends(self, seconds: float) -> None:
        """Draw the first and the last page once nothing has moved for that long."""
        if self._pause is not None:
            self._pause.cancel()
        if self.is_running:
            loop = asyncio.get_running_loop()
            self._pause = loop.call_later(seconds, self.call_later, self._draw_ends)

    def _draw_ends(self) -> None:
        """Draw both in turn: a key may come between them."""
        self._pause = None
        self._draw_page(max(0, len(self._ids) - self.page), self._left)
        self.call_later(self._draw_page, 0, self._left)

    def _draw_page(self, top: int, left: int) -> None:
        """Draw the page from the row at `top` on, unless it is drawn already."""
        lines = self._lines(top) if self._fitted else ()
        if not lines:
            return
        frame = self._frame_at(left)
        if not self._painter.knows(frame, lines[len(lines) // 2]):
            for strip in self._painter.strips(frame, lines):
                strip.render(self.app.console)

    def _drop_frames(self) -> None:
        """As `DrawnGrid._drop_frames`; the first time is that of the first paint."""
        if not self._frames:
            self._foresee_ends(self.START_SECONDS)
        super()._drop_frames()

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
