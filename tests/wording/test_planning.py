"""The planning in words: repetitions, lengths, what overlaps."""

from datetime import date, timedelta

import pytest

from prospect_tui.domain.recurrence import parse_recurrence
from prospect_tui.i18n import set_language
from prospect_tui.wording.planning import holiday_label, recurrence_text, typed_length

TUESDAY = date(2026, 11, 24)


def rule(text: str) -> str:
    return parse_recurrence(text, TUESDAY, lambda _end: date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("chaque lundi", "tous les lundis", "on mondays"),
        (
            "un mardi sur deux",
            "tous les mardis, toutes les 2 semaines",
            "on tuesdays, every 2 weeks",
        ),
        ("tous les jours ouvrés", "tous les jours ouvrés", "every weekday"),
        ("tous les jours", "tous les jours", "every day"),
        ("chaque mois", "tous les mois, le 24", "every month, on day 24"),
        ("fin de mois", "tous les mois, le dernier jour", "every month, the last day"),
        (
            "le dernier vendredi du mois",
            "tous les mois, le dernier vendredi",
            "every month, the last friday",
        ),
        ("tous les ans", "tous les ans, le 24/11", "every year, on 24/11"),
        (
            "tous les lundis 3 fois",
            "tous les lundis, encore 3 fois",
            "on mondays, 3 times left",
        ),
    ],
)
def test_a_repetition_in_words(text: str, french: str, english: str) -> None:
    set_language("fr")
    assert recurrence_text(rule(text)) == french
    set_language("en")
    assert recurrence_text(rule(text)) == english


@pytest.mark.parametrize(
    "text", ["tous les lundis", "tous les jours ouvrés", "chaque mois le 5", "un mardi sur deux",
             "le dernier vendredi du mois", "fin de mois"]
)  # fmt: skip
def test_what_is_shown_can_be_typed_again(text: str) -> None:
    for language in ("fr", "en"):
        set_language(language)
        assert rule(recurrence_text(rule(text))) == rule(text)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=45), "45\u00a0min"),
        (timedelta(hours=1, minutes=30), "1h30"),
        (timedelta(hours=2), "2h"),
        (timedelta(days=2), "2 j"),
        (None, ""),
    ],
)
def test_a_length_as_it_can_be_typed_again(length: timedelta | None, said: str) -> None:
    assert typed_length(length) == said


def test_holidays_have_their_names() -> None:
    assert holiday_label("christmas") == "Noël"
    assert holiday_label("") == ""
