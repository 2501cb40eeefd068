"""A call script: Markdown with placeholders, branches for objections, questions that fill fields.

What stands before the first heading is said first. A heading "## Title" opens a branch, walked to
by the letter in "## [t] Title" or by the first letter of its title that is free. A line
"? field: question" is a question whose answer goes to that field. Everything else is text, in which
{company.name} and its like are filled in. Refuses nothing: what it does not know it leaves as it
is written, and `unknown` names it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean_lines, fold

PLACEHOLDERS: dict[str, str] = {
    "contact.civility": "civility",
    "contact.first_name": "first_name",
    "contact.last_name": "last_name",
    "contact.job_title": "job_title",
    "company.name": "company_name",
    "company.city": "city",
    "company.activity": "activity",
    "company.headcount": "headcount",
    "company.competitor": "competitor",
    "me.name": "me",
    "file.name": "file",
}
"""What may stand between braces, and the fact that fills it."""
_FRENCH: dict[str, str] = {
    "contact.civilite": "contact.civility",
    "contact.prenom": "contact.first_name",
    "contact.nom": "contact.last_name",
    "contact.fonction": "contact.job_title",
    "societe.nom": "company.name",
    "societe.ville": "company.city",
    "societe.activite": "company.activity",
    "societe.effectif": "company.headcount",
    "societe.concurrent": "company.competitor",
    "moi.nom": "me.name",
    "fichier.nom": "file.name",
}
QUALIFYING: dict[str, str] = {
    "qui": "w_who", "quoi": "w_what", "pourquoi": "w_why", "quand": "w_when", "ou": "w_where",
    "who": "w_who", "what": "w_what", "why": "w_why", "when": "w_when", "where": "w_where",
    "projet": "has_project", "project": "has_project", "budget": "has_budget", "date": "has_date",
    "decideurs": "has_deciders", "deciders": "has_deciders",
}  # fmt: skip
"""The 5 W and the four conditions as a question may name them, besides columns by their title."""

_PLACEHOLDER = re.compile(r"\{([^{}\n]{1,60})\}( ?)")
_HEADING = re.compile(r"#{1,6}\s+(?:\[(\w)\]\s*)?(.+)")
_QUESTION = re.compile(r"\?\s*([^:?]{1,60}?)\s*:\s*(.+)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1|(?<!\w)\*(?! )(.+?)\*")
UNTOLD = "…"
"""What stands for a fact that is not known."""
_LEFT_OUT = frozenset({"civility"})
"""What is not said at all when it is not known, nor the space after it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a branch: something to say, or a question to put down the answer of."""

    text: str
    field: str = ""
    """The column, W or condition that takes the answer, "" for something to say."""
    is_item: bool = False
    """Whether it is an item of a list."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What to say in one case."""

    title: str
    key: str
    """The letter that goes there; "" for the opening, and for a branch more than letters."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A script: what is said first, then its branches."""

    opening: tuple[Line, ...]
    branches: tuple[Branch, ...]

    @property
    def lines(self) -> Iterable[Line]:
        """Return every line."""
        for branch in (Branch("", "", self.opening), *self.branches):
            yield from branch.lines


def parse_script(text: str, fields: Mapping[str, str], taken: Collection[str] = ()) -> Script:
    """Read a script. `fields` gives the fields by folded name; no branch gets a `taken` letter."""
    parts: list[tuple[str, str, list[Line]]] = [("", "", [])]
    for raw in clean_lines(text).splitlines():
        if heading := _HEADING.fullmatch(raw.strip()):
            parts.append((heading[2].strip(), fold(heading[1] or ""), []))
        else:
            parts[-1][2].append(_line(raw, fields))
    keys = set(taken)
    branches = []
    for title, wanted, lines in parts[1:]:
        key = _free_letter(wanted, title, keys)
        keys.add(key)
        branches.append(Branch(title, key, _trimmed(lines)))
    return Script(_trimmed(parts[0][2]), tuple(branches))


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a line with its placeholders filled; a fact not known leaves "…"."""

    def fill(match: re.Match[str]) -> str:
        key = PLACEHOLDERS.get(_standard(match[1]))
        if key is None:
            return match[0]
        known = facts.get(key, "")
        return known + match[2] if known else "" if key in _LEFT_OUT else UNTOLD + match[2]

    return _PLACEHOLDER.sub(fill, text)


def unknown(text: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the placeholders and the fields of questions that mean nothing, as written."""
    found = [
        m[0].strip() for m in _PLACEHOLDER.finditer(text) if _standard(m[1]) not in PLACEHOLDERS
    ]
    for raw in text.splitlines():
        question = _QUESTION.fullmatch(raw.strip())
        if question and fold(question[1]) not in fields:
            found.append(question[1])
    return tuple(dict.fromkeys(found))


def _line(raw: str, fields: Mapping[str, str]) -> Line:
    text = raw.strip()
    question = _QUESTION.fullmatch(text)
    if question and (field := fields.get(fold(question[1]))):
        return Line(_plain(question[2]), field)
    is_item = text[:2] in {"- ", "* ", "+ "}
    return Line(_plain(text[2:] if is_item else text.removeprefix("> ")), is_item=is_item)


def _plain(text: str) -> str:
    """Leave out the marks of emphasis: a terminal line is read aloud."""
    return _EMPHASIS.sub(lambda match: match[2] or match[3], text.strip())


def _free_letter(wanted: str, title: str, keys: Collection[str]) -> str:
    letters = (letter for letter in wanted + fold(title) if letter.isascii() and letter.isalpha())
    return next((letter for letter in letters if letter not in keys), "")


def _standard(name: str) -> str:
    folded = fold(name.strip()).replace(" ", "_")
    return _FRENCH.get(folded, folded)


def _trimmed(lines: list[Line]) -> tuple[Line, ...]:
    """Leave out the empty lines at both ends."""
    while lines and not lines[-1].text:
        lines.pop()
    while lines and not lines[0].text:
        lines.pop(0)
    return tuple(lines)
