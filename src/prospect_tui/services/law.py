"""The rules of calling in force here, and the one verdict by which every call is judged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from prospect_tui.domain.called_place import place_of
from prospect_tui.domain.compliance import (
    LegalFacts,
    Verdict,
    french_rules,
    french_text,
    may_call,
)
from prospect_tui.domain.law_rules import Article, LawId, LawRules
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.services import opposition
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage.driver import sqlite3
from prospect_tui.storage.people import PersonRecord
from prospect_tui.storage.prospects import legal_facts

__all__ = [
    "LawRules",
    "Verdict",
    "french_text",
    "listed",
    "rules_of",
    "verdict",
    "verdict_of_person",
]


def rules_of(workspace: Workspace) -> LawRules:
    """Return the rules of the program, those of the user in their place."""
    return french_rules().replaced_by(workspace.settings.law)


@dataclass(frozen=True, slots=True)
class ListedRule:
    """One version of a rule, and whether it is the one that holds today."""

    article: Article
    is_in_force: bool


def listed(workspace: Workspace) -> list[ListedRule]:
    """Return every version of every rule, by subject then by date."""
    rules, today = rules_of(workspace), workspace.clock.today()
    order = list(LawId)
    articles = sorted(rules.articles, key=lambda one: (order.index(one.id), one.since))
    return [ListedRule(one, one is rules.in_force(one.id, today)) for one in articles]


def verdict(
    workspace: Workspace,
    row_id: int,
    now: datetime,
    connection: sqlite3.Connection | None = None,
) -> Verdict:
    """Say whether the law allows to call a row at `now`, with its reason."""
    connection, rules = connection or workspace.connection, rules_of(workspace)
    local_now = now.astimezone(workspace.zone)
    facts = legal_facts(connection, row_id, local_now, rules)
    if not facts.opposed and opposition.opposed_rows(workspace, [row_id], connection):
        facts = replace(facts, opposed=True)
    return may_call(facts, local_now, workspace.settings.region, rules)


def verdict_of_person(
    workspace: Workspace, person: PersonRecord, numbers: Iterable[str], now: datetime
) -> Verdict:
    """Say whether the law allows to call a person of the sales, whose `numbers` are in E.164.

    Of a company, the person is called for it, as a professional. Of none, nothing proves a consent.
    """
    called = tuple(numbers)
    facts = LegalFacts(
        Nature.PROFESSIONAL if person.company_id is not None else Nature.UNKNOWN,
        opposed=person.opposed or opposition.is_opposed(workspace, called),
        place=place_of(person.values["postcode"], called),
    )
    local = now.astimezone(workspace.zone)
    return may_call(facts, local, workspace.settings.region, rules_of(workspace))
