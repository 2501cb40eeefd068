"""What may be wrong with a typed date, or with the user's working days."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "date.empty": N_(
        "No date was typed. Try for example: tomorrow, tue 2pm, +3d, 15/12 9:30, w48, in 6 months."
    ),
    "date.unknown": N_(
        "I do not understand the date “{text}”. Try for example: tomorrow, tue 2pm, +3d, "
        "15/12 9:30, w48, in 6 months."
    ),
    "date.impossible": N_(
        "The date “{text}” does not exist. Check the day, the month and the hour: the day comes "
        "first, for example 28/02 14:30."
    ),
    "date.past": N_(
        "“{text}” is already past. Type a day or an hour to come, for example: tomorrow 9:30, "
        "+3d, or the date with its year."
    ),
    "date.far": N_(
        "“{text}” is {years} years away: nothing is planned so far ahead ({most} years or more). "
        "Check the year."
    ),
    "date.weekday": N_(
        "In “{text}” the date does not fall on that day of the week. Type only one of them, for "
        "example: tue 2pm, or 24/11 2pm."
    ),
    "calendar.weekdays": N_("No working day is left. Choose at least one day of the week."),
    "calendar.hours": N_(
        "The working hours do not follow one another. Type the morning, then the afternoon, for "
        "example 09:00-12:30 and 14:00-18:30."
    ),
    "calendar.region": N_("The public holidays of “{text}” are not known. Choose one of: {known}."),
}
