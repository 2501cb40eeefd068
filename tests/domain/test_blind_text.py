"""Replacing whatever the accents and capitals: only what reads like the text looked for."""

from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.blind_text import replaced
from prospect_tui.domain.cleaning import fold

MARK = "_"
"""A character that is in none of the texts."""
TEXTS = st.text("aéEœß oe\u0301s", max_size=10)
PLAIN = st.text("aAéÉèo ", max_size=10)


@given(TEXTS, TEXTS)
def test_what_is_replaced_reads_like_the_text_looked_for(text: str, find: str) -> None:
    wanted = fold(find)
    kept = replaced(text, wanted, MARK).split(MARK)
    assert wanted.join(map(fold, kept)) == fold(text)
    assert replaced(text, wanted, "") == "".join(kept)


@given(PLAIN, PLAIN)
def test_nothing_that_can_be_found_is_left(text: str, find: str) -> None:
    wanted = fold(find)
    found = fold(text).replace(wanted, MARK) if wanted else fold(text)
    assert fold(replaced(text, wanted, MARK)) == found
