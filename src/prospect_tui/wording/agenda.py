"""The morning list in words: sections, a line, why it is red, the figures on top."""

from collections.abc import Mapping
from datetime import date

from prospect_tui.domain.agenda import AgendaKind, Section
from prospect_tui.domain.joining import joined
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import action_label, half_day_label, result_label, section_label
from prospect_tui.services.agenda import ColdFile, Today, TodayLine
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.sales import late_word

COLD = "cold"
_DAY_CELLS = 10
"""Those of "ven. 20/11"."""


def section_title(section: Section | str, count: int) -> str:
    """Return "En retard (3)"; no number for none."""
    label = section_label(str(section))
    return f"{label} ({formats.number(count)})" if count else label


def counts(today: Today) -> list[str]:
    """Return the figures on top: to do, late, meetings, calls left; no zero but the first."""
    number, late = len(today.lines), today.late
    meetings = len(today.section(Section.MEETINGS))
    cold = sum(file.left for file in today.cold)
    planned = sum(file.planned for file in today.cold)
    parts = [_("{count} to do").format(count=formats.number(number))]
    if late:
        parts.append(_("{count} late").format(count=formats.number(late)))
    if meetings:
        text = ngettext("{count} meeting", "{count} meetings", meetings)
        parts.append(text.format(count=formats.number(meetings)))
    if planned:
        parts.append(planned_text(planned))
    if cold:
        parts.append(_("{count} cold").format(count=formats.number(cold)))
    return parts


def time_text(when: When | None, today: date) -> str:
    """Return when a line is due, as short as can be: "09:30", "matin", "ven. 20/11", ""."""
    if when is None:
        return ""
    if when.day == today:
        return formats.hour(when.hour) if when.hour else half_day_label(when.half or "")
    day = formats.when_text(when.day, None, None, today)
    return day if len(day) <= _DAY_CELLS else formats.relative_day(when.day, today)


def red_word(line: TodayLine, today: date, *, is_under_its_title: bool = False) -> str:
    """Return why a line is red: late, a promise missed, no date; "" when it is not.

    With `is_under_its_title`, the title of its section tells it already: only the days are left.
    """
    if not line.red_reason:
        return ""
    if line.red_reason == "agenda.silent":
        return _("hot, silent for 7 days")
    if line.red_reason == "agenda.unanswered":
        return _("dialled, no result given")
    if line.red_reason == "agenda.meeting":
        return _("held or missed?")
    if line.when is None:
        return _("no next action")
    if line.red_reason == "agenda.missed_promise":
        return _("call-back missed")
    if is_under_its_title and line.section is Section.LATE:
        return _("{days} d").format(days=(today - line.when.day).days)
    return late_word(line.when.day, today)


def subject_text(line: TodayLine, stages: Mapping[str, str]) -> str:
    """Return what a line is about; `stages` gives the names of stages by id, as text."""
    match line.kind:
        case AgendaKind.PROSPECT:
            return joined(
                _points(line),
                result_label(line.code) if line.code else "",
                line.subject,
            )
        case AgendaKind.OPPORTUNITY:
            return action_label(line.subject) if line.subject else stages.get(line.code, "")
        case AgendaKind.ACTIVITY:
            return activity_name(line.code, "" if line.subject == line.title else line.subject)


def _points(line: TodayLine) -> str:
    if line.appetence is None:
        return ""
    from prospect_tui.wording.scoring import brief_text  # noqa: PLC0415 - not in most lists

    return brief_text(line.appetence)


def line_text(line: TodayLine, today: date, stages: Mapping[str, str]) -> str:
    """Return a line in one text: when, what, who, why it is red."""
    return joined(
        time_text(line.when, today),
        red_word(line, today),
        f"★ {line.title}" if line.is_starred else line.title,
        line.person if line.person != line.title else "",
        subject_text(line, stages),
        formats.money(line.amount_cents) if line.amount_cents else "",
    )


def cold_text(file: ColdFile) -> str:
    """Return what is left to call in a file: "Menuisiers 69 · 2 128 jamais appelées"."""
    left = ngettext("{count} never called", "{count} never called", file.left)
    parts = [file.name, left.format(count=formats.number(file.left)) if file.left else ""]
    parts.append(planned_text(file.planned) if file.planned else "")
    return joined(*parts)


def planned_text(count: int) -> str:
    """Return "41 appels prévus"."""
    text = ngettext("{count} call planned", "{count} calls planned", count)
    return text.format(count=formats.number(count))
