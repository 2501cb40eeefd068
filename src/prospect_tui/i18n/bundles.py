"""What an action is called when it is undone, redone or told in a history."""

from collections.abc import Callable, Mapping

from prospect_tui.i18n.catalog import N_, _, ngettext
from prospect_tui.i18n.formats import number
from prospect_tui.i18n.labels import column_label, result_label, stage_label

_ACTIONS = {
    "call": N_("call logged"),
    "correct_call": N_("call corrected"),
    "remove_call": N_("call removed"),
    "script": N_("call script"),
    "qualify": N_("what is known of the project"),
    "checked": N_("name and function checked"),
    "edit_cell": N_("change of a cell"),
    "strike": N_("striking out"),
    "restore": N_("restoring"),
    "add_row": N_("new row"),
    "convert": N_("turning into an opportunity"),
    "import": N_("file imported"),
    "next_action": N_("next action"),
    "move_stage": N_("move to another stage"),
    "win": N_("sale won"),
    "lose": N_("sale lost"),
    "cancel": N_("opportunity dropped"),
    "create_opportunity": N_("new opportunity"),
    "note": N_("note"),
    "note_find": N_("field filled from the note"),
    "done": N_("task done"),
    "star": N_("star"),
    "opposition": N_("opposition"),
    "consent": N_("consent recorded"),
    "revoke_consent": N_("consent revoked"),
    "create_file": N_("new file"),
    "delete_rows": N_("deletion"),
    "tag": N_("tags"),
    "edit_cells": N_("change of cells"),
    "paste": N_("cells pasted"),
    "cut": N_("cells cut"),
    "fill": N_("cells filled down"),
    "clear": N_("clearing of cells"),
    "replace": N_("replacement"),
    "write_all": N_("same value in a column"),
    "duplicate": N_("duplication"),
    "move_rows": N_("order of the rows"),
    "postpone": N_("postponement"),
    "edit_opportunity": N_("change of an opportunity"),
    "task": N_("new task"),
    "cancel_activity": N_("task cancelled"),
    "add_column": N_("new column"),
    "rename_column": N_("new name of a column"),
    "delete_column": N_("deletion of a column"),
    "choices": N_("choices of a column"),
    "save_view": N_("saved view"),
    "rename_view": N_("new name of a view"),
    "delete_view": N_("deletion of a view"),
    "add_result": N_("new call result"),
    "change_result": N_("change of a call result"),
    "key_result": N_("key of a call result"),
    "move_result": N_("order of the call results"),
    "retire_result": N_("call result retired"),
    "restore_result": N_("call result brought back"),
    "add_score": N_("new score"),
    "change_score": N_("change of a score"),
    "move_score": N_("order of the scores"),
    "retire_score": N_("score retired"),
    "restore_score": N_("score brought back"),
}

_DETAILS: dict[str, Callable[[str], str]] = {
    "result": result_label,
    "column": column_label,
    "stage": stage_label,
}


_SAY_IT_ALL = frozenset({"tag"})
"""Actions whose name tells the column too."""


def bundle_label(code: str, params: Mapping[str, object]) -> str:
    """Return the name of an action: "appel NRP · Menuiserie Lambert".

    `params` may hold `result`, `column` or `stage` (stored values, or names of the user's own),
    `count` (of the rows) and `name` (of the record, or of the first of several: then their count is
    told). Anything else is left out.
    """
    words = [_(_ACTIONS.get(code, "")) or code]
    words += [
        label(str(params[key]))
        for key, label in _DETAILS.items()
        if params.get(key) and code not in _SAY_IT_ALL
    ]
    count = params.get("count")
    about = params.get("name") if count in {None, 1} else ""
    about = about or _counted(count)
    return " ".join(words) + (f" · {about}" if about else "")


def _counted(count: object) -> str:
    if not isinstance(count, int):
        return ""
    return ngettext("{count} row", "{count} rows", count).format(count=number(count))
