"""Writing what the rules decided about one prospect row and its calls, as models."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from prospect_tui.domain.columns import IMPORTABLE_KEYS
from prospect_tui.domain.consequence import Consequence, NextCall
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.prospect import derive
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import cells as store
from prospect_tui.storage import imports

if TYPE_CHECKING:
    from prospect_tui.storage.models import Call, Prospect


def fetch(writing: Writing, row_id: int) -> "Prospect":
    """Return a row as a model, to be changed; raises `NotFound`."""
    from prospect_tui.storage.models import Prospect  # noqa: PLC0415 - slow to import

    row = writing.session.get(Prospect, row_id)
    if row is None:
        raise NotFound("row.not_found", row=row_id)
    return row


def set_next(row: "Prospect", next_call: NextCall | None, workspace: Workspace) -> None:
    """Give a row its next call, or none."""
    _set_next(row, next_call, workspace)
    row.next_zone = str(workspace.zone) if next_call else ""


def set_outcome(call: "Call", outcome: Consequence, workspace: Workspace) -> None:
    """Note in a call of the log how it ended and what it decided about its row."""
    call.result, call.score_after = outcome.result, outcome.score
    call.attempts_after, call.counted = outcome.attempts, outcome.counted
    for name, is_set in asdict(outcome.flags).items():
        setattr(call, name, is_set)
    _set_next(call, outcome.next_call, workspace)


def _set_next(line: "Prospect | Call", next_call: NextCall | None, workspace: Workspace) -> None:
    when = next_call.when if next_call else None
    line.next_kind = next_call.kind.value if next_call else ""
    line.next_subject = next_call.subject if next_call else ""
    line.next_day = when.day if when else None
    line.next_half = when.half.value if when and when.half else ""
    line.next_at = when.moment(workspace.zone) if when else None


def touch(row: "Prospect", now: datetime) -> None:
    """Note that a row was changed."""
    row.updated_at = now


def cells(row: "Prospect") -> dict[str, str]:
    """Return the fixed cells of a row by column key."""
    return {key: str(getattr(row, key)) for key in IMPORTABLE_KEYS}


def own_values(row: "Prospect") -> dict[str, str]:
    """Return the file's own values of a row by column id."""
    return {str(key): str(value) for key, value in json.loads(row.extra or "{}").items()}


def rederive(writing: Writing, row: "Prospect") -> None:
    """Bring a row's keys, callable numbers and searchable text in step with its cells."""
    writing.session.flush()
    assert row.id is not None
    remarks = store.remarks(writing.connection, [row.id])
    derived = derive(cells(row), own_values(row).values(), remarks.get(row.id, ()))
    row.name_key, row.sort_key = derived.name_key, derived.sort_key
    writing.session.flush()
    imports.rewrite_derived(writing.connection, {row.id: derived})
