"""The user's prospect results, or scores: adding, changing, ordering, retiring them, each one undo.

A score is never deleted: retired, no result gives it any more, and rows that have it stay readable.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.result_rules import check_reason, read_score
from prospect_tui.domain.results import DEFAULT_SCORES, STOPPED_SCORE, ScoreRule
from prospect_tui.services import result_names as names
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import configuration, user_lists
from prospect_tui.storage import result_lists as store
from prospect_tui.storage.driver import sqlite3

TONES = ("won", "hot", "warm", "cold", "stopped", "lost")
LAST_PRIORITY = 9
"""The least urgent."""

_NAMED = frozenset(rule.code for rule in DEFAULT_SCORES)


def add_score(workspace: Workspace, rule: ScoreRule) -> ScoreRule:
    """Add a score after the others and return it as it is kept.

    Raises `InvalidValue` or `Refused`: its code or label is taken, its priority or tone unknown.
    """
    with workspace.writing("add_score", name=rule.label or rule.code) as writing:
        known = configuration.scores(writing.connection)
        made = replace(rule, code=names.new_code(rule, known), retired=False)
        made = _checked(writing.connection, made)
        store.insert(writing.connection, made)
    return made


def change_score(workspace: Workspace, rule: ScoreRule) -> ScoreRule:
    """Write a score anew, known by its code; raises as `add_score`, and `NotFound`."""
    with _changing(workspace, "change_score", rule.code) as writing:
        made = _checked(writing.connection, rule)
        store.update(writing.connection, made)
    return made


def move_score(workspace: Workspace, code: str, place: int) -> None:
    """Put a score at a place among the living ones, from 0; raises `NotFound`."""
    with _changing(workspace, "move_score", code) as writing:
        order = names.moved(list(configuration.scores(writing.connection).values()), code, place)
        user_lists.set_order(writing.connection, store.SCORES, order, "code")


def retire_score(workspace: Workspace, code: str) -> None:
    """Give a score no more; raises `NotFound`, and `Refused` while something gives it."""
    with _changing(workspace, "retire_score", code) as writing:
        if code == STOPPED_SCORE:
            raise Refused("score.needed", score=code)
        for rule in configuration.results(writing.connection).values():
            if code in read_score(rule.score).codes:
                raise Refused("score.in_use", score=code, result=rule.code)
        user_lists.set_retired(writing.connection, store.SCORES, code, writing.now)


def restore_score(workspace: Workspace, code: str) -> None:
    """Let results give a retired score again; raises `NotFound`."""
    with _changing(workspace, "restore_score", code) as writing:
        user_lists.set_retired(writing.connection, store.SCORES, code, None)


@contextmanager
def _changing(workspace: Workspace, action: str, code: str) -> Iterator[Writing]:
    """Open the transaction of an action on a score; raises `NotFound` for an unknown one."""
    known = configuration.scores(workspace.connection)
    if code not in known:
        raise NotFound("result.unknown", name=code, known=", ".join(known))
    with workspace.writing(action, name=known[code].label or names.spaced(code)) as writing:
        yield writing


def _checked(connection: sqlite3.Connection, rule: ScoreRule) -> ScoreRule:
    others = [one for one in configuration.scores(connection).values() if one.code != rule.code]
    if not 1 <= rule.priority <= LAST_PRIORITY:
        raise InvalidValue("score.priority", value=rule.priority, limit=LAST_PRIORITY)
    if rule.tone not in TONES:
        raise InvalidValue("score.tone", value=rule.tone, known=", ".join(TONES))
    for result in configuration.results(connection).values():
        check_reason(result, rule)
    return replace(
        rule,
        label=names.checked_label(rule, others, is_named=rule.code in _NAMED),
        definition=names.checked_definition(rule.definition),
    )
