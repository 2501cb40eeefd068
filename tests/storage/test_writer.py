"""The writing connection: plain SQL and models in one transaction."""

import pytest

from prospect_tui.domain.errors import NotFound, UnusableBase
from prospect_tui.services import prospect_files
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.models import ProspectFile, Source
from tests.builders import make_file


def rename(writing: Writing, file_id: int, name: str) -> str:
    """Change a file by its model; return its name as plain SQL then sees it."""
    writing.session.get_one(ProspectFile, file_id).name = name
    writing.session.flush()
    sql = "SELECT name FROM prospect_file WHERE id = ?"
    found: str = writing.connection.execute(sql, (file_id,)).fetchone()[0]
    return found


def rename_and_fail(workspace: Workspace, file_id: int) -> None:
    """Change a file in a transaction that does not end well."""
    with workspace.writing("rename_file") as writing:
        assert rename(writing, file_id, "Perdu") == "Perdu"
        raise NotFound("file.not_found", file=file_id)


def test_models_and_plain_sql_are_one_transaction(workspace: Workspace) -> None:
    file_id = make_file(workspace, name="Avant")
    with pytest.raises(NotFound):
        rename_and_fail(workspace, file_id)
    assert [file.name for file in prospect_files.files(workspace)] == ["Avant"]
    with workspace.writing("rename_file") as writing:
        rename(writing, file_id, "Vu")
        writing.session.get_one(ProspectFile, file_id).name = "Après"
    assert [file.name for file in prospect_files.files(workspace)] == ["Après"]


def test_a_session_ends_with_its_transaction(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    sessions = []
    for name in ("Un", "Deux"):
        with workspace.writing("rename_file") as writing:
            rename(writing, file_id, name)
            sessions.append(writing.session)
            file = writing.session.get_one(ProspectFile, file_id)
        assert (file.name, writing.connection.in_transaction) == (name, False)
        assert file not in sessions[-1]
    assert sessions[0] is not sessions[1]


def test_plain_sql_opens_no_session(workspace: Workspace) -> None:
    make_file(workspace, name="Avant")
    with workspace.writing("rename_file") as writing:
        writing.connection.execute("UPDATE prospect_file SET name = 'Après'")
        assert writing.writer._session is None
    assert [file.name for file in prospect_files.files(workspace)] == ["Après"]


def test_the_first_session_ends_nothing_that_is_begun(workspace: Workspace) -> None:
    with workspace.writing("import") as writing:
        writing.connection.execute("INSERT INTO source (id, name) VALUES (1, 'Salon')")
        assert "sessions" not in vars(writing.writer)
        source = writing.session.get_one(Source, 1)
        assert (source.name, writing.connection.in_transaction) == ("Salon", True)
        source.name = "Foire"
    names = workspace.connection.execute("SELECT name FROM source").fetchall()
    assert names == [("Foire",)]


def test_what_sqlite_refuses_of_a_model_is_told_as_of_plain_sql(workspace: Workspace) -> None:
    with (
        pytest.raises(UnusableBase) as refusal,
        workspace.writing("import") as writing,
    ):
        writing.session.add_all([Source(name="Salon"), Source(name="Salon")])
    assert isinstance(refusal.value.__cause__, sqlite3.IntegrityError)
    assert workspace.connection.execute("SELECT * FROM source").fetchall() == []
