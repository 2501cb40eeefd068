"""Turning rows into opportunities: what is asked once when something speaks against it.

One row is asked what is known of it, as a new opportunity is; several are only asked about.
"""

from collections.abc import Callable, Sequence

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.prospect import display_name
from prospect_tui.i18n import _
from prospect_tui.services import conversion, sheets
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs import opportunity_forms as forms
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.form import Form, Values
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.wording.errors import sentence


def ask_about_rows(screen: BaseScreen, refusal: Refused, insist: Callable[[], object]) -> None:
    """Ask whether several rows are converted all the same; raise what nobody may insist on."""
    _check_insisting(refusal)
    question = Confirm(sentence(refusal), accept=_("convert all the same"))
    screen.ask(question, lambda _yes: insist())


def ask_about_row(
    screen: BaseScreen, row_id: int, refusal: Refused, converted: Callable[[list[int]], object]
) -> None:
    """Ask what is known of one row and convert it so; `converted` is told its opportunity.

    Raises what nobody may insist on.
    """
    _check_insisting(refusal)
    workspace = screen.context.workspace
    row = sheets.prospect_sheet(workspace, row_id, most=0).prospect
    made: list[int] = []

    def save(values: Values) -> None:
        conditions, five_w = forms.qualified(values)
        made[:] = conversion.convert_rows(
            workspace, [row_id], anyway=True, conditions=conditions, five_w=five_w
        )

    fields = forms.qualify_fields(dict(row.conditions), dict(row.five_w))
    title = _("{name}: an opportunity?").format(name=display_name(row.values))
    question = Form(title, fields, check=save, detail=sentence(refusal))
    screen.ask(question, lambda _values: converted(made))


def _check_insisting(refusal: Refused) -> None:
    if refusal.message_id not in conversion.MAY_INSIST:
        raise refusal


def made_text(context: AppContext, made: Sequence[int], said: str, hint: str) -> str:
    """Return what is told of new opportunities: `said`, who was known, what is proposed next.

    Filed with the others of their client, they say so. `hint` says which key takes the standard
    action of their stage up.
    """
    from prospect_tui.services import companies, folders  # noqa: PLC0415 - first conversion
    from prospect_tui.wording.folders import filed_text  # noqa: PLC0415 - idem
    from prospect_tui.wording.people_pages import shared_text  # noqa: PLC0415 - idem
    from prospect_tui.wording.plans import proposed_text  # noqa: PLC0415 - idem

    workspace = context.workspace
    is_dated = sheets.opportunity_sheet(workspace, made[0], most=0).opportunity.next_when
    proposed = "" if is_dated else proposed_text(workspace, made[0])
    filed = folders.filed(workspace, made)
    where = filed_text(filed.values())
    return joined(
        said,
        shared_text(companies.shared_by(workspace, [one for one in made if one not in filed])),
        _("Filed {where}; Ctrl+Z takes it all back.").format(where=where) if where else "",
        hint.format(what=proposed) if proposed else "",
        by=" ",
    )
