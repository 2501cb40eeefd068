"""The call cockpit in a terminal: from the key of a result to the next record."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import measures
from tests.benchmarks.bases import CACHE, base_of, copy_of
from tests.benchmarks.gates import FLOOR_KEY, NEXT
from tests.benchmarks.generator import Generator
from tests.benchmarks.measures import strokes
from tests.benchmarks.pty_terminal import LINES, Terminal
from tests.benchmarks.results import LARGE, MIDDLE, Results
from tests.benchmarks.screens import Program, bare, environment, play, prospect, say
from tests.benchmarks.scripts import Add

CALLS = 60
CARD = (2, LINES - 6)
"""The lines of the screen on which the record in hand stands."""
ONE_KEY = "n"


def run_calls(rows: int, middle: int, repeats: int) -> Results:
    """Time the key of a call without an answer on two files, beside the floor."""
    results = Results()
    CACHE.mkdir(exist_ok=True)
    first = next(Generator().rows(1))[0]
    with tempfile.TemporaryDirectory(dir=CACHE) as home:
        folder = Path(home)
        around = environment(folder)
        for results.repeat in range(repeats):
            programs = [(bare(), _floor)]
            for name, count in ((MIDDLE, middle), (LARGE, rows)):
                path = copy_of(base_of(count), folder / name)
                programs.append((Program(name, prospect(path, "calls"), first), _calls))
            for program, script in programs:
                say(f"repeat {results.repeat + 1} of {repeats}: {program.name}")
                play(program, script, around, results)
    return results


def _floor(terminal: Terminal, add: Add) -> None:
    measures.settle(terminal)
    add(FLOOR_KEY, [one.settled for one in strokes(terminal, "down", count=60)])


def _calls(terminal: Terminal, add: Add) -> None:
    """Log calls nobody answers, each on the record that the one before brought."""
    measures.settle(terminal)
    for _ in range(CALLS):
        found = measures.change(terminal, ONE_KEY, CARD)
        if found.first is None:
            print(terminal.text(), file=sys.stderr)
            raise AssertionError("the key of a result brought no other record")
        add(NEXT, [found.first])
        add(f"{NEXT}, settled", [found.settled])
