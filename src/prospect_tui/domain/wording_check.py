"""Words that have no place in a note on somebody, with a neutral wording instead.

It warns and never blocks: a word list cannot know what is meant. Names and addresses are left alone
("Martin Noir", "rue de l'Église"), and phrases known to be harmless ("assurance maladie").
Sources: CNIL, free comment fields (28 February 2019); GDPR, article 9, for what is sensitive.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.packaged_texts import text_in
from prospect_tui.domain.phrases import Phrases, Token, tokens_of

LONGEST = 2_000
"""Characters of a note that are looked at."""


class Delicate(StrEnum):
    """Why a word has no place in a note."""

    HEALTH = "health"
    RELIGION = "religion"
    OPINIONS = "opinions"
    UNION = "union"
    ORIGIN = "origin"
    INSULTS = "insults"
    JUDGEMENTS = "judgements"


@dataclass(frozen=True, slots=True)
class Remark:
    """One word of a note that should be put otherwise."""

    about: Delicate
    word: str
    """As it was typed."""
    neutral: str
    """What could be written instead, or noted rather."""
    start: int
    """Where it begins in the note."""


_STREETS = (
    "rue avenue av boulevard bd bld place impasse chemin allee allees route quai square faubourg"
    " passage hameau sentier residence quartier street road lane"
)
_STREET = frozenset(_STREETS.split())
_LINK_WORDS = "de du des d la le les l the of saint sainte st ste"
_LINKS = frozenset(_LINK_WORDS.split())
_FAR = 4
"""Words between that of a street and its name."""


def remarks(note: str, language: str) -> list[Remark]:
    """Return what should be put otherwise in `note`, in its order, each word once."""
    text = note[:LONGEST]
    tokens = tokens_of(text)
    harmless, delicate = _lists(language)
    hidden: set[int] = set()
    for place in range(len(tokens)):
        if fit := harmless.at(tokens, place):
            hidden.update(range(place, place + fit.length))
    is_shouted = text.upper() == text
    found: dict[str, Remark] = {}
    place = 0
    while place < len(tokens):
        said = None
        if place not in hidden and not _is_name(text, tokens, place, is_shouted=is_shouted):
            said = delicate.at(tokens, place)
        if said is None:
            place += 1
            continue
        start, end = tokens[place].start, tokens[place + said.length - 1].end
        about, neutral = said.meaning
        word = text[start:end]
        found.setdefault(fold(word), Remark(about, word, neutral, start))
        place += said.length
    return list(found.values())


def _is_name(text: str, tokens: Sequence[Token], place: int, *, is_shouted: bool) -> bool:
    """Say whether a word belongs to a name: after a capital, or after the word of a street."""
    before = list(islice(reversed(tokens[:place]), _FAR))
    for token in before:
        if token.folded in _STREET:
            return True
        if token.folded not in _LINKS:
            break
    token = tokens[place]
    if is_shouted or not token.is_capital or not before:
        return False
    gap = text[before[0].end : token.start]
    is_same_sentence = not gap.strip(" .'’-") and (not gap.startswith(". ") or _is_title(before[0]))
    return is_same_sentence and (before[0].is_capital or before[0].folded in _LINKS)


def _is_title(token: Token) -> bool:
    return token.folded in {"m", "mr", "mme", "mlle", "mrs", "ms", "dr", "me", "ste", "st"}


@cache
def _lists(language: str) -> tuple[Phrases[None], Phrases[tuple[Delicate, str]]]:
    """Return the harmless phrases of a language, and the delicate ones with what to write."""
    import tomllib  # noqa: PLC0415 - first note

    table = tomllib.loads(text_in(language, "wording", ".toml", otherwise="fr"))
    return Phrases((phrase, None) for phrase in table["harmless"]), Phrases(_delicate(table))


def _delicate(table: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Delicate, str]]]:
    for about in Delicate:
        part = table[about.value]
        instead = part.get("instead", {})
        for word in part["words"]:
            yield word, (about, instead.get(word, part["neutral"]))
