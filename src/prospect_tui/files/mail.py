"""Reads a mail message (.eml): its sender, subject, date and text.

A mail comes from anybody: it is bounded in size, its attachments are never opened, and what cannot
be decoded is replaced. Refuses to judge who the sender is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from html.parser import HTMLParser

LARGEST = 20 * 1024 * 1024
"""Bytes: an attachment may be big, but no message of one person is bigger."""
LONGEST_TEXT = 200_000
"""Characters of its text that are kept."""
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,70}:[ \t]")
_MARKS_OF_A_MAIL = ("message-id", "mime-version", "received", "return-path", "date")
_BREAKS = frozenset(
    ["address", "br", "div", "dd", "dt", "h1", "h2", "h3", "h4", "hr", "li", "p", "table", "td",
     "th", "tr", "ul"]
)  # fmt: skip
_HIDDEN = frozenset(["head", "script", "style", "template", "title"])


@dataclass(frozen=True, slots=True)
class MailText:
    """What counts of a message."""

    sender: str = ""
    subject: str = ""
    sent_on: date | None = None
    text: str = ""


def read_mail(data: bytes) -> MailText | None:
    """Return what a message says, or None when `data` is none: a plain text, most often."""
    if not _HEADER_LINE.match(data.lstrip()[:100]) and not data.startswith(b"From "):
        return None
    try:
        message = message_from_bytes(data.lstrip()[:LARGEST], policy=policy.default)
        assert isinstance(message, EmailMessage)
        if not message["from"] or not any(message[name] for name in _MARKS_OF_A_MAIL):
            return None
        return MailText(
            sender=_header(message, "from"),
            subject=_header(message, "subject"),
            sent_on=_date(message),
            text=_text(message)[:LONGEST_TEXT],
        )
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None  # the library raises any of these on what only looks like a message


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name] or "").split())


def _date(message: EmailMessage) -> date | None:
    """Return the day on which it was sent, as its sender saw it."""
    at = getattr(message["date"], "datetime", None)
    return at.date() if isinstance(at, datetime) else None


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else str(part.get_payload()).encode()
    decoded = decoded_text(content, part.get_content_charset() or "")
    return html_text(decoded) if part.get_content_subtype() == "html" else decoded


def decoded_text(data: bytes, charset: str = "") -> str:
    """Return bytes as text: in the charset that they say, in UTF-8, else as Windows writes it."""
    for name in filter(None, (charset, "utf-8-sig")):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


class _Words(HTMLParser):
    """Keeps the words of a page, a line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def html_text(page: str) -> str:
    """Return the words of an HTML page, without its markup, its scripts and its styles."""
    reader = _Words()
    reader.feed(page[: 5 * LONGEST_TEXT])
    reader.close()
    return "\n".join(_lines("".join(reader.pieces)))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines without the empty ones that follow another empty one."""
    was_empty = True
    for line in map(str.strip, text.split("\n")):
        if line or not was_empty:
            yield line
        was_empty = not line
