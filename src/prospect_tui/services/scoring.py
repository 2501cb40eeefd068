"""The appetence score: its rules, what is noted of a contact, who is hot. Each change is one undo.

An event keeps the points that its rule gave on the day it was noted: changing a rule changes what
comes, never what was. A rule is never deleted: retired, it is offered no more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.codes import code_of, free_code
from prospect_tui.domain.errors import InvalidDate, InvalidValue, NotFound, Refused
from prospect_tui.domain.ordering import placed
from prospect_tui.domain.scoring import (
    DEFAULT_RULES,
    Appetence,
    ScoringEvent,
    ScoringRule,
    appetence,
    check_day,
    check_points,
)
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import prospects, sales, user_lists
from prospect_tui.storage import scoring as store
from prospect_tui.storage.scoring import HotContact, Owner

__all__ = [
    "Appetence",
    "Hot",
    "HotContact",
    "Owner",
    "ScoringEvent",
    "ScoringRule",
    "add_event",
    "add_rule",
    "change_rule",
    "hot",
    "move_rule",
    "of",
    "read_day",
    "remove_event",
    "restore_rule",
    "retire_rule",
    "rules",
    "uses",
]

MAX_LABEL, MAX_DETAIL = 40, 200
"""Characters."""


# the rules


def rules(workspace: Workspace, *, retired: bool = False) -> dict[str, ScoringRule]:
    """Return the rules by code, in the user's order; with `retired`, the retired ones too."""
    return store.rules(workspace.connection, retired=retired)


def uses(workspace: Workspace) -> dict[str, int]:
    """Return how many events each rule has, by its code."""
    return store.uses(workspace.connection)


def add_rule(workspace: Workspace, label: str, points: int) -> ScoringRule:
    """Add a rule after the others; its code is made of its label, for ever.

    Raises `InvalidValue` for a label that lacks, is too long or taken, and for impossible points.
    """
    check_points(points)
    with workspace.writing("add_scoring_rule", name=clean(label)) as writing:
        known = store.rules(writing.connection, retired=True)
        label = _checked_label(label, known)
        if not label:
            raise InvalidValue("scoring.no_label")
        made = ScoringRule(free_code(code_of(label) or "rule", known), points, label)
        store.insert_rule(writing.connection, made)
    return made


def change_rule(
    workspace: Workspace, code: str, *, label: str | None = None, points: int | None = None
) -> ScoringRule:
    """Give a rule another label or other points, for the events to come.

    An empty label gives a first rule its usual name back. Raises as `add_rule`, and `NotFound`.
    """
    with _changing(workspace, "change_scoring_rule", code) as (writing, known):
        rule = known
        if label is not None:
            others = store.rules(writing.connection, retired=True)
            del others[code]
            label = _checked_label(label, others)
            if not label and code not in _NAMED:
                raise InvalidValue("scoring.no_label")
            rule = replace(rule, label=label)
        if points is not None:
            check_points(points)
            rule = replace(rule, points=points)
        store.update_rule(writing.connection, rule)
    return rule


def move_rule(workspace: Workspace, code: str, place: int) -> None:
    """Put a rule at a place among the living ones, from 0; raises `NotFound`."""
    with _changing(workspace, "move_scoring_rule", code) as (writing, _rule):
        known = store.rules(writing.connection, retired=True)
        living = [one for one, rule in known.items() if not rule.retired]
        retired = [one for one, rule in known.items() if rule.retired and one != code]
        order = [*placed(living, code, place), *retired]
        user_lists.set_order(writing.connection, store.RULES, order, "code")


def retire_rule(workspace: Workspace, code: str) -> None:
    """Offer a rule no more; what was noted with it goes on counting. Raises `NotFound`."""
    with _changing(workspace, "retire_scoring_rule", code) as (writing, _rule):
        user_lists.set_retired(writing.connection, store.RULES, code, writing.now)


def restore_rule(workspace: Workspace, code: str) -> None:
    """Offer a retired rule again; raises `NotFound`."""
    with _changing(workspace, "restore_scoring_rule", code) as (writing, _rule):
        user_lists.set_retired(writing.connection, store.RULES, code, None)


_NAMED = frozenset(code for code, _points in DEFAULT_RULES)
"""The rules for which the program has a name of its own."""


@contextmanager
def _changing(
    workspace: Workspace, action: str, code: str
) -> Iterator[tuple[Writing, ScoringRule]]:
    rule = _rule(workspace, code, retired=True)
    about = {"name": rule.label} if rule.label else {"scoring_rule": code}
    with workspace.writing(action, **about) as writing:
        yield writing, rule


def _rule(workspace: Workspace, code: str, *, retired: bool = False) -> ScoringRule:
    known = store.rules(workspace.connection, retired=retired)
    if code not in known:
        raise NotFound("scoring.unknown_rule", value=code, known=", ".join(known))
    return known[code]


def _checked_label(text: str, others: dict[str, ScoringRule]) -> str:
    label = " ".join(clean(text).split())
    if len(label) > MAX_LABEL:
        raise InvalidValue("scoring.too_long", length=len(label), limit=MAX_LABEL)
    if fold(label) in {fold(rule.label or code) for code, rule in others.items()}:
        raise InvalidValue("scoring.label_taken", label=label)
    return label


# what is noted of a contact


def of(workspace: Workspace, owner: Owner) -> Appetence:
    """Return the score of a row, or of an opportunity with the rows that it comes from."""
    found = store.events_of(workspace.connection, owner)
    return appetence(found, workspace.settings.hot_threshold)


def read_day(workspace: Workspace, text: str) -> date:
    """Read a past day as people type it, today when nothing is typed; raises `InvalidDate`."""
    today = workspace.clock.today()
    if not text.strip():
        return today
    first, last = workspace.days.span(text, is_past=True)
    if first != last:
        raise InvalidDate("date.unknown", text=text)
    check_day(first, today)
    return first


def add_event(
    workspace: Workspace, owner: Owner, code: str, on: date | None = None, detail: str = ""
) -> int:
    """Note that a contact did something, today unless told otherwise; return the event's number.

    Raises `Refused` when just this was noted already, `InvalidValue` for a day to come, `NotFound`.
    """
    rule = _rule(workspace, code)
    detail = checked_detail(detail)
    name = _name(workspace, owner)
    day = on or workspace.clock.today()
    check_day(day, workspace.clock.today())
    with workspace.writing(
        "scoring_event", name=name, row=owner.row, opportunity=owner.opportunity
    ) as writing:
        if store.same_event(writing.connection, owner, code, day, detail) is not None:
            raise Refused("scoring.already")
        return store.insert_event(writing.connection, owner, rule, day, detail, writing.now)


def remove_event(workspace: Workspace, event_id: int) -> Owner:
    """Take back what was noted by mistake; returns of whom. Raises `NotFound`."""
    owner = store.owner_of(workspace.connection, event_id)
    if owner is None:
        raise NotFound("scoring.unknown_event", event=event_id)
    with workspace.writing("remove_scoring_event", name=_name(workspace, owner)) as writing:
        store.delete_event(writing.connection, event_id)
    return owner


def checked_detail(text: str) -> str:
    """Return a detail on one line; raises `InvalidValue` for one that is too long."""
    detail = " ".join(clean(text).split())
    if len(detail) > MAX_DETAIL:
        raise InvalidValue("scoring.too_long", length=len(detail), limit=MAX_DETAIL)
    return detail


def _name(workspace: Workspace, owner: Owner) -> str:
    if owner.opportunity is not None:
        return sales.opportunity(workspace.connection, owner.opportunity, workspace.zone).title
    assert owner.row is not None
    return prospects.name_of(workspace.connection, owner.row)


# who is hot


@dataclass(frozen=True, slots=True)
class Hot:
    """A contact that is worth a call, with the reasons."""

    contact: HotContact
    appetence: Appetence


def hot(workspace: Workspace) -> list[Hot]:
    """Return who reaches the threshold, the most points first: living rows, open opportunities."""
    found = [
        Hot(contact, of(workspace, Owner(contact.row, contact.opportunity)))
        for contact in store.hot_contacts(workspace.connection, workspace.settings.hot_threshold)
    ]
    return sorted(found, key=lambda one: -one.appetence.points)
