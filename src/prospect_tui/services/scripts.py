"""Call scripts: the text of a file or of its campaign, filled in for a row, its answers kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.columns import Column
from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W
from prospect_tui.domain.packaged_texts import text_in
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.scripts import QUALIFYING, Script, parse_script, unknown
from prospect_tui.domain.values import NO, YES
from prospect_tui.services import cells, opportunities, prospect_files, rows
from prospect_tui.services.qualifying import set_quality
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects, sales
from prospect_tui.storage import scripts as store
from prospect_tui.storage.prospects import ProspectRecord

MAX_TEXT = 20_000
"""Characters of a script: far more than anybody reads on the phone."""
TAKEN = "gu"
"""Letters that do something else wherever one is: go to a place, undo."""


@dataclass(frozen=True, slots=True)
class ScriptSheet:
    """A script in front of a row: what to say, what is known, what may be put down."""

    prospect_id: int
    file_id: int
    name: str
    script: Script
    facts: dict[str, str]
    """What fills the placeholders."""
    answers: dict[str, str]
    """What is known already, by field of a question; conditions are "yes" or ""."""
    columns: dict[str, Column]
    """The columns that a question may fill, by key."""
    is_own: bool
    """Whether the user wrote it; otherwise it is the program's."""


def script_text(workspace: Workspace, file_id: int) -> str:
    """Return the script of a file, else that of its campaign, else ""."""
    return store.of_file(workspace.connection, file_id)


def default_text(language: str) -> str:
    """Return the program's own script in "fr" or "en"."""
    return text_in(language, "scripts", ".md", otherwise="en")


def save_script(
    workspace: Workspace, file_id: int, text: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Keep the script of a file, "" for none; returns the names in it that mean nothing.

    `names` gives the columns by folded title. Raises `NotFound` for an unknown file.
    """
    file = prospect_files.file_named(workspace, file_id)
    text = clean_lines(text).strip()[:MAX_TEXT]
    with workspace.writing("script", name=file.name) as writing:
        store.save_of_file(writing.connection, file_id, text)
    return unknown(text, fields(names))


def opening(workspace: Workspace, file_id: int, language: str) -> tuple[str, ...]:
    """Return what is said first to the rows of a file, not filled in."""
    text = script_text(workspace, file_id) or default_text(language)
    said = parse_script(text, QUALIFYING).opening
    return tuple(line.text for line in said if line.text and not line.field)


def facts_of(workspace: Workspace, record: ProspectRecord) -> dict[str, str]:
    """Return what fills the placeholders in front of a row."""
    return {**record.values, "me": workspace.settings.responsible, "file": record.file_name}


def sheet_of(
    workspace: Workspace,
    prospect_id: int,
    language: str,
    names: Callable[[dict[str, Column]], Mapping[str, str]],
) -> ScriptSheet:
    """Return the script for a row, its own or the program's in `language`; raises `NotFound`.

    `names` gives the columns by folded title.
    """
    record = prospects.prospect(workspace.connection, prospect_id, workspace.zone)
    columns = prospect_files.columns(workspace, record.file_id)
    own = script_text(workspace, record.file_id)
    text = own or default_text(language)
    conditions, five_w = record.conditions, record.five_w
    if record.opportunity_id is not None:
        sale = sales.opportunity(workspace.connection, record.opportunity_id, workspace.zone)
        conditions, five_w = sale.conditions, sale.five_w
    answers = {**record.values, **record.own}
    answers |= {f"has_{name}": YES if conditions.get(name) else "" for name in CONDITIONS}
    answers |= {f"w_{name}": five_w.get(name, "") for name in FIVE_W}
    return ScriptSheet(
        prospect_id,
        record.file_id,
        display_name(record.values),
        parse_script(text, fields(names(columns)), TAKEN),
        facts_of(workspace, record),
        answers,
        columns,
        bool(own),
    )


def fields(names: Mapping[str, str]) -> dict[str, str]:
    """Return what a question may fill, columns and qualities, by folded name."""
    return {**names, **QUALIFYING}


def put_down(workspace: Workspace, sheet: ScriptSheet, field: str, text: str) -> None:
    """Write the answer of a question: on the opportunity if there is one, else on the row.

    For a condition, `text` is "yes" or "no". Raises `NotFound`, or `InvalidValue` for a text that
    is too long.
    """
    if field in sheet.columns:
        cells.edit_cell(workspace, sheet.prospect_id, sheet.columns[field], text)
        return
    record = prospects.prospect(workspace.connection, sheet.prospect_id, workspace.zone)
    if record.opportunity_id is not None:
        opportunities.edit(workspace, record.opportunity_id, field, text or NO)
        return
    set_quality(workspace, record.id, field, text)


def confirm_person(workspace: Workspace, prospect_id: int) -> None:
    """Note that the name and the function of a row were checked today; raises `NotFound`."""
    name = prospects.name_of(workspace.connection, prospect_id)
    with workspace.writing("checked", row=prospect_id, name=name) as writing:
        row = rows.fetch(writing, prospect_id)
        row.checked_on = workspace.clock.today()
        rows.touch(row, writing.now)
