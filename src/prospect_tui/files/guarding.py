"""Keeps cells of a CSV from being run as formulas by the spreadsheet that opens it.

A spreadsheet runs a cell that starts with = + - @ (their full-width forms too), a tab or a return
(OWASP, "CSV Injection"). A cell also starts after a delimiter or a quote when the file is opened
with another delimiter. One apostrophe before such a sign makes it text; reading takes it away.
It changes nothing else, and `unguarded(guarded(text)) == text` for every text.
"""

import re

_STARTS = '(?:^|(?<=[;,|"\t\r\n]))'
_SIGNS = "=+\\-@\t\r＝＋－＠"
_DANGER = re.compile(f"{_STARTS}(?='*[{_SIGNS}])")
_GUARD = re.compile(f"{_STARTS}'(?='*[{_SIGNS}])")


def guarded(text: str) -> str:
    """Return `text` with an apostrophe wherever a spreadsheet could see a formula start."""
    return _DANGER.sub("'", text)


def unguarded(text: str) -> str:
    """Return `text` without the apostrophes that `guarded` puts."""
    return _GUARD.sub("", text) if "'" in text else text
