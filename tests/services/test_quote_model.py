"""Random lives of quotes: whatever is done and undone, the sums and the history hold."""

import random
from collections.abc import Callable
from itertools import groupby

import pytest

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.quotes import VAT_RATES, Line, QuoteState, totals
from prospect_tui.services import quote_lines, quotes
from prospect_tui.services.quotes import QuoteSheet
from prospect_tui.services.undo import redo, undo
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump
from tests.services.quote_desk import make_deal, with_identity

STEPS = 60


class Life:
    """Two sales, their quotes, and what may be done to them."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = with_identity(workspace)
        self.chance = random.Random(seed)
        self.deals = [make_deal(workspace, "Nord", 4_000), make_deal(workspace, "Sud")]
        self.acts: tuple[Callable[[], object], ...] = (
            lambda: quotes.create(workspace, self.deal()),
            lambda: quote_lines.add_line(workspace, self.quote(), self.new_line()),
            lambda: quote_lines.add_line(workspace, self.quote(), self.new_line()),
            lambda: quote_lines.change_line(workspace, self.line(), quantity_milli=self.quantity()),
            lambda: quote_lines.move_line(workspace, self.line(), self.chance.randint(0, 5)),
            lambda: quote_lines.remove_line(workspace, self.line()),
            lambda: quotes.set_details(workspace, self.quote(), discount_bp=self.rate()),
            lambda: quotes.send(workspace, self.quote()),
            lambda: quotes.send(workspace, self.quote()),
            lambda: quotes.accept(workspace, self.quote()),
            lambda: quotes.refuse(workspace, self.quote()),
            lambda: quotes.new_version(workspace, self.quote()),
            lambda: quotes.duplicate(workspace, self.quote(), self.deal()),
            lambda: quotes.set_current(workspace, self.quote()),
            lambda: clock_of(workspace).advance(days=self.chance.randint(0, 20)),
        )

    def deal(self) -> int:
        return self.chance.choice(self.deals)

    def quote(self) -> int:
        found = quotes.all_quotes(self.workspace)
        return self.chance.choice(found).id if found else 0

    def line(self) -> int:
        lines = quotes.quote_sheet(self.workspace, self.quote()).lines
        return self.chance.choice(lines).id if lines else 0

    def quantity(self) -> int:
        return self.chance.randint(1, 9_999)

    def rate(self) -> int:
        return self.chance.choice([0, 333, 5_000, 10_000])

    def new_line(self) -> Line:
        return Line(
            "Ligne", self.quantity(), self.chance.randint(0, 99_999),
            self.chance.choice(VAT_RATES), self.rate(), is_optional=self.chance.random() < 0.2,
        )  # fmt: skip

    def sheets(self) -> dict[int, QuoteSheet]:
        found = quotes.all_quotes(self.workspace)
        return {one.id: quotes.quote_sheet(self.workspace, one.id) for one in found}

    def check(self) -> None:
        """Hold what must be true of every base."""
        for sheet in self.sheets().values():
            counted = totals([one.line for one in sheet.lines], sheet.record.discount_bp)
            assert (sheet.record.net_cents, sheet.record.total_cents) == (
                counted.net_cents,
                counted.total_cents,
            )
        for deal in self.deals:
            kept = [one for one in quotes.of_opportunity(self.workspace, deal) if one.is_current]
            assert len(kept) <= 1
            if kept and quotes.quote_sheet(self.workspace, kept[0].id).totals.rates:
                assert self.amount(deal) == kept[0].net_cents
        first = sorted(s.record.number for s in self.sheets().values() if s.record.version == 1)
        years = [list(group) for _year, group in groupby(first, lambda number: number[:5])]
        for numbers in years:
            places = [int(number[-3:]) for number in numbers]
            assert places == list(range(1, len(numbers) + 1))

    def amount(self, deal: int) -> int:
        sql = f"SELECT amount_cents FROM opportunity WHERE id = {deal}"
        found: int = self.workspace.connection.execute(sql).fetchone()[0]
        return found


def frozen(sheets: dict[int, QuoteSheet]) -> dict[int, tuple[object, ...]]:
    """Return what may never change of the quotes that were sent."""
    return {
        number: (one.lines, one.sender, one.record.recipient, one.record.conditions, one.totals)
        for number, one in sheets.items()
        if one.state is not QuoteState.DRAFT
    }


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_done_the_sums_hold_and_undo_restores(workspace: Workspace, seed: int) -> None:
    life = Life(workspace, seed)
    done = 0
    for _ in range(STEPS):
        before, sent = dump(workspace), frozen(life.sheets())
        try:
            life.chance.choice(life.acts)()
        except ProspectError:
            assert dump(workspace) == before
            continue
        after = dump(workspace)
        life.check()
        assert sent.items() <= frozen(life.sheets()).items()
        if after != before:
            done += 1
            undo(workspace)
            assert dump(workspace) == before
            redo(workspace)
            assert dump(workspace) == after
    assert done > STEPS // 4
