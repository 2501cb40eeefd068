"""Editing a sheet where the cursor stands: each question saves what it is answered itself.

What another window wrote meanwhile is told once; the same answer given again replaces it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.suggester import SuggestFromList

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.joining import joined
from prospect_tui.domain.numbers import parse_money, parse_number
from prospect_tui.domain.values import NO, YES
from prospect_tui.domain.vocabulary import ColumnKind, Origin
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import column_label, five_w_label, nature_label, origin_label
from prospect_tui.services import cells, creating, opportunities, qualifying
from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.lines_editor import LinesEditor
from prospect_tui.tui.screens.opportunity_seen import Seen
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.grid.typing import MOST_TYPED_IN
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.quotes import beside_text
from prospect_tui.wording.row_text import value_of
from prospect_tui.wording.typed import echo


class Question(NamedTuple):
    """What is asked to change a field, and what to do with its answer when it does not save it."""

    dialog: Dialog[str]
    save: Callable[[str], object] = lambda _answer: None


def row_question(workspace: Workspace, sheet: ProspectSheet, key: str) -> Question:
    """Return the question that edits a cell of a row, or one of its 5 W.

    Raises `InvalidValue` "cell.too_long" for a text that nobody could edit in one line.
    """
    if key.startswith("w_"):
        return _w_question(workspace, sheet, key)
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
        return Question(Choose(title(column), choices, start=value), save)

    def meaning(text: str) -> Content:
        return plain(echo(workspace, column, text, country=country).text)

    return Question(Prompt(title(column), save, value=shown, echo=meaning, precious=True))


def _w_question(workspace: Workspace, sheet: ProspectSheet, key: str) -> Question:
    value, row_id = sheet.prospect.five_w[key.removeprefix("w_")], sheet.prospect.id
    _check_length(value)

    def save(text: str) -> str:
        if text != clean(value).strip():
            qualifying.set_quality(workspace, row_id, key, text)
        return text

    return Question(Prompt(field_name(key), save, value=value, precious=True))


def _choices(column: Column) -> list[Choice[str]]:
    if column.key == "nature":
        return [Choice(word, nature_label(word)) for word in column.choices]
    if column.kind is ColumnKind.YES_NO:
        return [Choice(YES, _("yes")), Choice(NO, _("no"))]
    if column.kind is ColumnKind.CHOICE:
        return [Choice(word, word) for word in column.choices]
    return []


def field_question(workspace: Workspace, sheet: OpportunitySheet, name: str) -> Question:
    """Return the question that edits a field of an opportunity, and saves it.

    Raises `InvalidValue` as `row_question` does.
    """
    record, edit = sheet.opportunity, _Edit(workspace, sheet)
    match name:
        case "amount":
            shown = formats.money(record.amount_cents) if record.amount_cents else ""
            return _amount_question(edit, shown, sheet)
        case "probability":
            return _probability_question(edit, record.probability)
        case "origin":
            choices = [Choice(one.value, origin_label(one)) for one in Origin]
            asked = Choose(field_name(name), choices, start=record.origin)
            return Question(asked, lambda code: edit.text("origin", code))
    value = record.five_w[name[2:]] if name.startswith("w_") else str(getattr(record, name))
    _check_length(value)
    has_lines = name == "description"
    begun = (clean_lines if has_lines else clean)(value).strip()

    def save(text: str) -> str:
        return text if text == begun else edit.text(name, text)

    if has_lines:
        return Question(LinesEditor(field_name(name), value, save))
    known = [clean(one) for one in _suggestions(workspace, name)]
    suggester = SuggestFromList(known, case_sensitive=False) if known else None
    asked_line = Prompt(field_name(name), save, value=value, precious=True, suggester=suggester)
    return Question(asked_line)


def _suggestions(workspace: Workspace, name: str) -> Sequence[str]:
    match name:
        case "source":
            return creating.known_sources(workspace)
        case "campaign":
            return creating.known_campaigns(workspace)
        case "competitor":
            return opportunities.known_competitors(workspace)
    return ()


class _Edit:
    """Writes a field of an opportunity as it was seen; a second time, as it has become."""

    def __init__(self, workspace: Workspace, sheet: OpportunitySheet) -> None:
        self._workspace = workspace
        self._id = sheet.opportunity.id
        self._seen = Seen(workspace, self._id, sheet.opportunity.updated_at)

    def text(self, name: str, text: str) -> str:
        """Write a text."""
        self._seen.write(
            lambda at: opportunities.edit(self._workspace, self._id, name, text, seen=at)
        )
        return text

    def amount(self, text: str, cents: int) -> str:
        """Write the amount."""
        self._seen.write(
            lambda at: opportunities.set_amount(
                self._workspace, self._id, amount_cents=cents, seen=at
            )
        )
        return text

    def probability(self, text: str, percent: int) -> str:
        """Write the probability."""
        self._seen.write(
            lambda at: opportunities.set_amount(
                self._workspace, self._id, probability=percent, seen=at
            )
        )
        return text


def _check_length(value: str) -> None:
    if len(value) > MOST_TYPED_IN:
        raise InvalidValue("cell.too_long", length=len(value), limit=cells.MAX_CELL)


def field_name(name: str) -> str:
    """Return how a field of an opportunity is called."""
    names = {
        "title": _("Title"),
        "description": _("Description"),
        "label_for": _("For"),
        "origin": _("Origin"),
        "campaign": _("Campaign"),
    }
    if name.startswith("w_"):
        return five_w_label(name[2:])
    return names.get(name) or column_label(name)


def _amount_question(edit: _Edit, shown: str, sheet: OpportunitySheet) -> Question:
    def save(text: str) -> str:
        return text if text == shown else edit.amount(text, parse_money(text) if text else 0)

    def meaning(text: str) -> Content:
        cents = parse_money(text) if text else 0
        said = joined(f"→ {formats.money(cents)}" if text else "", beside_text(cents, sheet.quotes))
        return plain(said)

    return Question(Prompt(column_label("amount"), save, value=shown, echo=meaning, precious=True))


def _probability_question(edit: _Edit, percent: int) -> Question:
    def save(text: str) -> str:
        number = round(parse_number(text.replace("%", "").strip()))
        return text if number == percent else edit.probability(text, number)

    asked = Prompt(_("Probability in percent"), save, value=str(percent), precious=True)
    return Question(asked)
