"""The services without any screen: an import beside a bare one, and the acts of a day."""

import csv
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from prospect_tui.domain.views import SortKey, View
from prospect_tui.services import agenda, calls, cockpit, grid, prospect_files, queue
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_workspace

HEADER = ("Raison sociale", "Prénom", "Nom", "Téléphone", "E-mail", "Code postal", "Ville", "Note")
REPEATS = 200


def write_source(path: Path, rows: int) -> None:
    """Write a CSV of invented prospects, the same at every run."""
    chance = random.Random(7)
    words = ("Menuiserie", "Atelier", "Cabinet", "Garage", "Boulangerie", "Étude", "Clinique")
    towns = (
        ("69003", "Lyon"),
        ("34200", "Sète"),
        ("63000", "Clermont-Ferrand"),
        ("59000", "Lille"),
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for number in range(rows):
            postcode, town = chance.choice(towns)
            phone = f"01 99 00 {number // 100 % 100:02} {number % 100:02}"
            company = f"{chance.choice(words)} {number:07}"
            mail = f"contact{number}@example.example"
            writer.writerow((company, "Jean", "Exemple", phone, mail, postcode, town, "à rappeler"))


def plain_import(source: Path, target: Path) -> float:
    """Return the seconds of csv.reader straight into executemany, without any check."""
    start = time.perf_counter()
    connection = sqlite3.connect(target)
    connection.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(len(HEADER)))})")
    with source.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADER))})", rows)
    connection.commit()
    connection.close()
    return time.perf_counter() - start


def median_ms(action: Callable[[], object], repeats: int = REPEATS) -> tuple[float, float]:
    """Return the median and the 95th percentile of an action, in milliseconds."""
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent), sorted(spent)[int(0.95 * repeats)]


def measure(workspace: Workspace, file_id: int) -> None:
    """Print the figures of the daily acts."""
    columns = prospect_files.columns(workspace, file_id)

    def log_next() -> None:
        entry = queue.next_entry(workspace)
        assert entry is not None
        calls.log_call(workspace, calls.CallEntry(entry.prospect_id, "NRP"))

    first = queue.next_entry(workspace)
    assert first is not None
    lines = {
        "next of the queue": median_ms(lambda: queue.next_entry(workspace)),
        "card with every consequence": median_ms(
            lambda: cockpit.card(workspace, first.prospect_id)
        ),
        "result logged, committed, next found": median_ms(log_next),
        "window of 47 rows by id": median_ms(
            lambda: grid.records(workspace, range(1, 48), tuple(columns.values()))
        ),
        "to do today": median_ms(lambda: agenda.today(workspace), 20),
        "rows of a file": median_ms(lambda: grid.ids_of(workspace, file_id, View(), columns), 5),
        "rows of a word": median_ms(
            lambda: grid.ids_of(workspace, file_id, View("menuiserie lyon"), columns), 5
        ),
        "rows sorted by town": median_ms(
            lambda: grid.ids_of(workspace, file_id, View(sort=(SortKey("city"),)), columns), 3
        ),
    }
    for name, (median, late) in lines.items():
        print(f"{name:40} {median:9.2f} ms   p95 {late:9.2f} ms")


def measure_services(rows: int) -> None:
    """Import `rows` rows, then print the figures of that and of the daily acts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source.csv"
        write_source(source, rows)
        plain = plain_import(source, folder / "plain.db")
        workspace = make_workspace(folder)
        workspace.prepare_writing()
        start = time.perf_counter()
        report = run_import(workspace, ImportPlan(source, nature="professional"))
        spent = time.perf_counter() - start
        assert report.rows_in == report.imported + report.rejected == rows
        print(f"import: {rows / spent:,.0f} rows/s, {spent / plain:.1f} x csv + executemany")
        assert report.file_id is not None
        measure(workspace, report.file_id)
        workspace.close()
