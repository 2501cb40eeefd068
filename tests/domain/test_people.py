"""People typed in a line, named in a note, put in order, drawn as a chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain import people
from prospect_tui.domain.people_said import people_said
from prospect_tui.domain.vocabulary import CONTACT_FIELDS, SHOWN_CONTACT_FIELDS, Role


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Mme Anne Roux", {"civility": "Mme", "first_name": "Anne", "last_name": "Roux"}),
        ("Roux", {"last_name": "Roux"}),
        (
            "M. Luc Petit, directeur des achats",
            {"civility": "M.", "first_name": "Luc", "last_name": "Petit",
             "job_title": "directeur des achats"},
        ),
        (
            "Zoé Blanc 06 39 98 12 34",
            {"first_name": "Zoé", "last_name": "Blanc", "mobile": "06 39 98 12 34"},
        ),
        (
            "Zoé Blanc, 01 99 00 12 34, 06 39 98 12 34, zoe@bois.example",
            {"first_name": "Zoé", "last_name": "Blanc", "phone": "01 99 00 12 34",
             "mobile": "06 39 98 12 34", "email": "zoe@bois.example"},
        ),
        ("zoe@bois.example", {"email": "zoe@bois.example"}),
        ("a@bois.example b@bois.example", {"email": "a@bois.example",
                                           "other_email": "b@bois.example"}),
        ("01 99 00 12 34", {"phone": "01 99 00 12 34"}),
        ("", {}),
        (" , ; - ", {}),
    ],
)  # fmt: skip
def test_a_person_is_read_from_a_line(line: str, fields: dict[str, str]) -> None:
    assert people.person_in(line) == fields


@given(st.text(max_size=80))
def test_any_line_is_read_into_fields_of_a_contact(line: str) -> None:
    found = people.person_in(line)
    assert found.keys() <= set(CONTACT_FIELDS)
    assert all(found.values())


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("Mme Roux décide, M. Petit bloque", ["Roux", "Petit"]),
        ("Mme Roux puis encore Mme Anne Roux", ["Roux"]),
        ("vu M. Lambert", []),
        ("Paul Lambert", []),
        ("rappeler mardi", []),
        ("", []),
    ],
)
def test_who_a_note_names_and_is_not_known(note: str, names: list[str]) -> None:
    known = [{"first_name": "Paul", "last_name": "LAMBERT"}]
    assert [one["last_name"] for one in people_said([note], known)] == names


def test_numbers_go_to_the_name_before_them() -> None:
    note = "Mme Roux, LD 01 99 00 12 34, M. Petit 06 39 98 12 34 petit@bois.example"
    assert people_said([note], []) == [
        {"civility": "Mme", "last_name": "Roux", "direct_line": "01 99 00 12 34"},
        {"civility": "M.", "last_name": "Petit", "mobile": "06 39 98 12 34",
         "email": "petit@bois.example"},
    ]  # fmt: skip


def test_a_function_goes_to_the_name_before_it() -> None:
    note = "Mme Martin, directrice des achats, 01 99 00 12 34, M. Petit bloque"
    assert people_said([note], []) == [
        {"job_title": "directrice des achats", "civility": "Mme", "last_name": "Martin",
         "phone": "01 99 00 12 34"},
        {"civility": "M.", "last_name": "Petit"},
    ]  # fmt: skip


@given(st.lists(st.sampled_from([*(role.value for role in Role), "", "conseille"])))
def test_a_chart_holds_everybody_once_those_who_decide_first(roles: list[str]) -> None:
    chart = people.decision_chart(roles)
    assert sorted(place for branch in chart for place in branch.people) == [*range(len(roles))]
    assert all(roles[place] == branch.role for branch in chart for place in branch.people)
    named = [branch.role for branch in chart]
    assert len({*named}) == len(named)
    if "decides" in roles:
        assert named[0] == "decides"
    if "" in roles:
        assert named[-1] == ""


@pytest.mark.parametrize(
    ("postcode", "siren", "country", "other", "other_siren", "same"),
    [
        ("69003", "", "", "69003", "", True),
        ("69003", "", "", "", "", True),
        ("69003", "", "", "33000", "", False),
        ("1000", "", "Belgique", "1050", "", True),
        ("69003", "732829320", "", "69003", "552100554", False),
    ],
)
def test_one_name_may_be_two_companies(
    postcode: str, siren: str, country: str, other: str, other_siren: str, same: bool
) -> None:
    assert people.same_company(postcode, siren, country, other, other_siren) is same


def test_the_fields_of_a_contact_are_those_of_the_settings() -> None:
    assert tuple(column.key for column in people.CONTACT_FIELDS) == CONTACT_FIELDS
    assert {*SHOWN_CONTACT_FIELDS} < {*CONTACT_FIELDS}
