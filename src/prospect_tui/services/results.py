"""The user's call results: adding, changing, re-keying, ordering, retiring them, each one undo.

A result is never deleted: retired, it is offered no more, and what was logged with it stays
readable. Whatever could not be used in a call is refused here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.result_rules import check_rule, completed
from prospect_tui.domain.results import DEFAULT_RESULTS, OPPOSITION_KEY, ResultRule
from prospect_tui.services import result_names as names
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import configuration, user_lists
from prospect_tui.storage import result_lists as store
from prospect_tui.storage.driver import sqlite3

Commands = Mapping[str, str]
"""The keys that commands of the call screen have, each with the command's name."""

_NAMED = frozenset(rule.code for rule in DEFAULT_RESULTS)
"""Those for which the program has a word."""


def add_result(workspace: Workspace, rule: ResultRule, commands: Commands) -> ResultRule:
    """Add a call result after the others and return it as it is kept.

    Raises `InvalidValue` or `Refused` when it could not be used: its code or label is taken, its
    key means something else, its delay or score cannot be read, two of its parts contradict.
    """
    with workspace.writing("add_result", name=rule.label or rule.code) as writing:
        known = _all(writing.connection)
        made = replace(rule, code=names.new_code(rule, known), retired=False)
        made = _checked(writing.connection, made, commands)
        store.insert(writing.connection, made)
    return made


def change_result(workspace: Workspace, rule: ResultRule, commands: Commands) -> ResultRule:
    """Write a call result anew, known by its code, and return it as it is kept.

    The calls logged keep their flags and what was decided then. Raises as `add_result`, and
    `NotFound`.
    """
    with _changing(workspace, "change_result", rule.code) as writing:
        made = _checked(writing.connection, rule, commands)
        store.update(writing.connection, made)
    return made


def set_key(workspace: Workspace, code: str, key: str, commands: Commands) -> None:
    """Give a call result another key; raises as `checked_key`, and `NotFound`."""
    with _changing(workspace, "key_result", code) as writing:
        rule = _all(writing.connection)[code]
        checked = _free_key(writing.connection, key, code, commands)
        store.update(writing.connection, replace(rule, key=checked))


def move_result(workspace: Workspace, code: str, place: int) -> None:
    """Put a call result at a place among the living ones, from 0; raises `NotFound`."""
    with _changing(workspace, "move_result", code) as writing:
        order = names.moved(list(_all(writing.connection).values()), code, place)
        user_lists.set_order(writing.connection, store.RESULTS, order, "code")


def retire_result(workspace: Workspace, code: str) -> None:
    """Offer a call result no more; raises `NotFound`, and `Refused` for the last one."""
    with _changing(workspace, "retire_result", code) as writing:
        if configuration.results(writing.connection).keys() <= {code}:
            raise Refused("result.last")
        user_lists.set_retired(writing.connection, store.RESULTS, code, writing.now)


def restore_result(
    workspace: Workspace, code: str, commands: Commands, key: str = ""
) -> ResultRule:
    """Offer a retired call result again, with another `key` when its own is taken by now.

    Raises as `add_result`, and `NotFound`.
    """
    with _changing(workspace, "restore_result", code) as writing:
        rule = _all(writing.connection)[code]
        living = replace(rule, key=key or rule.key, retired=False)
        made = _checked(writing.connection, living, commands)
        store.update(writing.connection, made)
        user_lists.set_retired(writing.connection, store.RESULTS, code, None)
    return made


def checked_key(workspace: Workspace, key: str, code: str, commands: Commands) -> str:
    """Return the key that a call result may have; `code` is the one that has it, "" a new one.

    Raises `InvalidValue` when it is no key or means something else in the call screen: a command,
    another living result, "do not call me again".
    """
    return _free_key(workspace.connection, key, code, commands)


def _free_key(connection: sqlite3.Connection, key: str, code: str, commands: Commands) -> str:
    sign = key.strip().lower()
    if not sign:
        raise InvalidValue("result.no_key")
    if len(sign) > 1 or not sign.isprintable():
        raise InvalidValue("result.bad_key", key=key)
    if sign == OPPOSITION_KEY:
        raise InvalidValue("result.key_opposition", key=sign)
    if sign in commands:
        raise InvalidValue("result.key_command", key=sign, command=commands[sign])
    for other in configuration.results(connection).values():
        if other.key == sign and other.code != code:
            raise InvalidValue("result.key_taken", key=sign, result=other.code)
    return sign


def _all(connection: sqlite3.Connection) -> dict[str, ResultRule]:
    return configuration.results(connection, retired=True)


@contextmanager
def _changing(workspace: Workspace, action: str, code: str) -> Iterator[Writing]:
    """Open the transaction of an action on a result; raises `NotFound` for an unknown one."""
    rule = _all(workspace.connection).get(code)
    if rule is None:
        known = ", ".join(_all(workspace.connection))
        raise NotFound("result.unknown", name=code, known=known)
    with workspace.writing(action, name=rule.label or names.spaced(code)) as writing:
        yield writing


def _checked(connection: sqlite3.Connection, rule: ResultRule, commands: Commands) -> ResultRule:
    """Return a rule with its texts cleaned; raises what is wrong with it."""
    others = [one for one in _all(connection).values() if one.code != rule.code]
    made = completed(
        replace(
            rule,
            label=names.checked_label(rule, others, is_named=rule.code in _NAMED),
            definition=names.checked_definition(rule.definition),
            key=rule.key if rule.retired else _free_key(connection, rule.key, rule.code, commands),
        )
    )
    scores = configuration.scores(connection)
    check_rule(made, {code: score for code, score in scores.items() if not score.retired})
    return made
