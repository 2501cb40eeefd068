"""Every command of the key table is a method of its screen: no key that does nothing."""

from importlib.util import find_spec

import pytest
from textual import actions

from prospect_tui.keys import bindings_for
from prospect_tui.tui.places import PAGES, PLACES, SHEET, load_screen
from prospect_tui.tui.screen import BaseScreen

SCREENS = [
    path for path in (*PLACES.values(), SHEET, *PAGES.values()) if find_spec(path.partition(":")[0])
]


@pytest.mark.parametrize("path", SCREENS)
def test_every_key_of_a_screen_does_something(path: str) -> None:
    screen = load_screen(path)
    assert issubclass(screen, BaseScreen)
    rows = bindings_for(screen.SCOPE)
    assert rows
    assert [
        row.id for row in rows if not hasattr(screen, f"action_{actions.parse(row.action)[1]}")
    ] == []
