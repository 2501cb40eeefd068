"""Reading for the call cockpit: the card of a row and the consequence of every result."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_tui.domain.compliance import Verdict
from prospect_tui.domain.consequence import Answers, CallRules, Consequence, consequence
from prospect_tui.domain.errors import NotFound
from prospect_tui.domain.results import ResultRule
from prospect_tui.services import dialled, law, opposition
from prospect_tui.services.dialled import Dialled
from prospect_tui.services.sheets import appetence_of
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import calls as call_store
from prospect_tui.storage import configuration
from prospect_tui.storage import prospects as prospect_store
from prospect_tui.storage.calls import CallRecord
from prospect_tui.storage.prospects import ProspectRecord

if TYPE_CHECKING:
    from prospect_tui.domain.scoring import Appetence

__all__ = [
    "CallCard",
    "CallRecord",
    "ProspectRecord",
    "ResultChoice",
    "card",
    "preview",
    "rule_named",
    "rules_of",
    "save_draft",
    "todays_results",
]


@dataclass(frozen=True, slots=True)
class ResultChoice:
    """A result that may be chosen now, and what it would do."""

    rule: ResultRule
    preview: Consequence


@dataclass(frozen=True, slots=True)
class CallCard:
    """Everything the cockpit shows of one row."""

    prospect: ProspectRecord
    verdict: Verdict
    choices: tuple[ResultChoice, ...]
    history: tuple[CallRecord, ...]
    draft: str
    max_attempts: int
    return_choices: tuple[int, ...] = ()
    """The months after which a row given up may come back."""
    appetence: "Appetence | None" = None
    """What the person did of itself; None when nothing is noted."""
    unanswered: Dialled | None = None
    """Its number that was dialled last of all, if that call has no result."""
    objection: str = ""
    """The words of a note by which the person seems to object to calls."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """How the user's day goes."""

    calls: int
    deciders: int
    """Calls in which the decision-maker spoke."""
    meetings: int


def rules_of(workspace: Workspace) -> CallRules:
    """Return the user's limits and hours as the rules take them."""
    settings = workspace.settings
    return CallRules(
        calendar=workspace.calendar,
        max_attempts=settings.max_attempts,
        retry_steps=settings.retry_steps,
        busy_minutes=settings.busy_minutes,
        busy_retries=settings.busy_retries,
        call_back_days=settings.call_back_days,
        return_months=settings.return_months,
        return_choices=tuple(sorted({*settings.return_choices, settings.return_months})),
    )


def rule_named(results: dict[str, ResultRule], code: str) -> ResultRule:
    """Return the result with this code or label, whatever the case; raises `NotFound`."""
    wanted = code.strip().upper()
    for rule in results.values():
        if wanted.replace(" ", "_") == rule.code or (rule.label and wanted == rule.label.upper()):
            return rule
    raise NotFound("call.unknown_result", result=code, known=", ".join(results))


def card(workspace: Workspace, prospect_id: int) -> CallCard:
    """Return the card of a row; raises `NotFound`."""
    connection, now = workspace.connection, workspace.clock.now()
    record = prospect_store.prospect(connection, prospect_id, workspace.zone)
    facts = call_store.facts(connection, record, now, workspace.zone, workspace.calendar)
    local, rules = now.astimezone(workspace.zone), rules_of(workspace)
    last = dialled.unanswered(workspace)
    history = tuple(call_store.of_prospect(connection, prospect_id, workspace.zone))
    return CallCard(
        prospect=record,
        verdict=law.verdict(workspace, prospect_id, now),
        choices=tuple(
            ResultChoice(rule, consequence(facts, rule, Answers(), local, rules))
            for rule in configuration.results(connection).values()
        ),
        history=history,
        draft=call_store.draft(connection, prospect_id),
        max_attempts=rules.max_attempts,
        return_choices=rules.return_choices,
        appetence=appetence_of(workspace, row=prospect_id),
        unanswered=last if last and last.prospect_id == prospect_id else None,
        objection=opposition.objection(record, (call.note for call in history)),
    )


def preview(workspace: Workspace, prospect_id: int, result: str, answers: Answers) -> Consequence:
    """Return what a result would write, required answers perhaps still missing."""
    connection, now = workspace.connection, workspace.clock.now()
    record = prospect_store.prospect(connection, prospect_id, workspace.zone)
    facts = call_store.facts(connection, record, now, workspace.zone, workspace.calendar)
    rule = rule_named(configuration.results(connection), result)
    return consequence(facts, rule, answers, now.astimezone(workspace.zone), rules_of(workspace))


def save_draft(workspace: Workspace, prospect_id: int, text: str) -> None:
    """Put the note being typed for a row on disk; "" forgets it."""
    with workspace.transaction() as connection:
        call_store.save_draft(connection, prospect_id, text, workspace.clock.now())


def todays_results(workspace: Workspace) -> dict[str, int]:
    """Return how many calls ended with each result today."""
    start, end = call_store.day_bounds(workspace.clock.now(), workspace.zone)
    return call_store.results_between(workspace.connection, start, end)


def todays_figures(workspace: Workspace) -> DayFigures:
    """Return how many calls were made today, with how many deciders, for how many meetings."""
    start, end = call_store.day_bounds(workspace.clock.now(), workspace.zone)
    return DayFigures(*call_store.figures_between(workspace.connection, start, end))
