"""Copies, the doctor, the demo base."""

from contextlib import closing
from pathlib import Path

from prospect_tui import __version__
from prospect_tui.cli import demo
from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_clock, make_file
from tests.cli.running import CommandLine


def test_a_copy_is_whole_and_says_where_it_is(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    make_file(workspace)
    dated = Path(prospect("backup").out.strip())
    assert dated.parent == tmp_path / "backups"
    chosen = tmp_path / "copy.db"
    assert prospect("backup", chosen, "--json").json == {"path": str(chosen)}
    assert prospect("backup", chosen).code != Exit.DONE
    assert prospect("files", "--db", chosen).rows[0][1] == "Menuisiers 69"


def test_the_doctor_finds_all_well(prospect: CommandLine, workspace: Workspace) -> None:
    answer = prospect("doctor")
    assert answer.code == Exit.DONE
    assert str(workspace.path) in answer.out
    found = prospect("doctor", "--json").json
    assert found["is_well"] is True
    assert found["health"]["version"] == __version__
    assert found["health"]["path"] == str(workspace.path)


def test_the_doctor_finds_what_is_wrong(prospect: CommandLine, workspace: Workspace) -> None:
    workspace.close()
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute("INSERT INTO phone_line (prospect_id, field, e164) VALUES (9, '', '')")
        connection.commit()
    answer = prospect("doctor")
    assert answer.code == Exit.PARTLY
    assert answer.err


def test_a_base_given_by_mistake_is_only_put_aside(workspace: Workspace, tmp_path: Path) -> None:
    make_file(workspace)
    workspace.close()
    (tmp_path / "base.key").write_text("secret", encoding="ascii")
    (tmp_path / "base.db-wal").write_bytes(b"pages")
    before = workspace.path.read_bytes()
    demo.put_aside(workspace.path, make_clock())
    aside = tmp_path / "base-20261123-101500"
    assert aside.with_suffix(".db").read_bytes() == before
    assert aside.with_suffix(".key").read_text(encoding="ascii") == "secret"
    assert aside.with_suffix(".db-wal").read_bytes() == b"pages"
    assert not workspace.path.exists()
