"""The catalogue: what is often sold with its usual price, changed here, picked on a quote."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from prospect_tui.domain.quotes import Line
from prospect_tui.i18n import N_, _, formats
from prospect_tui.services import catalogue, quote_lines
from prospect_tui.services.catalogue import ItemRecord
from prospect_tui.tui.context import Change
from prospect_tui.tui.dialogs.form import Form, TextField, Values
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.quote_forms import line_fields
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import blank, heading, paragraph
from prospect_tui.wording.quotes import exact

_CODE, _UNIT, _PRICE, _VAT = 10, 9, 15, 8
_LEAST_LABEL = 12
_ASKED = ("label", "unit", "unit_price_cents", "vat_bp")


class CatalogueScreen(BaseScreen):
    """The place where the catalogue is made (g d)."""

    SCOPE: ClassVar[str] = "catalogue"
    ABOUT = N_(
        "What you often sell, with its usual price: on a quote, c picks from it while you type. A"
        " change here leaves the quotes already made as they are."
    )
    AUTO_FOCUS = "LinesView"

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield LinesView(self._lines)

    def on_changed(self, change: Change) -> None:
        """Read again what was changed elsewhere, or taken back."""
        if change.everything:
            self.renew()

    def show_texts(self) -> None:
        """Draw again in another language."""
        self.renew()

    def renew(self, to: int | None = None) -> None:
        """Read the catalogue again; the cursor goes `to` an item, else stays."""
        self.query_one(LinesView).renew(to=to)

    @property
    def item(self) -> ItemRecord | None:
        """Return the item under the cursor."""
        cursor = self.query_one(LinesView).cursor
        found = catalogue.items(self.context.workspace, retired=True)
        return next((item for item in found if item.id == cursor), None)

    @on(LinesView.Opened)
    def action_edit(self) -> None:
        """Change the item under the cursor."""
        item = self.item
        if item is None:
            return

        def save(values: Values) -> int:
            catalogue.change(self.context.workspace, item.id, **values)
            return item.id

        self._ask(item.label, catalogue.line_of(item), item.code, save)

    def action_new(self) -> None:
        """Add an item."""

        def save(values: Values) -> int:
            return catalogue.add(self.context.workspace, **values)

        vat_bp = quote_lines.usual_vat(self.context.workspace)
        self._ask(_("New item of the catalogue"), Line("", vat_bp=vat_bp), "", save)

    def _ask(self, title: str, line: Line, code: str, save: Callable[[Values], int]) -> None:
        kept: list[int] = []
        fields = [
            *line_fields(line, _ASKED),
            TextField("code", _("Code"), code, hint=_("a short name to find it by")),
        ]
        form = Form(title, fields, check=lambda values: kept.append(save(values)))
        self.ask(form, lambda _values: self._written(kept[-1]))

    def action_move(self, step: int) -> None:
        """Put the item before or after its neighbour."""
        item = self.item
        living = [one.id for one in catalogue.items(self.context.workspace)]
        if item is None or item.is_retired:
            return
        place = living.index(item.id) + step
        if 0 <= place < len(living):
            catalogue.move(self.context.workspace, item.id, place)
            self._written(item.id)

    def action_retire(self) -> None:
        """Retire the item, or bring it back."""
        item = self.item
        if item is not None:
            is_retired = catalogue.retire(self.context.workspace, item.id)
            said = _("retired: {name}") if is_retired else _("brought back: {name}")
            self.tell(said.format(name=item.label))
            self._written(item.id)

    def _written(self, item_id: int) -> None:
        self.context.changed.ring()
        self.renew(item_id)

    def _lines(self, cells: int) -> Sequence[PageLine]:
        items = catalogue.items(self.context.workspace, retired=True)
        living = [_line(item, cells) for item in items if not item.is_retired]
        retired = [_line(item, cells) for item in items if item.is_retired]
        if not items:
            text = _("Nothing yet. n adds what you often sell; on a quote, m puts a line in here.")
            return [heading(_("Catalogue"), cells), *paragraph(text, cells)]
        lines = [heading(_("Catalogue"), cells), *living]
        if retired:
            lines += [blank(), heading(_("Retired"), cells), *retired]
        return lines


def _line(item: ItemRecord, cells: int) -> PageLine:
    look = "muted" if item.is_retired else ""
    label = max(_LEAST_LABEL, cells - _CODE - _UNIT - _PRICE - _VAT)
    spans = (
        (fit(item.code, _CODE - 1) + " ", look or "star"),
        (fit(item.label, label - 1) + " ", look or "strong"),
        (fit(item.unit, _UNIT), look),
        (fit(exact(item.unit_price_cents), _PRICE, "right"), look),
        (fit(formats.basis_points(item.vat_bp), _VAT, "right"), "muted"),
    )
    return PageLine(spans, item.id)
