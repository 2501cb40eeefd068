"""Which cards of a board are wanted, decided card by card in memory: nothing is read."""

import operator
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from prospect_tui.domain.boards import FIELDS, FieldKind, Wanted
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.numbers import parse_money, parse_number
from prospect_tui.domain.patterns import blind_search
from prospect_tui.domain.view_days import Days
from prospect_tui.domain.views import Condition, SortKey, Test
from prospect_tui.services.board import Board, Card, StageRecord

Match = Callable[[Card], bool]
Value = str | int | date | None

READ: dict[str, Callable[[Card], Value]] = {
    "title": lambda card: card.title,
    "company": lambda card: card.company,
    "contact": lambda card: card.main_contact,
    "stage": lambda card: str(card.stage_id),
    "amount": lambda card: card.amount_cents,
    "probability": lambda card: card.probability,
    "weighted": lambda card: card.weighted_cents,
    "next": lambda card: card.next_when.day if card.next_when else None,
    "action": lambda card: card.next_label,
    "idle": lambda card: card.idle_days,
    "tags": lambda card: card.tags,
    "origin": lambda card: card.origin,
    "source": lambda card: card.source,
    "campaign": lambda card: card.campaign,
    "quote": lambda card: card.quote.state if card.quote else "",
}
"""The value of each of `FIELDS`."""


def tester(wanted: Wanted, days: Days) -> Match:
    """Return what says whether a card is wanted.

    Raises `InvalidValue` or `InvalidDate` for a value that its field cannot have.
    """
    tests = [_condition(one, days) for one in wanted.conditions]

    def matches(card: Card) -> bool:
        if not all(card.has(flag) for flag in wanted.flags):
            return False
        if wanted.tags and not _tagged(card, wanted.tags):
            return False
        if wanted.words:
            text = _text(card)
            if not all(word in text for word in wanted.words):
                return False
        return all(test(card) for test in tests)

    return matches


def _text(card: Card) -> str:
    parts = (card.title, card.company, card.main_contact, card.tags, card.next_label)
    return fold(" ".join(parts))


def _tagged(card: Card, tags: tuple[str, ...]) -> bool:
    own = fold(card.tags).replace(",", " ").replace(";", " ").split()
    return all(any(one.lstrip("#").startswith(tag) for one in own) for tag in tags)


def _condition(condition: Condition, days: Days) -> Match:
    read = READ[condition.column]
    kind = FIELDS[condition.column]
    test = _text_test(condition)
    if condition.test is Test.EMPTY:
        test = _is_empty
    elif kind is FieldKind.DAY:
        test = _day_test(condition, days)
    elif kind in {FieldKind.NUMBER, FieldKind.MONEY}:
        test = _number_test(condition, kind)
    is_wanted = not condition.negated
    return lambda card: test(read(card)) is is_wanted


def _is_empty(value: Value) -> bool:
    return value in {"", 0, None}


def _text_test(condition: Condition) -> Callable[[Value], bool]:
    if condition.test is Test.MATCHES:
        search = blind_search(condition.value)
        return lambda value: bool(search(str(value)))
    given = [fold(value) for value in condition.values]
    first = given[0] if given else ""
    match condition.test:
        case Test.CONTAINS:
            return lambda value: first in fold(str(value))
        case Test.STARTS:
            return lambda value: fold(str(value)).startswith(first)
        case Test.IS | Test.IN:
            return lambda value: fold(str(value)) in given
    order = _order(condition.test, first, given[-1] if given else "")
    return lambda value: order(fold(str(value)))


def _number_test(condition: Condition, kind: FieldKind) -> Callable[[Value], bool]:
    read = parse_money if kind is FieldKind.MONEY else _percent
    given = [read(value) for value in condition.values]
    if condition.test in {Test.IS, Test.IN, Test.CONTAINS, Test.STARTS, Test.MATCHES}:
        return lambda value: value in given
    return _order(condition.test, given[0], given[-1])


def _percent(text: str) -> float:
    return float(parse_number(text.strip().removesuffix("%").strip()))


def _day_test(condition: Condition, days: Days) -> Callable[[Value], bool]:
    spans = [days.span(value) for value in condition.values]
    first, last = spans[0][0], spans[-1][1]
    match condition.test:
        case Test.OVER:
            return lambda value: isinstance(value, date) and value > last
        case Test.UNDER:
            return lambda value: isinstance(value, date) and value < first
        case Test.AT_LEAST:
            return lambda value: isinstance(value, date) and value >= first
        case Test.AT_MOST:
            return lambda value: isinstance(value, date) and value <= last
        case Test.IN:
            return lambda value: any(
                isinstance(value, date) and start <= value <= end for start, end in spans
            )
    return lambda value: isinstance(value, date) and first <= value <= last


def _order(test: Test, first: Any, last: Any) -> Callable[[Any], bool]:
    """Return the comparison of a value with one or two bounds of its own kind."""
    if test is Test.BETWEEN:
        return lambda value: bool(first <= value <= last)
    compare = _ORDERS.get(test)
    return (lambda value: compare(value, first)) if compare else (lambda _value: False)


_ORDERS: dict[Test, Callable[[Any, Any], bool]] = {
    Test.OVER: operator.gt,
    Test.UNDER: operator.lt,
    Test.AT_LEAST: operator.ge,
    Test.AT_MOST: operator.le,
}


def in_order(shown: Board, sort: Sequence[SortKey]) -> list[tuple[Card, StageRecord]]:
    """Return the cards with their stages: as on the board, or sorted, empty values last."""
    found = [(card, column.stage) for column in shown.columns for card in column.cards]
    ranks = {column.stage.id: rank for rank, column in enumerate(shown.columns)}
    for key in reversed(sort):

        def value(one: tuple[Card, StageRecord], field: str = key.column) -> Any:
            read = ranks[one[1].id] if field == "stage" else READ[field](one[0])
            return fold(read) if isinstance(read, str) else read

        filled = [one for one in found if value(one) not in {None, ""}]
        empty = [one for one in found if value(one) in {None, ""}]
        found = [*sorted(filled, key=value, reverse=key.descending), *empty]
    return found
