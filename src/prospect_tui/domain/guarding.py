"""Keeps cells from being run as formulas by the spreadsheet that opens or is given them.

A spreadsheet runs a cell that starts with = + - @ (their full-width forms too), a tab or a return
(OWASP, "CSV Injection"). One apostrophe before such a sign makes it text; reading takes it away.
In a CSV a cell also starts after a delimiter or a quote, when the file is opened with another
delimiter; on the clipboard it starts where it does. Nothing else is changed, and reading what was
written gives every text back.
"""

from prospect_tui.domain.expressions import expression

_STARTS = '(?:^|(?<=[;,|"\t\r\n]))'
_SIGNS = "=+\\-@\t\r＝＋－＠"
_DANGER = expression(f"{_STARTS}(?='*[{_SIGNS}])")
_GUARD = expression(f"{_STARTS}'(?='*[{_SIGNS}])")
_SIGNED = expression(f"'*[{_SIGNS}]")


def guarded(text: str) -> str:
    """Return a cell of a CSV with an apostrophe wherever a formula could be seen to start."""
    return _DANGER.sub("'", text)


def unguarded(text: str) -> str:
    """Return `text` without the apostrophes that `guarded` puts."""
    return _GUARD.sub("", text) if "'" in text else text


def guarded_start(text: str) -> str:
    """Return a cell for the clipboard, with an apostrophe if a formula could be seen in it."""
    return f"'{text}" if _SIGNED.match(text) else text


def unguarded_start(text: str) -> str:
    """Return `text` without the apostrophe that `guarded_start` puts."""
    return text[1:] if text.startswith("'") and _SIGNED.match(text) else text
