"""What may prevent points of appetence or their rules from being kept."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "scoring.points": N_(
        "{value} points say nothing or too much: type a number from 1 to {limit}, or from -{limit} "
        "to -1 for what takes points away."
    ),
    "scoring.future": N_("It has not happened yet. Type today or a day gone by."),
    "scoring.no_label": N_("A label is needed: what the contact did, such as “webinar”."),
    "scoring.label_taken": N_(
        "“{label}” is already a sign of interest, perhaps a retired one. Change that one, or choose"
        " another label."
    ),
    "scoring.too_long": N_("{length} characters are too many: at most {limit}."),
    "scoring.unknown_rule": N_(
        "There is no sign of interest called “{value}” in use. Choose one of: {known}."
    ),
    "scoring.unknown_event": N_(
        "There is no point of appetence no. {event}. See “prospect scoring show”."
    ),
    "scoring.already": N_(
        "Just this is noted already, for that day. Add a detail if it happened twice."
    ),
    "scoring.no_rule_column": N_(
        "No column of {name} is called “event”: call it so, or say with --rule what all its lines "
        "did."
    ),
    "scoring.no_day_column": N_(
        "No column of {name} is called “date”: call it so, or give the day of all its lines with "
        "--on."
    ),
    "scoring.line_rule": N_("no sign of interest is called “{text}”"),
    "scoring.line_no_rule": N_("no sign of interest is named"),
    "scoring.line_no_day": N_("the day lacks: write it in the table, or give one with --on"),
    "scoring.line_day": N_("“{text}” is not a day gone by"),
    "scoring.line_nobody": N_("no mail, number, SIRET or name that finds somebody"),
    "scoring.line_several": N_("{rows} rows may be meant: {names}"),
}
