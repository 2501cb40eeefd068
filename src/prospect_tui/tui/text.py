"""Text as a terminal draws it: cleaned, never markup, measured in cells.

The only door through which text that somebody else wrote (a cell, a note, a file name) reaches
the screen: `plain` for Textual's widgets, `fit` for lines drawn by hand.
"""

from typing import Literal

from rich import _wrap
from rich.cells import cell_len, set_cell_size
from textual.content import Content

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.expressions import expression

Align = Literal["left", "right"]

ELLIPSIS = "…"
_FIRST_OF_OTHER_WIDTH = "\u0300"
"""Every printable character below (the combining accents start here) takes one cell."""
_CUT_PER_CELL, _CUT_MORE = 8, 64
"""A text is cut at so many characters for each cell to fill before it is looked at."""
_JOINER = "\u200d"
_GLUE = dict.fromkeys(map(ord, f"{_JOINER}\ufe0e\ufe0f"))
"""Joins and restyles emoji. Terminals disagree on the width of the result, so it is not drawn."""
_BREAK, _UNBROKEN = r"[^\S\u00a0\u202f]", r"[\S\u00a0\u202f]"

# Textual wraps every text with Rich, which breaks lines at all that Python calls a space, so also
# at the no-break ones. There is no option: what it takes for a word is this expression alone.
_wrap.re_word = expression(f"{_BREAK}*{_UNBROKEN}+{_BREAK}*")


def plain(text: str) -> Content:
    """Return `text` cleaned, for a widget to show literally: no markup, no control character."""
    return Content(clean(text))


def drawable(text: str) -> str:
    """Return `text` cleaned and without what makes its width depend on the terminal."""
    text = clean(text)
    return text if max(text, default="") < _JOINER else text.translate(_GLUE)


def width(text: str) -> int:
    """Return how many cells a drawable text takes."""
    return len(text) if _takes_one_each(text) else cell_len(text)


def cut(text: str, cells: int) -> str:
    """Return `text`, or its beginning with an ellipsis when it is far too long for `cells` cells.

    What cannot be seen is thus never cleaned nor measured, even megabytes of it.
    """
    most = cells * _CUT_PER_CELL + _CUT_MORE
    return text if len(text) <= most else text[:most] + ELLIPSIS


def fit(text: str, cells: int, align: Align = "left") -> str:
    """Return `text` made drawable, then cut with an ellipsis or filled to exactly `cells` cells."""
    if cells < 1:
        return ""
    if len(text) <= cells and text.isprintable() and (text.isascii() or _takes_one_each(text)):
        return text.ljust(cells) if align == "left" else text.rjust(cells)  # nearly all cells
    text = drawable(cut(text, cells))
    missing = cells - width(text)
    if missing < 0:
        return set_cell_size(text, cells - 1) + ELLIPSIS
    return text + " " * missing if align == "left" else " " * missing + text


def _takes_one_each(text: str) -> bool:
    """Say whether every printable character of a text takes one cell."""
    return text.isascii() or max(text) < _FIRST_OF_OTHER_WIDTH
