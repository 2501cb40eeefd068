"""Clients: their folders, who bought once, what comes up for renewal, the after-sale to be done.

The lists are read when something was written; typing a filter and sorting read nothing.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from prospect_tui.domain.joining import joined
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.key_names import key_name
from prospect_tui.services import agenda, ambassadors, clients
from prospect_tui.services.clients import Client, FollowUp, Order, Renewal
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screen import Among, BaseScreen
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.client_lines import (
    ClientRef,
    DrawnClients,
    client_titles,
    follow_up_lines,
    renewal_lines,
)
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import paragraph
from prospect_tui.tui.widgets.text_line import TextLine
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording.folders import ambassador_said
from prospect_tui.wording.sheet_lines import Seen


class View(StrEnum):
    """What the place lists."""

    CLIENTS = "clients"
    RENEWALS = "renewals"
    AFTER_SALE = "after_sale"


_TITLES = {
    View.CLIENTS: N_("Clients"),
    View.RENEWALS: N_("Renewals to come"),
    View.AFTER_SALE: N_("After-sale to do"),
}
_ORDERS = {
    Order.NAME: N_("by name"),
    Order.TOTAL: N_("by total"),
    Order.LAST: N_("by last exchange"),
    Order.RENEWAL: N_("by renewal"),
}
_EMPTY = {
    View.CLIENTS: N_(
        "No client yet. Who buys once is listed here; with a second sale (y on an opportunity, a"
        " renewal, an upsell) the client folder is born, which holds them all."
    ),
    View.RENEWALS: N_(
        "Nothing comes up for renewal. When a sale is won (w), give the number of months: its twin"
        " then waits here until that day."
    ),
    View.AFTER_SALE: N_(
        "No after-sale to do. When a sale is won (w), or with d on a won one, plan when you ask"
        " whether the client is satisfied."
    ),
}


class ClientsScreen(BaseScreen):
    """The place of clients (F7)."""

    SCOPE: ClassVar[str] = "clients"
    ABOUT = N_(
        "Your clients: the folders of those who bought, or may buy, more than once, and those who"
        " bought once. v shows what comes up for renewal, then the after-sale to be done. Enter"
        " opens the folder; on any opportunity, r comes back to it."
    )
    AUTO_FOCUS = "#clients-list"

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing read."""
        super().__init__(context)
        self._view, self._order, self._words = View.CLIENTS, Order.NAME, ""
        self._clients: list[Client] = []
        self._shown: list[Client] = []
        self._renewals: list[Renewal] = []
        self._follow_ups: list[FollowUp] = []
        self._stale = set(View)
        """The lists to be read before they are shown: something was written since."""
        self._drawn = DrawnClients()

    def compose_body(self) -> ComposeResult:
        """Yield what is listed, the line of the filter, the titles and the list."""
        yield TwoEnds(id="clients-place")
        yield TextLine(compact=True, id="clients-filter")
        yield CardPage(client_titles, id="clients-titles")
        yield LinesView(self._lines, id="clients-list")

    def on_mount(self) -> None:
        """Read the lists."""
        self._read()

    def on_changed(self, _change: Change) -> None:
        """Read again what was changed elsewhere, or taken back."""
        self._stale = set(View)
        self._read()

    def show_texts(self) -> None:
        """Say what is listed, and how much."""
        self.query_one("#clients-filter", TextLine).placeholder = _("words of a client or a sale")
        self._drawn.forget()
        self._say()

    def _read(self, *, from_top: bool = False) -> None:
        workspace = self.context.workspace
        if self._view in self._stale:
            match self._view:
                case View.CLIENTS:
                    self._clients = clients.clients(workspace)
                    self._drawn.forget()
                case View.RENEWALS:
                    self._renewals = clients.renewals(workspace)
                case View.AFTER_SALE:
                    self._follow_ups = clients.follow_ups(workspace)
            self._stale.discard(self._view)
        self._show(from_top=from_top)

    def _show(self, *, from_top: bool = False) -> None:
        """Draw the list as it is filtered and sorted."""
        found = clients.narrowed(self._clients, self._words)
        self._shown = clients.in_order(self.context.workspace, found, self._order)
        titles = self.query_one("#clients-titles", CardPage)
        titles.display = self._view is View.CLIENTS
        titles.renew()
        self._list.renew(from_top=from_top)
        self._say()

    def _say(self) -> None:
        title = _(_TITLES[self._view])
        if self._view is View.CLIENTS:
            count, total = len(self._shown), sum(one.won_cents for one in self._shown)
            text = ngettext("{count} client", "{count} clients", count)
            parts = [
                text.format(count=formats.number(count)),
                _("{amount} sold").format(amount=formats.money(total)),
                _(_ORDERS[self._order]),
                _("filter “{words}”").format(words=self._words) if self._words else "",
            ]
        else:
            listed = self._renewals if self._view is View.RENEWALS else self._follow_ups
            parts = [title, formats.number(len(listed))]
        left = joined(*parts)
        key = key_name(self.context.keys["clients.view"].keys[0])
        self.query_one(TwoEnds).show(left, f"{key} → {_(_TITLES[self._next_view])}")

    @property
    def _next_view(self) -> View:
        views = tuple(View)
        return views[(views.index(self._view) + 1) % len(views)]

    @property
    def _list(self) -> LinesView:
        return self.query_one("#clients-list", LinesView)

    @property
    def _seen(self) -> Seen:
        workspace = self.context.workspace
        return Seen(workspace.clock.today(), workspace.zone)

    def _lines(self, cells: int) -> Sequence[PageLine]:
        match self._view:
            case View.CLIENTS:
                lines = self._drawn.lines(self._shown, self._seen, cells)
            case View.RENEWALS:
                lines = [*renewal_lines(self._renewals, self._seen, cells)]
            case View.AFTER_SALE:
                lines = [*follow_up_lines(self._follow_ups, self._seen, cells)]
        if lines:
            return lines
        text = _("No client has these words.") if self._words else _(_EMPTY[self._view])
        return paragraph(text, cells, look="muted")

    @property
    def _ref(self) -> ClientRef | None:
        ref = self._list.cursor
        return ref if isinstance(ref, ClientRef) else None

    @property
    def _client(self) -> Client | None:
        ref = self._ref
        if ref is None or self._view is not View.CLIENTS:
            return None
        wanted = (ref.kind == "folder", ref.id)
        return next((one for one in self._shown if one.key == wanted), None)

    @on(LinesView.Opened)
    def action_open(self) -> None:
        """Open the folder, or the sale of who has none."""
        records = [self._record(ref) for ref in self._list.refs if isinstance(ref, ClientRef)]
        ref = self._ref
        if ref is None:
            return
        kind, number = self._record(ref)
        same = [record for record in records if record[0] == kind]
        self.open_sheet(kind, number, Among(same, same.index((kind, number)), _("Clients")))

    def _record(self, ref: ClientRef) -> tuple[str, int]:
        if ref.kind == "folder":
            return "folder", ref.id
        if ref.kind == "follow-up":
            sale = next(one.sale_id for one in self._follow_ups if one.id == ref.id)
            return "opportunity", sale
        return "opportunity", ref.id

    def action_view(self) -> None:
        """List the clients, what comes up for renewal, or the after-sale to be done."""
        self._view = self._next_view
        self._words = ""
        self._close_filter()
        self._read(from_top=True)

    def action_sort(self) -> None:
        """Sort the clients by name, total, last exchange or renewal."""
        orders = tuple(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show(from_top=True)

    def action_filter(self) -> None:
        """Type words: the list follows."""
        if self._view is not View.CLIENTS:
            self.tell(_("The filter is for the list of clients: v shows it."))
            return
        line = self.query_one("#clients-filter", TextLine)
        line.add_class("-shown")
        line.focus()

    @on(Input.Changed, "#clients-filter")
    def narrow(self, event: Input.Changed) -> None:
        """Keep the clients who have the words typed so far."""
        self._words = event.value.strip()
        self._show(from_top=True)

    @on(Input.Submitted, "#clients-filter")
    def end_filter(self) -> None:
        """Go to the list that is left."""
        self._list.focus()

    async def action_back(self) -> None:
        """Take the filter away first, then leave."""
        if self._words or self.query_one("#clients-filter").has_class("-shown"):
            self._close_filter()
            self._words = ""
            self._show()
        else:
            await super().action_back()

    def _close_filter(self) -> None:
        line = self.query_one("#clients-filter", TextLine)
        with line.prevent(Input.Changed):
            line.value = ""
        line.remove_class("-shown")
        self._list.focus()

    def action_done(self) -> None:
        """Write down that the after-sale under the cursor is done."""
        ref = self._ref
        if ref is None or ref.kind != "follow-up":
            self.tell(_("That is for an after-sale: v lists them."))
            return
        sale = self._record(ref)[1]
        agenda.finish_activity(self.context.workspace, ref.id)
        self.tell(_("Done."))
        self.context.changed.ring(opportunities=[sale])

    def action_ambassador(self) -> None:
        """Say that the client recommends you, or does not any more."""
        client = self._client
        if client is None:
            self.tell(_("That is for a client: v lists them."))
            return
        workspace = self.context.workspace
        contact_id = ambassadors.main_person(workspace, client.sale_id)
        name, is_ambassador = ambassadors.toggle(workspace, contact_id)
        self.tell(ambassador_said(name, is_ambassador=is_ambassador))
        self.context.changed.ring(opportunities=[client.sale_id])
