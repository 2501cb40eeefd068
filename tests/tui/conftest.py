from collections.abc import Iterator

import pytest

from prospect_tui.i18n import current_language, set_language


@pytest.fixture(autouse=True)
def _same_language_after() -> Iterator[None]:
    """Leave the language as it was found: tests run in any order."""
    before = current_language()
    yield
    set_language(before)


@pytest.fixture
def french() -> str:
    """Speak French."""
    return set_language("fr")


@pytest.fixture
def english() -> str:
    """Speak English."""
    return set_language("en")
