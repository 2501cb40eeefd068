"""What may prevent a call from being logged, or an action from being taken back."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "call.missing": N_("{result} still needs: {missing}. Nothing was saved."),
    "call.forbidden": N_(
        "This call is not allowed: {reason}. If it was made all the same, say why to log it."
    ),
    "call.unknown_result": N_("There is no call result “{result}”. Choose one of: {known}."),
    "undo.row_gone": N_(
        "This can no longer be taken back: what it had changed does not exist any more."
    ),
}
