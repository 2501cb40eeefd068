"""A file of rows made by chance, with everything that cells may hold, and its model."""

import json
import random
from datetime import UTC, date, datetime

from prospect_tui.domain.columns import Column, own_id
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.values import typed_text
from prospect_tui.domain.views import Condition, View
from prospect_tui.services import grid
from prospect_tui.services.prospect_files import columns
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.connection import moment_text
from prospect_tui.storage.imports import NewRow, insert_rows
from tests.builders import make_file
from tests.services.filter_model import Model, Row

ROWS = 300
TEXTS = [
    "", "", "Lyon", "LYON", "lyon 3e", "Sète", "sete", "Saint-Étienne", "Œuvrard", "L’Atelier",
    "l'atelier", "100 %", "a_b", "a*b", 'dit "le Vieux"', "x|y", "a..b", "[a-z]", "%", "select",
    "Caen", "Zürich", "100 à 199", "12", "3", "1 000", "-5", "NC", "10 salariés", "2,5", "12kg",
    "1234567890123456", "a\\b", "ﬁn", "½", "؀", "x" * 300,
]  # fmt: skip
TAGS = ["", "devis", "Devis, chaud", "salon;été", "chaud", "devisé", "salon, chaud, Été"]
PHONES = [
    "", "01 99 00 12 34", "0199001234", "+33 1 99 00 12 34", "+33 (0)1.99.00.12.34",
    "01.99.00.12.34 / 06 39 98 00 01", "1234", "abc", "01 99 00 12 35 poste 12", "15",
    "+41 44 668 18 00",
]  # fmt: skip
MONEY = ["", "0", "500", "-500", "-5", "120000000", "123456", "beaucoup", "--5", "-", "9" * 25]
NUMBERS = [
    "", "1000", "1 000", "1\u00a0000", "2,5", "2.5", "12k", "-3", "300 m²", "beaucoup", "007",
    "12345678901234567890", "0",
]  # fmt: skip
DAYS = [
    "", "2003-02-01", "1999-12-31", "2026-11-22", "2026-11-23", "2026-11-24", "2026-12-03",
    "31/02/2003", "vers 2003", "2026-02-30", "0000-01-01",
]  # fmt: skip
POSTCODES = ["", "69003", "01000", "6900", "1200", "SW1A 1AA", "2A004", "69 003"]
CELLS = {
    "company_name": TEXTS,
    "city": TEXTS,
    "notes": TEXTS,
    "headcount": TEXTS,
    "country": ["", "", "France", "Suisse"],
    "tags": TAGS,
    "phone": PHONES,
    "mobile": PHONES,
    "postcode": POSTCODES,
    "turnover": MONEY,
    "founded_on": DAYS,
    "email": ["", "Anais@exemple.fr", "anais exemple.fr", "a@b.example; c@d.example"],
    "siret": ["", "73282932000074", "73282932000075", "732 829 320 00074", "12"],
    "naf": ["", "43.32A", "4332A", "zz"],
    "vat_number": ["", "FR44732829320", "FR 44 732829320", "FR1"],
    "nature": ["professional", "individual", "unknown"],
    "result": ["", "NRP", "REFUS", "REFUS_COMM", "VISIO"],
    "score": ["", "CHAUD", "TIEDE"],
}
OWN = {
    "select": ("text", TEXTS),
    "order by 1": ("number", NUMBERS),
    "from": ("date", DAYS),
    "it's": ("choice", ["", "S", "M", "XL", "s"]),
    "Oui ?": ("yes_no", ["", "yes", "no", "peut-être"]),
}
COMPUTED = ("attempts", "age", "next", "last_call")
MOMENTS = [datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC), datetime(2026, 11, 22, 23, tzinfo=UTC)]


def add_columns(workspace: Workspace, file: int) -> None:
    with workspace.writing("add_column") as writing:
        writing.connection.executemany(
            "INSERT INTO file_column (file_id, label, kind, choices) VALUES (?, ?, ?, ?)",
            [
                (file, label, kind, json.dumps(["S", "M", "L"]) if kind == "choice" else "")
                for label, (kind, _values) in OWN.items()
            ],
        )


def fill(workspace: Workspace, file: int, known: dict[str, Column]) -> list[Row]:
    """Fill a file with rows made by chance, always the same."""
    chance = random.Random(3)
    own = {column.key: OWN[column.label][1] for column in known.values() if column.is_own}
    rows = []
    for _ in range(ROWS):
        cells = {key: chance.choice(values) for key, values in (CELLS | own).items()}
        last_call = chance.choice([None, *MOMENTS, datetime(2026, 3, 29, 1, tzinfo=UTC)])
        next_day = chance.choice([None, date(2026, 11, 23), date(2026, 11, 30), date(2027, 3, 12)])
        rows.append(Row(0, cells, chance.randrange(12), next_day, last_call, workspace.clock.now()))
    with workspace.writing("import") as writing:
        new = []
        for row in rows:
            fixed = {key: row.cells[key] for key in CELLS if key not in {"result", "score"}}
            extra = {str(own_id(key)): row.cells[key] for key in own if row.cells[key]}
            new.append(NewRow(None, fixed, extra, derive(fixed)))
        ids = insert_rows(writing.connection, file, None, new, writing.now)
        for row, row_id in zip(rows, ids, strict=True):
            row.id = row_id
            writing.connection.execute(
                "UPDATE prospect SET result = ?, score = ?, attempts = ?, next_day = ?,"
                " last_call_at = ? WHERE id = ?",
                (
                    row.cells["result"], row.cells["score"], row.attempts,
                    row.next_day.isoformat() if row.next_day else None,
                    moment_text(row.last_call), row_id,
                ),
            )  # fmt: skip
    return rows


class Desk:
    """A filled file and its model."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.file = make_file(workspace)
        add_columns(workspace, self.file)
        self.columns = columns(workspace, self.file)
        rows = fill(workspace, self.file, self.columns)
        self.model = Model(rows, self.columns, workspace.days)
        own = [key for key, column in self.columns.items() if column.is_own]
        self.keys = [*CELLS, *COMPUTED, *own]

    def found(self, *conditions: Condition) -> set[int]:
        """Return what the SQL finds."""
        view = View(conditions=conditions)
        return set(grid.ids_of(self.workspace, self.file, view, self.columns))

    def typed(self, column: Column, value: str) -> str:
        """Return a stored value as it is typed in a filter."""
        if column.key == "attempts" and value == "0":
            return value
        return typed_text(column.kind, value)
