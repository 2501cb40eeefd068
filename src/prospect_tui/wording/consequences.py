"""The line that says what a call result does, before it is accepted and after it is saved."""

from collections.abc import Iterable
from datetime import date

from prospect_tui.domain.consequence import Consequence
from prospect_tui.domain.joining import joined
from prospect_tui.domain.meetings import MEETING
from prospect_tui.domain.results import Ask
from prospect_tui.domain.vocabulary import PlanKind, RowState
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import score_label
from prospect_tui.wording.times import planned


def consequence_line(
    outcome: Consequence,
    today: date,
    *,
    score_before: str = "",
    max_attempts: int = 6,
    is_asked: bool = False,
) -> str:
    """Return one line such as "mar. 24/11 après-midi · essai 3/6".

    With `is_asked`, what the result asks before it is saved is still open.
    """
    parts = [_next(outcome, today), *_row(outcome, is_asked=is_asked)]
    if outcome.counted and outcome.state is RowState.ACTIVE:
        attempt = _("attempt {number}/{limit}")
        parts.append(attempt.format(number=outcome.attempts, limit=max_attempts))
    if outcome.score and outcome.score != score_before:
        parts.append(score_label(outcome.score))
    if outcome.bad_number:
        parts.append(_("other number") if outcome.next_number else _("find a number"))
    return joined(*parts) or _("no next call")


def preview_line(
    outcome: Consequence,
    today: date,
    *,
    score_before: str = "",
    max_attempts: int = 6,
    return_choices: Iterable[int] = (),
) -> str:
    """Return what a result would do: as `consequence_line`, but giving up is only proposed.

    "essai 6/6 : ARRÊTÉ proposé, retour dans 1/6/12 mois".
    """
    if outcome.gives_up and Ask.RETURN_MONTHS in outcome.asks:
        text = _("attempt {number}/{limit}: {score} proposed, back in {months} months")
        return text.format(
            number=outcome.attempts,
            limit=max_attempts,
            score=score_label(outcome.score),
            months="/".join(map(str, return_choices)),
        )
    return consequence_line(
        outcome, today, score_before=score_before, max_attempts=max_attempts, is_asked=True
    )


def _next(outcome: Consequence, today: date) -> str:
    meeting = next((a for a in outcome.activities if a.code == MEETING), None)
    if meeting is not None:
        return planned(meeting.when, today)
    if outcome.next_call is None:
        if Ask.WHEN in outcome.asks and Ask.SUBJECT in outcome.asks:
            return _("date and subject")
        if Ask.WHEN in outcome.asks and Ask.REASON in outcome.asks:
            return _("date and reason")
        return _("date") if Ask.WHEN in outcome.asks else ""
    text = planned(outcome.next_call.when, today)
    if outcome.next_call.kind is PlanKind.RETURN:
        return _("comes back on {date}").format(date=text)
    return text


def _row(outcome: Consequence, *, is_asked: bool) -> list[str]:
    parts = []
    if outcome.opposes:
        parts.append(_("never called again"))
    elif outcome.converts:
        parts.append(_("opportunity"))
    elif outcome.loses:
        parts.append(_("opportunity lost"))
    elif Ask.LOSE in outcome.asks:
        parts.append(_("opportunity to be closed as lost?") if is_asked else _("opportunity kept"))
    elif outcome.state is RowState.STRUCK:
        parts.append(_("strikes the row out"))
    elif outcome.gives_up and outcome.next_call is None:
        parts.append(_("given up"))
    if any(a.code == "send_information" for a in outcome.activities):
        parts.append(_("task: send"))
    return parts
