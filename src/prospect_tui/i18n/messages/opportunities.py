"""What may prevent an action on an opportunity, a conversion, a task or a note."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "opportunity.not_found": N_(
        "Opportunity {opportunity} does not exist any more. It was taken back or deleted."
    ),
    "opportunity.no_title": N_("An opportunity needs a title: the client, and what is sold."),
    "opportunity.amount": N_("An amount cannot be negative."),
    "opportunity.probability": N_("A probability goes from 0 to 100 %, not {value}."),
    "opportunity.closed": N_("This opportunity is closed. Undo (u) reopens it if it is too early."),
    "opportunity.next_in_past": N_(
        "What comes next must be today or later. Type a day to come, such as tomorrow or +3d."
    ),
    "opportunity.reason_needed": N_(
        "A sale is lost for a reason or to a competitor: fill in one of them."
    ),
    "opportunity.not_an_outcome": N_(
        "“{outcome}” is no way to close an opportunity: won, lost or cancelled."
    ),
    "opportunity.unknown_stage": N_("Stage {stage} does not exist any more. Choose another one."),
    "opportunity.unknown_field": N_("An opportunity has no field called “{field}”."),
    "opportunity.unknown_action": N_("“{kind}” is no kind of action. Choose one of: {known}."),
    "convert.missing": N_(
        "Not known yet: {missing}. An opportunity is worth following when all four are."
    ),
    "convert.too_many": N_(
        "{open} opportunities are open already, and {more} more would pass {limit}, what one person"
        " can follow. Close some first."
    ),
    "convert.opposed": N_(
        "{name} objects to being canvassed: the row cannot become an opportunity."
    ),
    "activity.not_found": N_("This task does not exist any more (number {activity})."),
    "note.empty": N_("The note is empty: type some words, or press Esc."),
}
