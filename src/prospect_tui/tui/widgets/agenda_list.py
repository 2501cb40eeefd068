"""The morning list as lines: sections with their things to do, then what is left to call cold.

Only drawing: what stands where, and why it is red, is decided below.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from prospect_tui.domain.agenda import Section
from prospect_tui.i18n import formats
from prospect_tui.services.agenda import Today, TodayLine
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Span
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import heading
from prospect_tui.wording import agenda as words
from prospect_tui.wording.sales import rounded

TIME, MARK = 10, 3
_MOST_PERSON = 13
_ROOM_FOR_PERSON = 70
_TITLE_SHARE = 0.52
FILE = "file"
"""The kind, in a ref, of what is left to call cold in a file."""


class _Columns(NamedTuple):
    """How wide each column is; 0 when it is not drawn."""

    title: int
    person: int
    subject: int
    amount: int


def ref_of(line: TodayLine) -> Hashable:
    """Return what the cursor holds on a line."""
    return (str(line.kind), line.id)


def agenda_lines(today: Today, stages: Mapping[str, str], cells: int) -> list[PageLine]:
    """Return the whole list for a width; `stages` gives the names of stages by id, as text."""
    columns = _columns(today, cells)
    lines: list[PageLine] = []
    for section in Section:
        found = today.section(section)
        if found:
            look = "late" if section in {Section.FORGOTTEN, Section.LATE} else "heading"
            lines.append(heading(words.section_title(section, len(found)), cells, look))
            lines += [_line(line, today, stages, columns) for line in found]
    if today.cold:
        left = sum(file.left for file in today.cold)
        lines.append(heading(words.section_title(words.COLD, left), cells))
        for file in today.cold:
            count = (formats.number(file.left) if file.left else "").rjust(TIME)
            planned = f" · {words.planned_text(file.planned)}" if file.planned else ""
            spans = ((count, "muted"), (f"    {file.name}", ""), (planned, "muted"))
            lines.append(PageLine(spans, (FILE, file.file_id)))
    return lines


def _columns(today: Today, cells: int) -> _Columns:
    amount = max((width(_amount(line)) for line in today.lines), default=0)
    person = 0
    if cells >= _ROOM_FOR_PERSON:
        longest = max((width(line.person) for line in today.lines if line.person), default=0)
        person = min(_MOST_PERSON, longest)
    gaps = 2 + bool(amount) + bool(person)
    room = max(2, cells - TIME - MARK - amount - person - gaps)
    title = round(room * _TITLE_SHARE)
    return _Columns(title, person, room - title, amount)


def _line(line: TodayLine, today: Today, stages: Mapping[str, str], columns: _Columns) -> PageLine:
    is_red = bool(line.red_reason)
    time = fit(words.time_text(line.when, today.day), TIME)
    person = line.person if line.person != line.title else ""
    spans: list[Span] = [
        (time, "late" if is_red else ""),
        (" !" if is_red else "  ", "late"),
        ("★" if line.is_starred else " ", "star"),
        (" " + fit(line.title, columns.title), "strong"),
    ]
    if columns.person:
        spans.append((" " + fit(person, columns.person), ""))
    spans += [(" ", ""), *_subject(line, today, stages, columns.subject)]
    if columns.amount:
        spans.append((" " + fit(_amount(line), columns.amount, "right"), ""))
    return PageLine(tuple(spans), ref_of(line))


def _subject(
    line: TodayLine, today: Today, stages: Mapping[str, str], cells: int
) -> Sequence[Span]:
    """Return what a line is about, after why it is red where the section does not say it."""
    text = words.subject_text(line, stages)
    red = words.red_word(line, today.day, is_under_its_title=True)
    if not red:
        return ((fit(text, cells), "muted"),)
    shown = fit(red, min(cells, width(red)))
    left = cells - width(shown)
    return ((shown, "late"), (fit(f" · {text}" if text else "", left), "muted"))


def _amount(line: TodayLine) -> str:
    return rounded(line.amount_cents) if line.amount_cents else ""
