"""Changing what an opportunity says of itself: the twin of editing its sheet in place."""

import typer

from prospect_tui.cli.opportunity_options import deals, tell_deal
from prospect_tui.cli.options import Changes, Deal, Json, command, field_changes, named, opened
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.i18n import N_
from prospect_tui.services import opportunities
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.wording.changes import field_word
from prospect_tui.wording.choices import choices_by_name

FIELDS = (*opportunities.EDITABLE, "origin", "source", "campaign")
"""By their names in JSON; amount, conditions and the 5 W have commands of their own."""


@command(deals, "change", N_("Change fields of an opportunity: its title, its tags, its origin…"))
def _change(
    context: typer.Context, opportunity: Deal, changes: Changes, as_json: Json = False
) -> int:
    known = {name: name for name in FIELDS} | {field_word(name): name for name in FIELDS}
    typed = dict(field_changes(changes, known))
    if "origin" in typed:
        typed["origin"] = named(typed["origin"], choices_by_name(Origin), "command.choice").value
    with opened(context) as workspace:
        opportunities.edit_fields(workspace, opportunity, typed)
        deal = opportunity_sheet(workspace, opportunity).opportunity
        kept: dict[str, object] = {field: getattr(deal, field) for field in typed}
        return tell_deal(workspace, opportunity, as_json=as_json, more=kept)
