"""One function says who objects, and import, queue, dial, conversion and export all ask it."""

from pathlib import Path

import pytest

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import Refused
from prospect_tui.services import cockpit, conversion, exporting, opposition, queue
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.grid import GridRecord
from tests.builders import make_file, make_prospect

NUMBER, MAIL = "01 99 00 12 34", "anais@exemple.fr"


@pytest.fixture
def file(workspace: Workspace) -> int:
    """Return a file beside which somebody objected by number and by mail."""
    gone = make_prospect(workspace, make_file(workspace, "Salon"), phone=NUMBER, email=MAIL)
    opposition.oppose(workspace, gone)
    return make_file(workspace)


@pytest.fixture(params=[{"phone": NUMBER}, {"email": MAIL, "phone": "01 99 00 56 78"}])
def row(workspace: Workspace, file: int, request: pytest.FixtureRequest) -> int:
    """Return a row of the same person that came in by another way and was never marked."""
    made = make_prospect(workspace, file, **request.param)
    with workspace.transaction() as connection:
        connection.execute("UPDATE prospect SET opposed = 0, state = 'active'")
    return made


def test_the_row_is_known_by_its_number_or_mail_alone(workspace: Workspace, row: int) -> None:
    stranger = make_prospect(workspace, 2)
    assert opposition.opposed_rows(workspace, [row, stranger]) == {row}


def imported(workspace: Workspace, folder: Path) -> int:
    """Import two rows of the person and another one; return how many object."""
    table = folder / "liste.csv"
    lines = ("Société;Téléphone;E-mail", f"A;{NUMBER};", f"B;;{MAIL}", "C;01 99 00 99 99;")
    table.write_text("\n".join(lines), encoding="utf-8")
    return run_import(workspace, ImportPlan(table, into="Reçu", keep_duplicates=True)).opposed


def test_import_strikes_the_person_out(workspace: Workspace, file: int, tmp_path: Path) -> None:
    assert imported(workspace, tmp_path) == 2
    shown = workspace.connection.execute(
        "SELECT company_name, opposed, state FROM prospect WHERE file_id <> ? ORDER BY id DESC"
        " LIMIT 3",
        (file,),
    ).fetchall()
    assert shown[::-1] == [("A", 1, "struck"), ("B", 1, "struck"), ("C", 0, "active")]


def test_the_queue_never_offers_the_row(workspace: Workspace, row: int) -> None:
    other = make_prospect(workspace, 2)
    assert [entry.prospect_id for entry in queue.upcoming(workspace)][-1:] == [other]
    assert row not in [entry.prospect_id for entry in queue.upcoming(workspace)]


def test_it_is_not_dialled_nor_its_call_logged(workspace: Workspace, row: int) -> None:
    assert cockpit.card(workspace, row).verdict.message_id == "law.opposed"
    with pytest.raises(Refused, match=r"call\.forbidden"):
        log_call(workspace, CallEntry(row, "NRP"))


def test_it_is_not_converted(workspace: Workspace, row: int) -> None:
    with pytest.raises(Refused, match=r"convert\.opposed"):
        conversion.convert_rows(workspace, [row], anyway=True)


def exported(workspace: Workspace, file: int, path: Path, *, with_opposed: bool = False) -> int:
    """Export a file; return how many rows were written."""

    def title(column: Column) -> str:
        return column.key

    def shown(_column: Column, value: str, _record: GridRecord) -> str:
        return value

    return exporting.export_rows(
        workspace, file, path, titles=title, shown=shown, with_opposed=with_opposed
    )


def test_it_is_not_exported(workspace: Workspace, file: int, row: int, tmp_path: Path) -> None:
    make_prospect(workspace, file)
    assert exported(workspace, file, tmp_path / "sans.csv") == 1
    assert exported(workspace, file, tmp_path / "avec.csv", with_opposed=True) == 2


def test_all_five_ask_the_same_function(
    workspace: Workspace,
    file: int,
    row: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once that function knows nobody, none of the five refuses any more."""
    monkeypatch.setattr(opposition, "opposed_values", lambda *_args: set())
    assert row in [entry.prospect_id for entry in queue.upcoming(workspace)]
    assert cockpit.card(workspace, row).verdict.allowed
    log_call(workspace, CallEntry(row, "NRP"))
    assert conversion.convert_rows(workspace, [row], anyway=True)
    assert imported(workspace, tmp_path) == 0
    assert exported(workspace, file, tmp_path / "tout.csv") == 1
