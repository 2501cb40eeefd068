"""The user's commands: told what happened after the commit, ended in any case, never in the way."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.hooks import Hook, HookEvent
from prospect_tui.domain.vocabulary import Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    calls,
    conversion,
    hook_commands,
    hooks,
    opportunities,
    opposition,
    scoring,
    undo,
)
from prospect_tui.services.calls import CallEntry
from prospect_tui.services.hooks import Failure, HookRun, Hooks
from prospect_tui.services.scoring import Owner
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file, make_prospect
from tests.services.hook_desk import KEEP, LONG, create, ended, listening, python, told

# what is told


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "told"


@pytest.fixture
def all_told(workspace: Workspace, out: Path) -> Iterator[Hooks]:
    """Keep what every event is told, one after the other."""
    hook = python(KEEP.format(path=str(out)))
    with listening(workspace, dict.fromkeys(HookEvent, hook)) as (heard, runs):
        yield heard
        heard.wait()
        assert [run for run in runs if run.ended.failure] == []


def test_a_call_with_an_appointment_tells_all_that_it_made(
    workspace: Workspace, all_told: Hooks, out: Path
) -> None:
    row = make_prospect(workspace, make_file(workspace), last_name="Roux")
    when = When(workspace.calendar.add_working_days(workspace.clock.today(), 3))
    logged = calls.log_call(workspace, CallEntry(row, "RDV", Answers(when=when)))
    all_told.wait()
    found = {one["event"]: one for one in told(out)}
    assert {*found} == {"call_logged", "rdv_set", "opportunity_created"}
    call, meeting = found["call_logged"], found["rdv_set"]
    assert (call["version"], call["row"], call["result"]) == (1, row, "RDV")
    assert call["opportunity"] == meeting["opportunity"] == logged.opportunity_id
    assert (call["score"], meeting["day"]) == ("GAGNE", when.day.isoformat())
    assert "Roux" not in out.read_text(encoding="utf-8")
    assert "99 00" not in out.read_text(encoding="utf-8")


def test_the_life_of_a_sale_is_told_and_no_undo(
    workspace: Workspace, all_told: Hooks, out: Path
) -> None:
    sale = create(workspace)
    opportunities.move(workspace, sale, 2)
    opportunities.close(workspace, sale, Status.WON)
    undo.undo(workspace)
    undo.redo(workspace)
    undo.undo(workspace)
    opportunities.close(workspace, sale, Status.LOST, reason="prix")
    undo.undo(workspace)
    opportunities.close(workspace, sale, Status.CANCELLED)
    all_told.wait()
    found = sorted(told(out), key=lambda one: list(HookEvent).index(one["event"]))
    assert [one["event"] for one in found] == [
        "opportunity_created", "stage_moved", "opportunity_won", "opportunity_lost",
        "opportunity_cancelled",
    ]  # fmt: skip
    assert {(one["opportunity"], one["amount_cents"]) for one in found} == {(sale, 4_200)}
    assert (found[1]["stage_before"], found[1]["stage"]) == (1, 2)


def test_another_order_in_the_same_stage_is_no_move(
    workspace: Workspace, all_told: Hooks, out: Path
) -> None:
    first, second = create(workspace), create(workspace)
    opportunities.move(workspace, second, 1, before_id=first)
    opportunities.star(workspace, first)
    all_told.wait()
    assert [one["event"] for one in told(out)] == ["opportunity_created"] * 2


def test_an_objection_tells_every_row_that_it_closes(
    workspace: Workspace, all_told: Hooks, out: Path
) -> None:
    rows = [
        make_prospect(workspace, make_file(workspace, name), phone="01 99 00 77 77")
        for name in ("a", "b")
    ]
    opposition.oppose(workspace, rows[0])
    all_told.wait()
    assert [(one["event"], one["rows"]) for one in told(out)] == [("opposition", rows)]


def test_a_sign_of_interest_tells_whether_one_is_hot(
    workspace: Workspace, all_told: Hooks, out: Path
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    scoring.add_event(workspace, Owner(row), "webinar")
    all_told.wait()
    scoring.add_event(workspace, Owner(row), "newsletter")
    all_told.wait()
    assert [(one["points"], one["total"], one["is_hot"]) for one in told(out)] == [
        (20, 20, False), (5, 25, True),
    ]  # fmt: skip


def test_what_is_refused_is_told_to_nobody(
    workspace: Workspace, all_told: Hooks, out: Path
) -> None:
    sale = create(workspace)
    opportunities.close(workspace, sale, Status.WON)
    with pytest.raises(Refused):
        opportunities.close(workspace, sale, Status.WON)
    all_told.wait()
    assert sorted(one["event"] for one in told(out)) == ["opportunity_created", "opportunity_won"]


# how commands end


def test_a_command_that_succeeds_is_noted_in_the_log(workspace: Workspace) -> None:
    run = ended(workspace, python("import sys; print('x'); sys.stdin.read()"))
    assert (run.event, run.ended.failure, run.ended.code) == ("opportunity_created", "", 0)
    assert [one.event for one in hooks.past_runs(workspace, 9)] == ["opportunity_created"]
    assert hooks.log_path(workspace.path).stat().st_mode & 0o077 == 0


def test_a_command_that_fails_says_its_code_and_first_line_cleaned(workspace: Workspace) -> None:
    complaint = r"\n \x1b[31mrouge\x1b]0;titre\x07 \u202ez\nsecond"
    code = f"import sys; sys.stderr.write('{complaint}'); sys.exit(3)"
    run = ended(workspace, python(code))
    assert (run.ended.failure, run.ended.code) == (Failure.FAILED, 3)
    assert run.ended.said.isprintable()
    assert "rouge" in run.ended.said
    assert "second" not in run.ended.said
    assert hooks.past_runs(workspace, 9)[0].ended.said == run.ended.said


def test_a_command_that_floods_its_complaints_is_read_to_the_end(workspace: Workspace) -> None:
    code = "import sys; [sys.stderr.write('é' * 100_000) for _ in range(100)]; sys.exit(1)"
    run = ended(workspace, python(code))
    assert (run.ended.failure, run.ended.code) == (Failure.FAILED, 1)
    assert run.ended.said == "é" * hook_commands.LONGEST_SAID


def test_a_command_that_does_not_read_is_no_matter(workspace: Workspace) -> None:
    assert ended(workspace, python("pass")).ended.failure is Failure.NONE


@pytest.mark.parametrize("words", [("no-such-program-at-all",), ("/",), ("a\0b",), ("x" * 5_000,)])
def test_a_program_that_is_not_there_is_told(workspace: Workspace, words: tuple[str, ...]) -> None:
    run = ended(workspace, Hook(words, LONG))
    assert run.ended.failure is Failure.NOT_STARTED
    assert run.ended.said


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are those of POSIX")
def test_a_command_that_hangs_is_killed_with_all_that_it_started(
    workspace: Workspace, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    child = f"import time; pipe = open({str(pipe)!r}, 'w'); pipe.write('x'); pipe.flush();"
    child += " time.sleep(600)"
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]);"
    code += " time.sleep(600)"
    with listening(workspace, {HookEvent.OPPORTUNITY_CREATED: python(code, 1.0)}) as (heard, runs):
        create(workspace)
        with pipe.open() as alive:
            assert alive.read() == "x"  # and the end, which comes when the child is dead
        assert heard.wait(LONG)
    assert (runs[0].ended.failure, runs[0].ended.code) == (Failure.TOO_LONG, None)


def test_what_a_command_leaves_behind_holds_nobody_up(workspace: Workspace) -> None:
    child = "import time; time.sleep(5)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}])"
    assert ended(workspace, python(code)).ended.failure is Failure.NONE


def test_leaving_kills_what_still_runs_and_says_so(workspace: Workspace) -> None:
    workspace.settings = replace(
        workspace.settings,
        hooks={HookEvent.OPPORTUNITY_CREATED: python("import time; time.sleep(600)")},
    )
    runs: list[HookRun] = []
    heard = hooks.listen(workspace, runs.append)
    assert heard is not None
    for number in range(hooks.AT_ONCE + 2):
        create(workspace, f"Vente {number}")
    heard.close(0.2)
    assert heard.wait(LONG)
    assert [run.ended.failure for run in runs] == [Failure.LEFT] * (hooks.AT_ONCE + 2)
    create(workspace)
    assert len(runs) == hooks.AT_ONCE + 2


def test_two_hundred_at_once_are_all_run(workspace: Workspace, out: Path) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(200)]
    hook = Hook(("sh", "-c", f"read line; echo \"$line\" >> '{out}'"), LONG)
    with listening(workspace, {HookEvent.OPPORTUNITY_CREATED: hook}) as (heard, runs):
        made = conversion.convert_rows(workspace, rows, anyway=True)
        assert heard.wait(LONG)
    assert sorted(one["opportunity"] for one in told(out)) == made
    assert {run.ended.failure for run in runs} == {Failure.NONE}
    assert len(hooks.past_runs(workspace, 999)) == len(runs) == 200


# what surrounds them


def test_nothing_listens_without_commands_or_inside_of_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hooks.listen(workspace, print) is None
    workspace.settings = replace(workspace.settings, hooks={HookEvent.RDV_SET: python("")})
    monkeypatch.setenv(hook_commands.INSIDE, "rdv_set")
    assert hooks.listen(workspace, print) is None
    assert workspace.after_commit == []


def test_a_command_knows_its_event_and_its_base(workspace: Workspace, out: Path) -> None:
    code = "import os, json; names = ('PROSPECT_HOOK', 'PROSPECT_DB');"
    code += f" open({str(out)!r}, 'w').write(json.dumps([os.environ[n] for n in names]))"
    ended(workspace, python(code))
    assert json.loads(out.read_text()) == ["opportunity_created", str(workspace.path)]


def test_the_base_is_the_same_with_and_without_commands(workspace: Workspace) -> None:
    before = dump(workspace)
    with listening(workspace, {HookEvent.OPPORTUNITY_CREATED: python("import sys; sys.exit(1)")}):
        create(workspace)
    undo.undo(workspace)
    assert dump(workspace) == before


def test_a_try_runs_on_an_example(workspace: Workspace) -> None:
    code = "import json, sys; assert json.load(sys.stdin)['test']"
    said, run = hooks.try_hook(workspace, HookEvent.QUOTE_SENT, python(code))
    assert (json.loads(said)["event"], run.ended.failure) == ("quote_sent", Failure.NONE)


def test_a_log_begins_anew_and_skips_what_was_cut(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "LOG_BYTES", 100)
    for _ in range(3):
        ended(workspace, python("pass"))
    log = hooks.log_path(workspace.path)
    log.write_text(log.read_text() + '{"at": "2026', encoding="utf-8")
    assert len(hooks.past_runs(workspace, 9)) == 2
