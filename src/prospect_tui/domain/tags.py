"""The tags of a row: words in one cell, separated by commas (semicolons are read too)."""

from collections.abc import Iterable
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.expressions import expression

_SEPARATOR = expression("[,;]")
_SEPARATED = expression(r"[,;]|\s+(?=[+-]\S)")
_SIGNED = expression(r"[+-]\S")


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a cell in order, each once whatever its case and accents."""
    found: dict[str, str] = {}
    for part in _SEPARATOR.split(clean(text)):
        if word := part.strip():
            found.setdefault(fold(word), word)
    return tuple(found.values())


def with_tags(text: str, add: Iterable[str], remove: Iterable[str] = ()) -> str:
    """Return a cell of tags with some more and some less; one that needs no change, as it is.

    "Devis" and "devis" are the same tag; what is both added and removed is added.
    """
    present = split_tags(text)
    unwanted = {fold(tag) for word in remove for tag in split_tags(word)}
    kept = [tag for tag in present if fold(tag) not in unwanted]
    tags = split_tags(",".join((*kept, *add)))
    return text if tags == present else ", ".join(tags)


@dataclass(frozen=True, slots=True)
class TagsTyped:
    """What a typed line asks of the tags of rows."""

    added: tuple[str, ...]
    removed: tuple[str, ...] = ()
    is_list: bool = False
    """Whether it lists the tags, without any sign."""


def read_tags(text: str) -> TagsTyped:
    """Read a line such as "+vip -froid", or a list such as "vip, à rappeler".

    As soon as one tag has a sign, those without any are added. A tag may hold spaces, and dashes
    between them: a sign touches its tag.
    """
    tokens = [token.strip() for token in _SEPARATED.split(clean(text))]
    if not any(map(_SIGNED.match, tokens)):
        return TagsTyped(split_tags(text), is_list=True)
    removed = [token[1:] for token in tokens if token.startswith("-")]
    added = [token.removeprefix("+") for token in tokens if not token.startswith("-")]
    return TagsTyped(split_tags(",".join(added)), split_tags(",".join(removed)))
