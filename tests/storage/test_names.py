"""A list calls rows and people as their own pages do."""

from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.prospect import person_name as said_of_person
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.names import person_name, row_name

CELLS = (
    "company_name", "trade_name", "civility", "first_name", "last_name", "phone", "email", "siret",
)  # fmt: skip
WORDS = st.sampled_from(["", "Mme", "Anne", "DE LA ROCHE", "Menuiserie Rousseau"])


@given(st.fixed_dictionaries(dict.fromkeys(CELLS, WORDS)))
def test_names_are_those_of_the_rules(cells: dict[str, str]) -> None:
    columns = ", ".join(f"? AS {cell}" for cell in CELLS)
    with sqlite3.connect(":memory:") as connection:
        found = connection.execute(
            f"SELECT {person_name('p')}, {row_name('p')} FROM (SELECT {columns}) p",
            [cells[cell] for cell in CELLS],
        ).fetchone()
    connection.close()
    assert found == (said_of_person(cells), display_name(cells))
