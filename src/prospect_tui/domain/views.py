"""Views of a prospecting file: filter and sort as values, and the one-line way of typing them.

`lyon score=chaud effectif>10 -note:devis` reads: the word lyon anywhere, score is hot, headcount
over 10, no "devis" in the note. Column names are the labels on screen, several words or not, or
the keys. The tests:

* `city:etienne` contains, `city:saint*` starts with, `city=Lyon` is, `city=Lyon|Sète` is one of,
  `city=` is empty, `city:!` is wrong for its column, `city~^saint` fits a regular expression;
* `headcount>10`, `>=`, `<`, `<=`, `headcount:10..50`: figures, amounts, texts and days, these in
  shorthand if one likes: `next<+3j`. Days stay as they were typed: a view kept is read each day;
* a dash in front says no: `-city=` has a city. Quotes (" ", « », “ ”) make anything plain text:
  `city:"Saint Étienne"`, `notes:"!"`; a " among them is doubled.

Refuses to know the kind of a column: what a value means is worked out where the view is applied.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.expressions import expression
from prospect_tui.domain.patterns import blind_search


class Test(StrEnum):
    """What a condition asks of a cell."""

    __test__ = False  # not a test case, whatever its name tells pytest

    CONTAINS = "contains"
    IS = "is"
    STARTS = "starts"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    """Both ends belong to it."""
    IN = "in"
    EMPTY = "empty"
    WRONG = "wrong"
    """The cell holds something that its column's kind refuses."""
    MATCHES = "matches"
    """A regular expression is found in the cell, as it is or without its accents and capitals."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one column, its values as they were typed.

    EMPTY and WRONG have no value, BETWEEN has two, IN any number, the others one.
    """

    column: str
    test: Test
    values: tuple[str, ...] = ()
    negated: bool = False

    @property
    def value(self) -> str:
        """Return the first value, or ""."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class SortKey:
    """One sort key; empty cells always come last."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a file, in which order."""

    words: str = ""
    """Searched everywhere in a row, each word from its beginning, else in the middle of others."""
    conditions: tuple[Condition, ...] = ()
    sort: tuple[SortKey, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Say whether some rows may be left out."""
        return bool(self.words or self.conditions)

    @property
    def has_expressions(self) -> bool:
        """Say whether a regular expression is searched: one row alone may take a while."""
        return any(one.test is Test.MATCHES for one in self.conditions)


# the line typed

_SPACE = r"[^\S\u00a0\u202f]"
"""What separates: every space but those which do not break."""
_QUOTED = r'(?:"(?:[^"]|"")*(?:"|\Z)|«[^»]*(?:»|\Z)|“[^”]*(?:”|\Z))'
"""Text in quotes; the closing one may still be missing at the end of the line."""
_BARE_NAME = r'own:[0-9]+|[^\s:=<>~≥≤"«“]+'
_SIGN = r">=|<=|[:=<>~≥≤]"
_VALUE = rf"(?:(?:(?<=[:=<>~≥≤|])|(?<=\.\.)){_QUOTED}|(?!{_SPACE})[\s\S])*"
_ITEM = rf'(?:{_QUOTED}|(?!["«“])[^|]*)'
_END = rf'(?:{_QUOTED}|(?!["«“])(?:(?!\.\.)[\s\S])+)'

_ASKED = expression(
    rf"(?P<no>-?)(?P<name>{_QUOTED}|{_BARE_NAME})(?P<sign>{_SIGN})(?P<value>{_VALUE})"
)
_ASKED_IN_WORDS = expression(
    rf'(?P<no>-?)(?P<name>[^:=<>~≥≤"«“]{{1,100}})(?P<sign>{_SIGN})(?P<value>{_VALUE})'
)
"""A condition whose column may have several words for its name: only a known one is meant."""
_QUOTED_WORDS = expression(rf"{_QUOTED}(?={_SPACE}|\Z)")
_WORD = expression(rf"(?:(?!{_SPACE})[\s\S])+")
_NAMES_COLUMN = expression(r"[^\W\d_]")
_GAP = expression(rf"{_SPACE}*")

_ONE = expression(_ITEM)
_LIST = expression(rf"{_ITEM}(?:\|{_ITEM})+")
_BETWEEN = expression(rf"(?P<first>{_END})\.\.(?!\.)(?P<last>{_END})")
_STARTS = expression(rf'(?P<start>{_QUOTED}|(?!["«“])[\s\S]+)\*')
_SAFE = expression(r'(?![=.!])[^\s"«“|*]+(?<!\.)')
"""A value that reads as itself without quotes, when it holds no "..": ."""

_SIGNS = {
    Test.CONTAINS: ":",
    Test.IS: "=",
    Test.OVER: ">",
    Test.UNDER: "<",
    Test.AT_LEAST: ">=",
    Test.AT_MOST: "<=",
    Test.MATCHES: "~",
}
_TESTS = {sign: test for test, sign in _SIGNS.items()} | {"≥": Test.AT_LEAST, "≤": Test.AT_MOST}
_WRONG = "!"


def parse_filter(
    text: str,
    columns: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[str, tuple[Condition, ...]]:
    """Split a typed filter into free words and conditions.

    `columns` gives the key for each known name (title or key), folded. `labels` gives, for each
    column whose values are codes, the code of each word shown, folded: conditions hold the codes.
    What looks like a condition on an unknown column is left among the words; a condition whose
    value is still to be typed asks nothing. Raises `InvalidValue` for a wrong regular expression.
    """
    words: list[str] = []
    conditions: list[Condition] = []
    for typed in _parts(text, columns):
        key = columns.get(fold(_plain(typed["name"]))) if _is_asked(typed) else None
        if key is None:
            is_quoted = typed.re.pattern == _QUOTED_WORDS.pattern
            words += _split(_plain(typed[0]) if is_quoted else typed[0])
        elif condition := _condition(key, typed["sign"], typed["value"]):
            coded = _coded(condition, (labels or {}).get(key, {}))
            conditions.append(replace(coded, negated=bool(typed["no"])))
    return " ".join(words), tuple(conditions)


def unknown_columns(text: str, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the names used as those of columns in a typed filter, which no column has.

    `columns` holds the known names, folded. An hour ("14:30"), an address ("https://…") and what
    still lacks its value are no use of a column.
    """
    known = set(columns)
    return tuple(
        dict.fromkeys(
            name
            for typed in _parts(text, known)
            if _is_asked(typed)
            and fold(name := _plain(typed["name"])) not in known
            and _NAMES_COLUMN.match(name)
            and (typed["value"] or _TESTS[typed["sign"]] is Test.IS)
            and not typed["value"].startswith(("/", "\\"))
        )
    )


def filter_text(
    words: str,
    conditions: Iterable[Condition],
    name_of: Callable[[str], str] = lambda key: key,
) -> str:
    """Return the line that `parse_filter` reads as these words and conditions.

    `name_of` gives the name by which to call the column of a key; with the keys themselves the
    text is the same in every language.
    """
    parts = [_quoted(word) if _means_more(word) else word for word in _split(words)]
    for condition in conditions:
        name = name_of(condition.column)
        is_bare = re.fullmatch(_BARE_NAME, name) and not name.startswith("-")
        no = "-" if condition.negated else ""
        parts.append(f"{no}{name if is_bare else _quoted(name)}{_test_text(condition)}")
    return " ".join(parts)


# reading


def _parts(text: str, names: Collection[str]) -> Iterator[re.Match[str]]:
    """Yield what stands between spaces: a condition, words in quotes, or a word.

    Words before a sign are a name together when it is one of `names`: the longest one wins.
    """
    place = 0
    while True:
        gap = _GAP.match(text, place)
        place = gap.end() if gap else place
        in_words = _ASKED_IN_WORDS.match(text, place)
        found = (
            (in_words if in_words and fold(in_words["name"]) in names else None)
            or _ASKED.match(text, place)
            or _QUOTED_WORDS.match(text, place)
            or _WORD.match(text, place)
        )
        if found is None:
            return
        yield found
        place = found.end()


def _is_asked(typed: re.Match[str]) -> bool:
    return "sign" in typed.re.groupindex


def _split(words: str) -> list[str]:
    return [word for word in re.split(_SPACE, words) if word]


def _condition(key: str, sign: str, value: str) -> Condition | None:
    """Return what is asked by a sign and its value, None while there is no value yet."""
    test = _TESTS[sign]
    if not value:
        return Condition(key, Test.EMPTY) if test is Test.IS else None
    if test is Test.MATCHES:
        blind_search(_plain(value))  # says what is wrong with it
    if re.fullmatch(_QUOTED, value) or test not in {Test.CONTAINS, Test.IS}:
        return Condition(key, test, (_plain(value),))
    if test is Test.CONTAINS and value == _WRONG:
        return Condition(key, Test.WRONG)
    if test is Test.IS and _LIST.fullmatch(value):
        return Condition(key, Test.IN, tuple(_plain(item) for item in _items(value) if item))
    if between := _BETWEEN.fullmatch(value):
        return Condition(key, Test.BETWEEN, (_plain(between["first"]), _plain(between["last"])))
    if starts := _STARTS.fullmatch(value):
        return Condition(key, Test.STARTS, (_plain(starts["start"]),))
    return Condition(key, test, (value,))


def _items(value: str) -> Iterator[str]:
    """Yield what stands between the bars of a list."""
    place = 0
    while place <= len(value) and (item := _ONE.match(value, place)):
        yield item[0]
        place = item.end() + 1


def _plain(text: str) -> str:
    """Return a text without the quotes around it."""
    if text.startswith("«"):
        return text.removeprefix("«").removesuffix("»").strip()
    if text.startswith("“"):
        return text.removeprefix("“").removesuffix("”")
    if found := re.fullmatch(r'"((?:[^"]|"")*)"?', text):
        return found[1].replace('""', '"')
    return text


def _coded(condition: Condition, labels: Mapping[str, str]) -> Condition:
    """Return a condition on a column of codes in terms of the codes."""
    if condition.test in {Test.IS, Test.IN}:
        codes = tuple(labels.get(fold(value), value) for value in condition.values)
        return replace(condition, values=codes)
    wanted = fold(condition.value)
    if condition.test is Test.CONTAINS and wanted:
        found = [code for label, code in labels.items() if wanted in label]
    elif condition.test is Test.STARTS:
        found = [code for label, code in labels.items() if label.startswith(wanted)]
    else:
        return condition
    codes = tuple(dict.fromkeys(found))
    if not codes:
        return condition
    return replace(condition, test=Test.IN if len(codes) > 1 else Test.IS, values=codes)


# writing


def _test_text(condition: Condition) -> str:
    values = [_value_text(value) for value in condition.values]
    match condition.test:
        case Test.EMPTY:
            return "="
        case Test.WRONG:
            return f":{_WRONG}"
        case Test.IN:
            return f"={'|'.join(values)}{'|' if len(values) < _SEVERAL else ''}"
        case Test.BETWEEN:
            return f":{values[0]}..{values[1]}"
        case Test.STARTS:
            return f":{values[0]}*"
    return f"{_SIGNS[condition.test]}{values[0]}"


_SEVERAL = 2


def _value_text(value: str) -> str:
    return value if _SAFE.fullmatch(value) and ".." not in value else _quoted(value)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _means_more(word: str) -> bool:
    """Say whether a word would be read as something else."""
    return any(quote in word for quote in '"«“') or _ASKED.match(word) is not None


# sorts


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
