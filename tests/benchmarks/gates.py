"""What is promised, and whether a run kept it. Ratios within one run, as machines differ."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks.results import FLOOR, LARGE, MIDDLE, ORDER_BY, PEER, SMALL, Results

FLOOR_KEY = "cursor"
"""The only key of the floor; its time is F."""
KEYS = {"cursor": 1.5, "line": 2.0, "page": 3.0, "home": 3.0, "end": 3.0, "column": 2.0}
"""The most that each key may take, in times F."""
NEXT = "key to the next record"
BOARD_KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "pipeline": {
        "card, pipeline": ("down",),
        "column, pipeline": ("right", "left"),
        "page, pipeline": ("pagedown",),
        "end, pipeline": ("end", "home"),
    },
    "compact": {"card, compact": ("down",), "page, compact": ("pagedown",)},
    "extended": {"card, extended": ("down",), "page, extended": ("pagedown",)},
}
"""The keys of each view of the pipeline, pressed in turn."""
OPENED, MOVED, NARROWED = "board opened", "card moved a stage", "letter of its filter"
CLIENT_KEYS: dict[str, tuple[str, ...]] = {
    "client, down": ("down",),
    "clients, page": ("pagedown",),
    "clients, end": ("end", "home"),
    "clients, sorted": ("s",),
    "clients, view": ("v",),
}
"""The keys of Clients, pressed in turn."""
CLIENTS_OPENED, FOLDER_OPENED = "clients opened", "folder opened and left"
PEER_KEYS = ("cursor", "line", "page", "home", "end")


class Gate(NamedTuple):
    """A figure and its limit."""

    name: str
    figure: float | None
    limit: float
    unit: str
    is_least: bool = False
    """Whether the limit is the least, and not the most."""
    detail: str = ""

    @property
    def is_kept(self) -> bool | None:
        """Say whether the figure is within its limit; None when it was not measured."""
        if self.figure is None:
            return None
        if self.is_least:
            return self.figure >= self.limit
        return self.figure <= self.limit


def gates(run: Results) -> Iterator[Gate]:
    """Yield every gate of a run, those that were not measured too."""
    yield from _start(run)
    yield from _keys(run)
    yield from _held(run)
    yield from _search(run)
    yield from _sort(run)
    yield from _rest(run)


def _start(run: Results) -> Iterator[Gate]:
    started = _ms(run, LARGE, "start", FLOOR)
    yield Gate("start to rows", run.ratio("start", LARGE, FLOOR), 1.25, "x bare", detail=started)
    yield Gate("  as with few rows", run.ratio("start", LARGE, SMALL), 1.1, "x few")
    today = _ms(run, LARGE, "start on today", FLOOR, "start")
    ratio = run.ratio("start on today", LARGE, FLOOR, "start")
    yield Gate("start on Today", ratio, 1.25, "x bare", detail=today)


def _keys(run: Results) -> Iterator[Gate]:
    for key, limit in KEYS.items():
        ratio = run.ratio(key, LARGE, FLOOR, FLOOR_KEY)
        detail = _ms(run, LARGE, key, FLOOR, FLOOR_KEY) + _first_frame(run, key)
        yield Gate(f"{key}, p50", ratio, limit, "F", detail=detail)
        p50, p95 = run.median(LARGE, key), run.late(LARGE, key)
        share = None if p50 is None or p95 is None else p95 / (3 * p50 + 5)
        detail = "" if p95 is None else f"{p95:.1f} ms"
        yield Gate(f"{key}, p95", share, 1.0, "x (3 p50 + 5 ms)", detail=detail)
        yield Gate(f"{key}, as with few rows", run.ratio(key, LARGE, SMALL), 1.5, "x few")
    for key in PEER_KEYS:
        detail = _ms(run, PEER, key, LARGE)
        faster = run.ratio(key, PEER, LARGE)
        yield Gate(f"{key}, against VisiData", faster, 8, "x faster", is_least=True, detail=detail)


def _held(run: Results) -> Iterator[Gate]:
    for key in ("line", "page"):
        name = f"held {key} at 60/s"
        yield Gate(name, run.median(LARGE, f"held {key}, fps"), 57, "frames/s", is_least=True)
        yield Gate(f"{name}, late", run.median(LARGE, f"held {key}, late"), 20, "ms")
        yield Gate(f"{name}, worst gap", run.median(LARGE, f"held {key}, gap"), 60, "ms")


def _search(run: Results) -> Iterator[Gate]:
    ratio = run.ratio("search hits", LARGE, FLOOR, FLOOR_KEY)
    detail = _ms(run, LARGE, "search hits", FLOOR, FLOOR_KEY)
    yield Gate("search, letter to hits, p50", ratio, 5, "F", detail=detail)
    yield Gate("search, worst echo of a letter", run.worst(LARGE, "search echo"), 60, "ms")
    yield Gate("search, last letter to the count", run.median(LARGE, "search complete"), 60, "ms")


def _sort(run: Results) -> Iterator[Gate]:
    first = run.median(LARGE, "sort indexed, first page")
    yield Gate("sort, indexed, first page", first, 40, "ms")
    whole = run.median(LARGE, "sort indexed, complete")
    yield Gate("sort, indexed, complete", whole, 1200, "ms")
    ratio = run.ratio("sort other, complete", LARGE, ORDER_BY, "order by")
    detail = _ms(run, LARGE, "sort other, complete", ORDER_BY, "order by")
    yield Gate("sort, other, complete", ratio, 1.2, "x ORDER BY", detail=detail)
    seen = run.median(LARGE, "sort other, first page")
    yield Gate("sort, other, first page", seen, float("inf"), "ms")
    name = "held line while sorting"
    yield Gate(name, run.median(LARGE, "held in sort, fps"), 57, "frames/s", is_least=True)
    yield Gate(f"{name}, worst gap", run.median(LARGE, "held in sort, gap"), 60, "ms")


def _rest(run: Results) -> Iterator[Gate]:
    ratio = run.ratio("edit", LARGE, FLOOR, FLOOR_KEY)
    detail = _ms(run, LARGE, "edit", FLOOR, FLOOR_KEY) + _first_frame(run, "edit")
    yield Gate("edit, committed and repainted", ratio, 2.5, "F", detail=detail)
    yield Gate("idle for 2 s, written", run.median(LARGE, "idle bytes"), 0, "bytes")
    yield Gate("idle for 2 s, processor", run.median(LARGE, "idle cpu"), 10, "ms")
    yield Gate("memory, many rows", run.worst(LARGE, "memory"), 150, "MiB")
    yield Gate("memory, few rows", run.worst(SMALL, "memory"), 110, "MiB")


def call_gates(run: Results) -> Iterator[Gate]:
    """Yield what is promised of the call cockpit."""
    for program, limit in ((MIDDLE, 50), (LARGE, 60)):
        p50, settled = run.median(program, NEXT), run.median(program, f"{NEXT}, settled")
        floor = run.median(FLOOR, FLOOR_KEY)
        known = p50 is not None and settled is not None and floor is not None
        detail = f"p50 {p50:.1f}, last paint {settled:.1f}, F {floor:.1f} ms" if known else ""
        yield Gate(f"{NEXT}, {program}, p95", run.late(program, NEXT), limit, "ms", detail=detail)


def board_gates(run: Results) -> Iterator[Gate]:
    """Yield what is promised of the pipeline."""
    opened = run.median(LARGE, OPENED)
    yield Gate(f"{OPENED}, last paint", opened, 500, "ms")
    keys = [key for of_view in BOARD_KEYS.values() for key in of_view]
    moved = [f"{MOVED}, {view}" for view in BOARD_KEYS]
    yield from _keys_within(run, (*keys, *moved, "other view", NARROWED))


def client_gates(run: Results) -> Iterator[Gate]:
    """Yield what is promised of Clients."""
    yield Gate(f"{CLIENTS_OPENED}, last paint", run.median(LARGE, CLIENTS_OPENED), 500, "ms")
    yield Gate(FOLDER_OPENED, run.median(LARGE, FOLDER_OPENED), 250, "ms")
    yield from _keys_within(run, (*CLIENT_KEYS, NARROWED))


def _keys_within(run: Results, names: Iterable[str]) -> Iterator[Gate]:
    """Yield that these keys are painted within 50 ms, late ones too."""
    floor = run.median(FLOOR, FLOOR_KEY)
    for name in names:
        p50 = run.median(LARGE, name)
        known = p50 is not None and floor is not None
        detail = f"p50 {p50:.1f}, F {floor:.1f} ms" if known else ""
        yield Gate(f"{name}, p95", run.late(LARGE, name), 50, "ms", detail=detail)


def _ms(run: Results, program: str, measure: str, other: str, others: str = "") -> str:
    """Return the two times of a ratio, for whoever knows the machine."""
    mine, theirs = run.median(program, measure), run.median(other, others or measure)
    return "" if mine is None or theirs is None else f"{mine:.1f} / {theirs:.1f} ms"


def _first_frame(run: Results, key: str) -> str:
    """Return when the first frame came, for a key that causes several."""
    first = run.median(LARGE, f"{key}, first frame")
    return "" if first is None else f", first frame {first:.1f}"


def table(found: Sequence[Gate]) -> str:
    """Return the gates as a table: figure, limit, verdict."""
    lines = [f"{'':34} {'measured':>10} {'limit':>8}  {'':17} verdict  (detail)"]
    for gate in found:
        figure = "-" if gate.figure is None else f"{gate.figure:.2f}"
        sign = ">=" if gate.is_least else "<="
        limit = "" if gate.limit == float("inf") else f"{sign}{gate.limit:g}"
        verdict = {None: "not measured", True: "pass", False: "FAIL"}[gate.is_kept]
        if not limit:
            verdict = ""
        detail = f"({gate.detail})" if gate.detail else ""
        line = f"{gate.name:34} {figure:>10} {limit:>8}  {gate.unit:17} {verdict:8} {detail}"
        lines.append(line.rstrip())
    return "\n".join(lines)
