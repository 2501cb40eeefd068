"""Consents and contracts: recorded with their proof, revoked, undone; they allow the call."""

from datetime import date

import pytest

from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.services import cockpit, consents, sheets, undo
from prospect_tui.services.consents import Channel, ConsentKind, NewConsent
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump, make_file, make_prospect

YES = NewConsent("J'accepte d'être appelé", evidence="formulaire du salon, page 3")


@pytest.fixture
def row(workspace: Workspace) -> int:
    """Return an individual who consented to nothing."""
    return make_prospect(workspace, make_file(workspace), nature="individual")


def may_call(workspace: Workspace, row: int) -> bool:
    return cockpit.card(workspace, row).verdict.allowed


def test_a_consent_allows_the_call_and_is_on_the_sheet(workspace: Workspace, row: int) -> None:
    assert not may_call(workspace, row)
    number = consents.add(workspace, row, YES)
    assert may_call(workspace, row)
    (kept,) = sheets.prospect_sheet(workspace, row).consents
    assert kept.id == number
    assert kept.given_at == workspace.clock.now()
    assert (kept.wording, kept.evidence) == (YES.wording, YES.evidence)
    assert kept.holds(workspace.clock.today())


def test_a_running_contract_allows_every_channel(workspace: Workspace, row: int) -> None:
    contract = NewConsent("Entretien de chaudière", ConsentKind.CONTRACT, Channel.POST)
    consents.add(workspace, row, contract)
    assert may_call(workspace, row)
    assert consents.of_row(workspace, row)[0].channel == ""


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.POST])
def test_a_consent_to_another_channel_is_none_to_calls(
    workspace: Workspace, row: int, channel: Channel
) -> None:
    consents.add(workspace, row, NewConsent("oui", channel=channel))
    assert not may_call(workspace, row)


def test_revoked_it_allows_nothing_and_stays_readable(workspace: Workspace, row: int) -> None:
    number = consents.add(workspace, row, YES)
    ended = consents.revoke(workspace, number)
    assert ended.revoked_at == workspace.clock.now()
    assert not may_call(workspace, row)
    assert [one.id for one in consents.of_row(workspace, row)] == [number]
    with pytest.raises(Refused, match=r"consent\.revoked"):
        consents.revoke(workspace, number)


def test_it_ends_with_its_last_day(workspace: Workspace, row: int) -> None:
    consents.add(workspace, row, NewConsent("oui", until=date(2026, 11, 24)))
    clock_of(workspace).set_local(2026, 11, 24, 19, 59)
    assert may_call(workspace, row)
    clock_of(workspace).set_local(2026, 11, 25, 10, 0)
    assert not may_call(workspace, row)
    assert not consents.of_row(workspace, row)[0].holds(date(2026, 11, 25))


@pytest.mark.parametrize(
    ("new", "message_id"),
    [
        (NewConsent("  "), "consent.wording"),
        (NewConsent("oui", given_on=date(2026, 11, 24)), "consent.future"),
        (
            NewConsent("oui", given_on=date(2026, 11, 20), until=date(2026, 11, 19)),
            "consent.until",
        ),
    ],
)
def test_what_proves_nothing_is_refused(
    workspace: Workspace, row: int, new: NewConsent, message_id: str
) -> None:
    before = dump(workspace)
    with pytest.raises(InvalidValue) as refusal:
        consents.add(workspace, row, new)
    assert refusal.value.message_id == message_id
    assert dump(workspace) == before


def test_both_acts_are_undone_and_redone(workspace: Workspace, row: int) -> None:
    empty = dump(workspace)
    number = consents.add(workspace, row, YES)
    given = dump(workspace)
    consents.revoke(workspace, number)
    revoked = dump(workspace)
    assert undo.undo(workspace)
    assert dump(workspace) == given
    assert undo.undo(workspace)
    assert dump(workspace) == empty
    assert undo.redo(workspace)
    assert undo.redo(workspace)
    assert dump(workspace) == revoked


def test_who_recorded_it_is_the_person_responsible_unless_told(
    workspace: Workspace, row: int
) -> None:
    consents.add(workspace, row, NewConsent("oui", recorded_by="Zoé"))
    assert consents.of_row(workspace, row)[0].recorded_by == "Zoé"


def test_an_unknown_row_or_consent_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match=r"row\.not_found"):
        consents.add(workspace, 999, YES)
    with pytest.raises(NotFound, match=r"consent\.not_found"):
        consents.revoke(workspace, 999)
