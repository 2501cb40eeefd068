"""`prospect show`: the page of a sheet, on stdout or in a file."""

from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def sale(workspace: Workspace) -> int:
    made = opportunities.create(
        workspace, "Atelier *Nord*", origin=Origin.REFERRAL, amount_cents=420_000
    )
    opportunities.edit(workspace, made, "campaign", "Rentrée")
    return made


def test_a_sheet_is_printed_as_text(prospect: CommandLine, sale: int) -> None:
    lines = prospect("show", sale, "--opportunity", "--format", "text").out.splitlines()
    assert lines[0] == "Atelier *Nord*"
    assert any(line.startswith("Étape et statut") for line in lines)
    assert "Campagne                Rentrée" in lines
    assert any("campagne – → Rentrée" in line for line in lines)


def test_a_sheet_is_printed_as_markdown(prospect: CommandLine, sale: int) -> None:
    shown = prospect("show", sale, "--opportunity", "--format", "markdown").out
    assert shown.startswith("# Atelier \\*Nord\\*\n")
    assert "## Historique" in shown


@pytest.mark.parametrize(
    ("name", "start"), [("a.txt", b"Atelier"), ("a.md", b"# Atelier"), ("a.pdf", b"%PDF")]
)
def test_a_sheet_is_printed_in_a_file(
    prospect: CommandLine, sale: int, tmp_path: Path, name: str, start: bytes
) -> None:
    path = tmp_path / name
    assert prospect("show", sale, "--opportunity", "--to", path).code == Exit.DONE
    assert path.read_bytes().startswith(start)
    again = prospect("show", sale, "--opportunity", "--to", path)
    assert (again.code, name in again.err) == (Exit.REFUSED, True)
    assert prospect("show", sale, "--opportunity", "--to", path, "--force").code == Exit.DONE


def test_a_pdf_has_a_file_of_its_own(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Menuiserie Éloi")
    monkeypatch.chdir(tmp_path)
    assert prospect("show", row, "--format", "pdf").code == Exit.DONE
    assert (tmp_path / "Menuiserie Éloi.pdf").read_bytes().startswith(b"%PDF")


def test_another_kind_of_file_is_refused(prospect: CommandLine, sale: int, tmp_path: Path) -> None:
    answer = prospect("show", sale, "--opportunity", "--to", tmp_path / "a.doc")
    assert (answer.code, ".md" in answer.err) == (Exit.REFUSED, True)


def test_programs_get_quotes_source_and_changes(prospect: CommandLine, sale: int) -> None:
    shown = prospect("show", sale, "--opportunity", "--json").json
    assert (shown["campaign"], shown["quotes"], shown["renewals"]) == ("Rentrée", [], [])
    (change,) = [line for line in shown["history"] if line["kind"] == "change"]
    told = {"field": "campaign", "label": "", "before": "", "after": "Rentrée"}
    assert change["changes"] == [told]
