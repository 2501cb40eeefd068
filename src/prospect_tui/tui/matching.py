"""How well a typed text fits a label, blind to accents, case and the order of words."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from prospect_tui.domain.cleaning import fold

T = TypeVar("T")

WHOLE_START, WORD_START, INSIDE, LETTERS = 4.0, 3.0, 2.0, 1.0


def score(query: str, text: str) -> float:
    """Return how well `query` fits `text`: 0 when it does not, more when words begin with it."""
    sought, label = fold(query).split(), fold(text)
    if not sought:
        return INSIDE
    scores = [_score_of(word, label) for word in sought]
    if all(scores):
        return sum(scores) / len(scores)
    return LETTERS if _has_letters("".join(sought), label) else 0.0


def best(query: str, items: Iterable[T], text_of: Callable[[T], str]) -> list[T]:
    """Return the items that fit, the best first; equals stay in their order."""
    scored = [(score(query, text_of(item)), item) for item in items]
    fitting = [pair for pair in scored if pair[0]]
    return [item for _, item in sorted(fitting, key=lambda pair: -pair[0])]


def _score_of(word: str, label: str) -> float:
    if label.startswith(word):
        return WHOLE_START
    if any(part.startswith(word) for part in label.replace("-", " ").replace("'", " ").split()):
        return WORD_START
    return INSIDE if word in label else 0.0


def _has_letters(letters: str, label: str) -> bool:
    """Say whether `label` has these letters in this order, with anything in between."""
    remaining = iter(label)
    return all(letter in remaining for letter in letters)
