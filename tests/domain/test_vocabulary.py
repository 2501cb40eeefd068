"""The fixed words as texts from a base or a person give them."""

import pytest

from prospect_tui.domain.vocabulary import Nature


@pytest.mark.parametrize(
    ("text", "nature"),
    [(nature.value, nature) for nature in Nature]
    + [("", Nature.UNKNOWN), ("Professional", Nature.UNKNOWN), ("a shop", Nature.UNKNOWN)],
)
def test_a_nature_is_told_by_its_own_word_alone(text: str, nature: Nature) -> None:
    assert Nature.of(text) is nature
