"""The screen of pipelines and stages: what is shown, what is written, what is said before."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.boards import BoardMode
from prospect_tui.services import board, pipelines, plans
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.pipeline import PipelineScreen
from prospect_tui.tui.screens.pipelines import PipelinesScreen
from prospect_tui.tui.screens.pipelines_shown import Ref
from tests.builders import dump
from tests.tui.desk import NASTY, SMALL, USUAL, is_harmless, make_opportunity, press, type_in
from tests.tui.shell import seen, toasts


@asynccontextmanager
async def editor(
    workspace: Workspace, size: tuple[int, int] = USUAL, *, at: Ref | None = None
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the pipelines, the cursor on a line."""
    app = ProspectApp(AppContext(workspace, workspace.settings), place="pipelines")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        if at is not None:
            screen(pilot).renew(at)
            await pilot.pause()
        yield pilot


def screen(pilot: Pilot[Any]) -> PipelinesScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, PipelinesScreen))


def names(workspace: Workspace, pipeline_id: int = 1) -> list[str]:
    """Return the names of the living stages, the codes of the default ones."""
    found = pipelines.pipeline(workspace, pipeline_id).living
    return [one.stage.name or one.stage.code for one in found]


async def retype(pilot: Pilot[None], text: str) -> None:
    """Type a text in the place of the one on the line."""
    await press(pilot, "ctrl+u")
    await type_in(pilot, text)


async def test_a_stage_is_read_whole_beside_the_list(workspace: Workspace) -> None:
    make_opportunity(workspace, "Atelier", euros=15_400, stage=1)
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        shown = seen(pilot).replace("\u00a0", " ").replace("\u202f", " ")
    for words in (
        "40 % · 1 carte · 15 400 € · ∅ 14 j",
        "Alerte  14 jours sans activité",
        "Couleur  aucune",
        "Actions  aucune : l en ajoute une",
    ):
        assert words in shown


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_stages_are_shown_with_what_they_do(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    make_opportunity(workspace, "Atelier", euros=900, stage=1)
    async with editor(workspace, size, at=Ref(1, 2)) as pilot:
        shown = seen(pilot).replace("\u00a0", " ").replace("\u202f", " ")
    for words in ("Pipeline · 1 carte · 900 €", "Proposition", "40 % · 1 carte · 900 €"):
        assert words in shown


async def test_a_stage_is_changed_in_a_form(workspace: Workspace) -> None:
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        await press(pilot, "enter")
        await retype(pilot, "Offre")
        await press(pilot, "tab")
        await retype(pilot, "45 %")
        await press(pilot, "tab")
        await retype(pilot, "21")
        await press(pilot, "tab", "v", "ctrl+s")
        assert "Offre" in seen(pilot)
        assert "■" in seen(pilot)
        stage = pipelines.stage(workspace, 2)[1].stage
        assert (stage.name, stage.probability, stage.stale_days) == ("Offre", 45, 21)
        assert stage.color == "green"
        await press(pilot, "u")
        assert names(workspace)[1] == "proposal"
        assert "étape" in toasts(pilot)[-1]


async def test_a_default_stage_keeps_its_word_when_its_name_is_left(workspace: Workspace) -> None:
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        await press(pilot, "enter", "tab")
        await retype(pilot, "41")
        await press(pilot, "ctrl+s")
    stage = pipelines.stage(workspace, 2)[1].stage
    assert (stage.name, stage.code, stage.probability) == ("", "proposal", 41)


async def test_a_wrong_value_is_said_and_nothing_typed_is_lost(workspace: Workspace) -> None:
    before = dump(workspace)
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        await press(pilot, "enter", "tab")
        await retype(pilot, "140")
        await press(pilot, "ctrl+s")
        shown = seen(pilot).replace("\u00a0", " ")
        assert "De 0 à 100" in shown or "0 à 100" in shown
        assert "140" in shown
    assert dump(workspace) == before


async def test_a_new_stage_comes_after_the_one_in_hand_and_moves(workspace: Workspace) -> None:
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        await press(pilot, "n")
        await type_in(pilot, "Maquette")
        await press(pilot, "ctrl+s")
        assert names(workspace)[2] == "Maquette"
        await press(pilot, "shift+up", "shift+up", "shift+up")
        assert names(workspace)[0] == "Maquette"
        await press(pilot, "u", "u", "u")
        assert names(workspace) == ["needs", "proposal", "costing", "presentation", "negotiation"]


async def test_what_becomes_of_the_cards_is_said_before_a_stage_goes(workspace: Workspace) -> None:
    for name in "ABC":
        make_opportunity(workspace, name)
    before = dump(workspace)
    async with editor(workspace, at=Ref(1, 1)) as pilot:
        await press(pilot, "b")
        assert "3 cartes passent dans «\u00a0Proposition\u00a0»" in seen(pilot)
        await press(pilot, "escape")
        assert dump(workspace) == before
        await press(pilot, "b")
        await type_in(pilot, "chiffr")
        await press(pilot, "enter")
        assert "3 cartes passent dans «\u00a0Chiffrage\u00a0»" in toasts(pilot)[-1]
        assert names(workspace)[0] == "proposal"
        assert "Archivé" in seen(pilot)
        assert [len(column.cards) for column in board.board(workspace).columns] == [0, 3, 0, 0]
        await press(pilot, "u")
    assert dump(workspace) == before


async def test_an_empty_stage_goes_at_once_and_comes_back(workspace: Workspace) -> None:
    async with editor(workspace, at=Ref(1, 3)) as pilot:
        await press(pilot, "b")
        assert "costing" not in names(workspace)
        screen(pilot).renew(Ref(1, 3))
        await press(pilot, "b")
        assert names(workspace)[2] == "costing"


async def test_a_pipeline_is_added_renamed_and_put_away(workspace: Workspace) -> None:
    async with editor(workspace) as pilot:
        await press(pilot, "p")
        await type_in(pilot, "Formations")
        await press(pilot, "enter")
        assert names(workspace, 2) == names(workspace)
        await press(pilot, "enter")
        await retype(pilot, "Stages")
        await press(pilot, "enter")
        assert pipelines.pipeline(workspace, 2).name == "Stages"
        await press(pilot, "shift+up")
        assert [one.id for one in pipelines.pipelines(workspace)] == [2, 1]
        card = make_opportunity(workspace, "Atelier")
        await press(pilot, "b")
        assert "1 carte passe dans «\u00a0Analyse des besoins\u00a0»" in seen(pilot)
        await press(pilot, "enter")
        assert [one.id for one in pipelines.pipelines(workspace)] == [1]
        assert board.board(workspace, 1).place_of(card) == (0, 0)
        screen(pilot).renew(Ref(1))
        await press(pilot, "b")
        assert "dernier pipeline" in toasts(pilot)[-1]


async def test_usual_actions_are_added_changed_moved_and_left_out(workspace: Workspace) -> None:
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        for label in ("envoyer le devis", "avoir son avis"):
            await press(pilot, "l", "tab")
            await type_in(pilot, label)
            await press(pilot, "tab")
            await retype(pilot, "3")
            await press(pilot, "enter")
        assert "envoyer le devis" in seen(pilot)
        assert screen(pilot).ref == Ref(1, 2, 1)
        await press(pilot, "shift+up")
        assert [step.label for step in plans.plan_of(workspace, 2)] == [
            "avoir son avis",
            "envoyer le devis",
        ]
        await press(pilot, "enter", "tab", "tab")
        await retype(pilot, "5")
        await press(pilot, "enter")
        assert plans.plan_of(workspace, 2)[0].after_days == 5
        await press(pilot, "delete")
        assert [step.label for step in plans.plan_of(workspace, 2)] == ["envoyer le devis"]
        await press(pilot, "u")
        assert len(plans.plan_of(workspace, 2)) == 2


async def test_the_pipeline_opens_it_with_a_key(workspace: Workspace) -> None:
    app = ProspectApp(AppContext(workspace, workspace.settings), place="pipeline")
    async with app.run_test(size=USUAL, notifications=True) as pilot:
        places = []
        for keys in (["e"], ["escape"], ["g", "e"]):
            await press(pilot, *keys)
            places.append(type(pilot.app.screen))
    assert places == [PipelinesScreen, PipelineScreen, PipelinesScreen]


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_hostile_names_are_drawn_as_text(workspace: Workspace, size: tuple[int, int]) -> None:
    for name in NASTY:
        pipelines.add_pipeline(workspace, name)
    async with editor(workspace, size) as pilot:
        for _ in NASTY:
            await press(pilot, "end")
            assert is_harmless(seen(pilot))
            await press(pilot, "home", "pagedown")
        assert "[bold]" in "".join(one.name for one in pipelines.pipelines(workspace))


async def test_the_cards_that_a_line_counts_are_listed(workspace: Workspace) -> None:
    for name, stage in (("Atelier", 1), ("Bardeau", 1), ("Mairie", 2)):
        make_opportunity(workspace, name, stage=stage)
    pipelines.add_pipeline(workspace, "Formations")
    board.keep_choice(workspace, BoardMode.PIPELINE, 2)
    async with editor(workspace, at=Ref(1, 2)) as pilot:
        await press(pilot, "c")
        pipeline = pilot.app.screen
        assert isinstance(pipeline, PipelineScreen)
        assert [card.title for card in pipeline.shown.columns[1].cards] == ["Atelier", "Bardeau"]
        assert (pipeline.shown.pipeline_id, pipeline.shown.count) == (1, 2)
        assert "Proposition, Échap l'enlève" in seen(pilot)
        await press(pilot, "escape")
        assert pipeline.shown.count == 3
    async with editor(workspace, at=Ref(1, 1)) as pilot:
        await press(pilot, "c")
        assert toasts(pilot) == ["Aucune carte ouverte ici."]
