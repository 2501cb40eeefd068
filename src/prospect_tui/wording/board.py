"""The board in words: its views, its figures, and what a card tells in one of its lists."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from prospect_tui.domain.boards import BoardMode, Flag
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import FIVE_W
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.labels import five_w_label, quote_state_label, result_label
from prospect_tui.services.board import Card, CardQuote, Exchange
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.sales import action_text, red_word
from prospect_tui.wording.times import planned

_MODES = {
    BoardMode.PIPELINE: N_("pipeline"),
    BoardMode.COMPACT: N_("compact"),
    BoardMode.EXTENDED: N_("extended"),
}
_FIGURES = {
    Flag.LATE: N_("Late"),
    Flag.NO_DATE: N_("Without date"),
    Flag.STALE: N_("Without activity for too long"),
    Flag.STARRED: N_("Starred"),
}


def mode_name(mode: BoardMode) -> str:
    """Return how a view of the cards is called."""
    return _(_MODES[mode])


def figure_name(flag: Flag) -> str:
    """Return what a figure counts: "En retard"."""
    return _(_FIGURES[flag])


def card_name(card: Card) -> str:
    """Return what a card is called on one line, its company after it unless the title says it."""
    star = "★ " if card.is_starred else ""
    return star + joined(card.title, card_company(card))


def card_company(card: Card) -> str:
    """Return the company of a card, "" when its title says it already."""
    return "" if fold(card.company) in fold(card.title) else card.company


def next_line(card: Card, today: date) -> tuple[str, bool]:
    """Return the next action on one line, why it is red first, and whether it is."""
    red = _short_red(card, today)
    text = f"{planned(card.next_when, today)} {action_text(card.next_type, card.next_label)}"
    return (f"! {red} · {text.strip()}".rstrip(" ·") if red else text.strip()), bool(red)


def _short_red(card: Card, today: date) -> str:
    """Return why a card is red, the days of its lateness in few letters."""
    days = (today - card.next_when.day).days if card.next_when else 0
    if card.is_late and days > 0:
        return _("{count} d late").format(count=formats.number(days))
    return red_word(card.next_when, today, is_late=card.is_late)


def idle_text(card: Card) -> str:
    """Return the days since the last activity, marked when that is too long."""
    return f"{'∅ ' if card.stale_days else ''}{formats.number(card.idle_days)}"


def quote_text(quote: CardQuote) -> str:
    """Return the quote of a card, first where it stands: "Devis envoyé D2026-007".

    A narrow card cuts the number, which is on the quote.
    """
    state = quote_state_label(quote.state).lower()
    return joined(_("Quote"), state, quote.number, by=" ")


def missing_w_text(missing: Sequence[str]) -> str:
    """Return which of the five W are not known yet: "5 W : manque Qui, Où", or ""."""
    if len(missing) == len(FIVE_W):
        return _("5 W: none known")
    names = ", ".join(five_w_label(name) for name in missing)
    return _("5 W: missing {names}").format(names=names) if missing else ""


def exchange_text(exchange: Exchange, today: date, zone: ZoneInfo) -> str:
    """Return what was last said: "jeu. 19/11 RAPP · budget janvier"."""
    day = planned(When(exchange.at.astimezone(zone).date()), today)
    match exchange.kind:
        case "call":
            what = result_label(exchange.code)
        case "activity":
            what = activity_name(exchange.code, "")
        case _:
            what = _("Note")
    said = " ".join(exchange.text.split())
    return joined(f"{day} {what}".strip(), said)
