"""What may prevent planning something, moving it, or repeating it."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "activity.no_subject": N_("Say in some words what is to be done."),
    "activity.ends_before": N_(
        "It would end before it begins. Type how long it lasts (45 min, 1h30), or an hour after its"
        " beginning."
    ),
    "activity.too_long": N_("It would last more than {limit} days. Check its end."),
    "activity.unknown_length": N_(
        "“{text}” is no length. Type how long it lasts (45 min, 1h30, 2 d), or until when (16:00)."
    ),
    "activity.needs_hour": N_(
        "Give it an hour first (tue 2pm): without one it can only last some days (2 d)."
    ),
    "activity.closed": N_("“{name}” is done or cancelled already. Undo (u) to take that back."),
    "activity.foreign": N_(
        "“{name}” comes from the calendar “{calendar}”: change it there, then import it again."
    ),
    "activity.nobody": N_(
        "Nothing is called “{text}”: type the name of a row or of an opportunity, or leave it"
        " empty."
    ),
    "activity.not_missed": N_(
        "Only an appointment is missed, and only a missed one is called back: leave --missed or"
        " --call-back out."
    ),
    "planning.past": N_(
        "That would be in the past: what is planned can only go to today or later."
    ),
    "planning.slot": N_(
        "A slot lasts from 1 to {most} minutes, not {value}: no half-day of your working hours has"
        " more."
    ),
    "planning.done": N_("“{name}” is done: it stays where it is. Undo (u) to take that back."),
    "planning.changed_meanwhile": N_(
        "“{name}” was changed in another window meanwhile. It is shown as it is now: try again if"
        " you still want to."
    ),
    "recurrence.unknown": N_(
        "I do not understand “{text}”. Try for example: every monday, every 2 weeks, every month on"
        " the 5th, the last friday of the month."
    ),
    "recurrence.ends_before": N_("“{text}” would end before it begins: type a later end."),
}
