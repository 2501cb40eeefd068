"""The planning in words: a thing, a day, what overlaps, how something is repeated."""

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.domain.joining import joined
from prospect_tui.domain.planning import holiday
from prospect_tui.domain.recurrence import LAST, Recurrence, read_rule
from prospect_tui.domain.vocabulary import ActionKind, ActivityKind
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import action_label, activity_label, half_day_label, plan_label
from prospect_tui.services.planning import Day, Item, Moved, Planning, Scale
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.sales import late_word
from prospect_tui.wording.times import planned

_HOLIDAYS = {
    "new_year": N_("New Year's Day"),
    "labour_day": N_("Labour Day"),
    "victory_1945": N_("Victory in Europe Day"),
    "national_day": N_("National Day"),
    "assumption": N_("Assumption"),
    "all_saints": N_("All Saints' Day"),
    "armistice_1918": N_("Armistice Day"),
    "christmas": N_("Christmas"),
    "easter_monday": N_("Easter Monday"),
    "ascension": N_("Ascension Day"),
    "whit_monday": N_("Whit Monday"),
    "good_friday": N_("Good Friday"),
    "saint_stephen": N_("Saint Stephen's Day"),
    "abolition_of_slavery": N_("Abolition of slavery"),
}
_SIGNS = {
    ActivityKind.EVENT.value: "●",
    ActionKind.MEETING.value: "●",
    ActivityKind.CALL.value: "☎",
    ActivityKind.TASK.value: "□",
}
_LAST_FIXED_DAY = 28
_SCALES = {Scale.DAY: N_("day"), Scale.WEEK: N_("week"), Scale.MONTH: N_("month")}
_RANKS = {1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), LAST: N_("last")}
_WEEKDAYS = (
    N_("monday"), N_("tuesday"), N_("wednesday"), N_("thursday"), N_("friday"), N_("saturday"),
    N_("sunday"),
)  # fmt: skip
_SEVERAL_WEEKDAYS = (
    N_("mondays"), N_("tuesdays"), N_("wednesdays"), N_("thursdays"), N_("fridays"),
    N_("saturdays"), N_("sundays"),
)  # fmt: skip
_WORKING_WEEK = (0, 1, 2, 3, 4)


def holiday_label(name: str) -> str:
    """Return the name of a public holiday, "" for none."""
    return _(_HOLIDAYS.get(name, "")) or name if name else ""


def scale_label(scale: Scale) -> str:
    """Return "day", "week" or "month"."""
    return _(_SCALES[scale])


def day_remark(holiday: str, *, is_working: bool) -> str:
    """Return why nobody works on a day: "férié : Armistice", "non travaillé", or ""."""
    if holiday:
        return _("public holiday: {name}").format(name=holiday_label(holiday))
    return "" if is_working else _("not a working day")


def remark_of(day: date, calendar: WorkCalendar) -> str:
    """Return why the user does not work on a day, or ""."""
    return day_remark(holiday(day, calendar), is_working=calendar.is_working_day(day))


def title(planning: Planning) -> str:
    """Return what is shown: "mardi 24 novembre 2026", "semaine 48 · …", "novembre 2026"."""
    if planning.scale is Scale.DAY:
        return formats.day_long(planning.day)
    if planning.scale is Scale.MONTH:
        return formats.month_long(planning.day)
    first, last = planning.days[0].day, planning.days[-1].day
    number = first.isocalendar().week
    text = _("week {number} · {first} – {last}")
    return text.format(number=number, first=f"{first:%d/%m}", last=f"{last:%d/%m/%Y}")


def counts(planning: Planning) -> list[str]:
    """Return the figures on top: late, overlaps, appointments, call-backs, the rest; no zero."""
    items = [item for item in planning.items if not item.is_done]
    events = sum(item.is_event for item in items)
    calls = sum(item.kind is AgendaKind.PROSPECT for item in items)
    late = sum(item.is_late for item in items)
    others = len(items) - events - calls
    clashes = len(planning.conflicts)
    counted = (
        (late, _("{count} late")),
        (clashes, ngettext("{count} in conflict", "{count} in conflict", clashes)),
        (events, ngettext("{count} meeting", "{count} meetings", events)),
        (calls, ngettext("{count} call-back", "{count} call-backs", calls)),
        (others, ngettext("{count} other thing", "{count} other things", others)),
    )
    return [text.format(count=formats.number(count)) for count, text in counted if count]


def sign(item: Item) -> str:
    """Return the sign that tells its kind without any colour."""
    if item.is_done:
        return "×" if item.outcome == "meeting_missed" else "✓"
    if item.kind is AgendaKind.PROSPECT:
        return "☎"
    return _SIGNS.get(item.does, "□")


def what(item: Item) -> str:
    """Return which kind of thing it is: "rappel promis", "RDV", "Tâche"."""
    if item.kind is AgendaKind.PROSPECT:
        return plan_label(item.does)
    if item.kind is AgendaKind.OPPORTUNITY:
        return action_label(item.code or item.does)
    return activity_name(item.code, "") if item.code else activity_label(item.does)


def hours(item: Item, zone: ZoneInfo) -> str:
    """Return from when to when: "14:00–15:00", "14:00", "matin", or ""."""
    if item.when.hour is None:
        return half_day_label(item.when.half) if item.when.half else ""
    begin = formats.hour(item.when.hour)
    if item.ends_at is None or not (item.has_end or item.is_event):
        return begin
    return f"{begin}–{formats.hour(item.ends_at.astimezone(zone))}"


def line(item: Item, zone: ZoneInfo) -> str:
    """Return a thing in one text: "14:00–15:00 · RDV · Lambert · M. Petit · 3 rue…"."""
    return joined(
        hours(item, zone),
        what(item),
        item.title,
        item.subject,
        item.person if item.person != item.title else "",
        item.place,
        item.calendar,
    )


def remarks(item: Item, planning: Planning) -> list[str]:
    """Return what is to be said of a thing: late, in conflict, done, repeated."""
    said = []
    if item.is_late:
        said.append(late_word(item.when.day, planning.today))
    if others := planning.conflicts.get(item.ref):
        said.append(conflict_text(others))
    if item.is_done:
        said.append(outcome_text(item) or _("done"))
    elif item.recurrence:
        said.append(recurrence_text(item.recurrence))
    return said


def outcome_text(item: Item) -> str:
    """Return how an appointment ended and what was said: "RDV manqué · a oublié"."""
    said = item.result.removeprefix(item.outcome).strip()
    ended = activity_name(item.outcome, "") if item.outcome else ""
    return joined(ended, said)


def conflict_text(others: Iterable[Item]) -> str:
    """Return "conflit avec Cabinet Ozanne (14:30)"; "" without any."""
    named = []
    for other in others:
        hour = formats.hour(other.when.hour) if other.when.hour else _("the whole day")
        named.append(f"{other.title} ({hour})")
    if not named:
        return ""
    return _("in conflict with {names}").format(names=", ".join(named))


def moved_text(moved: Moved, today: date) -> str:
    """Return what became of a thing: "Lambert → mer. 11/11 14:00 · férié : Armistice"."""
    return joined(
        f"{moved.item.title} → {planned(moved.when, today)}",
        day_remark(moved.holiday, is_working=moved.is_working),
        conflict_text(moved.conflicts),
    )


def day_title(day: Day) -> str:
    """Return "mar. 24/11", with why nobody works then."""
    remark = day_remark(day.holiday, is_working=day.is_working)
    return joined(formats.day_long(day.day), remark)


# repetition


def recurrence_text(rule: str) -> str:
    """Return how something comes again: "tous les lundis", "tous les mois, le 5"; "" for never."""
    if not rule:
        return ""
    said = read_rule(rule)
    text = _repeated(said)
    if said.until:
        text += " " + _("until {day}").format(day=formats.day_long(said.until))
    if said.count:
        times = ngettext("{count} time left", "{count} times left", said.count)
        text += ", " + times.format(count=formats.number(said.count))
    return text


def _repeated(said: Recurrence) -> str:
    if said.unit == "WEEKLY" and said.weekdays:
        return _weekly(said)
    period = _period(said)
    if said.rank and said.weekdays:
        day = _(_WEEKDAYS[said.weekdays[0]])
        text = _("{period}, the {rank} {day}")
        return text.format(period=period, rank=_(_RANKS.get(said.rank, "")), day=day)
    if said.unit == "MONTHLY" and said.day:
        if said.day < 0 or said.day > _LAST_FIXED_DAY + 2:
            return _("{period}, the last day").format(period=period)
        return _("{period}, on day {number}").format(period=period, number=said.day)
    if said.unit == "YEARLY" and said.month:
        on = date(2024, said.month, said.day)  # a leap year, for 29 February
        return _("{period}, on {day}").format(period=period, day=f"{on:%d/%m}")
    return period


def _weekly(said: Recurrence) -> str:
    if said.every == 1 and said.weekdays == _WORKING_WEEK:
        return _("every weekday")
    names = ", ".join(_(_SEVERAL_WEEKDAYS[day]) for day in said.weekdays)
    if said.every == 1:
        return _("on {days}").format(days=names)
    text = ngettext("on {days}, every {count} week", "on {days}, every {count} weeks", said.every)
    return text.format(count=formats.number(said.every), days=names)


def _period(said: Recurrence) -> str:
    count = said.every
    match said.unit:
        case "DAILY":
            text = ngettext("every day", "every {count} days", count)
        case "WEEKLY":
            text = ngettext("every week", "every {count} weeks", count)
        case "MONTHLY":
            text = ngettext("every month", "every {count} months", count)
        case _:
            text = ngettext("every year", "every {count} years", count)
    return text.format(count=formats.number(count))


def typed_length(item_length: timedelta | None) -> str:
    """Return a length as one would type it: "45 min", "1h30", "2 j"; "" without one."""
    if item_length is None:
        return ""
    minutes = int(item_length.total_seconds()) // 60
    day = 24 * 60
    if minutes and minutes % day == 0:
        return _("{count} d").format(count=formats.number(minutes // day))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{formats.NO_BREAK_SPACE}min"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"
