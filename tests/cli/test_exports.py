"""Exporting: what leaves can come back, and is protected."""

from pathlib import Path

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


def test_what_is_exported_comes_back_the_same(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, company_name="=Rey;1", notes="dit « oui »\nrappeler")
    make_prospect(workspace, file_id, company_name="Œuvray", turnover="120050", city="Bron")
    path = tmp_path / "rows.csv"
    assert prospect("export", path).err == "2 lignes écrites\n"
    assert prospect("import", path, "--into", "Copie", "--keep-duplicates").code == Exit.DONE
    first, second = (
        prospect("list", "--json", "--file", name, "--columns",
                 "société,téléphone,ville,note,chiffre,nature").json
        for name in ("Menuisiers 69", "Copie")
    )  # fmt: skip
    for row in (*first, *second):
        del row["id"], row["file"]
    assert second == first


def test_an_export_chooses_and_protects(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    file_id = make_file(workspace)
    make_prospect(workspace, file_id, city="Lyon")
    opposed = make_prospect(workspace, file_id, city="Bron")
    prospect("oppose", opposed)
    path = tmp_path / "rows.csv"
    assert prospect("export", path, "--filter", "ville:bron").code == Exit.NOTHING
    assert prospect("export", path).code == Exit.REFUSED
    assert prospect("export", path, "--force", "--with-opposed").err == "2 lignes écrites\n"
    heading, *rows = prospect("export", "-").out.splitlines()
    assert heading.startswith('"Société";')
    assert len(rows) == 1
    make_file(workspace, "Autre")
    assert "Autre, Menuisiers 69" in prospect("export", "-").err
    assert prospect("export", "-", "--file", "Menuisiers 69").code == Exit.DONE
    assert prospect("export", tmp_path / "rows.xlsx", "--file", "Autre").code == Exit.NOTHING
