"""The sentence of a message id with its parameters, safe to show."""

from prospect_tui.domain.cleaning import clean
from prospect_tui.i18n.messages import worded


def message(message_id: str, **params: object) -> str:
    """Return the sentence of `message_id` in the user's language, cleaned.

    A sentence that is missing, or given too few parameters, shows its id: this is part of the
    last net for errors, so it must not fail itself.
    """
    try:
        return clean(worded(message_id, params))
    except (KeyError, IndexError, ValueError):
        return message_id
