"""Sheets as text, Markdown and PDF: what somebody else typed is letters, never markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import Refused
from prospect_tui.files.writers import pdf
from prospect_tui.files.writers.sheet_files import (
    PrintedLine,
    PrintedSheet,
    as_markdown,
    as_text,
    write_pdf,
    write_text,
)

SHEET = PrintedSheet(
    "Atelier Nord",
    (
        ("", (PrintedLine("Montant", "1 200 €"),)),
        ("Historique", (PrintedLine("", "Note · une\ndeux"), PrintedLine("Qui décide", ""))),
    ),
    "Atelier Nord · imprimé",
)


def test_the_text_has_its_values_under_one_another() -> None:
    assert as_text(SHEET).splitlines() == [
        "Atelier Nord", "============", "Montant                 1 200 €", "",
        "Historique", "----------", "Note · une", "  deux", "Qui décide", "",
        "Atelier Nord · imprimé",
    ]  # fmt: skip


def test_the_markdown_has_titles_and_lists() -> None:
    assert as_markdown(SHEET).splitlines() == [
        "# Atelier Nord", "", "- **Montant** — 1 200 €", "", "## Historique", "",
        "- Note · une\\", "  deux", "- **Qui décide** — –", "", "Atelier Nord · imprimé",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**gras** _it_", r"\*\*gras\*\* \_it\_"),
        ("[clic](http://x)", r"\[clic\](http://x)"),
        ("<script>", r"\<script\>"),
        ("# titre", r"\# titre"),
        ("- tiret", r"\- tiret"),
        ("12. douze", r"12\. douze"),
        ("a | b `c` ~~d~~ &amp; $e$", r"a \| b \`c\` \~\~d\~\~ \&amp; \$e\$"),
    ],
)
def test_markdown_typed_by_somebody_else_is_letters(typed: str, shown: str) -> None:
    sheet = PrintedSheet("t", (("", (PrintedLine("", typed),)),))
    assert as_markdown(sheet).splitlines()[-1] == f"- {shown}"


@given(st.text(max_size=60))
def test_nothing_typed_makes_a_control_character(typed: str) -> None:
    sheet = PrintedSheet(typed, ((typed, (PrintedLine(typed, typed),)),))
    for text in (as_text(sheet), as_markdown(sheet)):
        assert all(letter.isprintable() or letter.isspace() for letter in text if letter < "\u0300")
        assert "\x1b" not in text


@pytest.mark.parametrize(
    "typed", ["<b>&amp;", "\x1b]0;x\x07", "株式会社 ✔ → ★", "long " * 2_000, "{page}"]
)
def test_a_pdf_is_written_whatever_is_typed(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "fiche.pdf"
    line = PrintedLine(typed, typed)
    pages = write_pdf(path, PrintedSheet(typed, ((typed[:300], (line, line)),), typed))
    assert path.read_bytes().startswith(b"%PDF")
    assert pages >= 1


def test_a_file_is_not_replaced_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "fiche.txt"
    write_text(path, "une")
    with pytest.raises(Refused):
        write_text(path, "deux")
    write_text(path, "deux", overwrite=True)
    assert path.read_text(encoding="utf-8") == "deux"


class _Ruler:
    """A canvas on which each letter takes two points, and that counts what it measures."""

    def __init__(self) -> None:
        self.measured = 0

    def stringWidth(self, text: str, _font: str, _size: float) -> float:
        self.measured += 1
        return 2.0 * len(text)


def test_a_foot_far_too_long_is_cut_without_measuring_all_of_it() -> None:
    ruler = _Ruler()
    shown = pdf._cut(ruler, "x" * 5_000, 100.0)  # type: ignore[arg-type]
    assert shown == "x" * 49 + "…"
    assert ruler.measured < 500
    assert pdf._cut(ruler, "court", 100.0) == "court"  # type: ignore[arg-type]
