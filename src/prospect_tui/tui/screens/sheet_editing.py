"""Editing a sheet where the cursor stands: each question saves what it is answered itself."""

from collections.abc import Callable

from textual.content import Content
from textual.screen import Screen

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import parse_money, parse_number
from prospect_tui.domain.values import NO, YES
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import column_label, five_w_label, nature_label
from prospect_tui.services import cells, opportunities
from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.lines_editor import LinesEditor
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.grid.typing import MOST_TYPED_IN
from prospect_tui.tui.widgets.prospect_page import value_of
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.typed import echo


def cell_question(
    workspace: Workspace, sheet: ProspectSheet, key: str
) -> tuple[Screen[str], Callable[[str], object]]:
    """Return the question that edits a cell of a row, and what to do with its answer.

    Raises `InvalidValue` "cell.too_long" for a text that nobody could edit in one line.
    """
    column = next(one for one in sheet.columns if one.key == key)
    value, row_id = value_of(sheet, column), sheet.prospect.id
    _check_length(value)
    shown, country = editable_text(column, value), sheet.prospect.values.get("country", "")
    expected, begun = value, clean(shown).strip()

    def save(text: str) -> str:
        """Write the text; what another window wrote meanwhile is told once, then replaced."""
        nonlocal expected
        if text != begun:
            try:
                cells.edit_cell(workspace, row_id, column, text, expected)
            except cells.CellChanged as changed:
                expected = changed.stored
                raise
        return text

    choices = _choices(column)
    if choices:
        return Choose(title(column), choices, start=value), save

    def meaning(text: str) -> Content:
        return plain(echo(workspace, column, text, country=country).text)

    return Prompt(title(column), save, value=shown, echo=meaning, precious=True), lambda _text: None


def _choices(column: Column) -> list[Choice[str]]:
    if column.key == "nature":
        return [Choice(word, nature_label(word)) for word in column.choices]
    if column.kind is ColumnKind.YES_NO:
        return [Choice(YES, _("yes")), Choice(NO, _("no"))]
    if column.kind is ColumnKind.CHOICE:
        return [Choice(word, word) for word in column.choices]
    return []


def field_question(workspace: Workspace, sheet: OpportunitySheet, name: str) -> Screen[str]:
    """Return the question that edits a field of an opportunity, and saves it.

    Raises `InvalidValue` as `cell_question` does.
    """
    record = sheet.opportunity
    if name == "amount":
        shown = formats.money(record.amount_cents) if record.amount_cents else ""
        return _amount_question(workspace, record.id, shown)
    if name == "probability":
        return _probability_question(workspace, record.id, record.probability)
    value = record.five_w[name[2:]] if name.startswith("w_") else str(getattr(record, name))
    _check_length(value)
    has_lines = name == "description"
    begun = (clean_lines if has_lines else clean)(value).strip()

    def save(text: str) -> str:
        if text != begun:
            opportunities.edit(workspace, record.id, name, text)
        return text

    if has_lines:
        return LinesEditor(field_name(name), value, save)
    return Prompt(field_name(name), save, value=value, precious=True)


def _check_length(value: str) -> None:
    if len(value) > MOST_TYPED_IN:
        raise InvalidValue("cell.too_long", length=len(value), limit=cells.MAX_CELL)


def field_name(name: str) -> str:
    """Return how a field of an opportunity is called."""
    names = {"title": _("Title"), "description": _("Description"), "label_for": _("For")}
    if name.startswith("w_"):
        return five_w_label(name[2:])
    return names.get(name) or column_label(name)


def _amount_question(workspace: Workspace, opportunity_id: int, shown: str) -> Screen[str]:
    def save(text: str) -> str:
        if text != shown:
            cents = parse_money(text) if text else 0
            opportunities.set_amount(workspace, opportunity_id, amount_cents=cents)
        return text

    def echo(text: str) -> Content:
        return plain(f"→ {formats.money(parse_money(text))}" if text else "")

    return Prompt(column_label("amount"), save, value=shown, echo=echo, precious=True)


def _probability_question(workspace: Workspace, opportunity_id: int, percent: int) -> Screen[str]:
    def save(text: str) -> str:
        number = round(parse_number(text.replace("%", "").strip()))
        if number == percent:
            return text
        opportunities.set_amount(workspace, opportunity_id, probability=number)
        return text

    title_text = _("Probability in percent")
    return Prompt(title_text, save, value=str(percent), precious=True)
