"""Every kind of condition gives exactly the rows that plain Python finds, on a real base."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_tui.domain.errors import InvalidDate, InvalidValue
from prospect_tui.domain.views import Condition, Test, filter_text, parse_filter
from tests.builders import make_workspace
from tests.services.filter_desk import CELLS, COMPUTED, OWN, Desk

TYPED = [
    "", "10", "1 000", "1000", "2,5", "12k", "-3", "0", "5 €", "1,2M", "1200000", "abc", "lyon",
    "a..b", "%", "_", '"', "S", "oui", "o", "refus comm", "refus", "2003", "02/2003", "2026-11",
    "01/02/2003", "demain", "hier", "lun", "+3j", "23/11", "12/03", "-1 m", "fin de mois",
    "01 99 00 12 34", "+33199001234", "732 829 320 00074", "4332a", ".", "é", "É", "devis",
    "\ufeff",
]  # fmt: skip
PATTERNS = ["^lyon", "sete", "É", r"\d+", "^$", "(?-i)Lyon", "a|s", r"[^\w ]", "^1..$", "oui?"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a filled file, only read by the tests."""
    workspace = make_workspace(Path(tmp_path_factory.mktemp("filters")))
    yield Desk(workspace)
    workspace.close()


@st.composite
def conditions(draw: st.DrawFn, desk: Desk) -> Condition:
    """Draw a condition on one of the columns, about what they hold or nearly."""
    key = draw(st.sampled_from(desk.keys))
    column = desk.columns[key]
    test = draw(
        st.sampled_from(Test).filter(lambda t: t is not Test.MATCHES or key not in COMPUTED)
    )
    held = CELLS.get(key) or (OWN[column.label][1] if column.is_own else [])
    value = st.sampled_from(TYPED)
    if held:
        whole = st.sampled_from(held).map(lambda text: text if draw(st.booleans()) else text[:3])
        value = whole | value | whole.map(str.upper)
    match test:
        case Test.EMPTY | Test.WRONG:
            values: tuple[str, ...] = ()
        case Test.MATCHES:
            values = (draw(st.sampled_from(PATTERNS)),)
        case Test.BETWEEN:
            values = (draw(value), draw(value))
        case Test.IN:
            values = tuple(draw(st.lists(value, max_size=4)))
        case _:
            values = (draw(value),)
    return Condition(key, test, values, draw(st.booleans()))


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_condition_leaves_the_rows_that_plain_python_finds(
    desk: Desk, data: st.DataObject
) -> None:
    condition = data.draw(conditions(desk))
    try:
        expected = desk.model.ids(condition)
    except (InvalidDate, InvalidValue) as error:
        with pytest.raises(type(error)):
            desk.found(condition)
    else:
        assert desk.found(condition) == expected


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_conditions_all_count_and_are_read_again_from_their_text(
    desk: Desk, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(conditions(desk), min_size=2, max_size=3))
    names = {key: key for key in desk.keys}
    assert parse_filter(filter_text("", drawn), names) == ("", tuple(drawn))
    try:
        expected = set.intersection(*map(desk.model.ids, drawn))
    except (InvalidDate, InvalidValue) as error:
        with pytest.raises(type(error)):
            desk.found(*drawn)
    else:
        assert desk.found(*drawn) == expected
