r"""Regular expressions typed by a person: read, searched, replaced, and never running for ever.

The engine is the package `regex`, whose searches can be given a time limit. Refuses a pattern that
cannot be read, and one that takes too long on the texts it is given. In a replacement `\1` and
`\g<name>` are what the groups found.
"""

import re
from collections.abc import Callable
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.expressions import expression

if TYPE_CHECKING:
    import regex

LONGEST = 1000
"""Characters of a pattern."""
ONE_TEXT = 0.25
"""Seconds of one search."""
ALL_TEXTS = 0.8
"""Seconds of all the searches made with a pattern, beyond what quick ones take."""
_QUICK = 20e-6
_QUICK_CHARACTER = 20e-9
"""Seconds that an ordinary search takes at most: for a text, and for each of its characters."""

_REPEATED = expression(r"\{(?:([0-9]+),)?([0-9]+),?\}")
MOST_REPEATED = 500_000
"""Characters of a pattern times its repetitions, which the engine all writes out."""

_MAY_BE_SLOW = expression(r"[*+?{(]")
"""Without one of these a pattern is read along the text once for each place."""
_ACCENTED = expression("[^\x00-\x7f]+")
_AS_WRITTEN = "(?-i)"


class Pattern:
    """A pattern with the time that it has left; made anew for each use, by `compiled`."""

    def __init__(self, engine: "regex.Pattern[str]", spending: "_Spending") -> None:
        self._engine = engine
        self._spending = spending
        self._is_quick = not _MAY_BE_SLOW.search(engine.pattern)

    def search(self, text: str) -> bool:
        """Say whether the pattern is found in `text`. Raises `InvalidValue` pattern.too_slow."""
        if self._is_quick:
            return self._engine.search(text) is not None
        begun = perf_counter()
        try:
            found = self._engine.search(text, timeout=ONE_TEXT) is not None
        except TimeoutError:
            raise self._too_slow() from None
        self._spend(perf_counter() - begun, text)
        return found

    def replaced(self, text: str, by: str, *, whole: bool = False) -> str:
        """Return `text` with every place found replaced; with `whole`, only if all of it fits.

        Raises `InvalidValue`: pattern.too_slow, or pattern.replacement when `by` names a group
        that the pattern lacks.
        """
        import regex  # noqa: PLC0415 - slow to import, and seldom used

        begun = perf_counter()
        try:
            if whole:
                found = self._engine.fullmatch(text, timeout=ONE_TEXT)
                answer = found.expand(by) if found else text
            else:
                answer = self._engine.sub(by, text, timeout=ONE_TEXT)
        except TimeoutError:
            raise self._too_slow() from None
        except (regex.error, ValueError, LookupError) as error:
            raise InvalidValue("pattern.replacement", replacement=by) from error
        self._spend(perf_counter() - begun, text)
        return answer

    def _spend(self, seconds: float, text: str) -> None:
        if self._spending.is_too_much(seconds, len(text)):
            raise self._too_slow()

    def _too_slow(self) -> InvalidValue:
        return InvalidValue("pattern.too_slow", pattern=self._engine.pattern)


class _Spending:
    """The time spent on texts, less what each may take.

    The clock also counts the time waited for other threads: only when it says too much is this
    thread's own time looked at, which is slower to ask for.
    """

    def __init__(self) -> None:
        self._allowed = self._since = 0.0
        self._own_begun = thread_time()

    def is_too_much(self, seconds: float, characters: int) -> bool:
        allowed = _QUICK + characters * _QUICK_CHARACTER
        self._allowed += allowed
        self._since += max(0.0, seconds - allowed)
        if self._since < ALL_TEXTS:
            return False
        self._since = 0.0
        return thread_time() - self._own_begun > ALL_TEXTS + self._allowed


def compiled(pattern: str, ignore_case: bool = True) -> Pattern:
    """Return a typed pattern, ready.

    Raises `InvalidValue` pattern.wrong (pattern, and place: its first wrong character, from 1) or
    pattern.too_long.
    """
    return _compiled(pattern, ignore_case, _Spending())


def blind_search(pattern: str) -> Callable[[str], bool]:
    """Return the search of a pattern in texts, whatever their accents, œ and capitals.

    A pattern that begins with (?-i) is searched in the texts as they are written. Raises as
    `compiled` does; the search itself raises pattern.too_slow.
    """
    if pattern.startswith(_AS_WRITTEN):
        return compiled(pattern.removeprefix(_AS_WRITTEN), ignore_case=False).search
    spending = _Spending()
    as_written = _compiled(pattern, True, spending)
    bare = _ACCENTED.sub(lambda found: re.escape(fold(found[0])), pattern)
    unaccented = _compiled(bare, True, spending)

    def search(text: str) -> bool:
        if text.isascii():
            return unaccented.search(text) or (bare != pattern and as_written.search(text))
        return as_written.search(text) or unaccented.search(fold(text))

    return search


def _compiled(pattern: str, ignore_case: bool, spending: _Spending) -> Pattern:
    import regex  # noqa: PLC0415 - slow to import, and seldom used

    if len(pattern) > LONGEST:
        raise InvalidValue("pattern.too_long", length=len(pattern), limit=LONGEST)
    if _written_out(pattern) > MOST_REPEATED:
        raise InvalidValue("pattern.too_slow", pattern=pattern)
    try:
        engine = regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    except (regex.error, ValueError, LookupError, OverflowError, RecursionError) as error:
        place = min((getattr(error, "pos", None) or 0) + 1, len(pattern))
        raise InvalidValue("pattern.wrong", pattern=pattern, place=place) from error
    return Pattern(engine, spending)


def _written_out(pattern: str) -> int:
    """Return how long a pattern is at most once its counted repetitions are written out."""
    length = len(pattern)
    for found in _REPEATED.finditer(pattern):
        times = max(int(one[:9]) for one in found.groups("1"))
        length = min(length * max(1, times), MOST_REPEATED + 1)
    return length
