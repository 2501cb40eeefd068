"""Clients in a terminal, with thousands of folders: the list, each key, opening a folder."""

import sys
import tempfile
from pathlib import Path

from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import duplicating, opportunities
from tests.benchmarks import measures
from tests.benchmarks.bases import CACHE, open_base
from tests.benchmarks.board import floor
from tests.benchmarks.gates import CLIENT_KEYS, CLIENTS_OPENED, FOLDER_OPENED, NARROWED
from tests.benchmarks.generator import Generator
from tests.benchmarks.measures import strokes
from tests.benchmarks.pty_terminal import LINES, Terminal
from tests.benchmarks.results import LARGE, Results
from tests.benchmarks.screens import Program, bare, environment, play, prospect, say
from tests.benchmarks.scripts import Add

_COUNT = 42
"""How often each key is pressed: as many times through the three views."""
_TODAY, _CLIENTS = "à faire", "clients ·"
_BODY = (3, LINES - 2)
"""The lines of the screen on which clients stand."""
_WORDS = "conseil"


def run_clients(folders: int, repeats: int) -> Results:
    """Time Clients with so many folders of two sales, beside the floor."""
    results = Results()
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as home:
        folder = Path(home)
        base = folder / "clients.db"
        _fill(base, folders)
        around = environment(folder)
        programs = [(bare(), floor), (Program(LARGE, prospect(base, "today"), _TODAY), _clients)]
        for results.repeat in range(repeats):
            for program, script in programs:
                say(f"repeat {results.repeat + 1} of {repeats}: {program.name}")
                play(program, script, around, results)
    return results


def _fill(path: Path, folders: int) -> None:
    """Make a base with so many folders: one as the program makes it, the others copied from it."""
    workspace = open_base(path)
    try:
        first = opportunities.create(
            workspace,
            "Formation Excel",
            origin=Origin.REFERRAL,
            contact_name="Mme Anne Exemple",
            amount_cents=120_000,
        )
        duplicating.duplicate(workspace, first, "Formation Word")
        opportunities.close(workspace, first, Status.WON)
        with workspace.transaction() as connection:
            named = connection.execute("SELECT name FROM pragma_table_info('opportunity')")
            own = {"id", "title", "folder_id", "amount_cents"}
            copied = ", ".join(name for (name,) in named.fetchall() if name not in own)
            for number, texts in enumerate(Generator().rows(folders - 1), start=2):
                connection.execute(
                    "INSERT INTO client_folder (id, name, created_at)"
                    " SELECT ?, ?, created_at FROM client_folder WHERE id = 1",
                    (number, texts[0]),
                )
                connection.execute(
                    f"INSERT INTO opportunity (title, folder_id, amount_cents, {copied})"
                    f" SELECT title, ?, ?, {copied} FROM opportunity WHERE folder_id = 1",
                    (number, number * 1500),
                )
    finally:
        workspace.close()


def _clients(terminal: Terminal, add: Add) -> None:
    """Open the list from another screen, press its keys, open a folder and come back."""
    measures.settle(terminal)
    opened = measures.change(terminal, "f7", _BODY, silence=0.5)
    if _CLIENTS not in terminal.text() or opened.first is None:
        print(terminal.text(), file=sys.stderr)
        raise AssertionError("the list of clients did not open")
    add(CLIENTS_OPENED, [opened.settled])
    for key, pressed in CLIENT_KEYS.items():
        measures.go_to_top(terminal)
        add(key, measures.settled(strokes(terminal, *pressed, count=_COUNT)))
    measures.go_to_top(terminal)
    add(FOLDER_OPENED, measures.settled(strokes(terminal, "enter", "escape", count=_COUNT)))
    measures.settle(terminal)
    terminal.press("f")
    terminal.read_quiet(0.5)
    add(NARROWED, measures.settled(strokes(terminal, *_WORDS, count=len(_WORDS))))
