"""What may be wrong in calendars: files of others, and servers."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "file.calendar_too_big": N_(
        "“{name}” holds more than {limit} MB: that is no calendar. Export one calendar only, or a "
        "shorter time."
    ),
    "file.not_a_calendar": N_(
        "“{name}” holds no event of a calendar. Choose a file exported as .ics (iCalendar)."
    ),
    "calendar.too_many": N_(
        "There are more than {limit} events: the rest was not read. Export a shorter time."
    ),
    "calendar.cut_short": N_("The file ends in the middle of this event: it was read as it is."),
    "calendar.unreadable_event": N_("This event cannot be read and was left out."),
    "calendar.no_start": N_("This event has no date and was left out."),
    "calendar.bad_start": N_("“{value}” is no date: this event was left out."),
    "calendar.bad_end": N_("“{value}” is no end: the event was kept without it."),
    "calendar.unknown_zone": N_(
        "The time zone “{zone}” is unknown: its hours were read as those of {used}. Check them."
    ),
    "calendar.bad_rule": N_(
        "The repetition “{rule}” is not understood: only its first day was kept."
    ),
    "calendar.no_such_day": N_(
        "The repetition “{rule}” never falls on any day: such a day does not exist, or it ends"
        " before it begins. Nothing of it was kept; mend it in its calendar."
    ),
    "calendar.not_planned": N_(
        "Nothing is planned for it: there is no open date to write. See “prospect today”."
    ),
    "calendar.no_feed": N_(
        'No calendar file is kept up to date. Write calendar_feed = "/path/prospect.ics" in the '
        "settings."
    ),
    "calendar.feed_folder": N_(
        "The calendar file {path} cannot be written there: make its folder, or correct "
        "calendar_feed in the settings."
    ),
    "calendar.no_account": N_(
        "No calendar server is known. Write a table [caldav] with url and user in the settings."
    ),
    "calendar.in_past": N_("It was moved to a day that is past, and stays planned here as it was."),
    "calendar.moved": N_("Moved on the server: planned so here too."),
    "calendar.lasts": N_("Lasts otherwise on the server: so it does here now."),
    "calendar.both_send": N_(
        "Changed here and on the server: the change here is newer and counts."
    ),
    "calendar.both_take": N_(
        "Changed here and on the server: the change on the server is newer and counts."
    ),
    "calendar.deleted_there": N_(
        "Deleted on the server: it stays planned here, and is sent again once it changes."
    ),
    "caldav.no_answer": N_(
        "The calendar server {host} does not answer ({reason}). Check the network and the address."
    ),
    "caldav.too_slow": N_(
        "The calendar server {host} is too slow: it was given up after {seconds} seconds. Try "
        "again later."
    ),
    "caldav.not_allowed": N_(
        "The calendar server {host} refuses this user or password. Check them; some servers want "
        "a password made for applications."
    ),
    "caldav.failed": N_("The calendar server {host} answers with an error ({status}): {what}."),
    "caldav.other_host": N_(
        "The calendar server {host} sends to {other}: your password was not sent there. If you "
        "trust it, write that address as url."
    ),
    "caldav.too_big": N_("The calendar server {host} answers with more than {limit} MB: given up."),
    "caldav.not_understood": N_(
        "What the calendar server {host} answers is not understood. Is {url} the address of a "
        "CalDAV server?"
    ),
    "caldav.no_calendar": N_(
        "There is no calendar at {url}. Make one on the server, or check the address."
    ),
    "caldav.which_calendar": N_("Which calendar? Write its name as calendar in [caldav]: {known}."),
    "caldav.changed": N_("It was changed on the server meanwhile."),
    "caldav.no_password": N_(
        "The command that gives the password of the calendar failed: {reason}."
    ),
    "caldav.ask_password": N_(
        "The password of the calendar is not known here. Write password_command in [caldav], or "
        "use “prospect calendar sync” on a terminal."
    ),
}
