"""What may prevent an action on a quote or on the catalogue."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "quote.not_found": N_("Quote {quote} does not exist any more. It was taken back or deleted."),
    "quote.no_quote": N_("“{text}” is the number of no quote. See `prospect quote list`."),
    "quote.line_gone": N_("This line of the quote does not exist any more. Choose another one."),
    "quote.line_changed": N_(
        "This line was changed in another window meanwhile: look at it, then change it again."
    ),
    "quote.changed_meanwhile": N_(
        "Quote {quote} was changed in another window meanwhile: look at it, then do this again."
    ),
    "quote.no_label": N_("A line of a quote needs a label: what is sold."),
    "quote.too_long": N_("This text has {length} characters, and a quote takes {limit} at most."),
    "quote.address": N_("The address of a client has {limit} lines at most."),
    "quote.quantity": N_("A quantity is more than 0, and {limit} at most."),
    "quote.price": N_("A price cannot be negative, and 100 million euros at most."),
    "quote.discount": N_("A discount goes from 0 to 100 %."),
    "quote.vat": N_("VAT is 20, 10, 5.5, 2.1 or 0 % (8.5 overseas, 13 or 0.9 in Corsica)."),
    "quote.exempt": N_(
        "Your settings say that you charge no VAT ({why}): the lines of this quote must be at 0 %."
    ),
    "quote.too_many_lines": N_("A quote has {limit} lines at most."),
    "quote.empty": N_("Quote {quote} has no line that counts: add one before sending it."),
    "quote.no_identity": N_(
        "A quote must tell who sends it: write at least name, address and siret under [identity] in"
        " {file}."
    ),
    "quote.no_recipient": N_(
        "Say first to whom quote {quote} goes: the client's name and address."
    ),
    "quote.sent_already": N_("Quote {quote} was sent already. A change of it makes a new version."),
    "quote.not_a_draft": N_("Quote {quote} was sent: it stays. Only a draft is deleted."),
    "quote.not_sent": N_("Quote {quote} is a draft: send it first."),
    "quote.decided": N_("Quote {quote} has been answered already."),
    "quote.accepted": N_(
        "Quote {quote} was accepted: it stays as it was signed. Make a new version of it first."
    ),
    "quote.replaced": N_("Quote {quote} was replaced by {newer}: change that one."),
    "quote.draft": N_("Quote {quote} is still a draft: change it as it is."),
    "quote.validity": N_("A quote must hold until today or later."),
    "quote.unknown_field": N_("A quote has no field called “{field}”."),
    "quote.export_suffix": N_("A quote is written as .json or .csv, not as “{suffix}”."),
    "catalogue.not_found": N_("There is no “{item}” in the catalogue."),
    "catalogue.code_taken": N_("The code “{code}” is that of another item of the catalogue."),
}
