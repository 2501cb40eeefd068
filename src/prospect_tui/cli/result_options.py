"""What `prospect results` may be told of a call result, and how it is read into its rule."""

from dataclasses import fields, replace
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, TypeVar

from prospect_tui.cli.options import TEXT, named, option
from prospect_tui.domain.results import (
    Ask,
    AttemptEffect,
    CallFlags,
    Conversion,
    Plan,
    ResultRule,
    RowEffect,
)
from prospect_tui.i18n import N_

Word = TypeVar("Word", bound=StrEnum)
_LIST = N_("LIST")
_FLAGS = tuple(one.name for one in fields(CallFlags))


def _one(words: type[StrEnum], *names: str, text: str) -> Any:
    return option(*names, metavar="|".join(word.value for word in words), help=text)


Label = Annotated[str | None, option("--label", metavar=TEXT, help=N_("The word shown."))]
Definition = Annotated[
    str | None, option("--definition", metavar=TEXT, help=N_("One line on what it means."))
]
KeySign = Annotated[
    str | None, option("--key", metavar=N_("KEY"), help=N_("Its key in the call screen."))
]
Code = Annotated[
    str, option("--code", metavar=TEXT, help=N_("Its code for ever; made of the label if absent."))
]
Like = Annotated[
    str, option("--like", metavar=N_("RESULT"), help=N_("Begin with all that this one does."))
]
DelayRule = Annotated[
    str | None,
    option(
        "--delay",
        metavar=N_("RULE"),
        help=N_(
            "When to call next: none, retry, busy:20, same_hour, typed, days:30, once_days:30, "
            "working_days:3, return, next_number."
        ),
    ),
]
Attempts = Annotated[
    str | None, _one(AttemptEffect, "--attempts", text=N_("What it does to the counter."))
]
ScoreRuleText = Annotated[
    str | None,
    option(
        "--score",
        metavar=N_("RULE"),
        help=N_(
            "What it does to the score: nothing (''), a code, competitor:FROID:ARRETE, "
            "within_months:3:CHAUD:TIEDE, last:ARRETE."
        ),
    ),
]
RowRule = Annotated[str | None, _one(RowEffect, "--row", text=N_("What becomes of the row."))]
Converts = Annotated[
    str | None, _one(Conversion, "--conversion", text=N_("Whether it makes an opportunity."))
]
Promised = Annotated[
    bool | None,
    option("--promised/--not-promised", help=N_("Whether the next call is a promise.")),
]
BadNumber = Annotated[
    bool | None,
    option("--bad-number/--good-number", help=N_("Whether the number is marked wrong.")),
]
Plans = Annotated[
    str | None,
    option("--plan", metavar=_LIST, help=N_("What it plans besides: meeting, send_today.")),
]
Asks = Annotated[
    str | None,
    option(
        "--ask",
        metavar=_LIST,
        help=N_("What it asks, separated by commas: when, subject, reason, competitor, place…"),
    ),
]
Requires = Annotated[
    str | None, option("--require", metavar=_LIST, help=N_("What it cannot do without."))
]
Flags = Annotated[
    str | None,
    option(
        "--flags",
        metavar=_LIST,
        help=N_("What statistics count: valid_number, answered, decision_maker, argued…"),
    ),
]


class Said(NamedTuple):
    """What was typed of a result; None leaves a thing as it is."""

    label: str | None = None
    definition: str | None = None
    key: str | None = None
    delay: str | None = None
    attempts: str | None = None
    score: str | None = None
    row: str | None = None
    conversion: str | None = None
    promised: bool | None = None
    bad_number: bool | None = None
    plans: str | None = None
    asks: str | None = None
    requires: str | None = None
    flags: str | None = None

    def applied(self, rule: ResultRule) -> ResultRule:
        """Return a rule with what was typed; raises `InvalidValue` for an unknown word."""
        changes: dict[str, Any] = {
            "label": self.label,
            "definition": self.definition,
            "key": self.key,
            "delay": self.delay,
            "score": self.score,
            "promised": self.promised,
            "marks_number_bad": self.bad_number,
            "attempts": _word(AttemptEffect, self.attempts),
            "row": _word(RowEffect, self.row),
            "conversion": _word(Conversion, self.conversion),
            "plans": _words(Plan, self.plans),
            "asked": _words(Ask, self.asks),
            "required": _words(Ask, self.requires),
            "flags": _flags(self.flags),
        }
        return replace(rule, **{k: value for k, value in changes.items() if value is not None})


def _word(words: type[Word], text: str | None) -> Word | None:
    if text is None:
        return None
    return named(text, {word.value: word for word in words}, "command.choice")


def _words(words: type[Word], text: str | None) -> tuple[Word, ...] | None:
    if text is None:
        return None
    known = {word.value: word for word in words}
    return tuple(dict.fromkeys(named(one, known, "command.choice") for one in _split(text)))


def _flags(text: str | None) -> CallFlags | None:
    if text is None:
        return None
    known = {name: name for name in _FLAGS}
    set_ones = {named(one, known, "command.choice") for one in _split(text)}
    return CallFlags(**{name: name in set_ones for name in _FLAGS})


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
