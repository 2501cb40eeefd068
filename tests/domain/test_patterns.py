"""Regular expressions typed by a person: found, replaced, refused, stopped."""

import re
from collections import deque
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.patterns import LONGEST, blind_search, compiled

ENDLESS = "(?:a|aa)+$"
"""It tries each way of cutting a text in ones and twos."""
TRAP = "a" * 60 + "b"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^lyon", "LYON 3e", True),
        ("^lyon", "à Lyon", False),
        ("sete", "Sète", True),
        ("sète", "SETE", True),
        ("^Sète$", "sete", True),
        ("œuvr", "Oeuvrard", True),
        ("oeuvr", "Œuvrard", True),
        ("[éè]tienne", "Etienne", True),
        ("[^a-z]", "sète", True),
        (r"\S{4}", "ÉTÉS", True),
        (r"\w+ & fils", "Bœuf & Fils", True),
        ("lyon|sète", "Sète", True),
        ("l’atelier", "L'Atelier", True),
        ("a–b", "a-b", True),
        ("（", "(", True),
        ("", "", True),
        ("(?-i)Lyon", "LYON", False),
        ("(?-i)Lyon", "à Lyon", True),
        ("(?-i)Sete", "Sète", False),
        (r"^\d{5}$", "69003", True),
        (r"^\d{5}$", "6900", False),
    ],
)
def test_accents_and_capitals_matter_only_when_asked(pattern: str, text: str, found: bool) -> None:
    assert blind_search(pattern)(text) is found


@given(st.text(st.sampled_from("abéÉœß .*")), st.text(st.sampled_from("abéÉœß .*")))
def test_a_text_is_found_in_itself(before: str, text: str) -> None:
    assert blind_search(re.escape(text))(before + text)
    assert blind_search(f"(?-i){re.escape(text)}")(before + text)


@pytest.mark.parametrize(
    ("pattern", "place"),
    [("(", 1), ("lyon(", 5), ("[a", 2), ("a**", 3), (r"\9", 2), (r"\p{Foo}", 7), (")", 1)],
)
def test_what_cannot_be_read_is_refused_with_its_place(pattern: str, place: int) -> None:
    for read in (compiled, blind_search):
        with pytest.raises(InvalidValue, match=r"pattern\.wrong") as caught:
            read(pattern)
        assert caught.value.params == {"pattern": pattern, "place": place}


def test_what_would_exhaust_the_reader_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"pattern\.too_long"):
        compiled("a" * (LONGEST + 1))
    with pytest.raises(InvalidValue, match=r"pattern\.wrong"):
        compiled("(?:" * 240 + "a" + ")" * 240)
    for repeated in ("a{99999999999999999999}", "a{99999999}", "(a{999}){999}", "a{999999,}"):
        with pytest.raises(InvalidValue, match=r"pattern\.too_slow"):
            compiled(repeated)
    assert compiled("(?:a{2}b{3}){4}").search("aabbb" * 4)


@given(st.text(st.sampled_from(r"a1\()[]{}^$|.*+?-é<>=!:P#&")))
def test_any_text_is_a_pattern_or_is_refused(text: str) -> None:
    try:
        search = blind_search(text)
    except InvalidValue as error:
        refusal = error.message_id
    else:
        assert isinstance(search("aé1 (a)"), bool)
        refusal = "pattern.wrong"
    assert refusal == "pattern.wrong"


def test_a_search_that_would_run_for_ever_is_stopped() -> None:
    begun = perf_counter()
    with pytest.raises(InvalidValue, match=r"pattern\.too_slow") as caught:
        blind_search(ENDLESS)(TRAP)
    assert caught.value.params == {"pattern": ENDLESS}
    assert perf_counter() - begun < 60


def test_many_slow_searches_are_stopped_together() -> None:
    slow = iter(["a" * 26 + "b"] * 100_000)
    with pytest.raises(InvalidValue, match=r"pattern\.too_slow"):
        deque(map(blind_search(ENDLESS), slow), 0)
    assert 90_000 < len(list(slow)) < 99_999


def test_quick_searches_are_never_stopped() -> None:
    search = blind_search("(dupont|durand)+$")
    assert sum(search(f"Menuiserie {n} Dupont") for n in range(50_000)) == 50_000


@pytest.mark.parametrize(
    ("pattern", "text", "by", "whole", "expected"),
    [
        ("lyon", "LYON ou Lyon", "Sète", False, "Sète ou Sète"),
        (r"(\d+) (\d+)", "10 20", r"\2 \1", False, "20 10"),
        ("(?P<ville>lyon)", "Lyon", r"à \g<ville>", False, "à Lyon"),
        ("lyon", "Lyon 3", "x", True, "Lyon 3"),
        (r"lyon \d", "Lyon 3", "x", True, "x"),
        ("a", "bab", "", False, "bb"),
        ("a", "bab", r"\\", False, "b\\b"),
    ],
)
def test_replacing(pattern: str, text: str, by: str, whole: bool, expected: str) -> None:
    assert compiled(pattern).replaced(text, by, whole=whole) == expected


def test_replacing_minds_capitals_when_asked() -> None:
    assert compiled("lyon", ignore_case=False).replaced("Lyon lyon", "x") == "Lyon x"


@pytest.mark.parametrize("by", [r"\1", r"\g<nom>", "\\", r"\g<"])
@pytest.mark.parametrize("whole", [False, True])
def test_a_replacement_that_names_nothing_is_refused(by: str, whole: bool) -> None:
    with pytest.raises(InvalidValue, match=r"pattern\.replacement") as caught:
        compiled("a").replaced("a", by, whole=whole)
    assert caught.value.params == {"replacement": by}


@pytest.mark.parametrize("whole", [False, True])
def test_a_replacement_that_would_run_for_ever_is_stopped(whole: bool) -> None:
    with pytest.raises(InvalidValue, match=r"pattern\.too_slow"):
        compiled(ENDLESS).replaced(TRAP, "x", whole=whole)
