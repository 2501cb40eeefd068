"""What may be wrong with a saved view, the name of one, or a filter."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "view.unknown": N_("There is no saved view “{name}”. Choose one of: {known}."),
    "view.none": N_("There is no saved view “{name}”, nor any other yet."),
    "view.several": N_("Several files have a view “{name}”: say which file with --file."),
    "view.no_name": N_("A saved view needs a name: type one."),
    "view.name_taken": N_("There is already a saved view “{name}”. Choose another name."),
    "view.gone": N_("This saved view does not exist any more. It was taken back or deleted."),
    "filter.two_ends": N_("Type both ends with two dots between them: 10..50."),
}
