"""The texts that come with the program: each in every language, and one for every other."""

import pytest

from prospect_tui.domain.packaged_texts import packaged_text, text_in
from prospect_tui.i18n import LANGUAGES

BY_LANGUAGE = pytest.mark.parametrize(
    ("folder", "suffix"), [("practice", ".toml"), ("scripts", ".md"), ("wording", ".toml")]
)


@BY_LANGUAGE
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_there_in_every_language(folder: str, suffix: str, language: str) -> None:
    text = packaged_text(folder, language + suffix)
    assert text
    assert text_in(language, folder, suffix, otherwise="none") == text


@BY_LANGUAGE
@pytest.mark.parametrize("language", ["de", ""])
def test_another_language_gets_the_one_named(folder: str, suffix: str, language: str) -> None:
    wanted = packaged_text(folder, "en" + suffix)
    assert text_in(language, folder, suffix, otherwise="en") == wanted


def test_what_is_not_there_is_no_empty_text() -> None:
    with pytest.raises(FileNotFoundError):
        packaged_text("law", "none.toml")
