"""Client folders: sales of one client filed together, taken out, named, noted. Each is one undo.

No folder is made by hand: it comes with the second sale of a client and goes with the last but one,
as `domain.folders` rules. Its notes then pass to the sale that is left.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prospect_tui.domain import folders as rules
from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.folders import Filing
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.services import conversion, new_records, remarks
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import folders as store
from prospect_tui.storage import sales
from prospect_tui.storage.folders import FolderRecord
from prospect_tui.storage.sales import OpportunityRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity

__all__ = [
    "OF_A_CLIENT",
    "FolderRecord",
    "OpportunityRecord",
    "add_note",
    "candidates",
    "file_with",
    "filed",
    "folder",
    "folder_named",
    "join",
    "join_client",
    "join_first",
    "name_of",
    "of_client",
    "rename",
    "set_notes",
    "take_out",
]

OF_A_CLIENT = frozenset({Origin.UPSELL, Origin.CROSS_SELL, Origin.RENEWAL})
"""The origins of what is sold to somebody who bought already."""


def folder(workspace: Workspace, folder_id: int) -> FolderRecord:
    """Return one folder; raises `NotFound`."""
    return store.folder(workspace.connection, folder_id)


def folder_named(workspace: Workspace, name: str) -> list[int]:
    """Return the numbers of the folders with this name, whatever its accents and capitals.

    When there is none, those of the folders whose name holds this one, unless it is a number.
    """
    from prospect_tui.domain.cleaning import fold  # noqa: PLC0415 - only here

    known = {number: fold(called) for number, called in store.names(workspace.connection).items()}
    wanted = fold(name.strip())
    called_so = [number for number, called in known.items() if called == wanted]
    if called_so or not wanted or wanted.isdecimal():
        return called_so
    return [number for number, called in known.items() if wanted in called]


def filed(workspace: Workspace, sale_ids: Iterable[int]) -> dict[int, str]:
    """Return the name of the folder of each of these sales that is in one, to be told."""
    known = [sales.opportunity(workspace.connection, one, workspace.zone) for one in sale_ids]
    return {one.id: one.folder_name for one in known if one.folder_id is not None}


def of_client(workspace: Workspace, sale_id: int) -> str:
    """Return the name of the one folder in which the other sales of its client are, or ""."""
    known = store.of_client(workspace.connection, sale_id)
    return "" if known is None else folder(workspace, known).name


def candidates(workspace: Workspace, sale_id: int) -> list[OpportunityRecord]:
    """Return the sales with which one may be filed: those of its company first, latest first."""
    record = sales.opportunity(workspace.connection, sale_id, workspace.zone)
    found = sales.opportunities(workspace.connection, workspace.zone, open_only=False)
    return sorted(
        (
            one
            for one in found
            if one.id != sale_id and (one.folder_id is None or one.folder_id != record.folder_id)
        ),
        key=lambda one: (
            record.company_id is None or one.company_id != record.company_id,
            one.folder_id is None,
            -one.updated_at.timestamp(),
        ),
    )


def name_of(workspace: Workspace, sale_id: int, other_id: int | None = None) -> str:
    """Return the name that a folder born of these sales gets: that of the end client."""
    known = [
        sales.opportunity(workspace.connection, number, workspace.zone)
        for number in (other_id, sale_id)
        if number is not None
    ]
    return _name(known)


def _name(known: Sequence[OpportunityRecord]) -> str:
    names = [one.company_name for one in known] + [one.main_contact for one in known]
    return next((name for name in [*names, known[0].title] if name), "")


def file_with(workspace: Workspace, sale_id: int, other_id: int) -> int:
    """File a sale with another one of the same client; returns the number of their folder.

    Raises `Refused` when they are in one folder already, `NotFound`.
    """
    title = sales.opportunity(workspace.connection, sale_id, workspace.zone).title
    sales.opportunity(workspace.connection, other_id, workspace.zone)
    with workspace.writing("file_together", name=title, opportunity=sale_id) as writing:
        return join(workspace, writing, sale_id, other_id)


def take_out(workspace: Workspace, sale_id: int) -> bool:
    """Take a sale out of its folder; returns whether the folder is dissolved by it.

    A folder left with a single sale is dissolved: its notes become a note of that sale. Raises
    `Refused` when the sale is in none.
    """
    title = sales.opportunity(workspace.connection, sale_id, workspace.zone).title
    with workspace.writing("unfile", name=title, opportunity=sale_id) as writing:
        filing = rules.take_out(sale_id, store.filed(writing.connection))
        store.put(writing.connection, [sale_id], None, writing.now)
        _dissolve(workspace, writing, filing)
    return filing.dissolved is not None


def join(workspace: Workspace, writing: Writing, sale_id: int, other_id: int) -> int:
    """File a sale with another one as part of an action; returns the number of their folder."""
    writing.session.flush()
    filing = rules.file_with(sale_id, other_id, store.filed(writing.connection))
    folder_id = filing.folder_id or _born(workspace, writing, other_id, sale_id)
    store.put(writing.connection, filing.members, folder_id, writing.now)
    _dissolve(workspace, writing, filing)
    writing.session.expire_all()
    return folder_id


def join_client(workspace: Workspace, writing: Writing, opportunity: "Opportunity") -> None:
    """File what is sold to a client with what the company bought before, in a folder born by it.

    That is the latest sale won, else the latest one. Where folders are known already, it is left to
    `new_records.file_with_client`.
    """
    writing.session.flush()
    if opportunity.company_id is None:
        return
    assert opportunity.id is not None
    known = sales.opportunities(
        writing.connection, workspace.zone, open_only=False, company_id=opportunity.company_id
    )
    before = [one for one in known if one.id != opportunity.id]
    if before and all(one.folder_id is None for one in before):
        latest = max(before, key=lambda o: (o.outcome == Status.WON, o.created_at, o.id))
        join(workspace, writing, opportunity.id, latest.id)


def join_first(
    workspace: Workspace, writing: Writing, opportunity: "Opportunity", first_id: int
) -> None:
    """File a new sale and the one it comes from together, with the others of their client if so.

    One that took over the folder of the first stays in it.
    """
    if opportunity.folder_id is None:
        assert opportunity.id is not None
        new_records.file_with_client(writing, opportunity)
        join(workspace, writing, first_id, opportunity.id)


def _born(workspace: Workspace, writing: Writing, *sale_ids: int) -> int:
    known = [sales.opportunity(writing.connection, one, workspace.zone) for one in sale_ids]
    company_id = next((one.company_id for one in known if one.company_id is not None), None)
    return store.add(writing.connection, _name(known), company_id, writing.now)


def _dissolve(workspace: Workspace, writing: Writing, filing: Filing) -> None:
    """Take away a folder that is left with one sale, which gets its notes."""
    if filing.dissolved is None:
        return
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    left = [one for one, at in store.filed(writing.connection).items() if at == filing.dissolved]
    notes = store.folder(writing.connection, filing.dissolved).notes
    store.put(writing.connection, left, None, writing.now)
    store.delete(writing.connection, filing.dissolved)
    writing.session.expire_all()
    for number in left if notes else ():
        remarks.put(workspace, writing, notes, opportunity_id=number)
        conversion.index_for_search(writing, writing.session.get_one(Opportunity, number))


def rename(workspace: Workspace, folder_id: int, name: str) -> None:
    """Give a folder another name. Raises `InvalidValue` for an empty one, `NotFound`."""
    name = clean(name).strip()
    if not name:
        raise InvalidValue("folder.no_name")
    with _changing(workspace, "rename_folder", folder_id) as writing:
        store.write(writing.connection, folder_id, "name", name)


def set_notes(workspace: Workspace, folder_id: int, text: str) -> None:
    """Write the notes of a folder in the place of those it has; raises `NotFound`."""
    with _changing(workspace, "folder_notes", folder_id) as writing:
        store.write(writing.connection, folder_id, "notes", clean_lines(text).strip())


def add_note(workspace: Workspace, folder_id: int, text: str) -> None:
    """Add a line to the notes of a folder. Raises `InvalidValue` for an empty one, `NotFound`."""
    line = remarks.body_of(text)
    with _changing(workspace, "folder_notes", folder_id) as writing:
        notes = store.folder(writing.connection, folder_id).notes
        store.write(writing.connection, folder_id, "notes", f"{notes}\n{line}".strip())


@contextmanager
def _changing(workspace: Workspace, code: str, folder_id: int) -> Iterator[Writing]:
    name = store.folder(workspace.connection, folder_id).name
    with workspace.writing(code, name=name) as writing:
        yield writing
