"""The lines of the list of clients, its columns as wide as the terminal allows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prospect_tui.i18n import _, formats
from prospect_tui.services.clients import Client, FollowUp, Renewal
from prospect_tui.tui.text import fit, width
from prospect_tui.tui.widgets.drawn import Spans
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.wording.folders import follow_up_text, no_folder, renewal_text
from prospect_tui.wording.sheet_lines import Seen
from prospect_tui.wording.times import planned

_GAP = "  "
_WIDE = 110
"""Cells from which the city has a column of its own."""
_CITY = 18
_FIGURES = (6, 8, 11, 10, 13)
"""Cells of what stands at the right: sold, under way, total, last exchange, renewal."""


class ClientRef(NamedTuple):
    """A line of the list: a client, a renewal or an after-sale follow-up."""

    kind: str
    """"folder", "sale", "renewal" or "follow-up"."""
    id: int


def client_titles(cells: int) -> list[PageLine]:
    """Return the line of titles over the clients."""
    titles = [_("Sales"), _("Open"), _("Total"), _("Exchange"), _("Renews on")]
    return [PageLine(((_row(_("Client"), _("City"), titles, cells), "muted"),))]


def client_lines(found: Iterable[Client], seen: Seen, cells: int) -> Iterator[PageLine]:
    """Yield a line for each client."""
    for one in found:
        renewal = planned(one.next_renewal, seen.today) if one.next_renewal else ""
        star = "◆ " if one.is_ambassador else ""
        if one.folder_id is None:
            renewal = no_folder()  # a renewal would have made one
        figures = [
            formats.number(one.won_count) if one.won_count else "",
            formats.number(one.open_count) if one.open_count else "",
            formats.money(one.won_cents),
            _exchanged(one, seen),
            renewal,
        ]
        kind, number = ("sale", one.sale_id) if one.folder_id is None else ("folder", one.folder_id)
        yield PageLine(
            ((_row(f"{star}{one.name}", one.city, figures, cells), ""),),
            ClientRef(kind, number),
        )


def _exchanged(one: Client, seen: Seen) -> str:
    """Return the day of the last exchange: "hier", "ven.", "24/11", "24/11/25"."""
    at = one.last_exchange
    return formats.relative_day(at.astimezone(seen.zone).date(), seen.today) if at else ""


class DrawnClients:
    """The lines of clients, each made once for a width and a day: sorting makes none again."""

    def __init__(self) -> None:
        """Begin with no line."""
        self._made: dict[tuple[bool, int], PageLine] = {}
        self._made_for: tuple[int, Seen] | None = None

    def forget(self) -> None:
        """Make them again: the clients are others, or the words."""
        self._made = {}

    def lines(self, shown: Sequence[Client], seen: Seen, cells: int) -> list[PageLine]:
        """Return a line for each client."""
        if self._made_for != (cells, seen):
            self._made, self._made_for = {}, (cells, seen)
        fresh = [one for one in shown if one.key not in self._made]
        lines = client_lines(fresh, seen, cells)
        self._made.update(zip((one.key for one in fresh), lines, strict=True))
        return [self._made[one.key] for one in shown]


def renewal_lines(found: Iterable[Renewal], seen: Seen, cells: int) -> Iterator[PageLine]:
    """Yield a line for each renewal to come."""
    for one in found:
        late = one.when is None or one.when.day < seen.today
        spans: Spans = ((fit(renewal_text(one, seen), cells), "late" if late else ""),)
        yield PageLine(spans, ClientRef("renewal", one.sale_id))


def follow_up_lines(found: Iterable[FollowUp], seen: Seen, cells: int) -> Iterator[PageLine]:
    """Yield a line for each after-sale follow-up to be done."""
    for one in found:
        look = "late" if one.when.day < seen.today else ""
        spans: Spans = ((fit(follow_up_text(one, seen), cells), look),)
        yield PageLine(spans, ClientRef("follow-up", one.id))


def _row(name: str, city: str, figures: list[str], cells: int) -> str:
    right = _GAP.join(
        fit(text, size, "right") for text, size in zip(figures, _FIGURES, strict=True)
    )
    left = fit(city, _CITY) + _GAP if cells >= _WIDE else ""
    free = max(0, cells - width(right) - len(_GAP) - width(left))
    return f"{fit(name, free)}{_GAP}{left}{right}"
