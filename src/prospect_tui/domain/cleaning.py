"""Makes text from outside harmless and comparable: a line, lines, a block, folded for search.

Cleaned text can be printed to a terminal: it holds no control character, nothing that reorders a
line, no invisible twin, no tower of accents. Refuses to judge meaning: markup, formulas and wrong
values are left as they were typed. Spaces at both ends are left to the caller.
"""

import re
import unicodedata

from prospect_tui.domain.expressions import expression

MARKS_KEPT = 4
"""How many combining marks one letter keeps: more than any living script stacks."""

_SIMPLE_END = "\u0300"
"""Below it there is no combining mark and nothing that NFC would change."""

_INVISIBLE = expression(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]+"
)
_LINE_END = expression("\r\n|[\r\v\f\u2028\u2029]")
_ROW_END = expression("\r\n?")
_END_INSIDE = expression("[\v\f\u2028\u2029]")
"""Ends a line of a text, never a row of a block."""
_UNPRINTABLE = expression("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TOWER = expression(f"[{_SIMPLE_END}-\U0010ffff]{{{MARKS_KEPT + 1},}}")
"""Where there may be a tower of accents: in French, hardly anywhere."""
_JOINERS = expression("[\u200c\u200d\ufe00-\ufe0f]+")

_FOLDED_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'", "‘": "'"}
    | dict.fromkeys("‐‑‒–—−", "-")
)
_ACCENTED = expression("[^\x00-\x7f]+")
_WORD = expression(r"[^\W_]+")

_NO_FIGURE = expression("[^0-9]+")
_FLOAT = expression(r"([0-9]+)[.,]0+")
_SCIENTIFIC = expression(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")


def clean(text: str) -> str:
    """Return `text` on one line and safe to show, in NFC.

    Line ends and tabs become spaces; control characters and lone surrogates become U+FFFD;
    invisible marks (zero width, direction, soft hyphen, tags) vanish; the no-break spaces and
    the joiner of emoji stay. Cleaning twice changes nothing more.
    """
    if text.isprintable() and (text.isascii() or max(text) < _SIMPLE_END):
        return text
    return clean_lines(text).replace("\n", " ")


def clean_lines(text: str) -> str:
    r"""Return `text` safe to show as `clean` does, but keep its lines, each ended by "\n"."""
    text = _INVISIBLE.sub("", text)
    return _printable(_LINE_END.sub("\n", text).replace("\t", " "))


def clean_block(text: str) -> str:
    r"""Return a text safe to show, but keep its rows, each ended by "\n", and its tabs.

    What would end a line inside of a cell becomes a space; NUL, which some terminals put between
    what they paste, vanishes.
    """
    text = _END_INSIDE.sub(" ", _INVISIBLE.sub("", text).replace("\0", ""))
    return _printable(_ROW_END.sub("\n", text))


def _printable(text: str) -> str:
    text = _UNPRINTABLE.sub("\ufffd", text)
    if text.isascii() or max(text) < _SIMPLE_END:
        return text
    return _TOWER.sub(_without_tower, unicodedata.normalize("NFC", text))


def _without_tower(found: re.Match[str]) -> str:
    """Drop the combining marks beyond `MARKS_KEPT` on one letter, joiners not counting."""
    kept: list[str] = []
    marks = 0
    for character in found[0]:
        if unicodedata.category(character) in {"Mn", "Me"}:
            marks += 1
            if marks > MARKS_KEPT:
                continue
        elif character != "\u200d":
            marks = 0
        kept.append(character)
    return "".join(kept)


def fold(text: str) -> str:
    """Return the key under which `text` is searched and sorted: no case, no accent.

    œ, æ and ß become oe, ae and ss (compatibility decomposition leaves them alone), curly
    apostrophes and long dashes become ' and -, every space an ordinary one.
    """
    if text.isascii():
        return text.lower()
    try:
        letters = text.encode("latin-1").translate(_FOLDED_LATIN)
    except UnicodeEncodeError:
        letters = _BEYOND
    if _BEYOND in letters:
        return _ACCENTED.sub(_fold_letters, text.lower())
    return letters.decode("latin-1")


def _fold_letters(found: re.Match[str]) -> str:
    return found[0].translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met.

    No rule looks at the neighbours of a character, so that nothing is worked out twice: an import
    folds millions of words.
    """

    def __missing__(self, code: int) -> str:
        bare = _JOINERS.sub("", _INVISIBLE.sub("", chr(code)))
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
        letters = (c for c in decomposed if not unicodedata.combining(c))
        folded = "".join(letters).translate(_FOLDED_LETTERS)
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


_MOST_FOLDED = 10_000
"""Characters remembered: more than any language uses, less than all of Unicode."""
_FOLDED = _Folded()
_BEYOND = b"\xff"
"""In a folded Latin-1 text, a letter that folds to several, or to one beyond Latin-1 (ÿ is y)."""


def _folded_latin() -> bytes:
    """Return what each Latin-1 letter folds to: most French texts, all at once."""
    folded = (chr(code).lower().translate(_FOLDED) for code in range(256))
    return b"".join(
        letter.encode("latin-1")
        if len(letter) == 1 and letter < _BEYOND.decode("latin-1")
        else _BEYOND
        for letter in folded
    )


_FOLDED_LATIN = _folded_latin()


def fold_words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in order: runs of letters and digits."""
    return tuple(_WORD.findall(fold(text)))


def figures_only(text: str) -> str:
    """Return the figures 0 to 9 of `text`: a number without what is written between them."""
    return _NO_FIGURE.sub("", text)


def whole_number(text: str) -> str:
    """Return the digits that a spreadsheet wrote as a decimal or in scientific notation.

    "199001234.0" and "1,99001234E8" give "199001234". Anything else, and a notation that has
    lost digits, comes back unchanged.
    """
    if decimal := _FLOAT.fullmatch(text):
        return decimal[1]
    if scientific := _SCIENTIFIC.fullmatch(text):
        digits = scientific[1] + (scientific[2] or "")
        length = int(scientific[3]) + 1
        if len(digits) >= length and not digits[length:].strip("0"):
            return digits[:length]
    return text


def lost_digits(text: str) -> bool:
    """Say whether `text` is a scientific notation too short to give its digits: "6,1E+08"."""
    return _SCIENTIFIC.fullmatch(text) is not None and whole_number(text) == text
