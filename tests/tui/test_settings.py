from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.i18n.messages import worded
from prospect_tui.settings import (
    Settings,
    default_database_path,
    default_settings_path,
    free_of,
    from_table,
    load_settings,
    user_zone,
)

EVERYTHING = """
language = "en"
theme = "nord"
start_screen = "files"
zone = "Indian/Reunion"
responsible = "Jeanne Martin"
region = "974"
weekdays = [1, 2, 4]
morning = "08:30-12:00"
afternoon = "13:30-17:00"
max_attempts = 5
retry_steps = [1, 4]
busy_minutes = 30
busy_retries = 2
call_back_days = 3
return_months = 4
return_choices = [2, 4, 8]
max_open_opportunities = 40
opportunity_fields = ["company", "campaign"]
contact_fields = ["linkedin", "role"]
lost_reasons = ["prix", "délai"]
database = "~/base.db"
backup_directory = "/mnt/copies"
backup_keep = 3
dial_command = "linphone --to 'tel:{number}'"
dial_link = true

[lookups]
shop = "https://x.example/{city}"
map = ""

[keymap]
"files.edit" = "q"
files.sort = "f12"
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_everything_can_be_chosen(tmp_path: Path) -> None:
    settings, problems = load_settings(write(tmp_path, EVERYTHING))
    assert problems == ()
    assert settings == Settings(
        language="en",
        theme="nord",
        start_screen="files",
        zone="Indian/Reunion",
        responsible="Jeanne Martin",
        region="974",
        weekdays=frozenset({0, 1, 3}),
        morning=(time(8, 30), time(12)),
        afternoon=(time(13, 30), time(17)),
        max_attempts=5,
        retry_steps=(1, 4),
        busy_minutes=30,
        busy_retries=2,
        call_back_days=3,
        return_months=4,
        return_choices=(2, 4, 8),
        max_open_opportunities=40,
        opportunity_fields=("company", "campaign"),
        contact_fields=("linkedin", "role"),
        lost_reasons=("prix", "délai"),
        database=Path("~/base.db").expanduser(),
        backup_directory=Path("/mnt/copies"),
        backup_keep=3,
        dial_command=("linphone", "--to", "tel:{number}"),
        dial_link=True,
        lookups={"shop": "https://x.example/{city}", "map": ""},
        keymap={"files.edit": "q", "files.sort": "f12"},
    )
    assert user_zone(settings) == ZoneInfo("Indian/Reunion")


def test_the_calendar_is_the_users(tmp_path: Path) -> None:
    settings, _ = load_settings(write(tmp_path, EVERYTHING))
    calendar = settings.calendar()
    assert calendar.is_working_day(date(2026, 11, 23))
    assert not calendar.is_working_day(date(2026, 11, 25))
    assert not calendar.is_working_day(date(2027, 12, 20))


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == (Settings(), ())


@pytest.mark.parametrize(
    ("line", "message_id"),
    [
        ('language = "de"', "settings.language"),
        ("theme = 3", "settings.text"),
        ('theme = "a\\u001bb"', "settings.text"),
        ('zone = "Mars/Base"', "settings.zone"),
        ('zone = "../../etc/passwd"', "settings.zone"),
        ('region = "75"', "settings.region"),
        ("weekdays = []", "settings.weekdays"),
        ("weekdays = [0, 1]", "settings.weekdays"),
        ("weekdays = [8]", "settings.weekdays"),
        ('morning = "12:00-09:00"', "settings.hours"),
        ('morning = "nine to noon"', "settings.hours"),
        ("morning = 9", "settings.hours"),
        ('morning = "09:00-15:00"', "settings.hours_overlap"),
        ("max_attempts = 0", "settings.count"),
        ("max_attempts = true", "settings.count"),
        ("backup_keep = 2.5", "settings.count"),
        ("retry_steps = [1, 0]", "settings.waits"),
        ("retry_steps = [3651]", "settings.waits"),
        ("return_choices = []", "settings.waits"),
        ("return_choices = 6", "settings.waits"),
        ("return_months = 3651", "settings.wait"),
        ("busy_minutes = 0", "settings.wait"),
        ('call_back_days = "1"', "settings.wait"),
        ("busy_retries = 0", "settings.count"),
        ('opportunity_fields = ["title"]', "settings.opportunity_fields"),
        ('opportunity_fields = ["email", "email"]', "settings.opportunity_fields"),
        ("opportunity_fields = [[]]", "settings.opportunity_fields"),
        ('contact_fields = ["boss"]', "settings.contact_fields"),
        ('contact_fields = ["role", "role"]', "settings.contact_fields"),
        ('contact_fields = "role"', "settings.contact_fields"),
        ('lost_reasons = "price"', "settings.lines"),
        ("lost_reasons = [1]", "settings.lines"),
        ('database = ""', "settings.path"),
        ('dial_command = "linphone"', "settings.dial_command"),
        ('dial_command = "{number}"', "settings.dial_command"),
        ('dial_command = "linphone \'{number}"', "settings.dial_command"),
        ("dial_command = 3", "settings.dial_command"),
        ('dial_command = "{number} {number}"', "settings.dial_command"),
        ('dial_link = "yes"', "settings.yes_no"),
        ("dial_link = 1", "settings.yes_no"),
        ('lookups = "https://x.example/{city}"', "settings.lookups"),
        ('lookups = {map = "https://x.example/{colour}"}', "settings.lookups"),
        ('lookups = {map = "javascript:alert({city})"}', "settings.lookups"),
        ('lookups = {map = "https://[x/{city}"}', "settings.lookups"),
        ("colour = 1", "settings.unknown"),
        ('keymap = "z"', "settings.keymap"),
        ('keymap = {"files.nope" = "z"}', "keys.unknown"),
        ('keymap = {"files.edit" = "f99"}', "keys.bad"),
        ('keymap = {"files.edit" = "u"}', "keys.clash"),
        ("language = ", "settings.not_toml"),
    ],
)
def test_a_wrong_value_keeps_the_default_and_is_reported(
    line: str, message_id: str, tmp_path: Path
) -> None:
    path = write(tmp_path, line)
    settings, problems = load_settings(path)
    assert settings == Settings()
    assert [problem.message_id for problem in problems] == [message_id]
    assert str(path) in worded(problems[0].message_id, problems[0].params)


def test_the_rest_of_the_file_applies(tmp_path: Path) -> None:
    path = write(
        tmp_path, 'language = "de"\nbackup_keep = 9\nkeymap = {"files.edit" = "q", "x" = "y"}'
    )
    settings, problems = load_settings(path)
    assert (settings.backup_keep, dict(settings.keymap)) == (9, {"files.edit": "q"})
    assert len(problems) == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "é = 1".encode("latin-1")])
def test_a_file_that_is_no_text_is_reported(content: bytes, tmp_path: Path) -> None:
    settings, problems = load_settings(write(tmp_path, content))
    assert settings == Settings()
    assert [problem.message_id for problem in problems] == ["settings.unreadable"]


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    assert [one.message_id for one in load_settings(tmp_path)[1]] == ["settings.unreadable"]


def test_a_key_that_a_result_has_is_no_command(tmp_path: Path) -> None:
    path = write(tmp_path, '[keymap]\n"calls.skip" = "n"\n"calls.note" = "k"\n')
    settings, problems = load_settings(path)
    assert (problems, dict(settings.keymap)) == ((), {"calls.skip": "n", "calls.note": "k"})
    kept, clashes = free_of(settings, ["k", "!"], str(path))
    assert dict(kept.keymap) == {"calls.skip": "n"}
    assert [(one.message_id, one.params["id"]) for one in clashes] == [("keys.clash", "calls.note")]
    assert free_of(Settings(), ["k"], str(path)) == (Settings(), ())


def test_the_key_of_an_opposition_stays(tmp_path: Path) -> None:
    settings, problems = load_settings(write(tmp_path, '[keymap]\n"calls.skip" = "!"\n'))
    assert dict(settings.keymap) == {}
    assert [one.message_id for one in problems] == ["keys.clash"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(table=st.dictionaries(st.sampled_from(sorted(Settings.__slots__)) | st.text(), VALUES))
def test_no_table_is_too_strange(table: dict[str, object]) -> None:
    settings, problems = from_table(table, "settings.toml")
    settings.calendar()
    for problem in problems:
        assert worded(problem.message_id, problem.params)


def test_where_things_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROSPECT_CONFIG", str(tmp_path / "mine.toml"))
    assert default_settings_path() == tmp_path / "mine.toml"
    monkeypatch.delenv("PROSPECT_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_settings_path().name == "settings.toml"
    assert default_database_path().name == "prospect.db"
