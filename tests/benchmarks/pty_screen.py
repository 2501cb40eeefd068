"""What a program drew: a terminal's screen in memory, fed after the measure, never during it."""

import codecs
import re

import pyte

_UNSHOWN = re.compile(
    r"\x1b\[[\d;:]*m|\x1b\[[<=>?][\d;:]*[a-ln-zA-Z]|\x1b\[[\d;?]*\$[a-z]|\x1b[P_^X][^\x1b]*\x1b\\"
)
"""Colours, and what the emulator does not know: dropped, as only texts are looked at."""


class _Emulator(pyte.Screen):
    """The emulator with three more sequences, which programs on curses use."""

    last = " "

    def draw(self, data: str) -> None:
        self.last = data[-1:] or self.last
        super().draw(data)

    def repeat(self, count: int = 1, **_options: bool) -> None:
        super().draw(self.last * count)

    def scroll_up(self, count: int = 1, **_options: bool) -> None:
        bottom = self.margins.bottom if self.margins else self.lines - 1
        self._scroll(count, bottom, is_up=True)

    def scroll_down(self, count: int = 1, **_options: bool) -> None:
        self._scroll(count, self.margins.top if self.margins else 0, is_up=False)

    def _scroll(self, count: int, line: int, *, is_up: bool) -> None:
        kept, self.cursor.y = self.cursor.y, line
        for _ in range(count or 1):
            if is_up:
                self.index()
            else:
                self.reverse_index()
        self.cursor.y = kept


class _Stream(pyte.Stream):
    csi = pyte.Stream.csi | {"b": "repeat", "S": "scroll_up", "T": "scroll_down"}
    events = frozenset([*pyte.Stream.events, "repeat", "scroll_up", "scroll_down"])


class Screen:
    """The lines of a terminal."""

    def __init__(self, columns: int, lines: int) -> None:
        """Begin blank."""
        self._emulator = _Emulator(columns, lines)
        self._stream = _Stream(self._emulator)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._lines = [""] * lines

    def feed(self, data: bytes) -> None:
        """Take what the program wrote, in whole sequences."""
        self._stream.feed(_UNSHOWN.sub("", self._decoder.decode(data)))

    @property
    def lines(self) -> list[str]:
        """Return the texts of the lines; only those which changed are read again."""
        columns = range(self._emulator.columns)
        for y in self._emulator.dirty:
            row = self._emulator.buffer[y]
            self._lines[y] = "".join(row[x].data for x in columns)
        self._emulator.dirty.clear()
        return self._lines

    @property
    def text(self) -> str:
        """Return the whole screen, its no-break spaces made plain."""
        text = "\n".join(self.lines)
        return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

    @property
    def cursor(self) -> tuple[int, int]:
        """Return where the cursor is: column and line, from 1, as a terminal tells it."""
        return self._emulator.cursor.x + 1, self._emulator.cursor.y + 1
