"""The saved views of the files screen: saved, applied, renamed, deleted, taken back."""

from textual.pilot import Pilot
from textual.widgets import OptionList

from prospect_tui.domain.layouts import Layout
from prospect_tui.domain.views import Condition, SortKey, Test, View
from prospect_tui.services import layouts, prospect_files, saved_views, undo
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.dialogs.saved_views import SavedViews
from tests.builders import make_file, make_prospect
from tests.services.test_saved_views import make_own
from tests.tui.files_desk import (
    NAMES,
    files_desk,
    fill,
    heading,
    keys,
    plain_spaces,
    screen,
    settle,
    told,
    write,
)
from tests.tui.shell import seen, toasts


def offered(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one(OptionList).options
    return [plain_spaces(str(option.prompt)) for option in options]


def shown(pilot: Pilot[None]) -> list[int]:
    return list(screen(pilot).ids)


def line(pilot: Pilot[None]) -> str:
    return screen(pilot).filter_line.value


def save(workspace: Workspace, name: str, view: View, file_id: int | None, layout: str = "") -> int:
    columns = saved_views.known_columns(workspace, file_id)
    return saved_views.save_view(workspace, name, view, columns, file_id=file_id, layout=layout)


LYON = View("", (Condition("city", Test.IS, ("Lyon",)),), (SortKey("company_name"),))


async def test_a_view_is_saved_and_applied(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "ville=Lyon")
        screen(pilot).sort_by("company_name", add=False)
        await keys(pilot, "enter", "y")
        assert offered(pilot)[0].startswith("Pas encore de vue")
        await keys(pilot, "enter", "r", "x", "n")
        await write(pilot, "Lyon d'abord")
        await keys(pilot, "ctrl+s")
        [named] = saved_views.views(workspace, file_id)
        assert (named.name, named.file_id, named.view) == ("Lyon d'abord", file_id, LYON)
        assert "vue Lyon d'abord → 2" in heading(pilot)
        await keys(pilot, "escape", "s", "s")
        assert "vue" not in heading(pilot)
        await keys(pilot, "y")
        assert offered(pilot) == ["Lyon d'abord  ce fichier · Ville=Lyon · Société ↑"]
        await keys(pilot, "enter")
        assert shown(pilot) == [rows[2], rows[0]]
        assert line(pilot) == "Ville=Lyon"
        assert prospect_files.saved_sort(workspace, file_id) == LYON.sort
        assert "vue Lyon d'abord → 2" in heading(pilot)


async def test_the_title_tells_when_the_view_was_changed(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    save(workspace, "Lyon", LYON, file_id)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "y", "enter")
        assert "vue Lyon → 2" in heading(pilot)
        await keys(pilot, "s")
        assert "vue Lyon* → 2" in heading(pilot)
        await keys(pilot, "y", "enter")
        assert "vue Lyon → 2" in heading(pilot)
        await keys(pilot, "f", "end")
        await write(pilot, " zinc")
        assert "vue Lyon* → 1" in heading(pilot)
        await keys(pilot, "escape")
        assert "vue" not in heading(pilot)


async def test_a_name_in_use_is_replaced_after_a_question(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    save(workspace, "Lyon", LYON, file_id)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "bron")
        await keys(pilot, "enter")
        for answer in ("escape", "enter"):
            await keys(pilot, "y", "n")
            await write(pilot, "LYON")
            await keys(pilot, "ctrl+s")
            assert isinstance(pilot.app.screen, Confirm)
            await keys(pilot, answer)
        assert [(one.name, one.view.words) for one in saved_views.views(workspace)] == [
            ("LYON", "bron")
        ]
        undo.undo(workspace)
        assert [one.view for one in saved_views.views(workspace)] == [LYON]


async def test_a_view_for_every_file_applies_to_another_one(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    software = make_own(workspace, file_id, "Logiciel")
    salon = make_file(workspace, "Salon")
    row = make_prospect(workspace, salon)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "f")
        await write(pilot, "-logiciel=x ville=lyon")
        await keys(pilot, "enter", "y", "n")
        await write(pilot, "Sans x")
        await keys(pilot, "tab", "right", "ctrl+s")
        [named] = saved_views.views(workspace, file_id)
        assert named.file_id is None
        assert named.view.conditions[0] == Condition(software.key, Test.IS, ("x",), True)
        await keys(pilot, "v")
        await write(pilot, "salon")
        await keys(pilot, "enter", "y")
        assert offered(pilot) == ["Sans x  tous les fichiers · Ville=lyon · sans Logiciel"]
        await keys(pilot, "enter")
        assert shown(pilot) == [row]
        assert "« Logiciel »" in told(pilot)


async def test_a_view_keeps_its_columns_when_told(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    laid = Layout().with_hidden("phone", hidden=True)
    layouts.save_layout(workspace, file_id, laid)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "y", "n")
        await write(pilot, "Sans téléphone")
        await keys(pilot, "tab", "tab", "space", "ctrl+s")
        layouts.save_layout(workspace, file_id, Layout())
        screen(pilot).show_file()
        assert "phone" in [column.key for column in screen(pilot).source.columns]
        assert "vue Sans téléphone*" in heading(pilot)
        await keys(pilot, "y")
        assert "avec ses colonnes" in offered(pilot)[0]
        await keys(pilot, "enter")
        assert "phone" not in [column.key for column in screen(pilot).source.columns]
        assert layouts.layout_of(workspace, file_id) == laid
        assert "vue Sans téléphone*" not in heading(pilot)


async def test_views_are_renamed_and_deleted_in_their_list(workspace: Workspace) -> None:
    file_id, _rows = fill(workspace)
    for name in ("A", "B", "C"):
        save(workspace, name, LYON, file_id)
    async with files_desk(workspace) as pilot:
        await keys(pilot, "y", "down", "enter", "y", "r", "ctrl+u")
        await write(pilot, "c")
        await keys(pilot, "enter")
        assert "Il y a déjà une vue" in seen(pilot)
        await keys(pilot, "ctrl+u")
        await write(pilot, "Beta")
        await keys(pilot, "enter")
        assert [text.split("  ")[0] for text in offered(pilot)] == ["A", "Beta", "C"]
        assert "vue Beta" in heading(pilot)
        await keys(pilot, "x")
        assert [text.split("  ")[0] for text in offered(pilot)] == ["A", "C"]
        assert isinstance(pilot.app.screen, SavedViews)
        await keys(pilot, "escape")
        assert "vue" not in heading(pilot)
        await keys(pilot, "u")
        assert [one.name for one in saved_views.views(workspace)] == ["A", "Beta", "C"]


async def test_an_applied_view_is_remembered_by_file(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    save(workspace, "Lyon", LYON, file_id)
    make_prospect(workspace, make_file(workspace, "Salon"))
    async with files_desk(workspace) as pilot:
        await keys(pilot, "y", "enter", "v")
        await write(pilot, "salon")
        await keys(pilot, "enter")
        assert "vue" not in heading(pilot)
        await keys(pilot, "v")
        await write(pilot, "menuis")
        await keys(pilot, "enter")
        assert "vue Lyon → 2" in heading(pilot)
        assert [NAMES[row - 1] for row in shown(pilot)] == sorted((NAMES[0], NAMES[2]))
        assert rows[0] in shown(pilot)


async def test_without_a_file_there_is_nothing_to_filter(workspace: Workspace) -> None:
    async with files_desk(workspace) as pilot:
        await keys(pilot, "j", "y")
        await settle(pilot)
        assert pilot.app.screen is screen(pilot)


async def test_a_base_open_for_reading_applies_views_and_saves_none(workspace: Workspace) -> None:
    file_id, rows = fill(workspace)
    save(workspace, "Lyon", LYON, file_id, layout='{"frozen":2}')
    workspace.read_only = True
    async with files_desk(workspace) as pilot:
        await keys(pilot, "y", "n", "r", "x", "enter")
        assert shown(pilot) == [rows[2], rows[0]]
        assert screen(pilot).own_layouts[file_id].frozen == 2
        assert toasts(pilot) == []
    assert len(saved_views.views(workspace)) == 1
