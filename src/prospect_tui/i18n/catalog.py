"""The catalogue in use, chosen once at start and changeable while the program runs."""

import gettext as gettext_module
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DOMAIN = "prospect_tui"
LANGUAGES = ("fr", "en")
LOCALE_DIRECTORY = Path(__file__).parent / "locale"


class _Current:
    language = "fr"
    translations: gettext_module.NullTranslations | None = None


def set_language(language: str = "") -> str:
    """Use `language` ("fr" or "en"); empty or unknown means the environment's, then French.

    Returns the language now in use.
    """
    chosen = language if language in LANGUAGES else _environment_language()
    _Current.language = chosen
    _Current.translations = gettext_module.translation(
        DOMAIN, LOCALE_DIRECTORY, languages=[chosen], fallback=True
    )
    return chosen


def current_language() -> str:
    """Return the language in use."""
    return _Current.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use `language` for a while: a document may be in another one than the screens."""
    before = _Current.language, _Current.translations
    set_language(language)
    try:
        yield
    finally:
        _Current.language, _Current.translations = before


def _(text: str) -> str:
    """Translate `text`."""
    return _loaded().gettext(text) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate the form that fits `count` (in French, 0 is singular)."""
    return _loaded().ngettext(singular, plural, count)


def N_(text: str) -> str:
    """Mark `text` for extraction and return it untranslated."""
    return text


def _loaded() -> gettext_module.NullTranslations:
    if _Current.translations is None:
        set_language()
    assert _Current.translations is not None
    return _Current.translations


def _environment_language() -> str:
    for name in ("PROSPECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")[:2].lower()
        if value in LANGUAGES:
            return value
    return "fr"
