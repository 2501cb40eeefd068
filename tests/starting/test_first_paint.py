"""The first frame: drawn once, as soon as it can be seen, and before what can wait."""

from typing import Any

import pytest
from textual._compositor import Compositor
from textual.dom import DOMNode
from textual.screen import Screen

from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext
from tests.builders import make_file, make_prospect

PLACES = ["today", "files", "calls", "pipeline"]


@pytest.mark.parametrize("place", PLACES)
async def test_nothing_is_drawn_that_is_not_shown(
    workspace: Workspace, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_prospect(workspace, make_file(workspace))
    app = ProspectApp(AppContext(workspace), place=place)
    held_back: list[bool] = []
    draw = Compositor.render_update

    def noted(compositor: Compositor, *args: Any, **options: Any) -> Any:
        held_back.append(bool(app._batch_count))
        return draw(compositor, *args, **options)

    monkeypatch.setattr(Compositor, "render_update", noted)
    async with app.run_test() as pilot:
        await pilot.pause()
    assert held_back
    assert not any(held_back)


@pytest.mark.parametrize("place", PLACES)
async def test_what_can_wait_comes_after_the_first_frame(
    workspace: Workspace, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_prospect(workspace, make_file(workspace))
    app = ProspectApp(AppContext(workspace), place=place)
    shown: list[str] = []
    painted, display = ProspectApp._painted, ProspectApp._display

    def noted_frame(self: ProspectApp, screen: Screen[Any], drawn: Any) -> None:
        if drawn is not None:
            shown.append("frame")
        display(self, screen, drawn)

    def noted_rest(self: ProspectApp) -> None:
        shown.append("the rest")
        painted(self)

    monkeypatch.setattr(ProspectApp, "_display", noted_frame)
    monkeypatch.setattr(ProspectApp, "_painted", noted_rest)
    async with app.run_test() as pilot:
        await pilot.pause()
    assert shown[0] == "frame"
    assert shown.count("the rest") == 1


async def test_the_filter_is_made_once_the_rows_are_seen(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_prospect(workspace, make_file(workspace))
    app = ProspectApp(AppContext(workspace), place="files")
    made: list[bool] = []
    display = ProspectApp._display

    def noted(self: ProspectApp, screen: Screen[Any], drawn: Any) -> None:
        made.append("filter_box" in vars(screen))
        display(self, screen, drawn)

    monkeypatch.setattr(ProspectApp, "_display", noted)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "filter_box" in vars(pilot.app.screen)
    assert not made[0]


@pytest.mark.parametrize(
    ("place", "named"),
    [("today", "-pair"), ("files", "-very-wide"), ("calls", "-wide"), ("pipeline", "-pair")],
)
async def test_what_is_seen_is_styled_once_for_its_width(
    workspace: Workspace, place: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_prospect(workspace, make_file(workspace))
    app = ProspectApp(AppContext(workspace), place=place)
    asked: list[str] = []
    style = ProspectApp.update_styles

    def noted(self: ProspectApp, node: DOMNode, animate: bool = True) -> None:
        if not self.is_shown and isinstance(node, Screen):
            asked.append(" ".join(node.classes))
        style(self, node, animate)

    monkeypatch.setattr(ProspectApp, "update_styles", noted)
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
    assert asked == [named]
