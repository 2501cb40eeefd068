"""What lists, boards and sheets have in common: lines drawn by hand from named styles.

Text is cleaned and cut to the widget here, so nothing written by somebody else reaches the
terminal as markup or control characters. Borders, padding and Textual's scrolling are passed over,
as in the grid: a repaint is then a few strips.
"""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.tui.text import cut, drawable, fit, width

Span = tuple[str, str]
"""A text and its look: one of `LOOKS`, or "" for the plain one."""
Spans = tuple[Span, ...]

GROUNDS = ("plain", "card", "cursor")
LOOKS = ("heading", "strong", "muted", "late", "good", "warm", "star", "key")
_MARK = "▌"
_TRACK, _THUMB = "▕", "▐"
_LONGEST = 2_500
"""Cells of a text that is shown whole: four times what may be typed in a cell."""


class Drawn(Widget):
    """A widget that gives its lines itself; a child says what they are in `draw`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drawn--{name}" for name in GROUNDS + LOOKS}
    DEFAULT_CSS = """
    Drawn {
        width: 1fr; height: 1fr; background: $surface; color: $foreground;
        .drawn--heading { color: $primary; text-style: bold; }
        .drawn--strong { text-style: bold; }
        .drawn--muted { color: $text-muted; }
        .drawn--late { color: $text-error; text-style: bold; }
        .drawn--good { color: $text-success; }
        .drawn--warm { color: $text-warning; }
        .drawn--star { color: $accent; text-style: bold; }
        .drawn--key { color: $accent; text-style: bold; }
        .drawn--card { background: $panel; }
        .drawn--cursor { background: $primary 20%; }
        &:focus .drawn--cursor { background: $primary 35%; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Draw nothing yet."""
        super().__init__(id=id)
        self._styles_known: dict[tuple[str, ...], Style] = {}

    def draw(self, cells: int, lines: int) -> list[Strip]:
        """Return at most `lines` strips, each `cells` wide."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of `crop`."""
        size = self.outer_size
        if not size:
            return []
        strips = self.draw(size.width, size.height)[: size.height]
        strips += [Strip.blank(size.width, self.style_of("plain"))] * (size.height - len(strips))
        shown = strips[crop.y : crop.bottom]
        if crop.width == size.width:
            return shown
        return [strip.crop(crop.x, crop.right) for strip in shown]

    def style_of(self, ground: str, *looks: str) -> Style:
        """Return the style of letters with these `looks` on a ground.

        Textual gives a component the ground of its widget, not of another component: the letters'
        colour and weight are taken from theirs, the rest from the ground.
        """
        known = self._styles_known.get((ground, *looks))
        if known is None:
            known = self.get_component_rich_style(f"drawn--{ground}")
            for look in looks:
                over = self.get_component_rich_style(f"drawn--{look}")
                known += Style(color=over.color, bold=over.bold)
            self._styles_known[ground, *looks] = known
        return known

    def notify_style_update(self) -> None:
        """Work the styles out again: the theme or the focus has changed."""
        self._styles_known.clear()
        super().notify_style_update()

    def strip(self, spans: Iterable[Span], cells: int, ground: str = "plain") -> Strip:
        """Return `spans` cut or filled to `cells` cells, on a ground."""
        segments: list[Segment] = []
        left = cells
        for text, look in spans:
            shown = drawable(text)
            taken = width(shown)
            if taken > left:
                shown, taken = fit(shown, left), left
            looks = (look,) if look else ()
            segments.append(Segment(shown, self.style_of(ground, *looks)))
            left -= taken
            if not left:
                break
        if left:
            segments.append(Segment(" " * left, self.style_of(ground)))
        return Strip(segments, cells)


def mark(*, is_under_cursor: bool) -> str:
    """Return the sign before a line, which tells the cursor without any colour."""
    return _MARK if is_under_cursor else " "


def thumb(top: int, page: int, total: int) -> range:
    """Return the lines, of `page`, on which a scrollbar's thumb is drawn; none if all fits."""
    if total <= page:
        return range(0)
    size = max(1, page * page // total)
    start = (page - size) * top // (total - page)
    return range(start, start + size)


def bar(line: int, thumb: range) -> str:
    """Return the cell of a scrollbar on a line; `thumb` is empty when everything is seen."""
    return " " if not thumb else _THUMB if line in thumb else _TRACK


def wrapped(text: str, cells: int, most: int = 0) -> list[str]:
    """Return `text` on lines of `cells` cells at most, its own line ends kept.

    With `most`, no more lines than that. Where the text goes on there is an ellipsis: of one that
    is far too long to be read on a screen, megabytes perhaps, only the beginning is looked at.
    """
    seen = cut(text, cells * (most + 1) if most else _LONGEST)
    lines = [line.plain.rstrip() for line in Content(clean_lines(seen)).wrap(max(1, cells))]
    if most and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], fit(rest, cells)]
    return [drawable(line) for line in lines] or [""]
