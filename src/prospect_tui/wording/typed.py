"""What a text means for a cell: the whole date, the number as one dials it, what is wrong with it.

Said while it is typed, and of the cell under the cursor afterwards.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column
from prospect_tui.domain.numbers import cents_kept
from prospect_tui.domain.phone import national, parse_phones
from prospect_tui.domain.values import cell_problem
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats
from prospect_tui.services import cells
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.messages import message
from prospect_tui.wording.naf import naf_remark


class Said(NamedTuple):
    """A remark on a cell."""

    text: str = ""
    is_wrong: bool = False


def echo(
    workspace: Workspace,
    column: Column,
    text: str,
    *,
    country: str = "",
    choices: Sequence[str] = (),
) -> Said:
    """Return what `text` would mean in a cell of a row of this country.

    `choices` are the usual values that begin like it: they are told first.
    """
    value = cells.typed_value(workspace, column, text, country)
    others = [choice for choice in choices if choice != text]
    if others:
        return Said(" · ".join(others))
    if wrong := problem(column, value, text, country):
        return Said(wrong, is_wrong=True)
    said = meaning(column, value)
    return Said(f"→ {said}" if said and said != clean(text).strip() else "")


def problem(column: Column, value: str, text: str, country: str = "") -> str:
    """Return what is wrong with a stored value, which one typed as `text`, or ""."""
    message_id = cell_problem(column, value, country)
    if message_id is None:
        return ""
    said = message(message_id, value=text)
    return _("! {column}: {problem}").format(column=title(column), problem=said)


def meaning(column: Column, value: str) -> str:
    """Return a right stored value in full; "" for what needs no explanation."""
    match column.kind:
        case ColumnKind.DATE:
            return formats.day_long(date.fromisoformat(value)) if value else ""
        case ColumnKind.PHONE:
            return " · ".join(_number(one.e164, one.extension) for one in parse_phones(value))
        case ColumnKind.MONEY:
            cents = cents_kept(value)
            return "" if cents is None else formats.money(cents)
        case ColumnKind.NAF:
            return naf_remark(column, value)
        case ColumnKind.TEXT | ColumnKind.NUMBER:
            return ""
    return editable_text(column, value)


def _number(e164: str, extension: str) -> str:
    """Return a number as one dials it in France, and what it is: "06 39 98 12 34 (mobile)"."""
    shown = national(e164)
    kinds = {"06": _("mobile"), "07": _("mobile"), "08": _("special number")}
    kind = kinds.get(shown[:2], _("landline") if shown.startswith("0") else _("abroad"))
    more = _(", extension {number}").format(number=extension) if extension else ""
    return f"{shown} ({kind}{more})"
