"""The small catalogue of what is often sold: added, changed, ordered, retired. Each is one undo.

A line taken from it is a copy: a later change of the item leaves the quotes as they are.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.cleaning import clean, clean_lines, fold, fold_words
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.domain.ordering import placed
from prospect_tui.domain.quotes import THOUSAND, Line, check_line
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import quotes as store
from prospect_tui.storage import user_lists
from prospect_tui.storage.quotes import ItemRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import CatalogueItem

__all__ = [
    "ItemRecord", "add", "change", "find", "items", "line_of", "matching", "move", "retire",
]  # fmt: skip

_EDITABLE = ("code", "label", "detail", "unit", "unit_price_cents", "vat_bp")


def items(workspace: Workspace, *, retired: bool = False) -> list[ItemRecord]:
    """Return the catalogue in order; with `retired`, what is offered no more too."""
    return store.items(workspace.connection, retired=retired)


def matching(workspace: Workspace, text: str) -> list[ItemRecord]:
    """Return the items in which every typed word begins a word, in order: for picking."""
    words = fold_words(text)

    def fits(item: ItemRecord) -> bool:
        known = fold_words(f"{item.code} {item.label} {item.detail}")
        return all(any(one.startswith(word) for one in known) for word in words)

    return [item for item in items(workspace) if fits(item)]


def find(workspace: Workspace, text: str, *, retired: bool = False) -> ItemRecord:
    """Return the item with this code, label or number; raises `NotFound`."""
    wanted = fold(clean(text).strip())
    listed = items(workspace, retired=retired)
    for names in (lambda i: i.code, lambda i: i.label, lambda i: str(i.id)):
        for item in listed:
            if wanted and fold(names(item)) == wanted:
                return item
    raise NotFound("catalogue.not_found", item=text)


def line_of(item: ItemRecord, quantity_milli: int = THOUSAND) -> Line:
    """Return the line of a quote made of an item."""
    return Line(
        item.label,
        quantity_milli,
        item.unit_price_cents,
        item.vat_bp,
        unit=item.unit,
        detail=item.detail,
    )


def add(workspace: Workspace, **values: Any) -> int:
    """Add an item at the end; returns its id.

    `label` is needed; `code`, `detail`, `unit`, `unit_price_cents` and `vat_bp` may be given.
    Raises `InvalidValue`.
    """
    from prospect_tui.storage.models import CatalogueItem  # noqa: PLC0415 - slow to import

    with workspace.writing("add_item", name=clean(values.get("label", ""))) as writing:
        item = CatalogueItem(position=store.place_after_items(writing.connection))
        _fill(writing, item, values)
        writing.session.add(item)
        writing.session.flush()
        assert item.id is not None
        return item.id


def change(workspace: Workspace, item_id: int, **values: Any) -> None:
    """Change some fields of an item; raises `InvalidValue`, `NotFound`."""
    with workspace.writing("change_item", name=_named(workspace, item_id).label) as writing:
        _fill(writing, _model(writing, item_id), values)


def retire(workspace: Workspace, item_id: int) -> bool:
    """Offer an item no more, or again; returns whether it is retired now. Raises `NotFound`."""
    item = _named(workspace, item_id)
    code = "restore_item" if item.is_retired else "retire_item"
    with workspace.writing(code, name=item.label) as writing:
        _model(writing, item_id).retired_at = None if item.is_retired else writing.now
    return not item.is_retired


def move(workspace: Workspace, item_id: int, place: int) -> None:
    """Put an item at a place of the list, from 0; raises `NotFound`."""
    item = _named(workspace, item_id)
    order = placed([one.id for one in items(workspace, retired=True)], item_id, place)
    with workspace.writing("move_item", name=item.label) as writing:
        user_lists.set_order(writing.connection, "catalogue_item", order)


def _named(workspace: Workspace, item_id: int) -> ItemRecord:
    for item in items(workspace, retired=True):
        if item.id == item_id:
            return item
    raise NotFound("catalogue.not_found", item=str(item_id))


def _model(writing: Writing, item_id: int) -> "CatalogueItem":
    from prospect_tui.storage.models import CatalogueItem  # noqa: PLC0415 - slow to import

    return writing.session.get_one(CatalogueItem, item_id)


def _fill(writing: Writing, item: "CatalogueItem", values: dict[str, Any]) -> None:
    """Put cleaned values in an item; raises `InvalidValue` for what no quote could hold."""
    for name, value in values.items():
        if name not in _EDITABLE:
            raise InvalidValue("quote.unknown_field", field=name)
        text = (clean_lines if name == "detail" else clean)(value) if isinstance(value, str) else ""
        setattr(item, name, text.strip() if isinstance(value, str) else value)
    shared = {field.name for field in fields(Line)} & set(_EDITABLE)
    check_line(Line(**{name: getattr(item, name) for name in shared}))
    if store.is_code_taken(writing.connection, item.code, item.id):
        raise InvalidValue("catalogue.code_taken", code=item.code)
