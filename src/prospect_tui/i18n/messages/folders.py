"""What may prevent filing sales in a client folder."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "folder.not_found": N_(
        "Client folder {folder} does not exist any more: fewer than two sales were left in it, or"
        " it was taken back."
    ),
    "folder.itself": N_("A sale cannot be filed with itself: choose another one of the client."),
    "folder.already_together": N_("These two sales are in the same client folder already."),
    "folder.not_filed": N_(
        "This sale is in no client folder. A folder is born with the second sale of a client:"
        " duplicate this one, or file it with another one."
    ),
    "folder.alone": N_(
        "There is no other sale to file this one with. A client folder is born with the second"
        " one: y makes it."
    ),
    "folder.no_name": N_("A client folder needs a name."),
    "folder.unknown": N_(
        "There is no client folder called “{name}”: “prospect client list” shows them all."
    ),
    "folder.several": N_(
        "Several client folders match “{name}”: give the number of one of them ({known})."
    ),
    "ambassador.nobody": N_(
        "Nobody is in this sale yet: add the person who recommends you, then mark that person."
    ),
    "intermediary.nobody": N_(
        "Nobody is in this sale yet: first add the person through whom it advances."
    ),
}
