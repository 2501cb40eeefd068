"""What each event of the hooks is, in the user's language."""

from prospect_tui.i18n.catalog import N_, _

_EVENTS = {
    "call_logged": N_("a call has its result"),
    "rdv_set": N_("an appointment is planned"),
    "opportunity_created": N_("an opportunity is created"),
    "stage_moved": N_("an opportunity is moved to another stage"),
    "opportunity_won": N_("an opportunity is won"),
    "opportunity_lost": N_("an opportunity is lost"),
    "opportunity_cancelled": N_("an opportunity is dropped"),
    "quote_sent": N_("a quote is sent"),
    "quote_accepted": N_("a quote is accepted"),
    "quote_refused": N_("a quote is refused"),
    "opposition": N_("somebody objects to being canvassed"),
    "interest_noted": N_("a sign of interest is noted"),
}


def event_definition(event: str) -> str:
    """Return when a command on this event is run."""
    return _(_EVENTS.get(event, "")) or event
