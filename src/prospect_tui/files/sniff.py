"""Guess how a text file was written: its encoding, its delimiter, its quoting.

It refuses nothing and reads no row: whether bytes are text at all is told by `looks_binary`, and
what to do with the answer is the reader's business.
"""

import codecs
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

DELIMITERS = (";", "\t", ",", "|")
"""What may separate cells; the first ones are believed first when two fit equally well."""
REPAIR = "prospect-repair"
"""Name of the decoding error handler that reads stray single bytes as French letters."""
SAMPLE_BYTES = 1 << 16
"""How much of a file is looked at to guess its delimiter."""

_CHUNK = 1 << 20
_MOST_SEQUENCES = 300_000
_MOST_LINES = 1_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ACCIDENT = 0.2
"""A delimiter absent from the first line that cuts fewer lines is punctuation."""
_FEW_LINES = 20
_PAGES = ("cp1252", "mac_roman", "cp850")
_LOWER = frozenset("éèêëàâçîïôùûœ")
_UPPER = frozenset("ÉÈÊËÀÂÇÎÏÔÙÛŒ")
_RARE = frozenset("äöüæñÄÖÜÆÑ")
_SIGNS = frozenset("’‘“”«»–—…€°²³·•™©®½£§´ªº\xa0")
_INSIDE_WORDS = frozenset("’‘·\xa0")
_FRENCH = _LOWER | _UPPER | _RARE | _SIGNS
_BINARY_STARTS = (b"%PDF", b"SQLite format 3", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_ORDER = re.compile(r'\ufeff?"?sep=([^\w\s"\\]|\t)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SEQUENCE = re.compile(
    rb"(?P<good>[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})|[\x80-\xff]"
)
_ESCAPED_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
_UNFINISHED = re.compile(rb"[\xc0-\xff][\x80-\xbf]{0,2}\Z")
_PLAUSIBLE_UTF8 = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac|\xf0\x9f")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text."""

    name: str
    """The codec's name for `open`."""
    errors: str = "strict"
    """The error handler for `open`."""
    repaired_lines: tuple[int, ...] = ()
    """The 1-based lines (1,000 at most) holding bytes foreign to the encoding."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How text becomes cells."""

    delimiter: str = ";"
    width: int = 1
    """How many cells most lines have."""
    preamble: int = 0
    """How many lines to leave out first: 1 for a spreadsheet's "sep=;" line."""
    skip_space: bool = False
    """Whether a space may stand between a delimiter and a quote."""
    escapes_quotes: bool = False
    """Whether a quote inside a cell follows a backslash rather than being written twice."""


def looks_binary(head: bytes, encoding: Encoding) -> bool:
    """Say whether the first bytes of a file cannot be text in `encoding`."""
    if head.startswith(_BINARY_STARTS):
        return True
    if encoding.name.startswith(("utf-16", "utf-32")):
        text = head.decode(encoding.name, "replace")
        return text.count("\ufffd") > max(8, len(text) // 20)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(8, len(head) * 3 // 100)


def sniff_encoding(stream: BinaryIO) -> Encoding:
    """Return the encoding of a whole binary stream, read from its start in bounded memory.

    A byte order mark is believed, then regular zeros (UTF-16 without mark), then strict UTF-8.
    UTF-8 with few foreign bytes stays UTF-8, and those bytes are read as the French letters they
    are in Windows' code page; else the French code page with the most plausible letters wins.
    """
    stream.seek(0)
    head = stream.read(SAMPLE_BYTES)
    name = next((name for mark, name in _BOMS if head.startswith(mark)), "")
    if name.startswith(("utf-16", "utf-32")):
        return Encoding(name, "replace")
    if not name and (wide := _utf16_without_mark(head)):
        return Encoding(wide, "replace")
    stream.seek(0)
    if _is_utf8(stream):
        return Encoding(name or "utf-8")
    stream.seek(0)
    return _mixed_or_page(stream, name)


def sniff_layout(sample: str) -> Layout:
    """Return the delimiter, usual width and quoting of the start of a text.

    The delimiter wanted is the one that cuts most lines into the same number of cells, quoted
    cells counting as one; a first line "sep=;" is obeyed.
    """
    order = _ORDER.match(sample)
    delimiter = order[1] if order else ""
    body = sample[order.end() :] if order else sample
    delimiters = (delimiter,) if delimiter else DELIMITERS
    lines = _bare_lines(body, delimiters)
    found = {mark: _regularity(lines, mark) for mark in delimiters}
    best = max(delimiters, key=lambda mark: (found[mark][0], _trust(mark, found[mark][1])))
    if lines and best not in lines[0] and found[best][0] < _ACCIDENT and not delimiter:
        best = DELIMITERS[0]
    return _with_quoting(body, best, found[best][1], preamble=1 if order else 0)


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(head: bytes) -> str:
    """Return the byte order whose high bytes are mostly zero, or nothing."""
    half = len(head) // 2
    if not half:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.05 else ""


def _mixed_or_page(stream: BinaryIO, marked: str) -> Encoding:
    good = plausible = bad = 0
    lines: list[int] = []
    contexts: list[bytes] = []
    for sequence, context, line in _high_sequences(stream):
        if len(sequence) > 1:
            good += 1
            plausible += _PLAUSIBLE_UTF8.match(sequence) is not None
            continue
        bad += 1
        contexts.append(context)
        if len(lines) < _MOST_LINES and (not lines or lines[-1] != line):
            lines.append(line)
    page = max(_PAGES, key=lambda name: _french_score(contexts, name))
    is_mixed = bad * 100 < good + bad or plausible > bad
    if marked or is_mixed or (page == "cp1252" and plausible * 10 > bad):
        return Encoding(marked or "utf-8", REPAIR, tuple(lines))
    return Encoding(page, "replace")


def _high_sequences(stream: BinaryIO) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield non-ASCII sequences with the bytes around them and their 1-based line."""
    line, seen, carry = 1, 0, b""
    while chunk := stream.read(_CHUNK):
        data = carry + chunk
        unfinished = _UNFINISHED.search(data, max(0, len(data) - 3))
        carry = unfinished[0] if unfinished else b""
        data = data[: len(data) - len(carry)]
        newline = b"\n" if b"\n" in data else b"\r"
        counted = 0
        for match in _SEQUENCE.finditer(data):
            start, end = match.span()
            line += data.count(newline, counted, start)
            counted = start
            yield match[0], data[max(0, start - 1) : end + 1], line
            seen += 1
            if seen >= _MOST_SEQUENCES:
                return
        line += data.count(newline, counted)
    for match in _SEQUENCE.finditer(carry):
        yield match[0], match[0], line


def _french_score(contexts: list[bytes], page: str) -> float:
    """Return how French the bytes read in `page`: letters, and cases that agree."""
    return sum(_letter_score(context.decode(page, "replace")) for context in contexts)


def _letter_score(text: str) -> float:
    middle = next((at for at, letter in enumerate(text) if letter > "\x7f"), 0)
    letter, before, after = text[middle], text[:middle][-1:], text[middle + 1 :][:1]
    if letter in _LOWER:
        return -0.5 if before.isupper() and after.isupper() else 1
    if letter in _UPPER:
        if before.islower():
            return -1
        return 0.4 if after.islower() else 1
    if before.isalpha() and after.isalpha() and letter in _SIGNS - _INSIDE_WORDS:
        return -1
    return 0.3 if letter in _FRENCH else -1


def _bare_lines(text: str, delimiters: tuple[str, ...]) -> list[str]:
    """Return the complete filled lines of `text`, each quoted cell reduced to a letter."""
    marks = re.escape("".join(delimiters))
    quoted = re.compile(
        rf'(^|[{marks}]) ?"(?:[^"\\]|""|\\.)*+" *(?=[{marks}\r\n]|\Z)', re.MULTILINE
    )
    lines = re.split(r"\r\n|\r|\n", quoted.sub(r"\1Q", text))
    if len(lines) > _FEW_LINES:
        lines.pop()  # the end of the sample may cut it
    return [line for line in lines if line.strip("".join(delimiters) + " ")][:1_000]


def _regularity(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return how regularly `delimiter` cuts the lines (0 to 1), and the usual width."""
    counts = Counter(line.count(delimiter) for line in lines)
    cut = [(many, count) for count, many in counts.items() if count]
    if not cut:
        return 0.0, 1
    many, count = max(cut)
    return round((many + len(lines) - counts[0]) / (2 * len(lines)), 2), count + 1


def _trust(delimiter: str, width: int) -> int:
    """Rank delimiters that fit equally: commas and bars also live inside sentences."""
    return {";": sys.maxsize, "\t": sys.maxsize - 1}.get(delimiter, width)


def doubled_quotes(text: str) -> str:
    """Return `text` with the quotes after a backslash written twice, as the standard has it."""
    return _ESCAPED_QUOTE.sub(r'\1""', text) if '\\"' in text else text


def _with_quoting(text: str, delimiter: str, width: int, *, preamble: int) -> Layout:
    mark = re.escape(delimiter)
    spaced = len(re.findall(rf'{mark} "', text)) > len(re.findall(rf'{mark}"', text))
    standard = doubled_quotes(text)
    escapes = _quote_errors(standard, delimiter, spaced) < _quote_errors(text, delimiter, spaced)
    return Layout(delimiter, width, preamble, spaced, escapes and standard != text)


def _quote_errors(text: str, delimiter: str, spaced: bool) -> int:
    """Count the lines that break the rules of quoting."""
    rows = csv.reader(
        text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=spaced, strict=True
    )
    errors = 0
    while True:
        try:
            next(rows)
        except StopIteration:
            return errors
        except csv.Error:
            errors += 1


def _repaired(error: UnicodeError) -> tuple[str, int]:
    """Read the foreign bytes as French letters of Windows' code page, or mark them lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    text = error.object[error.start : error.end].decode("cp1252", "replace")
    return "".join(sign if sign in _FRENCH else "\ufffd" for sign in text), error.end


codecs.register_error(REPAIR, _repaired)
