"""The fixed words that one may choose from, as the user sees them and may type them.

Their codes are for programs: they are understood everywhere, and told where no word is.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from prospect_tui.domain.boards import StageColor
from prospect_tui.domain.consents import Channel
from prospect_tui.domain.funnel import FunnelStep
from prospect_tui.domain.planning import Scale
from prospect_tui.domain.results import Ask
from prospect_tui.domain.vocabulary import (
    ActionKind,
    CompanyKind,
    ContactKind,
    Origin,
    Role,
    Status,
)
from prospect_tui.i18n.labels import action_label, origin_label, status_label
from prospect_tui.i18n.people_words import kind_label, role_label
from prospect_tui.i18n.result_words import ask_label
from prospect_tui.i18n.scoring_words import step_label
from prospect_tui.wording.consents import channel_name
from prospect_tui.wording.pipelines import color_name
from prospect_tui.wording.planning import scale_label

Choice = TypeVar("Choice", bound=StrEnum)
_WORDS: dict[type[StrEnum], Callable[..., str]] = {
    ActionKind: action_label,
    Ask: ask_label,
    Channel: channel_name,
    CompanyKind: kind_label,
    ContactKind: kind_label,
    FunnelStep: step_label,
    Origin: origin_label,
    Role: role_label,
    Scale: scale_label,
    StageColor: color_name,
    Status: status_label,
}


def choice_text(choice: StrEnum) -> str:
    """Return a fixed word as one types it; its code when it has no other name."""
    word = _WORDS.get(type(choice))
    return word(choice) if word else _code(choice)


def choices_by_name(choices: Iterable[Choice]) -> dict[str, Choice]:
    """Return fixed words by all that they may be called: first their codes, then their words."""
    known = tuple(choices)
    return {_code(one): one for one in known} | {choice_text(one): one for one in known}


def _code(choice: StrEnum) -> str:
    return choice.value or choice.name.lower()
