"""From the key table to Textual: bindings for a class, labels in the language of the moment."""

from collections.abc import Mapping
from dataclasses import replace

from textual.binding import ActiveBinding, Binding
from textual.widget import Widget

from prospect_tui.i18n import _, current_language
from prospect_tui.keys import SIGN_NAMES, Key, bindings_for, by_id, canonical

_ROWS = by_id()
_LABELLED: dict[tuple[str, str, str], Binding] = {}
"""Bindings by language, id and key: all are looked at whenever typing begins or ends."""


def textual_bindings(scope: str) -> list[Binding]:
    """Return the bindings of `scope` with the default keys; the app's keymap brings the user's."""
    return [
        Binding(
            row.default,
            row.action,
            row.label,
            show=row.footer,
            id=row.id,
            priority=row.priority,
        )
        for row in bindings_for(scope)
    ]


def in_language(active: Mapping[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """Return the active bindings with the labels of the key table translated."""
    return {key: _translated(one) for key, one in active.items()}


def not_typed(
    active: Mapping[str, ActiveBinding], focused: Widget | None
) -> dict[str, ActiveBinding]:
    """Leave out the keys that type a sign in the widget in use.

    Textual does so itself, but for those of which it does not know the sign: "slash" types "/".
    """
    found = dict(active)
    if focused is None:
        return found
    for key in SIGN_NAMES.keys() & found.keys():
        if found[key].node is not focused and focused.check_consume_key(key, canonical(key)):
            del found[key]
    return found


def shown_keys(active: Mapping[str, ActiveBinding]) -> dict[str, str]:
    """Return the first active key of each command, by id of the key table."""
    found: dict[str, str] = {}
    for key, one in active.items():
        if one.binding.id in _ROWS and one.enabled:
            found.setdefault(one.binding.id, key)
    return found


def own_keys(rows: Mapping[str, Key]) -> dict[str, str]:
    """Return the keymap that makes Textual use the keys of `rows` where they are the user's."""
    return {row.id: row.default for row in rows.values() if row.default != _ROWS[row.id].default}


def _translated(active: ActiveBinding) -> ActiveBinding:
    row = _ROWS.get(active.binding.id or "")
    if row is None:
        return active
    binding = active.binding
    place = current_language(), row.id, binding.key
    if place not in _LABELLED:
        _LABELLED[place] = replace(binding, description=_(row.label))
    return active._replace(binding=_LABELLED[place])
