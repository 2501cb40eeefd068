"""Rules and signs of interest: kept, undone, shown in the morning list until called or dated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from prospect_tui.domain.agenda import Section
from prospect_tui.domain.errors import InvalidDate, InvalidValue, NotFound, Refused
from prospect_tui.domain.vocabulary import Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import agenda, calls, conversion, grid, opportunities, scoring, undo
from prospect_tui.services.calls import CallEntry
from prospect_tui.services.cockpit import card
from prospect_tui.services.queue import QueueScope, upcoming
from prospect_tui.services.scoring import Owner
from prospect_tui.services.sheets import opportunity_sheet, prospect_sheet
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect

DAY = date(2026, 11, 12)


@pytest.fixture
def row(workspace: Workspace) -> int:
    return make_prospect(workspace, make_file(workspace))


def make_hot(workspace: Workspace, owner: Owner) -> None:
    scoring.add_event(workspace, owner, "webinar", DAY)
    scoring.add_event(workspace, owner, "white_paper", date(2026, 11, 3))


def follow_ups(workspace: Workspace) -> list[int]:
    return [line.id for line in agenda.today(workspace).section(Section.FOLLOW_UPS)]


# rules


def test_the_first_rules_are_those_of_the_trade(workspace: Workspace) -> None:
    assert [(r.code, r.points) for r in scoring.rules(workspace).values()] == [
        ("newsletter", 5), ("white_paper", 15), ("webinar", 20),
    ]  # fmt: skip


def test_every_change_of_a_rule_is_one_undo(workspace: Workspace) -> None:
    made = scoring.add_rule(workspace, "  Salon  visité ", 30)
    assert (made.code, made.label, made.points) == ("salon_visite", "Salon visité", 30)
    for change in (
        lambda: scoring.change_rule(workspace, made.code, label="Foire", points=-3),
        lambda: scoring.move_rule(workspace, made.code, 0),
        lambda: scoring.retire_rule(workspace, made.code),
    ):
        before = dump(workspace)
        change()
        after = dump(workspace)
        assert after != before
        assert undo.undo(workspace) is not None
        assert dump(workspace) == before
        assert undo.redo(workspace) is not None
        assert dump(workspace) == after
    assert list(scoring.rules(workspace)) == ["newsletter", "white_paper", "webinar"]
    scoring.restore_rule(workspace, made.code)
    assert scoring.rules(workspace)[made.code].points == -3


@pytest.mark.parametrize(
    ("label", "message"),
    [("", "scoring.no_label"), (" \t", "scoring.no_label"), ("x" * 41, "scoring.too_long"),
     ("salon VISITÉ", "scoring.label_taken")],
)  # fmt: skip
def test_a_label_that_cannot_be_used_is_refused(
    workspace: Workspace, label: str, message: str
) -> None:
    scoring.add_rule(workspace, "Salon visité", 30)
    before = dump(workspace)
    with pytest.raises(InvalidValue) as error:
        scoring.add_rule(workspace, label, 5)
    assert error.value.message_id == message
    assert dump(workspace) == before


def test_two_labels_of_the_same_letters_have_two_codes(workspace: Workspace) -> None:
    codes = {scoring.add_rule(workspace, label, 5).code for label in ("Démo !", "Démo ?", "!!!")}
    assert codes == {"demo", "demo_2", "rule"}


def test_an_own_label_goes_back_to_the_usual_name_but_not_that_of_an_own_rule(
    workspace: Workspace,
) -> None:
    scoring.change_rule(workspace, "webinar", label="Webinaire")
    assert scoring.change_rule(workspace, "webinar", label="").label == ""
    own = scoring.add_rule(workspace, "Salon", 30)
    with pytest.raises(InvalidValue):
        scoring.change_rule(workspace, own.code, label="")
    with pytest.raises(NotFound):
        scoring.change_rule(workspace, "nothing", points=5)


# signs


def test_a_sign_keeps_the_points_of_its_day(workspace: Workspace, row: int) -> None:
    make_hot(workspace, Owner(row))
    scoring.change_rule(workspace, "webinar", points=1)
    scoring.retire_rule(workspace, "white_paper")
    found = scoring.of(workspace, Owner(row))
    assert [(one.rule, one.points, one.on) for one in found.events] == [
        ("webinar", 20, DAY), ("white_paper", 15, date(2026, 11, 3)),
    ]  # fmt: skip
    assert found.is_hot
    with pytest.raises(NotFound):
        scoring.add_event(workspace, Owner(row), "white_paper")


def test_a_sign_is_noted_once_and_taken_back_by_undo(workspace: Workspace, row: int) -> None:
    before = dump(workspace)
    number = scoring.add_event(workspace, Owner(row), "webinar", DAY, " Isolation\n bois ")
    assert scoring.of(workspace, Owner(row)).events[0].detail == "Isolation bois"
    with pytest.raises(Refused) as error:
        scoring.add_event(workspace, Owner(row), "webinar", DAY, "Isolation bois")
    assert error.value.message_id == "scoring.already"
    scoring.add_event(workspace, Owner(row), "webinar", DAY, "Autre")
    undo.undo(workspace)
    assert scoring.remove_event(workspace, number) == Owner(row)
    assert scoring.of(workspace, Owner(row)).events == ()
    undo.undo(workspace)
    undo.undo(workspace)
    assert dump(workspace) == before
    with pytest.raises(NotFound):
        scoring.remove_event(workspace, number)


def test_what_cannot_be_noted_is_refused(workspace: Workspace, row: int) -> None:
    tomorrow = workspace.clock.today() + timedelta(days=1)
    for owner, code, day, expected in (
        (Owner(row), "webinar", tomorrow, InvalidValue),
        (Owner(row), "nothing", DAY, NotFound),
        (Owner(999), "webinar", DAY, NotFound),
        (Owner(opportunity=999), "webinar", DAY, NotFound),
    ):
        with pytest.raises(expected):
            scoring.add_event(workspace, owner, code, day)
    with pytest.raises(InvalidValue):
        scoring.add_event(workspace, Owner(row), "webinar", DAY, "x" * 201)


@pytest.mark.parametrize(
    ("text", "day"),
    [("", (23, 11)), ("hier", (22, 11)), ("12/11", (12, 11)), ("-3j", (20, 11))],
)
def test_a_past_day_is_typed_in_shorthand(
    workspace: Workspace, text: str, day: tuple[int, int]
) -> None:
    found = scoring.read_day(workspace, text)
    assert (found.day, found.month, found.year) == (*day, 2026)


@pytest.mark.parametrize("text", ["demain", "12/12", "2026", "xyz"])
def test_a_day_to_come_or_none_is_no_past_day(workspace: Workspace, text: str) -> None:
    with pytest.raises((InvalidDate, InvalidValue)):
        scoring.read_day(workspace, text)


def test_the_signs_of_a_row_go_with_it_into_its_opportunity(workspace: Workspace, row: int) -> None:
    make_hot(workspace, Owner(row))
    (made,) = conversion.convert_rows(workspace, [row], anyway=True)
    scoring.add_event(workspace, Owner(opportunity=made), "newsletter", DAY)
    assert scoring.of(workspace, Owner(opportunity=made)).points == 40
    sheet = opportunity_sheet(workspace, made)
    assert sheet.appetence is not None
    assert sheet.appetence.points == 40
    (hot,) = scoring.hot(workspace)
    assert (hot.contact.opportunity, hot.appetence.points) == (made, 40)


def test_the_sheet_and_the_card_show_the_reasons(workspace: Workspace, row: int) -> None:
    assert prospect_sheet(workspace, row).appetence is None
    assert card(workspace, row).appetence is None
    make_hot(workspace, Owner(row))
    for found in (prospect_sheet(workspace, row).appetence, card(workspace, row).appetence):
        assert found is not None
        assert (found.points, found.is_hot) == (35, True)


# the morning list


def test_a_hot_row_is_to_be_followed_up_until_it_is_called(workspace: Workspace, row: int) -> None:
    scoring.add_event(workspace, Owner(row), "webinar", DAY)
    assert follow_ups(workspace) == []
    scoring.add_event(workspace, Owner(row), "newsletter", DAY)
    (line,) = agenda.today(workspace).section(Section.FOLLOW_UPS)
    assert line.appetence is not None
    assert (line.id, line.red_reason, line.appetence.points) == (row, "", 25)
    clock_of(workspace).advance(minutes=1)
    calls.log_call(workspace, CallEntry(row, "NRP"))
    assert follow_ups(workspace) == []
    undo.undo(workspace)
    assert follow_ups(workspace) == [row]


def test_a_hot_row_that_is_dated_or_struck_is_not(workspace: Workspace, row: int) -> None:
    make_hot(workspace, Owner(row))
    grid.set_next_date(workspace, row, When(workspace.clock.today() + timedelta(days=3)))
    assert follow_ups(workspace) == []
    undo.undo(workspace)
    assert follow_ups(workspace) == [row]
    grid.strike(workspace, [row])
    assert follow_ups(workspace) == []
    assert scoring.hot(workspace) == []


def test_a_new_sign_after_a_call_brings_it_back_until_it_is_dated(
    workspace: Workspace, row: int
) -> None:
    make_hot(workspace, Owner(row))
    clock_of(workspace).advance(minutes=1)
    calls.log_call(workspace, CallEntry(row, "REFUS_COMM"))  # back in thirty days
    assert follow_ups(workspace) == []
    clock_of(workspace).advance(minutes=1)
    scoring.add_event(workspace, Owner(row), "newsletter", DAY)
    assert follow_ups(workspace) == [row]
    clock_of(workspace).advance(minutes=1)
    grid.set_next_date(workspace, row, When(workspace.clock.today() + timedelta(days=3)))
    assert follow_ups(workspace) == []


def test_who_is_promised_a_call_is_listed_once(workspace: Workspace, row: int) -> None:
    grid.set_next_date(workspace, row, When(workspace.clock.today()))
    clock_of(workspace).advance(minutes=1)
    make_hot(workspace, Owner(row))
    (line,) = agenda.today(workspace).lines
    assert (line.id, line.section) == (row, Section.PROMISED)
    assert line.appetence is not None


def test_the_threshold_is_the_user_s_own(workspace: Workspace, row: int) -> None:
    make_hot(workspace, Owner(row))
    workspace.settings = replace(workspace.settings, hot_threshold=36)
    assert follow_ups(workspace) == []
    assert not scoring.of(workspace, Owner(row)).is_hot


def test_the_calling_order_does_not_depend_on_the_points(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    rows = [make_prospect(workspace, file_id) for _ in range(3)]
    order = [entry.prospect_id for entry in upcoming(workspace, QueueScope(), 9)]
    make_hot(workspace, Owner(rows[2]))
    assert [entry.prospect_id for entry in upcoming(workspace, QueueScope(), 9)] == order


def test_an_open_opportunity_is_hot_and_a_closed_one_is_not(workspace: Workspace) -> None:
    made = opportunities.create(workspace, "Vente", origin=Origin.NETWORK)
    make_hot(workspace, Owner(opportunity=made))
    assert [one.contact.opportunity for one in scoring.hot(workspace)] == [made]
    opportunities.close(workspace, made, Status.WON)
    assert scoring.hot(workspace) == []
