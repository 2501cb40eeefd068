"""How long something lasts, as people type it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.lengths import parse_end
from prospect_tui.domain.when import When

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 24)
AT_TWO = When(DAY, time(14))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("45 min", time(14, 45)),
        ("45", time(14, 45)),
        ("1h30", time(15, 30)),
        ("2 h", time(16)),
        ("1 heure", time(15)),
        ("une demi-heure", time(14, 30)),
        ("half an hour", time(14, 30)),
        ("16:00", time(16)),
        ("jusqu'à 16h15", time(16, 15)),
        ("until 4pm", time(16)),
    ],
)
def test_a_length_or_an_hour_gives_the_end(text: str, end: time) -> None:
    assert parse_end(text, AT_TWO, PARIS) == datetime.combine(DAY, end, PARIS)


def test_without_an_hour_it_lasts_whole_days() -> None:
    assert parse_end("2 j", When(DAY), PARIS) == datetime(2026, 11, 26, tzinfo=PARIS)
    assert parse_end("", AT_TWO, PARIS) is None


@pytest.mark.parametrize(
    ("text", "when", "refusal"),
    [
        ("longtemps", AT_TWO, "activity.unknown_length"),
        ("99:99", AT_TWO, "activity.unknown_length"),
        ("jusqu'à 25h", AT_TWO, "activity.unknown_length"),
        ("45 min", When(DAY), "activity.needs_hour"),
        ("jusqu'à 13:00", AT_TWO, "activity.ends_before"),
    ],
)
def test_what_is_no_length_is_told(text: str, when: When, refusal: str) -> None:
    with pytest.raises(InvalidValue, match=refusal.replace(".", r"\.")):
        parse_end(text, when, PARIS)
