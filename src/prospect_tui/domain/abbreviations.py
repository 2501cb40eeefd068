"""Abbreviations of telemarketers, written in full as the space after them is typed.

Only a whole word is an abbreviation, and only at the cursor: nothing that was typed before, pasted,
or is inside another word is ever changed.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from prospect_tui.domain.cleaning import fold

_FRENCH = {
    "asst": "assistante",
    "bcp": "beaucoup",
    "bv": "boîte vocale",
    "cial": "commercial",
    "compta": "comptabilité",
    "ctrt": "contrat",
    "dispo": "disponible",
    "doc": "documentation",
    "ds": "dans",
    "ech": "échéance",
    "fourn": "fournisseur",
    "hs": "hors service",
    "indispo": "indisponible",
    "ld": "ligne directe",
    "msg": "message",
    "pb": "problème",
    "pdt": "pendant",
    "pr": "pour",
    "qd": "quand",
    "qqn": "quelqu'un",
    "rapp": "rappeler",
    "rens": "renseignements",
    "rep": "répondeur",
    "resp": "responsable",
    "sem": "semaine",
    "std": "standard",
    "tjs": "toujours",
}
_ENGLISH = {
    "acct": "accounts department",
    "appt": "appointment",
    "asst": "assistant",
    "cb": "call back",
    "ceo": "chief executive",
    "cfo": "finance director",
    "dl": "direct line",
    "doc": "documentation",
    "gk": "gatekeeper",
    "mgr": "manager",
    "msg": "message",
    "na": "not available",
    "pls": "please",
    "recep": "reception",
    "swb": "switchboard",
    "tel": "telephone",
    "vm": "voicemail",
    "wk": "week",
}
USUAL: Mapping[str, Mapping[str, str]] = MappingProxyType({"fr": _FRENCH, "en": _ENGLISH})
"""By language, what the program knows by itself."""

_WORD = re.compile(r"(?<![\w@./+'’-])([^\W\d_]{2,12})\.?$")


class Expanded(NamedTuple):
    """A text with its abbreviation in full, and where the cursor is then."""

    text: str
    cursor: int


def known_in(language: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return what is written in full: the usual abbreviations, then the user's own.

    An own one that stands for nothing forgets the usual one.
    """
    known = {**USUAL.get(language, _FRENCH), **{fold(word): text for word, text in own.items()}}
    return {word: text for word, text in known.items() if text}


def expanded(text: str, cursor: int, known: Mapping[str, str]) -> Expanded | None:
    """Return `text` with the word before the space just typed at `cursor` in full, or None."""
    before, after = text[: max(cursor - 1, 0)], text[cursor:]
    if cursor < 1 or text[cursor - 1 : cursor] != " ":
        return None
    word = _WORD.search(before)
    full = known.get(fold(word[1])) if word else None
    if word is None or full is None:
        return None
    if word[1][0].isupper() and not word[1].isupper():
        full = full[0].upper() + full[1:]
    head = f"{before[: word.start(1)]}{full} "
    return Expanded(head + after, len(head))
