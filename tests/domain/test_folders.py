"""A folder holds two sales at least: it is born with the second and goes with the last but one."""

from collections import Counter
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.folders import FEWEST, Filing, file_with, take_out

SALES = range(1, 7)
ACTS = st.lists(st.tuples(st.sampled_from(SALES), st.none() | st.sampled_from(SALES)), max_size=40)


@pytest.mark.parametrize(
    ("filed", "filing"),
    [
        ({}, Filing(None, (1, 2))),
        ({2: 9, 3: 9}, Filing(9, (1,))),
        ({1: 9, 3: 9}, Filing(9, (2,))),
        ({1: 8, 3: 8, 2: 9, 4: 9}, Filing(9, (1,), dissolved=8)),
        ({1: 8, 3: 8, 5: 8, 2: 9, 4: 9}, Filing(9, (1,))),
    ],
)
def test_two_sales_are_filed_together(filed: dict[int, int | None], filing: Filing) -> None:
    assert file_with(1, 2, filed) == filing


@pytest.mark.parametrize(
    ("sale", "other", "problem"),
    [(1, 1, "folder.itself"), (1, 2, "folder.already_together")],
)
def test_what_cannot_be_filed_is_refused(sale: int, other: int, problem: str) -> None:
    with pytest.raises(Refused) as refusal:
        file_with(sale, other, {1: 9, 2: 9})
    assert refusal.value.message_id == problem


def test_a_sale_in_no_folder_leaves_none() -> None:
    with pytest.raises(Refused) as refusal:
        take_out(1, {1: None})
    assert refusal.value.message_id == "folder.not_filed"


@given(ACTS)
def test_no_folder_ever_holds_fewer_than_two_sales(acts: list[tuple[int, int | None]]) -> None:
    filed: dict[int, int | None] = dict.fromkeys(SALES)
    numbers = count(100)
    for sale, other in acts:
        before = dict(filed)
        try:
            filing = take_out(sale, filed) if other is None else file_with(sale, other, filed)
        except Refused:
            continue
        if other is None:
            filed[sale] = None
        else:
            is_birth = filing.folder_id is None
            entered = next(numbers) if is_birth else filing.folder_id
            filed |= dict.fromkeys(filing.members, entered)
            assert filed[sale] == filed[other] is not None
            assert is_birth == (before[sale] is None and before[other] is None)
            assert len(filing.members) == (FEWEST if is_birth else 1)
        if filing.dissolved is not None:
            assert list(filed.values()).count(filing.dissolved) == 1, "one was left alone"
            filed = {one: None if at == filing.dissolved else at for one, at in filed.items()}
        held = Counter(at for at in filed.values() if at is not None)
        assert all(number >= FEWEST for number in held.values())
