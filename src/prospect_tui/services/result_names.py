"""What call results and prospect results have in common: codes, labels, their order in the list."""

from collections.abc import Callable, Collection, Iterable, Sequence

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.codes import code_of
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.results import ResultRule, ScoreRule

Rule = ResultRule | ScoreRule
MAX_LABEL, MAX_DEFINITION = 40, 200
"""Characters."""


def new_code(rule: Rule, known: Collection[str]) -> str:
    """Return the code of a rule to be added, its label's when it has none.

    Raises `InvalidValue` "result.no_code", and `Refused` "result.code_taken" for one that exists,
    were it retired: what was logged under it would change its meaning.
    """
    code = code_of(rule.code or rule.label).upper()
    if not code:
        raise InvalidValue("result.no_code")
    if code in known:
        raise Refused("result.code_taken", code=code)
    return code


def checked_label(rule: Rule, others: Iterable[Rule], *, is_named: bool) -> str:
    """Return a usable label: short, and by which nothing else of the list goes.

    `is_named` says that the program has a word of its own, so that it may be empty. Raises
    `InvalidValue` "result.no_label", "result.too_long" or "result.label_taken".
    """
    label = _one_line(rule.label, MAX_LABEL)
    if not label and not is_named:
        raise InvalidValue("result.no_label")
    taken = {fold(name) for one in others for name in (one.label, one.code, spaced(one.code))}
    if label and fold(label) in taken:
        raise InvalidValue("result.label_taken", label=label)
    return label


def checked_definition(text: str) -> str:
    """Return a definition on one line; raises `InvalidValue` "result.too_long"."""
    return _one_line(text, MAX_DEFINITION)


def _one_line(text: str, limit: int) -> str:
    line = " ".join(clean(text).split())
    if len(line) > limit:
        raise InvalidValue("result.too_long", length=len(line), limit=limit)
    return line


def spaced(code: str) -> str:
    """Return a code as one would say it: "REFUS_COMM" is "REFUS COMM"."""
    return code.replace("_", " ")


def known_as(rules: Iterable[Rule], name: str, word: Callable[[str], str] = spaced) -> str:
    """Return the code of the rule called `name`, whatever its case and accents.

    `word` gives the program's own word for a code. Raises `NotFound` "result.unknown".
    """
    wanted = fold(clean(name).strip())
    listed = list(rules)
    for rule in listed:
        names = (rule.code, spaced(rule.code), rule.label, word(rule.code))
        if wanted and wanted in map(fold, names):
            return rule.code
    known = ", ".join(rule.label or word(rule.code) for rule in listed)
    raise NotFound("result.unknown", name=name, known=known)


def moved(rules: Sequence[Rule], code: str, place: int) -> list[str]:
    """Return the codes in their order once `code` stands at a place among the living ones.

    Places count from 0; one beyond an end is that end. The retired ones keep their neighbours.
    """
    living = [rule.code for rule in rules if not rule.retired and rule.code != code]
    place = max(0, min(place, len(living)))
    codes = [rule.code for rule in rules if rule.code != code]
    at = codes.index(living[place]) if place < len(living) else _after(codes, living)
    return [*codes[:at], code, *codes[at:]]


def _after(codes: Sequence[str], living: Sequence[str]) -> int:
    return codes.index(living[-1]) + 1 if living else 0
