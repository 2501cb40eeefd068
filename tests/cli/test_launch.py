"""How commands end: exit codes, one clear sentence, nothing of anybody's data in a crash."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from prospect_tui.cli.exits import MEANINGS, Exit
from prospect_tui.domain.errors import ProspectError
from prospect_tui.services import prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.errors import sentence
from tests.architecture.sources import PROJECT
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine

SECRET = "Menuiserie Lambert"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("files", Exit.NOTHING, "Rien trouvé."),
        ("fils", Exit.REFUSED, "files"),
        ("opportunity", Exit.REFUSED, "win"),
        ("show", Exit.REFUSED, "NUMÉRO"),
        ("show un", Exit.REFUSED, "« un »"),
        ("show ²", Exit.REFUSED, "« ² »"),
        ("show " + "9" * 5000, Exit.REFUSED, "999"),
        ("opportunity new Devis --origin network --amount " + "9" * 5000, Exit.REFUSED, "999"),
        ("show 1 2", Exit.REFUSED, "« 2 »"),
        ("show 1 --nope", Exit.REFUSED, "--nope"),
        ("queue --limit", Exit.REFUSED, "--limit"),
        ("queue --json=oui", Exit.REFUSED, "--json"),
        ("files --db", Exit.REFUSED, "--db"),
        ("files --lang de", Exit.REFUSED, "fr, en"),
        ("files --at hier", Exit.REFUSED, "« hier »"),
        ("opportunity new Devis", Exit.REFUSED, "--origin"),
        ("opportunity new Devis --origin lune", Exit.REFUSED, "Recommandation"),
        ("demo", Exit.REFUSED, "terminal"),
    ],
)
def test_a_refused_command_says_why_in_french(
    prospect: CommandLine, words: str, code: Exit, said: str
) -> None:
    answer = prospect(*words.split())
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err.replace("\N{NO-BREAK SPACE}", " ")
    assert "Traceback" not in answer.err


def test_without_a_terminal_the_screens_do_not_open_and_nothing_is_made(
    prospect: CommandLine, tmp_path: Path
) -> None:
    assert prospect("--db", tmp_path / "new.db").code == Exit.REFUSED
    assert prospect("demo", "--keep", tmp_path / "demo.db").code == Exit.REFUSED
    assert not {"new.db", "demo.db"} & {path.name for path in tmp_path.iterdir()}


def test_a_base_that_is_none_is_unusable(prospect: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a base " * 100, encoding="utf-8")
    assert prospect("files", "--db", other).code == Exit.UNUSABLE
    assert other.read_text(encoding="utf-8").startswith("not a base")


def test_an_unexpected_error_is_noted_without_data(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_workspace: Workspace) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(prospect_files, "files", fail)
    answer = prospect("files")
    noted = prospect.crashes()
    prospect.log.unlink()
    assert answer.code == Exit.FAULT
    assert str(prospect.log) in answer.err
    assert "RuntimeError" in noted
    assert SECRET not in answer.err + noted


def test_an_interruption_ends_quietly(
    prospect: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_workspace: Workspace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(prospect_files, "files", interrupt)
    answer = prospect("files")
    assert (answer.code, answer.err) == (Exit.INTERRUPTED, "")


def test_wrong_settings_are_told_beside_the_answer(prospect: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("couleur = 3", encoding="utf-8")
    assert "couleur" in prospect("files").err


def test_every_exit_code_has_its_meaning(prospect: CommandLine) -> None:
    help_text = prospect("--help").out
    assert set(MEANINGS) == set(Exit)
    assert all(f"  {code.value} " in help_text for code in Exit)


def test_what_a_cell_holds_cannot_drive_the_terminal(
    prospect: CommandLine, workspace: Workspace
) -> None:
    nasty = "\x1b]0;title\x07[bold]Dupont[/]\u202e\r\n"
    row = make_prospect(workspace, make_file(workspace), company_name=nasty)
    for words in (("list",), ("show", row), ("queue",), ("search", "Dupont")):
        answer = prospect(*words)
        assert "[bold]Dupont[/]" in answer.out
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(answer.out)


def test_a_sentence_words_the_codes_that_it_is_given() -> None:
    error = ProspectError("command.missing", result="RDV", options=("when", "budget"))
    assert sentence(error).endswith("date, Budget.")


def run(*words: str, stdout: int = subprocess.PIPE, **variables: str) -> "subprocess.Popen[str]":
    """Start the real program."""
    return subprocess.Popen(
        [sys.executable, "-m", "prospect_tui", *words],
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src")} | variables,
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        umask=0,
    )


def test_the_version_loads_almost_nothing() -> None:
    code = (
        "import sys; sys.argv = ['prospect', '--version']\n"
        "from prospect_tui.__main__ import main\n"
        "assert main() == 0\n"
        "print(sorted(m for m in sys.modules if m.startswith(('prospect_tui', 'typer', 'json'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env=os.environ | {"PYTHONPATH": str(PROJECT / "src")})  # fmt: skip
    version, modules = done.stdout.splitlines()
    assert version.startswith("prospect ")
    assert modules == "['prospect_tui', 'prospect_tui.__main__']"


def test_opening_the_screens_needs_neither_typer_nor_records() -> None:
    code = (
        "import sys\n"
        "from prospect_tui.cli.launch import launch\n"
        "assert launch(['--db', 'nowhere']) == 2\n"
        "assert not {'typer', 'pydantic', 'sqlmodel', 'sqlalchemy'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, check=False,
                          env=os.environ | {"PYTHONPATH": str(PROJECT / "src")})  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_what_is_made_is_for_its_owner_only(tmp_path: Path) -> None:
    base = tmp_path / "inner" / "base.db"
    with run("files", "--db", str(base)) as process:
        process.communicate()
    assert process.returncode == Exit.NOTHING
    assert stat.S_IMODE(base.stat().st_mode) == 0o600
    assert stat.S_IMODE(base.parent.stat().st_mode) == 0o700


def test_a_reader_who_leaves_is_no_error(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    for number in range(200):
        make_prospect(workspace, file_id, notes=f"{number} " + "long " * 100)
    with run("list", "--json", "--db", str(workspace.path)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == Exit.DONE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_under_stdout_is_told(workspace: Workspace) -> None:
    make_file(workspace)
    with (
        Path("/dev/full").open("w", encoding="utf-8") as full,
        run(
            "files", "--db", str(workspace.path), stdout=full.fileno(), PROSPECT_LANG="en"
        ) as process,
    ):
        _out, err = process.communicate()
    assert process.returncode == Exit.REFUSED
    assert len(err.splitlines()) == 1
    assert "stdout" in err
