"""Pipelines and stages: what may be changed, what becomes of the cards, that undo restores all."""

from collections.abc import Callable

import pytest

from prospect_tui.domain.boards import StageColor, StageDraft
from prospect_tui.domain.errors import InvalidValue, NotFound, ProspectError, Refused
from prospect_tui.domain.vocabulary import Origin
from prospect_tui.services import board, opportunities, pipelines, undo
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump

DRAFT = StageDraft("Signature", 95, 5, StageColor.GREEN)


def codes(workspace: Workspace, pipeline_id: int = 1) -> list[str]:
    """Return the codes or names of the living stages of a pipeline."""
    found = pipelines.pipeline(workspace, pipeline_id).living
    return [one.stage.code or one.stage.name for one in found]


def stage_ids(workspace: Workspace, pipeline_id: int = 1) -> list[int]:
    return [one.stage.id for one in pipelines.pipeline(workspace, pipeline_id).living]


def make_cards(workspace: Workspace, stage_id: int, *titles: str) -> list[int]:
    made = []
    for title in titles:
        number = opportunities.create(workspace, title, origin=Origin.REFERRAL, amount_cents=10_000)
        opportunities.move(workspace, number, stage_id)
        made.append(number)
    return made


def place_of(workspace: Workspace, card: int) -> tuple[int, int, int, int]:
    return workspace.connection.execute(  # type: ignore[no-any-return]
        "SELECT pipeline_id, stage_id, amount_cents, probability FROM opportunity WHERE id = ?",
        (card,),
    ).fetchone()


def test_a_stage_is_added_changed_and_moved(workspace: Workspace) -> None:
    made = pipelines.add_stage(workspace, 1, DRAFT)
    assert codes(workspace)[-1] == "Signature"
    pipelines.move_stage(workspace, made, 0)
    assert codes(workspace)[0] == "Signature"
    pipelines.change_stage(workspace, made, StageDraft("Accord", 90, 7, StageColor.RED))
    _of, found = pipelines.stage(workspace, made)
    assert (found.stage.name, found.stage.probability, found.stage.stale_days) == ("Accord", 90, 7)
    assert found.stage.color == "red"
    for _ in range(3):
        undo.undo(workspace)
    assert codes(workspace) == ["needs", "proposal", "costing", "presentation", "negotiation"]


def test_a_default_stage_may_be_renamed_and_get_its_word_back(workspace: Workspace) -> None:
    first = stage_ids(workspace)[0]
    pipelines.change_stage(workspace, first, StageDraft("Découverte", 20, 14))
    assert pipelines.stage(workspace, first)[1].stage.name == "Découverte"
    pipelines.change_stage(workspace, first, StageDraft("", 20, 14))
    found = pipelines.stage(workspace, first)[1].stage
    assert (found.code, found.name) == ("needs", "")


def test_cards_keep_their_own_probability_when_that_of_their_stage_changes(
    workspace: Workspace,
) -> None:
    first = stage_ids(workspace)[0]
    (card,) = make_cards(workspace, first, "A")
    pipelines.change_stage(workspace, first, StageDraft("", 35, 14))
    assert place_of(workspace, card)[3] == 20
    (other,) = make_cards(workspace, first, "B")
    assert place_of(workspace, other)[3] == 35


def test_the_cards_of_a_stage_that_goes_pass_to_another_in_one_undo(workspace: Workspace) -> None:
    first, second, *_rest = stage_ids(workspace)
    stay = make_cards(workspace, second, "Déjà là")
    cards = make_cards(workspace, first, "A", "B", "C")
    (last,) = make_cards(workspace, first, "Dernière")
    before = dump(workspace)
    clock_of(workspace).advance(days=2)
    pipelines.archive_stage(workspace, first, second)
    shown = board.board(workspace).columns[0]
    assert shown.stage.id == second
    assert [card.id for card in shown.cards] == [*stay, *cards, last]
    assert place_of(workspace, cards[0]) == (1, second, 10_000, 40)
    undo.undo(workspace)
    assert dump(workspace) == before
    undo.redo(workspace)
    assert place_of(workspace, cards[0])[1] == second


def test_passing_to_another_stage_is_no_activity(workspace: Workspace) -> None:
    first, second, *_rest = stage_ids(workspace)
    (card,) = make_cards(workspace, first, "A")
    clock_of(workspace).advance(days=30)
    pipelines.archive_stage(workspace, first, second)
    (shown,) = board.board(workspace).columns[0].cards
    assert (shown.id, shown.stale_days) == (card, 30)


def test_a_stage_with_cards_needs_to_know_where_they_go(workspace: Workspace) -> None:
    first, *_rest = stage_ids(workspace)
    make_cards(workspace, first, "A")
    before = dump(workspace)
    with pytest.raises(Refused) as error:
        pipelines.archive_stage(workspace, first)
    assert (error.value.message_id, error.value.params) == ("stage.has_cards", {"count": 1})
    for nowhere in (first, 999):
        with pytest.raises(NotFound):
            pipelines.archive_stage(workspace, first, nowhere)
    assert dump(workspace) == before


@pytest.mark.parametrize("told", [0, 2])
def test_a_stage_goes_only_with_the_cards_that_were_told(workspace: Workspace, told: int) -> None:
    first, second, *_rest = stage_ids(workspace)
    make_cards(workspace, first, "A")
    before = dump(workspace)
    with pytest.raises(Refused) as error:
        pipelines.archive_stage(workspace, first, second, told=told)
    assert (error.value.message_id, error.value.params) == ("stage.other_cards", {"count": 1})
    assert dump(workspace) == before
    pipelines.archive_stage(workspace, first, second, told=1)
    assert first not in stage_ids(workspace)


def test_closed_sales_stay_where_they_were(workspace: Workspace) -> None:
    first, second, *_rest = stage_ids(workspace)
    (card,) = make_cards(workspace, first, "A")
    with workspace.writing("note") as writing:
        writing.connection.execute("UPDATE opportunity SET outcome = 'won', next_day = NULL")
    pipelines.archive_stage(workspace, first)
    assert place_of(workspace, card)[1] == first
    assert second in stage_ids(workspace)


def test_the_last_stage_and_the_last_pipeline_stay(workspace: Workspace) -> None:
    *gone, last = stage_ids(workspace)
    for stage in gone:
        pipelines.archive_stage(workspace, stage)
    with pytest.raises(Refused, match=r"stage\.last"):
        pipelines.archive_stage(workspace, last)
    with pytest.raises(Refused, match=r"pipeline\.last"):
        pipelines.archive_pipeline(workspace, 1)
    pipelines.restore_stage(workspace, gone[0])
    assert codes(workspace) == ["needs", "negotiation"]


def test_a_pipeline_begins_with_the_stages_of_another(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    assert codes(workspace, made) == codes(workspace)
    assert not set(stage_ids(workspace, made)) & set(stage_ids(workspace))
    for stage in stage_ids(workspace, made)[1:]:
        pipelines.archive_stage(workspace, stage)
    again = pipelines.add_pipeline(workspace, "Conseil", like=made)
    assert codes(workspace, again) == ["needs"]
    pipelines.move_pipeline(workspace, again, 0)
    assert [one.id for one in pipelines.pipelines(workspace)] == [again, 1, made]
    pipelines.rename_pipeline(workspace, made, "Stages")
    assert pipelines.pipeline(workspace, made).name == "Stages"


def test_a_card_goes_to_another_pipeline_with_its_amount(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    (card,) = make_cards(workspace, 1, "A")
    target = stage_ids(workspace, made)[2]
    opportunities.move(workspace, card, target)
    assert place_of(workspace, card) == (made, target, 10_000, 60)
    assert board.board(workspace, made).count == 1
    undo.undo(workspace)
    assert place_of(workspace, card)[0] == 1


def test_a_pipeline_goes_with_its_cards_to_a_stage_elsewhere(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    first, second, *_rest = stage_ids(workspace, made)
    cards = make_cards(workspace, first, "A") + make_cards(workspace, second, "B")
    with pytest.raises(Refused, match=r"stage\.has_cards"):
        pipelines.archive_pipeline(workspace, made)
    with pytest.raises(NotFound):
        pipelines.archive_pipeline(workspace, made, second)
    before = dump(workspace)
    target = stage_ids(workspace)[1]
    pipelines.archive_pipeline(workspace, made, target)
    assert [place_of(workspace, card)[:2] for card in cards] == [(1, target)] * 2
    assert board.pipelines(workspace) == [(1, "")]
    undo.undo(workspace)
    assert dump(workspace) == before
    pipelines.archive_pipeline(workspace, made, target)
    pipelines.restore_pipeline(workspace, made)
    assert [one.id for one in pipelines.pipelines(workspace)] == [1, made]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda w: pipelines.add_stage(w, 1, StageDraft("  ", 10, 5)), "stage.no_name"),
        (lambda w: pipelines.add_stage(w, 1, StageDraft("x" * 41, 10, 5)), "stage.too_long"),
        (lambda w: pipelines.add_stage(w, 1, StageDraft("A", 101, 5)), "opportunity.probability"),
        (lambda w: pipelines.add_stage(w, 1, StageDraft("A", 10, 0)), "stage.patience"),
        (lambda w: pipelines.add_stage(w, 9, DRAFT), "pipeline.unknown"),
        (lambda w: pipelines.add_pipeline(w, ""), "stage.no_name"),
        (lambda w: pipelines.move_stage(w, 99, 0), "opportunity.unknown_stage"),
        (lambda w: pipelines.rename_pipeline(w, 9, "A"), "pipeline.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    workspace: Workspace, act: Callable[[Workspace], object], message: str
) -> None:
    before = dump(workspace)
    with pytest.raises(ProspectError) as error:
        act(workspace)
    assert error.value.message_id == message
    assert dump(workspace) == before


def test_a_name_is_taken_once_in_a_pipeline(workspace: Workspace) -> None:
    made = pipelines.add_pipeline(workspace, "Formations")
    pipelines.add_stage(workspace, 1, DRAFT)
    with pytest.raises(InvalidValue, match=r"stage\.taken"):
        pipelines.add_stage(workspace, 1, StageDraft("SIGNATURE", 10, 5))
    pipelines.change_stage(workspace, stage_ids(workspace, made)[0], DRAFT)
    assert "Signature" in {s.stage.name for s in pipelines.pipeline(workspace, made).living}
    with pytest.raises(InvalidValue, match=r"pipeline\.taken"):
        pipelines.add_pipeline(workspace, "formations")
