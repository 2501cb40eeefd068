"""Drawing: a row, or the header, as one strip of few segments.

Each segment costs a colour change in the terminal and microseconds here, so a row is one segment;
only the cursor, a range, a wrong value, the score's tone and what is struck out add to it.
Colour is never the only sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from prospect_tui.tui.text import cut, drawable, fit, width
from prospect_tui.tui.widgets.grid.layout import LEAD, Place
from prospect_tui.tui.widgets.grid.source import GridColumn, GridRow, RowMark
from prospect_tui.tui.widgets.grid.styles import TONES, StyleBook
from prospect_tui.tui.widgets.whole_strip import WholeStrip

_TRACK, _THUMB = "▕", "▐"
Span = tuple[int, int]
"""The first and the last column of a range."""
NO_SPAN: Span = (0, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What the rows on screen have in common. One is only equal to itself."""

    places: tuple[Place, ...]
    width: int
    """Of the whole widget, with the scrollbar's cell."""
    style: StyleBook
    tone_column: str
    """Key of the column that a row's tone colours."""
    boxes: bool
    """Whether selection boxes are drawn."""
    bar: bool
    """Whether there is more than fits."""


class Line(NamedTuple):
    """A row's place on screen: all on which its drawing depends but the row and the cursor."""

    row_id: int
    odd: bool
    on_thumb: bool
    selected: bool
    span: Span
    """The columns of it that are in a range."""


def no_span(_place: int) -> Span:
    """Return the part of any row that is in no range."""
    return NO_SPAN


class _Ink:
    """Makes segments, as few as the changes of style."""

    __slots__ = ("_segments", "_style", "_text")

    def __init__(self, style: Style) -> None:
        self._segments: list[Segment] = []
        self._style = style
        self._text = ""

    def put(self, text: str, style: Style) -> None:
        """Go on in this style."""
        if style is self._style:
            self._text += text
        else:
            if self._text:
                self._segments.append(Segment(self._text, self._style))
            self._text, self._style = text, style

    def strip(self, cells: int) -> Strip:
        """Return what was put, `cells` wide."""
        return WholeStrip([*self._segments, Segment(self._text, self._style)], cells)


def row_strip(frame: Frame, row: GridRow, line: Line, *, cursor: int | None = None) -> Strip:
    """Draw `row`; `cursor` is the index of the column under the cursor, if it is on this row."""
    look = ["alternate" if line.odd else "row"]
    if line.selected:
        look.append("selected")
    if cursor is not None:
        look.append("cursor-row")
    to_strike = row.mark is RowMark.STRUCK
    if to_strike:
        look.append("struck")
    style = frame.style
    base = style(*look)
    first, last = line.span
    box = " " if not frame.boxes else "☑" if line.selected else "☐"
    ink = _Ink(base)
    ink.put(f"{box}{row.mark.value} "[: frame.width - 1], base)
    for place, cell, own in _cells(frame, row):
        if first <= place.index <= last:
            ranged = style(*look, "range")
            ink.put(place.gap, ranged if place.index > first else base)
            ink.put(cell, style(*look, "range-cursor") if place.index == cursor else ranged)
        elif place.index == cursor:
            ink.put(place.gap, base)
            ink.put(cell, style(*look, "cursor-cell"))
        elif to_strike and not cell.isspace():
            text = cell.strip()
            before = cell.index(text)
            ink.put(place.gap + cell[:before], base)
            ink.put(text, style(*look, "strike"))
            ink.put(cell[before + len(text) :], base)
            to_strike = False
        elif own:
            ink.put(place.gap, base)
            ink.put(cell, style(*look, own))
        else:
            ink.put(place.gap + cell, base)  # nearly all cells
    bar = " " if not frame.bar else _THUMB if line.on_thumb else _TRACK
    ink.put(_padding(frame) + bar, base)
    return ink.strip(frame.width)


def header_strip(frame: Frame, columns: Sequence[GridColumn], sort: Mapping[str, str]) -> Strip:
    """Draw the titles, with the arrow of each sorted column and signs where columns are hidden."""
    places = frame.places
    hidden_left = bool(places) and places[-1].index >= len(places)
    hidden_right = bool(places) and (
        places[-1].index < len(columns) - 1 or places[-1].width < places[-1].column.width
    )
    text = ("‹" if hidden_left else " ").ljust(LEAD)[: frame.width - 1]
    for place in places:
        text += place.gap + _title(place, sort.get(place.column.key, ""))
    text += _padding(frame) + ("›" if hidden_right else " ")
    return Strip([Segment(text, frame.style("header"))], frame.width)


def _cells(frame: Frame, row: GridRow) -> list[tuple[Place, str, str]]:
    """Return the cells on screen: their texts, as wide as their places, and their own styles."""
    cells, problems, count = row.cells, row.problems, len(row.cells)
    tone = row.tone if row.tone in TONES else ""
    drawn = []
    for place in frame.places:
        index, column = place.index, place.column
        text = cells[index] if index < count else ""
        if index in problems:
            drawn.append((place, fit(text, place.width - 1, column.align) + "!", "problem"))
        else:
            own = tone if column.key == frame.tone_column else ""
            drawn.append((place, fit(text, place.width, column.align), own))
    return drawn


def _title(place: Place, arrow: str) -> str:
    title = drawable(cut(place.column.title, place.width))
    if arrow and width(title) + 1 + width(arrow) > place.width:
        return fit(fit(title, place.width - width(arrow)) + arrow, place.width)
    return fit(f"{title} {arrow}" if arrow else title, place.width, place.column.align)


def _padding(frame: Frame) -> str:
    end = frame.places[-1].end if frame.places else LEAD
    return " " * (frame.width - 1 - end)
