"""What the calls screen shows of a row, of the results and of the queue, as lines to draw.

Untrusted texts are cleaned here; widgets draw them literally.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from textual.content import Content

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.queue import QueueRank
from prospect_tui.domain.results import OPPOSITION_KEY
from prospect_tui.domain.vocabulary import PlanKind, RowState
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import (
    column_label,
    five_w_label,
    nature_label,
    result_label,
    score_label,
)
from prospect_tui.services.calls import CallLogged
from prospect_tui.services.cockpit import CallCard, DayFigures, ResultChoice
from prospect_tui.services.queue import QueueEntry
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.queue_list import QueueLine
from prospect_tui.tui.widgets.result_panel import ResultLine
from prospect_tui.tui.wording import sentence
from prospect_tui.wording import people
from prospect_tui.wording.cells import title
from prospect_tui.wording.consequences import consequence_line

ASKS_MORE = " …"
IN_USE, NOT_IN_USE = "☎ ", "  "
_MORE_CELLS = ("trade_name", "email", "website", "competitor", "tags")


def name_of(card: CallCard) -> str:
    """Return how the row of a card is called, cleaned."""
    return clean(display_name(card.prospect.values))


# the card


def card_lines(
    card: CallCard, number: str, own: Sequence[Column], today: date, zone: ZoneInfo
) -> list[Content]:
    """Return the lines of a card, the most useful first; `number` is the one in use."""
    values = card.prospect.values
    head = [
        Content.styled(name_of(card), "bold $primary"),
        *_lines([people.person(values)]),
        *_numbers(card, number),
        *_state(card),
        _verdict(card),
        *_lines([people.progress(card.prospect, card.max_attempts)]),
        *_plan(card, today),
        *_lines([people.company(values), people.town(values)]),
    ]
    return head + _said(card, today, zone) + _details(card, own)


def _lines(texts: Iterable[str], style: str = "") -> list[Content]:
    return [Content.styled(clean(text), style) for text in texts if text]


def _section(name: str, lines: list[Content]) -> list[Content]:
    return [Content(""), Content.styled(name, "dim"), *lines] if lines else []


def _numbers(card: CallCard, number: str) -> list[Content]:
    drawn = []
    for choice in card.prospect.numbers:
        is_used = choice.e164 == number
        style = "bold" if is_used else "strike dim" if choice.is_bad else ""
        drawn.append(
            Content.assemble(
                (IN_USE if is_used else NOT_IN_USE, "$accent"),
                (clean(people.number(choice)), style),
                ("  " + people.number_label(choice), "$error" if choice.is_bad else "dim"),
            )
        )
    return drawn or [Content.styled(_("No number to call"), "$error")]


def _state(card: CallCard) -> list[Content]:
    record = card.prospect
    if record.state is RowState.CONVERTED:
        return _lines([_("⇢ Already an opportunity")], "$accent")
    if record.state is RowState.STRUCK:
        reason = f" · {record.struck_reason}" if record.struck_reason else ""
        return _lines([_("Struck out") + reason], "$error")
    return []


def _verdict(card: CallCard) -> Content:
    nature = nature_label(card.prospect.values.get("nature", ""))
    if card.verdict.allowed:
        return Content.styled(
            _("✔ May be called · {nature}").format(nature=nature.lower()), "$success"
        )
    why = sentence(ProspectError(card.verdict.message_id))
    return Content.styled(_("✖ Not to be called: {why}").format(why=why), "bold $error")


def _plan(card: CallCard, today: date) -> list[Content]:
    is_promise = card.prospect.next_kind is PlanKind.PROMISED
    return _lines([people.plan(card.prospect, today)], "bold $accent" if is_promise else "")


def _said(card: CallCard, today: date, zone: ZoneInfo) -> list[Content]:
    note = card.prospect.values.get("notes", "")
    calls = [people.past_call(call, today, zone) for call in card.history]
    return _section(_("Note"), _lines([note])) + _section(_("Calls"), _lines(calls))


def _details(card: CallCard, own: Sequence[Column]) -> list[Content]:
    record = card.prospect
    cells = [
        _pair(column_label(key), record.values[key])
        for key in _MORE_CELLS
        if record.values.get(key)
    ]
    cells += [
        _pair(title(column), record.own[column.key]) for column in own if column.key in record.own
    ]
    asked = [_pair(five_w_label(name), text) for name, text in record.five_w.items() if text]
    if asked or any(record.conditions.values()):
        asked = [plain(people.conditions(record.conditions)), *asked]
    return _section(_("Details"), cells) + _section(_("Project"), asked)


def _pair(label: str, value: str) -> Content:
    return Content.assemble((clean(label) + " ", "dim"), clean(value))


# the results and the queue


def result_lines(card: CallCard, today: date) -> list[ResultLine]:
    """Return the results with what each would do; "…" after those that ask something."""
    lines = [
        ResultLine(
            choice.rule.key,
            clean(result_label(choice.rule.code, choice.rule.label)),
            clean(effect(choice, card, today)),
        )
        for choice in card.choices
    ]
    asks = _("never called again") + ASKS_MORE
    return [*lines, ResultLine(OPPOSITION_KEY, _("OPPOSITION"), asks, is_loud=True)]


def effect(choice: ResultChoice, card: CallCard, today: date) -> str:
    """Return what a result would do."""
    line = consequence_line(
        choice.preview, today, score_before=card.prospect.score, max_attempts=card.max_attempts
    )
    return line + ASKS_MORE if choice.preview.asks else line


def saved_line(
    logged: CallLogged, choice: ResultChoice, card: CallCard, today: date, *, message_left: bool
) -> str:
    """Return "enregistré : NRP → mar. 24/11 après-midi · essai 3/6"; the call is on disk."""
    label = clean(result_label(choice.rule.code, choice.rule.label))
    if message_left:
        label = f"{label} {_('(message left)')}"
    line = consequence_line(
        logged.consequence,
        today,
        score_before=card.prospect.score,
        max_attempts=card.max_attempts,
    )
    if logged.already_there or not line:
        return _("saved: {result}").format(result=label)
    return _("saved: {result} → {consequence}").format(result=label, consequence=clean(line))


def queue_lines(entries: Sequence[QueueEntry], current: int | None, today: date) -> list[QueueLine]:
    """Return the rows to come."""
    return [
        QueueLine(
            row_id=entry.prospect_id,
            name=clean(entry.name),
            aside=_aside(entry, today),
            is_promised=entry.rank is QueueRank.PROMISED,
            is_current=entry.prospect_id == current,
        )
        for entry in entries
    ]


def _aside(entry: QueueEntry, today: date) -> str:
    when = entry.when
    if entry.rank is QueueRank.PROMISED and when is not None:
        is_today = when.day == today and when.hour is not None
        return formats.hour(when.hour) if is_today and when.hour else formats.day_short(when.day)
    if entry.rank in (QueueRank.HOT, QueueRank.WARM):
        return score_label(entry.score)
    return f"{entry.attempts}" if entry.attempts else ""


def figures_line(figures: DayFigures) -> str:
    """Return "31 appels aujourd'hui · 3 décideurs · 1 RDV"."""
    calls = ngettext("{count} call today", "{count} calls today", figures.calls)
    deciders = ngettext("{count} decider", "{count} deciders", figures.deciders)
    meetings = ngettext("{count} appointment", "{count} appointments", figures.meetings)
    return " · ".join(
        [
            calls.format(count=figures.calls),
            deciders.format(count=figures.deciders),
            meetings.format(count=figures.meetings),
        ]
    )


def extra_keys(choices: Iterable[ResultChoice]) -> Mapping[str, str]:
    """Return the keys of the results with their words, for help."""
    found = {
        choice.rule.key: clean(result_label(choice.rule.code, choice.rule.label))
        for choice in choices
    }
    return {**found, OPPOSITION_KEY: _("OPPOSITION")}
