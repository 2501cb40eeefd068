"""The pipeline in a terminal, with thousands of open cards: opening it, each key, each view."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import opportunities
from tests.benchmarks import measures
from tests.benchmarks.bases import CACHE, open_base
from tests.benchmarks.gates import BOARD_KEYS, FLOOR_KEY, MOVED, NARROWED, OPENED
from tests.benchmarks.generator import Generator
from tests.benchmarks.measures import strokes
from tests.benchmarks.pty_terminal import LINES, Terminal
from tests.benchmarks.results import LARGE, Results
from tests.benchmarks.screens import Program, bare, environment, play, prospect, say
from tests.benchmarks.scripts import Add

_COUNT = 40
"""How often each key is pressed."""
_STAGES = 5
_FIRST = "Opportunité sur mesure"
"""The title of the first card."""
_TODAY, _BOARD = "à faire", "pondéré"
_BODY = (3, LINES - 2)
"""The lines of the screen on which cards stand."""
_DAY = datetime(2026, 11, 23, tzinfo=UTC)
_WORDS = "conseil"


def run_board(cards: int, repeats: int) -> Results:
    """Time the pipeline with so many open cards, beside the floor."""
    results = Results()
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as home:
        folder = Path(home)
        base = folder / "board.db"
        _fill(base, cards)
        around = environment(folder)
        programs = [(bare(), floor), (Program(LARGE, prospect(base, "today"), _TODAY), _board)]
        for results.repeat in range(repeats):
            for program, script in programs:
                say(f"repeat {results.repeat + 1} of {repeats}: {program.name}")
                play(program, script, around, results)
    return results


def _fill(path: Path, cards: int) -> None:
    """Make a base with so many open opportunities in five stages, most of them planned.

    The first of each stage is made as the program does, the others after it in one go.
    """
    workspace = open_base(path)
    try:
        models = []
        for stage in range(1, _STAGES + 1):
            title = f"{_FIRST} {stage}"
            made = opportunities.create(
                workspace, title, origin=Origin.REFERRAL, contact_name="Mme Anne Exemple"
            )
            opportunities.move(workspace, made, stage)
            models.append(made)
        with workspace.transaction() as connection:
            named = connection.execute("SELECT name FROM pragma_table_info('opportunity')")
            own = {"id", "title", "position", "amount_cents", "next_day", "next_kind"}
            copied = ", ".join(name for (name,) in named.fetchall() if name not in own)
            rows = Generator().rows(cards - _STAGES)
            for number, texts in enumerate(rows, start=_STAGES):
                day = (_DAY + timedelta(days=number % 40 - 10)).date().isoformat()
                planned = (day, "call") if number % 7 else (None, "")
                connection.execute(
                    "INSERT INTO opportunity (title, position, amount_cents, next_day, next_kind,"
                    f" {copied}) SELECT ?, ?, ?, ?, ?, {copied} FROM opportunity WHERE id = ?",
                    (texts[0], number, number * 1500, *planned, models[number % _STAGES]),
                )
            connection.execute(
                "INSERT INTO opportunity_contact (opportunity_id, contact_id, position)"
                " SELECT id, id % ?1 + 1, 0 FROM opportunity WHERE id > ?1",
                (_STAGES,),
            )
    finally:
        workspace.close()


def floor(terminal: Terminal, add: Add) -> None:
    """Press the only key of the floor."""
    measures.settle(terminal)
    add(FLOOR_KEY, measures.settled(strokes(terminal, "down", count=_COUNT)))


def _board(terminal: Terminal, add: Add) -> None:
    """Open the board from another screen, then press its keys in each of its views."""
    measures.settle(terminal)
    opened = measures.change(terminal, "f5", _BODY, silence=0.5)
    if _BOARD not in terminal.text() or opened.first is None:
        print(terminal.text(), file=sys.stderr)
        raise AssertionError("the board did not open")
    add(OPENED, [opened.settled])
    for view in ("pipeline", "compact", "extended"):
        for key, pressed in BOARD_KEYS[view].items():
            measures.go_to_top(terminal)
            add(key, measures.settled(strokes(terminal, *pressed, count=_COUNT)))
        measures.go_to_top(terminal)
        add(
            f"{MOVED}, {view}",
            measures.settled(strokes(terminal, "shift+right", "shift+left", count=20)),
        )
        measures.settle(terminal)
        add("other view", measures.settled(strokes(terminal, "v", count=1)))
    measures.settle(terminal)
    add("other view", measures.settled(strokes(terminal, "v", count=24)))
    measures.settle(terminal)
    terminal.press("f")
    terminal.read_quiet(0.5)
    add(NARROWED, measures.settled(strokes(terminal, *_WORDS, count=len(_WORDS))))
