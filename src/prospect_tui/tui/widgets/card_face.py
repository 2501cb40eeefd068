"""A card of the board as lines of a given width: what, whose, how much, what is next or wrong."""

from datetime import date

from prospect_tui.services.board import Card
from prospect_tui.tui.widgets.drawn import Spans, wrapped
from prospect_tui.wording import sales
from prospect_tui.wording.board import card_company, quote_text
from prospect_tui.wording.times import planned

TITLE_LINES, ACTION_LINES = 3, 3


def card_face(card: Card, cells: int, today: date) -> list[Spans]:
    """Return three lines or more; why it is red comes first, so that it is never cut off."""
    room = max(1, cells - 1)
    start = "★ " if card.is_starred else ""
    title = wrapped(start + card.title, room, TITLE_LINES)
    lines: list[Spans] = [((line, "strong"),) for line in title]
    company = card_company(card)
    if company:
        lines.append(((company, "muted"),))
    lines.append(((sales.amount_text(card.amount_cents, card.probability), ""),))
    red = sales.red_word(card.next_when, today, is_late=card.is_late)
    if red:
        lines.append(((f"! {red}", "late"),))
    action = sales.action_text(card.next_type, card.next_label)
    when = planned(card.next_when, today)
    text = f"{when} {action}".strip()
    if text:
        lines += [((line, "muted"),) for line in wrapped(text, room, ACTION_LINES)]
    if card.quote:
        lines.append(((quote_text(card.quote), "muted"),))
    if card.stale_days:
        lines.append(((f"∅ {sales.stale_word(card.stale_days)}", "warm"),))
    if card.tags:
        lines.append(((f"# {card.tags}", "muted"),))
    return lines
