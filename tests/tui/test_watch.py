"""What another window writes is seen on every screen, without a key."""

from prospect_tui.services.workspace import Workspace
from prospect_tui.tui import watch
from tests.builders import make_clock, make_file
from tests.tui.desk import TODAY, desk, make_promise, on
from tests.tui.shell import seen, toasts


async def test_today_shows_what_another_window_has_just_planned(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    other = Workspace(workspace.path, make_clock(), workspace.settings)
    async with desk(workspace, "today") as pilot:
        make_promise(other, file_id, "Bardeau", on(TODAY, 16))
        assert "Bardeau" not in seen(pilot)
        told: list[str] = []
        others = watch.OtherWindows(pilot.app.context, told.append)  # type: ignore[attr-defined]
        others.look()
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Bardeau" in seen(pilot)
        assert len(told) == 1
        others.look()
        assert len(told) == 1
        assert toasts(pilot) == []
    other.close()


async def test_the_program_watches_as_soon_as_it_is_seen(workspace: Workspace) -> None:
    file_id = make_file(workspace)
    async with desk(workspace, "today") as pilot:
        await pilot.pause()
        other = Workspace(workspace.path, make_clock(), workspace.settings)
        make_promise(other, file_id, "Bardeau", on(TODAY, 16))
        assert workspace.watch.has_changed()
        other.close()
