"""The appetence score in words: the reasons, then their sum, then whether it is hot."""

from datetime import date

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.scoring import Appetence, ScoringEvent, ScoringRule
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.scoring_words import rule_label

MINUS = "−"


def points_text(points: int) -> str:
    """Return "+20" or "−10"."""
    return f"{MINUS if points < 0 else '+'}{formats.number(abs(points))}"


def rule_name(rule: ScoringRule) -> str:
    """Return how a rule is called."""
    return clean(rule_label(rule.code, rule.label))


def event_text(event: ScoringEvent, today: date, *, with_detail: bool = False) -> str:
    """Return "webinar 12/11 +20", perhaps with what was noted beside."""
    parts = [clean(rule_label(event.rule, event.label))]
    if with_detail and event.detail:
        parts.append(f"({clean(event.detail)})")
    return " ".join([*parts, _day(event.on, today), points_text(event.points)])


def day_text(on: date) -> str:
    """Return the day of an event in full: "thu. 12/11"."""
    return formats.day_short(on)


def _day(on: date, today: date) -> str:
    """Return "12/11", with its year when that is another one."""
    return f"{on:%d/%m}" if on.year == today.year else f"{on:%d/%m/%Y}"


def reasons_text(appetence: Appetence, today: date, *, with_detail: bool = False) -> str:
    """Return "webinar 12/11 +20 · white paper 03/11 +15 = 35 · hot", or "" without events."""
    if not appetence.events:
        return ""
    events = [event_text(one, today, with_detail=with_detail) for one in appetence.events]
    total = f"{' · '.join(events)} = {formats.number(appetence.points)}"
    return f"{total} · {_('hot')}" if appetence.is_hot else total


def brief_text(appetence: Appetence) -> str:
    """Return the sum before its reasons, for a line that may be cut: "35 pts: webinar, …"."""
    signs = dict.fromkeys(clean(rule_label(one.rule, one.label)) for one in appetence.events)
    text = _("{points} pts: {signs}")
    return text.format(points=formats.number(appetence.points), signs=", ".join(signs))
