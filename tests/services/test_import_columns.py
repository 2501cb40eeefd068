"""The own columns that an import fills: their names, what they hold."""

import json
from pathlib import Path

import pytest

from prospect_tui.domain.columns import own_id
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import own_columns, prospect_files
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from tests.builders import dump, make_file


def make_table(folder: Path, text: str, name: str = "liste.csv") -> Path:
    """Return the path of a new table."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_columns_are_shared_by_label_and_gone_with_their_import(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = make_table(tmp_path, "Société;Surface\nA;120\n")
    run_import(workspace, ImportPlan(first, into="F"))
    before = dump(workspace)
    second = make_table(tmp_path, "Société;SURFACE;Étage\nB;90;2\n")
    stop = iter([True])
    plan = ImportPlan(second, into="F")
    report = run_import(workspace, plan, is_cancelled=lambda: next(stop))
    assert report.cancelled
    assert dump(workspace) == before
    run_import(workspace, plan)
    own = [c.label for c in prospect_files.columns(workspace, 1).values() if c.is_own]
    assert own == ["Surface", "Étage"]


def test_own_columns_leave_the_names_of_the_fixed_ones(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = make_table(tmp_path, "Société;Score;Score (2);SURFACE;Score\nA;90;80;120;70\n")
    plan = ImportPlan(path, into="F", reserved={"score", "Résultat"}, keep_duplicates=True)
    for _again in range(2):
        run_import(workspace, plan)
    own = [c for c in prospect_files.columns(workspace, 1).values() if c.is_own]
    assert [column.label for column in own] == ["Score (4)", "Score (2)", "SURFACE", "Score (3)"]
    rows = workspace.connection.execute("SELECT extra FROM prospect").fetchall()
    keys = [str(own_id(column.key)) for column in own]
    held = dict(zip(keys, ("90", "80", "120", "70"), strict=True))
    assert [json.loads(row) for (row,) in rows] == [held, held]


def test_an_own_column_takes_values_as_if_they_were_typed(
    workspace: Workspace, tmp_path: Path
) -> None:
    file_id = make_file(workspace, "F")
    for name, kind in (
        ("Jour", ColumnKind.DATE),
        ("Signé", ColumnKind.YES_NO),
        ("Pot", ColumnKind.CHOICE),
        ("Prix", ColumnKind.NUMBER),
    ):
        own_columns.add_column(workspace, file_id, name, kind, ("Rouge", "Bleu"))
    text = "Société;Jour;Signé;Pot;Prix\nA;31/12/2026;oui;rouge;1 250\nB;plus tard;?;vert;cher\n"
    run_import(workspace, ImportPlan(make_table(tmp_path, text), into="F"))
    rows = workspace.connection.execute("SELECT extra FROM prospect ORDER BY id").fetchall()
    held = [list(json.loads(row).values()) for (row,) in rows]
    assert held[0] == ["2026-12-31", "yes", "Rouge", "1 250"]
    assert held[1] == ["plus tard", "?", "vert", "cher"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("2026-12-31", "", "2025-01-02"), ColumnKind.DATE),
        (("31/12/2026", "1.2.2026", "2026-02-28"), ColumnKind.DATE),
        (("31/12/2026", "lundi", "2026-02-28"), ColumnKind.TEXT),
        (("2026", "2025", "2024"), ColumnKind.TEXT),
        (("31/12/2026 10:00", "31/12/2026 11:00", ""), ColumnKind.TEXT),
        (("", "", ""), ColumnKind.TEXT),
        (("01/02/2026",) * 9 + ("bientôt",), ColumnKind.DATE),
    ],
)
def test_a_column_of_days_is_known(
    workspace: Workspace, tmp_path: Path, cells: tuple[str, ...], kind: ColumnKind
) -> None:
    rows = "".join(f"Société {place};{cell};Lyon\n" for place, cell in enumerate(cells))
    path = make_table(tmp_path, f"Société;Échéance;Ville\n{rows}")
    run_import(workspace, ImportPlan(path, into="F"))
    own = [c for c in prospect_files.columns(workspace, 1).values() if c.is_own]
    assert [(column.label, column.kind) for column in own] == [("Échéance", kind)]


def test_days_are_kept_so_that_they_sort(workspace: Workspace, tmp_path: Path) -> None:
    rows = "".join(f"S{day};{day}/01/2026\n" for day in range(10, 29)) + "Z;plus tard\n"
    run_import(workspace, ImportPlan(make_table(tmp_path, "Société;Échéance\n" + rows), into="F"))
    held = workspace.connection.execute("SELECT extra FROM prospect ORDER BY id").fetchall()
    values = [json.loads(row)["1"] for (row,) in held]
    assert values == [f"2026-01-{day}" for day in range(10, 29)] + ["plus tard"]
