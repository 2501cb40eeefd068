"""Why a row is called, the number handed over, the look-ups: without a screen."""

import sys
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services import dialled, dialling, grid
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialling, "_opener", tuple)


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(
        workspace, make_file(workspace), company_name="Menuiserie Éloi", mobile="06 39 98 00 01"
    )


def test_why_a_row_is_called_or_not(prospect: CommandLine, workspace: Workspace, row: int) -> None:
    said = prospect("why", row)
    assert said.code == Exit.DONE
    assert said.out.splitlines()[0].startswith("Jamais appelée")
    assert "Place dans la file" in said.out
    told = prospect("why", row, "--json").json
    assert (told["rank"], told["obstacle"], told["place"]) == (5, None, 1)
    grid.strike(workspace, [row])
    said = prospect("why", row)
    assert said.code == Exit.NOTHING
    assert "rayée" in said.out
    assert prospect("why", 99).code == Exit.REFUSED


def test_a_number_is_printed_or_handed_over(
    prospect: CommandLine, workspace: Workspace, row: int, tmp_path: Path
) -> None:
    assert prospect("dial", row).out == "tel:+33199000000\n"
    assert prospect("dial", row, "--number", "Mobile").out == "tel:+33639980001\n"
    assert prospect("dial", row, "--number", "0639980001").out == "tel:+33639980001\n"
    assert prospect("dial", row, "--json").json["number"] == "+33199000000"
    assert prospect("dial", row, "--number", "0639989999").code == Exit.REFUSED
    mark, settings = tmp_path / "said", workspace.path.parent / "settings.toml"
    program = f"import sys; open({str(mark)!r}, 'w').write(sys.argv[1])"
    command = [sys.executable, "-c", program, "{number}"]
    settings.write_text(f"dial_command = {command!r}\n", encoding="utf-8")
    assert prospect("dial", row, "--print").out == "tel:+33199000000\n"
    assert not mark.exists()
    assert "Numéro transmis" in prospect("dial", row).err
    assert mark.read_text() == "+33199000000"
    settings.write_text('dial_command = ["/no/such", "{number}"]\n', encoding="utf-8")
    assert prospect("dial", row).code == Exit.REFUSED


def test_a_number_dialled_waits_for_its_result_as_on_the_screen(
    prospect: CommandLine, workspace: Workspace, row: int
) -> None:
    settings = workspace.path.parent / "settings.toml"
    prospect("dial", row, "--print")
    settings.write_text('dial_command = ["/no/such", "{number}"]\n', encoding="utf-8")
    assert prospect("dial", row).code == Exit.REFUSED
    assert dialled.unanswered(workspace) is None
    settings.write_text("", encoding="utf-8")
    assert prospect("dial", row, "--number", "Mobile").code == Exit.DONE
    last = dialled.unanswered(workspace)
    assert last is not None
    assert (last.prospect_id, last.number) == (row, "+33639980001")
    prospect.at("2026-11-23T10:17+01:00")
    assert prospect("call", row, "nrp").code == Exit.DONE
    assert dialled.unanswered(workspace) is None


def test_a_forbidden_number_is_not_handed_over_without_a_reason(
    prospect: CommandLine, workspace: Workspace
) -> None:
    person = make_prospect(workspace, make_file(workspace), nature="individual")
    refused = prospect("dial", person)
    assert (refused.code, refused.out) == (Exit.REFUSED, "")
    assert prospect("dial", person, "--override-reason", "il a appelé").code == Exit.DONE


def test_look_ups_are_listed_and_one_is_printed(prospect: CommandLine, row: int) -> None:
    listed = {cells[0]: cells[2] for cells in prospect("lookup", row).rows}
    assert list(listed) == ["search", "register", "map", "linkedin", "number"]
    assert prospect("lookup", row, "carte").out.strip() == listed["map"]
    assert prospect("lookup", row, "MAP", "--print", "--json").json["url"] == listed["map"]
    unknown = prospect("lookup", row, "voyante")
    assert unknown.code == Exit.REFUSED
    assert "Carte" in unknown.err


def test_own_look_ups_and_bad_ones(prospect: CommandLine, workspace: Workspace, row: int) -> None:
    settings = workspace.path.parent / "settings.toml"
    settings.write_text('[lookups]\nmap = ""\npages = "https://x.example/{city}"\n')
    listed = [cells[0] for cells in prospect("lookup", row).rows]
    assert listed == ["pages", "search", "register", "linkedin", "number"]
    settings.write_text('[lookups]\npages = "file:///{city}"\n')
    answer = prospect("lookup", row)
    assert "lookups" in answer.err
    assert answer.rows[0][0] == "search"


def test_the_queue_of_several_files_and_of_tags(
    prospect: CommandLine, workspace: Workspace, row: int
) -> None:
    second = make_prospect(workspace, make_file(workspace, "Salon"))
    third = make_prospect(workspace, make_file(workspace, "Foire"), tags="vip, 2026")
    found = prospect("queue", "--file", "Salon", "--file", "Foire", "--json").json
    assert [one["id"] for one in found] == [second, third]
    assert [one["id"] for one in prospect("queue", "--tag", "VIP", "--json").json] == [third]
    assert prospect("queue", "--tag", "rien").code == Exit.NOTHING
    assert row not in [one["id"] for one in found]
