"""The way through the rows, without any screen."""

from datetime import date, time

import pytest

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.views import SortKey
from prospect_tui.domain.when import When
from prospect_tui.services import cockpit, grid, prospect_files, queue, undo
from prospect_tui.services.queue import QueueScope
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.calls_desk import CallDesk
from tests.builders import make_file, make_prospect


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id) for _row in range(4)]


@pytest.fixture
def desk(workspace: Workspace, ids: list[int]) -> CallDesk:
    opened = CallDesk(workspace)
    opened.advance()
    return opened


def test_the_first_of_the_queue_comes_first(desk: CallDesk, ids: list[int]) -> None:
    assert desk.row_id == ids[0]
    assert [entry.prospect_id for entry in desk.upcoming] == ids
    assert desk.number == "+33199000000"


def test_a_logged_row_goes_and_the_next_one_comes(desk: CallDesk, ids: list[int]) -> None:
    desk.go_on(desk.log("NRP", Answers()))
    assert desk.row_id == ids[1]
    assert [entry.prospect_id for entry in desk.upcoming] == ids[1:]


def test_a_skipped_row_waits_until_it_is_taken_up_again(desk: CallDesk, ids: list[int]) -> None:
    for _row in ids:
        desk.skip()
    assert desk.row_id is None
    desk.skip()
    assert desk.row_id == ids[0]


def test_there_and_back_through_the_rows(desk: CallDesk, ids: list[int]) -> None:
    assert not desk.previous()
    assert [desk.following() and desk.row_id for _row in ids] == [*ids[1:], False]
    assert desk.previous()
    assert desk.row_id == ids[2]
    assert desk.following()
    assert desk.row_id == ids[3]


def test_looking_ahead_leaves_nobody_out(desk: CallDesk, ids: list[int]) -> None:
    desk.following()
    desk.go_on(desk.log("NRP", Answers()))
    assert desk.row_id == ids[0]


def test_from_the_empty_desk_one_goes_back_to_the_last_row(workspace: Workspace) -> None:
    row_id = make_prospect(workspace, make_file(workspace))
    desk = CallDesk(workspace)
    desk.advance()
    desk.go_on(desk.log("NRP", Answers()))
    assert desk.row_id is None
    assert desk.previous()
    assert desk.row_id == row_id


def test_a_row_opened_by_hand_then_the_queue(desk: CallDesk, ids: list[int]) -> None:
    desk.open(ids[2])
    desk.go_on(desk.log("NRP", Answers()))
    assert desk.row_id == ids[0]
    with pytest.raises(NotFound):
        desk.open(999)
    assert desk.row_id == ids[0]


def test_the_queue_of_one_file(workspace: Workspace, desk: CallDesk, ids: list[int]) -> None:
    other = make_prospect(workspace, make_file(workspace, "Cuisinistes"))
    desk.limit_to(QueueScope((2,)))
    assert desk.row_id == other
    desk.limit_to(QueueScope())
    assert desk.row_id == ids[0]


def test_a_row_that_is_gone_leaves_the_desk(
    workspace: Workspace, desk: CallDesk, ids: list[int]
) -> None:
    grid.delete_rows(workspace, [ids[0]])
    desk.reload()
    assert desk.row_id == ids[1]


def test_an_identifier_lasts_until_the_call_is_logged(
    desk: CallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prospect_tui.services import calls  # noqa: PLC0415 - to be replaced in

    real, uids = calls.log_call, []

    def fail_twice(workspace: Workspace, entry: calls.CallEntry) -> calls.CallLogged:
        uids.append(entry.uid)
        if len(uids) <= 2:
            raise NotFound("row.not_found", row=entry.prospect_id)
        return real(workspace, entry)

    monkeypatch.setattr(calls, "log_call", fail_twice)
    for _try in range(2):
        with pytest.raises(NotFound):
            desk.log("NRP", Answers())
    desk.log("NRP", Answers())
    desk.log("OCC", Answers())
    assert len(set(uids[:3])) == 1
    assert uids[3] != uids[2]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("n", ("NRP", False)),
        ("N", ("NRP", True)),
        ("O", ("OCC", True)),
        ("r", ("RAPP", False)),
        ("R", None),
        ("E", None),
        ("z", None),
        ("!", None),
    ],
)
def test_what_a_letter_means(desk: CallDesk, typed: str, expected: object) -> None:
    assert desk.meaning(typed) == expected


def test_several_actions_are_taken_back_one_by_one(
    workspace: Workspace, desk: CallDesk, ids: list[int]
) -> None:
    desk.go_on(desk.log("NRP", Answers(note="un")))
    desk.go_on(desk.log("NRP", Answers(note="deux")))
    undo.undo(workspace)
    assert desk.catch_up()
    assert (desk.row_id, desk.card and desk.card.draft) == (ids[1], "deux")
    undo.undo(workspace)
    assert desk.catch_up()
    assert (desk.row_id, desk.card and desk.card.draft) == (ids[0], "un")
    undo.redo(workspace)
    assert desk.catch_up()
    assert desk.row_id == ids[1]


def test_a_draft_typed_since_is_not_replaced_by_an_undone_note(
    workspace: Workspace, desk: CallDesk, ids: list[int]
) -> None:
    desk.go_on(desk.log("NRP", Answers(note="avant")))
    cockpit.save_draft(workspace, ids[0], "depuis")
    undo.undo(workspace)
    desk.catch_up()
    assert desk.card is not None
    assert desk.card.draft == "depuis"


def test_something_else_written_leaves_the_row_in_hand(
    workspace: Workspace, desk: CallDesk, ids: list[int]
) -> None:
    desk.go_on(desk.log("NRP", Answers()))
    grid.strike(workspace, [ids[3]])
    assert not desk.catch_up()
    assert desk.row_id == ids[1]


def test_a_sorted_file_is_called_in_its_order_and_put_in_order_once(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    prospect_files.save_sort(workspace, file_id, (SortKey("company_name"),))
    zoe, ana = (make_prospect(workspace, file_id, company_name=name) for name in ("Zoé", "Ana"))
    desk = CallDesk(workspace)
    desk.advance()
    assert desk.row_id == ana
    early = make_prospect(workspace, file_id, company_name="Aaron")
    desk.go_on(desk.log("NRP", Answers()))
    assert desk.row_id == zoe
    assert [entry.prospect_id for entry in desk.upcoming] == [zoe]
    desk.renew()
    desk.reload()
    assert [entry.prospect_id for entry in desk.upcoming] == [early, zoe]


@pytest.mark.parametrize("sort", [(), (SortKey("company_name"),)])
def test_a_row_that_may_not_be_called_is_never_offered(
    workspace: Workspace, sort: tuple[SortKey, ...]
) -> None:
    file_id = make_file(workspace)
    prospect_files.save_sort(workspace, file_id, sort)
    make_prospect(workspace, file_id, nature="unknown")
    make_prospect(workspace, file_id, nature="individual")
    make_prospect(workspace, file_id, phone="")
    good = make_prospect(workspace, file_id)
    assert [entry.prospect_id for entry in queue.upcoming(workspace)] == [good]


def test_the_figures_of_the_day_count_by_flags(workspace: Workspace, ids: list[int]) -> None:
    desk = CallDesk(workspace)
    for code, answers in (
        ("NRP", Answers()),
        ("RAPP", Answers(spoke_to_decider=True)),
        ("RDV", Answers(when=When(date(2026, 11, 26), time(14)))),
    ):
        desk.advance()
        desk.go_on(desk.log(code, answers))
    assert cockpit.todays_figures(workspace) == cockpit.DayFigures(3, 2, 1)
