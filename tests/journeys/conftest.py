"""What every journey needs: the clipboard of whoever runs the tests is left alone."""

import pytest

from prospect_tui.tui import clipboard


@pytest.fixture(autouse=True)
def _desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find no tool of the desktop that takes or gives a text."""
    monkeypatch.setattr(clipboard, "_tools", lambda: iter(()))
