"""The cards of the board in words."""

from prospect_tui.services.board import CardQuote
from prospect_tui.wording.board import quote_text


def test_a_narrow_card_cuts_the_number_of_a_quote_and_not_where_it_stands() -> None:
    assert quote_text(CardQuote("D2026-007", "sent")) == "Devis envoyé D2026-007"
    assert quote_text(CardQuote("", "draft")) == "Devis brouillon"
