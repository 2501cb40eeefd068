"""The search over everything, as it is typed: never behind the letters, never in their way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from prospect_tui.domain.errors import UnusableBase
from prospect_tui.services import calls, conversion, grid, search
from prospect_tui.services.search import Found, FoundKind
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.builders import make_file, make_prospect
from tests.tui.desk import press
from tests.tui.files_desk import plain_spaces, settle
from tests.tui.shell import PLACES, FakeSheet, seen, toasts

INVITATION = "Tapez quelques lettres d'une société"


@asynccontextmanager
async def finding(
    workspace: Workspace, *, searcher: search.Search | None = None
) -> AsyncIterator[Pilot[None]]:
    """Open the search, on the base or on what answers in its place."""
    context = AppContext(workspace, workspace.settings)
    if searcher is not None:
        context.search = lambda _workspace: searcher
    app = ProspectApp(context, places=PLACES, sheet="tests.tui.shell:FakeSheet")
    FakeSheet.opened.clear()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await press(pilot, "ctrl+f")
        await pilot.pause()
        yield pilot


def lines(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the list, headings too."""
    options = pilot.app.screen.query_one(OptionList)
    return [
        plain_spaces(str(options.get_option_at_index(place).prompt))
        for place in range(options.option_count)
    ]


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    """Return three rows; the second one became an opportunity."""
    file_id = make_file(workspace)
    rows = [
        make_prospect(workspace, file_id, company_name="Zinc et Toiture", phone="04 65 71 12 34"),
        make_prospect(workspace, file_id, company_name="Atelier Œuvrard", last_name="Petit"),
        make_prospect(workspace, file_id, company_name="[b]Roux[/b]", siret="73282932000074"),
    ]
    calls.log_call(workspace, calls.CallEntry(rows[2], "NRP"))
    conversion.convert_rows(workspace, rows[1:2], anyway=True)
    return rows


async def test_before_anything_is_typed_it_says_what_may_be(
    workspace: Workspace, rows: list[int]
) -> None:
    async with finding(workspace) as pilot:
        (line,) = lines(pilot)
        assert line.startswith(INVITATION)
        await press(pilot, "z", "backspace")
        await settle(pilot)
        (line,) = lines(pilot)
        assert line.startswith(INVITATION)
        await press(pilot, "enter")
        assert FakeSheet.opened == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zin", ["Lignes des fichiers de prospection", "Zinc et Toiture"]),
        ("oeuv", ["Opportunités", "Atelier Œuvrard", "Sociétés", "Atelier Œuvrard",
                  "Lignes des fichiers de prospection", "Atelier Œuvrard"]),
        ("petit", ["Opportunités", "Atelier Œuvrard", "Interlocuteurs", "Petit",
                   "Lignes des fichiers de prospection", "Atelier Œuvrard"]),
        ("7112", ["Lignes des fichiers de prospection", "Zinc et Toiture"]),
        ("+33 (0)4 65", ["Lignes des fichiers de prospection", "Zinc et Toiture"]),
        ("829320", ["Lignes des fichiers de prospection", "[b]Roux[/b]"]),
        ("oiture", ["Lignes des fichiers de prospection", "Zinc et Toiture"]),
        ("xyz", ["Rien trouvé"]),
    ],
)  # fmt: skip
async def test_what_is_typed_is_found_in_its_group(
    workspace: Workspace, rows: list[int], typed: str, found: list[str]
) -> None:
    async with finding(workspace) as pilot:
        await pilot.press(*typed)
        await settle(pilot)
        assert [line.split("  ")[0] for line in lines(pilot)] == found


async def test_the_arrows_pass_over_headings_and_enter_opens(
    workspace: Workspace, rows: list[int]
) -> None:
    async with finding(workspace) as pilot:
        await pilot.press(*"oeuv")
        await settle(pilot)
        await press(pilot, "down", "down", "enter")
        await pilot.pause()
        assert FakeSheet.opened == [("prospect", rows[1])]


async def test_the_first_hit_is_opened_by_enter_alone(
    workspace: Workspace, rows: list[int]
) -> None:
    async with finding(workspace) as pilot:
        await pilot.press(*"roux")
        await settle(pilot)
        assert "[b]Roux[/b]" in seen(pilot)
        await press(pilot, "enter")
        await pilot.pause()
        assert FakeSheet.opened == [("prospect", rows[2])]


async def test_a_hit_whose_line_does_not_show_why_says_it(
    workspace: Workspace, rows: list[int]
) -> None:
    async with finding(workspace) as pilot:
        await pilot.press(*"829320")
        await settle(pilot)
        assert lines(pilot)[1] == "[b]Roux[/b]  01 99 00 00 02 · « 73282932000074 » · Menuisiers 69"


class SlowSearch(search.Search):
    """Finds one hit at once, and another one when it is let go."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.goes_on = Event()
        self.asked: list[str] = []
        self.error: UnusableBase | None = None
        self.hits = [
            Found(FoundKind.PROSPECT, 4, "Roux", "Mme Roux", "Menuisiers", "04 65 71 12 34"),
            Found(FoundKind.OPPORTUNITY, 5, "Devis", "", "won", ""),
        ]

    def first(self, words: str) -> tuple[list[Found], bool]:
        self.asked.append(words)
        return self.hits[:1], False

    def complete(self, words: str) -> list[Found] | None:
        self.goes_on.wait(60)
        if self.error is not None:
            raise self.error
        return self.hits[::-1] if words == self.asked[-1] else None


async def test_the_cursor_stays_on_its_record_when_more_is_found(workspace: Workspace) -> None:
    slow = SlowSearch(workspace)
    async with finding(workspace, searcher=slow) as pilot:
        await pilot.press(*"ro")
        assert slow.asked == ["r", "ro"]
        assert lines(pilot)[1:] == ["Roux  Mme Roux · 04 65 71 12 34 · Menuisiers"]
        slow.goes_on.set()
        await settle(pilot)
        assert lines(pilot)[:2] == ["Opportunités", "Devis  Gagnée"]
        await press(pilot, "enter")
        await pilot.pause()
        assert FakeSheet.opened == [("prospect", 4)]


async def test_while_nothing_is_found_yet_it_is_said(workspace: Workspace) -> None:
    slow = SlowSearch(workspace)
    slow.hits.clear()
    async with finding(workspace, searcher=slow) as pilot:
        await pilot.press(*"ro")
        assert lines(pilot) == ["Recherche…"]
        slow.goes_on.set()
        await settle(pilot)
        assert lines(pilot) == ["Rien trouvé"]


async def test_a_search_that_fails_is_told(workspace: Workspace) -> None:
    slow = SlowSearch(workspace)
    slow.error = UnusableBase("base.damaged", path="base.db")
    slow.goes_on.set()
    async with finding(workspace, searcher=slow) as pilot:
        await pilot.press("r")
        await settle(pilot)
        assert "base.db" in toasts(pilot)[-1]


async def test_a_row_struck_out_is_found_too(workspace: Workspace, rows: list[int]) -> None:
    grid.strike(workspace, rows[:1])
    async with finding(workspace) as pilot:
        await pilot.press(*"zinc")
        await settle(pilot)
        assert lines(pilot)[1].startswith("Zinc et Toiture")


async def test_a_hit_takes_one_line_and_what_is_said_in_its_place_is_whole(
    workspace: Workspace,
) -> None:
    file_id = make_file(workspace)
    for number in range(3):
        make_prospect(workspace, file_id, company_name=f"Zinguerie {number} {'et fils ' * 12}")
    async with finding(workspace) as pilot:
        invitation = " ".join(" ".join(line.split()) for line in seen(pilot).splitlines())
        assert "même pris au milieu" in invitation
        await pilot.press(*"zing")
        await settle(pilot)
        shown = [line for line in seen(pilot).splitlines() if "et fils" in line]
        assert [line.strip().startswith("Zinguerie") for line in shown] == [True] * 3
        assert all("…" in line for line in shown)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("zinc", "04 65 71 12 34"),
        ("0639981", "06 39 98 10 20"),
        ("3998", "06 39 98 10 20"),
        ("01 99 00", "+33199004040"),
    ],
)
async def test_the_number_that_was_sought_is_the_one_told(
    workspace: Workspace, typed: str, told: str
) -> None:
    numbers = {
        "phone": "04 65 71 12 34",
        "mobile": "06 39 98 10 20",
        "other_phone": "+33199004040",
    }
    make_prospect(workspace, make_file(workspace), company_name="Zinc et Toiture", **numbers)
    async with finding(workspace) as pilot:
        await pilot.press(*typed.replace(" ", ""))
        await settle(pilot)
        assert [told in line for line in lines(pilot)[1:]] == [True]
