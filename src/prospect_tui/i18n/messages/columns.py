"""What may be wrong with a column of a file."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "column.no_name": N_("A column needs a name: type one."),
    "column.name_too_long": N_(
        "This name is too long for a column: {length} characters, at most {limit}. Shorten it."
    ),
    "column.name_taken": N_(
        "There is already a column “{name}” in this file. Choose another name."
    ),
    "column.kind": N_("A column of your own cannot be of the kind “{kind}”."),
    "column.no_choices": N_("A column of choices needs some: type them separated by commas."),
    "column.choice_too_long": N_(
        "One of the choices is too long: {length} characters, at most {limit}. Shorten it."
    ),
    "column.too_many_choices": N_(
        "{count} choices are too many, at most {limit}: make it a column of text."
    ),
    "column.no_choice_kind": N_("“{name}” is not a column of choices."),
    "column.fixed": N_("This column is one of the program's own: its name does not change."),
    "column.fixed_kind": N_(
        "This column is one of the program's own: what it holds cannot be changed."
    ),
    "column.fixed_delete": N_(
        "This column is one of the program's own: it cannot be deleted. Hide it instead."
    ),
    "column.gone": N_("The column “{name}” does not exist any more. It was taken back or deleted."),
    "column.last": N_("At least one column stays shown. Show another one first."),
}
