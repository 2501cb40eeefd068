"""The lines of the quote screen, changed: typed, added, picked, moved, removed."""

from textual import on

from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.quotes import LONGEST_LABEL, Line
from prospect_tui.i18n import _
from prospect_tui.services import catalogue, quote_lines
from prospect_tui.services.catalogue import ItemRecord
from prospect_tui.tui.screens import quote_forms as forms
from prospect_tui.tui.screens.lines_editor import LinesEditor
from prospect_tui.tui.screens.quote_shown import QuoteShown
from prospect_tui.tui.widgets.grid import messages
from prospect_tui.wording import quote_lines as line_words
from prospect_tui.wording import quotes as words


class QuoteTyping(QuoteShown, is_part=True):
    """What is done to the lines; a change of a sent quote goes on in its next version."""

    def action_edit(self) -> None:
        """Type in the cell under the cursor."""
        if self.line is not None:
            self.grid.start_edit()

    @on(messages.RowOpened)
    def edit_clicked(self) -> None:
        """Type in the cell that was clicked twice."""
        self.action_edit()

    @on(messages.EditRefused)
    def explain_refusal(self) -> None:
        """Say why the cell is not typed in."""
        if self.context.workspace.read_only:
            self.tell(_("The base is open for reading only."))
        else:
            self.say(_("The amount follows the quantity, the price and the discount."))

    @on(messages.PasteRefused)
    def explain_refused_paste(self, event: messages.PasteRefused) -> None:
        """Say that a text is too long."""
        self.fail(InvalidValue("quote.too_long", length=event.length, limit=LONGEST_LABEL))

    @on(messages.CellEdited)
    def save_cell(self, event: messages.CellEdited) -> None:
        """Write a typed cell; what cannot be kept stays in the editor."""
        try:
            value = line_words.read(event.column_key, event.text)
            changed = quote_lines.change_line(
                self.context.workspace,
                event.row_id,
                seen=self.source.lines.get(event.row_id),
                **{event.column_key: value},
            )
        except ProspectError as error:
            self._type_again(event, error)
        else:
            self.written(changed)

    def _type_again(self, event: messages.CellEdited, error: ProspectError) -> None:
        self.fail(error)
        keys = [column.key for column in line_words.COLUMNS]
        places = list(self.source.lines)
        if isinstance(error, InvalidValue) and event.row_id in places:
            self.grid.move_to(places.index(event.row_id), keys.index(event.column_key))
            self.grid.start_edit(event.text)
        else:
            self.show_quote(self.quote_id)

    def action_new(self) -> None:
        """Add a line under the one of the cursor."""
        place = self._place_after()

        def save(line: Line) -> None:
            made.append(
                quote_lines.add_line(self.context.workspace, self.quote_id, line, place=place)
            )

        made: list[int] = []
        vat_bp = quote_lines.usual_vat(self.context.workspace)
        form = forms.line_form(_("New line"), vat_bp, save)
        self.ask(form, lambda _values: self._added(made[-1], place))

    def action_from_catalogue(self) -> None:
        """Add a line taken from the catalogue; then its quantity is typed."""
        if not catalogue.items(self.context.workspace):
            self.tell(_("The catalogue is empty: m puts the line under the cursor into it."))
            return
        self.ask(forms.choose_item(self.context), self._add_item)

    def _add_item(self, item: ItemRecord) -> None:
        place = self._place_after()
        line = catalogue.line_of(item)
        changed = quote_lines.add_line(self.context.workspace, self.quote_id, line, place=place)
        self._added(changed, place)

    def _added(self, changed: int, place: int) -> None:
        """Show the new line, the cursor on its quantity."""
        self.written(changed)
        self.grid.move_to(place, 1)

    def _place_after(self) -> int:
        return self.grid.cursor_row + 1 if self.source.lines else 0

    def action_remove(self) -> None:
        """Remove the line under the cursor; undo brings it back."""
        line, row_id = self.line, self.grid.cursor_id
        if line is not None and row_id is not None:
            self.written(quote_lines.remove_line(self.context.workspace, row_id))
            self.tell(_("Removed: {label}").format(label=line.label))

    def action_move(self, step: int) -> None:
        """Move the line up or down."""
        row_id, place = self.grid.cursor_id, self.grid.cursor_row + step
        if row_id is not None and 0 <= place < len(self.source.lines):
            changed = quote_lines.move_line(self.context.workspace, row_id, place)
            self.written(changed)
            self.grid.move_to(place)

    def action_option(self) -> None:
        """Count the line, or only propose it."""
        line, row_id = self.line, self.grid.cursor_id
        if line is not None and row_id is not None:
            is_optional = not line.is_optional
            workspace = self.context.workspace
            self.written(quote_lines.change_line(workspace, row_id, is_optional=is_optional))

    def action_detail(self) -> None:
        """Write more about the line, under its label."""
        line, row_id = self.line, self.grid.cursor_id
        if line is None or row_id is None:
            return
        changed: list[int] = []

        def save(text: str) -> None:
            changed.append(
                quote_lines.change_line(self.context.workspace, row_id, seen=line, detail=text)
            )

        editor = LinesEditor(line.label, line.detail, save)
        self.ask(editor, lambda _text: self.written(changed[-1]))

    def action_keep_in_catalogue(self) -> None:
        """Put the line into the catalogue, for the quotes to come."""
        line = self.line
        if line is None:
            return
        fields = ("label", "detail", "unit", "unit_price_cents", "vat_bp")
        values = {name: getattr(line, name) for name in fields}
        catalogue.add(self.context.workspace, **values)
        self.context.changed.ring()
        self.tell(_("Added to the catalogue: {name}").format(name=line.label))

    # what was written

    def written(self, changed: int) -> None:
        """Show what was written: in the quote that was changed, and in every other screen."""
        was = self._sheet
        self.show_quote(changed)
        sale = self.chosen_opportunity()
        if was is not None:
            if sale == was.record.opportunity_id:
                self.tell_replaced(was.typed_cents)
            if changed != was.record.id:
                self._tell_other(was.record.reference)
        self.context.changed.ring(opportunities=[sale] if sale else (), by=self)

    def tell_replaced(self, typed_cents: int | None) -> None:
        """Say that the amount which somebody had typed for the sale gave way to the quote."""
        if said := words.replaced_text(typed_cents, self.sheet.record.sale_cents):
            self.tell(said)

    def _tell_other(self, before: str) -> None:
        record = self.sheet.record
        if record.version > 1:
            text = _("{before} was sent and stays as it is: you are changing {quote}.")
        else:
            text = _("A new quote: {quote}")
        self.tell(text.format(before=before, quote=record.reference))
