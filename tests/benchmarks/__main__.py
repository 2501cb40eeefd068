"""Measure the program: `python -m tests.benchmarks [--help]`. See the README beside this file."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.bases import CACHE
from tests.benchmarks.board import run_board
from tests.benchmarks.calls import run_calls
from tests.benchmarks.clients import run_clients
from tests.benchmarks.gates import Gate, board_gates, call_gates, client_gates, gates, table
from tests.benchmarks.results import Results
from tests.benchmarks.screens import run
from tests.benchmarks.services import measure_services

RESULTS = CACHE / "results.json"
PARTS = ("screens", "calls", "board", "clients", "services")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the large file")
    parser.add_argument("--few", type=int, default=10_000, help="rows of the small file")
    parser.add_argument("--peer-rows", type=int, default=100_000, help="rows for VisiData")
    parser.add_argument("--middle", type=int, default=100_000, help="rows of a usual file")
    parser.add_argument("--repeats", type=int, default=3, help="how many times all is run")
    parser.add_argument("--cards", type=int, default=2_000, help="open opportunities")
    parser.add_argument("--clients", type=int, default=2_000, help="client folders")
    parser.add_argument("--service-rows", type=int, default=20_000, help="rows without a screen")
    parser.add_argument("--only", choices=PARTS, help="one of the parts")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the samples are kept")
    return parser.parse_args()


def main() -> int:
    """Run what is asked for; return 1 when a gate was not kept."""
    options = _options()
    is_kept = True
    if options.only in {None, "screens"}:
        results = run(options.rows, options.few, options.peer_rows, options.repeats)
        is_kept = _report(results, list(gates(results)), options, options.json)
    if options.only in {None, "calls"}:
        calls_json = options.json.with_stem(f"{options.json.stem}-calls")
        results = run_calls(options.rows, options.middle, options.repeats)
        is_kept = _report(results, list(call_gates(results)), options, calls_json) and is_kept
    if options.only in {None, "board"}:
        board_json = options.json.with_stem(f"{options.json.stem}-board")
        results = run_board(options.cards, options.repeats)
        found = list(board_gates(results))
        what = f"{options.cards:,} open cards"
        is_kept = _report(results, found, options, board_json, what) and is_kept
    if options.only in {None, "clients"}:
        clients_json = options.json.with_stem(f"{options.json.stem}-clients")
        results = run_clients(options.clients, options.repeats)
        found = list(client_gates(results))
        what = f"{options.clients:,} client folders"
        is_kept = _report(results, found, options, clients_json, what) and is_kept
    if options.only in {None, "services"}:
        print("\nThe services alone")
        measure_services(options.service_rows)
    return 0 if is_kept else 1


def _report(
    results: Results,
    found: Sequence[Gate],
    options: argparse.Namespace,
    path: Path,
    what: str = "",
) -> bool:
    what = what or f"{options.rows:,} rows of 30 columns"
    print(f"{what}, 160 x 48, {options.repeats} interleaved repeats")
    print("F: key to paint of a bare Textual program; few: our own on few rows\n")
    print(table(found))
    kept = {
        "rows": options.rows,
        "few": options.few,
        "repeats": options.repeats,
        "gates": [gate._asdict() | {"is_kept": gate.is_kept} for gate in found],
        "samples": results.as_json(),
    }
    path.write_text(json.dumps(kept, indent=1, default=str), encoding="utf-8")
    print(f"\nevery sample: {path}")
    return all(gate.is_kept is not False for gate in found)


if __name__ == "__main__":
    sys.exit(main())
