"""The quote screen: typing in the lines, the life of a quote, what another window changes."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from prospect_tui.domain.quotes import Line, QuoteState
from prospect_tui.services import catalogue, opportunities, quote_drafts, quote_lines, quotes
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.form import Form
from prospect_tui.tui.screens.catalogue import CatalogueScreen
from prospect_tui.tui.screens.quote import QuoteScreen
from prospect_tui.tui.screens.quote_shown import QuoteShown
from prospect_tui.tui.widgets.two_ends import TwoEnds
from tests.builders import clock_of
from tests.services.quote_desk import amount, make_deal, make_quote, make_sent, with_identity
from tests.tui.desk import NASTY, SMALL, USUAL, desk, is_harmless, press, sheet_of, type_in, value
from tests.tui.shell import seen, toasts


def quote(pilot: Pilot[Any]) -> QuoteScreen:
    """Return the quote screen under any question."""
    return next(one for one in reversed(pilot.app.screen_stack) if isinstance(one, QuoteScreen))


async def opened(pilot: Pilot[Any], quote_id: int) -> QuoteScreen:
    screen = QuoteScreen(pilot.app.screen.context, quote_id)  # type: ignore[attr-defined]
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


def sums(pilot: Pilot[Any]) -> str:
    return str(quote(pilot).query_one("#quote-totals", Static).content)


def state(pilot: Pilot[Any]) -> QuoteState:
    return quote(pilot).sheet.state


def plain_spaces(text: str) -> str:
    """Return a text whose spaces are all alike."""
    return " ".join(text.split())


def labels(pilot: Pilot[Any]) -> list[str]:
    return [line.label for line in quote(pilot).source.lines.values()]


async def test_q_on_a_sheet_begins_a_quote_and_a_line_is_typed(workspace: Workspace) -> None:
    deal = make_deal(workspace)
    async with sheet_of(workspace, "opportunity", deal, USUAL) as pilot:
        await press(pilot, "q")
        assert "D2026-001 · Brouillon" in seen(pilot)
        assert "Aucune ligne pour l'instant. n en ajoute une" in seen(pilot)
        await press(pilot, "n")
        for text in ("Audit", "2,5", "jour", "1200", "", ""):
            await type_in(pilot, text)
            await press(pilot, "enter")
        assert labels(pilot) == ["Audit"]
        assert "3\u202f000,00" in sums(pilot)
        assert "3\u202f600,00" in sums(pilot)
        assert value(workspace, "opportunity", deal, "amount_cents") == 300_000
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, QuoteScreen)


async def test_a_cell_is_typed_in_place_and_undone(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "right", "5", "enter")
        assert amount(workspace, quote_id) == 300_000
        assert "3\u202f000,00" in sums(pilot)
        await press(pilot, "u")
        assert amount(workspace, quote_id) == 120_000
        assert "1\u202f200,00" in sums(pilot)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (1, "0", "Une quantité est supérieure à 0"),
        (3, "-5", "Un prix ne peut pas être négatif"),
        (4, "101", "Une remise va de 0 à 100 %"),
        (5, "19,6", "La TVA est de 20, 10, 5,5, 2,1 ou 0 %"),
    ],
)
async def test_what_cannot_be_stays_in_the_cell_with_its_reason(
    workspace: Workspace, column: int, text: str, said: str
) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, *["right"] * column, "e", "ctrl+u")
        await type_in(pilot, text)
        await press(pilot, "enter")
        told = [" ".join(toast.split()) for toast in toasts(pilot)]
        assert any(toast.startswith(said) for toast in told)
        assert screen.grid.is_editing
        await press(pilot, "escape")
        assert not quote(pilot).grid.is_editing
        assert amount(workspace, quote_id) == 120_000


async def test_changing_a_sent_quote_goes_on_in_its_next_version(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "right", "3", "enter")
        assert screen.sheet.record.reference == "D2026-001 v2"
        assert toasts(pilot)[-1].startswith("D2026-001 est déjà envoyé et reste tel quel")
        assert quotes.quote_sheet(workspace, quote_id).totals.net_cents == 120_000
        await press(pilot, "u")
        assert screen.sheet.record.reference == "D2026-001"
        assert state(pilot) is QuoteState.SENT


async def test_sent_then_accepted_then_won(workspace: Workspace) -> None:
    quote_id = make_quote(with_identity(workspace))
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "s")
        assert state(pilot) is QuoteState.SENT
        assert isinstance(pilot.app.screen, Form)  # what comes next
        await press(pilot, "escape", "a")
        assert state(pilot) is QuoteState.ACCEPTED
        await press(pilot, "ctrl+s")  # won
        deal = screen.sheet.record.opportunity_id
        assert value(workspace, "opportunity", deal, "outcome") == "won"
        assert value(workspace, "opportunity", deal, "amount_cents") == 120_000


async def test_without_identity_it_says_what_to_write_and_where(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "s")
        assert "[identity]" in toasts(pilot)[-1]
        assert quotes.quote_sheet(workspace, quote_id).state is QuoteState.DRAFT


async def test_lines_are_moved_removed_and_made_options(workspace: Workspace) -> None:
    lines = [Line(name, unit_price_cents=10_000) for name in "abc"]
    quote_id = make_quote(workspace, *lines)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "alt+down")
        assert labels(pilot) == ["b", "a", "c"]
        await press(pilot, "k")
        assert labels(pilot) == ["b", "c"]
        await press(pilot, "o")
        assert amount(workspace, quote_id) == 10_000
        assert "Options, non comprises dans le total" in sums(pilot)


async def test_a_line_goes_into_the_catalogue_and_comes_back_from_it(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "c")
        assert toasts(pilot)[-1].startswith("Le catalogue est vide")
        await press(pilot, "m", "c")
        await type_in(pilot, "forma")
        await press(pilot, "enter", "4", "enter")
        assert labels(pilot) == ["Formation", "Formation"]
        assert amount(workspace, quote_id) == 120_000 + 240_000


async def test_the_discount_and_the_client_are_set(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "i")
        await type_in(pilot, "remise")
        await press(pilot, "enter")
        await type_in(pilot, "10")
        await press(pilot, "enter")
        assert amount(workspace, quote_id) == 108_000
        await press(pilot, "i")
        await type_in(pilot, "client")
        await press(pilot, "enter", "X", "ctrl+s")
        assert screen.sheet.record.recipient == "XAtelier Nord"


async def test_the_pdf_is_written_and_its_place_is_told(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuoteScreen, "folder", tmp_path)
    quote_id = make_sent(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "p", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert toasts(pilot)[-1] == f"Écrit\N{NO-BREAK SPACE}: {tmp_path / 'D2026-001.pdf'}"
    assert (tmp_path / "D2026-001.pdf").read_bytes().startswith(b"%PDF-")


async def test_a_narrow_key_line_says_how_a_sent_quote_is_answered(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    async with desk(workspace, size=SMALL) as pilot:
        await opened(pilot, quote_id)
        assert "a accepté" in seen(pilot)


async def test_several_quotes_are_chosen_among(workspace: Workspace) -> None:
    first = make_quote(workspace)
    deal = quotes.quote_sheet(workspace, first).record.opportunity_id
    quotes.create(workspace, deal, "Variante")
    async with sheet_of(workspace, "opportunity", deal, USUAL) as pilot:
        await press(pilot, "q")
        assert "Nouveau devis" in seen(pilot)
        await press(pilot, "down", "enter")
        assert quote(pilot).quote_id == first
        await press(pilot, "q", "enter")
        assert quote(pilot).sheet.record.subject == "Variante"
        await press(pilot, "q", "end", "enter")


async def test_another_window_changes_the_quote(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        quote_lines.add_line(workspace, quote_id, Line("Ailleurs", unit_price_cents=5_000))
        screen.context.changed.ring(elsewhere=True)
        await pilot.pause()
        assert labels(pilot) == ["Formation", "Ailleurs"]


async def test_what_another_window_wrote_in_the_cell_is_not_overwritten(
    workspace: Workspace,
) -> None:
    quote_id = make_quote(workspace)
    (line,) = quotes.quote_sheet(workspace, quote_id).lines
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "right", "5")
        quote_lines.change_line(workspace, line.id, quantity_milli=3_000)
        screen.context.changed.ring(elsewhere=True)
        await press(pilot, "enter")
        assert toasts(pilot)[-1].startswith("Cette ligne a été modifiée dans une autre fenêtre")
        assert amount(workspace, quote_id) == 180_000
        await press(pilot, "5", "enter")
        assert amount(workspace, quote_id) == 300_000


async def test_a_quote_that_is_gone_says_so(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "u", "u")  # the line, then the quote itself
        assert "n'existe plus" in quote(pilot).query_one("#quote-title", TwoEnds).text
        await press(pilot, "n", "s", "a", "v", "p", "i", "q", "k", "o", "t")
        assert isinstance(pilot.app.screen, QuoteShown | Form)


async def test_a_draft_is_deleted_by_its_key(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "b")
        assert toasts(pilot)[-1].startswith("Le devis D2026-001 a été envoyé")
        await press(pilot, "v", "b")
        assert toasts(pilot)[-1] == "Supprimé\N{NO-BREAK SPACE}: D2026-001 v2. u le rétablit."
        assert screen.sheet.record.reference == "D2026-001"
        await press(pilot, "u")
        assert screen.sheet.record.newest_version == 2


async def test_the_only_quote_deleted_leaves_its_screen(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        await press(pilot, "b")
        assert not isinstance(pilot.app.screen, QuoteScreen)
        assert quotes.all_quotes(workspace) == []


async def test_an_amount_typed_by_hand_does_not_give_way_in_silence(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    deal = quotes.quote_sheet(workspace, quote_id).record.opportunity_id
    opportunities.set_amount(workspace, deal, amount_cents=500_000)
    async with desk(workspace, size=USUAL) as pilot:
        await opened(pilot, quote_id)
        assert "montant saisi" in seen(pilot)
        await press(pilot, "right", "3", "enter")
        assert plain_spaces(toasts(pilot)[-1]).endswith("devis retenu : 5 000 € → 1 800 €")
        assert "montant HT retenu" in seen(pilot)
        await press(pilot, "u")
        assert amount(workspace, quote_id) == 500_000


async def test_a_copy_replaces_a_typed_amount_of_the_other_sale_aloud(
    workspace: Workspace,
) -> None:
    other = make_deal(workspace, "Café Sud", euros=5_000)
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "z")
        await type_in(pilot, "café")
        await press(pilot, "enter")
        assert screen.chosen_opportunity() == other
        assert plain_spaces(toasts(pilot)[-1]).endswith("devis retenu : 5 000 € → 1 200 €")


@pytest.mark.parametrize("is_heard", [True, False])
async def test_sent_in_another_window_while_it_is_changed_here(
    workspace: Workspace, is_heard: bool
) -> None:
    quote_id = make_quote(with_identity(workspace))
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "right", "3")
        quotes.send(workspace, quote_id)
        if is_heard:
            screen.context.changed.ring(elsewhere=True)
            await pilot.pause()
        await press(pilot, "enter")
        assert toasts(pilot)[-1].startswith("D2026-001 est déjà envoyé et reste tel quel")
        assert screen.sheet.record.reference == "D2026-001 v2"
        assert quotes.quote_sheet(workspace, quote_id).totals.net_cents == 120_000


async def test_deleted_in_another_window_while_it_is_changed_here(workspace: Workspace) -> None:
    quote_id = make_quote(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        await press(pilot, "right", "3")
        quote_drafts.discard(workspace, quote_id)
        screen.context.changed.ring(elsewhere=True)
        await press(pilot, "enter")
        assert "n'existe plus" in toasts(pilot)[-1]
        assert "n'existe plus" in screen.query_one("#quote-title", TwoEnds).text


async def test_it_expires_while_it_is_looked_at(workspace: Workspace) -> None:
    quote_id = make_sent(workspace)
    async with desk(workspace, size=USUAL) as pilot:
        screen = await opened(pilot, quote_id)
        clock_of(workspace).advance(days=31)
        screen.follow_clock()
        await pilot.pause()
        assert "Expiré" in seen(pilot)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_hostile_text_is_drawn_as_it_is(workspace: Workspace, size: tuple[int, int]) -> None:
    lines = [Line(text, unit=text[:20], detail=text) for text in NASTY]
    quote_id = make_quote(workspace, *lines, title="[bold]Nord[/]\x1b[31m")
    async with desk(workspace, size=size) as pilot:
        await opened(pilot, quote_id)
        assert is_harmless(seen(pilot))
        assert "[bold]gras" in seen(pilot)


async def test_the_catalogue_has_its_place(workspace: Workspace) -> None:
    async with desk(workspace, size=USUAL) as pilot:
        screen = CatalogueScreen(pilot.app.screen.context)  # type: ignore[attr-defined]
        await pilot.app.push_screen(screen)
        await press(pilot, "n")
        for text in ("Audit", "jour", "1200", "", "AUD"):
            await type_in(pilot, text)
            await press(pilot, "enter")
        (item,) = catalogue.items(workspace)
        assert (item.code, item.unit_price_cents, item.vat_bp) == ("AUD", 120_000, 2_000)
        await press(pilot, "b")
        assert catalogue.items(workspace) == []
        assert "Retirés" in seen(pilot)
        await press(pilot, "u")
        assert [one.code for one in catalogue.items(workspace)] == ["AUD"]


async def test_a_sent_quote_says_that_its_amount_counts_where_there_is_little_room(
    workspace: Workspace,
) -> None:
    sent = make_sent(workspace)
    for size, days in (
        (USUAL, "daté du 23/11/2026, valable jusqu'au"),
        (SMALL, "valable jusqu'au"),
    ):
        async with desk(workspace, "pipeline", size) as pilot:
            await opened(pilot, sent)
            title = seen(pilot).splitlines()[0]
            assert f"D2026-001 · Envoyé · {days} 23/12/2026" in title
            assert title.rstrip().endswith("montant HT retenu")
