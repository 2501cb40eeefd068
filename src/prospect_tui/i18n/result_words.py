"""The words of what a call result is made of: when to call next, what it changes, what it asks.

By stored value, in the user's language; an unknown value is shown as it is.
"""

from collections.abc import Mapping

from prospect_tui.i18n.catalog import N_, _

_ASKS = {
    "when": N_("date"),
    "subject": N_("subject"),
    "spoke_to_decider": N_("whether the decider spoke"),
    "reason": N_("reason"),
    "competitor": N_("current supplier"),
    "opposition": N_("opposition"),
    "return_months": N_("when the row comes back"),
    "place": N_("place"),
    "person": N_("with whom"),
    "amount": N_("amount"),
    "conditions": N_("the four conditions"),
    "five_w": N_("the 5 W"),
    "convert": N_("make it an opportunity?"),
    "email": N_("e-mail"),
    "email_permission": N_("permission to e-mail"),
    "deciders": N_("who decides"),
    "budget": N_("budget"),
    "lose": N_("whether the opportunity is lost"),
}

_DELAYS = {
    "none": N_("no next call"),
    "retry": N_("try again in the other half-day"),
    "busy": N_("try again in … minutes, later in the other half-day"),
    "same_hour": N_("a working day to come, at the same hour"),
    "typed": N_("on the date that is given"),
    "days": N_("in … days"),
    "once_days": N_("in … days, the first time only"),
    "working_days": N_("in … working days"),
    "return": N_("comes back in … months, if wanted"),
    "next_number": N_("at once, on the next number"),
}

_ATTEMPTS = {
    "plus_one": N_("one more attempt"),
    "once_per_half_day": N_("one more attempt, once per half-day"),
    "zero_if_decider": N_("back to 0 if the decider spoke, else one more"),
    "zero": N_("back to 0"),
    "keep": N_("not counted"),
}

_SCORES = {
    "keep": N_("stays as it is"),
    "set": N_("becomes…"),
    "competitor": N_("by the current supplier"),
    "within_months": N_("by how soon the next call is"),
    "last": N_("only when no call follows"),
}

_ROWS = {"stay": N_("stays in the queue"), "strike": N_("is struck out")}

_CONVERSIONS = {
    "never": N_("no"),
    "offer_no": N_("offered, no by default"),
    "offer_yes": N_("offered, yes by default"),
    "always": N_("always"),
}

_PLANS = {
    "meeting": N_("an appointment and its confirmation"),
    "send_today": N_("a task today: send"),
}

_FLAGS = {
    "valid_number": N_("valid number"),
    "answered": N_("answered"),
    "decision_maker": N_("decider reached"),
    "argued": N_("argued"),
    "positive": N_("positive"),
    "final": N_("final"),
}

_TONES = {
    "won": N_("won over"),
    "hot": N_("hot"),
    "warm": N_("warm"),
    "cold": N_("cold"),
    "stopped": N_("stopped"),
    "lost": N_("lost sale"),
}


def ask_label(ask: str) -> str:
    """Return what a result asks."""
    return _word(_ASKS, ask)


def delay_label(kind: str) -> str:
    """Return when a result calls next, "…" standing for its number."""
    return _word(_DELAYS, kind)


def attempts_label(effect: str) -> str:
    """Return what becomes of the attempt counter."""
    return _word(_ATTEMPTS, effect)


def score_change_label(kind: str) -> str:
    """Return how a result decides on the score."""
    return _word(_SCORES, kind)


def row_effect_label(effect: str) -> str:
    """Return what becomes of the row."""
    return _word(_ROWS, effect)


def conversion_label(conversion: str) -> str:
    """Return whether a result makes an opportunity."""
    return _word(_CONVERSIONS, conversion)


def extra_plan_label(plan: str) -> str:
    """Return what a result plans besides the next call."""
    return _word(_PLANS, plan)


def flag_label(flag: str) -> str:
    """Return one of the flags from which statistics are made."""
    return _word(_FLAGS, flag)


def tone_label(tone: str) -> str:
    """Return the tone of a score."""
    return _word(_TONES, tone)


def _word(words: Mapping[str, str], value: str) -> str:
    return _(words.get(value, "")) or value
