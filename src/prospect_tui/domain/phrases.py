"""Finding phrases of a list in a text, whatever its case, its accents and its punctuation.

It says where a phrase stands; what that means is told by whoever keeps the list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from prospect_tui.domain.cleaning import fold

Meaning = TypeVar("Meaning")

_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, and where it stands in it."""

    folded: str
    start: int
    end: int
    is_capital: bool


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order: runs of letters, without digits."""
    return [
        Token(fold(found[0]), found.start(), found.end(), found[0][0].isupper())
        for found in _TOKEN.finditer(text)
    ]


class Fit(NamedTuple, Generic[Meaning]):
    """A phrase that was found, how many words it has, and what it means."""

    length: int
    meaning: Meaning


class Phrases(Generic[Meaning]):
    """Phrases with what each means; a word of them that ends in "*" stands for any ending."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        """Keep folded phrases, by how they begin."""
        self._by_start: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in phrases:
            words = tuple(phrase.split())
            start = _start(words[0].rstrip("*"))
            self._by_start.setdefault(start, []).append((words, meaning))

    def at(self, tokens: Sequence[Token], place: int) -> Fit[Meaning] | None:
        """Return the longest phrase that begins with the word at `place`, None without any."""
        fitting = (
            Fit(len(words), meaning)
            for words, meaning in self._by_start.get(_start(tokens[place].folded), ())
            if _fits(words, tokens[place : place + len(words)])
        )
        return max(fitting, key=lambda fit: fit.length, default=None)


def _fits(words: Sequence[str], tokens: Sequence[Token]) -> bool:
    return len(words) == len(tokens) and all(map(_is_word, words, tokens))


def _is_word(pattern: str, token: Token) -> bool:
    if pattern.endswith("*"):
        return token.folded.startswith(pattern[:-1])
    return token.folded == pattern


def _start(word: str) -> str:
    """Return the letters by which the phrases that may begin with a word are found."""
    return word[:2]
