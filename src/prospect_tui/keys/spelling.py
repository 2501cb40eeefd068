"""How a key is called: one spelling for each, "" for what no keyboard can give."""

import re
import unicodedata

NAMED_KEYS = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup",
     "pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25))]
)  # fmt: skip
_MODIFIERS = ("alt", "ctrl", "shift", "super")
_SAME_KEYS = {"ctrl+i": "tab", "ctrl+m": "enter", "return": "enter", "esc": "escape"}
SIGN_NAMES = {"slash": "SOLIDUS", "backslash": "REVERSE SOLIDUS", "at": "COMMERCIAL AT",
               "minus": "HYPHEN-MINUS", "plus": "PLUS SIGN", "underscore": "LOW LINE"}  # fmt: skip
"""Signs whose keys Textual calls otherwise than Unicode does."""
_TERMINALS_MERGE = re.compile(r"ctrl\+[hj]")
"""Most terminals send these as backspace and line feed."""


def canonical(name: str) -> str:
    """Return the one spelling of a key, or "" when no keyboard can give it.

    "Ctrl+A" is "ctrl+a", "shift+a" is "A", "question_mark" is "?".
    """
    *modifiers, base = ["+"] if name == "+" else name.split("+")
    base = _canonical_base(base)
    held = sorted({modifier.lower() for modifier in modifiers})
    if not base or not set(held) <= set(_MODIFIERS):
        return ""
    if len(base) == 1 and base.isalpha():
        if held == ["shift"]:
            return base.upper()
        if held:
            base = base.lower()
    spelled = "+".join([*held, base])
    if _TERMINALS_MERGE.fullmatch(spelled):
        return ""
    return _SAME_KEYS.get(spelled, spelled)


def _canonical_base(base: str) -> str:
    if len(base) == 1:
        return "space" if base == " " else base if base.isprintable() else ""
    lower = base.lower()
    if lower in NAMED_KEYS or lower in _SAME_KEYS:
        return _SAME_KEYS.get(lower, lower)
    try:
        sign = unicodedata.lookup(SIGN_NAMES.get(lower, lower.replace("_", " ").upper()))
    except KeyError:
        return ""
    return sign if sign.isprintable() else ""
