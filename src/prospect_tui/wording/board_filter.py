"""The filter of the board in the user's words: `étoile retard #salon montant>10k origine=salon`.

Bare words are sought on the card; a word of `flag_words` asks for what a figure counts, unless it
stands in quotes; `#` begins a tag; the rest is read as in the grid.
"""

import re
from collections.abc import Iterable, Mapping

from prospect_tui.domain.boards import FIELDS, Flag, Wanted
from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.quotes import QuoteState
from prospect_tui.domain.views import parse_filter
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import origin_label, quote_state_label
from prospect_tui.services.board import StageRecord
from prospect_tui.wording.sales import stage_name

_FIELD_NAMES = {
    "title": N_("Opportunity"),
    "company": N_("Company"),
    "contact": N_("Person"),
    "stage": N_("Stage"),
    "amount": N_("Amount"),
    "probability": N_("Probability"),
    "weighted": N_("Weighted"),
    "next": N_("Next action"),
    "action": N_("Action"),
    "idle": N_("Idle days"),
    "tags": N_("Tags"),
    "origin": N_("Origin"),
    "source": N_("Source"),
    "campaign": N_("Campaign"),
    "quote": N_("Quote"),
}
_FLAG_WORDS = {
    Flag.LATE: N_("late"),
    Flag.NO_DATE: N_("no date"),
    Flag.STALE: N_("idle"),
    Flag.STARRED: N_("starred"),
}
_MORE_FLAG_WORDS = {Flag.LATE: N_("overdue"), Flag.STARRED: N_("star")}
_PART = re.compile(r'(?:[^\s"«“]|"[^"]*"?|«[^»]*»?|“[^”]*”?)+')


def field_name(field: str) -> str:
    """Return how a field of a card is called."""
    return _(_FIELD_NAMES[field])


def read_wanted(text: str, stages: Iterable[StageRecord]) -> Wanted:
    """Read a typed filter. Raises `InvalidValue` for a wrong regular expression."""
    flags, tags, rest = _split(clean(text))
    words, conditions = parse_filter(" ".join(rest), _names(), _labels(stages))
    return Wanted(tuple(fold(words).split()), tuple(tags), tuple(flags), conditions)


def _split(text: str) -> tuple[list[Flag], list[str], list[str]]:
    """Return the flags, the folded tags, and the parts left."""
    parts = [found[0] for found in _PART.finditer(text)]
    known = _flags()
    longest = max(len(words) for words in known)
    flags: list[Flag] = []
    tags: list[str] = []
    rest: list[str] = []
    while parts:
        for size in range(longest, 0, -1):
            flag = known.get(tuple(fold(part) for part in parts[:size]))
            if flag is not None:
                flags.append(flag)
                del parts[:size]
                break
        else:
            part = parts.pop(0)
            if part.startswith("#") and len(part) > 1:
                tags.append(fold(part[1:]))
            else:
                rest.append(part)
    return flags, tags, rest


def _flags() -> dict[tuple[str, ...], Flag]:
    listed = [*_FLAG_WORDS.items(), *_MORE_FLAG_WORDS.items()]
    return {tuple(fold(word).split()): flag for flag, text in listed for word in (_(text), text)}


def _names() -> dict[str, str]:
    """Return the field for each of its names, folded: its label, its first word, its key."""
    names = {field: field for field in FIELDS}
    for field in FIELDS:
        label = fold(field_name(field))
        words = label.split()
        for name in (label, "".join(words), *words[:1]):
            names.setdefault(name, field)
    return names


def _labels(stages: Iterable[StageRecord]) -> Mapping[str, Mapping[str, str]]:
    return {
        "stage": {fold(stage_name(stage)): str(stage.id) for stage in stages},
        "origin": {fold(origin_label(origin)): origin.value for origin in Origin},
        "quote": {fold(quote_state_label(state)): state.value for state in QuoteState},
    }
