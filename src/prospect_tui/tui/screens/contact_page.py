"""What the pages of a person and of a company share: the page, its list, editing, going on."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import NotFound
from prospect_tui.i18n import _
from prospect_tui.keys import Key, bindings_for
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens.contact_editing import people_field_question
from prospect_tui.tui.screens.from_list import FromList
from prospect_tui.tui.screens.note_taking import remarks_on
from prospect_tui.tui.screens.two_columns import TwoColumns
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.tui.widgets.sheet_parts import Does
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.people_pages import saved_text

if TYPE_CHECKING:
    from prospect_tui.services.contacts import FieldSaved


class KnownPage(FromList, TwoColumns, is_part=True):
    """A page of fields, of sales and of a past, edited where it stands."""

    KIND: ClassVar[str] = ""

    def __init__(self, context: AppContext, record_id: int, among: Among | None = None) -> None:
        """Show the record of that number; with its list, one goes on to the next one."""
        super().__init__(context, among)
        self.record_id = record_id
        self._gone = ""

    # what a subclass says

    def read_page(self) -> None:
        """Read the record; raises `NotFound`."""
        raise NotImplementedError

    def page_lines(self, page: Page) -> list[PageLine]:
        """Return the page; without its past where that stands beside it."""
        raise NotImplementedError

    def past_lines(self, page: Page) -> list[PageLine]:
        """Return what was said and done, under its title."""
        raise NotImplementedError

    def field_of(self, name: str) -> tuple[Column, str]:
        """Return a field and its stored value."""
        raise NotImplementedError

    def write_field(self, name: str, text: str, expected: str | None = None) -> "FieldSaved":
        """Write a field."""
        raise NotImplementedError

    def touched_sales(self) -> list[int]:
        """Return the sales that show this record."""
        raise NotImplementedError

    def as_text(self) -> list[str]:
        """Return the page as text."""
        raise NotImplementedError

    def add_note(self, text: str) -> None:
        """Add a dated remark on the record."""
        raise NotImplementedError

    # the page

    def compose_body(self) -> ComposeResult:
        """Compose the page, under its place in the list from which it is opened."""
        yield from self.place_line()
        yield from self.columns(self._lines, self._aside)

    def on_mount(self) -> None:
        """Read the record."""
        self.read()

    def on_changed(self, _change: Change) -> None:
        """Read the record again: what is around it counts too."""
        self.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing of a record that is gone."""
        if self._gone and action in {row.action.partition("(")[0] for row in self._commands()}:
            return False
        return super().check_action(action, parameters)

    def _commands(self) -> tuple[Key, ...]:
        return bindings_for(self.SCOPE)

    @on(LinesView.Opened)
    def open_line(self) -> None:
        """Edit or open at a double click."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change the field under the cursor, or open the record."""
        ref = self.ref
        if ref is None or self._gone:
            return
        if ref.does is Does.EDIT:
            self._edit(ref.name)
        elif ref.does is not Does.READ:
            self.open_sheet(ref.does.value, ref.id)

    def show_record(self, record: int | tuple[str, int]) -> None:
        """Show another record of the list, from its top."""
        self.record_id = record if isinstance(record, int) else record[1]
        self.read(from_top=True)

    def action_note(self) -> None:
        """Add a dated remark; a delicate word is told while it is typed."""

        def save(text: str) -> str:
            self.add_note(text)
            return text

        def remarks(text: str) -> Content:
            return plain(remarks_on(text))

        prompt = Prompt(_("Note, dated now"), save, echo=remarks, precious=True)
        self.ask(prompt, lambda _text: self.ring())

    def action_copy(self) -> None:
        """Put the whole page on the clipboard, as text to be printed or sent."""
        if not self._gone:
            self.app.copy_to_clipboard("\n".join(self.as_text()))
            self.tell(_("The page is copied as text."))

    def read(self, *, from_top: bool = False) -> None:
        """Read the record again, and show it."""
        try:
            self.read_page()
            self._gone = ""
        except NotFound as error:
            self._gone = sentence(error)
        self.renew_columns(from_top=from_top)

    def ring(self) -> None:
        """Tell the other screens what was written."""
        self.context.changed.ring(opportunities=self.touched_sales())

    def _edit(self, name: str) -> None:
        field, value = self.field_of(name)
        country = self.field_of("country")[1] if self.KIND == "company" else ""

        def write(text: str, expected: str) -> "FieldSaved":
            return self.write_field(name, text, expected)

        question, came = people_field_question(self.context.workspace, field, value, write, country)

        column = self.column
        question.stand_at(lambda: column.cursor_region)

        def saved(text: str) -> None:
            written = came(text)
            if written is not None:
                if said := saved_text(written, field, text):
                    self.tell(said)
                self.ring()

        self.ask(question, saved)

    def _lines(self, cells: int) -> list[PageLine]:
        if self._gone:
            return paragraph(self._gone, cells, look="late")
        return self.page_lines(self._drawn_for(cells))

    def _aside(self, cells: int) -> list[PageLine]:
        if self._gone:
            return []
        found = self.past_lines(self._drawn_for(cells))
        return found or paragraph(_("Nothing was said yet: i adds a note."), cells, look="muted")

    def _drawn_for(self, cells: int) -> Page:
        workspace = self.context.workspace
        return Page(cells, workspace.clock.today(), workspace.zone)
