"""The prospecting files of the demo, imported by the program's own importer."""

import json
from collections.abc import Iterator, Mapping
from datetime import time
from functools import partial
from importlib.resources import as_file
from typing import Any

from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.services.demo_desk import Desk, Step, data_file, script
from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.services.workspace import Writing

IMPORTED_AT = time(8, 40)


def file_steps(desk: Desk) -> Iterator[Step]:
    """Yield the import of each file, on its day."""
    for entry in script("story.toml")["file"]:
        yield Step(entry["day"], IMPORTED_AT, partial(_import, desk, entry))


def _import(desk: Desk, entry: Mapping[str, Any]) -> None:
    with as_file(data_file(entry["source"])) as path:
        report = run_import(desk.workspace, ImportPlan(path, into=entry["name"]))
    assert report.file_id is not None
    with desk.workspace.writing("edit_file", name=entry["name"]) as writing:
        _describe(desk, writing, report.file_id, entry)
        for label, kind in entry["kinds"].items():
            _set_kind(writing, report.file_id, label, ColumnKind(kind))
        if "consent" in entry:
            _record_consents(writing, report.file_id, entry)
    for story in script("story.toml")["story"]:
        found = desk.workspace.connection.execute(
            "SELECT id FROM prospect WHERE file_id = ? AND company_name = ?",
            (report.file_id, story.get("row")),
        ).fetchall()
        desk.reserved.update(row_id for (row_id,) in found)


def _describe(desk: Desk, writing: Writing, file_id: int, entry: Mapping[str, Any]) -> None:
    from prospect_tui.storage.models import ProspectFile  # noqa: PLC0415 - slow to import

    file = writing.session.get_one(ProspectFile, file_id)
    file.origin = entry["origin"]
    file.lawful_basis = entry["lawful_basis"]
    file.obtained_on = desk.day(entry["day"])
    file.targeting = entry["targeting"]
    file.script = entry["script"]
    writing.session.flush()


def _set_kind(writing: Writing, file_id: int, label: str, kind: ColumnKind) -> None:
    """Say what an own column holds; a choice offers the values that the file has."""
    column_id = _own_column(writing, file_id, label)
    choices: list[str] = []
    if kind is ColumnKind.CHOICE:
        found = writing.connection.execute(
            "SELECT DISTINCT json_extract(extra, ?) FROM prospect"
            " WHERE file_id = ? AND extra <> ''",
            (f'$."{column_id}"', file_id),
        ).fetchall()
        choices = sorted(value for (value,) in found if value)
    writing.connection.execute(
        "UPDATE file_column SET kind = ?, choices = ? WHERE id = ?",
        (kind.value, json.dumps(choices, ensure_ascii=False) if choices else "", column_id),
    )


def _own_column(writing: Writing, file_id: int, label: str) -> int:
    row = writing.connection.execute(
        "SELECT id FROM file_column WHERE file_id = ? AND label = ?", (file_id, label)
    ).fetchone()
    return int(row[0])


def _record_consents(writing: Writing, file_id: int, entry: Mapping[str, Any]) -> None:
    """Keep the proof that some individuals agreed to be called."""
    from prospect_tui.storage.models import Consent  # noqa: PLC0415 - slow to import

    told = entry["consent"]
    column_id = _own_column(writing, file_id, told["column"])
    agreed = writing.connection.execute(
        "SELECT id FROM prospect WHERE file_id = ? AND extra <> '' AND json_extract(extra, ?) = ?"
        " ORDER BY id",
        (file_id, f'$."{column_id}"', told["value"]),
    ).fetchall()
    for (row_id,) in agreed:
        consent = Consent(
            prospect_id=row_id,
            kind="consent",
            channel="phone",
            given_at=writing.now,
            wording=told["wording"],
            evidence=told["evidence"],
        )
        writing.session.add(consent)
    writing.session.flush()
