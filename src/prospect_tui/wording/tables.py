"""Tables as plain text: aligned to a width for people, separated by tabs for other programs.

Takes cleaned texts on one line; refuses colours and lines, which a pipe or a screen reader would
have to be rid of.
"""

import unicodedata
from collections.abc import Collection, Sequence

GAP = "  "
NARROWEST = 6
"""No column is cut below this many places."""


def aligned(rows: Sequence[Sequence[str]], width: int, right: Collection[int] = ()) -> list[str]:
    """Return one line for each row, its cells in columns; the widest are cut to fit `width`.

    The columns whose places are in `right` have their cells at the right, the others at the left.
    """
    if not rows:
        return []
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return [
        GAP.join(
            fitted(cell, widths[place], right=place in right) for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def tabbed(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one line for each row, its cells separated by tabs."""
    return ["\t".join(row) for row in rows]


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` cut or filled to exactly `width` places, itself at the left or the `right`."""
    if text_width(text) > width:
        while text_width(text) > width - 1:
            text = text[:-1]
        text += "…"
    filling = " " * (width - text_width(text))
    return filling + text if right else text + filling


def text_width(text: str) -> int:
    """Return how many places of a terminal `text` takes."""
    return len(text) if text.isascii() else sum(map(_places, text))


def _places(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
