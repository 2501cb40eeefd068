"""The line in which a filter is typed."""

from prospect_tui.services.workspace import Workspace
from tests.tui.desk import press
from tests.tui.files_desk import files_desk, fill, screen


async def test_a_text_longer_than_the_line_scrolls_with_the_cursor(workspace: Workspace) -> None:
    fill(workspace)
    async with files_desk(workspace) as pilot:
        await press(pilot, "f")
        line = screen(pilot).filter_line
        line.value = "a" * 300
        await press(pilot, "end", "b")
        assert line.scroll_offset.x == line.virtual_size.width - line.content_region.width
        await press(pilot, "home")
        assert line.scroll_offset.x == 0
