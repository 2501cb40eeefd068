"""The user's commands beside the command line: waited for, their failures said on stderr."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.screens import screen_hooks
from prospect_tui.domain.hooks import Hook
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.context import AppContext
from tests.cli.running import CommandLine


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "told"


@pytest.fixture
def settings(tmp_path: Path, out: Path) -> Path:
    keep = f"import sys; open({str(out)!r}, 'a').write(sys.stdin.read())"
    fail = "import sys; sys.stderr.write('pas de r\\u00e9seau\\u001b[0m\\n'); sys.exit(3)"
    table = {
        "opportunity_created": [sys.executable, "-c", keep],
        "opportunity_won": [sys.executable, "-c", fail],
        "opportunity_lost": ["no-such-program"],
    }
    lines = [f"{name} = {json.dumps(words)}" for name, words in table.items()]
    slow = json.dumps([sys.executable, "-c", "import time; time.sleep(600)"])
    lines.append(f"stage_moved = {{ run = {slow}, timeout = 0.2 }}")
    path = tmp_path / "settings.toml"
    path.write_text("\n".join(["[hooks]", *lines]), encoding="utf-8")
    return path


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


def test_commands_are_run_waited_for_and_their_failures_said(
    prospect: CommandLine, settings: Path, out: Path
) -> None:
    made = prospect("opportunity", "new", "Vente", "--origin", "network", "--json")
    told = json.loads(out.read_text(encoding="utf-8"))
    assert (told["event"], told["opportunity"]) == ("opportunity_created", made.json["id"])
    moved = prospect("opportunity", "move", 1, 2)
    assert moved.code == Exit.DONE
    assert plain(moved.err).endswith("arrêtée : trop longue")
    won = prospect("opportunity", "win", 1)
    assert won.code == Exit.DONE
    last = plain(won.err).splitlines()[-1]
    assert last.startswith("commande sur opportunity_won (")
    assert "terminée avec le code 3 · pas de réseau" in last
    assert "\x1b" not in won.err
    prospect("undo")
    assert out.read_text(encoding="utf-8").count("\n") == 1
    lost = prospect("opportunity", "lose", 1, "--reason", "prix")
    assert "no-such-program" in lost.err
    assert "ne démarre pas" in lost.err
    log = prospect("hooks", "log", "--json").json
    assert [(one["event"], one["failure"]) for one in log] == [
        ("opportunity_lost", "not_started"), ("opportunity_won", "failed"),
        ("stage_moved", "too_long"), ("opportunity_created", ""),
    ]  # fmt: skip
    assert settings.exists()


def test_every_event_is_listed_with_its_command(prospect: CommandLine, settings: Path) -> None:
    rows = {row[0]: row for row in prospect("hooks", "list").rows}
    assert rows["opportunity_lost"][1:] == ["une opportunité est perdue", "no-such-program", "10"]
    assert rows["opposition"][2:] == ["", ""]
    listed = prospect("hooks", "list", "--json").json
    assert {one["event"]: one["timeout"] for one in listed}["stage_moved"] == 0.2
    assert settings.exists()


def test_a_command_is_tried_on_an_example(prospect: CommandLine, settings: Path, out: Path) -> None:
    done = prospect("hooks", "test", "opportunity_created")
    assert done.code == Exit.DONE
    assert json.loads(done.out) == json.loads(out.read_text(encoding="utf-8"))
    assert json.loads(done.out)["test"] is True
    assert prospect("hooks", "test", "opportunity_won").code == Exit.PARTLY
    missing = prospect("hooks", "test", "opposition")
    assert missing.code == Exit.REFUSED
    assert "opposition" in missing.err
    assert settings.exists()


def test_the_screens_run_them_too_unless_the_data_is_made_up(
    workspace: Workspace, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep = f"import sys; open({str(out)!r}, 'a').write(sys.stdin.read()); sys.exit(9)"
    hook = Hook((sys.executable, "-c", keep))
    workspace.settings = replace(workspace.settings, hooks={"opportunity_created": hook})
    made_up = AppContext(workspace, workspace.settings)
    with screen_hooks(made_up, is_own=False):
        opportunities.create(workspace, "Essai", origin=Origin.NETWORK)
    assert made_up.hooks is None
    context = AppContext(workspace, workspace.settings)
    with screen_hooks(context, is_own=True):
        made = opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
        assert context.hooks is not None
        context.hooks.wait()
    assert json.loads(out.read_text(encoding="utf-8"))["opportunity"] == made
    assert "terminée avec le code 9" in capsys.readouterr().err
