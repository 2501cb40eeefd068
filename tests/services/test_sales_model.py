"""Random lives of sales: whatever is done, taken back and brought back, the same things hold.

The model is what the base was after each act: undo and redo walk through these pictures of it.
"""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.quotes import Line
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    configuring,
    conversion,
    duplicating,
    folders,
    opportunities,
    pipelines,
    plans,
    quote_lines,
    quotes,
    undo,
)
from prospect_tui.services.plans import PlanStep
from tests.builders import clock_of, dump, make_file, make_prospect, make_workspace
from tests.services import sales_checks
from tests.services.quote_desk import with_identity
from tests.storage.checks import problems

PLACES = st.integers(0, 30)
HOURS = st.sampled_from([None, time(9), time(14, 30)])
KINDS = st.sampled_from(ActionKind)
DAYS = st.one_of(st.just(0), st.integers(-2, 40))
"""From today: today itself often, because its hours matter."""
AMOUNTS = st.integers(0, 5_000_000)
OUTCOMES = st.sampled_from([Status.WON, Status.WON, Status.LOST, Status.CANCELLED])
Base = dict[str, list[tuple[object, ...]]]
Picture = tuple[Base, frozenset[int]]


class SaleActs(RuleBasedStateMachine):
    """A base in use, the pictures of it that undo and redo bring back, and the life of a sale."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.workspace = with_identity(make_workspace(Path(self.folder.name)))
        self.by_hand: frozenset[int] = frozenset()
        """The sales whose amount was typed since their quotes gave it."""
        self.past: list[Picture] = []
        self.future: list[Picture] = []

    @initialize()
    def two_pipelines_and_a_file(self) -> None:
        stages = configuring.stages(self.workspace)
        plans.set_plan(self.workspace, stages[0].id, [PlanStep("call"), PlanStep("mail", "", 2)])
        pipelines.add_pipeline(self.workspace, "Contrats", like=stages[0].pipeline_id)
        file = make_file(self.workspace)
        for town in ("Lyon", "Lyon", "Bron"):
            make_prospect(self.workspace, file, company_name="Atelier Nord", city=town)

    # the model

    def picture(self) -> Picture:
        return dump(self.workspace), self.by_hand

    def act(self, what: Callable[[], object], *, by_hand: frozenset[int] | None = None) -> bool:
        """Do something, which is one undo, or is refused and changes nothing."""
        before = self.picture()
        try:
            what()
        except ProspectError:
            assert self.picture() == before
            return False
        if by_hand is not None:
            self.by_hand = by_hand
        if self.picture()[0] != before[0]:
            self.past.append(before)
            self.future.clear()
        return True

    def chosen(self, sql: str, place: int) -> int | None:
        found = sales_checks.rows(self.workspace, sql)
        return found[place % len(found)]["id"] if found else None

    def sale(self, place: int) -> int:
        """Return one of the sales, open or not; 0 when there is none."""
        return self.chosen("SELECT id FROM opportunity ORDER BY id", place) or 0

    def quote(self, place: int) -> int:
        return self.chosen("SELECT id FROM quote ORDER BY id", place) or 0

    def stage(self, place: int) -> int:
        return self.chosen("SELECT id FROM stage ORDER BY id", place) or 0

    def action(self, kind: ActionKind, days: int, hour: time | None) -> NextAction:
        day = self.workspace.clock.today() + timedelta(days=days)
        return NextAction(kind, When(day, hour), "suite")

    # its life

    @rule(title=st.sampled_from(["Fenêtres", "Portes 2026", "x" * 500]), amount=AMOUNTS)
    def create(self, title: str, amount: int) -> None:
        details: dict[str, Any] = {"contact_name": "Mme Anne Roux", "company_name": "Atelier Nord"}
        self.act(
            lambda: opportunities.create(
                self.workspace, title, origin=Origin.REFERRAL, amount_cents=amount, **details
            )
        )

    @rule(row=PLACES)
    def convert(self, row: int) -> None:
        number = self.chosen("SELECT id FROM prospect ORDER BY id", row)
        assert number is not None
        self.act(lambda: conversion.convert_rows(self.workspace, [number], anyway=True))

    @rule(sale=PLACES, kind=KINDS, days=DAYS, hour=HOURS)
    def date(self, sale: int, kind: ActionKind, days: int, hour: time | None) -> None:
        wanted = self.action(kind, days, hour)
        done = self.act(
            lambda: opportunities.set_next_action(self.workspace, self.sale(sale), wanted)
        )
        assert not (done and days < 0)

    @rule(sale=PLACES, follows=st.booleans(), days=st.integers(0, 20))
    def do(self, sale: int, follows: bool, days: int) -> None:
        following = self.action(ActionKind.CALL, days, None) if follows else None
        self.act(
            lambda: opportunities.do_next_action(
                self.workspace, self.sale(sale), "vu", following=following
            )
        )

    @rule(sale=PLACES)
    def take_step(self, sale: int) -> None:
        def work() -> None:
            proposed = plans.proposal(self.workspace, self.sale(sale))
            if proposed is not None:
                opportunities.set_next_action(self.workspace, self.sale(sale), proposed)

        self.act(work)

    @rule(sale=PLACES, stage=PLACES, before=PLACES)
    def move(self, sale: int, stage: int, before: int) -> None:
        self.act(
            lambda: opportunities.move(
                self.workspace, self.sale(sale), self.stage(stage), before_id=self.sale(before)
            )
        )

    @rule(sale=PLACES, outcome=OUTCOMES, months=st.sampled_from([0, 1, 12]), days=st.integers(0, 1))
    def close(self, sale: int, outcome: Status, months: int, days: int) -> None:
        self.act(
            lambda: opportunities.close(
                self.workspace, self.sale(sale), outcome,
                reason="prix", renewal_months=months, after_sale_days=30 * days,
            )
        )  # fmt: skip

    @rule(sale=PLACES)
    def reopen(self, sale: int) -> None:
        number = self.sale(sale)
        self.act(
            lambda: opportunities.reopen(self.workspace, number), by_hand=self.by_hand - {number}
        )

    @rule(sale=PLACES, amount=AMOUNTS, probability=st.integers(-5, 105))
    def edit_amount(self, sale: int, amount: int, probability: int) -> None:
        number = self.sale(sale)
        done = self.act(
            lambda: opportunities.set_amount(
                self.workspace, number, amount_cents=amount, probability=probability
            ),
            by_hand=self.by_hand | {number},
        )
        assert not done or 0 <= probability <= 100


class SalesMachine(SaleActs):
    """Sales with their clients and quotes, as time goes on, and what always holds."""

    # its client

    @rule(sale=PLACES, together=st.booleans())
    def duplicate(self, sale: int, together: bool) -> None:
        self.act(
            lambda: duplicating.duplicate(
                self.workspace, self.sale(sale), "Deuxième", together=together
            )
        )

    @rule(sale=PLACES, other=PLACES)
    def file_with(self, sale: int, other: int) -> None:
        self.act(lambda: folders.file_with(self.workspace, self.sale(sale), self.sale(other)))

    @rule(sale=PLACES)
    def take_out(self, sale: int) -> None:
        self.act(lambda: folders.take_out(self.workspace, self.sale(sale)))

    # its quotes

    def act_on_quote(self, number: int, what: Callable[[], object]) -> None:
        """Change a quote: the amounts of its sale, were they typed, follow it from now on."""
        of = sales_checks.rows(
            self.workspace, "SELECT opportunity_id, is_current FROM quote WHERE id = ?", number
        )
        self.act(what, by_hand=self.by_hand - {one["opportunity_id"] for one in of})

    @rule(sale=PLACES, price=AMOUNTS)
    def quote_it(self, sale: int, price: int) -> None:
        number = self.sale(sale)
        if self.act(lambda: quotes.create(self.workspace, number), by_hand=self.by_hand | {number}):
            made = quotes.of_opportunity(self.workspace, number)[0].id
            line = Line("Formation", 2_000, price)
            self.act_on_quote(made, lambda: quote_lines.add_line(self.workspace, made, line))

    @rule(place=PLACES, act=st.sampled_from(["send", "accept", "refuse", "new_version", "line"]))
    def live_quote(self, place: int, act: str) -> None:
        number = self.quote(place)
        if act == "line":
            line = Line("Déplacement", 1_000, 12_345, discount_bp=333)
            self.act_on_quote(number, lambda: quote_lines.add_line(self.workspace, number, line))
        else:
            self.act_on_quote(number, lambda: getattr(quotes, act)(self.workspace, number))

    # time, and back

    @rule(hours=st.sampled_from([1, 5, 24, 24 * 7, 24 * 200]))
    def wait(self, hours: int) -> None:
        clock_of(self.workspace).advance(hours=hours)

    @rule()
    def undo(self) -> None:
        if self.past:
            present = self.picture()
            assert undo.undo(self.workspace) is not None
            self.future.append(present)
            base, self.by_hand = self.past.pop()
            assert dump(self.workspace) == base

    @rule()
    def redo(self) -> None:
        if self.future:
            present = self.picture()
            assert undo.redo(self.workspace) is not None
            self.past.append(present)
            base, self.by_hand = self.future.pop()
            assert dump(self.workspace) == base

    # what always holds

    @invariant()
    def one_next_action_or_told(self) -> None:
        sales_checks.check_next_actions(self.workspace)
        sales_checks.check_statuses(self.workspace)

    @invariant()
    def the_sums_are_those_of_the_cards(self) -> None:
        sales_checks.check_totals(self.workspace)
        sales_checks.check_quotes(self.workspace, self.by_hand)

    @invariant()
    def a_folder_holds_two_sales_or_more(self) -> None:
        sales_checks.check_folders(self.workspace)

    @invariant()
    def the_base_is_whole(self) -> None:
        assert problems(self.workspace.connection) == []
        sales_checks.check_planning(self.workspace)

    def teardown(self) -> None:
        while self.past:
            self.undo()
        self.workspace.close()
        self.folder.cleanup()


TestSales = SalesMachine.TestCase
TestSales.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
