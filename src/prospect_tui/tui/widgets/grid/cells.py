"""Drawing: a row, or the header, as one strip of few segments.

Each segment costs a colour change in the terminal and microseconds here, so a row is one segment;
only the cursor, a wrong value and the score's tone add to it. Colour is never the only sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.grid.layout import LEAD, Place
from prospect_tui.tui.widgets.grid.source import GridColumn, GridRow, RowMark
from prospect_tui.tui.widgets.grid.styles import TONES, StyleBook

_TRACK, _THUMB = "▕", "▐"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows on screen have in common."""

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
    """A row's place on screen, as far as its drawing depends on it."""

    row_id: int
    odd: bool
    on_thumb: bool


def row_strip(
    frame: Frame, row: GridRow, line: Line, *, selected: bool, cursor: int | None = None
) -> Strip:
    """Draw `row`; `cursor` is the index of the column under the cursor, if it is on this row."""
    look = ["alternate" if line.odd else "row"]
    if selected:
        look.append("selected")
    if cursor is not None:
        look.append("cursor-row")
    if row.mark is RowMark.STRUCK:
        look.append("struck")
    base = frame.style(*look)
    box = " " if not frame.boxes else "☑" if selected else "☐"
    text = f"{box}{row.mark.value} "[: frame.width - 1]
    segments = []
    for place in frame.places:
        cell, style_name = _cell(frame, row, place)
        if place.index == cursor:
            style_name = "cursor-cell"
        if style_name:
            segments.append(Segment(text + place.gap, base))
            segments.append(Segment(cell, frame.style(*look, style_name)))
            text = ""
        else:
            text += place.gap + cell
    bar = " " if not frame.bar else _THUMB if line.on_thumb else _TRACK
    segments.append(Segment(text + _padding(frame) + bar, base))
    return Strip(segments, frame.width)


def header_strip(frame: Frame, columns: Sequence[GridColumn], sort: Mapping[str, str]) -> Strip:
    """Draw the titles, with the arrow of each sorted column and signs where columns are hidden."""
    places = frame.places
    shown = {place.index for place in places}
    hidden_left = bool(places) and any(index not in shown for index in range(places[-1].index))
    hidden_right = bool(places) and (
        places[-1].index < len(columns) - 1 or places[-1].width < places[-1].column.width
    )
    text = ("‹" if hidden_left else " ").ljust(LEAD)[: frame.width - 1]
    for place in places:
        text += place.gap + _title(place, sort.get(place.column.key, ""))
    text += _padding(frame) + ("›" if hidden_right else " ")
    return Strip([Segment(text, frame.style("header"))], frame.width)


def _cell(frame: Frame, row: GridRow, place: Place) -> tuple[str, str]:
    """Return a cell's text, as wide as its place, and the name of its own style, if any."""
    index, align = place.index, place.column.align
    text = row.cells[index] if index < len(row.cells) else ""
    if index in row.problems:
        return fit(text, place.width - 1, align) + "!", "problem"
    toned = row.tone in TONES and place.column.key == frame.tone_column
    return fit(text, place.width, align), row.tone if toned else ""


def _title(place: Place, arrow: str) -> str:
    title = place.column.title
    if arrow and width(title) + 1 + width(arrow) > place.width:
        return fit(fit(title, place.width - width(arrow)) + arrow, place.width)
    return fit(f"{title} {arrow}" if arrow else title, place.width, place.column.align)


def _padding(frame: Frame) -> str:
    end = frame.places[-1].end if frame.places else LEAD
    return " " * (frame.width - 1 - end)
