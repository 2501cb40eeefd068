"""The three views of the same cards: what they show, how they are narrowed, figures that open."""

import pytest
from textual import events
from textual.pilot import Pilot

from prospect_tui.domain.boards import BoardMode, StageColor, StageDraft
from prospect_tui.domain.vocabulary import Status
from prospect_tui.services import board, opportunities, pipelines
from prospect_tui.services.sheets import opportunity_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.widgets.board_view import BoardView
from prospect_tui.tui.widgets.card_table import CardTable
from tests.builders import clock_of
from tests.tui.desk import (
    LARGE,
    NASTY,
    SMALL,
    TODAY,
    TOMORROW,
    USUAL,
    desk,
    is_harmless,
    make_opportunity,
    on,
    press,
    type_in,
    value,
)
from tests.tui.shell import seen, toasts
from tests.tui.test_pipeline import pipeline, titles


def listed(pilot: Pilot[None]) -> list[str]:
    """Return the titles in the list, in its order."""
    table = pipeline(pilot).query_one(CardTable)
    assert table.display
    return [card.title for card, _stage in table._rows]


def plain(pilot: Pilot[None]) -> str:
    return seen(pilot).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def cards(workspace: Workspace) -> list[int]:
    """Return four cards: a late one, one without a date, a starred and tagged one, another."""
    late = make_opportunity(workspace, "Rappel promis", on(TODAY), euros=900, label="le devis")
    undated = make_opportunity(workspace, "Sans suite", euros=15_000, stage=1)
    star = make_opportunity(workspace, "Hôtel Étoile", on(TOMORROW), euros=4_000, stage=1)
    opportunities.star(workspace, star)
    opportunities.edit(workspace, star, "tags", "salon, urgent")
    planned = make_opportunity(workspace, "Mairie", on(TOMORROW), contact="Mme Bélard", stage=2)
    clock_of(workspace).set_local(2026, 11, 24, 9)
    return [late, undated, star, planned]


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
@pytest.mark.usefixtures("cards")
async def test_one_key_goes_round_the_three_views(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with desk(workspace, "pipeline", size) as pilot:
        await press(pilot, "right", "v")
        assert "compacte" in seen(pilot)
        assert listed(pilot) == ["Rappel promis", "Sans suite", "Hôtel Étoile", "Mairie"]
        for words in ("Proposition", "15 000 €", "40 %", "! sans date", "! 1 j de retard"):
            assert words in plain(pilot)
        assert pipeline(pilot).query_one(CardTable).card.title == "Sans suite"  # type: ignore[union-attr]
        await press(pilot, "v")
        assert "étendue" in seen(pilot)
        for words in ("Mme Bélard", "5 W : aucun connu", "# salon, urgent"):
            assert words in plain(pilot)
        await press(pilot, "v")
        assert pipeline(pilot).query_one(BoardView).display
    assert board.kept_choice(workspace) == (BoardMode.PIPELINE, 1)


@pytest.mark.usefixtures("cards")
async def test_the_view_is_kept_with_the_base(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v")
    async with desk(workspace, "pipeline") as pilot:
        assert "compacte" in seen(pilot)
        assert isinstance(pilot.app.focused, CardTable)


async def test_the_same_keys_act_in_a_list(workspace: Workspace, cards: list[int]) -> None:
    late, undated, *_rest = cards
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v", "down", "shift+right")
        assert titles(workspace)[2] == ["Mairie", "Sans suite"]
        assert pipeline(pilot).chosen_opportunity() == undated
        await press(pilot, "shift+up", "k")
        assert titles(workspace)[2] == ["Sans suite", "Mairie"]
        assert value(workspace, "opportunity", undated, "starred") == 1
        await press(pilot, "home", "enter")
        assert isinstance(pilot.app.screen, SheetScreen)
        assert pilot.app.screen.record_id == late


@pytest.mark.usefixtures("cards")
async def test_a_list_is_sorted_by_any_column(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "s")
        assert "v " in toasts(pilot)[-1]
        await press(pilot, "v", "s")
        await type_in(pilot, "montant")
        await press(pilot, "enter")
        assert listed(pilot) == ["Mairie", "Rappel promis", "Hôtel Étoile", "Sans suite"]
        assert "↑Montant" in seen(pilot)
        await press(pilot, "s", "enter")
        assert listed(pilot)[0] == "Sans suite"
        await pilot.click(CardTable, offset=(75, 0))
        assert "↑Jours" in seen(pilot)
        await pilot.click(CardTable, offset=(3, 0))
        assert listed(pilot) == ["Hôtel Étoile", "Mairie", "Rappel promis", "Sans suite"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("retard", ["Rappel promis"]),
        ("en retard", ["Rappel promis"]),
        ("sans date", ["Sans suite"]),
        ("étoile", ["Hôtel Étoile"]),
        ('"étoile" hotel', ["Hôtel Étoile"]),
        ("#urg", ["Hôtel Étoile"]),
        ("montant>1k", ["Sans suite", "Hôtel Étoile"]),
        ("montant:800..5000 -étape=proposition", ["Rappel promis"]),
        ("étape=proposition|chiffrage", ["Sans suite", "Hôtel Étoile", "Mairie"]),
        ("interlocuteur:belard", ["Mairie"]),
        ("prochaine=auj", ["Hôtel Étoile", "Mairie"]),
        ("prochaine<auj", ["Rappel promis"]),
        ("origine:recommandation probabilité>=60", ["Mairie"]),
        ("devis", ["Rappel promis"]),
        ("sans objet", []),
    ],
)
@pytest.mark.usefixtures("cards")
async def test_what_the_filter_understands(
    workspace: Workspace, text: str, found: list[str]
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v", "f")
        await type_in(pilot, text)
        await press(pilot, "enter")
        assert listed(pilot) == found
        assert f"{len(found)} sur 4" in seen(pilot)


@pytest.mark.usefixtures("cards")
async def test_a_filter_is_kept_while_cards_move_and_a_wrong_one_is_said(
    workspace: Workspace,
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "f")
        await type_in(pilot, "montant>douze")
        await press(pilot, "enter")
        assert "douze" in seen(pilot)
        await press(pilot, "escape", "f")
        await type_in(pilot, "montant>1k")
        await press(pilot, "enter", "shift+right")
        assert titles(workspace)[2] == ["Mairie", "Sans suite"]
        assert "2 sur 4" in seen(pilot)
        assert "Mairie" not in seen(pilot)
        await press(pilot, "escape")
        assert "Mairie" in seen(pilot)


async def test_every_figure_lists_exactly_the_cards_that_it_counts(
    workspace: Workspace, cards: list[int]
) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "right", "c")
        assert listed(pilot) == ["Sans suite", "Hôtel Étoile"]
        assert "Proposition, Échap l'enlève" in seen(pilot)
        await press(pilot, "escape")
        assert pipeline(pilot).query_one(BoardView).display
        for typed, expected in (
            ("en retard", ["Rappel promis"]),
            ("sans date", ["Sans suite"]),
            ("étoile", ["Hôtel Étoile"]),
            ("chiffrage", ["Mairie"]),
        ):
            await press(pilot, "h")
            await type_in(pilot, typed)
            assert "1 carte" in seen(pilot)
            await press(pilot, "enter")
            assert listed(pilot) == expected
            await press(pilot, "escape")
        await pilot.click(BoardView, offset=(3, 0))
        assert listed(pilot) == ["Rappel promis"]
    assert len(cards) == 4


async def test_a_card_goes_to_a_stage_of_another_pipeline_with_its_amount(
    workspace: Workspace, cards: list[int]
) -> None:
    pipelines.add_pipeline(workspace, "Formations")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "m")
        assert "Formations" in seen(pilot)
        await type_in(pilot, "chiff")
        await press(pilot, "down", "enter")
        assert value(workspace, "opportunity", cards[0], "pipeline_id") == 2
        assert value(workspace, "opportunity", cards[0], "amount_cents") == 90_000
        assert "Formations" in toasts(pilot)[-1]
        assert "Rappel promis" not in str(titles(workspace))
        await press(pilot, "p")
        await type_in(pilot, "form")
        await press(pilot, "enter")
        assert "Rappel promis" in seen(pilot)
        assert "Formations" in seen(pilot)
    async with desk(workspace, "pipeline") as pilot:
        assert "Formations" in seen(pilot)


async def test_a_card_that_is_asked_for_shows_its_pipeline(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    card = make_opportunity(workspace, "Ailleurs")
    opportunities.move(workspace, card, pipelines.pipeline(workspace, made).living[3].stage.id)
    async with desk(workspace) as pilot:
        pilot.app.screen.go("pipeline", opportunity_id=card)  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Formations" in seen(pilot)
        assert pipeline(pilot).chosen_opportunity() == card


async def test_one_pipeline_says_where_another_is_made(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "p")
        assert "e permet" in toasts(pilot)[-1]


async def test_a_card_moved_elsewhere_meanwhile_is_said_and_not_moved_again(
    workspace: Workspace,
) -> None:
    card = make_opportunity(workspace, "Atelier")
    stages = [one.stage.id for one in pipelines.pipeline(workspace, 1).living]
    async with desk(workspace, "pipeline") as pilot:
        clock_of(workspace).advance(minutes=1)
        opportunities.move(workspace, card, stages[3])
        clock_of(workspace).advance(minutes=1)
        await press(pilot, "shift+right")
        assert "Atelier" in toasts(pilot)[-1]
        assert titles(workspace)[3] == ["Atelier"]
        assert pipeline(pilot).shown.place_of(card) == (3, 0)
        await press(pilot, "shift+right")
        assert titles(workspace)[4] == ["Atelier"]


async def drag(pilot: Pilot[None], *path: tuple[int, int]) -> None:
    """Press the button on the first place, go by the others, and let go on the last."""
    await pilot.mouse_down(BoardView, offset=path[0])
    view = pipeline(pilot).query_one(BoardView)
    region = view.region
    for x, y in path[1:]:
        on_screen = (x + region.x, y + region.y)
        view.post_message(events.MouseMove(view, x, y, 1, 0, 1, False, False, False, *on_screen))
        await pilot.pause()
    await pilot.mouse_up(BoardView, offset=path[-1])


async def test_the_mouse_drags_a_card_to_a_column_and_a_place(workspace: Workspace) -> None:
    for name in "ABC":
        make_opportunity(workspace, name)
    make_opportunity(workspace, "D", stage=1)
    async with desk(workspace, "pipeline") as pilot:
        await drag(pilot, (5, 4), (30, 4), (30, 3))
        assert titles(workspace)[:2] == [["B", "C"], ["A", "D"]]
        await drag(pilot, (30, 4), (30, 12))
        assert titles(workspace)[1] == ["D", "A"]
        await drag(pilot, (5, 4), (60, 15))
        assert titles(workspace)[:3] == [["C"], ["D", "A"], ["B"]]
        await drag(pilot, (60, 4), (60, 5))
        assert titles(workspace)[2] == ["B"]
        await press(pilot, "u", "u", "u")
        assert titles(workspace)[:2] == [["A", "B", "C"], ["D"]]


async def test_the_place_where_a_card_would_fall_is_shown(workspace: Workspace) -> None:
    for name in "AB":
        make_opportunity(workspace, name)
    async with desk(workspace, "pipeline") as pilot:
        await pilot.mouse_down(BoardView, offset=(5, 4))
        view = pipeline(pilot).query_one(BoardView)
        move = events.MouseMove(view, 30, 6, 1, 0, 1, False, False, False, 30, 7)
        view.post_message(move)
        await pilot.pause()
        assert "━━━" in seen(pilot)
        await pilot.mouse_up(BoardView, offset=(30, 6))
        assert "━━━" not in seen(pilot)
        assert titles(workspace)[:2] == [["B"], ["A"]]


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_nine_stages_are_reached_with_a_mark_on_the_edge(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    for number in range(4):
        pipelines.add_stage(workspace, 1, StageDraft(f"Suite {number}", 90, 9, StageColor.BLUE))
    last = make_opportunity(workspace, "Tout au bout", stage=8)
    async with desk(workspace, "pipeline", size) as pilot:
        assert pipeline(pilot).chosen_opportunity() == last
        assert "‹" in seen(pilot)
        await press(pilot, *["left"] * 8)
        assert "›" in seen(pilot)
        assert "‹" not in seen(pilot)
        assert "Analyse" in seen(pilot)


async def test_an_empty_pipeline_teaches_in_every_view(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        for _ in range(3):
            assert "Ctrl+N" in seen(pilot)
            await press(pilot, "down", "pagedown", "home", "end", "shift+right", "c", "escape", "v")


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_hostile_text_is_drawn_as_text_in_the_lists(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    for name in NASTY:
        sale = make_opportunity(workspace, name, contact=name)
        opportunities.edit(workspace, sale, "tags", name)
        opportunities.add_note(workspace, sale, name)
    long = make_opportunity(workspace, "x" * 5_000)
    async with desk(workspace, "pipeline", size) as pilot:
        for _ in range(2):
            await press(pilot, "v", "home")
            assert "[bold]" in seen(pilot)
            assert is_harmless(seen(pilot))
            await press(pilot, "end")
            assert pipeline(pilot).chosen_opportunity() == long
            assert is_harmless(seen(pilot))


async def test_the_extended_view_tells_the_last_exchange(workspace: Workspace) -> None:
    card = make_opportunity(workspace, "Atelier")
    opportunities.add_note(workspace, card, "attend l'accord\nde son associé")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v", "v")
        assert "Note · attend l'accord de son associé" in plain(pilot)


async def test_the_extended_view_says_whole_what_its_columns_cut(workspace: Workspace) -> None:
    title, what = "Rénovation des menuiseries du siège", "envoyer les trois références de bureaux"
    make_opportunity(workspace, title, on(TOMORROW), label=what)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "v")
        assert title not in seen(pilot)
        await press(pilot, "v")
        for whole in (title, what):
            assert whole in seen(pilot)


async def test_a_new_opportunity_begins_in_the_pipeline_that_is_shown(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    board.keep_choice(workspace, BoardMode.PIPELINE, made)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus")
        await type_in(pilot, "Atelier")
        await press(pilot, "ctrl+s", "escape")
        assert "Atelier" in seen(pilot)
    assert value(workspace, "opportunity", 1, "pipeline_id") == made


async def test_a_sale_closed_in_a_stage_put_away_still_says_it(workspace: Workspace) -> None:
    card = make_opportunity(workspace, "Atelier", stage=2)
    opportunities.close(workspace, card, Status.WON)
    pipelines.archive_stage(workspace, 3)
    stage = opportunity_sheet(workspace, card).stage
    assert stage is not None
    assert stage.code == "costing"
