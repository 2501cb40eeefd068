"""What is said of something, put together."""

import pytest

from prospect_tui.domain.joining import joined


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("Lambert", "Lyon"), "Lambert · Lyon"),
        (("", "Lambert", None, "Lyon", ""), "Lambert · Lyon"),
        (("", None), ""),
        ((), ""),
    ],
)
def test_what_says_nothing_leaves_no_gap(parts: tuple[str | None, ...], text: str) -> None:
    assert joined(*parts) == text
    assert joined(*parts, by=", ") == text.replace(" · ", ", ")
