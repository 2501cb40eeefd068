"""The screen of call results and scores: what is shown, what is on disk, what is refused."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prospect_tui.domain.results import DEFAULT_RESULTS, DEFAULT_SCORES, ScoreRule
from prospect_tui.services import configuring, results, scores
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import FieldRow
from prospect_tui.tui.screens.results import ResultsScreen
from prospect_tui.tui.screens.results_form import GroupedForm
from prospect_tui.tui.screens.results_shown import Ref
from prospect_tui.tui.widgets.lines_view import LinesView
from tests.builders import dump, make_file, make_prospect
from tests.tui.shell import seen, toasts

SMALL, USUAL = (80, 24), (130, 40)


@asynccontextmanager
async def lists(
    workspace: Workspace, size: tuple[int, int] = USUAL, *, ref: Ref | None = None
) -> AsyncIterator[Pilot[None]]:
    """Open the program on the lists, the cursor on `ref`."""
    app = ProspectApp(AppContext(workspace, workspace.settings), place="results")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        if ref is not None:
            screen(pilot).renew(ref)
            await pilot.pause()
        yield pilot


def screen(pilot: Pilot[Any]) -> ResultsScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, ResultsScreen))


def form(pilot: Pilot[Any]) -> GroupedForm:
    assert isinstance(pilot.app.screen, GroupedForm)
    return pilot.app.screen


def row_of(pilot: Pilot[Any], name: str) -> FieldRow:
    return next(row for row in form(pilot).query(FieldRow) if row.field.name == name)


async def fill(pilot: Pilot[Any], name: str, value: object) -> None:
    """Type or choose a value on a line of the open form."""
    editor = row_of(pilot, name).editor
    editor.focus()
    if isinstance(editor, Input):
        editor.value = str(value)
    else:
        while editor.value != value:
            await pilot.press("right")
    await pilot.pause()


def shown(pilot: Pilot[Any]) -> str:
    return seen(pilot).replace("\u00a0", " ")


def note(pilot: Pilot[Any], name: str) -> str:
    """Return what stands under a line of the open form."""
    text = row_of(pilot, name).query_one(".form-note", Static)
    return str(text.content).replace("\u00a0", " ") if text.display else ""


def refs(pilot: Pilot[Any]) -> list[object]:
    return screen(pilot).query_one("#defined-list", LinesView).refs


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_both_lists_are_shown_with_what_each_one_does(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with lists(workspace, size) as pilot:
        text = shown(pilot)
        for words in ("Résultats d'appel", "n  NRP", "Personne ne répond", "Scores", "GAGNÉ"):
            assert words in text
        assert "réessayer à l'autre" in " ".join(text.split())
        assert refs(pilot) == [
            *(Ref(False, rule.code) for rule in DEFAULT_RESULTS),
            *(Ref(True, rule.code) for rule in DEFAULT_SCORES),
        ]
        await pilot.press("end")
        assert "Il y avait un projet" in shown(pilot)


async def test_the_screen_is_reached_by_its_letter_and_from_the_calls(
    workspace: Workspace,
) -> None:
    make_prospect(workspace, make_file(workspace))
    app = ProspectApp(AppContext(workspace, workspace.settings), place="calls")
    async with app.run_test(size=USUAL, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        await pilot.press("escape")
        assert app.current_mode == "calls"
        await pilot.press("g", "r")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        await pilot.press("f1")
        await pilot.pause()
        assert "g r" in seen(pilot)


async def test_a_result_is_made_in_words(workspace: Workspace) -> None:
    async with lists(workspace) as pilot:
        await pilot.press("n")
        await fill(pilot, "label", "Démo en visio")
        await fill(pilot, "definition", "Veut voir le produit")
        await fill(pilot, "key", "k")
        assert note(pilot, "key") == "Cette touche est libre."
        await fill(pilot, "delay", "working_days")
        await fill(pilot, "amount", 2)
        await fill(pilot, "attempts", "zero")
        await fill(pilot, "score", "set")
        await fill(pilot, "first", "TIEDE")
        await fill(pilot, "ask:reason", "required")
        await fill(pilot, "ask:when", "asked")
        await fill(pilot, "flag:answered", True)
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = configuring.call_results(workspace)["DEMO_EN_VISIO"]
        assert (made.key, made.label, made.definition) == (
            "k", "Démo en visio", "Veut voir le produit",
        )  # fmt: skip
        assert (made.delay, made.score, made.attempts) == ("working_days:2", "TIEDE", "zero")
        assert (made.asked, made.required) == (("when", "reason"), ("reason",))
        assert (made.flags.valid_number, made.flags.answered) == (True, True)
        assert screen(pilot).ref == Ref(False, "DEMO_EN_VISIO")
        assert toasts(pilot)[-1].replace("\u00a0", " ") == "ajouté : Démo en visio"
        assert "dans 2 jours ouvrés" in shown(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "DEMO_EN_VISIO" not in configuring.call_results(workspace)
        assert Ref(False, "DEMO_EN_VISIO") not in refs(pilot)


@pytest.mark.parametrize("rule", DEFAULT_RESULTS, ids=lambda rule: rule.code)
async def test_a_form_saved_as_it_opens_changes_nothing(workspace: Workspace, rule: Any) -> None:
    before = dump(workspace)
    async with lists(workspace, ref=Ref(False, rule.code)) as pilot:
        await pilot.press("e")
        assert form(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)
    assert dump(workspace) == before


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("s", "déjà celle de la commande « passer »"),
        ("n", "déjà celle du résultat NRP"),
        ("!", "reste celle de l'opposition"),
        ("kk", "n'est pas une touche"),
    ],
)
async def test_a_key_clash_is_said_where_it_is_typed(
    workspace: Workspace, key: str, said: str
) -> None:
    before = dump(workspace)
    async with lists(workspace, ref=Ref(False, "MAIL")) as pilot:
        await pilot.press("enter")
        await fill(pilot, "key", key)
        assert said in note(pilot, "key")
        await pilot.press("ctrl+s")
        assert said in note(pilot, "key")
        assert form(pilot)
        assert dump(workspace) == before
        await fill(pilot, "key", "k")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert configuring.call_results(workspace)["MAIL"].key == "k"


async def test_what_contradicts_itself_is_said_at_the_foot(workspace: Workspace) -> None:
    async with lists(workspace, SMALL) as pilot:
        await pilot.press("n")
        await fill(pilot, "label", "Visio")
        await fill(pilot, "key", "k")
        await fill(pilot, "delay", "typed")
        await pilot.press("ctrl+s")
        assert "à la date donnée, mais « date » n'est pas demandé" in " ".join(shown(pilot).split())
        await fill(pilot, "delay", "days")
        await pilot.press("ctrl+s")
        assert "« days » demande un nombre" in shown(pilot)
        await fill(pilot, "amount", 9)
        await fill(pilot, "score", "competitor")
        await pilot.press("ctrl+s")
        assert "lequel devient-il" in shown(pilot)
        assert "VISIO" not in configuring.call_results(workspace)
        await fill(pilot, "first", "FROID")
        await fill(pilot, "second", "ARRETE")
        await fill(pilot, "ask:competitor", "asked")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert configuring.call_results(workspace)["VISIO"].score == "competitor:FROID:ARRETE"


async def test_another_key_in_one_gesture(workspace: Workspace) -> None:
    async with lists(workspace, ref=Ref(False, "NRP")) as pilot:
        await pilot.press("t")
        pilot.app.screen.query_one(Input).value = "o"
        await pilot.pause()
        assert "déjà celle du résultat OCC" in shown(pilot)
        pilot.app.screen.query_one(Input).value = "k"
        await pilot.press("enter")
        await pilot.pause()
        assert configuring.call_results(workspace)["NRP"].key == "k"
        assert "k  NRP" in shown(pilot)


async def test_the_arrows_move_what_is_under_the_cursor(workspace: Workspace) -> None:
    async with lists(workspace) as pilot:
        await pilot.press("shift+up", "shift+down", "shift+down")
        assert list(configuring.call_results(workspace))[:3] == ["OCC", "RAPP", "NRP"]
        assert screen(pilot).ref == Ref(False, "NRP")
    async with lists(workspace, ref=Ref(True, "PERDU")) as pilot:
        await pilot.press("shift+down", "shift+up")
        assert [*configuring.score_rules(workspace)][-2:] == ["PERDU", "ARRETE"]


async def test_a_result_is_retired_and_brought_back(workspace: Workspace) -> None:
    async with lists(workspace, ref=Ref(False, "MAIL")) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "MAIL" not in configuring.call_results(workspace)
        assert refs(pilot)[-1] == Ref(False, "MAIL")
        assert "Retirés" in shown(pilot)
        await pilot.press("shift+up", "b")
        await pilot.pause()
        assert "MAIL" in configuring.call_results(workspace)
        assert "Retirés" not in shown(pilot)


async def test_a_result_whose_key_was_taken_comes_back_with_another(workspace: Workspace) -> None:
    results.retire_result(workspace, "MAIL")
    results.set_key(workspace, "NRP", "m", {})
    async with lists(workspace, ref=Ref(False, "MAIL")) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert any("déjà celle du résultat NRP" in text for text in toasts(pilot))
        pilot.app.screen.query_one(Input).value = "k"
        await pilot.press("enter")
        await pilot.pause()
        assert configuring.call_results(workspace)["MAIL"].key == "k"


async def test_a_score_is_made_changed_and_retired(workspace: Workspace) -> None:
    async with lists(workspace, ref=Ref(True, "FROID")) as pilot:
        await pilot.press("n")
        await fill(pilot, "label", "À chauffer")
        await fill(pilot, "priority", 2)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert configuring.score_rules(workspace)["A_CHAUFFER"] == ScoreRule(
            "A_CHAUFFER", 2, "warm", label="À chauffer", position=6
        )
        await pilot.press("e")
        await fill(pilot, "tone", "hot")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert configuring.score_rules(workspace)["A_CHAUFFER"].tone == "hot"
        await pilot.press("t")
        assert "Seuls les résultats d'appel ont une touche." in toasts(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert configuring.score_rules(workspace)["A_CHAUFFER"].retired
        await pilot.press("b")
        await pilot.pause()
        assert not configuring.score_rules(workspace)["A_CHAUFFER"].retired


async def test_a_score_that_results_give_is_not_retired(workspace: Workspace) -> None:
    async with lists(workspace, ref=Ref(True, "FROID")) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert any("donné par le résultat d'appel REFUS" in text for text in toasts(pilot))
        assert not configuring.score_rules(workspace)["FROID"].retired


async def test_hostile_texts_are_drawn_as_they_are(workspace: Workspace) -> None:
    scores.add_score(workspace, ScoreRule("", 2, "warm", label="[b]x[/] \x1b[31m"))
    async with lists(workspace, ref=Ref(True, "B_X_31M")) as pilot:
        assert "[b]x[/]" in shown(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert "[b]x[/]" in shown(pilot)
