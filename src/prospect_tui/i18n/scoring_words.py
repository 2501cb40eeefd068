"""The words of the appetence score and of the funnel, in the user's language."""

from prospect_tui.i18n.catalog import N_, _

_RULES = {
    "newsletter": N_("newsletter"),
    "white_paper": N_("white paper"),
    "webinar": N_("webinar"),
}

_STEPS = {
    "visitors": N_("Visitors"),
    "leads": N_("Suspects, leads"),
    "mql": N_("MQL: qualified by marketing"),
    "sql": N_("SQL: qualified by you"),
    "opportunities": N_("Opportunities"),
    "clients": N_("Clients"),
    "ambassadors": N_("Ambassadors"),
}

_COUNTS = {
    "visitors": N_("as you typed them, day by day"),
    "leads": N_("rows that entered your files, and opportunities created without a row"),
    "mql": N_("contacts whose points of appetence reached the threshold for the first time"),
    "sql": N_("first positive result of a call, or turned into an opportunity without one"),
    "opportunities": N_("clients to be whose first opportunity was created"),
    "clients": N_("those who bought for the first time"),
    "ambassadors": N_("clients marked as ambassadors, and those you typed day by day"),
}


def rule_label(code: str, own: str = "") -> str:
    """Return what a contact did; `own` is the label the user gave the rule, if any."""
    return own or _(_RULES.get(code, "")) or code


def step_label(step: str) -> str:
    """Return the name of a step of the funnel."""
    return _(_STEPS.get(step, "")) or step


def step_definition(step: str) -> str:
    """Return what a step of the funnel counts."""
    return _(_COUNTS.get(step, ""))
