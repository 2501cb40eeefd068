"""Completing what is typed in a cell from the usual values of its column. It refuses no value."""

from collections.abc import Sequence
from typing import NamedTuple

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.expressions import expression

_SEPARATOR = expression("[,;]")


class _Typed(NamedTuple):
    """A text of which the last part is being typed."""

    before: str
    """What is not to be completed, with the space after the comma."""
    part: str


class Completion:
    """The choices of a column; with `several`, a cell holds them separated by commas.

    Accents and case never matter, and what is completed takes those of the choice.
    """

    def __init__(self, choices: Sequence[str], *, several: bool = False) -> None:
        self.choices = tuple(choices)
        self._several = several
        self._folded = [fold(choice) for choice in self.choices]

    def matches(self, text: str) -> tuple[str, ...]:
        """Return the choices that begin like what is typed, without those already there."""
        if not self.choices:
            return ()
        typed = self._split(text)
        part = fold(typed.part)
        taken = {fold(one.strip()) for one in _SEPARATOR.split(typed.before)} - {""}
        pairs = zip(self.choices, self._folded, strict=True)
        return tuple(
            choice for choice, folded in pairs if folded.startswith(part) and folded not in taken
        )

    def rest(self, text: str) -> str:
        """Return what the first match adds to what is typed; nothing before a letter is typed."""
        part = self._split(text).part
        matches = self.matches(text) if part else ()
        return matches[0][_letters(matches[0], fold(part)) :] if matches else ""

    def completed(self, text: str) -> str:
        """Return `text` with its last part replaced by the first match."""
        matches = self.matches(text)
        return self._split(text).before + matches[0] if matches else text

    def turned(self, text: str, step: int) -> str:
        """Return the choice after `text` (before it with `step` -1), the first if it is none."""
        if not self.choices:
            return text
        if fold(text) in self._folded:
            place = self._folded.index(fold(text)) + step
            return self.choices[place % len(self.choices)]
        return (self.matches(text) or self.choices)[0 if step > 0 else -1]

    def _split(self, text: str) -> _Typed:
        comma = max(map(text.rfind, ",;")) + 1 if self._several else 0
        part = text[comma:].lstrip()
        return _Typed(text[: len(text) - len(part)], part)


def _letters(choice: str, part: str) -> int:
    """Return how many letters of `choice` make the folded `part`, with their accents."""
    place = 0
    while place < len(choice) and len(fold(choice[:place])) < len(part):
        place += 1
    while place < len(choice) and not fold(choice[place]):
        place += 1
    return place
