"""Reading a file of rules: any table is read, and what is wrong is told."""

from dataclasses import fields
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.law_rules import Article, LawId, LawRules, read_rules

VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.dates()
    | st.datetimes()
    | st.lists(st.integers() | st.text(max_size=12), max_size=4)
)
KEYS = st.sampled_from([field.name for field in fields(Article) if field.name != "is_own"])
LIKELY = st.fixed_dictionaries(
    {
        "id": st.sampled_from([*LawId, "nothing"]).map(str),
        "since": st.dates() | st.just("soon"),
    },
    optional={
        "slots": st.just(["10:00-13:00"]) | st.just(["25:00-26:00"]),
        "most": st.integers(-1, 5),
        "days": st.integers(-1, 5000),
        "weekdays": st.lists(st.integers(0, 8), max_size=3),
        "applies": st.booleans(),
    },
)
RULES = st.lists(st.dictionaries(KEYS | st.text(max_size=5), VALUES, max_size=5) | LIKELY | VALUES)


@given(st.dictionaries(st.just("rule") | st.text(max_size=5), RULES | VALUES, max_size=3))
def test_no_table_is_too_strange(table: dict[str, object]) -> None:
    articles, problems = read_rules(table, "law.toml", own=True)
    listed = table.get("rule", [])
    entries = len(listed) if isinstance(listed, list) else 1
    assert len(articles) + len(problems) == entries + len(table.keys() - {"rule"})
    assert all(one.is_own and type(one.since) is date for one in articles)
    assert all(problem.params["file"] == "law.toml" for problem in problems)


@given(st.lists(LIKELY, max_size=6), st.dates())
def test_one_version_at_most_is_in_force(entries: list[dict[str, object]], day: date) -> None:
    articles, _problems = read_rules({"rule": entries}, "law.toml")
    rules = LawRules(articles)
    for law in LawId:
        found = rules.in_force(law, day)
        known = [one for one in articles if one.id is law and one.since <= day]
        assert found is None or (found in known and found.applies)
        if found is not None:
            assert found.since == max(one.since for one in known)


def test_a_moment_is_no_day() -> None:
    entry = {"id": "refusal", "since": datetime(2026, 1, 1), "days": 3}  # noqa: DTZ001
    articles, problems = read_rules({"rule": [entry]}, "law.toml")
    assert articles == ()
    assert problems[0].params["key"] == "since"
