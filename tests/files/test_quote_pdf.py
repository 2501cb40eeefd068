"""The PDF of a quote: what is written on its pages, whatever it is made of."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.quotes import Line
from prospect_tui.files.writers.pdf import letters
from prospect_tui.i18n import set_language
from prospect_tui.services import quote_files, quotes
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.quote_document import document
from tests.services.quote_desk import make_quote, make_sent, with_identity


def written(workspace: Workspace, quote_id: int, folder: Path) -> tuple[int, str]:
    path = folder / "quote.pdf"
    printed = document(quotes.quote_sheet(workspace, quote_id), workspace.clock.today())
    pages = quote_files.write_pdf(path, printed, overwrite=True)
    read = [page.extract_text() for page in PdfReader(path).pages]
    assert len(read) == pages
    return pages, "\n".join(read).replace("\N{NO-BREAK SPACE}", " ")


def test_all_that_the_law_wants_is_on_it(workspace: Workspace, tmp_path: Path) -> None:
    with_identity(workspace, register="RNE 732 829 320", vat_number="FR44732829320")
    quote_id = make_sent(
        workspace,
        Line("Formation à l'été", 2_500, 60_000, unit="jour", discount_bp=1_000),
        Line("Livre", 3_000, 1_990, 550),
        title="Café & Fils",
    )
    quotes.set_details(workspace, quote_id, discount_bp=500)
    with_identity(workspace, register="RNE 732 829 320", vat_number="FR44732829320")
    pages, text = written(workspace, quotes.find(workspace, "D2026-001 v1"), tmp_path)
    assert pages == 1
    for words in (
        "Devis n° D2026-001", "Date : 23/11/2026", "Valable jusqu'au : 23/12/2026",
        "Claire Morel EI", "8 rue des Tanneurs", "SIRET 732 829 320 00074", "Café & Fils",
        "Formation à l'été", "2,5", "jour", "600,00 €", "10 %", "1 350,00 €",
        "TVA 20 % sur 1 350,00 €", "270,00 €", "TVA 5,5 % sur 59,70 €", "3,28 €",
        "Total HT", "1 409,70 €", "Total TTC", "1 682,98 €", "Devis gratuit.", "Bon pour accord",
        "pénalités", "40 €", "page 1 sur 1",
    ):  # fmt: skip
        assert words in text


def test_a_draft_says_so_and_the_language_of_the_screens_does_not_count(
    workspace: Workspace, tmp_path: Path
) -> None:
    set_language("en")
    _pages, text = written(workspace, make_quote(with_identity(workspace)), tmp_path)
    assert "Projet, non envoyé" in text
    assert "Total TTC" in text


def test_without_vat_it_says_why(workspace: Workspace, tmp_path: Path) -> None:
    with_identity(workspace, vat_exemption="TVA non applicable, art. 293 B du CGI")
    quote_id = make_quote(workspace, Line("Conseil", 1_000, 50_000, 0))
    quotes.send(workspace, quote_id)
    _pages, text = written(workspace, quote_id, tmp_path)
    assert "TVA non applicable, art. 293 B du CGI" in text
    assert "Total à payer" in text
    assert "TTC" not in text


def test_many_lines_and_endless_texts_take_several_pages(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = [
        *(Line(f"Ligne {n}", unit_price_cents=100) for n in range(60)),
        Line("Long", detail="mot " * 1_200),
        Line("L" * 500),
        Line("Lignes", detail="\n".join("abc")),
    ]
    quote_id = make_quote(with_identity(workspace), *lines)
    quotes.set_details(
        workspace, quote_id, recipient="\n".join(["Rue"] * 10), conditions="Clause. " * 2_000
    )
    pages, text = written(workspace, quote_id, tmp_path)
    assert pages > 4
    assert f"page {pages} sur {pages}" in text
    assert text.count("Désignation") >= 3  # the headings come again


def test_hostile_text_is_drawn_not_obeyed(workspace: Workspace, tmp_path: Path) -> None:
    label = "<b>gras</b> & <img src='/etc/passwd'/> \x1b[31m株 Łódź {page}"
    quote_id = make_quote(with_identity(workspace), Line(label), title="<para>x")
    pages, text = written(workspace, quote_id, tmp_path)
    shown = " ".join(text.split())
    assert pages == 1
    assert "<b>gras</b> &" in shown
    assert "/etc/passwd" in shown
    assert "? Lódz" in shown
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Œuvre à 5 € – été", "Œuvre à 5 € – été"),
        ("1\u202f200\u00a0€", "1\u00a0200\u00a0€"),
        ("Łódź", "Lódz"),
        ("e\u0301", "é"),
        ("株式", "??"),
        ("a\x00b\x1bc", "a?b?c"),
    ],
)
def test_letters_that_the_fonts_lack(text: str, drawn: str) -> None:
    assert letters(text) == drawn


def test_it_replaces_no_file_unasked(workspace: Workspace, tmp_path: Path) -> None:
    printed = document(
        quotes.quote_sheet(workspace, make_quote(workspace)), workspace.clock.today()
    )
    path = tmp_path / "a.pdf"
    path.write_text("mine")
    with pytest.raises(Refused):
        quote_files.write_pdf(path, printed)
    assert path.read_text() == "mine"
