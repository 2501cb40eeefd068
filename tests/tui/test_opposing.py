"""`!` wherever somebody says "do not call me again": from today, files, the pipeline, a sheet."""

import pytest

from prospect_tui.domain.when import When
from prospect_tui.services import agenda, conversion, opposition
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.form import FieldRow
from tests.builders import dump, make_file, make_prospect
from tests.tui.desk import TODAY, desk, make_opportunity, make_promise, on, press, sheet_of, type_in
from tests.tui.files_desk import files_desk, keys
from tests.tui.shell import toasts

EXCLAMATION = "exclamation_mark"


def closed(workspace: Workspace) -> list[int]:
    """Return the rows of people who object."""
    rows = workspace.connection.execute("SELECT id FROM prospect WHERE opposed = 1 ORDER BY id")
    return [row_id for (row_id,) in rows.fetchall()]


def kept(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the channels and what was said, of each line of the list."""
    return workspace.connection.execute("SELECT channel, said FROM opposition").fetchall()


async def test_from_today_about_a_row(workspace: Workspace) -> None:
    row = make_promise(workspace, make_file(workspace), "Lambert", on(TODAY, 9))
    before = dump(workspace)
    async with desk(workspace) as pilot:
        await press(pilot, EXCLAMATION)
        asked = [one.field.name for one in pilot.app.screen.query(FieldRow)]
        assert asked == ["phone", "email", "sms", "post", "said"]
        await press(pilot, "enter")
        assert closed(workspace) == [row]
        assert any("Lambert" in text for text in toasts(pilot))
        await press(pilot, "u")
    assert dump(workspace) == before


async def test_channels_and_words_are_kept(workspace: Workspace) -> None:
    make_promise(workspace, make_file(workspace), "Lambert", on(TODAY, 9))
    async with desk(workspace) as pilot:
        await press(pilot, EXCLAMATION, "down", "space", "down", "down", "down")
        await type_in(pilot, "stop")
        await press(pilot, "enter")
    assert kept(workspace) == [("phone,sms,post", "stop")]


async def test_escape_changes_nothing(workspace: Workspace) -> None:
    make_promise(workspace, make_file(workspace), "Lambert", on(TODAY, 9))
    before = dump(workspace)
    async with desk(workspace) as pilot:
        await press(pilot, EXCLAMATION, "escape")
    assert dump(workspace) == before


async def test_from_the_files(workspace: Workspace) -> None:
    file = make_file(workspace)
    make_prospect(workspace, file)
    second = make_prospect(workspace, file)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "down", EXCLAMATION, "enter")
        assert closed(workspace) == [second]


@pytest.mark.parametrize("place", ["today", "pipeline"])
async def test_about_an_opportunity_with_a_row(workspace: Workspace, place: str) -> None:
    row = make_prospect(workspace, make_file(workspace), phone="01 99 00 12 34", last_name="Roux")
    sale = conversion.convert_rows(workspace, [row], anyway=True)[0]
    async with desk(workspace, place) as pilot:
        await press(pilot, EXCLAMATION, "enter")
    assert closed(workspace) == [row]
    assert opposition.opposed_values(workspace, ["+33199001234"])
    people = workspace.connection.execute("SELECT opposed FROM contact").fetchall()
    assert people == [(1,)]
    assert outcome(workspace, sale) == ("", None)


async def test_about_an_opportunity_without_row_its_plan_goes(workspace: Workspace) -> None:
    sale = make_opportunity(
        workspace, "Atelier Nord", on(TODAY, 17), contact="Mme Roux", phone="01 99 00 12 34"
    )
    twin = make_prospect(workspace, make_file(workspace), phone="01 99 00 12 34")
    before = dump(workspace)
    async with sheet_of(workspace, "opportunity", sale) as pilot:
        await press(pilot, EXCLAMATION, "enter")
        assert closed(workspace) == [twin]
        assert outcome(workspace, sale) == ("", None)
        await press(pilot, "u")
    assert dump(workspace) == before


async def test_from_the_sheet_of_a_row(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    async with sheet_of(workspace, "prospect", row) as pilot:
        await press(pilot, EXCLAMATION, "enter")
    assert closed(workspace) == [row]


async def test_a_task_about_nobody_has_nobody_who_objects(workspace: Workspace) -> None:
    agenda.add_task(workspace, "Ranger", When(TODAY))
    async with desk(workspace) as pilot:
        await press(pilot, EXCLAMATION)
        assert toasts(pilot)
    assert closed(workspace) == []


def outcome(workspace: Workspace, sale: int) -> tuple[str, str | None]:
    """Return how an opportunity ended, and the day of what comes next."""
    found: tuple[str, str | None] = workspace.connection.execute(
        "SELECT outcome, next_day FROM opportunity WHERE id = ?", (sale,)
    ).fetchone()
    return found


async def test_an_opportunity_whose_people_object_is_not_dialled(workspace: Workspace) -> None:
    make_opportunity(workspace, "Nord", on(TODAY, 9), contact="Mme Roux", phone="01 99 00 12 34")
    async with desk(workspace) as pilot:
        await press(pilot, "a")  # nobody has said that it is a professional
        await type_in(pilot, "elle attend mon appel")
        await press(pilot, "enter")
        assert any("01 99 00 12 34" in text for text in toasts(pilot))
        await press(pilot, EXCLAMATION, "enter", "a")
        assert any("Ne pas appeler" in text for text in toasts(pilot)[-1:])
