"""Why a call result or a score cannot be kept as it is."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "result.unknown": N_("There is no “{name}” in this list. Choose one of: {known}."),
    "result.no_code": N_("A code needs at least one letter or figure. Type one, or a label."),
    "result.code_taken": N_(
        "The code {code} exists already, perhaps among the retired ones. Change that one or bring "
        "it back, or choose another code."
    ),
    "result.no_label": N_("A label is needed: the word that is read beside the key."),
    "result.label_taken": N_(
        "“{label}” is already the name of another one in this list. Choose another label."
    ),
    "result.too_long": N_("{length} characters are too many: at most {limit}."),
    "result.no_key": N_("A key is needed: one letter, figure or sign."),
    "result.bad_key": N_("“{key}” is not one key. Type one letter, figure or sign."),
    "result.key_opposition": N_("The key “{key}” stays that of “do not call me again”."),
    "result.key_command": N_("The key “{key}” is already that of the command “{command}”."),
    "result.key_taken": N_("The key “{key}” is already that of the result {result}."),
    "result.delay": N_(
        "The delay “{value}” is not understood. Choose one of: {known}; a number goes after a "
        "colon, such as days:30."
    ),
    "result.delay_amount": N_("“{value}” needs a number from 1 to {limit}, such as days:30."),
    "result.score_rule": N_(
        "The score “{value}” is not understood. Type the code of a score, nothing to keep it, "
        "“competitor:FROID:ARRETE”, “within_months:3:CHAUD:TIEDE” or “last:ARRETE”."
    ),
    "result.no_score": N_("The score changes, but to which one? Choose it on the next line."),
    "result.unknown_score": N_("There is no score “{value}” in use. Choose one of: {known}."),
    "result.required_not_asked": N_(
        "“{ask}” is required but not asked: ask it too, or do not require it."
    ),
    "result.cannot_require": N_(
        "“{ask}” always has an answer, yes or no: it can be asked, not required."
    ),
    "result.typed_not_asked": N_(
        "The next call is on the date that is given, but “{ask}” is not asked: ask it."
    ),
    "result.return_not_asked": N_(
        "The row comes back if it is wanted, but “{ask}” is not asked: ask it, or say after how "
        "many months."
    ),
    "result.meeting_not_asked": N_("An appointment is planned, but “{ask}” is not asked: ask it."),
    "result.competitor_not_asked": N_(
        "The score depends on the present supplier, but “{ask}” is not asked: ask it."
    ),
    "result.date_without_call": N_(
        "“{ask}” is asked, but no call is planned that could keep it: choose when to call again, "
        "or do not ask it."
    ),
    "result.only_for_meeting": N_(
        "“{ask}” is kept with an appointment only: plan one, or do not ask it."
    ),
    "result.last": N_("This is the last call result: without any, no call could be logged."),
    "score.needed": N_("{score} stays: it is the score of the rows that are given up."),
    "score.in_use": N_(
        "{score} is given by the call result {result}. Change that result first, then retire it."
    ),
    "score.reason_not_required": N_(
        "{score} goes with a reason, but the call result {result} which gives it requires none."
    ),
    "score.priority": N_("The priority is a number from 1 (first to be called) to {limit}."),
    "score.tone": N_("There is no tone “{value}”. Choose one of: {known}."),
}
