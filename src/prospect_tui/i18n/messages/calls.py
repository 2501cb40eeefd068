"""What may prevent a call from being logged, or an action from being taken back."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "call.missing": N_("{result} still needs: {missing}. Nothing was saved."),
    "call.forbidden": N_(
        "This call is not allowed: {reason}. If it was made all the same, say why to log it."
    ),
    "call.unknown_result": N_("There is no call result “{result}”. Choose one of: {known}."),
    "practice.other_result": N_("You noted {noted}; what happened is {result}, keys: {keys}."),
    "practice.other_date": N_("The result is right, the date was another: {when}."),
    "call.not_found": N_("There is no call number {call} on a row of a file."),
    "call.made_opportunity": N_(
        "An opportunity came of this call ({result}): its result stays. Change its note, or close"
        " the opportunity."
    ),
    "undo.row_gone": N_(
        "This can no longer be taken back: what it had changed does not exist any more."
    ),
}
