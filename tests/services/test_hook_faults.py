"""The user's commands at their worst: each ends, says why, and nothing waits for it."""

import os
import signal
import sys
from pathlib import Path

import pytest

from prospect_tui.domain.hooks import VERSION, Hook, HookEvent, document, example
from prospect_tui.domain.vocabulary import Status
from prospect_tui.i18n import set_language
from prospect_tui.services import opportunities, quotes
from prospect_tui.services.hooks import Failure
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.hooks import outcome
from tests.services.hook_desk import KEEP, LONG, create, ended, listening, python, told
from tests.services.quote_desk import make_quote, with_identity

posix = pytest.mark.skipif(sys.platform == "win32", reason="files that run are those of POSIX")


def script(path: Path, *lines: str, mode: int = 0o755) -> Hook:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(mode)
    return Hook((str(path),), LONG)


@posix
@pytest.mark.parametrize(
    ("lines", "mode"),
    [(["#!/bin/sh"], 0o644), (["#!/no/such/interpreter"], 0o755), (["no shebang"], 0o755)],
    ids=["not executable", "no interpreter", "no program"],
)
def test_a_file_that_cannot_run_is_told(
    workspace: Workspace, tmp_path: Path, lines: list[str], mode: int
) -> None:
    run = ended(workspace, script(tmp_path / "hook", *lines, mode=mode))
    assert run.ended.failure is Failure.NOT_STARTED
    assert outcome(run).startswith("ne démarre pas\u00a0: vérifiez son chemin et ses droits · ")


@posix
def test_a_command_removed_while_it_runs_ends_and_is_missed_the_next_time(
    workspace: Workspace, tmp_path: Path
) -> None:
    hook = script(tmp_path / "hook", "#!/bin/sh", 'rm "$0"', "cat > /dev/null")
    assert ended(workspace, hook).ended.failure is Failure.NONE
    assert ended(workspace, hook).ended.failure is Failure.NOT_STARTED


@posix
@pytest.mark.parametrize(("language", "said"), [("fr", "plantée (signal 9)"), ("en", "crashed")])
def test_a_crash_is_told_as_one(workspace: Workspace, language: str, said: str) -> None:
    set_language(language)
    run = ended(workspace, python(f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"))
    assert (run.ended.failure, run.ended.code) == (Failure.FAILED, -signal.SIGKILL)
    assert said in outcome(run)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_ten_megabytes_of_nothing_are_read_and_forgotten(workspace: Workspace, stream: str) -> None:
    code = f"import os, sys; fd = sys.{stream}.fileno();"
    code += " [os.write(fd, bytes(100_000)) for _ in range(100)]; sys.exit(3)"
    run = ended(workspace, python(code))
    assert (run.ended.code, run.ended.said) == (3, "")


def test_a_document_keeps_its_version_whatever_it_tells(workspace: Workspace) -> None:
    at = workspace.clock.now()
    told_versions = {document(example(event), at)["version"] for event in HookEvent}
    assert told_versions == {VERSION}


def test_a_new_version_of_a_quote_is_told_as_such(workspace: Workspace, tmp_path: Path) -> None:
    first = make_quote(with_identity(workspace))
    quotes.send(workspace, first)
    second = quotes.new_version(workspace, first)
    out = tmp_path / "told"
    with listening(workspace, {HookEvent.QUOTE_SENT: python(KEEP.format(path=str(out)))}) as (
        heard,
        _runs,
    ):
        quotes.send(workspace, second)
        heard.wait()
    (one,) = told(out)
    assert (one["version"], one["quote"], one["quote_version"]) == (VERSION, second, 2)


@posix
def test_who_writes_never_waits_for_a_command(workspace: Workspace, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    hang = python(f"open({str(pipe)!r}).read()")
    table: dict[str, Hook] = {HookEvent.OPPORTUNITY_CREATED: hang, HookEvent.OPPORTUNITY_WON: hang}
    with listening(workspace, table) as (heard, runs):
        sales = [create(workspace, f"Vente {number}") for number in range(10)]
        for sale in sales:
            opportunities.close(workspace, sale, Status.WON)
        assert runs == []
        heard.close(0.1)
    assert {run.ended.failure for run in runs} == {Failure.LEFT}
    assert len(runs) == 2 * len(sales)
