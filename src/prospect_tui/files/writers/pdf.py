"""Writes PDF pages: letters that every reader draws, numbered pages, texts without any markup.

The fonts are those that every PDF reader has, so that nothing is embedded; they know the letters of
western Europe. Others are drawn by their nearest letter, or "?": no document fails for one name.
"""

import unicodedata
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.files.writers.atomic import new_file

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Flowable

LETTERS = "cp1252"
"""The encoding of the standard fonts."""
MARGIN = 48.0
"""Points around the text."""
FONT, BOLD = "Helvetica", "Helvetica-Bold"
_FOOT = 7.5
_MOST_IN_FOOT = 400
"""Letters, however narrow, that fit under a page: no more of a text is measured one by one."""
_PADDING = 6
"""Of the frame that the library puts the text in."""
GREY, RULE = "#555555", "#bbbbbb"
_SAME = str.maketrans({"\u202f": "\u00a0", "\u2011": "-", "\u2212": "-", "\ufffd": "?"})


def letters(text: str) -> str:
    """Return a text in the letters that the fonts have, without control characters."""
    return "".join(map(_letter, clean_lines(text).translate(_SAME)))


def _letter(sign: str) -> str:
    if _is_drawn(sign):
        return sign
    nearest = unicodedata.normalize("NFKD", _STROKES.get(sign, sign))
    return "".join(filter(_is_drawn, nearest)) or ("" if unicodedata.combining(sign) else "?")


def _is_drawn(sign: str) -> bool:
    if sign != "\n" and unicodedata.category(sign) == "Cc":
        return False
    try:
        return bool(sign.encode(LETTERS))
    except UnicodeEncodeError:
        return False


_STROKES = {
    "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "İ": "I",
    "→": "->", "✔": "[x]", "✗": "[ ]", "★": "*", "◆": "•", "◇": "°", "✖": "×", "☎": "tél.",
}  # fmt: skip
"""Letters that do not come apart, and the program's own signs."""


def paragraph(text: str, style: "ParagraphStyle") -> "Flowable":
    """Return a text that is wrapped, whatever it holds drawn as it is."""
    from reportlab.platypus import Paragraph  # noqa: PLC0415 - slow to import

    return Paragraph(escape(letters(text)).replace("\n", "<br/>"), style)


def labelled(label: str, text: str, style: "ParagraphStyle") -> "Flowable":
    """Return a text that is wrapped beside its label, which stands in the indent of the style."""
    from reportlab.platypus import Paragraph  # noqa: PLC0415 - slow to import

    said = escape(letters(text)).replace("\n", "<br/>")
    return Paragraph(said, style, bulletText=letters(label).replace("\n", " "))


def style(name: str, size: float = 9.0, **options: Any) -> "ParagraphStyle":
    """Return how paragraphs look; `bold` is the thick font."""
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 - slow to import

    font = BOLD if options.pop("bold", False) else FONT
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.3, **options)


def write_pages(
    path: Path,
    title: str,
    story: Callable[[], list["Flowable"]],
    *,
    footers: tuple[str, str] = ("", "{page} / {pages}"),
    author: str = "",
    overwrite: bool = False,
) -> int:
    """Write A4 pages to `path`, mode 0600, and return how many.

    `story` makes what stands on them; it is asked for twice, the first time to count the pages.
    `footers` stand at the left and the right of each page, with {page} and {pages} filled in.
    Raises `Refused` when the file exists and `overwrite` is not given, or cannot be written.
    """
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 - slow to import
    from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415 - idem

    def build(target: str | BytesIO, pages: int) -> int:
        book = SimpleDocTemplate(
            target,
            pagesize=A4,
            leftMargin=MARGIN - _PADDING,
            rightMargin=MARGIN - _PADDING,
            topMargin=MARGIN,
            bottomMargin=MARGIN + 14,
            title=letters(title),
            author=letters(author),
            invariant=1,
        )
        foot = partial(_foot, footers, pages)
        book.build(story(), onFirstPage=foot, onLaterPages=foot)
        return int(book.page)

    with new_file(path, overwrite=overwrite) as temporary:
        return build(str(temporary), build(BytesIO(), 0))


def _foot(footers: tuple[str, str], pages: int, canvas: "Canvas", book: "BaseDocTemplate") -> None:
    """Draw what stands under the text of a page."""
    left, right = (
        letters(text.replace("{page}", str(book.page)).replace("{pages}", str(pages)))
        for text in footers
    )
    canvas.setFont(FONT, _FOOT)
    canvas.setFillColor(GREY)
    end = book.pagesize[0] - MARGIN
    canvas.drawString(MARGIN, MARGIN - 10, _cut(canvas, left, end - MARGIN - 180))
    canvas.drawRightString(end, MARGIN - 10, right)


def _cut(canvas: "Canvas", text: str, room: float) -> str:
    """Return the beginning of a text that fits in so many points."""
    shown, text = text, text[:_MOST_IN_FOOT]
    while text and canvas.stringWidth(shown, FONT, _FOOT) > room:
        text = text[:-1]
        shown = f"{text.rstrip()}…"
    return shown
