"""Two windows write at one moment: nobody writes over what was read before the other wrote."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.quotes import Line, QuoteState
from prospect_tui.domain.when import When
from prospect_tui.services import (
    activities,
    consents,
    corrections,
    duplicating,
    folders,
    importing,
    quote_drafts,
    quote_lines,
    quotes,
    undo,
)
from prospect_tui.services.activities import Draft
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.consents import NewConsent
from prospect_tui.services.corrections import Correction
from prospect_tui.services.importing import ImportPlan
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage.driver import sqlite3
from tests.builders import clock_of, dump, make_file, make_prospect
from tests.services.quote_desk import make_deal, make_quote, make_sent, with_identity

MONDAY = date(2026, 11, 23)
TUESDAY = When(date(2026, 11, 24))
WEDNESDAY = When(date(2026, 11, 25))


@pytest.fixture
def other(workspace: Workspace) -> Iterator[Workspace]:
    """Return the second window, on the same base and clock."""
    opened = with_identity(open_workspace(workspace.path, workspace.clock, workspace.settings))
    yield opened
    opened.close()


FirstOfAll = Callable[[Callable[[], object]], None]


@pytest.fixture
def first_of_all(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> FirstOfAll:
    """Have something done just before `workspace` begins its next action, once."""
    begin = workspace.writing

    def arrange(act: Callable[[], object]) -> None:
        def writing(code: str, **params: object) -> AbstractContextManager[Writing]:
            monkeypatch.setattr(workspace, "writing", begin)
            act()
            return begin(code, **params)

        monkeypatch.setattr(workspace, "writing", writing)

    return arrange


def test_both_lines_of_the_notes_of_a_folder_are_kept(
    workspace: Workspace, other: Workspace, first_of_all: FirstOfAll
) -> None:
    duplicating.duplicate(workspace, make_deal(workspace))
    first_of_all(lambda: folders.add_note(other, 1, "Payer à 30 jours"))
    folders.add_note(workspace, 1, "Passer par l'accueil")
    assert folders.folder(workspace, 1).notes == "Payer à 30 jours\nPasser par l'accueil"


def test_a_repeated_task_done_in_both_comes_again_once(
    workspace: Workspace, other: Workspace, first_of_all: FirstOfAll
) -> None:
    task = activities.add(workspace, Draft("Relances", TUESDAY, recurrence="FREQ=WEEKLY"))
    first_of_all(lambda: activities.finish(other, task, "fait"))
    with pytest.raises(Refused, match=r"planning\.changed_meanwhile"):
        activities.finish(workspace, task, "fait aussi")
    assert len(dump(workspace)["activity"]) == 2
    assert activities.activity(workspace, task).result == "fait"


def test_an_appointment_moved_in_both_is_where_the_first_put_it(
    workspace: Workspace, other: Workspace, first_of_all: FirstOfAll
) -> None:
    task = activities.add(workspace, Draft("Relances", When(MONDAY)))
    first_of_all(lambda: activities.move(other, task, TUESDAY))
    with pytest.raises(Refused, match=r"planning\.changed_meanwhile"):
        activities.move(workspace, task, WEDNESDAY)
    assert activities.activity(workspace, task).when == TUESDAY


@pytest.mark.parametrize(
    "act",
    [
        lambda window, quote: quote_lines.add_line(window, quote, Line("Visite")),
        lambda window, quote: quotes.set_details(window, quote, discount_bp=1_000),
        quote_drafts.discard,
        quotes.send,
    ],
    ids=["line", "discount", "discard", "send"],
)
def test_what_was_just_sent_stays_as_it_was_sent(
    workspace: Workspace,
    other: Workspace,
    first_of_all: FirstOfAll,
    act: Callable[[Workspace, int], object],
) -> None:
    quote = make_quote(with_identity(workspace))
    first_of_all(lambda: quotes.send(other, quote))
    with pytest.raises(Refused, match=r"quote\.changed_meanwhile"):
        act(workspace, quote)
    sheet = quotes.quote_sheet(workspace, quote)
    assert (sheet.state, sheet.totals.net_cents) == (QuoteState.SENT, 120_000)


@pytest.mark.parametrize(
    "act", [quotes.refuse, quotes.accept, quotes.new_version], ids=["refuse", "accept", "version"]
)
def test_what_was_just_answered_is_answered_once(
    workspace: Workspace,
    other: Workspace,
    first_of_all: FirstOfAll,
    act: Callable[[Workspace, int], object],
) -> None:
    quote = make_sent(workspace)
    first_of_all(lambda: quotes.accept(other, quote))
    with pytest.raises(Refused, match=r"quote\.changed_meanwhile"):
        act(workspace, quote)
    assert quotes.quote_sheet(workspace, quote).state is QuoteState.ACCEPTED
    assert len(dump(workspace)["quote"]) == 1


def test_a_consent_ends_when_the_first_says(
    workspace: Workspace, other: Workspace, first_of_all: FirstOfAll
) -> None:
    row = make_prospect(workspace, make_file(workspace), nature="individual")
    number = consents.add(workspace, row, NewConsent("J'accepte d'être rappelé"))
    now = workspace.clock.now()

    def revoke_and_wait() -> None:
        consents.revoke(other, number)
        clock_of(workspace).advance(seconds=1)

    first_of_all(revoke_and_wait)
    assert consents.revoke(workspace, number).revoked_at == now


def test_a_call_removed_in_the_other_window_is_no_longer_corrected(
    workspace: Workspace, other: Workspace, first_of_all: FirstOfAll
) -> None:
    row = make_prospect(workspace, make_file(workspace))
    call = log_call(workspace, CallEntry(row, "NRP")).call_id
    first_of_all(lambda: corrections.remove_call(other, call))
    with pytest.raises(NotFound, match=r"call\.not_found"):
        corrections.correct_call(workspace, call, Correction(result="OCC"))
    with pytest.raises(NotFound, match=r"call\.not_found"):
        corrections.remove_call(workspace, call)


def test_an_import_taken_back_in_both_comes_back_whole(
    workspace: Workspace, other: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "liste.csv"
    source.write_text("Société\nAtelier\n", encoding="utf-8")
    importing.run_import(workspace, ImportPlan(source))
    imported = dump(workspace)
    begin = workspace.transaction

    def transaction() -> AbstractContextManager[sqlite3.Connection]:
        monkeypatch.setattr(workspace, "transaction", begin)
        importing.undo_batch(other, 1)
        return begin()

    monkeypatch.setattr(workspace, "transaction", transaction)
    with pytest.raises(InvalidValue, match=r"import\.unknown_batch"):
        importing.undo_batch(workspace, 1)
    undo.redo(workspace)
    assert dump(workspace)["prospect"] == imported["prospect"]
