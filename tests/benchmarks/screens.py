"""The programs in a terminal, in turns: every repeat runs them all, so that ratios hold."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import measures, scripts
from tests.benchmarks.bases import CACHE, base_of, copy_of, table_of
from tests.benchmarks.generator import Generator
from tests.benchmarks.pty_terminal import Terminal
from tests.benchmarks.results import FLOOR, LARGE, PEER, SMALL, Results
from tests.benchmarks.scripts import Base, known

STARTS = 3
"""How many times in a repeat each program is only started."""
PEERS = CACHE / "peers"
_HERE = Path(__file__).parent
_FLOOR_TEXT, _TODAY_TEXT = "row 0", "à faire"


class Program(NamedTuple):
    """A program to time."""

    name: str
    command: Sequence[str]
    shown: str
    """What is on its screen once it has started."""
    measure: str = "start"
    """The name under which its start is kept."""


def run(rows: int, few: int, peer_rows: int, repeats: int) -> Results:
    """Time every program, `repeats` times over."""
    results = Results()
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as home:
        folder = Path(home)
        small = known(copy_of(base_of(few), folder / "few"), few)
        large = known(copy_of(base_of(rows), folder / "many"), rows)
        around = environment(folder)
        programs, scripted = _programs(small, large, peer_rows, results)
        for program in programs:
            _start(program, around)  # byte code and the disk's cache are warm
        for results.repeat in range(repeats):
            for _ in range(STARTS):
                for program in programs:
                    results.add(program.name, program.measure, [_start(program, around)])
            for program, script in scripted:
                say(f"repeat {results.repeat + 1} of {repeats}: {program.name}")
                play(program, script, around, results)
    return results


def _programs(
    small: Base, large: Base, peer_rows: int, results: Results
) -> tuple[list[Program], list[tuple[Program, Callable[[Terminal, scripts.Add], None]]]]:
    first = next(Generator().rows(1))[0]
    floor = bare()
    few = Program(SMALL, prospect(small.path, "files"), first)
    many = Program(LARGE, prospect(large.path, "files"), first)
    today = Program(LARGE, prospect(large.path, "today"), _TODAY_TEXT, "start on today")
    programs = [floor, few, many, today]
    bare_sort = partial(scripts.order_by, large, results)
    scripted: list[tuple[Program, Callable[[Terminal, scripts.Add], None]]] = [
        (floor, scripts.floor),
        (few, lambda terminal, add: scripts.ours(terminal, add, small)),
        (many, lambda terminal, add: scripts.ours(terminal, add, large, bare_sort)),
    ]
    other = shutil.which("vd", path=f"{PEERS / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}")
    if other is None:
        say("VisiData was not found and is left out: `make bench-peers` installs it here")
    else:
        command = (other, "--motd-url=", str(table_of(peer_rows)))
        scripted.append((Program(PEER, command, first), scripts.peer))
    return programs, scripted


def bare() -> Program:
    """Return the floor."""
    return Program(FLOOR, (sys.executable, str(_HERE / "floor.py")), _FLOOR_TEXT)


def prospect(base: Path, place: str) -> tuple[str, ...]:
    """Return the command of the program as it is installed beside this Python."""
    command = Path(sys.executable).with_name("prospect")
    return (str(command), "--db", str(base), "--screen", place)


def environment(home: Path) -> Mapping[str, str]:
    """Return what a program is told of its surroundings: those of a person without settings."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "Europe/Paris",
        "PROSPECT_LANG": "fr",
        "PROSPECT_NOW": "2026-11-23T10:15:00+01:00",
    }


def _start(program: Program, around: Mapping[str, str]) -> float:
    with Terminal(program.command, around) as terminal:
        return measures.start(terminal, program.shown)


def play(
    program: Program,
    script: Callable[[Terminal, scripts.Add], None],
    around: Mapping[str, str],
    results: Results,
) -> None:
    """Run one script in a program, and keep what it measures."""
    with Terminal(program.command, around) as terminal:
        measures.start(terminal, program.shown)
        script(terminal, lambda measure, found: results.add(program.name, measure, found))


def say(text: str) -> None:
    """Tell how far the run is."""
    print(text, file=sys.stderr)
