"""The exercises of a rehearsal: thirty in each language, each told right from wrong."""

import tomllib
from datetime import date, time

import pytest

from prospect_tui.domain.packaged_texts import packaged_text
from prospect_tui.domain.practice import OPPOSITION, Noted, Rehearsal, exercises_of
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.domain.when import When

THURSDAY = When(date(2026, 11, 26), time(14))


def rehearsal(language: str) -> Rehearsal:
    return Rehearsal(exercises_of(tomllib.loads(packaged_text("practice", f"{language}.toml"))))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_thirty_calls_use_every_result(language: str) -> None:
    exercises = rehearsal(language).exercises
    assert len(exercises) == 30
    known = {rule.code for rule in DEFAULT_RESULTS} | {OPPOSITION}
    assert {one.result for one in exercises} == known
    assert all(one.said and one.keys for one in exercises)


def test_both_languages_tell_the_same_calls() -> None:
    both = zip(rehearsal("fr").exercises, rehearsal("en").exercises, strict=True)
    assert all((a.result, bool(a.when)) == (b.result, bool(b.when)) for a, b in both)


def test_a_result_and_a_date_are_judged() -> None:
    done = rehearsal("fr")
    assert done.present is not None
    assert done.present.result == "NRP"
    done.note(Noted("NRP"), None)
    done.note(Noted("NRP"), None)
    done.note(Noted("NRP"), None)
    done.note(Noted("RAPP", THURSDAY), When(date(2026, 11, 24), time(9)))
    assert [one.message_id for one in done.remarks] == [
        "", "practice.other_result", "", "practice.other_date",
    ]  # fmt: skip
    assert (done.right, done.place) == (2, 4)
    done.take_back(3)
    assert done.place == 1
    assert done.present.result == "OCC"


def test_after_the_last_one_nothing_is_judged() -> None:
    done = Rehearsal(rehearsal("fr").exercises[:1])
    done.note(Noted("NRP"), None)
    done.note(Noted("OCC"), None)
    assert (done.present, done.place, done.right) == (None, 1, 1)
