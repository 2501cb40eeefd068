"""Words that have no place in a note on somebody, with a neutral wording instead.

It warns and never blocks: a word list cannot know what is meant. Names and addresses are left alone
("Martin Noir", "rue de l'Église"), and phrases known to be harmless ("assurance maladie").
Sources: CNIL, free comment fields (28 February 2019); GDPR, article 9, for what is sensitive.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.packaged_texts import text_in

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


@dataclass(frozen=True, slots=True)
class _Token:
    folded: str
    start: int
    end: int
    is_capital: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    about: Delicate | None = None
    neutral: str = ""

    def fits(self, tokens: Sequence[_Token], place: int) -> bool:
        """Say whether the tokens from `place` on are these words."""
        there = tokens[place : place + len(self.words)]
        return len(there) == len(self.words) and all(map(_is_word, self.words, there))


_TOKEN = re.compile(r"[^\W\d_]+")
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
    tokens = [
        _Token(fold(found[0]), found.start(), found.end(), found[0][0].isupper())
        for found in _TOKEN.finditer(text)
    ]
    harmless, delicate = _lists(language)
    hidden = {
        place + offset
        for place in range(len(tokens))
        for phrase in harmless.get(_start(tokens[place].folded), ())
        if phrase.fits(tokens, place)
        for offset in range(len(phrase.words))
    }
    is_shouted = text.upper() == text
    found: dict[str, Remark] = {}
    place = 0
    while place < len(tokens):
        phrase = None
        if place not in hidden and not _is_name(text, tokens, place, is_shouted=is_shouted):
            fitting = (
                one
                for one in delicate.get(_start(tokens[place].folded), ())
                if one.fits(tokens, place)
            )
            phrase = max(fitting, key=lambda one: len(one.words), default=None)
        if phrase is None or phrase.about is None:
            place += 1
            continue
        end = place + len(phrase.words)
        word = text[tokens[place].start : tokens[end - 1].end]
        found.setdefault(
            fold(word), Remark(phrase.about, word, phrase.neutral, tokens[place].start)
        )
        place = end
    return list(found.values())


def _is_name(text: str, tokens: Sequence[_Token], place: int, *, is_shouted: bool) -> bool:
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


def _is_title(token: _Token) -> bool:
    return token.folded in {"m", "mr", "mme", "mlle", "mrs", "ms", "dr", "me", "ste", "st"}


def _is_word(pattern: str, token: _Token) -> bool:
    if pattern.endswith("*"):
        return token.folded.startswith(pattern[:-1])
    return token.folded == pattern


def _start(word: str) -> str:
    """Return the letters by which the phrases that may begin with a word are found."""
    return word[:2]


Known = Mapping[str, tuple[_Phrase, ...]]


@cache
def _lists(language: str) -> tuple[Known, Known]:
    """Return the harmless and the delicate phrases of a language, by how they begin."""
    import tomllib  # noqa: PLC0415 - first note

    table = tomllib.loads(text_in(language, "wording", ".toml", otherwise="fr"))
    harmless = (_Phrase(tuple(phrase.split())) for phrase in table["harmless"])
    return _by_start(harmless), _by_start(_delicate(table))


def _delicate(table: Mapping[str, Any]) -> Iterator[_Phrase]:
    for about in Delicate:
        part = table[about.value]
        instead = part.get("instead", {})
        for word in part["words"]:
            yield _Phrase(tuple(word.split()), about, instead.get(word, part["neutral"]))


def _by_start(phrases: Iterator[_Phrase]) -> Known:
    found: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        found.setdefault(_start(phrase.words[0].rstrip("*")), []).append(phrase)
    return {start: tuple(listed) for start, listed in found.items()}
