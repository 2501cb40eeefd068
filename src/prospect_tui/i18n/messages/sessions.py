"""What may prevent a session of calls from being begun, changed or told."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "session.goal": N_(
        "I do not understand the goal “{text}”. Write for example “40 calls or 3 appointments”."
    ),
    "session.open": N_("A session is already going on: end it before you begin another one."),
    "session.none_open": N_("No session is going on. Begin one first."),
    "session.none": N_("No session was ever begun."),
    "session.unknown": N_("There is no session number {number}."),
}
