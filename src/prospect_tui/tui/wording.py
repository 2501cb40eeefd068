"""What is told to the user, as literal text: the sentence of an error, a text of several lines."""

from textual.content import Content

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n.messages import worded


def plain_lines(text: str) -> Content:
    """Return `text` as literal lines, ready for a widget."""
    return Content(clean_lines(text))


def sentence(error: ProspectError) -> str:
    """Return what `error` says in the user's language; its id when the sentence is missing.

    It is part of the last net for errors, so it must not fail itself.
    """
    try:
        return clean(worded(error.message_id, error.params))
    except (KeyError, IndexError, ValueError):
        return error.message_id
