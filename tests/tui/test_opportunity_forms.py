"""What is asked about an opportunity on the screens: a new one, done, won, taken up again."""

from dataclasses import replace
from datetime import time

import pytest
from textual import events

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, Status
from prospect_tui.domain.when import When
from prospect_tui.services import action_types, configuring, opportunities, plans
from prospect_tui.services.plans import PlanStep
from prospect_tui.services.workspace import Workspace
from tests.builders import dump
from tests.tui.desk import (
    LARGE,
    SMALL,
    TODAY,
    USUAL,
    desk,
    is_harmless,
    make_opportunity,
    press,
    sheet_of,
    type_in,
    value,
)
from tests.tui.shell import seen, toasts

CARD = "Cordialement,\nAnne ROUX\nLAMBERT BOIS SARL\n04 65 71 00 12\nanne@lambert-bois.example\n"


async def test_a_pasted_card_fills_the_form(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus")
        pilot.app.post_message(events.Paste(CARD))
        await pilot.pause()
        assert "LAMBERT BOIS SARL" in seen(pilot)
        assert "Trouvé" in seen(pilot)
        await press(pilot, "ctrl+s", "space")
        await press(pilot, *["tab"] * 4)
        await type_in(pilot, "Anne")
        await press(pilot, "ctrl+s")
    assert value(workspace, "contact", 1, "last_name") == "Roux"
    assert value(workspace, "contact", 1, "email") == "anne@lambert-bois.example"
    assert value(workspace, "company", 1, "name") == "LAMBERT BOIS SARL"
    assert value(workspace, "opportunity", 1, "has_project") == 1
    assert value(workspace, "opportunity", 1, "w_who") == "Anne"
    assert CARD.strip() in str(value(workspace, "opportunity", 1, "description"))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("· site web", "LAMBERT BOIS SARL · site web"),
        (" - site web", "LAMBERT BOIS SARL - site web"),
    ],
)
async def test_typing_goes_on_after_a_pasted_card(
    workspace: Workspace, typed: str, title: str
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus")
        pilot.app.post_message(events.Paste(CARD))
        await pilot.pause()
        await type_in(pilot, typed)
        await press(pilot, "ctrl+s", "escape")
    assert value(workspace, "opportunity", 1, "title") == title
    assert value(workspace, "contact", 1, "last_name") == "Roux"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Hôtel · sans date."), ("mar 14h", "Hôtel · demain 14:00 · Appel.")],
)
async def test_a_new_opportunity_is_told_with_its_next_action(
    workspace: Workspace, typed: str, told: str
) -> None:
    async with desk(workspace, "pipeline", USUAL) as pilot:
        await press(pilot, "plus")
        await type_in(pilot, "Hôtel")
        await press(pilot, *["tab"] * 7)
        await type_in(pilot, typed)
        await press(pilot, "ctrl+s")
        assert toasts(pilot) == [told]


async def test_a_card_fills_only_what_is_empty(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus")
        await type_in(pilot, "Salon")
        pilot.app.post_message(events.Paste(CARD))
        await pilot.pause()
        await type_in(pilot, " 2026")
        await press(pilot, "ctrl+s", "escape")
    assert value(workspace, "opportunity", 1, "title") == "Salon 2026"
    assert value(workspace, "company", 1, "name") == "LAMBERT BOIS SARL"


async def test_dropping_asks_why_and_what_is_to_be_remembered(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier", euros=900)
    before = dump(workspace)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "x", "escape")
        assert value(workspace, "opportunity", sale, "outcome") == ""
        await press(pilot, "x")
        await type_in(pilot, "simple curiosité")
        await press(pilot, "enter")
        await type_in(pilot, "demander le budget d'abord")
        await press(pilot, "enter")
        assert value(workspace, "opportunity", sale, "outcome") == "cancelled"
        assert value(workspace, "opportunity", sale, "reason") == "simple curiosité"
        assert value(workspace, "opportunity", sale, "lesson") == "demander le budget d'abord"
        assert toasts(pilot)[-1] == "Abandonnée\u00a0: Atelier"
        await press(pilot, "u")
        assert dump(workspace) == before


async def test_a_number_that_is_known_is_told_while_it_is_typed(workspace: Workspace) -> None:
    make_opportunity(workspace, "Ancienne", contact="Roux", phone="04 65 71 00 12")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus", *["tab"] * 4)
        await type_in(pilot, "0465710012")
        assert "est celui de Roux" in seen(pilot)


async def test_the_form_asks_what_the_settings_name(workspace: Workspace) -> None:
    workspace.settings = replace(workspace.settings, opportunity_fields=("campaign", "company"))
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus")
        assert "Campagne" in seen(pilot)
        assert "Téléphone" not in seen(pilot)
        await type_in(pilot, "Stand")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "Automne")
        await press(pilot, "ctrl+s", "escape")
    assert value(workspace, "campaign", 1, "name") == "Automne"


async def test_done_asks_what_came_of_it_and_proposes_what_follows(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    stage = configuring.stages(workspace)[0]
    plans.set_plan(workspace, stage.id, [PlanStep("mail", "compte rendu", 2)])
    opportunities.set_next_action(
        workspace, sale, NextAction(ActionKind.CALL, When(TODAY), "needs")
    )
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "t")
        await type_in(pilot, "intéressé")
        assert "mercredi 25 novembre" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", sale, "next_type") == "mail"
        assert value(workspace, "opportunity", sale, "plan_position") == 1
        assert value(workspace, "activity", 1, "result") == "intéressé"
        await press(pilot, "u")
        assert value(workspace, "opportunity", sale, "next_label") == "needs"
        assert value(workspace, "opportunity", sale, "plan_position") is None


async def test_an_appointment_is_in_no_conflict_with_itself(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    at_three = NextAction(ActionKind.MEETING, When(TODAY, time(15)))
    opportunities.set_next_action(workspace, sale, at_three)
    async with desk(workspace, "pipeline", USUAL) as pilot:
        await press(pilot, "d")
        assert "libre" in seen(pilot)
    make_opportunity(workspace, "Autre", When(TODAY, time(15, 30)))
    async with desk(workspace, "pipeline", USUAL) as pilot:
        await press(pilot, "d")
        assert "conflit avec Autre" in seen(pilot)


async def test_one_key_takes_the_standard_action(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    second = configuring.stages(workspace)[1]
    plans.set_plan(workspace, second.id, [PlanStep("quote", "chiffrer", 1)])
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "ctrl+d")
        assert "ne propose pas d'autre action standard" in toasts(pilot)[-1]
        await press(pilot, "shift+right")
        assert "chiffrer" in toasts(pilot)[-1]
        assert value(workspace, "opportunity", sale, "next_day") is None
        await press(pilot, "ctrl+d")
        assert value(workspace, "opportunity", sale, "next_day") == "2026-11-24"


async def test_winning_offers_what_comes_after(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Entretien", euros=900)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "w", "tab", "space", "tab", "space", "ctrl+s")
        assert "Renouvellement" in toasts(pilot)[-1]
        assert value(workspace, "opportunity", 2, "renewal_of_id") == sale
        assert value(workspace, "activity", 1, "code") == "after_sale"
        await press(pilot, "d")
        assert "suivi après-vente" in seen(pilot)
        await type_in(pilot, "demain")
        await press(pilot, "ctrl+s")
        assert value(workspace, "activity", 2, "day") == "2026-11-24"


async def test_a_closed_one_is_taken_up_again_on_its_sheet(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    opportunities.close(workspace, sale, Status.CANCELLED)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "z")
        assert value(workspace, "opportunity", sale, "outcome") == ""
        assert "À faire" in seen(pilot)


async def test_types_are_changed_from_the_form_of_a_next_action(workspace: Workspace) -> None:
    make_opportunity(workspace, "Atelier")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "d", "ctrl+t")
        assert "Nouveau type" in seen(pilot)
        await press(pilot, "enter")
        await type_in(pilot, "Démo")
        await press(pilot, "tab", "space", "ctrl+s")
        assert "Démo" in seen(pilot)
        await press(pilot, "escape", "d")
        await press(pilot, "tab", "d", "e", "m")
        assert "‹ Démo ›" in seen(pilot)
    assert action_types.types(workspace)[-1].code == "demo"


async def test_what_was_changed_elsewhere_is_told_and_what_was_typed_stays(
    workspace: Workspace,
) -> None:
    sale = make_opportunity(workspace, "Atelier")
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, "w")
        await type_in(pilot, "le service")
        workspace.connection.execute(
            "UPDATE opportunity SET updated_at = '2030-01-01 00:00:00.000000'"
        )
        await press(pilot, "ctrl+s")
        assert "autre fenêtre" in seen(pilot)
        assert "le service" in seen(pilot)
        assert value(workspace, "opportunity", sale, "outcome") == ""
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", sale, "lesson") == "le service"


@pytest.mark.parametrize(
    ("amount", "said"),
    [("-5", "négatif"), ("999999999999999", "ne peut pas dépasser"), ("beaucoup", "un montant")],
)
@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_an_amount_that_cannot_be_stays_to_be_corrected(
    workspace: Workspace, amount: str, said: str, size: tuple[int, int]
) -> None:
    async with desk(workspace, "pipeline", size) as pilot:
        await press(pilot, "plus")
        await type_in(pilot, "Salon")
        await press(pilot, "tab", "tab")
        await type_in(pilot, amount)
        await press(pilot, "ctrl+s")
        assert said in seen(pilot).replace("\n", " ")
        assert "Salon" in seen(pilot)
        assert workspace.connection.execute("SELECT count(*) FROM opportunity").fetchone() == (0,)
        await press(pilot, *["backspace"] * len(amount))
        await type_in(pilot, "5k")
        await press(pilot, "ctrl+s")
    assert value(workspace, "opportunity", 1, "amount_cents") == 500_000


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_hostile_names_are_kept_whole_and_drawn_as_text(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    title = "[bold]Atelier[/] ".ljust(5000, "é")
    async with desk(workspace, "pipeline", size) as pilot:
        await press(pilot, "plus")
        pilot.app.post_message(events.Paste(title))
        await press(pilot, "tab", "tab", "tab")
        pilot.app.post_message(events.Paste("[@click=app.quit]Roux[/]\x1b[31m\u202e"))
        await press(pilot, "ctrl+s", "ctrl+s")
        for keys in (["v"], ["v"], ["v"], ["enter"], ["escape"], ["w"], ["escape"], ["f2"]):
            await press(pilot, *keys)
            assert is_harmless(seen(pilot))
    assert value(workspace, "opportunity", 1, "title") == title
    assert "[@click=app.quit]Roux[/]" in value(workspace, "contact", 1, "last_name")


async def test_a_new_one_says_its_standard_action_and_when_there_are_too_many(
    workspace: Workspace,
) -> None:
    workspace.settings = replace(workspace.settings, max_open_opportunities=1)
    stage = configuring.stages(workspace)[0]
    plans.set_plan(workspace, stage.id, [PlanStep("call", "cerner le besoin", 1)])
    make_opportunity(workspace, "Ancienne")
    async with desk(workspace, "pipeline", USUAL) as pilot:
        await press(pilot, "plus")
        await type_in(pilot, "Salon")
        await press(pilot, "ctrl+s")
        assert toasts(pilot)[-1].startswith("Salon · sans date. Action standard proposée")
        assert "max_open_opportunities" in seen(pilot)
        assert "Décideurs" in seen(pilot)
        await press(pilot, "escape", "ctrl+d")
    assert value(workspace, "opportunity", 2, "next_label") == "cerner le besoin"
