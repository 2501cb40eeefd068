from collections.abc import Iterator

import pytest

from prospect_tui.i18n import current_language, set_language
from prospect_tui.services import dialling
from prospect_tui.tui import clipboard, watch


@pytest.fixture(autouse=True)
def _same_language_after() -> Iterator[None]:
    """Leave the language as it was found: tests run in any order."""
    before = current_language()
    yield
    set_language(before)


@pytest.fixture(autouse=True)
def desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the clipboard and the browser of whoever runs the tests alone."""
    monkeypatch.setattr(clipboard, "_tools", lambda: iter(()))
    monkeypatch.setattr(dialling, "_opener", tuple)


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave it to the tests when to look at what other windows wrote."""
    monkeypatch.setattr(watch, "SECONDS", 3600.0)


@pytest.fixture
def french() -> str:
    """Speak French."""
    return set_language("fr")


@pytest.fixture
def english() -> str:
    """Speak English."""
    return set_language("en")
