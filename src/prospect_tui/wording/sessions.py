"""Sessions of calls in words: the live line, the report to paste. Nothing is cleaned here."""

from datetime import date
from zoneinfo import ZoneInfo

from prospect_tui.domain.joining import joined
from prospect_tui.domain.sessions import Goal, per_hour
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import result_label
from prospect_tui.services.sessions import Appointment, CallSession, SessionSummary
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.times import planned

_MINUTE, _HOUR = 60, 3600


def clock_text(seconds: int) -> str:
    """Return "00:42" for forty-two minutes, "2:05" for two hours and five minutes."""
    hours, minutes = divmod(max(0, seconds) // _MINUTE, _HOUR // _MINUTE)
    return f"{hours:02d}:{minutes:02d}"


def length_text(seconds: int) -> str:
    """Return "2 h 05", "42 min", "35 s"."""
    if seconds < _MINUTE:
        return _("{seconds} s").format(seconds=seconds)
    hours, minutes = divmod(seconds // _MINUTE, _HOUR // _MINUTE)
    if hours:
        return _("{hours} h {minutes}").format(hours=hours, minutes=f"{minutes:02d}")
    return _("{minutes} min").format(minutes=minutes)


def short_length(seconds: int) -> str:
    """Return "1 min 32 s", "24 s": an average."""
    minutes, rest = divmod(seconds, _MINUTE)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=f"{rest:02d}")


def calls_text(count: int, goal: int = 0) -> str:
    """Return "31 appels", or "31/40 appels" of a goal."""
    text = ngettext("{count} call", "{count} calls", goal or count)
    return text.replace("{count}", _of(count, goal))


def deciders_text(count: int) -> str:
    """Return "3 décideurs"."""
    text = ngettext("{count} decider", "{count} deciders", count)
    return text.format(count=formats.number(count))


def meetings_text(count: int, goal: int = 0) -> str:
    """Return "1 RDV", or "1/3 RDV" of a goal."""
    text = ngettext("{count} appointment", "{count} appointments", goal or count)
    return text.replace("{count}", _of(count, goal))


def _of(count: int, goal: int) -> str:
    written = formats.number(count)
    return f"{written}/{formats.number(goal)}" if goal else written


def goal_text(goal: Goal) -> str:
    """Return "40 appels ou 3 RDV", "" without a goal."""
    calls = calls_text(goal.calls) if goal.calls else ""
    meetings = meetings_text(goal.meetings) if goal.meetings else ""
    return joined(calls, meetings, by=_(" or "))


def live_line(session: CallSession) -> str:
    """Return "Session 00:42 · 31 appels (44/h) · 3 décideurs · 1 RDV · objectif 40 appels"."""
    figures = session.figures
    parts = [
        _clock(session),
        _with_rate(calls_text(figures.calls), figures.calls, session),
        deciders_text(figures.deciders),
        meetings_text(figures.meetings),
    ]
    if session.goal.is_set:
        aim = _("goal reached ✔") if session.is_goal_reached else _("goal {goal}")
        parts.append(aim.format(goal=goal_text(session.goal)))
    return " · ".join(parts)


def short_line(session: CallSession) -> str:
    """Return "Session 00:42 · 31/40 appels (44/h) · 3 décideurs · 1/3 RDV" for little room."""
    figures, goal = session.figures, session.goal
    calls = calls_text(figures.calls, goal.calls)
    parts = [
        _clock(session),
        _with_rate(calls, figures.calls, session),
        deciders_text(figures.deciders),
        meetings_text(figures.meetings, goal.meetings),
    ]
    return " · ".join([*parts, "✔"] if session.is_goal_reached else parts)


def _clock(session: CallSession) -> str:
    clock = _("Session {clock}").format(clock=clock_text(session.worked_seconds))
    if not session.times.is_paused:
        return clock
    paused = clock_text(session.paused_seconds - session.times.paused_seconds)
    return " · ".join((_("PAUSE {clock}").format(clock=paused), clock))


def forgotten_text(session: CallSession, zone: ZoneInfo) -> str:
    """Return when a session that was left open had its last call."""
    assert session.forgotten_since is not None
    since = session.forgotten_since.astimezone(zone)
    return _("This session was left open: its last call was on {moment}.").format(
        moment=formats.moment_short(since)
    )


def _with_rate(text: str, count: int, session: CallSession) -> str:
    rate = per_hour(count, session.worked_seconds)
    if rate is None:
        return text
    return _("{calls} ({count}/h)").format(calls=text, count=formats.number(round(rate)))


def report(summary: SessionSummary, zone: ZoneInfo) -> list[str]:
    """Return the lines of a plain text to paste into a report or an invoice."""
    session = summary.session
    lines = [_title(session, zone), _lengths(session), *_ratios(session)]
    if session.goal.is_set:
        text = _("Goal: {goal} (reached)") if session.is_goal_reached else _("Goal: {goal}")
        lines.append(text.format(goal=goal_text(session.goal)))
    if summary.results:
        counted = {result_label(code): count for code, count in summary.results.items()}
        listed = (f"{name} {formats.number(count)}" for name, count in counted.items())
        lines.append(_("Results: {list}").format(list=" · ".join(listed)))
    if summary.files:
        files = (f"{name} ({formats.number(count)})" for name, count in summary.files.items())
        lines.append(_("Files: {list}").format(list=" · ".join(files)))
    day = session.times.started_at.astimezone(zone).date()
    for title, found in (
        (_("Appointments obtained"), summary.meetings),
        (_("Call-backs promised"), summary.promises),
    ):
        if found:
            lines += ["", title, *(f"- {_appointment(one, day)}" for one in found)]
    return lines


def _title(session: CallSession, zone: ZoneInfo) -> str:
    start = session.times.started_at.astimezone(zone)
    end = session.times.ended_at
    text = _("Calls of {day}, {start} – {end}") if end else _("Calls of {day}, since {start}")
    return text.format(
        day=formats.day_long(start.date()),
        start=formats.hour(start),
        end=formats.hour(end.astimezone(zone)) if end else "",
    )


def _lengths(session: CallSession) -> str:
    text = _("Time at work: {worked}").format(worked=length_text(session.worked_seconds))
    if not session.paused_seconds:
        return text
    return text + _(" (pauses: {paused})").format(paused=length_text(session.paused_seconds))


def _ratios(session: CallSession) -> list[str]:
    figures = session.figures
    calls = _with_rate(calls_text(figures.calls), figures.calls, session)
    if not figures.calls:
        return [calls]
    answered = ngettext("{count} answered", "{count} answered", figures.answered)
    argued = ngettext("{count} argued", "{count} argued", figures.argued)
    parts = [
        answered.format(count=formats.number(figures.answered))
        + _percent(figures.answered, figures.calls),
        deciders_text(figures.deciders) + _percent(figures.deciders, figures.calls),
        argued.format(count=formats.number(figures.argued))
        + _percent(figures.argued, figures.calls),
    ]
    lines = [" · ".join([calls, *parts, meetings_text(figures.meetings)])]
    if figures.timed:
        mean = short_length(figures.call_seconds // figures.timed)
        text = _("Average call: {length}").format(length=mean)
        if figures.wrapped:
            mean = short_length(figures.wrap_up_seconds // figures.wrapped)
            text += " · " + _("after-call work: {length}").format(length=mean)
        lines.append(text)
    return lines


def _percent(count: int, whole: int) -> str:
    """Return " (34 % des appels)": the denominator is named."""
    if not count:
        return ""
    share = formats.percent(round(count / whole, 2))
    return " " + _("({share} of calls)").format(share=share)


def _appointment(one: Appointment, day: date) -> str:
    who = joined(one.company_name, one.person, by=", ")
    return labelled(planned(one.when, day), who)
