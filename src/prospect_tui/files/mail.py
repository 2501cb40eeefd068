"""Reads a mail message (.eml): its sender, subject, date and text.

A mail comes from anybody: it is bounded in size, its attachments are never opened, and what cannot
be decoded is replaced. Refuses to judge who the sender is.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

LARGEST = 20 * 1024 * 1024
"""Bytes: an attachment may be big, but no message of one person is bigger."""
LONGEST_TEXT = 200_000
"""Characters of its text that are kept."""
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,70}:[ \t]")
_END_OF_HEADERS = re.compile(rb"\r\n\r\n|\n\n|\r\r")
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
    data = data.removeprefix(BOM_UTF8).lstrip()
    if not _HEADER_LINE.match(data[:100]) and not data.startswith(b"From "):
        return None
    try:
        message = message_from_bytes(_with_readable_headers(data[:LARGEST]), policy=policy.default)
        assert isinstance(message, EmailMessage)
        sender = _header(message, "from")
        if not sender or not any(name in message for name in _MARKS_OF_A_MAIL):
            return None
        return MailText(
            sender=sender,
            subject=_header(message, "subject"),
            sent_on=_date(message),
            text=_text(message)[:LONGEST_TEXT],
        )
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None  # the library raises any of these on what only looks like a message


def _with_readable_headers(data: bytes) -> bytes:
    """Return a message whose headers are in UTF-8, were they in the bytes of an old Windows."""
    end = _END_OF_HEADERS.search(data)
    headers = data[: end.start()] if end else data
    return decoded_text(headers).encode() + data[len(headers) :]


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line, decoded; one that hides a line break is read all the same."""
    try:
        value = str(message[name] or "")
    except ValueError:
        raw = next(text for key, text in message.raw_items() if key.lower() == name)
        value = str(make_header(decode_header(raw)))
    return " ".join(value.split())


def _date(message: EmailMessage) -> date | None:
    """Return the day on which it was sent, as its sender saw it; None for no such thing."""
    try:
        at = getattr(message["date"], "datetime", None)
    except ValueError:
        return None
    return at.date() if isinstance(at, datetime) else None


def _text(message: EmailMessage) -> str:
    """Return the plain text, or else, when it has none or an empty one, the words of the page."""
    texts = (_text_of(message.get_body(preferencelist=(kind,))) for kind in ("plain", "html"))
    return next((text for text in texts if text.strip()), "")


def _text_of(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else str(part.get_payload()).encode()
    decoded = decoded_text(content, part.get_content_charset() or "")
    return html_text(decoded) if part.get_content_subtype() == "html" else decoded


def decoded_text(data: bytes, charset: str = "") -> str:
    """Return bytes as text: in UTF-8, in the charset that they say, else as Windows writes it.

    Letters with accents that happen to be right UTF-8 are, whatever is said: programs often say
    another charset. What is plain ASCII may be an encoding of its own, and is read as it says.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        charset = "utf-16"
    names = (charset, "utf-8-sig") if data.isascii() else ("utf-8-sig", charset)
    for name in filter(None, names):
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
