"""What is done in each program: the same keys, so that their figures can be compared."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from prospect_tui.domain.views import View
from prospect_tui.i18n import formats, set_language
from prospect_tui.services import grid, prospect_files
from prospect_tui.storage.driver import sqlite3
from tests.benchmarks import measures
from tests.benchmarks.bases import FILE_NAME, open_base
from tests.benchmarks.measures import Held, Stroke, strokes
from tests.benchmarks.pty_terminal import LINES, Terminal
from tests.benchmarks.results import ORDER_BY, Results

Add = Callable[[str, Sequence[float | None]], None]

BODY = (4, LINES - 4)
"""The lines of the screen that only rows fill, filter open or not."""
HOLD_SECONDS = 5.0
HELD_PAGES = 15_000
"""Rows that a page key held for that long goes through."""
INDEXED, OTHER, EDITED = "company_name", "activity", "job_title"
"""The columns that are sorted with an index and without, and the one that is typed in."""
WORDS = ("garage leroy", "conseil dupuy")
"""What is searched: the last letter still leaves rows out, and a million rows hold less than 10,000
of each."""
EDITS = 12
_TYPED = "¤"
"""What is typed into cells: nothing that rows hold already."""


class Base(NamedTuple):
    """A base that may be written to, with what a script must know of it."""

    path: Path
    rows: int
    file_id: int
    places: dict[str, int]
    """Where each column is shown, from the left."""
    counts: dict[str, str]
    """How many rows each word finds, as the screen tells it."""


def known(path: Path, rows: int) -> Base:
    """Put the rows in the order in which they were made; return what is to be known of a base."""
    set_language("fr")
    workspace = open_base(path)
    try:
        file = prospect_files.file_named(workspace, FILE_NAME)
        prospect_files.save_sort(workspace, file.id, ())  # a run that was stopped leaves its own
        columns = prospect_files.columns(workspace, file.id)
        shown = prospect_files.shown_columns(workspace, file.id)
        counts = {word: len(grid.ids_of(workspace, file.id, View(word), columns)) for word in WORDS}
        places = {column.key: place for place, column in enumerate(shown)}
        told = {word: _plain(formats.number(count)) for word, count in counts.items()}
        return Base(path, rows, file.id, places, told)
    finally:
        workspace.close()


def floor(terminal: Terminal, add: Add) -> None:
    """The bare program: its one key."""
    measures.settle(terminal)
    _add_strokes(add, "cursor", strokes(terminal, "down", count=60))
    _add_held(add, "held line", measures.held(terminal, "down", HOLD_SECONDS))
    add("memory", [terminal.process.peak_mib()])


def peer(terminal: Terminal, add: Add) -> None:
    """Another program, on the keys that it shares with ours."""
    measures.settle(terminal)
    _add_strokes(add, "cursor", strokes(terminal, "down", count=12))
    _to_the_foot(terminal)
    _add_strokes(add, "line", strokes(terminal, "down", count=12))
    _add_strokes(add, "page", strokes(terminal, "pagedown", count=12))
    _add_ends(terminal, add, 6)
    add("memory", [terminal.process.peak_mib()])


def ours(
    terminal: Terminal, add: Add, base: Base, bare_sort: Callable[[], None] | None = None
) -> None:
    """The spreadsheet: moving, searching, sorting, typing, nothing.

    `bare_sort` times the bare query before each sort without an index.
    """
    measures.settle(terminal)
    _move(terminal, add)
    if base.rows >= HELD_PAGES:
        _hold(terminal, add)
    _search(terminal, add, base)
    _sort(terminal, add, base, bare_sort)
    _edit(terminal, add, base)
    written, worked = measures.idle(terminal, 2.0)
    add("idle bytes", [written])
    add("idle cpu", [worked])
    add("memory", [terminal.process.peak_mib()])


def order_by(base: Base, results: Results) -> None:
    """The bare query that an unindexed sort is compared with."""
    connection = sqlite3.connect(base.path)
    begin = perf_counter()
    sql = f"SELECT id FROM prospect WHERE file_id = ? ORDER BY {OTHER}, id"
    cursor = connection.execute(sql, (base.file_id,))
    ids = array("q")
    while rows := cursor.fetchmany(4096):
        ids.extend(chain.from_iterable(rows))
    results.add(ORDER_BY, "order by", [1000 * (perf_counter() - begin)])
    connection.close()
    assert len(ids) == base.rows


def _move(terminal: Terminal, add: Add) -> None:
    _add_strokes(add, "cursor", strokes(terminal, "down", count=25))
    _to_the_foot(terminal)
    _add_strokes(add, "line", strokes(terminal, "down", count=40))
    _add_strokes(add, "page", strokes(terminal, "pagedown", count=40))
    _add_ends(terminal, add, 15)
    for _ in range(14):
        terminal.press("right")
    terminal.read_quiet(0.3)
    _add_strokes(add, "column", strokes(terminal, "right", count=12))
    _to_the_first_cell(terminal)


def _to_the_foot(terminal: Terminal) -> None:
    """Bring the cursor to the last line, from which the rows scroll."""
    for _ in range(LINES):
        terminal.press("down")
        terminal.read_quiet(0.03)
    terminal.read_quiet(0.3)


def _to_the_first_cell(terminal: Terminal) -> None:
    terminal.press("ctrl+home")
    terminal.read_quiet(0.3)


def _add_ends(terminal: Terminal, add: Add, count: int) -> None:
    pairs = strokes(terminal, "end", "home", count=2 * count)
    _add_strokes(add, "end", pairs[::2])
    _add_strokes(add, "home", pairs[1::2])


def _add_strokes(add: Add, name: str, found: Sequence[Stroke]) -> None:
    add(name, [one.settled for one in found])
    add(f"{name}, first frame", [one.frame for one in found])


def _hold(terminal: Terminal, add: Add) -> None:
    for name, key in (("held line", "down"), ("held page", "pagedown")):
        _add_held(add, name, measures.held(terminal, key, HOLD_SECONDS))
        _to_the_first_cell(terminal)


def _add_held(add: Add, name: str, held: Held) -> None:
    add(f"{name}, fps", [held.fps])
    add(f"{name}, late", [held.late])
    add(f"{name}, gap", [held.gap])


def _search(terminal: Terminal, add: Add, base: Base) -> None:
    terminal.press("f")
    terminal.read_quiet(0.3)
    for word in WORDS:
        seen = [measures.change(terminal, letter, BODY, 0.3) for letter in word]
        add("search hits", [one.first for one in seen])
        add("search echo", [one.echo for one in seen])
        wiped = [measures.change(terminal, "backspace", BODY, 0.3) for _letter in word]
        add("search echo", [one.echo for one in wiped])
        late, complete = measures.burst(terminal, word, partial(_tells, base.counts[word]))
        add("search echo", [late])
        add("search complete", [complete])
        for _letter in word:
            terminal.press("backspace")
        measures.wait_idle(terminal, 0.3)
    terminal.press("escape")
    measures.wait_idle(terminal, 0.3)
    _to_the_first_cell(terminal)


def _tells(count: str, text: str) -> bool:
    """Say whether the title of the screen holds a count."""
    return count in text.partition("\n")[0]


def _sort(terminal: Terminal, add: Add, base: Base, bare_sort: Callable[[], None] | None) -> None:
    for name, column in (("sort indexed", INDEXED), ("sort other", OTHER)):
        _to_column(terminal, base, column)
        is_compared = bare_sort is not None and column == OTHER
        if is_compared:
            order_by(base, Results())  # both are to find the base in the disk's cache
        for _direction in ("up", "down"):
            if bare_sort is not None and is_compared:
                bare_sort()
            first, complete = _sorted(terminal)
            add(f"{name}, first page", [first])
            add(f"{name}, complete", [complete])
        _sorted(terminal)  # as filled, again
    if base.rows >= HELD_PAGES:
        terminal.press("s")
        _add_held(add, "held in sort", measures.held(terminal, "down", 2.0))
        measures.wait_idle(terminal, 0.4)
        for _ in range(2):
            _sorted(terminal)
    _to_the_first_cell(terminal)


def _to_column(terminal: Terminal, base: Base, column: str) -> None:
    _to_the_first_cell(terminal)
    for _ in range(base.places[column]):
        terminal.press("right")
        terminal.read_quiet(0.03)
    terminal.read_quiet(0.3)


def _sorted(terminal: Terminal) -> tuple[float | None, float]:
    """Press the key that sorts; return the milliseconds to the first rows and to the end."""
    before = list(terminal.body(*BODY))
    terminal.read(0)
    sent = terminal.press("s")
    last = measures.wait_idle(terminal, 0.4)
    chunks = terminal.unparsed()
    first = terminal.when(chunks, lambda: terminal.screen.lines[slice(*BODY)] != before)
    if last is None:
        last = max(chunk.at for chunk in chunks)
    return None if first is None else 1000 * (first - sent), 1000 * (last - sent)


def _edit(terminal: Terminal, add: Add, base: Base) -> None:
    _to_column(terminal, base, EDITED)
    before = _edited(base)
    spent = []
    for _ in range(EDITS):
        terminal.press("e")
        terminal.read_quiet(0.1)
        terminal.press(_TYPED)
        terminal.read_quiet(0.1)
        spent.append(measures.stroke(terminal, "enter"))
    assert _edited(base) == before + EDITS, "what was typed is not in the base"
    _add_strokes(add, "edit", spent)


def _edited(base: Base) -> int:
    """Return how many times a cell was typed in, as another program sees it."""
    connection = sqlite3.connect(base.path)
    sql = f"SELECT coalesce(sum(length({EDITED}) - length(replace({EDITED}, ?1, ''))), 0)"
    first = "(SELECT * FROM prospect ORDER BY position LIMIT 100)"
    count: int = connection.execute(f"{sql} FROM {first}", (_TYPED,)).fetchone()[0]
    connection.close()
    return count


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
