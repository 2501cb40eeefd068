"""Saved views: a filter, a sort and perhaps a layout of columns under a name.

A view belongs to one file or serves every file. It is kept as text that no language changes, and
its days as they were typed: "+3j" is worked out each day. A file's own column is noted with its
title and its number, and found again by the one, else by the other: a view of every file so applies
to each file that has a column of that title. What is asked of a column that a file lacks is left
out, and told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column, all_columns, own_id, own_key
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.views import (
    SortKey,
    View,
    filter_text,
    parse_filter,
    sort_of,
    sort_text,
)
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects
from prospect_tui.storage import saved_views as store
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.saved_views import StoredView

MAX_NAME = 80
_OWN = re.compile(r"own\.(\d+)\.([\w.%~-]*)")
"""How a file's own column is noted: its number, then its title as in a web address."""


@dataclass(frozen=True, slots=True)
class NamedView:
    """A saved view, as it applies to the file for which it was asked."""

    id: int
    name: str
    file_id: int | None
    """None for a view of every file."""
    view: View
    layout: str = ""
    """The text of `domain.layouts`; "" when the view leaves the columns as they are."""
    missing: tuple[str, ...] = ()
    """Titles of columns that the file lacks: what the view asks of them is left out."""


def known_columns(workspace: Workspace, file_id: int | None = None) -> dict[str, Column]:
    """Return the columns of a file by key; without one, those that any living file has."""
    return columns_in(workspace.connection, file_id)


def columns_in(connection: sqlite3.Connection, file_id: int | None) -> dict[str, Column]:
    """As `known_columns`, read with a connection of whichever thread."""
    files = [file_id] if file_id is not None else store.living_files(connection)
    own = (prospects.own_columns(connection, one) for one in files)
    return all_columns(column for columns in own for column in columns)


def views(workspace: Workspace, file_id: int | None = None) -> list[NamedView]:
    """Return the views that a file may use, its own first; without a file, those of all files."""
    columns = known_columns(workspace, file_id)
    found = [_named(one, columns) for one in store.stored_views(workspace.connection, file_id)]
    return sorted(found, key=lambda one: (one.file_id is None, fold(one.name), one.id))


def view_named(workspace: Workspace, name: str, file_id: int | None = None) -> NamedView:
    """Return the view with this name, whatever its case and accents: the file's own first.

    Raises `NotFound` "view.unknown" or "view.none", and `InvalidValue` "view.several" when no
    file is given and several have one.
    """
    known = views(workspace, file_id)
    found = [one for one in known if fold(one.name) == fold(clean(name).strip())]
    if not found:
        if not known:
            raise NotFound("view.none", name=name)
        names = ", ".join(dict.fromkeys(one.name for one in known))
        raise NotFound("view.unknown", name=name, known=names)
    if file_id is None and len(found) > 1:
        raise InvalidValue("view.several", name=name)
    return found[0]


def view_of(workspace: Workspace, view_id: int, file_id: int | None = None) -> NamedView | None:
    """Return a view as it applies to a file, or to its own; None when it is gone."""
    return view_in(workspace.connection, view_id, file_id)


def name_of(workspace: Workspace, view_id: int) -> str:
    """Return the name of a view, "" when it is gone."""
    stored = store.stored_view(workspace.connection, view_id)
    return stored.name if stored else ""


def view_in(
    connection: sqlite3.Connection, view_id: int, file_id: int | None = None
) -> NamedView | None:
    """As `view_of`, read with a connection of whichever thread."""
    stored = store.stored_view(connection, view_id)
    if stored is None:
        return None
    home = stored.file_id if file_id is None else file_id
    return _named(stored, columns_in(connection, home))


def save_view(
    workspace: Workspace,
    name: str,
    view: View,
    columns: Mapping[str, Column],
    *,
    file_id: int | None = None,
    layout: str = "",
    overwrite: bool = False,
) -> int:
    """Keep a view of the file `file_id`, or of every file; returns its number.

    `columns` are those of the file on which it was made. Raises `InvalidValue` for an empty name,
    and `Refused` "view.name_taken" for one in use, unless told to `overwrite`.
    """
    name = checked_name(name)

    def noted(key: str) -> str:
        return _noted(columns[key])

    made = StoredView(
        0,
        file_id,
        name,
        filter_text(view.words, view.conditions, noted),
        sort_text(tuple(SortKey(noted(key.column), key.descending) for key in view.sort)),
        layout,
    )
    with workspace.writing("save_view", name=name) as writing:
        present = _same_name(store.stored_views(writing.connection, file_id), file_id, name)
        if present is None:
            return store.insert_view(writing.connection, made)
        if not overwrite:
            raise Refused("view.name_taken", name=present.name)
        store.update_view(writing.connection, replace(made, id=present.id))
        return present.id


def rename_view(workspace: Workspace, view_id: int, name: str) -> None:
    """Give a view another name; raises as `save_view` does, and `NotFound` when it is gone."""
    name = checked_name(name)
    with workspace.writing("rename_view", name=name) as writing:
        stored = _stored(store.stored_view(writing.connection, view_id))
        others = store.stored_views(writing.connection, stored.file_id)
        present = _same_name(others, stored.file_id, name)
        if present is not None and present.id != view_id:
            raise Refused("view.name_taken", name=present.name)
        store.update_view(writing.connection, replace(stored, name=name))


def delete_view(workspace: Workspace, view_id: int) -> None:
    """Remove a view, which undo brings back; raises `NotFound` when it is gone."""
    stored = _stored(store.stored_view(workspace.connection, view_id))
    with workspace.writing("delete_view", name=stored.name) as writing:
        store.delete_view(writing.connection, view_id)


def checked_name(name: str) -> str:
    """Return a usable name; raises `InvalidValue` "view.no_name"."""
    name = clean(name).strip()[:MAX_NAME]
    if not name:
        raise InvalidValue("view.no_name")
    return name


def _stored(found: StoredView | None) -> StoredView:
    if found is None:
        raise NotFound("view.gone")
    return found


def _same_name(stored: Sequence[StoredView], file_id: int | None, name: str) -> StoredView | None:
    """Return the view that has this name where it would be kept: in the file, or for all."""
    same = (one for one in stored if one.file_id == file_id and fold(one.name) == fold(name))
    return next(same, None)


# columns in the text of a view


def _noted(column: Column) -> str:
    if not column.is_own:
        return column.key
    return f"own.{own_id(column.key)}.{quote(column.label, safe='').replace('~', '%7E')}"


def _named(stored: StoredView, columns: Mapping[str, Column]) -> NamedView:
    """Return a stored view as it applies to a file with these columns."""
    tokens = [found[0] for found in _OWN.finditer(f"{stored.filter} {stored.sort}")]
    names = {key: key for key in COLUMNS_BY_KEY} | {fold(token): token for token in tokens}
    words, conditions = parse_filter(stored.filter, names)
    sort = sort_of(stored.sort)
    used = [*(one.column for one in conditions), *(key.column for key in sort)]
    keys = {noted: _key_of(noted, columns) for noted in used}
    kept = tuple(
        replace(one, column=key) for one in conditions if (key := keys[one.column]) is not None
    )
    order = tuple(replace(one, column=key) for one in sort if (key := keys[one.column]) is not None)
    missing = tuple(dict.fromkeys(_title_of(noted) for noted in used if keys[noted] is None))
    view = View(words, kept, order)
    return NamedView(stored.id, stored.name, stored.file_id, view, stored.layout, missing)


def _key_of(noted: str, columns: Mapping[str, Column]) -> str | None:
    """Return which of `columns` is meant, or None when there is no such one."""
    own = _OWN.fullmatch(noted)
    if own is None:
        return noted if noted in columns else None
    title = fold(unquote(own[2]))
    same_title = (c.key for c in columns.values() if c.is_own and fold(c.label) == title)
    by_number = own_key(int(own[1]))
    return next(same_title, by_number if by_number in columns else None)


def _title_of(noted: str) -> str:
    own = _OWN.fullmatch(noted)
    return unquote(own[2]) if own else noted
