"""What may be wrong with the user's commands on events."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "hooks.table": N_(
        "{file}: “hooks” must be a table of events and commands, such as opportunity_won = "
        '["notify-send", "Won"].'
    ),
    "hooks.unknown": N_(
        "{file}: there is no event “{name}” to run a command on. The events are: {known}."
    ),
    "hooks.command": N_(
        "{file}: the command on “{name}” must be a list of words, or {{ run = [words], timeout = "
        "seconds }} with at most 3600 seconds. It is not run."
    ),
    "hooks.none": N_(
        "No command is set on “{name}”. Write one under [hooks] in the settings file, then try it."
    ),
}
