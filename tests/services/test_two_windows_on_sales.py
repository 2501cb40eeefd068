"""Two windows on one base work on one sale: who comes second is told, and nothing is lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from prospect_tui.domain.errors import NotFound, ProspectError, Refused
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.quotes import Line, QuoteState
from prospect_tui.domain.vocabulary import ActionKind, Status
from prospect_tui.domain.when import When
from prospect_tui.services import (
    configuring,
    duplicating,
    folders,
    opportunities,
    quote_lines,
    quotes,
    sheets,
    undo,
)
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, dump
from tests.services.quote_desk import make_deal, make_quote, with_identity
from tests.storage.checks import problems

FRIDAY = When(date(2026, 11, 27))


@pytest.fixture
def other(workspace: Workspace) -> Iterator[Workspace]:
    """Return the second window, on the same base and clock."""
    opened = with_identity(open_workspace(workspace.path, workspace.clock, workspace.settings))
    yield opened
    opened.close()


def told(act: Callable[[], object]) -> str:
    """Do what is refused; return why."""
    with pytest.raises(ProspectError) as refusal:
        act()
    return refusal.value.message_id


ACTS = ("move", "close", "edit", "date", "star")


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ACTS)
def test_whatever_both_do_to_one_card_the_second_is_told(
    workspace: Workspace, other: Workspace, first: str, second: str
) -> None:
    sale = make_deal(workspace, "Atelier", 900)
    seen = sheets.opportunity_sheet(other, sale).opportunity.updated_at
    stage = configuring.stages(workspace)[2].id
    action = NextAction(ActionKind.CALL, FRIDAY, "le devis")
    acts: dict[str, Callable[[Workspace], object]] = {
        "move": lambda window: opportunities.move(window, sale, stage, seen=seen),
        "close": lambda window: opportunities.close(window, sale, Status.WON, seen=seen),
        "edit": lambda window: opportunities.edit(window, sale, "title", "Halle", seen=seen),
        "date": lambda window: opportunities.set_next_action(window, sale, action, seen=seen),
        "star": lambda window: opportunities.star(window, sale, seen=seen),
    }
    clock_of(workspace).advance(seconds=1)
    acts[first](workspace)
    kept = dump(workspace)
    assert told(lambda: acts[second](other)) == "opportunity.changed_meanwhile"
    assert dump(other) == kept
    again = sheets.opportunity_sheet(other, sale).opportunity
    assert again.updated_at != seen, "the second sees what the first wrote"
    undo.undo(other)
    assert sheets.opportunity_sheet(workspace, sale).opportunity.updated_at == seen
    assert problems(other.connection) == []


def test_one_cell_of_a_quote_is_not_overwritten(workspace: Workspace, other: Workspace) -> None:
    quote = make_quote(workspace)
    (line,) = quotes.quote_sheet(other, quote).lines
    quote_lines.change_line(workspace, line.id, seen=line.line, unit_price_cents=50_000)
    why = told(
        lambda: quote_lines.change_line(other, line.id, seen=line.line, unit_price_cents=70_000)
    )
    assert why == "quote.line_changed"
    quote_lines.change_line(other, line.id, seen=line.line, quantity_milli=1_000)
    assert quotes.quote_sheet(workspace, quote).totals.net_cents == 50_000, "both cells are kept"


def test_a_quote_sent_in_the_other_window_is_changed_in_its_next_version(
    workspace: Workspace, other: Workspace
) -> None:
    quote = make_quote(with_identity(workspace))
    (line,) = quotes.quote_sheet(other, quote).lines
    quotes.send(workspace, quote)
    assert told(lambda: quotes.send(other, quote)) == "quote.sent_already"
    newer = quote_lines.change_line(other, line.id, quantity_milli=3_000)
    assert newer != quote
    assert quotes.quote_sheet(workspace, quote).totals.net_cents == 120_000
    assert quotes.quote_sheet(workspace, newer).state is QuoteState.DRAFT
    why = told(lambda: quote_lines.change_line(workspace, line.id, quantity_milli=1_000))
    assert why == "quote.replaced"


def test_a_line_or_a_quote_that_is_gone_is_told(workspace: Workspace, other: Workspace) -> None:
    quote = make_quote(workspace)
    (line,) = quotes.quote_sheet(other, quote).lines
    quote_lines.remove_line(workspace, line.id)
    with pytest.raises(NotFound):
        quote_lines.change_line(other, line.id, quantity_milli=3_000)
    undo.undo(other)
    undo.undo(other)
    undo.undo(other)
    with pytest.raises(NotFound):
        quote_lines.add_line(workspace, quote, Line("Visite"))


def test_both_file_and_take_out_one_sale(workspace: Workspace, other: Workspace) -> None:
    sale = make_deal(workspace, "Atelier", 900)
    twin = duplicating.duplicate(workspace, sale, "Halle", together=False)
    folders.file_with(workspace, sale, twin)
    assert told(lambda: folders.file_with(other, twin, sale)) == "folder.already_together"
    folders.take_out(other, twin)
    with pytest.raises(Refused):
        folders.take_out(workspace, sale)
    assert dump(workspace)["client_folder"] == []
    undo.undo(workspace)
    assert len(dump(other)["client_folder"]) == 1
