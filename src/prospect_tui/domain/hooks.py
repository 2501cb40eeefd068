"""What the user's own commands may be run on, and what they are told: `[hooks]` of the settings.

    [hooks]
    opportunity_won = ["notify-send", "Gagné !"]
    rdv_set = { run = ["python3", "rdv.py"], timeout = 30 }

An event is told as one JSON document with ids, codes, days and amounts, never with a name, a number
or an address: a command that needs more asks `prospect show`. Nothing is run here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from prospect_tui.domain import toml_values
from prospect_tui.domain.errors import InvalidValue, ProspectError

VERSION = 1
"""Of the document: raised when a field changes its meaning or goes; new ones may come."""
SECONDS = 10.0
"""How long a command may take, unless its line says otherwise."""
MOST_SECONDS = 3_600


class HookEvent(StrEnum):
    """What may be heard of. Values are kept for ever: settings quote them."""

    CALL_LOGGED = "call_logged"
    """A call has its result: `call`, `row`, `opportunity`, `result`, `score`."""
    RDV_SET = "rdv_set"
    """An appointment is planned: `activity`, `row`, `opportunity`, `day`, `starts_at`."""
    OPPORTUNITY_CREATED = "opportunity_created"
    """From a row or from nowhere: `opportunity`, `stage`, `origin`, `amount_cents`."""
    STAGE_MOVED = "stage_moved"
    """A card is in another stage: `opportunity`, `stage_before`, `stage`, `amount_cents`."""
    OPPORTUNITY_WON = "opportunity_won"
    """Closed as won: `opportunity`, `stage`, `amount_cents`."""
    OPPORTUNITY_LOST = "opportunity_lost"
    """Closed as lost, for a reason or to a competitor: as won."""
    OPPORTUNITY_CANCELLED = "opportunity_cancelled"
    """Dropped, it was none: as won."""
    QUOTE_SENT = "quote_sent"
    """Handed to the client: `quote`, `quote_version`, `opportunity`, `net_cents`, `total_cents`."""
    QUOTE_ACCEPTED = "quote_accepted"
    """The client said yes: as sent."""
    QUOTE_REFUSED = "quote_refused"
    """The client said no: as sent."""
    OPPOSITION = "opposition"
    """Somebody objects to canvassing: `rows`, every row that is closed by it."""
    INTEREST_NOTED = "interest_noted"
    """Points of appetence: `interest`, `row`, `opportunity`, `rule`, `points`, `day`, `total`,
    `is_hot`."""


OUTCOMES = {
    "won": HookEvent.OPPORTUNITY_WON,
    "lost": HookEvent.OPPORTUNITY_LOST,
    "cancelled": HookEvent.OPPORTUNITY_CANCELLED,
}
QUOTE_STATES = {
    "sent": HookEvent.QUOTE_SENT,
    "accepted": HookEvent.QUOTE_ACCEPTED,
    "refused": HookEvent.QUOTE_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Hook:
    """A command as words, which no shell sees, and the seconds that it may take."""

    words: tuple[str, ...]
    timeout: float = SECONDS


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with its facts: plain values under their names for ever."""

    event: HookEvent
    facts: Mapping[str, object]


def document(happening: Happening, at: datetime) -> dict[str, object]:
    """Return what a command is told: `version`, `event`, `at` (UTC), then the facts."""
    moment = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"version": VERSION, "event": happening.event.value, "at": moment, **happening.facts}


_DEAL = {"opportunity": 3, "stage": 2, "amount_cents": 420_000}
_QUOTE = {
    "quote": 4, "opportunity": 3, "quote_version": 2, "net_cents": 350_000, "total_cents": 420_000,
}  # fmt: skip
_EXAMPLES: Mapping[HookEvent, Mapping[str, object]] = {
    HookEvent.CALL_LOGGED: {
        "call": 1, "row": 12, "opportunity": None, "result": "NRP", "score": "",
    },
    HookEvent.RDV_SET: {
        "activity": 5, "row": 12, "opportunity": 3, "day": "2026-12-01",
        "starts_at": "2026-12-01T13:00:00Z",
    },
    HookEvent.OPPORTUNITY_CREATED: {**_DEAL, "origin": "file"},
    HookEvent.STAGE_MOVED: {**_DEAL, "stage_before": 1},
    **dict.fromkeys(OUTCOMES.values(), _DEAL),
    **dict.fromkeys(QUOTE_STATES.values(), _QUOTE),
    HookEvent.OPPOSITION: {"rows": [12]},
    HookEvent.INTEREST_NOTED: {
        "interest": 7, "row": 12, "opportunity": None, "rule": "webinar", "points": 20,
        "day": "2026-11-12", "total": 35, "is_hot": True,
    },
}  # fmt: skip


def example(event: HookEvent) -> Happening:
    """Return an event as a command is given it to be tried; its `test` is true."""
    return Happening(event, {**_EXAMPLES[event], "test": True})


def read_hooks(value: object, file: str) -> tuple[dict[str, Hook], list[ProspectError]]:
    """Return the commands of the table `[hooks]` by event, and what is wrong in it."""
    if not isinstance(value, dict):
        return {}, [InvalidValue("hooks.table", file=file)]
    hooks: dict[str, Hook] = {}
    problems: list[ProspectError] = []
    known = [event.value for event in HookEvent]
    for name, said in value.items():
        if name not in known:
            problems.append(
                InvalidValue("hooks.unknown", file=file, name=name, known=", ".join(known))
            )
            continue
        try:
            hooks[name] = _hook(said)
        except (ValueError, TypeError):
            problems.append(InvalidValue("hooks.command", file=file, name=name))
    return hooks, problems


def _hook(said: object) -> Hook:
    table = said if isinstance(said, dict) else {"run": said}
    if table.keys() - {"run", "timeout"}:
        raise ValueError(said)
    words = tuple(toml_values.text(word) for word in toml_values.entries(table.get("run")))
    if not words[0].strip():
        raise ValueError(said)
    return Hook(words, _seconds(table.get("timeout", SECONDS)))


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    if not 0 < value <= MOST_SECONDS:
        raise ValueError(value)
    return float(value)
