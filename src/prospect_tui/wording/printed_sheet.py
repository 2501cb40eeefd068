"""A sheet in words made ready to be printed: what is only for the keys is left out."""

from collections.abc import Iterable, Iterator
from datetime import date

from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _
from prospect_tui.services.printing import PrintedLine, PrintedSheet
from prospect_tui.wording.sheet_lines import Does, Line, Part

_LONGEST_TITLE = 200
"""Letters over a page: four lines of it."""
_FOR_KEYS = (Does.MORE, Does.OPEN_PROSPECT)


def printed(parts: Iterable[Part], today: date) -> PrintedSheet:
    """Return a sheet whose first line is its title; a W that is not known is printed as such.

    A title that is too long to stand over a page is read whole under its beginning.
    """
    first, *others = parts
    whole, *top = first.lines
    title = whole.text
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rstrip()}…"
        top = [Line(whole.text), *top]
    named = [("", tuple(_printed(top)))]
    named += [(part.title, tuple(_printed(part.lines))) for part in others]
    footer = _("{title} · printed on {day}").format(title=title, day=f"{today:%d/%m/%Y}")
    return PrintedSheet(title, tuple(one for one in named if one[1]), footer)


def _printed(lines: Iterable[Line]) -> Iterator[PrintedLine]:
    for line in lines:
        if line.ref is not None and line.ref.does in _FOR_KEYS:
            continue
        is_asked = line.ref is not None and line.ref.name.startswith("w_")
        text = joined(line.text, line.problem, by=" — ")
        if text or is_asked:
            yield PrintedLine(line.label, text or "–")
