"""What an action is called when it is undone, redone or told in a history."""

from collections.abc import Callable, Mapping

from prospect_tui.i18n.catalog import N_, _, ngettext
from prospect_tui.i18n.formats import number
from prospect_tui.i18n.labels import action_label, column_label, result_label, stage_label
from prospect_tui.i18n.scoring_words import rule_label, step_label

_ACTIONS = {
    "call": N_("call logged"),
    "correct_call": N_("call corrected"),
    "remove_call": N_("call removed"),
    "script": N_("call script"),
    "qualify": N_("what is known of the project"),
    "checked": N_("name and function checked"),
    "edit_cell": N_("change of the cell"),
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
    "do_action": N_("action done"),
    "drop_action": N_("next action given up"),
    "reopen": N_("opportunity reopened"),
    "duplicate_opportunity": N_("opportunity duplicated"),
    "file_together": N_("sales filed together"),
    "unfile": N_("sale taken out of its folder"),
    "rename_folder": N_("new name of a client folder"),
    "folder_notes": N_("notes of a client folder"),
    "intermediary": N_("sale through an intermediary"),
    "ambassador": N_("ambassador"),
    "after_sale": N_("after-sale follow-up"),
    "stage_plan": N_("standard actions of a stage"),
    "add_action_type": N_("new type of action"),
    "change_action_type": N_("change of a type of action"),
    "move_action_type": N_("order of the types of action"),
    "retire_action_type": N_("type of action retired"),
    "restore_action_type": N_("type of action brought back"),
    "note": N_("note"),
    "note_find": N_("field filled from the note"),
    "done": N_("task done"),
    "star": N_("star"),
    "add_contact": N_("person added"),
    "promote_contact": N_("person found in the notes"),
    "move_contact": N_("order of the people"),
    "contact_role": N_("role in the decision"),
    "remove_contact": N_("person taken off the opportunity"),
    "edit_contact": N_("change of a contact"),
    "edit_company": N_("change of a company"),
    "link_company": N_("other company"),
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
    "write_all": N_("same value in the column"),
    "duplicate": N_("duplication"),
    "move_rows": N_("order of the rows"),
    "postpone": N_("postponement"),
    "edit_opportunity": N_("change of an opportunity"),
    "task": N_("new task"),
    "cancel_activity": N_("task cancelled"),
    "skip_activity": N_("left out this time"),
    "repeat_activity": N_("repetition"),
    "edit_activity": N_("change of something planned"),
    "plan_call": N_("call planned"),
    "plan_event": N_("appointment planned"),
    "meeting_held": N_("meeting held"),
    "meeting_missed": N_("no-show"),
    "import_calendar": N_("calendar imported"),
    "sync_calendar": N_("changes from the calendar server"),
    "add_column": N_("new column"),
    "rename_column": N_("new name of a column"),
    "column_kind": N_("other kind of a column"),
    "delete_column": N_("deletion of a column"),
    "choices": N_("choices of a column"),
    "save_view": N_("saved view"),
    "rename_view": N_("new name of a view"),
    "delete_view": N_("deletion of a view"),
    "new_quote": N_("new quote"),
    "version_quote": N_("new version of a quote"),
    "edit_quote": N_("change of a quote"),
    "current_quote": N_("quote that gives the amount"),
    "discard_quote": N_("draft of a quote deleted"),
    "send_quote": N_("quote sent"),
    "accept_quote": N_("quote accepted"),
    "refuse_quote": N_("quote refused"),
    "add_quote_line": N_("new line of a quote"),
    "change_quote_line": N_("change of a line of a quote"),
    "move_quote_line": N_("order of the lines of a quote"),
    "remove_quote_line": N_("line taken off a quote"),
    "add_item": N_("new item of the catalogue"),
    "change_item": N_("change of an item of the catalogue"),
    "move_item": N_("order of the catalogue"),
    "retire_item": N_("item retired from the catalogue"),
    "restore_item": N_("item brought back into the catalogue"),
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
    "add_scoring_rule": N_("new sign of interest"),
    "change_scoring_rule": N_("change of a sign of interest"),
    "move_scoring_rule": N_("order of the signs of interest"),
    "retire_scoring_rule": N_("sign of interest retired"),
    "restore_scoring_rule": N_("sign of interest brought back"),
    "scoring_event": N_("points of appetence"),
    "remove_scoring_event": N_("points of appetence taken back"),
    "import_scoring": N_("signs of interest imported"),
    "funnel_count": N_("figure of the funnel"),
    "add_pipeline": N_("new pipeline"),
    "rename_pipeline": N_("new name of a pipeline"),
    "move_pipeline": N_("order of the pipelines"),
    "archive_pipeline": N_("pipeline put away"),
    "restore_pipeline": N_("pipeline taken back"),
    "add_stage": N_("new stage"),
    "change_stage": N_("change of a stage"),
    "order_stages": N_("order of the stages"),
    "archive_stage": N_("stage put away"),
    "restore_stage": N_("stage taken back"),
}

_DETAILS: dict[str, Callable[[str], str]] = {
    "scoring_rule": rule_label,
    "step": step_label,
    "result": result_label,
    "column": column_label,
    "stage": stage_label,
    "action_type": action_label,
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
