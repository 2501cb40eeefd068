"""A script read, walked and filled in; what nobody knows is named, never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.scripts import QUALIFYING, Line, filled, parse_script, unknown
from prospect_tui.i18n import LANGUAGES
from prospect_tui.services.scripts import TAKEN, default_text

FIELDS = {"ville": "city", "concurrent": "competitor", "competitor": "competitor", **QUALIFYING}
TEXT = """
Bonjour **{contact.nom}**

> au sujet de {société.nom}

## [p] Projet
? quoi : Avez-vous un projet ?
? plan de table : Et après ?
## Prix
- « Par rapport à quoi ? »
## Prix encore
"""


def test_a_script_is_an_opening_and_branches() -> None:
    script = parse_script(TEXT, FIELDS)
    assert script.opening == (
        Line("Bonjour {contact.nom}"),
        Line(""),
        Line("au sujet de {société.nom}"),
    )
    assert [(one.title, one.key) for one in script.branches] == [
        ("Projet", "p"),
        ("Prix", "r"),
        ("Prix encore", "i"),
    ]
    project, price, again = script.branches
    assert project.lines == (
        Line("Avez-vous un projet ?", "w_what"),
        Line("? plan de table : Et après ?"),
    )
    assert price.lines == (Line("« Par rapport à quoi ? »", is_item=True),)
    assert again.lines == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{contact.nom}", "Ozanne"),
        ("{contact.last_name}", "Ozanne"),
        ("{ Contact.Nom }", "Ozanne"),
        ("{société.ville}", "…"),
        ("{company.name} {company.name}", "Rey Rey"),
        ("{contact.civilité} {contact.nom} !", "Ozanne !"),
        ("{inconnu} et {", "{inconnu} et {"),
        ("{}", "{}"),
    ],
)
def test_placeholders_are_filled(text: str, shown: str) -> None:
    assert filled(text, {"last_name": "Ozanne", "company_name": "Rey"}) == shown


def test_a_fact_is_never_filled_in_again() -> None:
    assert filled("{company.name}", {"company_name": "{contact.nom}"}) == "{contact.nom}"


def test_what_means_nothing_is_named() -> None:
    assert unknown(TEXT + "{sosiété.nom}", FIELDS) == ("{sosiété.nom}", "plan de table")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_own_scripts_of_the_program_mean_something(language: str) -> None:
    text = default_text(language)
    script = parse_script(text, FIELDS, TAKEN)
    assert unknown(text, FIELDS) == ()
    keys = [branch.key for branch in script.branches]
    assert len(set(keys)) == len(keys) > 4
    assert not set(keys) & set(TAKEN)
    asked = {line.field for line in script.lines if line.field}
    assert {"w_who", "w_what", "w_why", "w_when", "w_where", "has_budget"} <= asked


@given(st.text(alphabet=st.sampled_from("#?[]{}*-> :\nabcé\x1b\u202e"), max_size=200))
def test_any_text_is_a_script(text: str) -> None:
    script = parse_script(text, FIELDS, TAKEN)
    keys = [branch.key for branch in script.branches if branch.key]
    assert len(set(keys)) == len(keys)
    for line in script.lines:
        assert "\n" not in line.text
        assert filled(line.text, {}).isprintable()
