"""Who is a client: the folders, and those with a won sale who have no folder yet; a folder's page.

It only reads. What is filed where is changed by `services.folders`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.joining import joined
from prospect_tui.domain.meetings import split_result
from prospect_tui.domain.vocabulary import Status
from prospect_tui.domain.when import When
from prospect_tui.services import sheets
from prospect_tui.services.sheets import ContactRecord, HistoryLine, OpportunityRecord
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import folders as store
from prospect_tui.storage import sales
from prospect_tui.storage.connection import NO_LIMIT, when_of
from prospect_tui.storage.folders import Exchange, FolderRecord, SaleRow

__all__ = [
    "Client",
    "FolderPage",
    "FolderRecord",
    "FollowUp",
    "Known",
    "Order",
    "Renewal",
    "clients",
    "folder_page",
    "follow_ups",
    "in_order",
    "narrowed",
    "renewals",
]


class Order(StrEnum):
    """By what clients are sorted."""

    NAME = "name"
    TOTAL = "total"
    """What they bought in all, the most first."""
    LAST = "last"
    """When something was last said, the latest first."""
    RENEWAL = "renewal"
    """What comes up again, the soonest first."""


@dataclass(frozen=True, slots=True)
class Client:
    """A folder; or, with no `folder_id`, a company or a person who bought once."""

    name: str
    city: str
    folder_id: int | None
    sale_id: int
    """The latest sale: it shows a client who has no folder."""
    company_id: int | None
    open_count: int
    won_count: int
    lost_count: int
    """Lost or dropped."""
    won_cents: int
    last_exchange: datetime | None
    next_renewal: When | None
    next_follow_up: When | None
    is_ambassador: bool
    """Whether one of its people recommends the user."""
    words: str
    """The folded text in which what is typed is sought."""

    @property
    def key(self) -> tuple[bool, int]:
        """Return what tells it from any other one, however often the list is read."""
        return self.folder_id is not None, self.folder_id or self.sale_id


@dataclass(frozen=True, slots=True)
class Renewal:
    """A sale that comes up again."""

    sale_id: int
    title: str
    client: str
    folder_id: int | None
    when: When | None
    """None when its date was taken away: it is to do."""
    amount_cents: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An after-sale follow-up to be done."""

    id: int
    sale_id: int
    title: str
    client: str
    folder_id: int | None
    subject: str
    when: When


@dataclass(frozen=True, slots=True)
class Known:
    """A person of a folder, and in which of its sales."""

    contact: ContactRecord
    titles: tuple[str, ...]
    is_ambassador: bool


@dataclass(frozen=True, slots=True)
class FolderPage:
    """Everything about a client: what one sold, to whom, what comes again, what was said."""

    folder: FolderRecord
    sales: tuple[OpportunityRecord, ...]
    """Open ones first, then the closed ones, the latest first."""
    people: tuple[Known, ...]
    renewals: tuple[OpportunityRecord, ...]
    """The open ones among the sales, soonest first."""
    follow_ups: tuple[FollowUp, ...]
    history: tuple[HistoryLine, ...]
    """Calls, notes and what was done in all of the sales, newest first."""
    has_more: bool

    def of(self, outcome: Status | None) -> tuple[OpportunityRecord, ...]:
        """Return the sales that ended so, or the open ones (None)."""
        wanted = outcome.value if outcome else ""
        return tuple(one for one in self.sales if one.outcome == wanted)

    @property
    def won_cents(self) -> int:
        """Return what was sold in all."""
        return sum(one.amount_cents for one in self.of(Status.WON))


class _Around(NamedTuple):
    """What is known of all sales at once: names of folders; by sale, what was said and is due."""

    names: Mapping[int, str]
    said: Mapping[int, datetime]
    due: Mapping[int, When]
    praised: frozenset[int]
    """The sales with an ambassador among their people."""


def clients(workspace: Workspace) -> list[Client]:
    """Return the clients by name: folders, and who bought once and has no folder yet."""
    connection = workspace.connection
    due: dict[int, When] = {}
    for one in store.follow_ups(connection):
        when = when_of(one.day, one.at, "", workspace.zone)
        if when is not None:
            due.setdefault(one.sale_id, when)
    around = _Around(
        store.names(connection),
        store.last_exchanges(connection),
        due,
        frozenset(sale for sale, _contact, _day in store.ambassadors(connection)),
    )
    groups: dict[tuple[str, int], list[SaleRow]] = {}
    for row in store.sales_of_clients(connection):
        groups.setdefault(_group(row), []).append(row)
    found = [
        _client(workspace, group, around)
        for group in groups.values()
        if group[0].folder_id is not None or any(row.outcome == Status.WON for row in group)
    ]
    return in_order(workspace, found, Order.NAME)


def _group(row: SaleRow) -> tuple[str, int]:
    if row.folder_id is not None:
        return "folder", row.folder_id
    return ("sale", row.id) if row.company_id is None else ("company", row.company_id)


def _client(workspace: Workspace, group: list[SaleRow], around: _Around) -> Client:
    won = [row for row in group if row.outcome == Status.WON]
    latest = max(won or group, key=lambda row: (row.closed_at or "", row.id))
    named = next((row for row in group if row.company_name), latest)
    folder_id = latest.folder_id
    name = named.company_name or latest.title if folder_id is None else around.names[folder_id]
    renewed = (_next_when(workspace, row) for row in group if row.is_renewal and not row.outcome)
    said = around.said
    return Client(
        name=name,
        city=named.city,
        folder_id=folder_id,
        sale_id=latest.id,
        company_id=named.company_id,
        open_count=sum(not row.outcome for row in group),
        won_count=len(won),
        lost_count=sum(row.outcome not in {"", Status.WON} for row in group),
        won_cents=sum(row.amount_cents for row in won),
        last_exchange=max((said[row.id] for row in group if row.id in said), default=None),
        next_renewal=_soonest(workspace, renewed),
        next_follow_up=_soonest(workspace, (around.due.get(row.id) for row in group)),
        is_ambassador=any(row.id in around.praised for row in group),
        words=fold(" ".join([name, named.city, *(row.title for row in group)])),
    )


def _next_when(workspace: Workspace, row: SaleRow) -> When | None:
    return when_of(row.next_day, row.next_at, "", workspace.zone)


def _soonest(workspace: Workspace, whens: Iterable[When | None]) -> When | None:
    known = (when for when in whens if when is not None)
    return min(known, key=lambda when: _order(workspace, when), default=None)


def _order(workspace: Workspace, when: When | None) -> tuple[date, float]:
    if when is None:
        return date.max, 0.0
    moment = when.moment(workspace.zone)
    return when.day, moment.timestamp() if moment else 0.0


def narrowed(found: Iterable[Client], words: str) -> list[Client]:
    """Return the clients in whose name, city or sales each of these words is, accents apart."""
    wanted = fold(words).split()
    return [one for one in found if all(word in one.words for word in wanted)]


def in_order(workspace: Workspace, found: Iterable[Client], order: Order) -> list[Client]:
    """Return clients in another order than by name; what has nothing to sort by comes last."""
    match order:
        case Order.TOTAL:
            return sorted(found, key=lambda one: -one.won_cents)
        case Order.LAST:
            return sorted(
                found, key=lambda one: -one.last_exchange.timestamp() if one.last_exchange else 0
            )
        case Order.RENEWAL:
            return sorted(found, key=lambda one: _order(workspace, one.next_renewal))
    return sorted(found, key=lambda one: (fold(one.name), one.key))


def renewals(workspace: Workspace) -> list[Renewal]:
    """Return the sales that come up again, soonest first."""
    names = store.names(workspace.connection)
    open_ones = sales.opportunities(workspace.connection, workspace.zone)
    coming = [one for one in open_ones if one.renewal_of_id is not None]
    coming.sort(key=lambda one: _order(workspace, one.next_when))
    return [
        Renewal(
            one.id,
            one.title,
            names.get(one.folder_id or 0, one.company_name),
            one.folder_id,
            one.next_when,
            one.amount_cents,
        )
        for one in coming
    ]


def follow_ups(workspace: Workspace, folder_id: int | None = None) -> list[FollowUp]:
    """Return the after-sale follow-ups to be done, of one folder or of all, soonest first."""
    found = []
    for one in store.follow_ups(workspace.connection, folder_id):
        when = when_of(one.day, one.at, "", workspace.zone)
        sale = sales.opportunity(workspace.connection, one.sale_id, workspace.zone)
        if when is not None:
            client = sale.folder_name or sale.company_name
            found.append(
                FollowUp(one.id, one.sale_id, one.title, client, sale.folder_id, one.subject, when)
            )
    return found


def folder_page(workspace: Workspace, folder_id: int, most: int | None = 100) -> FolderPage:
    """Return the page of a folder, with `most` lines of what was said (None: all).

    Raises `NotFound`.
    """
    connection = workspace.connection
    record = store.folder(connection, folder_id)
    held = sales.opportunities(connection, workspace.zone, open_only=False, folder_id=folder_id)
    held.sort(key=lambda one: one.closed_at or one.created_at, reverse=True)
    held.sort(key=lambda one: bool(one.outcome))
    coming = [one for one in held if one.renewal_of_id is not None and not one.outcome]
    exchanges = store.exchanges(connection, folder_id, NO_LIMIT if most is None else most + 1)
    return FolderPage(
        folder=record,
        sales=tuple(held),
        people=_people(workspace, held),
        renewals=tuple(sorted(coming, key=lambda one: _order(workspace, one.next_when))),
        follow_ups=tuple(follow_ups(workspace, folder_id)),
        history=tuple(_line(one) for one in exchanges[:most]),
        has_more=most is not None and len(exchanges) > most,
    )


def _people(workspace: Workspace, held: list[OpportunityRecord]) -> tuple[Known, ...]:
    """Return the people of these sales, each once, with what each is in the first of them."""
    praising = {contact for _sale, contact, _day in store.ambassadors(workspace.connection)}
    known: dict[int, Known] = {}
    for sale in held:
        for contact in sales.contacts(workspace.connection, sale.id):
            present = known.setdefault(contact.id, Known(contact, (), contact.id in praising))
            known[contact.id] = replace(present, titles=(*present.titles, sale.title))
    return tuple(known.values())


_KINDS = {
    "call": sheets.EventKind.CALL,
    "note": sheets.EventKind.NOTE,
    "activity": sheets.EventKind.ACTIVITY,
}


def _line(one: Exchange) -> HistoryLine:
    ended, said = split_result(one.result)
    text = joined(one.about, one.text, said)
    return HistoryLine(one.at, _KINDS[one.kind], ended or one.code, text)
