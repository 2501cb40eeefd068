"""The settings of calendars: what is accepted, and what is told of the rest."""

from pathlib import Path

import pytest

from prospect_tui.domain.calendar_account import CalendarAccount
from prospect_tui.settings import Settings, load_settings


def read(folder: Path, *lines: str) -> tuple[Settings, list[str]]:
    path = folder / "settings.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    settings, problems = load_settings(path)
    assert not any("s3cret" in repr(problem) for problem in problems)
    return settings, [problem.message_id for problem in problems]


def test_a_whole_account(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path,
        'calendar_feed = "/tmp/x.ics"',
        "calendar_alarm = 0",
        "calendar_retries = true",
        "[caldav]",
        'url = "https://dav.example.org/"',
        'user = "jeanne"',
        'calendar = "Pro"',
        "password_command = \"pass show 'mon agenda'\"",
    )
    assert problems == []
    assert settings.caldav == CalendarAccount(
        "https://dav.example.org/", "jeanne", ("pass", "show", "mon agenda"), "Pro"
    )
    told = (settings.calendar_feed, settings.calendar_alarm, settings.calendar_retries)
    assert told == (Path("/tmp/x.ics"), 0, True)


@pytest.mark.parametrize(
    "url", ["http://localhost:5232/", "http://127.0.0.1/", "http://[::1]:8/", "https://a.example"]
)
def test_addresses_to_which_a_password_may_go(tmp_path: Path, url: str) -> None:
    settings, problems = read(tmp_path, "[caldav]", f'url = "{url}"')
    assert (settings.caldav and settings.caldav.url, problems) == (url, [])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (('url = "http://dav.example.org/"',), "settings.caldav_url"),
        (('url = "https://jeanne:s3cret@dav.example.org/"',), "settings.caldav_url"),
        (('url = "ftp://dav.example.org/"',), "settings.caldav_url"),
        (('url = "https:///nowhere"',), "settings.caldav_url"),
        (('url = "https://a.example:99999/"',), "settings.caldav_url"),
        (("url = 3",), "settings.caldav_url"),
        (('user = "jeanne"',), "settings.caldav"),
    ],
)
def test_an_account_that_cannot_be_used(
    tmp_path: Path, lines: tuple[str, ...], expected: str
) -> None:
    settings, problems = read(tmp_path, "[caldav]", *lines)
    assert (settings.caldav, problems) == (None, [expected])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('password = "s3cret"', "settings.caldav_password"),
        ("password_command = []", "settings.command"),
        ('password_command = "un \'guillemet s3cret"', "settings.command"),
        ("user = 3", "settings.text"),
        ('other = "x"', "settings.unknown"),
    ],
)
def test_a_wrong_line_leaves_the_rest(tmp_path: Path, line: str, expected: str) -> None:
    settings, problems = read(tmp_path, "[caldav]", 'url = "https://a.example/"', line)
    assert (settings.caldav, problems) == (CalendarAccount("https://a.example/"), [expected])


def test_other_wrong_values(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path, "caldav = 3", "calendar_alarm = -1", 'calendar_retries = "yes"'
    )
    assert settings == Settings()
    assert sorted(problems) == ["settings.caldav", "settings.minutes", "settings.yes_no"]
