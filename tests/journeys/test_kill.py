"""What the screen said was saved is saved: the real program, killed on a real terminal.

"Acknowledged" is strict here: the bytes of “enregistré” with the name of the row have come out of
the terminal. The program is killed at that very moment, and the base is read without it.
"""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from prospect_tui.storage.driver import sqlite3
from tests.builders import make_file, make_prospect, make_workspace
from tests.journeys.terminal import PATIENCE_SECONDS, Terminal, environment, terminal

MOMENTS = 50
MOST_CALLS_OF_A_LIFE = 6
RESULTS = {
    "NRP": ["n"],
    "OCC": ["o"],
    "RAPP": ["r", "enter"],
    "MAIL": ["m", "enter"],
    "REFUS": ["x", "enter"],
    "HORS_CIBLE": ["h", "enter"],
    "ERR": ["e"],
    "RDV": ["v", "mer 14h", "enter"],
}
"""What is typed for a result; a form is waited for by its title before it is filled."""
MODES = {b"\x1b[?1049": b"l", b"\x1b[?25": b"h", b"\x1b[?1000": b"l", b"\x1b[?2004": b"l"}
"""Alternate screen, cursor, mouse and paste of a terminal, with the sign that gives them back."""
LABELS = {"HORS_CIBLE": "HORS CIBLE"}


def row_name(number: int) -> str:
    """Return the name that `make_prospect` gives to the row of this rank."""
    return f"Menuiserie {number:03}"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the path of a base with rows enough to call."""
    workspace = make_workspace(tmp_path)
    file_id = make_file(workspace)
    for _ in range(2 * MOMENTS):
        make_prospect(workspace, file_id)
    workspace.close()
    return workspace.path


def give_result(screen: Terminal, code: str, name: str) -> None:
    """Type a result for the row in hand, and read until the screen says that it is saved."""
    first, *others = RESULTS[code]
    screen.press(first)
    if others:
        screen.sees(f"{LABELS.get(code, code)} · {name}")
        for keys in others:
            screen.press(keys)
    said = f"enregistré : {LABELS.get(code, code)}"
    screen.reads_until(
        lambda: any(said in line and name in line for line in screen.shown.splitlines()), said
    )


def lives(chance: random.Random) -> Iterator[list[str]]:
    """Yield the results that each life of the program logs before it is killed.

    Never the same twice running: at the speed of a test that is a key held down.
    """
    last, left = "", MOMENTS
    while left:
        results: list[str] = []
        for _ in range(min(left, chance.randint(1, MOST_CALLS_OF_A_LIFE))):
            last = chance.choice([code for code in RESULTS if code != last])
            results.append(last)
        left -= len(results)
        yield results


def kill_while_writing(screen: Terminal, base: Path, key: str) -> None:
    """Type one more result, and kill the program when its transaction has begun to be written.

    Somebody else reads the base meanwhile: with a rollback journal the commit has to wait for the
    end of that reading, so the moment between the journal and the base is never too short to hit.
    """
    journals = [base.with_name(base.name + end) for end in ("-journal", "-wal")]

    def size() -> int:
        return sum(journal.stat().st_size for journal in journals if journal.exists())

    with closing(sqlite3.connect(base, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM call").fetchall()
        before, limit = size(), monotonic() + PATIENCE_SECONDS
        screen.press(key)
        while size() == before:
            assert monotonic() < limit, "nothing is written"
        screen.kill()


def test_every_acknowledged_call_outlives_the_program(base: Path) -> None:
    saved: list[tuple[str, str]] = []
    moments = 0
    for results in lives(random.Random(20261123)):
        with terminal(base) as screen:
            screen.sees("lundi 23 novembre")
            screen.press("f4")
            for code in results:
                name = row_name(len(saved))
                screen.sees(name)
                give_result(screen, code, name)
                saved.append((name, code))
                moments += 1
            if len(results) % 2:
                screen.kill()
            else:
                screen.sees(row_name(len(saved)))
                kill_while_writing(screen, base, "n" if results[-1] != "NRP" else "o")
        saved = check_base(base, saved)
    assert moments == MOMENTS


def check_base(base: Path, acknowledged: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Read the base without the program: whole, with every acknowledged call, once.

    A call more may be there, which was being saved; returns all of them.
    """
    with closing(sqlite3.connect(base)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        calls = connection.execute(
            "SELECT p.company_name, c.result FROM call c JOIN prospect p ON p.id = c.prospect_id"
            " ORDER BY c.id"
        ).fetchall()
        assert calls[: len(acknowledged)] == acknowledged
        assert len(calls) <= len(acknowledged) + 1
        check_counters(connection)
        check_bundles(connection)
        return calls


def check_counters(connection: sqlite3.Connection) -> None:
    """Compare what rows say of their calls with the calls themselves."""
    wrong = connection.execute(
        """
        SELECT p.company_name, p.result, p.attempts, c.result, c.counted
        FROM prospect p LEFT JOIN call c ON c.prospect_id = p.id
        WHERE p.result <> coalesce(c.result, '')
           OR p.attempts <> coalesce(c.counted, 0)
           OR p.score <> coalesce(c.score_after, '')
           OR (p.next_day IS NOT c.next_day AND p.state <> 'converted')
           OR (p.last_call_at IS NULL) <> (c.id IS NULL)
        """
    ).fetchall()
    assert wrong == []


def check_bundles(connection: sqlite3.Connection) -> None:
    """Look for an action that is there in part only."""
    written: dict[int, set[str]] = {}
    for bundle_id, table in connection.execute("SELECT bundle_id, table_name FROM change"):
        written.setdefault(bundle_id, set()).add(table)
    calls = connection.execute("SELECT id, params FROM bundle WHERE code = 'call'").fetchall()
    for bundle_id, params in calls:
        expected = {"call", "prospect"}
        if json.loads(params)["result"] == "RDV":
            expected |= {"activity", "opportunity", "company"}
        assert expected <= written[bundle_id]
    count = connection.execute("SELECT count(*) FROM call").fetchone()[0]
    assert len(calls) == count
    converted = connection.execute(
        "SELECT count(*) FROM prospect WHERE state = 'converted'"
    ).fetchone()[0]
    assert connection.execute("SELECT count(*) FROM opportunity").fetchone()[0] == converted


def draft_of(base: Path, text: str) -> bool:
    """Say whether a note being typed is on disk."""
    with closing(sqlite3.connect(base)) as connection:
        found = connection.execute("SELECT body FROM call_draft").fetchall()
    return (text,) in found


def type_note(screen: Terminal, text: str) -> None:
    """Open the calls and type a note about the first row."""
    screen.sees("lundi 23 novembre")
    screen.press("f4")
    screen.sees(row_name(0), "Note", "appeler le numéro")
    screen.press("tab")
    screen.reads_until(lambda: "appeler le numéro" not in screen.shown, "the note has the focus")
    screen.press(text)
    screen.sees(text)


def test_a_note_being_typed_outlives_the_program(base: Path) -> None:
    text = "décide avec son frère, rappeler en"
    with terminal(base) as screen:
        type_note(screen, text)
        limit = monotonic() + PATIENCE_SECONDS
        while not draft_of(base, text):
            assert monotonic() < limit, "the note is not on disk"
        screen.kill()
    with terminal(base) as screen:
        screen.sees("lundi 23 novembre")
        screen.press("f4")
        screen.sees(text)


def test_the_terminal_is_given_back_when_the_program_is_told_to_end(base: Path) -> None:
    text = "standard fermé le lundi"
    with terminal(base) as screen:
        type_note(screen, text)
        screen.process.terminate()
        assert screen.ends() == 128 + signal.SIGTERM
        for mode, as_found in MODES.items():
            assert screen.raw.rfind(mode + as_found) > screen.raw.rfind(mode + other(as_found))
    assert draft_of(base, text)


def other(sign: bytes) -> bytes:
    """Return the sign that does the contrary."""
    return b"h" if sign == b"l" else b"l"


def test_a_tiny_terminal_is_told_and_works(base: Path) -> None:
    with terminal(base, columns=40, lines=10) as screen:
        screen.sees("petit (40×10)")
        for place, sign in {"f3": row_name(4), "f5": "Pipeline", "f4": "n NRP"}.items():
            screen.press(place)
            screen.sees(sign)
        screen.sees(row_name(0))
        screen.press("n")
        screen.reads_until(
            lambda: "enregistré : NRP" in screen.shown or "1 appel aujourd'hui" in screen.shown,
            "the call, wherever the warning leaves room",
        )
        screen.press("ctrl+q")
        assert screen.ends() == 0
    assert len(check_base(base, [(row_name(0), "NRP")])) == 1


@pytest.mark.parametrize("typed", ["\x11\x11", "\x11n", "\x11j\r", "r\r\x11\x1b[B"])
def test_what_is_typed_after_ctrl_q_disturbs_nothing(base: Path, typed: str) -> None:
    with terminal(base) as screen:
        screen.sees("lundi 23 novembre")
        screen.press("f4")
        screen.sees(row_name(0), "appeler le numéro")
        screen.press(typed)
        assert screen.ends() == 0
        assert "erreur imprévue" not in screen.raw.decode()


@pytest.mark.parametrize("words", [[], ["demo"]])
def test_without_a_terminal_it_says_so(tmp_path: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "prospect_tui", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(tmp_path) | {"PROSPECT_DB": str(tmp_path / "new.db")},
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert "ont besoin d'un terminal" in done.stderr.decode()
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []
