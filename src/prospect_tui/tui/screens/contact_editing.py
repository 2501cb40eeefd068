"""Editing a field of a person or of a company where it stands: a question that saves its answer."""

from collections.abc import Callable

from textual.content import Content

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.values import NO, YES
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _
from prospect_tui.i18n.people_words import choice_label
from prospect_tui.services import cells, contacts
from prospect_tui.services.contacts import FieldSaved
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.lines_editor import LinesEditor
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.grid.typing import MOST_TYPED_IN
from prospect_tui.wording.cells import editable_text
from prospect_tui.wording.people_pages import field_title
from prospect_tui.wording.typed import echo

Write = Callable[[str, str], FieldSaved]
"""Writes a text, expecting what was there."""


def people_field_question(
    workspace: Workspace, column: Column, value: str, write: Write, country: str = ""
) -> tuple[Dialog[str], Callable[[str], FieldSaved | None]]:
    """Return the question that edits a field, and what tells what came of its answer.

    Raises `InvalidValue` "cell.too_long" for a text that nobody could edit in one line.
    """
    if len(value) > MOST_TYPED_IN:
        raise InvalidValue("cell.too_long", length=len(value), limit=cells.MAX_CELL)
    shown = editable_text(column, value)
    begun, expected = clean(shown).strip(), value
    saved: list[FieldSaved] = []

    def save(text: str) -> str:
        """Write the text; what another window wrote meanwhile is told once, then replaced."""
        nonlocal expected
        if text != begun:
            try:
                saved.append(write(text, expected))
            except contacts.FieldChanged as changed:
                expected = changed.stored
                raise
        return text

    def chosen(text: str) -> FieldSaved | None:
        save(text)
        return saved[-1] if saved else None

    def typed(_text: str) -> FieldSaved | None:
        return saved[-1] if saved else None

    if choices := _choices(column):
        return Choose(field_title(column), choices, start=value), chosen
    if column.key == "notes":
        return LinesEditor(field_title(column), value, save), typed

    def meaning(text: str) -> Content:
        return plain(echo(workspace, column, text, country=country).text)

    title = field_title(column)
    return Prompt(title, save, value=shown, echo=meaning, precious=True), typed


def _choices(column: Column) -> list[Choice[str]]:
    if column.kind is ColumnKind.YES_NO:
        return [Choice(YES, _("yes")), Choice(NO, _("no")), Choice("", _("not known"))]
    if column.kind is ColumnKind.CHOICE:
        known = [Choice(word, choice_label(column.key, word)) for word in column.choices]
        return [*known, Choice("", _("none"))]
    return []
