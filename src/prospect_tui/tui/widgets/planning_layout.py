"""The planning as a table: days side by side over half hours, or the weeks of a month.

Only drawing: what stands where is decided below. A line of half an hour is as high as what begins
in it; beyond some lines the rest is counted, and opened as a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from prospect_tui.domain.planning import Scale, slot_of
from prospect_tui.i18n import _, formats
from prospect_tui.services.planning import Day, Item, Planning
from prospect_tui.tui.widgets.drawn import Span
from prospect_tui.wording import planning as words

LABEL = 7
"""Cells of the hours on the left."""
_MOST_IN_BAND, _MOST_IN_SLOT = 4, 3
"""Lines of a week for what has no hour, and for what begins in one half hour."""
_WEEKEND = 5
_WEEK = 7
_FEWEST = 2
"""Lines for what stands on a day of a month."""
CLOSED = "·"
"""Marks hours at which the user does not work."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one day."""

    day: date
    hour: time | None = None
    """The half hour in which it is; None for what has none."""
    item: Item | None = None
    text: Span = ("", "")
    is_stop: bool = False
    """Whether the cursor stops there."""
    more: int = 0
    """How many things it stands for that are not shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of all days."""

    cells: tuple[Cell, ...]
    label: str = ""
    label_look: str = "muted"


@dataclass(frozen=True, slots=True)
class Layout:
    """The table, under its titles."""

    scale: Scale
    titles: tuple[Span, ...]
    """One for each day across."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a table is drawn for."""

    planning: Planning
    zone: ZoneInfo
    now: datetime
    """Local."""
    working: tuple[tuple[time, time], ...]
    """The user's hours."""
    keep: date
    """The day of the cursor, which is never left out."""


def layout(look: Look, lines: int) -> Layout:
    """Return the table of a planning; `lines` is the room below the titles."""
    if look.planning.scale is Scale.MONTH:
        return _month(look, lines)
    days = _shown_days(look)
    rows = [*_band(look, days), *_grid(look, days)]
    return Layout(look.planning.scale, tuple(_title(look, day) for day in days), tuple(rows))


def _shown_days(look: Look) -> tuple[Day, ...]:
    """Leave the days of a week-end out on which nothing stands and nobody works."""
    if look.planning.scale is Scale.DAY:
        return look.planning.days
    return tuple(
        day
        for day in look.planning.days
        if day.is_working or day.items or day.overdue or day.day == look.keep
        or day.day.weekday() < _WEEKEND
    )  # fmt: skip


def _title(look: Look, day: Day) -> Span:
    name = formats.day_short(day.day)
    if look.planning.scale is Scale.DAY:
        name = words.day_title(day)
    elif day.holiday:
        name = f"{name} {words.holiday_label(day.holiday)}"
    is_today = day.day == look.planning.today
    return (f"▸{name}" if is_today else f" {name}", "star" if is_today else _day_look(day))


def _day_look(day: Day) -> str:
    return "late" if day.holiday else "heading" if day.is_working else "muted"


def _band(look: Look, days: Sequence[Day]) -> list[Row]:
    """Return the lines of what has no hour, or began on another day."""
    is_week = look.planning.scale is Scale.WEEK
    columns = []
    for day in days:
        items = [i for i in day.items if i.when.hour is None or i.when.day != day.day]
        cells = [_cell(look, item, day.day, None) for item in (*day.overdue, *items)]
        columns.append(_capped(cells, _MOST_IN_BAND if is_week else 0))
    return _rows(days, columns, None, _("day"), "muted")


def _grid(look: Look, days: Sequence[Day]) -> list[Row]:
    rows: list[Row] = []
    is_week = look.planning.scale is Scale.WEEK
    is_now = look.planning.today in {day.day for day in days}
    present = slot_of(look.now.time())
    for hour in look.planning.hours:
        columns = []
        for day in days:
            begun = [
                i for i in day.items if i.when.hour is not None and i.when.day == day.day
                and slot_of(i.when.hour) == slot_of(hour)
            ]  # fmt: skip
            cells = [_cell(look, item, day.day, hour) for item in begun]
            cells = _capped(cells, _MOST_IN_SLOT if is_week else 0)
            columns.append(cells or [_empty(look, day, hour)])
        works = any(begin <= hour < end for begin, end in look.working)
        label_look = "key" if is_now and hour == present else "" if works else "muted"
        name = f"▸{formats.hour(hour)}" if label_look == "key" else formats.hour(hour)
        rows += _rows(days, columns, hour, name, label_look)
    return rows


def _empty(look: Look, day: Day, hour: time) -> Cell:
    """Return a half hour in which nothing begins: something may go on, or nobody works."""
    start = datetime.combine(day.day, hour, look.zone).astimezone(UTC)
    running = any(
        item.ends_at is not None and not item.is_done
        and (begin := item.when.moment(look.zone)) is not None and begin < start < item.ends_at
        for item in day.items
    )  # fmt: skip
    works = day.is_working and any(begin <= hour < end for begin, end in look.working)
    text = "│" if running else "" if works else CLOSED
    return Cell(day.day, hour, text=(text, "good" if running else "muted"), is_stop=True)


def _rows(
    days: Sequence[Day], columns: Sequence[Sequence[Cell]], hour: time | None, label: str, look: str
) -> list[Row]:
    height = max(1, *(len(column) for column in columns))
    rows = []
    for line in range(height):
        cells = tuple(
            column[line] if line < len(column) else Cell(day.day, hour, is_stop=line == 0)
            for day, column in zip(days, columns, strict=True)
        )
        rows.append(Row(cells, label if line == 0 else "", look))
    return rows


def _cell(look: Look, item: Item, day: date, hour: time | None) -> Cell:
    return Cell(day, hour, item, (_text(look, item, hour), _look(item)), is_stop=True)


def _text(look: Look, item: Item, hour: time | None) -> str:
    late = "!" if item.is_late else ""
    clash = "↔" if item.ref in look.planning.conflicts else ""
    start = f"{words.sign(item)}{late}{clash} "
    if look.planning.scale is Scale.DAY:
        said = [words.line(item, look.zone), *words.remarks(item, look.planning)]
        return start + " · ".join(said)
    begins = item.when.hour
    shown = formats.hour(begins) + " " if begins and begins != hour else ""
    return f"{start}{shown}{item.title}"


def _look(item: Item) -> str:
    if item.is_done or item.calendar:
        return "muted"
    if item.is_late:
        return "late"
    return "warm" if item.is_promised else "good" if item.is_event else ""


def _capped(cells: list[Cell], most: int) -> list[Cell]:
    """Return the first lines, the last of which counts those that are left out."""
    if not most or len(cells) <= most:
        return cells
    left = len(cells) - most + 1
    first = cells[0]
    text = _("+{count} more").format(count=formats.number(left))
    rest = Cell(first.day, first.hour, text=(text, "key"), is_stop=True, more=left)
    return [*cells[: most - 1], rest]


def _month(look: Look, lines: int) -> Layout:
    days = look.planning.days
    weeks = [days[start : start + _WEEK] for start in range(0, len(days), _WEEK)]
    room = max(_FEWEST, lines // len(weeks) - 1)
    rows: list[Row] = []
    for week in weeks:
        number = _("w{number}").format(number=week[0].day.isocalendar().week)
        heads = tuple(Cell(day.day, text=_number(look, day), is_stop=True) for day in week)
        rows.append(Row(heads, number))
        columns = [
            _capped([_cell(look, i, day.day, None) for i in (*day.overdue, *day.items)], room)
            for day in week
        ]
        for line in range(room):
            cells = tuple(
                column[line] if line < len(column) else Cell(day.day)
                for day, column in zip(week, columns, strict=True)
            )
            rows.append(Row(cells))
    names = tuple((f" {formats.weekday_short(number)}", "heading") for number in range(_WEEK))
    return Layout(Scale.MONTH, names, tuple(rows))


def _number(look: Look, day: Day) -> Span:
    is_there = day.day.month == look.planning.day.month
    text = f"{day.day.day:2}"
    if not is_there or day.day.day == 1:
        text = f"{day.day:%d/%m}"
    if day.holiday:
        text += f" {words.holiday_label(day.holiday)}"
    if day.day == look.planning.today:
        return (f"▸{text}", "star")
    return (text, _day_look(day) if is_there else "muted")
