"""Steps of the schema: a fresh base, the models, other people's files, a step that fails."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.results import DEFAULT_RESULTS, DEFAULT_SCORES
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import contacts, grid, opening, opportunities, sessions, undo
from prospect_tui.services.search import find
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import configuration, migrations, models
from prospect_tui.storage.connection import connect
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_file, make_prospect, make_workspace
from tests.storage.checks import problems, search_index_is_sound

SHADOWS = "prospect_fts"
"""The tables that full-text search keeps for itself."""


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {name: references_last("".join(sql.split()).lower()) for name, sql in rows.fetchall()}


def references_last(sql: str) -> str:
    """Write the references of a table in order at its end: a column added later has its beside it.

    `ALTER TABLE` knows no other way, and both mean the same.
    """
    beside = re.compile(r"(?<=[(,])(\w+?)(integer)(references\w+\(\w+\))")
    found = [f"foreignkey({name}){target}" for name, _type, target in beside.findall(sql)]
    at_end = re.compile(r",(foreignkey\(\w+\)references\w+\(\w+\)(?:ondeletecascade)?)")
    if not sql.startswith("createtable"):
        return sql
    body = at_end.sub("", beside.sub(r"\1\2", sql)).removesuffix(")")
    return ",".join([body, *sorted([*at_end.findall(sql), *found])]) + ")"


def test_a_fresh_base_is_whole(workspace: Workspace) -> None:
    connection = workspace.connection
    assert migrations.version_of(connection) == max(migrations.steps())
    application = connection.execute("PRAGMA application_id").fetchone()
    assert application == (migrations.APPLICATION_ID,)
    assert problems(connection) == []


def test_a_fresh_base_holds_the_default_lists(workspace: Workspace) -> None:
    found = configuration.results(workspace.connection)
    assert [r.code for r in found.values()] == [r.code for r in DEFAULT_RESULTS]
    for position, rule in enumerate(DEFAULT_RESULTS):
        kept = found[rule.code]
        assert kept.position == position
        for field in set(rule.__dataclass_fields__) - {"position"}:
            assert getattr(kept, field) == getattr(rule, field), (rule.code, field)
    scores = configuration.scores(workspace.connection)
    assert list(scores) == [score.code for score in DEFAULT_SCORES]
    assert [(s.priority, s.tone, s.needs_reason) for s in scores.values()] == [
        (s.priority, s.tone, s.needs_reason) for s in DEFAULT_SCORES
    ]
    stages = configuration.stages(workspace.connection)
    assert [stage.probability for stage in stages] == [20, 40, 60, 70, 85]
    assert configuration.pipelines(workspace.connection) == [(1, "")]


def test_the_steps_make_the_tables_of_the_models(workspace: Workspace) -> None:
    assert models.__all__
    engine = create_engine("sqlite://", creator=lambda: connect(workspace.path))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parents: (
                    kind != "table" or not str(name).startswith(SHADOWS)
                ),
            },
        )
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_steps_make_the_very_sql_of_the_models(workspace: Workspace) -> None:
    """Constraints and conditions of indexes, which the comparison above does not look at."""
    engine = create_engine("sqlite://", module=sqlite3)
    SQLModel.metadata.create_all(engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        wanted = schema_of(raw)
    engine.dispose()
    made = schema_of(workspace.connection)
    assert {name: sql for name, sql in made.items() if not name.startswith("prospect_")} == {
        name: sql for name, sql in wanted.items() if not name.startswith("prospect_")
    }
    assert wanted.items() <= made.items()


def a_step_more(sql: str) -> Callable[[], dict[int, str]]:
    steps = dict(migrations.steps()) | {max(migrations.steps()) + 1: sql}
    return lambda: steps


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Return the path of a closed base with two rows."""
    workspace = make_workspace(tmp_path)
    file_id = make_file(workspace)
    make_prospect(workspace, file_id)
    make_prospect(workspace, file_id)
    workspace.close()
    return workspace.path


def test_a_new_step_runs_once_after_a_backup(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = max(migrations.steps())
    sql = "CREATE TABLE extra (id INTEGER);\nINSERT INTO extra SELECT id FROM prospect;"
    monkeypatch.setattr(migrations, "steps", a_step_more(sql))
    for _ in range(2):
        workspace = make_workspace(filled.parent)
        connection = workspace.connection
        assert migrations.version_of(connection) == version + 1
        assert connection.execute("SELECT count(*) FROM extra").fetchone() == (2,)
        workspace.close()
    (backup,) = (filled.parent / opening.BACKUP_DIRECTORY).iterdir()
    copy = sqlite3.connect(backup)
    assert migrations.version_of(copy) == version
    assert copy.execute("SELECT count(*) FROM prospect").fetchone() == (2,)
    copy.close()


AS_FIRST_WRITTEN = {
    # the search text of step 1 ended with the VAT number, and with any other word in its place
    "FR44732829320": "menuiserie 0199001234 33199001234 732829320 73282932000074 FR44732829320",
    "BE0123456789": "menuiserie 0199001234 33199001234 732829320 73282932000074 BE0123456789",
    "néant": "menuiserie 0199001234 33199001234 732829320 73282932000074 néant",
    "": "menuiserie 0199001234 33199001234 732829320 73282932000074",
}


@pytest.mark.parametrize(("vat", "body"), AS_FIRST_WRITTEN.items())
def test_numbers_of_an_old_base_are_found_by_their_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vat: str, body: str
) -> None:
    first = {1: migrations.steps()[1]}
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "steps", lambda: first)
        workspace = make_workspace(tmp_path)
        cells = {"phone": "01 99 00 12 34", "siren": "732829320", "siret": "73282932000074"}
        file_id = make_file(workspace)
        row = make_prospect(workspace, file_id, vat_number=vat, **cells)
        with workspace.transaction() as connection:
            connection.execute("UPDATE prospect_search SET body = ?", (body,))
        make_prospect(workspace, file_id, phone="", company_name="Sans numéro")
        workspace.close()
    workspace = make_workspace(tmp_path)
    for figures in ("9001234", "199 00 12", "29320", "3282932000"):
        assert [found.id for found in find(workspace, figures)] == [row]
    assert search_index_is_sound(workspace.connection)
    grid.delete_rows(workspace, [row])
    assert find(workspace, "9001234") == []
    undo.undo(workspace)
    assert [found.id for found in find(workspace, "9001234")] == [row]
    assert search_index_is_sound(workspace.connection)
    workspace.close()


def test_a_row_deleted_before_the_step_comes_back_with_its_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {1: migrations.steps()[1]}
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "steps", lambda: first)
        workspace = make_workspace(tmp_path)
        row = make_prospect(workspace, make_file(workspace), phone="01 99 00 12 34")
        grid.delete_rows(workspace, [row])
        workspace.close()
    workspace = make_workspace(tmp_path)
    undo.undo(workspace)
    assert [found.id for found in find(workspace, "9001234")] == [row]
    workspace.close()


def test_calls_and_sessions_of_a_base_without_timers_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {number: sql for number, sql in migrations.steps().items() if number < 3}
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "steps", lambda: older)
        workspace = make_workspace(tmp_path)
        rows = [make_prospect(workspace, make_file(workspace)), make_prospect(workspace, 1)]
        with workspace.transaction() as connection:
            connection.execute(
                "INSERT INTO call_session (started_at, goal_calls)"
                " VALUES ('2026-11-20 08:00:00.000000', 40)"
            )
            connection.executemany(
                "INSERT INTO call (uid, prospect_id, session_id, at, result)"
                " VALUES (?1, ?1, 1, '2026-11-20 08:05:00.000000', 'NRP')",
                [(row,) for row in rows],
            )
        workspace.close()
    workspace = make_workspace(tmp_path)
    session = sessions.current(workspace)
    assert session is not None
    assert (session.goal.calls, session.figures.calls) == (40, 2)
    assert sessions.stop(workspace).session.worked_seconds == 300
    calls = workspace.connection.execute(
        "SELECT prospect_id, dialled_at, wrap_up_seconds FROM call ORDER BY id"
    ).fetchall()
    assert calls == [(row, None, None) for row in rows]
    workspace.close()


def test_the_people_of_an_older_base_get_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {number: sql for number, sql in migrations.steps().items() if number < 5}
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "steps", lambda: older)
        workspace = make_workspace(tmp_path)
        opportunities.create(
            workspace, "Toiture", origin=Origin.REFERRAL, contact_name="M. Lambert",
            phone="01.99.00.12.34 poste 12 / 06 39 98 12 34",
        )  # fmt: skip
        opportunities.create(workspace, "Étude", origin=Origin.REFERRAL, contact_name="Mme Roux")
        wanted = _lines_of_people(workspace)
        with workspace.transaction() as connection:
            connection.execute("DELETE FROM phone_line")
        workspace.close()
    workspace = make_workspace(tmp_path)
    assert _lines_of_people(workspace) == wanted
    assert [line[3] for line in wanted] == ["+33199001234", "+33639981234"]
    assert contacts.alike(workspace, {"phone": "+33 6 39 98 12 34"})[0].name == "M. Lambert"
    undo.undo(workspace)
    undo.undo(workspace)
    assert (contacts.find(workspace), _lines_of_people(workspace)) == ([], [])
    assert problems(workspace.connection) == []
    workspace.close()


def _lines_of_people(workspace: Workspace) -> list[tuple[object, ...]]:
    return workspace.connection.execute(
        "SELECT contact_id, field, position, e164, extension FROM phone_line ORDER BY id"
    ).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE extra (id INTEGER);\nUPDATE prospect SET score = 'X';\nNONSENSE;",
        "CREATE TABLE extra (id INTEGER);\nINSERT INTO nowhere VALUES (1);",
        # deletes what others refer to: found before the step counts
        "DELETE FROM prospect_file;",
    ],
)
def test_a_step_that_fails_leaves_nothing(
    filled: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    before = filled.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "steps", a_step_more(sql))
        with pytest.raises(UnusableBase) as refusal:
            make_workspace(filled.parent)
        assert refusal.value.params["path"] == str(filled)
    assert filled.read_bytes() == before
    workspace = make_workspace(filled.parent)
    assert workspace.connection.execute("SELECT count(*) FROM prospect").fetchone() == (2,)
    workspace.close()


def test_a_backup_that_fails_stops_the_migration(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled.parent / opening.BACKUP_DIRECTORY).write_text("in the way", encoding="utf-8")
    before = filled.read_bytes()
    monkeypatch.setattr(migrations, "steps", a_step_more("CREATE TABLE extra (id INTEGER);"))
    with pytest.raises(UnusableBase):
        make_workspace(filled.parent)
    assert filled.read_bytes() == before


def test_a_creation_that_was_cut_short_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_connection: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(opening, "seed", cut)
        with pytest.raises(KeyboardInterrupt):
            make_workspace(tmp_path)
    workspace = make_workspace(tmp_path)
    assert len(configuration.results(workspace.connection)) == len(DEFAULT_RESULTS)
    workspace.close()


def test_a_step_done_meanwhile_by_another_program_is_not_run_again(tmp_path: Path) -> None:
    first, second = connect(tmp_path / "base.db"), connect(tmp_path / "base.db")
    migrations.migrate(first, lambda: None)
    number, sql = next(iter(migrations.steps().items()))
    migrations._run(second, number, sql)
    assert migrations.version_of(second) == max(migrations.steps())
    first.close()
    second.close()


def make_foreign(path: Path, *statements: str) -> bytes:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


TABLE = "CREATE TABLE mine (id INTEGER)"


@pytest.mark.parametrize(
    ("statements", "message_id"),
    [
        ([TABLE], "base.not_ours"),
        ([TABLE, "PRAGMA journal_mode = WAL"], "base.not_ours"),
        ([TABLE, "PRAGMA application_id = 42", "PRAGMA user_version = 1"], "base.not_ours"),
        (["PRAGMA journal_mode = WAL", "PRAGMA user_version = 99"], "base.newer"),
    ],
)
def test_another_programs_base_is_refused_untouched(
    tmp_path: Path, statements: list[str], message_id: str
) -> None:
    before = make_foreign(tmp_path / "base.db", *statements)
    with pytest.raises(UnusableBase) as refusal:
        make_workspace(tmp_path)
    assert refusal.value.message_id == message_id
    assert (tmp_path / "base.db").read_bytes() == before


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_newer_base_is_refused_untouched(filled: Path, mode: str) -> None:
    newest = max(migrations.steps())
    before = make_foreign(
        filled, f"PRAGMA user_version = {newest + 1}", f"PRAGMA journal_mode = {mode}"
    )
    with pytest.raises(UnusableBase) as refusal:
        make_workspace(filled.parent)
    assert refusal.value.message_id == "base.newer"
    assert refusal.value.params == {"path": str(filled), "version": newest + 1, "known": newest}
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON call BEGIN DELETE FROM prospect; END",
        "CREATE VIEW spy AS SELECT * FROM prospect",
        # one of ours under its own name, doing something else
        "CREATE TRIGGER prospect_search_added AFTER INSERT ON prospect_search"
        " BEGIN DELETE FROM prospect; END",
    ],
)
def test_a_base_carrying_somebody_elses_code_is_refused(filled: Path, statement: str) -> None:
    before = make_foreign(
        filled,
        "DROP TRIGGER prospect_search_added",
        statement,
    )
    with pytest.raises(UnusableBase, match=r"base\.foreign_code"):
        make_workspace(filled.parent)
    assert filled.read_bytes() == before


@given(
    st.lists(
        st.sampled_from(
            [
                "SELECT 1;",
                "INSERT INTO t VALUES (';');",
                "CREATE TRIGGER a AFTER INSERT ON t BEGIN\n  DELETE FROM t;\n  SELECT 1;\nEND;",
                "-- a remark; with a semicolon\nSELECT 2;",
            ]
        )
    )
)
def test_a_script_is_split_into_whole_statements(wanted: list[str]) -> None:
    found = list(migrations.statements("\n".join(wanted)))
    assert [statement.strip() for statement in found] == wanted
