"""What may be wrong in the words of a command."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "command.unknown": N_("There is no command “{name}”. Did you mean: {near}?"),
    "command.extra": N_("“{words}” is too much here. See “{command} --help”."),
    "command.no_value": N_("The option {option} needs a value."),
    "command.number": N_("“{value}” is not a whole number, 0 or more."),
    "command.choice": N_("“{value}” is not possible here. Choose one of: {known}."),
    "command.moment": N_(
        "“{text}” is not a moment. Write it as 2026-11-23T09:00, with or without an offset."
    ),
    "command.column_near": N_("There is no column “{value}”. Did you mean: {near}?"),
    "command.column_none": N_(
        "There is no column “{value}”: “prospect columns list FILE” lists them."
    ),
    "command.change": N_(
        "“{value}” is not a change: write FIELD=VALUE, the field being one of: {known}."
    ),
    "command.field": N_("There is no field “{value}”. Choose one of: {known}."),
    "command.no_date": N_("Say when, or take the standard action of the stage with --standard."),
    "command.no_origin": N_("Say where it comes from: --origin, one of {known}."),
    "command.action_type": N_("There is no type of action “{value}”. Choose one of: {known}."),
    "command.stage": N_("There is no stage “{value}”. Choose one of: {known}."),
    "command.unreadable": N_("“{path}” cannot be read as a text in UTF-8."),
    "command.mail": N_("“{value}” is not one e-mail address."),
    "command.map": N_("“{value}” must be COLUMN=FIELD, such as --map “Raison sociale=company”."),
    "command.missing": N_("{result} needs more: {options}."),
    "command.insist": N_("{reason} Tell it (--known budget, --who…), or else add --anyway."),
    "command.no_terminal": N_("The screens need a terminal. See “prospect --help” for commands."),
    "command.which_file": N_("Which prospecting file? Say --file and one of: {known}."),
    "command.which_rows": N_(
        "Which rows? Give their numbers, or else one of --file, --filter and --view."
    ),
    "command.sure": N_("Rows concerned: {count}. Nothing is changed without --yes."),
    "command.no_tag": N_("Which tags? Say --add or --remove."),
}
