"""`prospect client` and `prospect opportunity duplicate`, in words and as JSON."""

from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine

NEW = (
    "opportunity", "new", "Excel", "--origin", "referral", "--contact", "Mme Anne Roux",
    "--company", "Atelier Nord",
)  # fmt: skip


@pytest.fixture
def first(prospect: CommandLine) -> int:
    """Return the number of a sale of a company."""
    number: int = prospect(*NEW, "--amount", "1200", "--json").json["id"]
    return number


def test_a_duplicate_is_filed_with_the_first_one(prospect: CommandLine, first: int) -> None:
    made = prospect("opportunity", "duplicate", first, "--title", "Word", "--json")
    assert made.code == Exit.DONE
    assert made.json["title"] == "Word"
    assert made.json["copied_from"] == first
    (client,) = prospect("client", "list", "--json").json
    assert (client["name"], client["open"], client["won_cents"]) == ("Atelier Nord", 2, 0)
    shown = prospect("client", "show", "atelier nord")
    assert shown.code == Exit.DONE
    for words in ("Atelier Nord", "Excel", "Word", "Mme Anne Roux"):
        assert words in shown.out
    assert prospect("client", "show", "nord").out == shown.out
    assert "prospect client list" in prospect("client", "show", "sud").err
    answer = prospect("client", "show", client["id"], "--json").json
    assert {one["title"] for one in answer["sales"]} == {"Excel", "Word"}


def test_a_client_who_bought_once_is_listed_without_a_folder(
    prospect: CommandLine, first: int
) -> None:
    assert prospect("client", "list").code == Exit.NOTHING
    prospect("opportunity", "win", first, "--after-sale", "30")
    (row,) = prospect("client", "list").rows
    assert "Atelier Nord" in row
    assert "sans dossier" in row
    (due,) = prospect("client", "list", "--after-sale", "--json").json
    assert (due["opportunity"], due["client"]) == (first, "Atelier Nord")
    assert prospect("client", "list", "--filter", "scierie").code == Exit.NOTHING


def test_a_renewal_is_listed_and_files_both(prospect: CommandLine, first: int) -> None:
    prospect("opportunity", "win", first, "--renewal", "12")
    (coming,) = prospect("client", "list", "--renewals", "--json").json
    assert coming["client"] == "Atelier Nord"
    assert coming["when"]["day"] == "2027-11-23"
    (client,) = prospect("client", "list", "--sort", "renewal", "--json").json
    assert client["has_folder"]
    assert client["won_cents"] == 120_000


def test_a_third_sale_says_in_which_folder_it_goes(prospect: CommandLine, first: int) -> None:
    filed = "dans le dossier client «\u00a0Atelier Nord\u00a0»"
    prospect("opportunity", "duplicate", first)
    assert filed in prospect(*NEW).err
    assert prospect(*NEW, "--json").json["folder"] == "Atelier Nord"


def test_rows_converted_or_called_say_in_which_folder_they_go(
    prospect: CommandLine, workspace: Workspace, first: int
) -> None:
    filed = "dans le dossier client «\u00a0Atelier Nord\u00a0»"
    prospect("company", "change", 1, "siret=73282932000074")
    prospect("opportunity", "duplicate", first)
    file = make_file(workspace)
    called, converted = (make_prospect(workspace, file, siret="73282932000074") for _ in range(2))
    assert filed in prospect("opportunity", "convert", converted, "--anyway").err
    assert filed in prospect("call", called, "RDV", "--at-date", "jeu 14h").err
    (client,) = prospect("client", "list", "--json").json
    assert client["open"] == 4


def test_sales_are_filed_noted_named_and_taken_out(prospect: CommandLine, first: int) -> None:
    second = prospect("opportunity", "duplicate", first, "--apart", "--json").json["id"]
    assert prospect("client", "list").code == Exit.NOTHING
    filed = prospect("client", "file", second, first, "--json")
    # The clock of each command begins anew: which of the two was made first is not told here.
    assert sorted(filed.json["opportunities"]) == sorted([first, second])
    folder = filed.json["id"]
    noted = prospect("client", "note", folder, "Payer à 30 jours", "--json")
    assert noted.json["notes"] == "Payer à 30 jours"
    assert prospect("client", "rename", folder, "Groupe Nord", "--json").json["name"] == (
        "Groupe Nord"
    )
    out = prospect("client", "unfile", second, "--json")
    assert out.json["folder_dissolved"] is True
    assert "dossier" in out.err
    assert "Payer à 30 jours" in prospect("show", first, "--opportunity").out


@pytest.mark.parametrize(
    "words",
    [
        ("client", "show", "Inconnu"),
        ("client", "show", "99"),
        ("client", "unfile", "1"),
        ("client", "file", "1", "1"),
        ("client", "file", "1", "99"),
        ("opportunity", "duplicate", "99"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    prospect: CommandLine, first: int, words: tuple[str, ...]
) -> None:
    assert first == 1
    answer = prospect(*words)
    assert answer.code not in {Exit.DONE, Exit.NOTHING}
    assert answer.err.strip()
    assert not prospect.crashes()


def test_an_intermediary_and_an_ambassador_are_said(prospect: CommandLine, first: int) -> None:
    words = ("--client", "Mairie de Bron", "--tag", "via Nord", "--json")
    through = prospect("opportunity", "through", first, *words)
    assert through.json["intermediary"] is True
    shown = prospect("show", first, "--opportunity", "--json").json
    assert shown["company"]["name"] == "Mairie de Bron"
    assert shown["tags"] == "via Nord"
    again = prospect("opportunity", "through", first, "--directly", "--json")
    assert again.json["intermediary"] is False
    contact = shown["contacts"][0]["id"]
    assert prospect("client", "ambassador", contact, "--json").json["is_ambassador"] is True
    assert prospect("client", "ambassador", contact, "--json").json["is_ambassador"] is False
    assert prospect("client", "ambassador", 99).code == Exit.REFUSED


def test_a_folder_is_printed_with_its_notes(
    prospect: CommandLine, first: int, tmp_path: Path
) -> None:
    prospect("opportunity", "duplicate", first)
    bare = prospect("client", "show", 1).out
    assert "ajoute une ligne" not in bare
    noted = prospect("client", "note", 1, "Règlement à 30 jours.", "--json").json
    assert noted["notes"] == "Règlement à 30 jours."
    assert prospect("client", "show", 1, "--json").json["folder"]["notes"] == noted["notes"]
    text = prospect("client", "show", 1, "--format", "markdown").out
    assert text.startswith("# Client\u00a0: Atelier Nord\n")
    assert "Règlement à 30 jours" in text
    words = ("client", "show", 1, "--to", tmp_path / "client.pdf")
    assert prospect(*words).code == Exit.DONE
    assert (tmp_path / "client.pdf").read_bytes().startswith(b"%PDF")
    assert prospect(*words).code == Exit.REFUSED


@pytest.mark.parametrize("number", ["9" * 23, "\u0663", "un", "-1"])
def test_a_number_that_is_none_is_refused_with_a_sentence(
    prospect: CommandLine, first: int, number: str
) -> None:
    for words in (("client", "show", number), ("client", "file", first, number)):
        refused = prospect(*words)
        assert (refused.code, refused.out) == (Exit.REFUSED, "")
        assert "Invalid" not in refused.err
