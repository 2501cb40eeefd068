"""A sheet in words drawn as a page of lines, in one column or in two."""

from collections.abc import Iterable, Iterator

from prospect_tui.services.sheets import EventKind
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, field, heading, paragraph
from prospect_tui.wording import sheet_lines
from prospect_tui.wording.sheet_lines import AnySheet, Does, Line, Part, Ref, Seen

__all__ = ["Does", "Ref", "history", "page_lines", "planned_work"]


def page_lines(parts: Iterable[Part], cells: int) -> list[PageLine]:
    """Return the lines of a page: each part under its title."""
    lines: list[PageLine] = []
    for part in parts:
        if part.title:
            lines.append(heading(part.title, cells))
        for line in part.lines:
            lines += _drawn(line, cells)
    return lines


def _drawn(line: Line, cells: int) -> list[PageLine]:
    if line.label:
        return field(
            line.label, line.text, cells, ref=line.ref, look=line.look, problem=line.problem
        )
    return paragraph(line.text, cells, look=line.look, ref=line.ref, hang=line.hang, most=line.most)


def planned_work(sheet: AnySheet, page: Page) -> Iterator[PageLine]:
    """Yield the tasks and events still to come."""
    for line in sheet_lines.planned_work(sheet, Seen(page.today, page.zone)):
        yield from paragraph(line.text, page.cells)


def history(sheet: AnySheet, page: Page, most: int = 0) -> Iterator[PageLine]:
    """Yield what was said and done, newest first, each on `most` lines at most (0: all)."""
    said = [one for one in sheet.history if one.kind is not EventKind.CHANGE]
    for line in sheet_lines.history(said, Seen(page.today, page.zone)):
        yield from paragraph(line.text, page.cells, hang=2, most=most)
