"""Scripts without a screen."""

from pathlib import Path

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


def test_a_script_is_shown_filled_in_replaced_and_removed(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    row = make_prospect(workspace, make_file(workspace), last_name="Rey")
    assert "{contact.nom}" in prospect("script", "Menuisiers 69").out
    assert "[c] Trop cher" in prospect("script", "Menuisiers 69", "--row", row).out
    path = tmp_path / "accroche.md"
    path.write_text("Bonjour {contact.nom}, {contact.nez}", encoding="utf-8")
    answer = prospect("script", "Menuisiers 69", "--from", path)
    assert answer.code == Exit.DONE
    assert "{contact.nez}" in answer.err
    assert prospect("script", "Menuisiers 69", "--row", row).out == "Bonjour Rey, {contact.nez}\n"
    path.write_text("", encoding="utf-8")
    assert "Script retiré" in prospect("script", "Menuisiers 69", "--from", path).err
    assert "Trop cher" in prospect("script", "Menuisiers 69").out


def test_what_cannot_be_read_is_told(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    make_file(workspace)
    path = tmp_path / "latin.md"
    path.write_bytes("é".encode("latin-1"))
    for wrong in (path, tmp_path / "absent.md"):
        answer = prospect("script", "Menuisiers 69", "--from", wrong)
        assert answer.code == Exit.REFUSED
        assert "ne se lit pas" in answer.err
    assert prospect("script", "Inconnu").code == Exit.REFUSED
