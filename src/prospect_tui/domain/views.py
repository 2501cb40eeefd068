"""Views of a prospecting file: filter and sort as values, and the one-line way of typing them.

`lyon score:chaud effectif>10 -note:devis` reads: the word lyon anywhere, score is hot, headcount
over 10, no "devis" in the note. Column names are the labels on screen, or the field names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prospect_tui.domain.cleaning import fold


class Test(StrEnum):
    """What a condition asks of a cell."""

    __test__ = False  # not a test case, whatever its name tells pytest

    CONTAINS = ":"
    IS = "="
    OVER = ">"
    UNDER = "<"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one column; an empty value with `IS` asks for an empty cell."""

    column: str
    test: Test
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SortKey:
    """One sort key; empty cells always come last."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a file, in which order."""

    words: str = ""
    """Searched everywhere in a row, each word from its beginning."""
    conditions: tuple[Condition, ...] = ()
    sort: tuple[SortKey, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Say whether some rows may be left out."""
        return bool(self.words or self.conditions)


_CONDITION = re.compile(r'(-?)([^\s:=<>"]+)([:=<>])("[^"]*"|\S*)')


def parse_filter(text: str, columns: Mapping[str, str]) -> tuple[str, tuple[Condition, ...]]:
    """Split a typed filter into free words and conditions.

    `columns` gives the field for each known name (label or field name), folded. What looks like a
    condition on an unknown column is left among the words.
    """
    conditions: list[Condition] = []

    def take(match: re.Match[str]) -> str:
        key = columns.get(fold(match[2]))
        if key is None:
            return match[0]
        value = match[4].strip('"')
        conditions.append(Condition(key, Test(match[3]), value, negated=bool(match[1])))
        return " "

    words = _CONDITION.sub(take, text)
    return " ".join(words.split()), tuple(conditions)


def toggled(sort: tuple[SortKey, ...], column: str, *, add: bool) -> tuple[SortKey, ...]:
    """Return the sort after a column's header was asked: ascending, then descending, then none.

    With `add` the other keys stay, the column coming after them.
    """
    present = next((key for key in sort if key.column == column), None)
    others = tuple(key for key in sort if key.column != column) if add else ()
    if present is None:
        return (*others, SortKey(column))
    if not present.descending:
        turned = SortKey(column, descending=True)
        return tuple(turned if key == present else key for key in sort) if add else (turned,)
    return others


def sort_text(sort: tuple[SortKey, ...]) -> str:
    """Return a sort as stored: "city,-score"."""
    return ",".join(f"-{key.column}" if key.descending else key.column for key in sort)


def sort_of(text: str) -> tuple[SortKey, ...]:
    """Read a stored or typed sort."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    return tuple(SortKey(word.lstrip("-"), word.startswith("-")) for word in words)
