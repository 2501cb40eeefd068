"""Why a call is not allowed, as the end of a sentence, and what is wrong in a file of rules."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "law.opposed": N_("the person objects to being canvassed"),
    "law.unknown_nature": N_(
        "professional or individual? Until you say it, the rule of individuals applies: they must"
        " have consented first"
    ),
    "law.no_consent": N_("an individual must have consented first, or be a client under contract"),
    "law.too_many_attempts": N_("{most} calls in {days} days already, the most for an individual"),
    "law.refused_recently": N_("the person refused less than {days} days ago"),
    "law.closed_day": N_("no call on this day of the week, {weekdays} only"),
    "law.holiday": N_("no call on a public holiday"),
    "law.closed_hour": N_("individuals are called {slots} only, in their own time"),
    "law.courtesy_hour": N_("professionals are called {slots} only, in their own time"),
    "law_file.unreadable": N_(
        "The file of rules {file} cannot be read: the program's own rules apply. Check that it is"
        " a text file in UTF-8 that you may read."
    ),
    "law_file.not_toml": N_(
        "The file of rules {file} is not understood ({where}): the program's own rules apply."
        " Correct that place."
    ),
    "law_file.unknown": N_(
        "{file}: “{key}” is no rule. Write each rule under [[rule]], as “prospect law --file”"
        " shows."
    ),
    "law_file.rule": N_(
        "{file}: in rule no. {place}, “{key}” cannot be “{value}”. This rule is left out and the"
        " one before it goes on applying."
    ),
}
