"""What is planned, as other calendars show it: a line that says all, and the details below."""

from collections.abc import Iterable
from datetime import date

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.joining import joined
from prospect_tui.domain.phone import national, parse_phones
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import half_day_label, plan_label
from prospect_tui.services.calendar_import import CalendarImport, CalendarProblem
from prospect_tui.services.calendar_sync import Met, SyncReport
from prospect_tui.services.calendars import PlannedItem
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.messages import message
from prospect_tui.wording.sales import action_text
from prospect_tui.wording.times import planned


def calendar_name() -> str:
    """Return how other programs call the calendar of what is planned."""
    return "Prospect"


def event_words(item: PlannedItem) -> tuple[str, str]:
    """Return the line under which a thing stands in calendars, and its details.

    "Appel : devis · Menuiserie Lambert", then the person, the telephone and the rest, a line each.
    """
    line = joined(_what(item), item.title)
    person = " ".join(item.person.split())
    person = person if person != item.title else ""
    half = half_day_label(item.when.half) if item.when.half else ""
    reason = plan_label(item.does) if item.kind is AgendaKind.PROSPECT else ""
    return line, joined(person, _phones(item.phone), reason, half, item.description, by="\n")


def _what(item: PlannedItem) -> str:
    if item.kind is AgendaKind.PROSPECT:
        return action_text(ActionKind.CALL, item.subject)
    if item.kind is AgendaKind.OPPORTUNITY:
        return action_text(item.does, item.subject)
    return activity_name(item.code, item.subject)


def _phones(text: str) -> str:
    """Return the numbers as phones let one call them."""
    numbers = ", ".join(national(number.e164) for number in parse_phones(text))
    return _("Tel. {number}").format(number=numbers) if numbers else text


def import_summary(report: CalendarImport) -> str:
    """Return what became of a calendar: "Perso : 12 nouveaux, 3 modifiés, 1 annulé"."""
    counts = (
        (report.created, ngettext("{count} new", "{count} new", report.created)),
        (report.changed, ngettext("{count} changed", "{count} changed", report.changed)),
        (report.cancelled, ngettext("{count} cancelled", "{count} cancelled", report.cancelled)),
        (report.unchanged, ngettext("{count} unchanged", "{count} unchanged", report.unchanged)),
        (report.own, ngettext("{count} of yours", "{count} of yours", report.own)),
        (report.outside, ngettext("{count} too far off", "{count} too far off", report.outside)),
    )
    return _counted(report.calendar, counts, _("nothing to bring in"))


def problem_text(problem: CalendarProblem) -> str:
    """Return what could not be read of an event."""
    return message(problem.message_id, **problem.params)


def problem_line(problem: CalendarProblem) -> str:
    """Return it with its place: "ligne 12, « Réunion » : …"."""
    name = problem.summary or _("without a title")
    text = _("line {line}, “{name}”: {what}")
    return text.format(line=problem.line, name=name, what=problem_text(problem))


def sync_summary(report: SyncReport) -> str:
    """Return what went to a server and what came: "Pro : 3 envoyés, 1 déplacé"."""
    moved = len(report.moved)
    counts = (
        (report.sent, ngettext("{count} sent", "{count} sent", report.sent)),
        (report.withdrawn, ngettext("{count} taken off", "{count} taken off", report.withdrawn)),
        (moved, ngettext("{count} moved here", "{count} moved here", moved)),
    )
    return _counted(report.calendar, counts, _("nothing to exchange"))


def met_line(met: Met, today: date) -> str:
    """Return what the user should know of one thing: its times on both sides, and why."""
    times = planned(met.here, today)
    if met.there is not None:
        there = planned(met.there, today)
        times = _("{here} here, {there} on the server").format(here=times, there=there)
    text = _("{title} ({times}): {what}")
    return text.format(title=met.title, times=times, what=message(met.message_id))


def _counted(name: str, counts: Iterable[tuple[int, str]], nothing: str) -> str:
    told = [text.format(count=formats.number(count)) for count, text in counts if count]
    return _("{calendar}: {what}").format(calendar=name, what=", ".join(told) or nothing)
