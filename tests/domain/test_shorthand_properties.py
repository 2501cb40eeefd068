"""What holds for any typed date: never past, read back as shown, no other error."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidDate
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.domain.vocabulary import HalfDay
from prospect_tui.domain.when import When
from prospect_tui.i18n import current_language, formats, set_language

PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, ZoneInfo("America/Martinique"), ZoneInfo("Indian/Reunion")]
NOWS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES),
)
HOURS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WORDS = (
    "demain après-demain auj lundi mar mardi ven. dimanche prochain en 8 dans in + - 3 12 31 1er "
    "2026 j jours jo d s48 semaine mois 6 m an min h 9h 14h30 9:30 2pm matin après-midi soir midi "
    "15/12 31/02 15.12 2026-12-15 déc mars janvier fin début mi de du le the next week month ' . "
    "après avant noël week-end T1 trimestre premier dernier jour cette à"
)
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=6).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)


LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture(autouse=True)
def _same_language_after() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)


def read(text: str, now: datetime, *, past: bool = False) -> When | None:
    with suppress(InvalidDate):
        return parse_when(text, now, past=past)
    return None


def earliest(when: When, now: datetime) -> datetime:
    """Return the last moment at which `when` is still to come or going on."""
    if when.hour is not None:
        return datetime.combine(when.day, when.hour, tzinfo=now.tzinfo)
    end = time(11, 59, 59) if when.half is HalfDay.MORNING else time(23, 59, 59)
    return datetime.combine(when.day, end, tzinfo=now.tzinfo)


@given(PHRASES, NOWS)
@example("9h", datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1))
@example("2h15", datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1))
@example("2h30", datetime(2027, 3, 28, 1, 59, tzinfo=PARIS))
def test_a_date_is_never_past(text: str, now: datetime) -> None:
    when = read(text, now)

    if when is not None:
        minute = now.astimezone(UTC).replace(second=0, microsecond=0)
        assert earliest(when, now).astimezone(UTC) >= minute


@given(st.one_of(st.text(max_size=100), PHRASES), NOWS, st.booleans())
@example("", datetime(2026, 11, 22, tzinfo=PARIS), False)
@example("٣ jours", datetime(2026, 11, 22, tzinfo=PARIS), False)
@example("+999 ans", datetime(2026, 11, 22, tzinfo=PARIS), True)
@example("-999 mois", datetime(2026, 11, 22, tzinfo=PARIS), True)
@example("lun " * 500, datetime(2026, 11, 22, tzinfo=PARIS), False)
def test_any_text_is_read_or_refused(text: str, now: datetime, past: bool) -> None:
    when = read(text, now, past=past)

    assert when is None or not (when.hour and when.half)


@LANGUAGES
@given(NOWS, st.integers(0, 20 * 365))
def test_a_written_day_is_read_back(language: str, now: datetime, days: int) -> None:
    set_language(language)
    day = now.date() + timedelta(days=days)

    for text in (f"{day:%d/%m/%Y}", day.isoformat(), formats.day_long(day)):
        assert parse_when(text, now) == When(day)


@LANGUAGES
@given(NOWS, st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_day_gone_by_is_read_back(language: str, now: datetime, day: date) -> None:
    set_language(language)
    for text in (f"{day:%d/%m/%Y}", day.isoformat(), formats.day_long(day)):
        assert parse_when(text, now, past=True) == When(day)


@LANGUAGES
@given(
    NOWS,
    st.integers(0, 300),
    st.one_of(st.none(), HOURS),
    st.sampled_from([None, HalfDay.MORNING, HalfDay.AFTERNOON]),
)
def test_a_shown_time_is_read_back(
    language: str, now: datetime, days: int, hour: time | None, half: HalfDay | None
) -> None:
    set_language(language)
    when = When(now.date() + timedelta(days=days), hour, None if hour else half)
    if days == 0 and earliest(when, now) < now:
        return

    shown = formats.when_text(when.day, when.hour, when.half, now.date())
    assert parse_when(shown, now) == when


@LANGUAGES
@given(NOWS, st.integers(1, 300), HOURS)
def test_a_shown_moment_is_read_back(language: str, now: datetime, days: int, hour: time) -> None:
    set_language(language)
    day = now.date() + timedelta(days=days)
    local = datetime.combine(day, hour, tzinfo=PARIS)

    assert parse_when(formats.moment_short(local), now) == When(day, hour)
    assert parse_when(formats.relative_day(day, now.date()), now) == When(day)
