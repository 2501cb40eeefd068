"""What stands beside the keys of the results: what each means, and what it would do now."""

from textual.pilot import Pilot

from prospect_tui.domain.answers import Answers
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.i18n.labels import result_definition
from prospect_tui.services import cockpit as cockpit_service
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect
from tests.tui.cockpit import LARGE, SMALL, cockpit, field, field_names, fill, rows
from tests.tui.shell import seen


def shown(pilot: Pilot[None]) -> str:
    return " ".join(seen(pilot).replace("\u00a0", " ").split())


def made_row(workspace: Workspace) -> int:
    return make_prospect(workspace, make_file(workspace))


async def test_what_a_result_means_stands_beside_it_where_there_is_room(
    workspace: Workspace,
) -> None:
    made_row(workspace)
    async with cockpit(workspace, LARGE) as pilot:
        text = seen(pilot).replace("\u00a0", " ")
        for rule in DEFAULT_RESULTS:
            beginning = result_definition(rule.code).replace("\u00a0", " ")[:25]
            assert beginning in text
    async with cockpit(workspace, SMALL) as pilot:
        text = seen(pilot)
        assert "Personne ne répond" not in text
        for rule in DEFAULT_RESULTS:
            assert f"{rule.key} " in text
        await pilot.press("r")
        assert "À rappeler" in shown(pilot)
        await pilot.press("escape", "f1")
        await pilot.pause()
        assert "NRP : Personne ne répond" in shown(pilot)


async def test_a_click_on_what_it_means_is_its_key_too(workspace: Workspace) -> None:
    made_row(workspace)
    async with cockpit(workspace, LARGE) as pilot:
        lines = seen(pilot).split("\n")
        y = next(n for n, line in enumerate(lines) if "Personne ne répond" in line)
        await pilot.click(offset=(lines[y].index("Personne"), y))
        await pilot.pause()
        assert rows(workspace, "SELECT result FROM call") == [("NRP",)]


async def test_the_last_attempt_says_what_is_proposed(workspace: Workspace) -> None:
    row_id = made_row(workspace)
    for _attempt in range(5):
        log_call(workspace, CallEntry(row_id, "NRP", Answers()))
        clock_of(workspace).advance(days=20)
    clock_of(workspace).advance(hours=5)
    async with cockpit(workspace, LARGE) as pilot:
        assert "essai 6/6 : ARRÊTÉ proposé" in shown(pilot)
        assert "1/6/12 mois" in shown(pilot)


async def test_a_row_that_comes_back_begins_at_0_and_recalls_its_score(
    workspace: Workspace,
) -> None:
    row_id = made_row(workspace)
    day = cockpit_service.preview(workspace, row_id, "RAPP", Answers()).next_call
    assert day is not None
    said = Answers(when=day.when, subject="tarifs")
    log_call(workspace, CallEntry(row_id, "PISTE", said))
    for _attempt in range(6):
        clock_of(workspace).advance(days=20)
        log_call(workspace, CallEntry(row_id, "NRP", Answers()))
    clock_of(workspace).advance(days=220)
    async with cockpit(workspace, LARGE) as pilot:
        assert "0/6 essais · ARRÊTÉ" in shown(pilot)
        assert "avant la pause : TIÈDE" in shown(pilot)
        await pilot.press("n")
        assert rows(workspace, "SELECT attempts, next_kind FROM prospect") == [(1, "retry")]


async def test_a_refusal_offers_to_close_the_opportunity(workspace: Workspace) -> None:
    row_id = made_row(workspace)
    day = cockpit_service.preview(workspace, row_id, "RAPP", Answers()).next_call
    assert day is not None
    log_call(workspace, CallEntry(row_id, "RDV", Answers(when=day.when)))
    async with cockpit(workspace, LARGE) as pilot:
        pilot.app.screen.visit(prospect_id=row_id)  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("x")
        assert "lose" in field_names(pilot)
        assert field(pilot, "lose") is True
        await pilot.press("enter")
        assert rows(workspace, "SELECT outcome FROM opportunity") == [("",)]
        await fill(pilot, "competitor", "Lapeyre")
        await fill(pilot, "lesson", "venir avant l'été")
        await pilot.press("enter")
        kept = "SELECT outcome, lost_to, lesson FROM opportunity"
        assert rows(workspace, kept) == [("lost", "Lapeyre", "venir avant l'été")]
        await pilot.press("u")
        assert rows(workspace, kept) == [("", "", "")]


async def test_a_refusal_without_a_sale_asks_no_lesson(workspace: Workspace) -> None:
    made_row(workspace)
    async with cockpit(workspace, LARGE) as pilot:
        await pilot.press("x")
        assert not {"lose", "lesson"} & set(field_names(pilot))
