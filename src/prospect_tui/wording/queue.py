"""Why a row is called now, in words; or why it is not. Nothing is cleaned here."""

from datetime import date

from prospect_tui.domain.queue import Obstacle, QueueRank
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.labels import plan_label, score_label
from prospect_tui.services.queue import PLACES, WhyThisOne
from prospect_tui.wording import law
from prospect_tui.wording.times import planned

_RANKS = {
    QueueRank.PROMISED: N_("A call-back was promised, and its hour has come: first of all."),
    QueueRank.HOT: N_("A follow-up of first priority is due: right after promised call-backs."),
    QueueRank.WARM: N_("A follow-up of second priority is due: after those of the first."),
    QueueRank.RETRY: N_("Another attempt is due, in the right half of the day."),
    QueueRank.FRESH: N_("Never called: after everything that is due, in the order of the file."),
}
_OBSTACLES = {
    Obstacle.STRUCK: N_("Not offered: the row is struck out."),
    Obstacle.CONVERTED: N_("Not offered: the row became an opportunity."),
    Obstacle.NO_NUMBER: N_("Not offered: the row has no good number."),
    Obstacle.FORBIDDEN: N_("Not offered: the rules of calling forbid it."),
    Obstacle.NOTHING_PLANNED: N_("Not offered: it was called, and no other call is planned."),
    Obstacle.LATER: N_("Not offered yet: its time has not come."),
    Obstacle.OTHER_HALF_DAY: N_("Not offered now: it is to be tried in the other half of the day."),
}


def why_lines(why: WhyThisOne, today: date, max_attempts: int) -> list[str]:
    """Return the class, the plan, the score, the attempts, the verdict and the place of a row."""
    lines = [reason(why), "", _plan(why, today), _score(why)]
    attempts = _("{count}/{limit} attempts")
    lines.append(
        attempts.format(count=formats.number(why.attempts), limit=formats.number(max_attempts))
    )
    if why.verdict.allowed:
        lines.append(_("May be called"))
    else:
        lines.append(_("Not to be called: {why}").format(why=law.reason(why.verdict)))
    lines.append(_place(why))
    return lines


def reason(why: WhyThisOne) -> str:
    """Return the one sentence that says why a row is offered, or is not."""
    if why.rank is not None:
        return _(_RANKS[why.rank])
    assert why.obstacle is not None
    return _(_OBSTACLES[why.obstacle])


def _plan(why: WhyThisOne, today: date) -> str:
    if why.plan is None:
        return _("No call is planned")
    line = f"{plan_label(why.plan)} {planned(why.when, today)}".rstrip()
    return _("{plan}: {subject}").format(plan=line, subject=why.subject) if why.subject else line


def _score(why: WhyThisOne) -> str:
    if not why.score:
        return _("No score yet")
    text = _("Score {score}, priority {number}")
    return text.format(score=score_label(why.score), number=why.score_priority)


def _place(why: WhyThisOne) -> str:
    if why.is_left_out:
        return _("Not among the rows being called, or skipped")
    if why.rank is None:
        return _("Not in the queue")
    if why.place is None:
        return _("Beyond the first {count} of the queue").format(count=formats.number(PLACES))
    return _("Place in the queue: {number}").format(number=formats.number(why.place))
