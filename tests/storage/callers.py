"""Programs that log calls until they are killed: run as `python -m tests.storage.callers`.

Each one is forked from a process in which everything is loaded, works on a base of its own, and
writes "enregistré <uid>" once a call is saved, "annulé <uid>" once it is taken back. Every other
one has a write-ahead log, whatever this SQLite is: nobody else writes in its base.
"""

import os
import random
import signal
import sys
from pathlib import Path

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.when import When
from prospect_tui.services import undo
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.storage import durability, engine, models
from prospect_tui.storage.driver import sqlite3
from tests.builders import TRUSTED_SINCE, clock_of, make_file, make_prospect, make_workspace

ROWS = 5
CODES = ("NRP", "OCC", "RAPP", "REFUS_COMM", "MAIL", "RDV", "PISTE", "ERR", "REFUS")
SAVED, TAKING_BACK, TAKEN_BACK = "enregistré", "annule", "annulé"


def call_for_ever(folder: Path, seed: int) -> None:
    """Log calls, now and then taking one back, until somebody ends this process."""
    chance = random.Random(seed)
    workspace = make_workspace(folder)
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(ROWS)]
    clock = clock_of(workspace)
    number = 0
    while True:
        number += 1
        clock.advance(minutes=7)
        if number % ROWS == 0:
            rows.append(make_prospect(workspace, file_id))
        uid = f"{seed}-{number}"
        local = clock.local_now()
        answers = Answers(when=When(local.date()), subject="s", reason="r", note=f"note {uid}")
        code = chance.choice(CODES)
        if code not in {"PISTE", "RDV"}:
            answers = Answers(note=f"note {uid}")
        try:
            log_call(workspace, CallEntry(chance.choice(rows), code, answers, uid=uid))
        except Refused:  # the row was struck meanwhile: nothing was saved, nothing is said
            continue
        print(SAVED, uid, flush=True)
        if chance.random() < 0.1:
            print(TAKING_BACK, uid, flush=True)
            undo.undo(workspace)
            print(TAKEN_BACK, uid, flush=True)


def die_at_statement(count: int) -> None:
    """Make this process kill itself at its `count`-th SQL statement."""
    left = [count]
    connect = sqlite3.connect

    def counted(*args: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.set_trace_callback(count_down)
        return connection

    def count_down(_sql: str) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sqlite3.connect = counted  # type: ignore[assignment]


def run_one(folder: Path, seed: int, *, statements: int = 0, lines: int = 0) -> None:
    """Fork a caller and see it dead, at a statement of its own or after so many lines."""
    folder.mkdir()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(write, sys.stdout.fileno())
        os.close(read)
        durability.FIXED_WAL = TRUSTED_SINCE["wal" if seed % 2 else "truncate"]
        durability.MOUNTS = Path(os.devnull)  # the disk is taken for a local one
        if statements:
            die_at_statement(statements)
        call_for_ever(folder, seed)
    os.close(write)
    said = []
    with os.fdopen(read, encoding="utf-8") as output:
        for line in output:
            said.append(line)
            if len(said) == lines:
                os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), status
    assert os.WTERMSIG(status) == signal.SIGKILL
    (folder / "said.txt").write_text("".join(said), encoding="utf-8")


def main() -> None:
    """Run `sys.argv[2]` callers in folders of `sys.argv[1]`, each killed at a seeded moment."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    assert engine.__name__  # loaded here, once, for all the callers
    assert models.__all__
    chance = random.Random(2026)
    for seed in range(count):
        if seed % 5:
            run_one(folder / str(seed), seed, statements=chance.randrange(150, 1500))
        else:
            run_one(folder / str(seed), seed, lines=chance.randrange(1, 12))


if __name__ == "__main__":
    main()
