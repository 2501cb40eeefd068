"""Writes a sheet as text, as Markdown and as PDF: whatever it holds is shown as it is.

What somebody else typed is never markup: signs that Markdown knows are escaped, PDF draws letters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.files.writers.atomic import new_file

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_LABEL = 22
"""Letters of the labels of a text."""
_HANG = 2
"""Spaces before the further lines of a plain text."""
_LONGEST = 60
"""Letters of a label of a PDF, which is not wrapped."""
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~!&$^{}])")
_START = re.compile(r"^(\s*)([-+=]|[0-9]+[.)])")
"""What would begin a list or a title at the beginning of a line."""


class PrintedLine(NamedTuple):
    """A value and how it is called, or a plain text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What is printed: a title, then lines under their own titles."""

    title: str
    parts: tuple[tuple[str, tuple[PrintedLine, ...]], ...]
    footer: str = ""
    """What stands under each page of the PDF, and at the end of a text."""


def as_text(sheet: PrintedSheet) -> str:
    """Return a sheet as plain text, to be read aloud or pasted in a mail."""
    return "\n".join(_text_lines(sheet)) + "\n"


def _text_lines(sheet: PrintedSheet) -> Iterator[str]:
    title = clean(sheet.title)
    yield from (title, "=" * min(len(title), 72))
    for name, lines in sheet.parts:
        if name:
            yield from ("", clean(name), "-" * len(clean(name)))
        for line in lines:
            first, *others = clean_lines(line.text).splitlines() or [""]
            label = clean(line.label).ljust(_LABEL) + "  " if line.label else ""
            yield (label + first).rstrip()
            indent = " " * (len(label) or _HANG)
            yield from ((indent + other).rstrip() for other in others)
    if sheet.footer:
        yield from ("", clean(sheet.footer))


def as_markdown(sheet: PrintedSheet) -> str:
    """Return a sheet as Markdown, without any markup but its own."""
    return "\n".join(_markdown_lines(sheet)) + "\n"


def _markdown_lines(sheet: PrintedSheet) -> Iterator[str]:
    yield f"# {_escaped(clean(sheet.title))}"
    yield ""
    for name, lines in sheet.parts:
        if name:
            yield from ("", f"## {_escaped(clean(name))}", "")
        for line in lines:
            text = "\\\n  ".join(map(_escaped, clean_lines(line.text).splitlines())) or "–"
            label = f"**{_escaped(clean(line.label))}** — " if line.label else ""
            yield f"- {label}{text}"
    if sheet.footer:
        yield from ("", _escaped(clean(sheet.footer)))


def _escaped(text: str) -> str:
    """Return a line that Markdown shows letter by letter."""
    found = _START.match(text)
    shown = _SIGNS.sub(r"\\\1", text)
    if found is None:
        return shown
    place = found.end() - 1
    return f"{shown[:place]}\\{shown[place:]}"


def write_text(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write a text to a new file; raises `Refused`."""
    with new_file(path, overwrite=overwrite) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_pdf(path: Path, sheet: PrintedSheet, *, overwrite: bool = False) -> int:
    """Write a sheet as PDF; return how many pages it has. Raises `Refused`."""
    from prospect_tui.files.writers import pdf  # noqa: PLC0415 - first PDF

    footers = (clean(sheet.footer).replace("{", "(").replace("}", ")"), "{page} / {pages}")
    return pdf.write_pages(
        path, clean(sheet.title), partial(_story, sheet), footers=footers, overwrite=overwrite
    )


def _story(sheet: PrintedSheet) -> "list[Flowable]":
    from prospect_tui.files.writers import pdf  # noqa: PLC0415 - first PDF

    title = pdf.style("title", 15, bold=True, spaceAfter=8)
    heading = pdf.style("heading", 10.5, bold=True, spaceBefore=9, spaceAfter=3, keepWithNext=1)
    value = pdf.style(
        "value", 9, leftIndent=130, bulletFontSize=8.5, bulletColor=pdf.GREY, spaceAfter=1.5
    )
    plain = pdf.style("plain", 9, leftIndent=10, firstLineIndent=-10, spaceAfter=1.5)
    story = [pdf.paragraph(sheet.title, title)]
    for name, lines in sheet.parts:
        if name:
            story.append(pdf.paragraph(name, heading))
        for line in lines:
            if line.label:
                story.append(pdf.labelled(line.label[:_LONGEST], line.text or "–", value))
            else:
                story.append(pdf.paragraph(line.text, plain))
    return story
