"""The lines of a quote: added, changed, moved, removed. Each is one undo.

Every function returns the id of the quote that it changed: a new version of one that was sent.
"""

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.quotes import MOST_LINES, Line, check_line
from prospect_tui.services.quote_drafts import changing, identity_of
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import quotes as store

if TYPE_CHECKING:
    from prospect_tui.storage.models import QuoteLine

_FIELDS = tuple(field.name for field in fields(Line))


def usual_vat(workspace: Workspace) -> int:
    """Return the rate of VAT of a new line: 0 for whoever charges none."""
    return 0 if identity_of(workspace).vat_exemption else Line("").vat_bp


def add_line(workspace: Workspace, quote_id: int, line: Line, place: int | None = None) -> int:
    """Add a line at the end, or at a place from 0; raises `InvalidValue`, and as `changing`."""
    from prospect_tui.storage.models import QuoteLine  # noqa: PLC0415 - slow to import

    checked = _checked(line)
    with changing(workspace, "add_quote_line", quote_id) as draft:
        if len(draft.lines) >= MOST_LINES:
            raise InvalidValue("quote.too_many_lines", limit=MOST_LINES)
        added = QuoteLine(quote_id=draft.id, **{name: getattr(checked, name) for name in _FIELDS})
        order = list(draft.lines.values())
        order.insert(len(order) if place is None else max(0, place), added)
        draft.writing.session.add(added)
        _number(order)
    return draft.id


def change_line(
    workspace: Workspace, line_id: int, *, seen: Line | None = None, **changes: Any
) -> int:
    """Change some fields of a line, as those of `Line`; raises as `add_line`, and `NotFound`.

    With `seen`, the line as it was shown, what another window wrote in these fields meanwhile is
    not overwritten: `Refused` "quote.line_changed".
    """
    known = store.line(workspace.connection, line_id)
    if seen and any(getattr(seen, name) != getattr(known.line, name) for name in changes):
        raise Refused("quote.line_changed")
    checked = _checked(replace(known.line, **changes))
    with changing(workspace, "change_quote_line", known.quote_id) as draft:
        line = draft.line(line_id)
        for name in changes:
            setattr(line, name, getattr(checked, name))
    return draft.id


def move_line(workspace: Workspace, line_id: int, place: int) -> int:
    """Put a line at a place from 0; one beyond an end is that end."""
    known = store.line(workspace.connection, line_id)
    with changing(workspace, "move_quote_line", known.quote_id) as draft:
        moved = draft.line(line_id)
        order = [line for line in draft.lines.values() if line is not moved]
        order.insert(max(0, place), moved)
        _number(order)
    return draft.id


def remove_line(workspace: Workspace, line_id: int) -> int:
    """Remove a line; undo brings it back."""
    known = store.line(workspace.connection, line_id)
    with changing(workspace, "remove_quote_line", known.quote_id) as draft:
        draft.writing.session.delete(draft.line(line_id))
    return draft.id


def _checked(line: Line) -> Line:
    """Return a line with its texts cleaned; raises `InvalidValue`."""
    cleaned = replace(
        line,
        label=clean(line.label).strip(),
        unit=clean(line.unit).strip(),
        detail=clean_lines(line.detail).strip(),
    )
    check_line(cleaned)
    return cleaned


def _number(order: "list[QuoteLine]") -> None:
    for place, line in enumerate(order):
        line.position = place
