"""The rules of calling as dated data: what each says, from when on, by which text.

It reads a table already parsed, and judges no call: `compliance` does. A wrong rule is left out and
reported, so that the one it was meant to replace goes on applying.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prospect_tui.domain import toml_values
from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.toml_values import Hours


class LawId(StrEnum):
    """What a rule is about; the words of a rule file."""

    OPPOSITION = "opposition"
    CONSENT = "consent"
    HOURS = "hours"
    ATTEMPTS = "attempts"
    REFUSAL = "refusal"
    PROFESSIONAL_HOURS = "professional_hours"
    """A courtesy towards professionals: no text asks for it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One rule as it stands from a day on."""

    id: LawId
    since: date
    reference: str = ""
    """The text in a few letters, shown beside a verdict: "D. 223-9"."""
    source: str = ""
    """The text in full."""
    to_check: bool = False
    """Whether somebody should read the text before relying on it."""
    applies: bool = True
    """False switches the rule off from that day on."""
    weekdays: frozenset[int] = frozenset(range(5))
    """Days on which one calls, 0 for Monday; in the file a list of 1 to 7."""
    public_holidays: bool = False
    """Whether one calls on public holidays."""
    slots: tuple[Hours, ...] = ()
    """Hours in which one calls, the end excluded."""
    most: int = 0
    """Calls and attempts allowed within `days`."""
    days: int = 0
    """Calendar days over which attempts are counted, or without contact after a refusal."""
    is_own: bool = False
    """Whether it comes from the user's own file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or the reason why not as a message id, with the rule that says so."""

    allowed: bool
    message_id: str = ""
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class LawRules:
    """Every version of every rule."""

    articles: tuple[Article, ...]

    def in_force(self, law: LawId, day: date) -> Article | None:
        """Return the version of a rule that holds on `day`, None when none or when it is off."""
        known = [one for one in self.articles if one.id is law and one.since <= day]
        newest = max(known, key=lambda one: one.since, default=None)
        return newest if newest is not None and newest.applies else None

    def replaced_by(self, own: tuple[Article, ...]) -> "LawRules":
        """Return these rules with those of the user: the same rule from the same day is theirs."""
        mine = {(one.id, one.since) for one in own}
        kept = [one for one in self.articles if (one.id, one.since) not in mine]
        return LawRules((*kept, *own))


def read_rules(
    table: Mapping[str, object], file: str, *, own: bool = False
) -> tuple[tuple[Article, ...], tuple[ProspectError, ...]]:
    """Return the rules of a parsed `file`, and what is wrong in it; a wrong rule is left out."""
    found: list[Article] = []
    problems: list[ProspectError] = [
        InvalidValue("law_file.unknown", file=file, key=key) for key in table if key != "rule"
    ]
    listed = table.get("rule", [])
    for place, entry in enumerate(listed if isinstance(listed, list) else [listed], 1):
        try:
            found.append(_article(entry, own=own))
        except _WrongRule as wrong:
            problems.append(
                InvalidValue(
                    "law_file.rule", file=file, place=place, key=wrong.key, value=str(wrong.value)
                )
            )
    return tuple(found), tuple(problems)


class _WrongRule(Exception):
    def __init__(self, key: str, value: object) -> None:
        super().__init__(key)
        self.key, self.value = key, value


def _article(entry: object, *, own: bool) -> Article:
    """Read one [[rule]]."""
    if not isinstance(entry, dict):
        raise _WrongRule("rule", entry)
    values: dict[str, object] = {}
    for key, value in entry.items():
        read = _READERS.get(key)
        try:
            if read is None:
                raise ValueError(key)
            values[key] = read(value)
        except (ValueError, TypeError):
            raise _WrongRule(key, value) from None
    missing = [key for key in ("id", "since") if key not in values]
    if not missing and values.get("applies", True):
        missing = [key for key in _NEEDED.get(LawId(str(values["id"])), ()) if not values.get(key)]
    if missing:
        raise _WrongRule(missing[0], "")
    return Article(**values, is_own=own)  # type: ignore[arg-type] # as its reader gives it


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(value)
    return value


def _count(value: object) -> int:
    return toml_values.count(value, most=_MOST_DAYS)


def _slots(value: object) -> tuple[Hours, ...]:
    return tuple(sorted(map(toml_values.hours, toml_values.entries(value))))


_MOST_DAYS = 3650
_READERS = {
    "id": lambda value: LawId(toml_values.text(value)),
    "since": _day,
    "reference": toml_values.text,
    "source": toml_values.text,
    "to_check": toml_values.yes_no,
    "applies": toml_values.yes_no,
    "weekdays": toml_values.weekdays,
    "public_holidays": toml_values.yes_no,
    "slots": _slots,
    "most": _count,
    "days": _count,
}
_NEEDED = {
    LawId.HOURS: ("slots",),
    LawId.PROFESSIONAL_HOURS: ("slots",),
    LawId.ATTEMPTS: ("most", "days"),
    LawId.REFUSAL: ("days",),
}
