"""The board: what it shows, how cards move, and that thousands of them cost nothing."""

import pytest
from textual.pilot import Pilot

from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.services import board, configuring, conversion, opportunities
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.pipeline import PipelineScreen
from prospect_tui.tui.screens.sheet import SheetScreen
from prospect_tui.tui.widgets import board_layout, card_face
from prospect_tui.tui.widgets.board_view import BoardView
from tests.builders import clock_of, make_file, make_prospect
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
    visits,
)
from tests.tui.shell import seen, toasts


def pipeline(pilot: Pilot[None]) -> PipelineScreen:
    """Return the screen under any question."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, PipelineScreen))


def cursor(pilot: Pilot[None]) -> int | None:
    return pipeline(pilot).query_one(BoardView).cursor_id


def titles(workspace: Workspace) -> list[list[str]]:
    """Return the titles of each column, as the board has them."""
    return [[card.title for card in column.cards] for column in board.board(workspace).columns]


async def test_columns_have_their_cards_and_their_sums(workspace: Workspace) -> None:
    make_opportunity(workspace, "Atelier Nord", euros=12_000)
    make_opportunity(workspace, "Durand", euros=4_200, stage=1)
    make_opportunity(workspace, "Mairie", euros=1_000, stage=1)
    async with desk(workspace, "pipeline") as pilot:
        shown = seen(pilot)
    assert "3 opportunités · 17\u202f200\u00a0€ · pondéré 4\u202f480\u00a0€" in shown
    assert "Analyse des besoins (1)" in shown
    assert "Proposition (2)" in shown
    assert "5\u202f200\u00a0€ · pondéré 2\u202f080\u00a0€" in shown
    assert "12\u202f000\u00a0€ · 20\u202f%" in shown


@pytest.mark.parametrize(("size", "columns"), [(SMALL, 3), (USUAL, 5), (LARGE, 5), ((40, 12), 1)])
async def test_as_many_columns_as_fit(
    workspace: Workspace, size: tuple[int, int], columns: int
) -> None:
    for stage in range(5):
        make_opportunity(workspace, f"Carte {stage}", stage=stage)
    async with desk(workspace, "pipeline", size) as pilot:
        assert [f"Carte {stage}" in seen(pilot) for stage in range(5)].count(True) == columns
        await press(pilot, *["right"] * 4)
        assert "Carte 4" in seen(pilot)
        assert ("‹" in seen(pilot)) is (columns < 5)


async def test_a_card_says_why_it_is_red(workspace: Workspace) -> None:
    make_opportunity(workspace, "Sans suite")
    make_opportunity(workspace, "Rappel", on(TOMORROW), label="le devis", stage=1)
    clock_of(workspace).set_local(2026, 11, 26)
    async with desk(workspace, "pipeline") as pilot:
        shown = seen(pilot)
    assert "! sans date" in shown
    assert "! 2 jours de retard" in shown
    assert "mar. 24/11 Appel" in shown
    assert "1 en retard" in shown


async def test_a_card_left_alone_says_for_how_long(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    clock_of(workspace).set_local(2026, 12, 14)
    async with desk(workspace, "pipeline") as pilot:
        assert "∅ 20\u00a0j sans activité" in seen(pilot)
        await press(pilot, "shift+right")
        assert "sans activité" not in seen(pilot)
    assert value(workspace, "opportunity", sale, "stage_id") == 2


async def test_a_long_title_takes_three_lines_at_most(workspace: Workspace) -> None:
    title = "Rénovation des menuiseries du siège régional de la coopérative"
    sale = make_opportunity(workspace, title)
    async with desk(workspace, "pipeline") as pilot:
        lines = [line[:26].strip("▌ ") for line in seen(pilot).splitlines()]
        for part in ("Rénovation des", "menuiseries du siège", "régional de la coopérat…"):
            assert part in lines
        opportunities.edit(workspace, sale, "title", "démesuré " * 600)
        pipeline(pilot).read()
        await pilot.pause()
        shown = seen(pilot)
        assert shown.count("démesuré") == 6
        assert "20\u202f%" in shown
    assert len(value(workspace, "opportunity", sale, "title")) > 5_000


async def test_shift_and_arrows_move_a_card_a_stage(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier", euros=1000)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "shift+right", "shift+right")
        assert titles(workspace) == [[], [], ["Atelier"], [], []]
        assert value(workspace, "opportunity", sale, "probability") == 60
        assert cursor(pilot) == sale
        assert "Chiffrage (1)" in seen(pilot)
        await press(pilot, "shift+left", "shift+left", "shift+left")
        assert titles(workspace) == [["Atelier"], [], [], [], []]
        await press(pilot, "u")
        assert titles(workspace) == [[], ["Atelier"], [], [], []]
        assert cursor(pilot) == sale


async def test_shift_and_arrows_order_the_cards(workspace: Workspace) -> None:
    for name in "ABCD":
        make_opportunity(workspace, name)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "shift+up")
        assert titles(workspace)[0] == list("ABCD")
        await press(pilot, "shift+down")
        assert titles(workspace)[0] == list("BACD")
        await press(pilot, "shift+down", "shift+down", "shift+down")
        assert titles(workspace)[0] == list("BCDA")
        await press(pilot, "shift+up")
        assert titles(workspace)[0] == list("BCAD")
        assert pipeline(pilot).query_one(BoardView).card.title == "A"  # type: ignore[union-attr]


async def test_another_order_is_no_activity(workspace: Workspace) -> None:
    first, _second = make_opportunity(workspace, "A"), make_opportunity(workspace, "B")
    clock_of(workspace).set_local(2026, 12, 20)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "shift+down")
        assert titles(workspace)[0] == ["B", "A"]
    assert value(workspace, "opportunity", first, "last_activity_at").startswith("2026-11-23")


async def test_a_next_action_is_planned_from_the_board(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "d")
        await type_in(pilot, "jeu 14h")
        await press(pilot, "tab", "e", "tab")
        await type_in(pilot, "plaquette")
        await press(pilot, "enter")
        assert "jeu. 26/11 14:00" in seen(pilot)
    assert value(workspace, "opportunity", sale, "next_kind") == "mail"
    assert value(workspace, "opportunity", sale, "next_label") == "plaquette"
    assert value(workspace, "opportunity", sale, "next_day") == "2026-11-26"


async def test_a_day_gone_by_is_refused_and_nothing_typed_is_lost(workspace: Workspace) -> None:
    sale = make_opportunity(workspace, "Atelier")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "d")
        await type_in(pilot, "hier")
        await press(pilot, "ctrl+s")
        assert "hier" in seen(pilot)
        assert value(workspace, "opportunity", sale, "next_day") is None


async def test_won_lost_starred_and_dropped_from_the_board(workspace: Workspace) -> None:
    first, second, third = (make_opportunity(workspace, name, euros=900) for name in "ABC")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "k")
        assert "★ A" in seen(pilot)
        await press(pilot, "w")
        await type_in(pilot, "le prix")
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", first, "lesson") == "le prix"
        assert toasts(pilot)[-1] == "Affaire gagnée\u00a0: A · 900\u00a0€"
        assert cursor(pilot) == second
        await press(pilot, "l", "tab", "tab")
        await type_in(pilot, "Duval")
        await press(pilot, "ctrl+s")
        assert value(workspace, "opportunity", second, "lost_to") == "Duval"
        await press(pilot, "x", "ctrl+s")
        assert value(workspace, "opportunity", third, "outcome") == "cancelled"
        assert titles(workspace)[0] == []
        await press(pilot, "u", "u", "u")
        assert titles(workspace)[0] == list("ABC")


async def test_a_new_opportunity_asks_its_origin_and_is_shown(workspace: Workspace) -> None:
    make_opportunity(workspace, "Ancienne")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "plus", "ctrl+s")
        assert "Nouvelle opportunité" in seen(pilot)
        await type_in(pilot, "Hôtel Bellecour")
        await press(pilot, "tab", "r", "r", "tab")
        await type_in(pilot, "12k")
        await press(pilot, "tab")
        await type_in(pilot, "Mme Anne Roux")
        await press(pilot, "ctrl+s")
        assert "Que sait-on déjà" in seen(pilot)
        await press(pilot, "escape")
        made = cursor(pilot)
        assert made is not None
        assert "Hôtel Bellecour" in seen(pilot)
    assert value(workspace, "opportunity", made, "amount_cents") == 1_200_000
    assert value(workspace, "opportunity", made, "origin") == "renewal"
    assert value(workspace, "contact", 1, "last_name") == "Roux"


async def test_a_calls_the_row_of_the_card(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), company_name="Lambert")
    conversion.convert_rows(workspace, [row], anyway=True)
    make_opportunity(workspace, "Seule")
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "down", "a")
        assert toasts(pilot) == ["Aucune ligne de fichier n'est liée, et aucun numéro n'est connu."]
        await press(pilot, "up", "a")
        assert visits(pilot) == [{"prospect_id": row}]


async def test_words_narrow_the_board_until_esc(workspace: Workspace) -> None:
    make_opportunity(workspace, "Hôtel Bellecour")
    kept = make_opportunity(workspace, "Mairie", contact="Mme Bélard", stage=1)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "f")
        await type_in(pilot, "belard")
        assert "1 opportunité" in seen(pilot)
        await press(pilot, "enter")
        assert "Hôtel" not in seen(pilot)
        assert "filtre «\u00a0belard\u00a0»" in seen(pilot)
        assert cursor(pilot) == kept
        await press(pilot, "escape")
        assert "Hôtel" in seen(pilot)
        assert cursor(pilot) == kept


async def test_an_empty_board_says_how_to_fill_it(workspace: Workspace) -> None:
    async with desk(workspace, "pipeline") as pilot:
        assert "Ctrl+N" in seen(pilot)
        await press(pilot, "right", "down", "end", "shift+right", "shift+down", "enter", "d", "a")
        assert set(toasts(pilot)) == {
            "C'est pour une opportunité\u00a0: placez le curseur sur l'une d'elles."
        }


async def test_enter_opens_the_sheet_and_the_position_survives(workspace: Workspace) -> None:
    make_opportunity(workspace, "A")
    make_opportunity(workspace, "B", stage=1)
    wanted = make_opportunity(workspace, "C", stage=1)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "right", "down", "enter")
        assert isinstance(pilot.app.screen, SheetScreen)
        assert pilot.app.screen.record_id == wanted
        await press(pilot, "escape", "f2", "f5")
        assert cursor(pilot) == wanted
        make_opportunity(workspace, "D")
        pipeline(pilot).context.changed.ring()
        await pilot.pause()
        assert "D" in seen(pilot)
        assert cursor(pilot) == wanted


async def test_a_card_becomes_late_by_itself(workspace: Workspace) -> None:
    make_opportunity(workspace, "Atelier", on(TODAY, 14))
    async with desk(workspace, "pipeline") as pilot:
        assert "en retard" not in seen(pilot)
        clock_of(workspace).advance(hours=4)
        pipeline(pilot).follow_clock()
        await pilot.pause()
        assert "! en retard" in seen(pilot)


async def test_thousands_of_cards_are_drawn_only_in_view(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = make_opportunity(workspace, "Carte")
    with workspace.transaction() as connection:
        named = connection.execute("SELECT name FROM pragma_table_info('opportunity')").fetchall()
        columns = [name for (name,) in named if name not in {"id", "position"}]
        connection.execute(
            f"INSERT INTO opportunity (position, {', '.join(columns)})"
            " WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            f" SELECT i, {', '.join(columns)} FROM n, opportunity WHERE opportunity.id = {sale}"
        )
    drawn: list[object] = []
    draw = card_face.card_face

    def counted(*given: object) -> object:
        drawn.append(given)
        return draw(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(board_layout, "card_face", counted)
    async with desk(workspace, "pipeline") as pilot:
        assert "(2\u202f000)" in seen(pilot)
        await press(pilot, "end", "home", "pagedown", "pagedown", "end", "pageup")
        assert cursor(pilot) is not None
        assert "▌" in seen(pilot)
    assert len(drawn) < 100


async def test_the_mouse_chooses_and_opens(workspace: Workspace) -> None:
    make_opportunity(workspace, "A")
    second = make_opportunity(workspace, "B")
    other = make_opportunity(workspace, "C", stage=1)
    async with desk(workspace, "pipeline") as pilot:
        await pilot.click(BoardView, offset=(30, 4))
        assert cursor(pilot) == other
        await pilot.click(BoardView, offset=(60, 10))
        assert cursor(pilot) is None
        await pilot.click(BoardView, offset=(5, 8), times=2)
        assert isinstance(pilot.app.screen, SheetScreen)
        assert pilot.app.screen.record_id == second


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_hostile_text_is_drawn_as_text(workspace: Workspace, size: tuple[int, int]) -> None:
    for name in NASTY:
        sale = make_opportunity(workspace, name, contact=name)
        opportunities.edit(workspace, sale, "tags", name)
        action = NextAction(ActionKind.CALL, on(TOMORROW), name)
        opportunities.set_next_action(workspace, sale, action)
    async with desk(workspace, "pipeline", size) as pilot:
        assert "[bold]" in seen(pilot)
        for _ in NASTY:
            await press(pilot, "down")
            assert is_harmless(seen(pilot))


async def test_another_screen_may_ask_for_a_card(workspace: Workspace) -> None:
    make_opportunity(workspace, "A")
    wanted = make_opportunity(workspace, "B", stage=4)
    async with desk(workspace) as pilot:
        pilot.app.screen.go("pipeline", opportunity_id=wanted)  # type: ignore[attr-defined]
        await pilot.pause()
        assert cursor(pilot) == wanted
        assert "B" in seen(pilot)
    assert configuring.stages(workspace)[4].code == "negotiation"


async def test_closing_the_last_card_of_a_stage_goes_to_the_nearest_one(
    workspace: Workspace,
) -> None:
    make_opportunity(workspace, "Atelier Nord")
    second = make_opportunity(workspace, "Durand", stage=2)
    async with desk(workspace, "pipeline") as pilot:
        await press(pilot, "x", "ctrl+s")
        assert titles(workspace) == [[], [], ["Durand"], [], []]
        assert cursor(pilot) == second
