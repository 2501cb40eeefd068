"""Opportunities in words: what comes next and why it is red, amounts, a card, a line of history."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from prospect_tui.domain.boards import Flag
from prospect_tui.domain.joining import joined
from prospect_tui.domain.vocabulary import Status
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import (
    action_label,
    origin_label,
    outcome_label,
    quote_state_label,
    result_label,
    stage_label,
    status_label,
)
from prospect_tui.services import sheets
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.people import all_the_same
from prospect_tui.wording.times import moment, planned

if TYPE_CHECKING:
    from prospect_tui.services.board import Board, BoardColumn
    from prospect_tui.services.sheets import HistoryLine, OpportunitySheet
    from prospect_tui.storage.configuration import StageRecord

_EURO = 100
"""Cents in it: totals are read at a glance, without cents."""
_THOUSAND, _MILLION = 1_000, 1_000_000
_PERCENT = 100


def stage_name(stage: "StageRecord") -> str:
    """Return the name of a stage: the user's own, or the word for a default one."""
    return stage_label(stage.code, stage.name)


def action_text(kind: str, label: str) -> str:
    """Return what is to be done next: "RDV : présenter le devis", "Appel", or ""."""
    word = action_label(kind) if kind else ""
    return _("{kind}: {what}").format(kind=word, what=label) if word and label else word or label


def next_text(
    kind: str, label: str, when: When | None, today: date, *, is_dated: bool = False
) -> str:
    """Return the next action with its date: "jeu. 26/11 14:00 · Appel : le devis", or ""."""
    day = planned(when, today, is_dated=is_dated)
    return joined(day, action_text(kind, label))


def red_word(when: When | None, today: date, *, is_late: bool) -> str:
    """Return why an open opportunity is red: late since…, or without a date; "" when it is not."""
    if when is None:
        return _("no date")
    return late_word(when.day, today) if is_late else ""


def late_word(day: date, today: date) -> str:
    """Return "en retard", with the days since `day` when there are some."""
    days = (today - day).days
    if days <= 0:
        return _("late")
    text = ngettext("{count} day late", "{count} days late", days)
    return text.format(count=formats.number(days))


def stale_word(days: int) -> str:
    """Return for how long nothing happened, or ""."""
    if not days:
        return ""
    text = ngettext("{count} idle day", "{count} idle days", days)
    return text.format(count=formats.number(days))


def amount_text(amount_cents: int, probability: int) -> str:
    """Return "12 000 € · 60 %"."""
    return f"{formats.money(amount_cents)} · {percent(probability)}"


def percent(probability: int) -> str:
    """Return a probability given in percent: "60 %"."""
    return formats.percent(probability / _PERCENT)


def rounded(cents: int) -> str:
    """Return an amount without its cents."""
    return formats.money(round(cents / _EURO) * _EURO)


def column_totals(column: "BoardColumn") -> tuple[str, ...]:
    """Return the sums of a column in words that take less and less room.

    "30 000 € · pondéré 12 000 €", "30 000 € · pond. 12 000 €", "30 k€ · pond. 12 k€".
    """
    long, short = _("weighted {amount}"), _("wtd {amount}")
    wordings = ((rounded, long), (rounded, short), (_thousands, short), (_millions, short))
    return tuple(
        f"{said(column.amount_cents)} · {words.format(amount=said(column.weighted_cents))}"
        for said, words in wordings
    )


def _thousands(cents: int) -> str:
    """Return "450 €", "12 k€", "1 234 k€"."""
    euros = cents / _EURO
    if euros < _THOUSAND:
        return rounded(cents)
    return _("{amount} k€").format(amount=formats.number(round(euros / _THOUSAND)))


def _millions(cents: int) -> str:
    """Return "450 €", "12 k€", "1,2 M€"."""
    euros = cents / _EURO
    if euros < _MILLION:
        return _thousands(cents)
    return _("{amount} M€").format(amount=formats.number(round(euros / _MILLION, 1)))


class Total(NamedTuple):
    """A figure of a pipeline: all its cards are counted, or those with a flag."""

    text: str
    flag: Flag | None = None


def board_totals(board: "Board") -> tuple[tuple[Total, ...], ...]:
    """Return the figures of a pipeline, the same in words that take less and less room.

    "18 opportunités", "96 400 €", "pondéré 38 150 €", "2 en retard"; "18", "96 k€", "pond. 38 k€"…
    """
    number = formats.number(board.count)
    count = ngettext("{count} opportunity", "{count} opportunities", board.count).format(
        count=formats.number(board.count)
    )
    long, short = _("weighted {amount}"), _("wtd {amount}")
    flags = [
        Total(_(words).format(count=formats.number(counted)), flag)
        for flag, words in _COUNTED.items()
        if (counted := board.number_of(flag))
    ]
    wordings = (
        (count, rounded, long),
        (count, rounded, short),
        (number, _thousands, short),
        (number, _millions, short),
    )
    return tuple(
        (
            Total(counted),
            Total(said(board.amount_cents)),
            Total(words.format(amount=said(board.weighted_cents))),
            *flags,
        )
        for counted, said, words in wordings
    )


_COUNTED = {Flag.LATE: N_("{count} late"), Flag.NO_DATE: N_("{count} without date")}


def status_text(sheet: "OpportunitySheet") -> str:
    """Return stage and status: "Proposition · En attente", "Négociation · Perdue · Duval"."""
    opportunity = sheet.opportunity
    stage = stage_name(sheet.stage) if sheet.stage else ""
    closed = (opportunity.lost_to, opportunity.reason) if opportunity.outcome else ()
    return joined(stage, status_label(sheet.status), *closed)


def history_text(line: "HistoryLine", zone: ZoneInfo, today: date) -> str:
    """Return a line of history: "jeu. 19/11 10:15  RAPP · budget janvier".

    The year is said when it is not that of `today`.
    """
    said = joined(_event(line), line.text, all_the_same(line.override_reason))
    return f"{moment(line.at, zone, today)}  {said}"


def won_text(title: str, amount_cents: int) -> str:
    """Return what to rejoice at: "Affaire gagnée : Atelier Nord · 12 000 €"."""
    what = f"{title} · {formats.money(amount_cents)}" if amount_cents else title
    return _("Sale won: {what}").format(what=what)


def _event(line: "HistoryLine") -> str:
    match line.kind:
        case sheets.EventKind.CALL:
            return result_label(line.code)
        case sheets.EventKind.NOTE:
            return _("Note")
        case sheets.EventKind.ACTIVITY:
            return _("Done: {what}").format(what=activity_name(line.code, ""))
        case sheets.EventKind.CREATED:
            origin = origin_label(line.code)
            return _("Created ({origin})").format(origin=origin) if origin else _("Created")
        case sheets.EventKind.CLOSED:
            return outcome_label(line.code)
        case sheets.EventKind.QUOTE:
            return _("Quote: {state}").format(state=quote_state_label(line.code))
        case sheets.EventKind.CHANGE:
            from prospect_tui.wording.changes import changes_text  # noqa: PLC0415 - for a sheet

            return changes_text(line)


def is_open(sheet: "OpportunitySheet") -> bool:
    """Say whether an opportunity can still be worked on."""
    return sheet.status in {Status.TO_DO, Status.STANDBY}


def ended_text(outcome: str, day: str) -> str:
    """Return how and when an opportunity ended: "Gagnée 12/03", or "" while it is open."""
    return f"{outcome_label(outcome)} {day}".strip() if outcome else ""
