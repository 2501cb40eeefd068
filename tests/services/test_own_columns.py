"""A file's own columns: added, renamed, deleted with their values; each is one undo."""

from collections.abc import Callable

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, own_id
from prospect_tui.domain.errors import InvalidValue, NotFound, ProspectError, Refused
from prospect_tui.domain.prospect import derive
from prospect_tui.domain.views import View
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services import grid, notes, own_columns, prospect_files, undo
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.imports import NewRow, insert_rows
from prospect_tui.wording.cells import editable_text
from tests.builders import dump, make_file, make_prospect

KEYWORDS = ("select", "order by 1; --", '"', "'", "own:3", "$.1", "rowid", "élève {name}", "a,b;c")


@pytest.fixture
def file_id(workspace: Workspace) -> int:
    """Make a file."""
    return make_file(workspace)


def own(workspace: Workspace, file_id: int) -> list[Column]:
    """Return the own columns of a file, in order."""
    return [c for c in prospect_files.columns(workspace, file_id).values() if c.is_own]


def value(workspace: Workspace, row: int, column: Column) -> str:
    return grid.records(workspace, [row], [column])[row].values[0]


def found_by(workspace: Workspace, file_id: int, words: str) -> list[int]:
    columns = prospect_files.columns(workspace, file_id)
    return list(grid.ids_of(workspace, file_id, View(words=words), columns))


@pytest.mark.parametrize("kind", ["text", "number", "date", "choice", "yes_no"])
def test_a_column_is_added_at_the_end_and_taken_back(
    workspace: Workspace, file_id: int, kind: str
) -> None:
    own_columns.add_column(workspace, file_id, "Première")
    before = dump(workspace)
    choices = ["rouge", " bleu ", "ROUGE", ""] if kind == "choice" else []
    made = own_columns.add_column(
        workspace, file_id, "  Ma \t colonne\x07 ", ColumnKind(kind), choices
    )
    assert made.label == "Ma colonne\N{REPLACEMENT CHARACTER}"
    assert made.choices == (("ROUGE", "bleu") if kind == "choice" else ())
    assert own(workspace, file_id)[1:] == [made]
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["name"]) == ("add_column", made.label)
    assert dump(workspace) == before
    undo.redo(workspace)
    assert own(workspace, file_id)[1:] == [made]


@pytest.mark.parametrize("name", KEYWORDS)
def test_a_column_may_be_called_anything(workspace: Workspace, file_id: int, name: str) -> None:
    row = make_prospect(workspace, file_id)
    made = own_columns.add_column(workspace, file_id, name)
    grid.edit_cell(workspace, row, made, f"valeur de {name}")
    columns = prospect_files.columns(workspace, file_id)
    assert columns[made.key].label == name
    assert value(workspace, row, columns[made.key]) == f"valeur de {name}"
    assert own_columns.count_values(workspace, made) == 1
    assert own_columns.rename_column(workspace, made, f"{name} bis") == f"{name} bis"


@pytest.mark.parametrize(
    ("name", "message_id"),
    [
        ("", "column.no_name"),
        (" \t\u200b ", "column.no_name"),
        ("x" * 81, "column.name_too_long"),
        ("Éffectif TOTAL", "column.name_taken"),
        ("ville", "column.name_taken"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(
    workspace: Workspace, file_id: int, name: str, message_id: str
) -> None:
    own_columns.add_column(workspace, file_id, "Effectif total")
    other = own_columns.add_column(workspace, file_id, "Autre")
    before = dump(workspace)
    with pytest.raises(InvalidValue) as added:
        own_columns.add_column(workspace, file_id, name, reserved={"Ville"})
    with pytest.raises(InvalidValue) as renamed:
        own_columns.rename_column(workspace, other, name, reserved={"Ville"})
    assert added.value.message_id == renamed.value.message_id == message_id
    assert dump(workspace) == before


def test_a_name_is_free_in_another_file_and_to_its_own_column(
    workspace: Workspace, file_id: int
) -> None:
    made = own_columns.add_column(workspace, file_id, "Surface")
    own_columns.add_column(workspace, make_file(workspace, "Autre"), "Surface")
    assert own_columns.rename_column(workspace, made, "SURFACE", reserved={"surface"}) == "SURFACE"
    undo.undo(workspace)
    assert own(workspace, file_id)[0].label == "Surface"


@pytest.mark.parametrize(
    ("kind", "choices", "message_id"),
    [
        (ColumnKind.PHONE, (), "column.kind"),
        (ColumnKind.COMPUTED, (), "column.kind"),
        (ColumnKind.CHOICE, (), "column.no_choices"),
        (ColumnKind.CHOICE, ("", " "), "column.no_choices"),
        (ColumnKind.CHOICE, ("x" * 81,), "column.choice_too_long"),
        (ColumnKind.CHOICE, map(str, range(201)), "column.too_many_choices"),
    ],
)
def test_a_column_that_makes_no_sense_is_refused(
    workspace: Workspace, file_id: int, kind: ColumnKind, choices: tuple[str, ...], message_id: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        own_columns.add_column(workspace, file_id, "Colonne", kind, choices)
    assert refused.value.message_id == message_id
    assert own(workspace, file_id) == []


def test_what_a_row_holds_stays_when_choices_change(workspace: Workspace, file_id: int) -> None:
    row = make_prospect(workspace, file_id)
    made = own_columns.add_column(
        workspace, file_id, "Teinte", ColumnKind.CHOICE, ["rouge", "bleu"]
    )
    grid.edit_cell(workspace, row, made, "rouge")
    assert own_columns.change_choices(workspace, made, ["bleu", "vert"]) == ("bleu", "vert")
    (column,) = own(workspace, file_id)
    assert grid.cell_problem(column, value(workspace, row, column)) == "cell.not_a_choice"
    undo.undo(workspace)
    assert own(workspace, file_id) == [made]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Rouge", "rouge"), ("  ECRU ", "Écru"), ("Écru", "Écru"), ("Bleu", "Bleu"), ("Rose", "Rose")],
)
def test_a_choice_is_known_whatever_its_case_and_accents(
    workspace: Workspace, file_id: int, typed: str, kept: str
) -> None:
    row = make_prospect(workspace, file_id)
    choices = ["rouge", "Écru", "bleu", "Bleu"]
    made = own_columns.add_column(workspace, file_id, "Teinte", ColumnKind.CHOICE, choices)
    grid.edit_cell(workspace, row, made, typed)
    assert value(workspace, row, made) == kept


def test_the_kind_of_a_column_changes_with_its_values(workspace: Workspace, file_id: int) -> None:
    made = own_columns.add_column(workspace, file_id, "Échéance")
    typed = ("31/12/2026", "2027-01-15", "bientôt", "")
    rows = [make_prospect(workspace, file_id) for _text in typed]
    for row, text in zip(rows, typed, strict=True):
        grid.edit_cell(workspace, row, made, text)
    before = dump(workspace)

    changed = own_columns.change_kind(workspace, made, ColumnKind.DATE, typed=editable_text)

    assert (changed.values, changed.problems) == (3, 1)
    (column,) = own(workspace, file_id)
    assert (column.kind, column.label) == (ColumnKind.DATE, "Échéance")
    held = [value(workspace, row, column) for row in rows]
    assert held == ["2026-12-31", "2027-01-15", "bientôt", ""]
    assert grid.cell_problem(column, "bientôt") == "value.date"
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["name"]) == ("column_kind", "Échéance")
    assert dump(workspace) == before
    undo.redo(workspace)
    own_columns.change_kind(workspace, column, ColumnKind.TEXT, typed=editable_text)
    held = [value(workspace, row, made) for row in rows]
    assert held == ["31/12/2026", "15/01/2027", "bientôt", ""]


def test_a_column_becomes_one_of_choices_and_of_yes_or_no(
    workspace: Workspace, file_id: int
) -> None:
    made = own_columns.add_column(workspace, file_id, "Équipé")
    rows = [make_prospect(workspace, file_id) for _row in range(2)]
    for row, text in zip(rows, ("OUI", "peut-être"), strict=True):
        grid.edit_cell(workspace, row, made, text)
    own_columns.change_kind(workspace, made, ColumnKind.YES_NO, typed=editable_text)
    (column,) = own(workspace, file_id)
    assert [value(workspace, row, column) for row in rows] == ["yes", "peut-être"]
    changed = own_columns.change_kind(
        workspace, column, ColumnKind.CHOICE, ["Oui", "Non"], typed=editable_text
    )
    assert (changed.values, changed.problems) == (2, 1)
    assert own(workspace, file_id) == [changed.column]
    assert [value(workspace, row, column) for row in rows] == ["Oui", "peut-être"]


@pytest.mark.parametrize(
    ("kind", "message_id"),
    [(ColumnKind.PHONE, "column.kind"), (ColumnKind.CHOICE, "column.no_choices")],
)
def test_a_kind_that_makes_no_sense_changes_nothing(
    workspace: Workspace, file_id: int, kind: ColumnKind, message_id: str
) -> None:
    made = own_columns.add_column(workspace, file_id, "Teinte")
    before = dump(workspace)
    with pytest.raises(InvalidValue) as refused:
        own_columns.change_kind(workspace, made, kind, typed=editable_text)
    with pytest.raises(Refused):
        own_columns.change_kind(
            workspace, COLUMNS_BY_KEY["city"], ColumnKind.NUMBER, typed=editable_text
        )
    assert refused.value.message_id == message_id
    assert dump(workspace) == before


def test_only_a_choice_column_has_choices(workspace: Workspace, file_id: int) -> None:
    made = own_columns.add_column(workspace, file_id, "Teinte")
    with pytest.raises(Refused):
        own_columns.change_choices(workspace, made, ["rouge"])


def test_deleting_takes_the_values_and_what_is_searched_of_them(
    workspace: Workspace, file_id: int
) -> None:
    made = own_columns.add_column(workspace, file_id, "Logiciel")
    kept = own_columns.add_column(workspace, file_id, "Machine")
    rows = [make_prospect(workspace, file_id) for _row in range(3)]
    other_file = make_file(workspace, "Autre")
    for row in rows[:2]:
        grid.edit_cell(workspace, row, made, f"Batigest{row}")
    grid.edit_cell(workspace, rows[0], kept, "toupie")
    notes.add_to_row(workspace, rows[0], "parle de Batigest9")
    assert found_by(workspace, file_id, "batigest") == rows[:2]
    before = dump(workspace)

    assert own_columns.count_values(workspace, made) == 2
    assert own_columns.delete_column(workspace, made) == 2

    assert own(workspace, file_id) == [kept]
    assert own(workspace, other_file) == []
    assert found_by(workspace, file_id, "batigest") == [rows[0]]  # by its note
    assert found_by(workspace, file_id, f"batigest{rows[0]}") == []
    assert found_by(workspace, file_id, "toupie") == [rows[0]]
    assert value(workspace, rows[0], kept) == "toupie"
    done = undo.undo(workspace)
    assert done is not None
    assert (done.code, done.params["name"]) == ("delete_column", "Logiciel")
    assert dump(workspace) == before
    undo.redo(workspace)
    assert own(workspace, file_id) == [kept]
    assert found_by(workspace, file_id, "batigest") == [rows[0]]


def test_a_deletion_that_is_stopped_deletes_nothing(workspace: Workspace, file_id: int) -> None:
    made = own_columns.add_column(workspace, file_id, "Logiciel")
    with workspace.transaction() as connection:
        cells = {"company_name": "Roux"}
        new = [NewRow(None, cells, {str(own_id(made.key)): "x"}, derive(cells, ["x"]))] * 1200
        insert_rows(connection, file_id, None, new, workspace.clock.now())
    before = dump(workspace)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1000:
            raise Refused("undo.row_gone")

    with pytest.raises(Refused):
        own_columns.delete_column(workspace, made, progress=stop)
    assert told == [(500, 1200), (1000, 1200)]
    assert dump(workspace) == before
    assert own_columns.delete_column(workspace, made) == 1200
    assert own_columns.count_values(workspace, made) == 0


def test_the_number_of_a_deleted_column_never_comes_back(
    workspace: Workspace, file_id: int
) -> None:
    first = own_columns.add_column(workspace, file_id, "Une")
    own_columns.delete_column(workspace, first)
    second = own_columns.add_column(workspace, file_id, "Deux")
    undo.undo(workspace)
    third = own_columns.add_column(workspace, file_id, "Trois")
    assert len({first.key, second.key, third.key}) == 3


@pytest.mark.parametrize(
    "act",
    [
        lambda workspace, column: own_columns.rename_column(workspace, column, "Autre"),
        lambda workspace, column: own_columns.change_choices(workspace, column, ["x"]),
        own_columns.delete_column,
    ],
)
def test_what_is_fixed_or_gone_is_not_changed(
    workspace: Workspace, file_id: int, act: Callable[[Workspace, Column], object]
) -> None:
    columns = prospect_files.columns(workspace, file_id)
    with pytest.raises(Refused):
        act(workspace, columns["city"])
    made = own_columns.add_column(workspace, file_id, "Une", ColumnKind.CHOICE, ["x"])
    undo.undo(workspace)
    with pytest.raises(NotFound):
        act(workspace, made)
    assert own_columns.count_values(workspace, made) == 0


def test_five_hundred_columns_keep_their_values_apart(workspace: Workspace, file_id: int) -> None:
    with workspace.transaction() as connection:
        connection.executemany(
            "INSERT INTO file_column (file_id, label, kind, position) VALUES (?, ?, 'text', ?)",
            [(file_id, f"Colonne {number}", number) for number in range(499)],
        )
    made = own_columns.add_column(workspace, file_id, "La dernière")
    columns = own(workspace, file_id)
    assert len(columns) == 500
    row = make_prospect(workspace, file_id)
    with pytest.raises(ProspectError):
        own_columns.add_column(workspace, file_id, "colonne 498")
    grid.edit_cell(workspace, row, columns[0], "début")
    grid.edit_cell(workspace, row, made, "fin")
    (record,) = grid.records(workspace, [row], columns).values()
    assert (record.values[0], record.values[-1], set(record.values[1:-1])) == ("début", "fin", {""})
    assert own_columns.delete_column(workspace, columns[0]) == 1
    assert value(workspace, row, made) == "fin"


def test_another_program_sees_no_half_of_a_deletion(workspace: Workspace, file_id: int) -> None:
    made = own_columns.add_column(workspace, file_id, "Logiciel")
    row = make_prospect(workspace, file_id)
    grid.edit_cell(workspace, row, made, "Batigest")
    seen: list[object] = []

    def look(_done: int, _total: int) -> None:
        with sqlite3.connect(workspace.path) as other:
            seen.append(other.execute("SELECT extra <> '' FROM prospect").fetchone()[0])
            seen.append(other.execute("SELECT count(*) FROM file_column").fetchone()[0])
        other.close()

    own_columns.delete_column(workspace, made, progress=look)
    assert seen == [1, 1]
