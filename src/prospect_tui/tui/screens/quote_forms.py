"""The questions of the quote screen; each saves what it is answered itself."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.content import Content
from textual.screen import Screen

from prospect_tui.domain.joining import joined
from prospect_tui.domain.quotes import THOUSAND, Line, parse_discount
from prospect_tui.i18n import _, formats
from prospect_tui.services import catalogue, quotes
from prospect_tui.services.catalogue import ItemRecord
from prospect_tui.services.quotes import QuoteSheet
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import Form, TextField, Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.dates import when_echo, when_of
from prospect_tui.tui.screens.lines_editor import LinesEditor
from prospect_tui.tui.text import fit, plain, width
from prospect_tui.wording import quote_lines as words
from prospect_tui.wording.quotes import exact, numeric_day, quote_text, validity_text

_SHOWN = 60
"""Cells of a long text that tell it from another one."""


def line_form(title: str, vat_bp: int, save: Callable[[Line], object]) -> Form:
    """Return the form of a new line: what is left empty is usual, a quantity of 1."""

    def check(values: Values) -> None:
        save(Line(**values))

    keys = ("label", "quantity_milli", "unit", "unit_price_cents", "discount_bp", "vat_bp")
    return Form(title, line_fields(Line("", THOUSAND, vat_bp=vat_bp), keys), check=check)


def line_fields(line: Line, keys: Sequence[str]) -> list[TextField]:
    """Return the lines that ask for some fields of `line`; without a label, it is a new one."""
    titles = {column.key: _(column.title) for column in words.COLUMNS}
    hints = {"label": _("what is sold"), "unit": _("day, hour, piece…")}
    fields = []
    for key in keys:
        usual = words.typed(line, key)
        fields.append(
            TextField(
                key,
                titles[key],
                usual if line.label else "",
                partial(_read, key, usual),
                required=key == "label",
                hint=hints.get(key, usual),
                echo=None if key in hints else _echo_of(key),
            )
        )
    return fields


def _read(key: str, usual: str, text: str) -> int | str:
    return words.read(key, text or usual)


def _echo_of(key: str) -> Callable[[str], Content]:
    def echo(text: str) -> Content:
        return plain(words.echo(key, text))

    return echo


def choose_item(context: AppContext) -> Choose[ItemRecord]:
    """Return the catalogue to pick from while typing."""

    def found(text: str) -> Sequence[Choice[ItemRecord]]:
        return [item_choice(item) for item in catalogue.matching(context.workspace, text)]

    return Choose(_("From the catalogue"), source=found)


def item_choice(item: ItemRecord) -> Choice[ItemRecord]:
    """Return an item with its price."""
    price = exact(item.unit_price_cents)
    unit = _("{price} a {unit}").format(price=price, unit=item.unit) if item.unit else price
    return Choice(item, item.label, joined(item.code, unit))


def choose_detail(sheet: QuoteSheet) -> Choose[str]:
    """Return the choice of what is to be changed of a quote, with what it is now."""
    record = sheet.record
    until = numeric_day(record.valid_until) if record.valid_until else ""
    days = _("{days} from the day it is sent").format(
        days=validity_text(sheet.identity.validity_days)
    )
    now = {
        "subject": record.subject,
        "recipient": record.recipient,
        "conditions": record.conditions,
        "discount_bp": formats.basis_points(record.discount_bp) if record.discount_bp else "",
        "valid_until": until or days,
    }
    shown = {key: " · ".join(text.splitlines()) for key, text in now.items()}
    choices = [
        Choice(key, detail_name(key), fit(text, min(width(text), _SHOWN)))
        for key, text in shown.items()
    ]
    return Choose(_("What to change on the quote"), choices)


def detail_name(key: str) -> str:
    """Return how a part of a quote is called."""
    return {
        "subject": _("Subject of the quote"),
        "recipient": _("Client and address"),
        "conditions": _("Conditions"),
        "discount_bp": _("Discount on the whole quote"),
        "valid_until": _("Validity"),
    }[key]


def detail_question(
    context: AppContext, sheet: QuoteSheet, key: str, kept: Callable[[int], object]
) -> Screen[Any]:
    """Return the question of one part of a quote; `kept` is told which quote was changed."""
    record, name = sheet.record, detail_name(key)

    def save(value: Any) -> object:
        kept(quotes.set_details(context.workspace, record.id, **{key: value}))
        return value

    if key in {"recipient", "conditions"}:
        return LinesEditor(name, str(getattr(record, key)), save)
    if key == "subject":
        return Prompt(name, save, value=record.subject, precious=True)
    if key == "discount_bp":
        value = words.rate_text(record.discount_bp) if record.discount_bp else ""
        return Prompt(
            name, lambda text: save(parse_discount(text)), value=value, echo=_echo_of(key)
        )
    return Prompt(name, lambda text: save(when_of(context, text).day), echo=when_echo(context))


def choose_quote(context: AppContext, opportunity_id: int, new: str) -> Choose[int]:
    """Return the choice among the quotes of a sale; 0 is a new one, called `new`."""
    found = quotes.of_opportunity(context.workspace, opportunity_id)
    choices = [Choice(one.id, quote_text(one)) for one in found]
    return Choose(_("Quotes of this sale"), [*choices, Choice(0, new)])
