"""Every command of the sales answers programs, and no screen of theirs lacks its twin."""

import shutil
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from tests.cli.running import CommandLine
from tests.cli.sales_desk import COMMANDS, EXAMPLES, begin, leaf_of, quick_tree

SALES = {
    "opportunity", "client", "contact", "company", "quote", "catalogue", "action-type", "pipeline",
    "stage", "task", "event", "planning", "slots", "calendar", "scoring", "funnel", "hooks",
    "today", "oppose", "consent",
}  # fmt: skip
"""The commands whose every leaf is called below."""
TRIED_ELSEWHERE = {("calendar", "sync")}
"""It needs a server."""
NO_ANSWER = {("demo",), ("practice",), ("script",), ("export",)}
"""They open the screens, or what they print is a document for others already."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the base of the sales, not to be written in."""
    folder = tmp_path_factory.mktemp("sales")
    begin(folder)
    return folder


@pytest.fixture
def prospect(
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> CommandLine:
    """Return the command line on a copy of that base."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    quick_tree(monkeypatch)
    return CommandLine(tmp_path / "base.db", monkeypatch, capsys)


def test_every_command_of_the_sales_is_called_here() -> None:
    wanted = {path for path in COMMANDS if path[0] in SALES}
    assert wanted - {leaf_of(words) for words in EXAMPLES} == TRIED_ELSEWHERE


@pytest.mark.parametrize("path", sorted(COMMANDS), ids=" ".join)
def test_every_command_may_answer_in_json(path: tuple[str, ...]) -> None:
    options = {name for one in COMMANDS[path].params for name in one.opts}
    assert ("--json" in options) is (path not in NO_ANSWER)


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_what_is_done_is_told_in_json(prospect: CommandLine, words: list[str]) -> None:
    answer = prospect(*words, "--json")
    assert (answer.code, prospect.crashes()) == (Exit.DONE, ""), answer.err
    assert isinstance(answer.json, dict | list)
    assert answer.json
