"""Texts in the user's language, through gettext. Source strings are English, French is complete.

Refuses to know what the texts are about: words of the domain are in `labels`, errors in
`messages`, dates and numbers in `formats`.
"""

from prospect_tui.i18n.catalog import (
    LANGUAGES,
    N_,
    _,
    current_language,
    ngettext,
    set_language,
)

__all__ = ["LANGUAGES", "N_", "_", "current_language", "ngettext", "set_language"]
