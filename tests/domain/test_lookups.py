"""Web look-ups: marks, quoting, what is refused."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.lookups import DEFAULTS, MARKS, check_template, fill, lookups, marks

ROW = {
    "company_name": "Menuiserie d'Éloi & fils",
    "city": "Lyon 3e",
    "siren": "732829320",
    "civility": "M.",
    "first_name": "Jean",
    "last_name": "Lambert",
    "mobile": "06 39 98 12 34",
}


def test_the_usual_look_ups_of_a_row() -> None:
    found = {one.name: one.url for one in lookups(ROW, {})}
    assert found == {
        "search": "https://duckduckgo.com/?q=Menuiserie%20d%27%C3%89loi%20%26%20fils%20Lyon%203e",
        "register": "https://annuaire-entreprises.data.gouv.fr/rechercher?terme=732829320",
        "map": "https://www.openstreetmap.org/search?query=Lyon%203e",
        "linkedin": "https://www.linkedin.com/search/results/all/?keywords="
        "Jean%20Lambert%20Menuiserie%20d%27%C3%89loi%20%26%20fils",
        "number": "https://duckduckgo.com/?q=06%2039%2098%2012%2034",
    }


def test_the_users_own_come_first_replace_and_leave_out() -> None:
    own = {"shop": "https://shop.example/{city}", "map": "", "search": "https://s.example/?q={naf}"}
    found = [one.name for one in lookups(ROW, own)]
    assert found == ["shop", "register", "linkedin", "number"], "nothing is known of its activity"
    assert lookups({}, {}) == []


GOOD = [*DEFAULTS.values(), "http://intranet/{siret}", "https://x.example/a/{company|name}#top"]
BAD = [
    "", "x", "ftp://x.example/{city}", "javascript:alert({city})", "file:///etc/{city}",
    "https://x.example/", "https://x.example/{colour}", "https://x.example/{city", "https:///{city}",
    "https://{city}.example/", "https://{website}", "https://x.example/\n{city}", "//x/{city}",
    "https://x.example/{}", "https://x.example/{{city}}",
]  # fmt: skip


@pytest.mark.parametrize("template", GOOD)
def test_a_good_address_is_taken(template: str) -> None:
    check_template(template)


@pytest.mark.parametrize("template", BAD)
def test_a_bad_address_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(template)}$"):
        check_template(template)


values = st.dictionaries(
    st.sampled_from(["company_name", "city", "siren", "last_name", "phone", "website"]), st.text()
)


@given(values, st.sampled_from(GOOD))
def test_no_cell_leaves_its_place_in_the_address(cells: dict[str, str], template: str) -> None:
    url = fill(template, marks(cells))
    parts, wanted = urlsplit(url), urlsplit(template)
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url
    assert (parts.scheme, parts.netloc, parts.fragment) == (
        wanted.scheme,
        wanted.netloc,
        wanted.fragment,
    )
    assert set(parse_qs(parts.query)) <= set(parse_qs(wanted.query))
    assert url.count("/") == template.count("/")


def test_dots_alone_do_not_climb_in_the_address() -> None:
    assert fill("https://x.example/a/{city}", {"city": ".."}) == "https://x.example/a/"


def test_every_mark_has_a_value() -> None:
    assert set(marks({})) == set(MARKS)
