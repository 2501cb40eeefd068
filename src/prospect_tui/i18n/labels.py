"""The words of the domain by stored value, in the user's language. An unknown value is shown as is.

Only words: sentences about errors are in `messages`, dates and amounts elsewhere. The keywords of
call results (NRP, RAPP, RDV…) are the profession's own and are the same in both languages.
"""

from collections.abc import Mapping

from prospect_tui.i18n.catalog import N_, _

_COLUMNS = {
    "company_name": N_("Company"),
    "trade_name": N_("Trade name"),
    "civility": N_("Salutation"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "job_title": N_("Job title"),
    "phone": N_("Phone"),
    "mobile": N_("Mobile"),
    "direct_line": N_("Direct line"),
    "other_phone": N_("Other phone"),
    "email": N_("E-mail"),
    "generic_email": N_("General e-mail"),
    "city": N_("City"),
    "headcount": N_("Staff"),
    "result": N_("Result"),
    "score": N_("Score"),
    "next": N_("Next call"),
    "attempts": N_("Attempts"),
    "last_call": N_("Last call"),
    "age": N_("Age (d)"),
    "notes": N_("Note"),
    "address": N_("Address"),
    "address_extra": N_("Address, line 2"),
    "postcode": N_("Postcode"),
    "department": N_("Department"),
    "region": N_("Region"),
    "country": N_("Country"),
    "website": N_("Website"),
    "linkedin": N_("LinkedIn"),
    "siren": N_("SIREN"),
    "siret": N_("SIRET"),
    "vat_number": N_("VAT number"),
    "rcs": N_("RCS"),
    "naf": N_("NAF code"),
    "naf_2025": N_("NAF 2025"),
    "activity": N_("Business"),
    "legal_form": N_("Legal form"),
    "founded_on": N_("Founded"),
    "turnover": N_("Turnover"),
    "nature": N_("Nature"),
    "competitor": N_("Current supplier"),
    "amount": N_("Amount"),
    "tags": N_("Tags"),
    "source": N_("Source"),
    "name": N_("Legal name"),
    "role": N_("Role in the decision"),
    "kind": N_("Category"),
    "other_email": N_("Other e-mail"),
    "other_profile": N_("Other profile"),
    "email_permission": N_("May be e-mailed"),
    "sms_permission": N_("May be texted"),
    "checked_on": N_("Checked on"),
    "turnover_year": N_("Year of turnover"),
}

_COLUMN_KINDS = {
    "text": N_("text"),
    "phone": N_("phone number"),
    "email": N_("e-mail address"),
    "siren": N_("SIREN"),
    "siret": N_("SIRET"),
    "vat": N_("VAT"),
    "naf": N_("activity code"),
    "postcode": N_("postcode"),
    "number": N_("number"),
    "money": N_("amount"),
    "date": N_("date"),
    "choice": N_("choice"),
    "yes_no": N_("yes or no"),
    "computed": N_("computed"),
}

_RESULT_KEYWORDS = {"REFUS_COMM": "REFUS COMM", "HORS_CIBLE": "HORS CIBLE"}

_RESULT_DEFINITIONS = {
    "NRP": N_("Nobody answers"),
    "OCC": N_("The line is busy"),
    "RAPP": N_("To be called back"),
    "REFUS": N_("A plain no"),
    "REFUS_COMM": N_("Hangs up on you"),
    "RDV": N_("Appointment obtained: the goal"),
    "PISTE": N_("Interested: a follow-up is agreed"),
    "PROJET": N_("Says when to call again, and why"),
    "MAIL": N_("You will send some information"),
    "HORS_CIBLE": N_("Not your target, nor your area"),
    "ERR": N_("Wrong number"),
}

_SCORES = {
    "GAGNE": N_("WON-RDV"),
    "CHAUD": N_("HOT"),
    "TIEDE": N_("WARM"),
    "FROID": N_("COLD"),
    "ARRETE": N_("STOPPED"),
    "PERDU": N_("LOST"),
}

_SCORE_DEFINITIONS = {
    "GAGNE": N_("The appointment is obtained"),
    "CHAUD": N_("First to be followed up"),
    "TIEDE": N_("Second to be followed up"),
    "FROID": N_("Uses what you sell, but keeps the present supplier for now"),
    "ARRETE": N_("No more time spent calling, for a while or for good"),
    "PERDU": N_("There was a project: you came too late or did not convince"),
}

_LOOKUPS = {
    "search": N_("Search the web"),
    "register": N_("Register of companies"),
    "map": N_("Map"),
    "linkedin": N_("LinkedIn profiles"),
    "number": N_("Whose number is it"),
}

_STATUSES = {
    "to_do": N_("To do"),
    "standby": N_("Stand-by"),
    "won": N_("Won"),
    "lost": N_("Lost"),
    "cancelled": N_("Cancelled"),
}

_ORIGINS = {
    "file": N_("Prospecting file"),
    "trade_fair": N_("Trade fair or business card"),
    "web_form": N_("Web form"),
    "quote_request": N_("Request for a quote"),
    "referral": N_("Referral"),
    "network": N_("Network"),
    "inbound_call": N_("Incoming call"),
    "inbound_mail": N_("Incoming mail"),
    "partner": N_("Partner"),
    "upsell": N_("Upsell"),
    "cross_sell": N_("Cross-sell"),
    "renewal": N_("Renewal"),
}

_QUOTE_STATES = {
    "draft": N_("Draft"),
    "sent": N_("Sent"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "expired": N_("Expired"),
}

_ACTIVITY_KINDS = {"task": N_("Task"), "call": N_("Call"), "event": N_("Appointment")}

_ACTION_KINDS = {
    "call": N_("Call"),
    "mail": N_("Mail"),
    "meeting": N_("Meeting"),
    "task": N_("Task"),
    "quote": N_("Quote"),
}

_PLAN_KINDS = {
    "promised": N_("Promised call-back"),
    "retry": N_("New attempt"),
    "follow_up": N_("Follow-up"),
    "return": N_("Back after a break"),
}

_STAGES = {
    "needs": N_("Needs analysis"),
    "proposal": N_("Proposal"),
    "costing": N_("Costing"),
    "presentation": N_("Presentation"),
    "negotiation": N_("Negotiation"),
}

_NATURES = {
    "professional": N_("Professional"),
    "individual": N_("Individual"),
    "unknown": N_("Unknown"),
}

_HALF_DAYS = {"am": N_("morning"), "pm": N_("afternoon")}

_OUTCOMES = {
    "won": N_("Won"),
    "lost": N_("Lost"),
    "lost_competitor": N_("Lost to a competitor"),
    "cancelled": N_("Cancelled"),
}

_CONDITIONS = {
    "project": N_("Project"),
    "budget": N_("Budget"),
    "date": N_("Date"),
    "deciders": N_("Deciders"),
}

_FIVE_W = {
    "who": N_("Who decides"),
    "what": N_("What is bought"),
    "why": N_("Why change"),
    "when": N_("When it is decided"),
    "where": N_("Where it is used"),
}

_SECTIONS = {
    "promised": N_("Promised call-backs"),
    "late": N_("Late"),
    "opportunities": N_("Opportunities to do"),
    "follow_ups": N_("Hot and warm follow-ups"),
    "tasks": N_("Tasks"),
    "after_sale": N_("After-sale"),
    "meetings": N_("Today's meetings"),
    "forgotten": N_("Forgotten: deal with it first"),
    "cold": N_("Cold calls, rest of the file"),
}


def column_label(key: str) -> str:
    """Return the title of a fixed column."""
    return _word(_COLUMNS, key)


def column_kind_label(kind: str) -> str:
    """Return what a column holds."""
    return _word(_COLUMN_KINDS, kind)


_own_results: dict[str, str] = {}
_own_scores: dict[str, str] = {}
_own_actions: dict[str, str] = {}


def use_names(
    results: Mapping[str, str], scores: Mapping[str, str], actions: Mapping[str, str] | None = None
) -> None:
    """Take the user's lists as they are now: the label of every code, "" where he gave none.

    As the language, they are the same for whatever is shown from now on.
    """
    lists = ((_own_results, results), (_own_scores, scores), (_own_actions, actions or {}))
    for known, names in lists:
        known.clear()
        known.update(names)


def known_results() -> dict[str, str]:
    """Return the label of every call result of the user's list, retired ones too, by code."""
    return {code: result_label(code) for code in _own_results}


def known_scores() -> dict[str, str]:
    """Return the label of every score of the user's list, retired ones too, by code."""
    return {code: score_label(code) for code in _own_scores}


def result_label(code: str, own: str = "") -> str:
    """Return the keyword of a call result; `own` is the label the user gave it, if any."""
    return own or _own_results.get(code) or _RESULT_KEYWORDS.get(code, code)


def result_definition(code: str, own: str = "") -> str:
    """Return one line on what a call result means, or "" when nobody ever said."""
    return own or _(_RESULT_DEFINITIONS.get(code, ""))


def score_label(code: str, own: str = "") -> str:
    """Return the word of a prospect result: "CHAUD" is "HOT" in English."""
    return own or _own_scores.get(code) or _word(_SCORES, code)


def score_definition(code: str, own: str = "") -> str:
    """Return one line on what a prospect result means, or ""."""
    return own or _(_SCORE_DEFINITIONS.get(code, ""))


def status_label(status: str) -> str:
    """Return the status of an opportunity."""
    return _word(_STATUSES, status)


def outcome_label(outcome: str) -> str:
    """Return how an opportunity ended."""
    return _word(_OUTCOMES, outcome)


def origin_label(origin: str) -> str:
    """Return where an opportunity comes from."""
    return _word(_ORIGINS, origin)


def quote_state_label(state: str) -> str:
    """Return where a quote stands."""
    return _word(_QUOTE_STATES, state)


def activity_label(kind: str) -> str:
    """Return the kind of a planned work."""
    return _word(_ACTIVITY_KINDS, kind)


def action_label(code: str) -> str:
    """Return the type of a next action: the user's own label, or the word for its kind."""
    return _own_actions.get(code) or _word(_ACTION_KINDS, code)


def plan_label(kind: str) -> str:
    """Return why a row has a next call."""
    return _word(_PLAN_KINDS, kind)


def stage_label(code: str, own: str = "") -> str:
    """Return the name of a stage; `own` is the name the user gave it, if any."""
    return own or _word(_STAGES, code)


def nature_label(nature: str) -> str:
    """Return whom a row is about."""
    return _word(_NATURES, nature)


def half_day_label(half: str) -> str:
    """Return "morning" or "afternoon"."""
    return _word(_HALF_DAYS, half)


def condition_label(name: str) -> str:
    """Return one of the four conditions of an opportunity."""
    return _word(_CONDITIONS, name)


def five_w_label(name: str) -> str:
    """Return one of the five questions that qualify a project."""
    return _word(_FIVE_W, name)


def lookup_label(name: str) -> str:
    """Return the name of a web look-up: the user's own as it is."""
    return _word(_LOOKUPS, name)


def section_label(section: str) -> str:
    """Return the title of a section of the morning list."""
    return _word(_SECTIONS, section)


def _word(words: dict[str, str], value: str) -> str:
    return _(words.get(value, "")) or value
