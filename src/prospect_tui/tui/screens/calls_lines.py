"""What the calls screen shows of a row, of the results and of the queue, as lines to draw.

Widgets draw all of it literally, and clean what somebody else wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column
from prospect_tui.domain.joining import joined
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.queue import QueueRank
from prospect_tui.domain.results import OPPOSITION_KEY
from prospect_tui.domain.vocabulary import PlanKind, RowState
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import (
    column_label,
    five_w_label,
    nature_label,
    result_definition,
    result_label,
    score_label,
)
from prospect_tui.services.calls import CallLogged
from prospect_tui.services.cockpit import CallCard, DayFigures, ResultChoice
from prospect_tui.services.queue import QueueEntry
from prospect_tui.tui.text import width
from prospect_tui.tui.widgets.card_page import STRUCK
from prospect_tui.tui.widgets.drawn import Spans
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph, section
from prospect_tui.tui.widgets.queue_list import QueueLine
from prospect_tui.tui.widgets.result_panel import ResultLine
from prospect_tui.wording import law, notes, people
from prospect_tui.wording.cells import title
from prospect_tui.wording.consequences import consequence_line, preview_line
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.times import moment

ASKS_MORE = " …"
IN_USE, NOT_IN_USE, WRONG = "☎ ", "  ", "✗ "
_MORE_CELLS = ("trade_name", "email", "website", "competitor", "tags")


def name_of(card: CallCard) -> str:
    """Return how the row of a card is called, cleaned."""
    return clean(display_name(card.prospect.values))


# the card


def card_page(
    card: CallCard,
    number: str,
    own: Sequence[Column],
    page: Page,
    opening: Sequence[str] = (),
    unanswered: str = "",
) -> list[PageLine]:
    """Return the page of a card, the most useful first.

    `number` is the one in use, `opening` what the script says first, `unanswered` that a call has
    no result.
    """
    record, cells = card.prospect, page.cells
    values = record.values
    lines = [
        *paragraph(name_of(card), cells, look="heading", indent=0),
        *_said(unanswered, page, "late"),
        *_said(_person(card), page),
        *_numbers(card, number, page),
        *_state(card, page),
        *_verdict(card, page),
        *_said(notes.objection_text(card.objection), page, "late"),
        *_said(people.progress(record, card.max_attempts), page),
        *_said(people.before_the_break(record, card.history), page),
        *_points(card, page),
        *_plan(card, page),
        *_said(people.company(values), page),
        *_said(people.town(values), page),
        *_said(values.get("notes", ""), page),
    ]
    lines += section(_("Script"), [line for text in opening for line in _said(text, page)], cells)
    calls = [people.past_call(call, page.today, page.zone) for call in card.history]
    past = [line for call in calls for line in _said(call, page)]
    lines += section(_("Calls"), past, cells)
    lines += section(_("Details"), _details(card, own, page), cells)
    return [*lines, *section(_("Project"), _project(card, page), cells)]


def _person(card: CallCard) -> str:
    """Return the person, unless the title is that already, and when the name was checked."""
    record = card.prospect
    person = people.person(record.values)
    known = person if person != name_of(card) else ""
    return joined(known, people.checked(record), by=" ")


def unanswered_line(at: datetime, page: Page, key: str) -> str:
    """Return that a number was dialled at a moment without any result since."""
    text = _("☎ Dialled {when}, no result yet: give it, or {key} if nobody was called")
    local = at.astimezone(page.zone)
    when = _("at {hour}") if local.date() == page.today else _("on {day}")
    said = when.format(hour=formats.hour(local), day=moment(at, page.zone))
    return text.format(when=said, key=key)


def _said(text: str, page: Page, look: str = "") -> list[PageLine]:
    return paragraph(text, page.cells, look=look, indent=0) if text else []


def _numbers(card: CallCard, number: str, page: Page) -> list[PageLine]:
    drawn = []
    for choice in card.prospect.numbers:
        is_used = choice.e164 == number
        look = "strong" if is_used else STRUCK if choice.is_bad else ""
        mark = IN_USE if is_used else WRONG if choice.is_bad else NOT_IN_USE
        head = ((mark, "late" if choice.is_bad else "star"), (people.number(choice), look))
        label = people.number_label(choice), "late" if choice.is_bad else "muted"
        drawn += _with_label(head, *label, page)
    return drawn or _said(_("No number to call"), page, "late")


def _with_label(head: Spans, label: str, look: str, page: Page) -> list[PageLine]:
    """Return a number and which it is, on the line below where one line is too short for both."""
    left = page.cells - sum(width(text) for text, _look in head) - width(label)
    if left < 1:
        return [PageLine(head), *paragraph(label, page.cells, look=look, indent=len(NOT_IN_USE))]
    return [PageLine((*head, (" " * min(left, 2) + label, look)))]


def _state(card: CallCard, page: Page) -> list[PageLine]:
    record = card.prospect
    if record.state is RowState.CONVERTED:
        return _said(_("⇢ Already an opportunity"), page, "good")
    if record.state is RowState.STRUCK:
        reason = f" · {record.struck_reason}" if record.struck_reason else ""
        return _said(_("Struck out") + reason, page, "late")
    return []


def _verdict(card: CallCard, page: Page) -> list[PageLine]:
    if card.verdict.allowed:
        nature = nature_label(card.prospect.values.get("nature", "")).lower()
        return _said(_("✔ May be called · {nature}").format(nature=nature), page, "good")
    why = law.reason(card.verdict)
    return _said(_("✗ Not to be called: {why}").format(why=why), page, "late")


def _points(card: CallCard, page: Page) -> list[PageLine]:
    if card.appetence is None:
        return []
    from prospect_tui.wording.scoring import reasons_text  # noqa: PLC0415 - not on most cards

    look = "warm" if card.appetence.is_hot else ""
    return _said(reasons_text(card.appetence, page.today), page, look)


def _plan(card: CallCard, page: Page) -> list[PageLine]:
    is_promise = card.prospect.next_kind is PlanKind.PROMISED
    return _said(people.plan(card.prospect, page.today), page, "warm" if is_promise else "")


def _details(card: CallCard, own: Sequence[Column], page: Page) -> list[PageLine]:
    record = card.prospect
    pairs = [(column_label(key), record.values.get(key, "")) for key in _MORE_CELLS]
    pairs += [(title(column), record.own.get(column.key, "")) for column in own]
    return [line for label, value in pairs if value for line in _said(labelled(label, value), page)]


def _project(card: CallCard, page: Page) -> list[PageLine]:
    record = card.prospect
    known = [labelled(five_w_label(name), text) for name, text in record.five_w.items() if text]
    if not known and not any(record.conditions.values()):
        return []
    texts = [people.conditions(record.conditions), *known]
    return [line for text in texts for line in _said(text, page)]


# the results and the queue


def result_lines(card: CallCard, today: date) -> list[ResultLine]:
    """Return the results with what each would do; "…" after those that ask something."""
    lines = [
        ResultLine(
            choice.rule.key,
            clean(result_label(choice.rule.code, choice.rule.label)),
            clean(effect(choice, card, today)),
            definition=clean(definition_of(choice)),
        )
        for choice in card.choices
    ]
    asks = _("never called again") + ASKS_MORE
    return [*lines, ResultLine(OPPOSITION_KEY, _("OPPOSITION"), asks, is_loud=True)]


def definition_of(choice: ResultChoice) -> str:
    """Return one line on what a result means."""
    return result_definition(choice.rule.code, choice.rule.definition)


def form_title(choice: ResultChoice, card: CallCard) -> str:
    """Return what stands above the questions of a result: its label, the row, what it means."""
    label = result_label(choice.rule.code, choice.rule.label)
    return joined(label, name_of(card), definition_of(choice))


def effect(choice: ResultChoice, card: CallCard, today: date) -> str:
    """Return what a result would do."""
    line = preview_line(
        choice.preview,
        today,
        score_before=card.prospect.score,
        max_attempts=card.max_attempts,
        return_choices=card.return_choices,
    )
    return line + ASKS_MORE if choice.preview.asks else line


def saved_line(
    logged: CallLogged, choice: ResultChoice, card: CallCard, today: date, *, message_left: bool
) -> str:
    """Return "enregistré : NRP → mar. 24/11 après-midi · essai 3/6"; the call is on disk."""
    label = clean(result_label(choice.rule.code, choice.rule.label))
    if message_left:
        left = _("(message left)")
        label = f"{label} {left}"
    line = consequence_line(
        logged.consequence,
        today,
        score_before=card.prospect.score,
        max_attempts=card.max_attempts,
    )
    if logged.already_there or not line:
        return _("saved: {result}").format(result=label)
    return _("saved: {result} → {consequence}").format(result=label, consequence=clean(line))


def queue_lines(
    entries: Sequence[QueueEntry], current: int | None, today: date, max_attempts: int
) -> list[QueueLine]:
    """Return the rows to come."""
    return [
        QueueLine(
            row_id=entry.prospect_id,
            name=clean(entry.name),
            aside=_aside(entry, today, max_attempts),
            is_promised=entry.rank is QueueRank.PROMISED,
            is_current=entry.prospect_id == current,
        )
        for entry in entries
    ]


def _aside(entry: QueueEntry, today: date, max_attempts: int) -> str:
    when = entry.when
    if entry.rank is QueueRank.PROMISED and when is not None:
        is_today = when.day == today and when.hour is not None
        return formats.hour(when.hour) if is_today and when.hour else formats.day_short(when.day)
    if entry.rank in (QueueRank.HOT, QueueRank.WARM):
        return score_label(entry.score)
    return f"{entry.attempts}/{max_attempts}" if entry.attempts else ""


def figures_line(figures: DayFigures) -> str:
    """Return "31 appels aujourd'hui · 3 décideurs · 1 RDV"."""
    calls = ngettext("{count} call today", "{count} calls today", figures.calls)
    deciders = ngettext("{count} decider", "{count} deciders", figures.deciders)
    meetings = ngettext("{count} appointment", "{count} appointments", figures.meetings)
    return " · ".join(
        [
            calls.format(count=formats.number(figures.calls)),
            deciders.format(count=formats.number(figures.deciders)),
            meetings.format(count=formats.number(figures.meetings)),
        ]
    )


def extra_keys(choices: Iterable[ResultChoice]) -> Mapping[str, str]:
    """Return the keys of the results with their words, for help."""
    found = {
        choice.rule.key: clean(
            labelled(result_label(choice.rule.code, choice.rule.label), definition_of(choice))
        )
        for choice in choices
    }
    return {**found, OPPOSITION_KEY: _("OPPOSITION")}
