"""What SQL sees to be right is what the rules find right."""

import string
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.values import cell_problem
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.sql_functions import prepare
from prospect_tui.storage.wrong_sql import wrong


def figures(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


def with_check(text: str) -> str:
    return text + luhn.calc_check_digit(text)


SIREN = st.just("35600000").map(with_check) | figures(8).map(with_check)
SIRET = st.tuples(SIREN, figures(4)).map("".join).map(with_check)
VAT = SIREN.map(lambda siren: f"FR{int(siren + '12') % 97:02}{siren}")
PAIRS = st.lists(figures(2), min_size=4, max_size=5)
NEARLY = {
    "siren": SIREN | figures(9),
    "siret": SIRET | figures(14) | figures(5).map("356000000{}".format),
    "vat_number": VAT | figures(11).map("FR{}".format),
    "naf": st.from_regex(r"[0-9]{2}\.[0-9]{2}[A-Za-z]", fullmatch=True),
    "postcode": figures(5) | figures(4),
    "phone": PAIRS.map(lambda pairs: "01 " + " ".join(pairs))
    | figures(8).map("09{}".format)
    | figures(9).map("00{}".format),
    "founded_on": st.dates().map(str) | st.tuples(figures(4), figures(2), figures(2)).map("-".join),
    "turnover": st.integers().map(str) | st.text(f"-{string.digits}²", max_size=22),
    "email": st.emails(),
    "nature": st.sampled_from(["professional", "individual", "x"]),
    "city": st.text(),
}
ANYTHING = st.text(f"{string.digits} .-/,AF€²é", max_size=20)


@pytest.mark.parametrize("key", NEARLY)
@given(data=st.data())
def test_a_cell_is_wrong_in_sql_when_it_is_marked(key: str, data: st.DataObject) -> None:
    cells = data.draw(st.lists(NEARLY[key] | ANYTHING, min_size=1, max_size=20))
    country = data.draw(st.sampled_from(["", "France", "Suisse"]))
    column = COLUMNS_BY_KEY[key]
    sql, parameters = wrong(column)
    with closing(sqlite3.connect(":memory:")) as connection:
        prepare(connection)
        connection.execute(f"CREATE TABLE prospect (country TEXT, {key} TEXT)")
        rows = [(country, cell) for cell in cells if "\0" not in cell]
        connection.executemany("INSERT INTO prospect VALUES (?, ?)", rows)
        found = connection.execute(f"SELECT {key} FROM prospect WHERE {sql}", parameters).fetchall()
    expected = [cell for _, cell in rows if cell_problem(column, cell, country) is not None]
    assert [cell for (cell,) in found] == expected
