"""Whether a text about somebody says that they object to being called.

It only remarks, in words that the user reads again: "ne pas rappeler" noted in a hurry may mean
this week, and only the user enters an opposition. Source: right to object, GDPR article 21(2).
"""

import re
from functools import cache
from typing import NamedTuple

from prospect_tui.domain.packaged_texts import packaged_text
from prospect_tui.domain.phrases import Phrases, Token, tokens_of

LONGEST = 2_000
"""Characters of a text that are looked at."""
_SENTENCE_END = re.compile(r"[.;:!?\n|/]")
_NEAR = 5
"""Words after a phrase among which a moment limits it."""


def opposition_said(*texts: str) -> str:
    """Return the words by which one of the texts, the first that does, says so; "" if none does."""
    return next((said for text in texts if (said := _said(text[:LONGEST]))), "")


class _Lists(NamedTuple):
    objects: Phrases[None]
    only_then: Phrases[None]
    denied: Phrases[None]


def _said(text: str) -> str:
    tokens = tokens_of(text)
    lists = _lists()
    for place in range(len(tokens)):
        fit = lists.objects.at(tokens, place)
        if fit is None:
            continue
        end = place + fit.length
        if not _is_limited(text, tokens, end) and not _is_denied(text, tokens, place):
            return text[tokens[place].start : tokens[end - 1].end]
    return ""


def _is_limited(text: str, tokens: list[Token], end: int) -> bool:
    """Say whether a moment or a number follows a phrase in its sentence."""
    rest = text[tokens[end - 1].end :]
    is_day = re.match(r"\W*(?:le|du|les|on|the)?\W*\d{1,2}[/.]\d", rest)
    stop = _SENTENCE_END.search(text, tokens[end - 1].end)
    until = stop.start() if stop else len(text)
    near = [token for token in tokens[end : end + _NEAR] if token.start < until]
    return bool(is_day) or any(_lists().only_then.at(near, place) for place in range(len(near)))


def _is_denied(text: str, tokens: list[Token], place: int) -> bool:
    """Say whether the word just before a phrase turns it into its contrary."""
    for length in range(1, min(3, place) + 1):
        before = place - length
        fit = _lists().denied.at(tokens, before)
        if fit and fit.length == length:
            return not text[tokens[place - 1].end : tokens[place].start].strip(" '’-\u00a0")
    return False


@cache
def _lists() -> _Lists:
    import tomllib  # noqa: PLC0415 - first card

    table = tomllib.loads(packaged_text("wording", "opposition.toml"))
    return _Lists(*(Phrases((words, None) for words in table[name]) for name in _Lists._fields))
