"""The catalogue of what is often sold: the twin of its screen."""

from typing import Annotated

import typer

from prospect_tui.cli import quote_options as said
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import TEXT, AndRetired, Json, command, noun, opened, option
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.i18n import N_, _, formats
from prospect_tui.services import catalogue, quote_lines
from prospect_tui.services.catalogue import ItemRecord
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.quotes import exact
from prospect_tui.wording.results import state_text

app = noun()
nouns = noun(name="catalogue", help=N_("The catalogue: what is often sold, for the quotes."))
app.add_typer(nouns)

Code = Annotated[str | None, option("--code", metavar=TEXT, help=N_("A short name to find it by."))]


@command(nouns, "list", N_("List the catalogue in its order."))
def _list(context: typer.Context, everything: AndRetired = False, as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = catalogue.items(workspace, retired=everything)
        shown: list[Field[ItemRecord]] = [
            Field("id", lambda i: i.id, _("No.")),
            Field("code", lambda i: i.code, _("Code")),
            Field("label", lambda i: i.label, _("What is sold")),
            Field("unit", lambda i: i.unit, _("Unit")),
            Field("unit_price_cents", lambda i: i.unit_price_cents, _("Unit price before VAT"),
                  lambda i: exact(i.unit_price_cents)),
            Field("vat_bp", lambda i: i.vat_bp, _("VAT"), lambda i: formats.basis_points(i.vat_bp)),
            Field("detail", lambda i: i.detail),
            Field("retired", lambda i: i.is_retired, _("State"),
                  lambda i: state_text(i.is_retired)),
        ]  # fmt: skip
        return say_listing(found, shown, workspace.zone, as_json=as_json)


@command(nouns, "add", N_("Add an item to the catalogue."))
def _add(
    context: typer.Context,
    label: Annotated[str, typer.Argument(metavar=N_("LABEL"), help=N_("What is sold."))],
    price: said.Price = None,
    unit: said.Unit = None,
    vat: said.Vat = None,
    code: Code = None,
    detail: said.Detail = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        told = said.given(
            label=label, unit_price_cents=price, unit=unit, code=code, detail=detail,
            vat_bp=quote_lines.usual_vat(workspace) if vat is None else vat,
        )  # fmt: skip
        made = catalogue.add(workspace, **told)
        return _tell(workspace, made, _("Added to the catalogue: {name}"), as_json=as_json)


@command(nouns, "set", N_("Change an item; the quotes already made stay as they are."))
def _set(
    context: typer.Context,
    item: said.ItemName,
    label: said.Label = None,
    price: said.Price = None,
    unit: said.Unit = None,
    vat: said.Vat = None,
    code: Code = None,
    detail: said.Detail = None,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = catalogue.find(workspace, item, retired=True)
        told = said.given(
            label=label, unit_price_cents=price, unit=unit, vat_bp=vat, code=code, detail=detail
        )
        catalogue.change(workspace, found.id, **told)
        return _tell(workspace, found.id, _("Changed in the catalogue: {name}"), as_json=as_json)


@command(nouns, "move", N_("Give an item another place in the list."))
def _move(
    context: typer.Context, item: said.ItemName, place: said.LinePlace, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        found = catalogue.find(workspace, item)
        catalogue.move(workspace, found.id, place - 1)
        return _tell(workspace, found.id, _("Moved in the catalogue: {name}"), as_json=as_json)


@command(nouns, "retire", N_("Offer an item no more."))
def _retire(context: typer.Context, item: said.ItemName, as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = catalogue.find(workspace, item)
        catalogue.retire(workspace, found.id)
        return _tell(workspace, found.id, _("Retired from the catalogue: {name}"), as_json=as_json)


@command(nouns, "restore", N_("Offer a retired item again."))
def _restore(context: typer.Context, item: said.ItemName, as_json: Json = False) -> int:
    with opened(context) as workspace:
        found = catalogue.find(workspace, item, retired=True)
        if found.is_retired:
            catalogue.retire(workspace, found.id)
        return _tell(workspace, found.id, _("Back in the catalogue: {name}"), as_json=as_json)


def _tell(workspace: Workspace, item_id: int, text: str, *, as_json: bool) -> int:
    items = {item.id: item for item in catalogue.items(workspace, retired=True)}
    if as_json:
        say_json(items[item_id], workspace.zone)
    tell(text.format(name=items[item_id].label))
    return Exit.DONE
