"""Codes of what the user adds to a list: made of the label, and kept when the label changes."""

from collections.abc import Container
from itertools import count

from prospect_tui.domain.cleaning import clean, fold

LONGEST = 24
"""Characters of a code made of a label."""


def code_of(label: str) -> str:
    """Return the code made of a label, "" of one without Latin letters nor figures.

    "Démo en visio" is "demo_en_visio".
    """
    letters = (sign if sign.isascii() and sign.isalnum() else " " for sign in fold(clean(label)))
    return "_".join("".join(letters).split())[:LONGEST].rstrip("_")


def free_code(code: str, known: Container[str]) -> str:
    """Return `code`, or with the first number from 2 that makes it a new one: "demo_2"."""
    numbered = (f"{code}_{number}" for number in count(2))
    return next(one for one in numbered if one not in known) if code in known else code
