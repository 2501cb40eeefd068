"""What may prevent an action on an opportunity, a conversion, a task or a note."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "opportunity.not_found": N_(
        "Opportunity {opportunity} does not exist any more. It was taken back or deleted."
    ),
    "opportunity.no_title": N_("An opportunity needs a title: the client, and what is sold."),
    "opportunity.amount": N_("An amount cannot be negative."),
    "opportunity.probability": N_("A probability goes from 0 to 100 %, not {value}."),
    "opportunity.amount_too_large": N_(
        "An amount cannot pass {limit} €. Check its figures, or leave it empty."
    ),
    "opportunity.closed": N_(
        "This opportunity is closed. Reopen it first (z on its sheet), or undo (u) its closing."
    ),
    "opportunity.is_open": N_("This opportunity is open already: there is nothing to reopen."),
    "opportunity.not_won": N_("After-sale is for a sale that is won; this one is not."),
    "opportunity.changed_meanwhile": N_(
        "“{title}” was changed in another window meanwhile. It is shown as it is now: try again if"
        " you still want to."
    ),
    "opportunity.nothing_to_do": N_(
        "Nothing was planned for this opportunity: say what was done, or give it a next action."
    ),
    "opportunity.renewal_months": N_("A renewal comes after 1 to 120 months, not {value}."),
    "opportunity.after_sale_days": N_(
        "An after-sale follow-up comes within 3650 days, not {value}."
    ),
    "opportunity.unknown_origin": N_("“{origin}” is no origin. Choose one of: {known}."),
    "opportunity.nothing_found": N_(
        "Nothing of use was found in this text: no name, no number, no mail address. Type what you"
        " know, or give a title."
    ),
    "opportunity.too_long_mail": N_(
        "This mail or text is longer than {limit} million characters: copy the part that counts."
    ),
    "action_type.unknown": N_("There is no type of action “{name}”. Known: {known}."),
    "action_type.no_label": N_("A type of action needs a label, such as “Demo” or “Visit”."),
    "action_type.too_long": N_(
        "The label has {length} characters, and at most {limit} can be shown. Shorten it."
    ),
    "action_type.taken": N_("There is a type “{label}” already. Choose another label."),
    "action_type.last": N_("This is the last type of action: add another one before retiring it."),
    "plan.too_many": N_("A stage has at most {limit} standard actions: keep those that count."),
    "plan.days": N_("A standard action comes after 0 to {limit} working days, not {days}."),
    "plan.nothing_left": N_(
        "The stage of this opportunity has no further standard action: say what comes next."
    ),
    "plan.step": N_(
        "“{text}” is no standard action. Say its type, after how many working days, and what it is"
        " about: call +2 confirm the needs."
    ),
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
        "Open opportunities: {open}. With {more} more, the limit of {limit} would be passed, which"
        " is what one person can follow. Close some first."
    ),
    "convert.opposed": N_(
        "{name} objects to being canvassed: the row cannot become an opportunity."
    ),
    "activity.not_found": N_("This task does not exist any more (number {activity})."),
    "note.empty": N_("The note is empty: type some words, or press Esc."),
}
