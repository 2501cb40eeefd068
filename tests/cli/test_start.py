"""The options of every command: where they may stand, and what comes before what."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui import keys
from prospect_tui.cli.start import Start, hoisted
from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.i18n import current_language
from prospect_tui.settings import Settings, default_database_path
from prospect_tui.settings.readers import START_SCREENS
from prospect_tui.storage.connection import moment_text
from prospect_tui.tui.places import PLACES
from tests.builders import PARIS

WORDS = st.lists(
    st.sampled_from(["queue", "--json", "--limit", "3", "--note", "-", "--", "--database", ""])
)


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PROSPECT_DB", "PROSPECT_NOW", "PROSPECT_LANG", "PROSPECT_SCREEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PROSPECT_CONFIG", "no such file")
    monkeypatch.setenv("TZ", "Europe/Paris")


@pytest.mark.parametrize(
    ("words", "options", "rest"),
    [
        ([], [], []),
        (["--db", "b", "queue"], ["--db", "b"], ["queue"]),
        (["queue", "--db", "b", "--json"], ["--db", "b"], ["queue", "--json"]),
        (["queue", "--db=a=b"], ["--db", "a=b"], ["queue"]),
        (["queue", "--at", "x", "--lang", "en"], ["--at", "x", "--lang", "en"], ["queue"]),
        (["search", "--", "--db", "b"], [], ["search", "--", "--db", "b"]),
        (["note", "1", "db"], [], ["note", "1", "db"]),
    ],
)
def test_the_options_of_every_command_stand_anywhere(
    words: list[str], options: list[str], rest: list[str]
) -> None:
    assert hoisted(words) == (options, rest)


@given(before=WORDS, after=WORDS)
def test_other_words_keep_their_order(before: list[str], after: list[str]) -> None:
    options, rest = hoisted([*before, "--db", "b", *after])
    assert rest == [*before, *(["--db", "b"] if "--" in before else []), *after]
    assert options == ([] if "--" in before else ["--db", "b"])


def test_an_option_without_its_value_is_refused() -> None:
    with pytest.raises(InvalidValue) as refused:
        hoisted(["files", "--db"])
    assert refused.value.params == {"option": "--db"}


def test_an_option_comes_before_its_variable_and_that_before_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(database=Path("settings.db"))
    assert Start().path(Settings()) == default_database_path()
    assert Start().path(settings) == Path("settings.db")
    monkeypatch.setenv("PROSPECT_DB", "variable.db")
    assert Start().path(settings) == Path("variable.db")
    assert Start(db="option.db").path(settings) == Path("option.db")
    assert Start(db="~/b.db").path(settings) == Path.home() / "b.db"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T10:15", "2026-11-23 09:15:00"),
        ("2026-11-23 10:15:30", "2026-11-23 09:15:30"),
        ("2026-11-23", "2026-11-22 23:00:00"),
        ("2026-11-23T10:15Z", "2026-11-23 10:15:00"),
        ("2026-11-23T10:15+05:00", "2026-11-23 05:15:00"),
    ],
)
def test_a_chosen_moment_is_local_unless_it_says_otherwise(text: str, moment: str) -> None:
    clock = Start(at=text).clock(Settings(zone=str(PARIS)))
    assert (moment_text(clock.now()) or "").startswith(moment)


@pytest.mark.parametrize("text", ["hier", "10:15", "2026-13-01", "x" * 500])
def test_another_text_is_no_moment(text: str) -> None:
    with pytest.raises(InvalidDate):
        Start(at=text).clock(Settings())


@pytest.mark.parametrize(
    ("option", "variable", "settings", "spoken"),
    [
        ("en", "fr", "fr", "en"),
        ("", "en", "fr", "en"),
        ("", "en_GB.UTF-8", "fr", "en"),
        ("", "", "en", "en"),
        ("", "", "", "fr"),
    ],
)
def test_the_language(
    option: str,
    variable: str,
    settings: str,
    spoken: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "settings.toml"
    file.write_text(f'language = "{settings}"' if settings else "", encoding="utf-8")
    monkeypatch.setenv("PROSPECT_CONFIG", str(file))
    monkeypatch.setenv("PROSPECT_LANG", variable)
    Start(lang=option).speak()
    assert current_language() == spoken


def test_another_language_is_refused() -> None:
    with pytest.raises(InvalidValue):
        Start(lang="de").speak()


def test_the_first_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Start().place(Settings()) == "today"
    assert Start().place(Settings(start_screen="calls")) == "calls"
    monkeypatch.setenv("PROSPECT_SCREEN", "pipeline")
    assert Start().place(Settings(start_screen="calls")) == "pipeline"
    assert Start(screen="files").place(Settings()) == "files"
    with pytest.raises(InvalidValue):
        Start(screen="fichiers").place(Settings())


def test_every_place_with_a_key_can_be_the_first_screen() -> None:
    far = {row.action for row in keys.far_places()}
    assert tuple(name for name in PLACES if f"place('{name}')" not in far) == START_SCREENS
