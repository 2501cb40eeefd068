"""How the cockpit looks: every size, both languages, hostile texts."""

from datetime import timedelta
from itertools import combinations

import pytest
from textual.widget import Widget

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.i18n import set_language
from prospect_tui.i18n.labels import result_label
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.queue_list import QueueList
from prospect_tui.tui.widgets.result_panel import ResultPanel
from tests.builders import MONDAY, clock_of, make_file, make_prospect
from tests.tui.cockpit import LARGE, SMALL, USUAL, cockpit, screen
from tests.tui.shell import seen

HOSTILE = "[/][@click=app.quit]Évil[/] \x1b]52;c;x\x07 \u202eabc \x9b31m [link=http://x]"


def full_row(workspace: Workspace) -> int:
    row_id = make_prospect(
        workspace,
        make_file(workspace),
        company_name="Menuiserie Lambert SARL",
        civility="M.",
        first_name="Jean",
        last_name="Lambert",
        job_title="gérant",
        mobile="06 39 98 12 34",
        headcount="12",
        naf="43.32A",
        postcode="69003",
        notes="décide avec son frère",
    )
    clock_of(workspace).moment -= timedelta(days=3)
    log_call(workspace, CallEntry(row_id, "RAPP", Answers(note="budget janvier")))
    clock_of(workspace).moment = MONDAY
    make_prospect(workspace, 1)
    return row_id


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
async def test_all_that_matters_is_seen_and_nothing_overlaps(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    full_row(workspace)
    async with cockpit(workspace, size) as pilot:
        text = seen(pilot).replace("\u00a0", " ")
        for words in (
            "Menuiserie Lambert SARL",
            "M. Jean Lambert, gérant",
            "☎ 01 99 00 00 00  Téléphone",
            "06 39 98 12 34  Mobile",
            "effectif 12 · NAF 43.32A",
            "✔ Appelable · professionnel",
            "1/6 essais · dernier : RAPP",
            "20/11 RAPP « budget janvier »",
            "décide avec son frère",
            "mer. 25/11 après-midi · essai 2/6",
            "Note",
        ):
            assert words in text
        for rule in DEFAULT_RESULTS:
            assert f"{rule.key} {result_label(rule.code)}" in text
        assert "! OPPOSITION" in text
        parts = [w for w in screen(pilot).query("#panels > *, #figures, NoteLine, #status")]
        check_apart([part for part in parts if part.display], size)


def check_apart(widgets: list[Widget], size: tuple[int, int]) -> None:
    for one, other in combinations(widgets, 2):
        assert not one.region.overlaps(other.region), (one, other)
    for widget in widgets:
        assert widget.region.right <= size[0]
        assert widget.region.bottom < size[1]
        assert widget.region.area


async def test_the_size_may_change_at_any_time(workspace: Workspace) -> None:
    full_row(workspace)
    async with cockpit(workspace, SMALL) as pilot:
        assert not screen(pilot).query_one(QueueList).display
        await pilot.resize_terminal(*USUAL)
        await pilot.pause()
        assert screen(pilot).query_one(QueueList).display
        assert "Suivants" in seen(pilot)
        await pilot.resize_terminal(60, 14)
        await pilot.pause()
        assert "! OPPOSITION" in seen(pilot)


async def test_a_low_terminal_shows_the_results_in_two_columns(workspace: Workspace) -> None:
    full_row(workspace)
    async with cockpit(workspace, (80, 12)) as pilot:
        panel = screen(pilot).query_one(ResultPanel)
        assert panel.size.height < len(DEFAULT_RESULTS)
        text = seen(pilot)
        assert all(f"{rule.key} {result_label(rule.code)}" in text for rule in DEFAULT_RESULTS)
        await pilot.click(ResultPanel, offset=(40, 1))
        assert len(pilot.app.screen_stack) == 2


async def test_the_card_scrolls_and_starts_anew_for_the_next_row(workspace: Workspace) -> None:
    full_row(workspace)
    async with cockpit(workspace, (80, 14)) as pilot:
        assert "Menuiserie Lambert" in str(seen(pilot))
        for _line in range(4):
            await pilot.press("down")
        assert "Menuiserie Lambert" not in seen(pilot)
        await pilot.press("s")
        assert "Menuiserie 001" in seen(pilot)


async def test_hostile_texts_are_drawn_as_they_are_without_what_a_terminal_obeys(
    workspace: Workspace,
) -> None:
    file_id = make_file(workspace, "Fichier [/] piégé")
    row_id = make_prospect(
        workspace, file_id, company_name=HOSTILE, last_name=HOSTILE, notes=HOSTILE, city=HOSTILE
    )
    with workspace.transaction() as connection:
        connection.execute("UPDATE call_result SET label = ? WHERE code = 'NRP'", (HOSTILE,))
        connection.execute("UPDATE prospect SET next_subject = ?", (HOSTILE,))
    make_prospect(workspace, file_id)
    async with cockpit(workspace) as pilot:
        assert screen(pilot).desk.row_id == row_id
        text = seen(pilot)
        assert "[/][@click=app.quit]Évil[/]" in text
        assert not set(text) & set("\x1b\x07\x9b\u202e")
        await pilot.press("r", "escape", "d", "escape", "exclamation_mark", "escape", "n")
        assert "enregistré" in seen(pilot)
        assert not set(seen(pilot)) & set("\x1b\x07\x9b\u202e")


async def test_everything_is_said_in_english_too(workspace: Workspace) -> None:
    full_row(workspace)
    set_language("en")
    async with cockpit(workspace) as pilot:
        text = seen(pilot)
        for words in ("Next", "Result", "May be called", "1/6 attempts", "Wed 25/11 afternoon"):
            assert words in text
        await pilot.press("n")
        assert "saved: NRP" in seen(pilot)
        await pilot.press("v")
        assert "Date and hour" in seen(pilot)


async def test_a_new_language_is_spoken_at_once(workspace: Workspace) -> None:
    full_row(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.app.run_action("language('en')")
        await pilot.pause()
        assert "attempt 2/6" in seen(pilot)
        assert "what was said" in seen(pilot)


async def test_the_card_never_takes_the_focus(workspace: Workspace) -> None:
    full_row(workspace)
    async with cockpit(workspace) as pilot:
        await pilot.click(CardPage, offset=(3, 3))
        assert pilot.app.screen.focused is None
