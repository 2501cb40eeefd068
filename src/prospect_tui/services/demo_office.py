"""The office of the demo's person: identity, catalogue, standard actions, what else is planned."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import Any

from prospect_tui.domain.identity import Identity
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.services import activities, catalogue, plans
from prospect_tui.services.activities import Draft
from prospect_tui.services.board import board
from prospect_tui.services.demo_desk import Desk, Step, script
from prospect_tui.services.plans import PlanStep

CENTS = 100
IDENTITY = Identity(
    name="Clémence Vaubrillard",
    legal_form="EI",
    address=("14 rue des Trois-Maisons", "69003 Lyon"),
    siret="900 000 027 00012",
    register="RNE",
    vat_number="FR49900000027",
    phone="04 65 71 20 30",
    email="clemence@vaubrillard.example",
    conditions=("Exemple : entreprise, client et prix inventés, ce devis n'engage personne.",),
)
"""Who sends the quotes of the demo: nobody."""
SET_UP, PLANNED = (-47, time(8, 30)), (-1, time(18, 30))
"""When the office was set up, before the first sale, and when the week was planned."""


def office_steps(desk: Desk) -> Iterator[Step]:
    """Yield what was set up, and what was planned beside the sales."""
    told = script("office.toml")
    for item in told["catalogue"]:
        yield Step(*SET_UP, partial(_offer, desk, item))
    for plan in told["plan"]:
        yield Step(*SET_UP, partial(_set_plan, desk, plan))
    for planned in told["planned"]:
        yield Step(*PLANNED, partial(_plan, desk, planned))


def _offer(desk: Desk, item: dict[str, Any]) -> None:
    price = item["price"] * CENTS
    named = {name: item[name] for name in ("code", "label", "unit")}
    catalogue.add(desk.workspace, **named, unit_price_cents=price)


def _set_plan(desk: Desk, plan: dict[str, Any]) -> None:
    stages = {c.stage.code: c.stage.id for c in board(desk.workspace).columns}
    steps = [PlanStep(step["type"], step["label"], step["after"]) for step in plan["steps"]]
    plans.set_plan(desk.workspace, stages[plan["stage"]], steps)


def _plan(desk: Desk, planned: dict[str, Any]) -> None:
    when = desk.when(planned["on"], planned.get("from", ""))
    ends_at = None
    if "to" in planned:
        local = datetime.combine(
            when.day, time.fromisoformat(planned["to"]), tzinfo=desk.workspace.zone
        )
        ends_at = local
    activities.add(
        desk.workspace,
        Draft(
            planned["subject"],
            when,
            ActivityKind(planned["kind"]),
            ends_at=ends_at,
            place=planned.get("place", ""),
            recurrence=planned.get("repeat", ""),
        ),
    )
