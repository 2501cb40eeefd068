"""What may be wrong in the settings file."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "settings.unreadable": N_(
        "The settings file {file} cannot be read: the usual values apply. Check that it is a text "
        "file in UTF-8 that you may read."
    ),
    "settings.not_toml": N_(
        "The settings file {file} is not understood ({where}): the usual values apply. Correct "
        "that place."
    ),
    "settings.unknown": N_(
        "{file}: there is no setting called “{key}”. Check its spelling, or remove the line."
    ),
    "settings.text": N_("{file}: “{key}” must be a text on one line between quotes."),
    "settings.language": N_('{file}: “{key}” must be "fr" or "en", not “{value}”.'),
    "settings.start_screen": N_(
        '{file}: “{key}” must be "today", "files", "calls", "pipeline", "planning" or '
        '"clients", not “{value}”.'
    ),
    "settings.zone": N_(
        '{file}: “{key}” must be a time zone such as "Europe/Paris", not “{value}”.'
    ),
    "settings.region": N_(
        '{file}: “{key}” must be "FR", "FR-57" (Alsace-Moselle), "971", "972", "973", "974" or '
        '"976", not “{value}”.'
    ),
    "settings.weekdays": N_(
        "{file}: “{key}” must be a list of days from 1 (Monday) to 7 such as [1, 2, 3, 4, 5], not "
        "“{value}”."
    ),
    "settings.hours": N_(
        '{file}: “{key}” must be two hours such as "09:00-12:30", the first one earlier, not '
        "“{value}”."
    ),
    "settings.hours_overlap": N_(
        "{file}: “morning” must end before “afternoon” begins. The usual hours apply."
    ),
    "settings.count": N_("{file}: “{key}” must be a whole number from 1 up, not “{value}”."),
    "settings.wait": N_("{file}: “{key}” must be a whole number from 1 to 3650, not “{value}”."),
    "settings.waits": N_(
        "{file}: “{key}” must be a list of whole numbers from 1 to 3650 such as [1, 2, 3, 5, 10], "
        "not “{value}”."
    ),
    "settings.path": N_("{file}: “{key}” must be the path of a file or folder, not “{value}”."),
    "settings.opportunity_fields": N_(
        "{file}: “{key}” must be a list of some of amount, contact, second_contact, phone, email,"
        " company, date, subject, source, campaign and description, each once, not “{value}”."
    ),
    "settings.contact_fields": N_(
        "{file}: “{key}” must be a list of fields of a contact, such as job_title, role, mobile,"
        " email, linkedin, kind or checked_on, each once, not “{value}”."
    ),
    "settings.lines": N_(
        '{file}: “{key}” must be a list of texts, such as ["price", "no budget"], not “{value}”.'
    ),
    "settings.words": N_(
        '{file}: “{key}” must be a table of words and what they stand for, such as ld = "direct'
        ' line", not “{value}”.'
    ),
    "settings.dial_command": N_(
        '{file}: “{key}” must be a command with {{number}} in it, such as "linphone {{number}}", '
        "not “{value}”."
    ),
    "settings.yes_no": N_("{file}: “{key}” must be true or false, not “{value}”."),
    "settings.lookups": N_(
        "{file}: “{key}” must be a table of names and web addresses such as shop = "
        '"https://example.org/?q={{company}}", with marks among {{company}}, {{siren}}, '
        "{{siret}}, {{name}}, {{city}}, {{postcode}}, {{address}}, {{phone}}, {{email}}, "
        "{{website}}, {{naf}}, not “{value}”."
    ),
    "settings.identity": N_(
        "{file}: “{key}” must be a table [identity] that tells who sends the quotes: name, "
        "address, siret…"
    ),
    "settings.text_lines": N_(
        '{file}: “{key}” must be a text, or a list of lines such as ["12 rue Neuve", "69003 Lyon"].'
    ),
    "settings.number_pattern": N_(
        "{file}: “{key}” must be the pattern of the numbers of quotes such as "
        '"D{{year}}-{{number:03}}", not “{value}”.'
    ),
    "settings.minutes": N_(
        "{file}: “{key}” must be a whole number of minutes from 0 to 10080, not “{value}”."
    ),
    "settings.command": N_(
        '{file}: “{key}” must be a command, such as "pass show calendar" or a list of its words.'
    ),
    "settings.caldav": N_(
        "{file}: “{key}” must be a table [caldav] with the address of the server (url), and the "
        "user if it asks for one."
    ),
    "settings.caldav_url": N_(
        '{file}: “{key}” must be an address in https such as "https://dav.example.org/", without '
        "a password in it, not “{value}”."
    ),
    "settings.caldav_password": N_(
        "{file}: a password has no place in “{key}”. Write the command that gives it as "
        "password_command, or let it be asked."
    ),
    "settings.keymap": N_(
        '{file}: “{key}” must be a table of commands and keys, such as "files.edit" = "e".'
    ),
    "keys.unknown": N_("{file}: there is no command called “{id}”. See the list of keys."),
    "keys.bad": N_(
        "{file}: no keyboard can give the key “{key}” of “{id}”. The usual key applies."
    ),
    "keys.clash": N_(
        "{file}: the key “{key}” of “{id}” is already that of “{other}”. The usual key applies."
    ),
}
