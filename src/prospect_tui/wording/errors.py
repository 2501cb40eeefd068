"""What an error says in the user's language, the codes among its parameters worded too."""

from collections.abc import Callable

from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import column_label, condition_label, result_label
from prospect_tui.wording.messages import message

_ANSWERS = {"when": N_("date"), "subject": N_("subject"), "reason": N_("reason")}
"""What a call result may require, by its code."""
_LABELS: dict[str, Callable[[str], str]] = {"result": result_label, "column": column_label}
"""Parameters that are always the code of something, and its word."""


def sentence(error: ProspectError) -> str:
    """Return what `error` says, safe to show; its id when the sentence is missing."""
    params = {name: _readable(name, value) for name, value in error.params.items()}
    return message(error.message_id, **params)


def _readable(name: str, value: object) -> object:
    """Return codes in words, a message id as its sentence, anything else as it is."""
    if name in _LABELS:
        return _LABELS[name](str(value))
    if isinstance(value, tuple | list):
        return ", ".join(_code(str(one)) for one in value)
    if isinstance(value, str) and value.startswith("law."):
        return message(value)
    return value


def _code(code: str) -> str:
    return _(_ANSWERS.get(code, "")) or condition_label(code)
