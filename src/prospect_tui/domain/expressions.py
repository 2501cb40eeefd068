"""Regular expressions that are compiled when they are first used.

Compiling takes much longer than importing, and a start needs few of them.
"""

import re
from typing import Any, cast

_USED = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern")


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what does as `re.compile` does, compiled at its first use; `.re` is another object."""
    return cast("re.Pattern[str]", _Uncompiled(text, flags))


class _Uncompiled:
    """Stands for a pattern, whose names it takes over once it is compiled."""

    def __init__(self, text: str, flags: int) -> None:
        self._made_of = (text, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._made_of)
        self.__dict__.update((method, getattr(compiled, method)) for method in _USED)
        return getattr(compiled, name)
