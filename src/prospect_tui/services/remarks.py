"""Writing a dated remark as part of an action, whatever it is about."""

from prospect_tui.domain.cleaning import clean_lines
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.services.workspace import Workspace, Writing


def body_of(text: str) -> str:
    """Return what a remark says, cleaned. Raises `InvalidValue` for an empty one."""
    body = clean_lines(text).strip()
    if not body:
        raise InvalidValue("note.empty")
    return body


def put(workspace: Workspace, writing: Writing, body: str, **about: int | None) -> None:
    """Keep a remark on one thing: `prospect_id`, `opportunity_id`, `contact_id`, `company_id`."""
    from prospect_tui.storage.models import Note  # noqa: PLC0415 - slow to import

    writing.session.add(Note(**about, at=writing.now, zone=str(workspace.zone), body=body))
