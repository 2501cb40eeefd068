"""Filters and sorts typed in one line."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.views import (
    Condition,
    SortKey,
    Test,
    View,
    filter_text,
    parse_filter,
    sort_of,
    sort_text,
    toggled,
    unknown_columns,
)

COLUMNS = {
    "ville": "city",
    "city": "city",
    "score": "score",
    "effectif": "headcount",
    "note": "notes",
    "resultat": "result",
    "telephone": "phone",
    "autre telephone": "other_phone",
    "prochain appel": "next",
    "prochain": "next",
    "own:3": "own:3",
}
KEYS = tuple(dict.fromkeys(COLUMNS.values()))
BY_KEY = {key: key for key in KEYS}
LABELS = {
    "score": {"chaud": "CHAUD", "tiede": "TIEDE", "gagne-rdv": "GAGNE"},
    "result": {"refus": "REFUS", "refus comm": "REFUS_COMM", "refus_comm": "REFUS_COMM"},
}


def one(
    column: str, test: Test, *values: str, negated: bool = False
) -> tuple[str, tuple[Condition, ...]]:
    """Return a filter of one condition."""
    return "", (Condition(column, test, values, negated),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("score:chaud", one("score", Test.CONTAINS, "chaud")),
        ("effectif>10", one("headcount", Test.OVER, "10")),
        ("effectif<10", one("headcount", Test.UNDER, "10")),
        ("effectif>=10", one("headcount", Test.AT_LEAST, "10")),
        ("effectif≥10", one("headcount", Test.AT_LEAST, "10")),
        ("effectif<=10", one("headcount", Test.AT_MOST, "10")),
        ("effectif≤10", one("headcount", Test.AT_MOST, "10")),
        ("ville=Lyon", one("city", Test.IS, "Lyon")),
        ("note=", one("notes", Test.EMPTY)),
        ("-note=", one("notes", Test.EMPTY, negated=True)),
        ('note=""', one("notes", Test.IS, "")),
        ("-note:devis", one("notes", Test.CONTAINS, "devis", negated=True)),
        ('ville:"Saint Étienne"', one("city", Test.CONTAINS, "Saint Étienne")),
        ("ville:« Saint Étienne »", one("city", Test.CONTAINS, "Saint Étienne")),
        ("ville:“Saint Étienne”", one("city", Test.CONTAINS, "Saint Étienne")),
        ('ville:"Saint Ét', one("city", Test.CONTAINS, "Saint Ét")),
        ('ville:"dit ""le Vieux"""', one("city", Test.CONTAINS, 'dit "le Vieux"')),
        ("ville:saint*", one("city", Test.STARTS, "saint")),
        ("ville=saint*", one("city", Test.STARTS, "saint")),
        ('ville:"saint é"*', one("city", Test.STARTS, "saint é")),
        ('ville:"saint*"', one("city", Test.CONTAINS, "saint*")),
        ("ville:*", one("city", Test.CONTAINS, "*")),
        ("effectif:10..50", one("headcount", Test.BETWEEN, "10", "50")),
        ("effectif=10..50", one("headcount", Test.BETWEEN, "10", "50")),
        ('effectif:"1 000".."2 000"', one("headcount", Test.BETWEEN, "1 000", "2 000")),
        ("prochain:lun..+3j", one("next", Test.BETWEEN, "lun", "+3j")),
        ('"Prochain appel"<+3j', one("next", Test.UNDER, "+3j")),
        ("« Prochain appel »<+3j", one("next", Test.UNDER, "+3j")),
        ("prochain appel<+3j", one("next", Test.UNDER, "+3j")),
        ("-Prochain Appel=", one("next", Test.EMPTY, negated=True)),
        ("autre téléphone:04", one("other_phone", Test.CONTAINS, "04")),
        ("note:etc...", one("notes", Test.CONTAINS, "etc...")),
        ("note:..", one("notes", Test.CONTAINS, "..")),
        ("effectif:10..", one("headcount", Test.CONTAINS, "10..")),
        ("ville=Lyon|Sète", one("city", Test.IN, "Lyon", "Sète")),
        ('ville="Le Mans"|Lyon|""', one("city", Test.IN, "Le Mans", "Lyon", "")),
        ("ville=Lyon|", one("city", Test.IN, "Lyon")),
        ("ville=|", one("city", Test.IN)),
        ("ville:Lyon|Sète", one("city", Test.CONTAINS, "Lyon|Sète")),
        ("telephone:!", one("phone", Test.WRONG)),
        ('note:"!"', one("notes", Test.CONTAINS, "!")),
        ("note:!!", one("notes", Test.CONTAINS, "!!")),
        ("ville~^(lyon|sète)$", one("city", Test.MATCHES, "^(lyon|sète)$")),
        ('-ville~"le .ans"', one("city", Test.MATCHES, "le .ans", negated=True)),
        ("ville~(?-i)^Lyon", one("city", Test.MATCHES, "(?-i)^Lyon")),
        ("own:3>5", one("own:3", Test.OVER, "5")),
        ("own:3:5", one("own:3", Test.CONTAINS, "5")),
        ("Résultat:NRP", one("result", Test.CONTAINS, "NRP")),
        ("TÉLÉPHONE:0199", one("phone", Test.CONTAINS, "0199")),
        ("effectif>1\u00a0000", one("headcount", Test.OVER, "1\u00a0000")),
        ("ville:a=b", one("city", Test.CONTAINS, "a=b")),
    ],
)
def test_reading_a_condition(text: str, expected: tuple[str, tuple[Condition, ...]]) -> None:
    assert parse_filter(text, COLUMNS) == expected
    assert parse_filter(filter_text(*expected), BY_KEY) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("lyon", "lyon"),
        ("  menuiserie   bois ", "menuiserie bois"),
        ("inconnu:lyon", "inconnu:lyon"),
        ('inconnu:"le mans"', 'inconnu:"le mans"'),
        ("09:30", "09:30"),
        ("-bois", "-bois"),
        ('"ville:lyon"', "ville:lyon"),
        ("« bois  et fer »", "bois et fer"),
        ('l"atelier', 'l"atelier'),
        ("own:4:5", "own:4:5"),
        ("=", "="),
        ("ville:", ""),
        ("-ville:", ""),
        ("effectif>", ""),
        ("effectif>=", ""),
        ("ville~", ""),
    ],
)
def test_what_is_no_condition_is_searched_and_an_unfinished_one_asks_nothing(
    text: str, words: str
) -> None:
    assert parse_filter(text, COLUMNS) == (words, ())
    assert parse_filter(filter_text(words, ()), BY_KEY) == (words, ())


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("tel:!", ["tel"]),
        ("foo:bar FOO>3 -bar~x", ["foo", "FOO", "bar"]),
        ("foo= -Œuvre≥3", ["foo", "Œuvre"]),
        ('"Saint Étienne":x ville:lyon', ["Saint Étienne"]),
        ("own:4=5 own:3=5", ["own:4"]),
        ("tel:! tel:!", ["tel"]),
        ("ville:lyon Effectif>3 -Prochain<+3j", []),
        ("14:30 9h:30 -14:30 3>2 1=1 :) a:", []),
        ("https://prospect.example/x?a=b C:\\dossier file:/x", []),
        ('"tel:!" « tel:! » lyon -bois', []),
        ("foo: foo>", []),
    ],
)
def test_the_names_of_columns_that_are_not_there_are_known(text: str, unknown: list[str]) -> None:
    assert unknown_columns(text, COLUMNS) == tuple(unknown)


def test_words_and_conditions_come_in_any_order() -> None:
    assert parse_filter('lyon score:chaud "a b" effectif>10 -note:devis bois', COLUMNS) == (
        "lyon a b bois",
        (
            Condition("score", Test.CONTAINS, ("chaud",)),
            Condition("headcount", Test.OVER, ("10",)),
            Condition("notes", Test.CONTAINS, ("devis",), negated=True),
        ),
    )


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", "\\9", "(?P<x>"])
def test_a_wrong_expression_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(InvalidValue, match=r"pattern\.wrong") as caught:
        parse_filter(f"bois ville~{pattern}", COLUMNS)
    assert caught.value.params["pattern"] == pattern


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("score:chaud", one("score", Test.IS, "CHAUD")),
        ("score=Tiède", one("score", Test.IS, "TIEDE")),
        ("score:gagn*", one("score", Test.IS, "GAGNE")),
        ("-score=chaud|tiède", one("score", Test.IN, "CHAUD", "TIEDE", negated=True)),
        ("score=CHAUD", one("score", Test.IS, "CHAUD")),
        ("score:de", one("score", Test.IS, "TIEDE")),
        ("resultat:refus", one("result", Test.IN, "REFUS", "REFUS_COMM")),
        ("resultat=REFUS_COMM", one("result", Test.IS, "REFUS_COMM")),
        ('resultat="Refus comm"', one("result", Test.IS, "REFUS_COMM")),
        ("resultat:visio", one("result", Test.CONTAINS, "visio")),
        ("resultat=visio", one("result", Test.IS, "visio")),
        ("resultat=", one("result", Test.EMPTY)),
        ("ville:chaud", one("city", Test.CONTAINS, "chaud")),
    ],
)
def test_the_words_shown_stand_for_the_codes_kept(
    text: str, expected: tuple[str, tuple[Condition, ...]]
) -> None:
    assert parse_filter(text, COLUMNS, LABELS) == expected


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("city=", Condition("city", Test.EMPTY)),
        ("-city:saint*", Condition("city", Test.STARTS, ("saint",), negated=True)),
        ('city="Le Mans"|Lyon', Condition("city", Test.IN, ("Le Mans", "Lyon"))),
        ("phone:!", Condition("phone", Test.WRONG)),
        ("next<+3j", Condition("next", Test.UNDER, ("+3j",))),
        ("headcount:10..50", Condition("headcount", Test.BETWEEN, ("10", "50"))),
        ("own:3~^a", Condition("own:3", Test.MATCHES, ("^a",))),
    ],
)
def test_a_condition_is_written_as_one_would_type_it(text: str, condition: Condition) -> None:
    assert filter_text("", [condition]) == text


def test_columns_are_written_by_the_name_one_likes() -> None:
    names = {"next": "Prochain appel", "city": "Ville"}
    conditions = (Condition("next", Test.UNDER, ("lun",)), Condition("city", Test.EMPTY))
    text = filter_text("bois", conditions, names.__getitem__)
    assert text == 'bois "Prochain appel"<lun Ville='
    assert parse_filter(text, COLUMNS) == ("bois", conditions)


HOSTILE = st.text(st.sampled_from(' a1é\u00a0\n\t"«»“”|.*~!-:=<>≥≤')) | st.text()
PATTERNS = st.sampled_from(
    ["^lyon", "a|b", '"', '""', "a b", "<=x", "~", "=", ".*", "!", "«x", "(?-i)É", "-", "|", "a*"]
)


def values_of(test: Test) -> st.SearchStrategy[tuple[str, ...]]:
    """Return values such as conditions of this test have."""
    match test:
        case Test.EMPTY | Test.WRONG:
            return st.just(())
        case Test.MATCHES:
            return st.tuples(PATTERNS)
        case Test.BETWEEN:
            return st.tuples(HOSTILE, HOSTILE)
        case Test.IN:
            return st.lists(HOSTILE, max_size=4).map(tuple)
    return st.tuples(HOSTILE)


CONDITIONS = st.sampled_from(Test).flatmap(
    lambda test: st.builds(
        Condition, st.sampled_from(KEYS), st.just(test), values_of(test), st.booleans()
    )
)


@given(
    st.lists(HOSTILE | st.sampled_from(["city:x", '-"a', "own:3=5", 'city>"']), max_size=4),
    st.lists(CONDITIONS, max_size=4),
)
def test_what_is_written_reads_back(texts: list[str], conditions: list[Condition]) -> None:
    words = " ".join(
        part for text in texts for part in re.split(r"[^\S\u00a0\u202f]", text) if part
    )
    expected = words, tuple(conditions)
    assert parse_filter(filter_text(*expected), BY_KEY) == expected


@given(HOSTILE)
def test_any_text_is_a_filter_and_is_written_back(text: str) -> None:
    assume("~" not in text)
    words, conditions = parse_filter(text, COLUMNS)
    assert all(condition.column in COLUMNS.values() for condition in conditions)
    assert parse_filter(filter_text(words, conditions), BY_KEY) == (words, conditions)


@given(
    st.lists(st.sampled_from(["city", "ville", ":", "=", ">", "~", '"', "-", " ", "a", "|", ".."]))
)
def test_any_beginning_of_a_filter_is_read(parts: list[str]) -> None:
    words, conditions = parse_filter("".join(parts).replace("~", ":"), COLUMNS)
    assert parse_filter(filter_text(words, conditions), BY_KEY) == (words, conditions)


def test_a_view_without_words_or_conditions_shows_everything() -> None:
    assert not View(sort=(SortKey("city"),)).is_filtered
    assert View(words="lyon").is_filtered
    assert View(conditions=(Condition("city", Test.EMPTY),)).is_filtered


def test_a_header_asked_three_times_is_ascending_descending_then_free() -> None:
    once = toggled((), "city", add=False)
    twice = toggled(once, "city", add=False)
    assert once == (SortKey("city"),)
    assert twice == (SortKey("city", descending=True),)
    assert toggled(twice, "city", add=False) == ()


def test_another_header_takes_the_place_of_the_first() -> None:
    assert toggled((SortKey("city"),), "score", add=False) == (SortKey("score"),)


def test_a_second_key_comes_after_the_first_and_keeps_its_place() -> None:
    both = toggled((SortKey("city"),), "score", add=True)
    assert both == (SortKey("city"), SortKey("score"))
    turned = toggled(both, "city", add=True)
    assert turned == (SortKey("city", descending=True), SortKey("score"))
    assert toggled(turned, "city", add=True) == (SortKey("score"),)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", ()),
        ("city", (SortKey("city"),)),
        ("-score, city", (SortKey("score", descending=True), SortKey("city"))),
        (" , ,own:3", (SortKey("own:3"),)),
    ],
)
def test_reading_a_sort(text: str, sort: tuple[SortKey, ...]) -> None:
    assert sort_of(text) == sort


@given(
    st.lists(
        st.builds(SortKey, st.sampled_from(["city", "score", "own:12", "next"]), st.booleans())
    )
)
def test_a_stored_sort_reads_back(sort: list[SortKey]) -> None:
    assert sort_of(sort_text(tuple(sort))) == tuple(sort)
