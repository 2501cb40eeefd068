"""The user's types of next actions: adding, renaming, ordering, retiring them, each one undo.

A type is a word of the user's own for one of the kinds on which behaviour depends. It is never
deleted: retired, it is offered no more, and what was planned with it stays readable.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.codes import code_of, free_code
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.ordering import placed
from prospect_tui.domain.vocabulary import ActionKind
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import action_types as store
from prospect_tui.storage import user_lists
from prospect_tui.storage.action_types import ActionTypeRecord

__all__ = [
    "ActionTypeRecord",
    "add_type",
    "change_type",
    "kind_of",
    "move_type",
    "restore_type",
    "retire_type",
    "types",
]

LONGEST_LABEL = 40
"""Characters: it stands on a card."""


def types(workspace: Workspace, *, retired: bool = False) -> list[ActionTypeRecord]:
    """Return the types in the user's order; with `retired`, the retired ones too."""
    return store.types(workspace.connection, retired=retired)


def kind_of(workspace: Workspace, code: str) -> ActionKind:
    """Return the kind of a type, by its code; raises `NotFound`, were the type retired or not."""
    return ActionKind(_record(workspace, code).kind)


def add_type(workspace: Workspace, label: str, kind: ActionKind) -> ActionTypeRecord:
    """Add a type after the others and return it.

    Raises `InvalidValue` for an empty, a too long or a known label.
    """
    known = types(workspace, retired=True)
    label = _checked(label, known)
    code = free_code(code_of(label) or "type", {one.code for one in known})
    record = ActionTypeRecord(code, label, kind.value)
    with workspace.writing("add_action_type", name=label) as writing:
        store.insert(writing.connection, record)
    return record


def change_type(
    workspace: Workspace, code: str, *, label: str | None = None, kind: ActionKind | None = None
) -> ActionTypeRecord:
    """Change the label or the kind of a type; an empty label gives the program's own word back.

    What is planned already keeps its kind. Raises `NotFound`, and `InvalidValue` as `add_type`.
    """
    record = _record(workspace, code)
    others = [one for one in types(workspace, retired=True) if one.code != code]
    if label is not None:
        has_word = code in set(ActionKind)
        record = replace(record, label=_checked(label, others, may_be_empty=has_word))
    if kind is not None:
        record = replace(record, kind=kind.value)
    with _changing(workspace, "change_action_type", record) as writing:
        store.update(writing.connection, record)
    return record


def move_type(workspace: Workspace, code: str, place: int) -> None:
    """Put a type at a place among the living ones, from 0; raises `NotFound`."""
    record = _record(workspace, code)
    everything = types(workspace, retired=True)
    living = [one.code for one in everything if not one.retired]
    gone = [one.code for one in everything if one.retired and one.code != code]
    with _changing(workspace, "move_action_type", record) as writing:
        order = [*placed(living, code, place), *gone]
        user_lists.set_order(writing.connection, store.TYPES, order, "code")


def retire_type(workspace: Workspace, code: str) -> None:
    """Offer a type no more; raises `NotFound`, and `Refused` for the last one."""
    record = _record(workspace, code)
    if {one.code for one in types(workspace)} <= {code}:
        raise Refused("action_type.last")
    with _changing(workspace, "retire_action_type", record) as writing:
        user_lists.set_retired(writing.connection, store.TYPES, code, writing.now)


def restore_type(workspace: Workspace, code: str) -> None:
    """Offer a retired type again; raises `NotFound`."""
    record = _record(workspace, code)
    with _changing(workspace, "restore_action_type", record) as writing:
        user_lists.set_retired(writing.connection, store.TYPES, code, None)


def _record(workspace: Workspace, code: str) -> ActionTypeRecord:
    everything = types(workspace, retired=True)
    found = next((one for one in everything if one.code == code), None)
    if found is None:
        known = ", ".join(one.code for one in everything)
        raise NotFound("action_type.unknown", name=code, known=known)
    return found


@contextmanager
def _changing(workspace: Workspace, action: str, record: ActionTypeRecord) -> Iterator[Writing]:
    with workspace.writing(action, name=record.label, action_type=record.code) as writing:
        yield writing


def _checked(label: str, others: list[ActionTypeRecord], *, may_be_empty: bool = False) -> str:
    line = " ".join(clean(label).split())
    if not line and not may_be_empty:
        raise InvalidValue("action_type.no_label")
    if len(line) > LONGEST_LABEL:
        raise InvalidValue("action_type.too_long", length=len(line), limit=LONGEST_LABEL)
    if line and fold(line) in {fold(name) for one in others for name in (one.label, one.code)}:
        raise InvalidValue("action_type.taken", label=line)
    return line
