"""The sentences of errors and notices, by message id, one module a subject.

Every module here holds `MESSAGES: dict[str, str]`, English sentences marked with `N_`, filled by
`str.format` with the parameters of the error. To add one, add a line to the module of its subject.
"""

from prospect_tui.i18n.catalog import _
from prospect_tui.i18n.formats import number

_NAMING = frozenset(
    {
        "activity",
        "batch",
        "company",
        "contact",
        "folder",
        "known",
        "line",
        "opportunity",
        "place",
        "row",
        "stage",
        "twin",
        "version",
    }
)
"""Parameters whose number tells which one it is, not how many: it is typed again as it stands."""


def all_messages() -> dict[str, str]:
    """Return every message id with its English sentence."""
    from importlib import import_module  # noqa: PLC0415 - only once something is to be told
    from pkgutil import iter_modules  # noqa: PLC0415 - idem

    found: dict[str, str] = {}
    for module in iter_modules(__path__):
        found |= import_module(f"{__name__}.{module.name}").MESSAGES
    return found


def worded(message_id: str, params: dict[str, object]) -> str:
    """Return the sentence of `message_id` in the user's language, filled with `params`.

    How many of something is written in groups of three figures.
    """
    if not _cache:
        _cache.update(all_messages())
    return _(_cache[message_id]).format(
        **{name: _written(name, value) for name, value in params.items()}
    )


def _written(name: str, value: object) -> object:
    return number(value) if isinstance(value, int) and name not in _NAMING else value


_cache: dict[str, str] = {}
