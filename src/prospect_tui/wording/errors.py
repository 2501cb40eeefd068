"""What an error says in the user's language, the codes among its parameters worded too."""

from collections.abc import Callable
from enum import StrEnum

from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n.labels import column_label, condition_label, result_label, score_label
from prospect_tui.i18n.result_words import ask_label
from prospect_tui.i18n.scoring_words import step_label
from prospect_tui.wording.messages import message

_LABELS: dict[str, Callable[[str], str]] = {
    "result": result_label,
    "score": score_label,
    "column": column_label,
    "ask": ask_label,
    "step": step_label,
}
"""Parameters that are always the code of something, and its word."""
_LISTING = frozenset({"known", "near"})
"""Parameters that are read whole: what one may choose from."""
_LONGEST, _END = 160, 40
"""Letters of a quoted text, and those of its end that stay: the name of a file stands there."""


def sentence(error: ProspectError) -> str:
    """Return what `error` says, safe to show; its id when the sentence is missing."""
    params = {name: _readable(name, value) for name, value in error.params.items()}
    quoted = {
        name: _shortened(value) if isinstance(value, str) and name not in _LISTING else value
        for name, value in params.items()
    }
    return message(error.message_id, **quoted)


def _shortened(text: str) -> str:
    """Return the two ends of a long text: a sentence stays one, whatever was pasted."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - _END].rstrip()}…{text[-_END:].lstrip()}"


def _readable(name: str, value: object) -> object:
    """Return codes in words, a verdict as its reason, anything else as it is."""
    if name in _LABELS:
        return _LABELS[name](str(value))
    if isinstance(value, tuple | list):
        return ", ".join(map(_code, value))
    from prospect_tui.domain.law_rules import Verdict  # noqa: PLC0415 - no error at a start
    from prospect_tui.wording.law import reason  # noqa: PLC0415 - idem

    return reason(value) if isinstance(value, Verdict) else value


def _code(code: object) -> str:
    """Return a fixed word, or the name of an answer or a condition, as the user knows it."""
    from prospect_tui.wording.choices import choice_text  # noqa: PLC0415 - no error at a start

    if isinstance(code, StrEnum):
        return choice_text(code)
    condition = condition_label(str(code))
    return ask_label(str(code)) if condition == code else condition
