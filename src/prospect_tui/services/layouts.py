"""How a file's columns are shown: the order natural to what it holds, and what its user made of it.

A layout is a way of looking, not a change of the data: it is kept at once, and undo passes it over.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from prospect_tui.domain.columns import NAME_KEYS, PHONE_KEYS, Column, all_columns
from prospect_tui.domain.layouts import ColumnPlace, Layout, arranged, of_text, only, to_text
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospect_files as store
from prospect_tui.storage import prospects
from prospect_tui.storage.driver import sqlite3


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Every column of a file in its place."""

    columns: Mapping[str, Column]
    """By key, the fixed ones before the file's own."""
    layout: Layout
    """Names them all."""
    natural: frozenset[str]
    """Those that are shown when nobody has arranged anything."""
    saved: Layout
    """What was saved, of some of them and perhaps of others that are gone."""

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the columns shown, in order."""
        return tuple(self.columns[key] for key in self.layout.shown)

    @property
    def everything(self) -> tuple[Column, ...]:
        """Return all the columns, hidden ones too, in order."""
        return tuple(self.columns[key] for key in self.layout.keys)

    def to_save(self, layout: Layout) -> Layout:
        """Return what is to be saved of a layout of all these columns.

        Those hidden only because the file does not fill them are left out, so that they show
        themselves once it does; what was saved of columns that are gone is kept.
        """
        idle = self.columns.keys() - self.natural - set(self.saved.keys)
        places = (place for place in layout.columns if not (place.hidden and place.key in idle))
        return arranged(replace(layout, columns=tuple(places)), self.saved.columns)


def layout_of(workspace: Workspace, file_id: int) -> Layout:
    """Return what was saved of a file's layout; it may name only some of the columns."""
    return of_text(store.layout(workspace.connection, file_id))


def arrangement(workspace: Workspace, file_id: int, layout: Layout | None = None) -> Arrangement:
    """Return every column of a file in its place, by its saved layout or by this one."""
    saved = layout_of(workspace, file_id) if layout is None else layout
    return _arrangement(workspace.connection, file_id, saved)


def _arrangement(connection: sqlite3.Connection, file_id: int, saved: Layout) -> Arrangement:
    columns = all_columns(prospects.own_columns(connection, file_id))
    order, natural = _natural(connection, file_id, columns)
    places = [ColumnPlace(key, hidden=key not in natural) for key in order]
    return Arrangement(columns, arranged(only(saved, columns), places), natural, saved)


def save_layout(workspace: Workspace, file_id: int, layout: Layout) -> None:
    """Keep a file's layout, outside of what undo takes back."""
    with workspace.transaction() as connection:
        store.keep_layout(connection, file_id, to_text(layout))


def keep_natural(connection: sqlite3.Connection, file_id: int) -> None:
    """Keep the natural order of a file just imported, in the caller's transaction.

    A column that gets its first value later stays where it was seen. A layout of the user's own
    is left as it is.
    """
    if not store.layout(connection, file_id):
        found = _arrangement(connection, file_id, Layout())
        store.keep_layout(connection, file_id, to_text(found.to_save(found.layout)))


def _natural(
    connection: sqlite3.Connection, file_id: int, columns: Mapping[str, Column]
) -> tuple[Sequence[str], frozenset[str]]:
    """Return the natural order of a file's columns, and those worth showing.

    First comes that by which rows are called, then what a caller needs, the other columns that the
    file fills, its own, and the usual ones that it leaves empty, to be typed in; last what is not
    shown. One that names nobody begins with its own. But a file begun by hand has the usual ones
    in their usual order, filled or not: typing in one does not move it.
    """
    filled = prospects.filled_keys(connection, file_id)
    is_imported = store.is_imported(connection, file_id)
    name = next((key for key in NAME_KEYS if key in filled), None)
    number = next((key for key in PHONE_KEYS if key in filled), PHONE_KEYS[0])
    filled.add(number)  # what a caller looks for first, be it still to be found
    shown = _worth_showing(columns, filled)

    def rank(column: Column) -> int:
        if column.key not in shown:
            return 5
        if column.is_own:  # filled or not: typing in one does not move it
            return 0 if is_imported and name is None else 3
        if not is_imported:
            return 1 if column.shown else 2
        if column.key == name:
            return 0
        if column.key in filled or not column.is_editable:
            return 1 if column.shown or column.key == number else 2
        return 4

    return [column.key for column in sorted(columns.values(), key=rank)], shown


def _worth_showing(columns: Mapping[str, Column], filled: Collection[str]) -> frozenset[str]:
    return frozenset(
        key
        for key, column in columns.items()
        if column.shown or (key in filled and key != "nature")
    )
