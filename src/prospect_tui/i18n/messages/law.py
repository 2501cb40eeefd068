"""Why a call is not allowed, as the end of a sentence: French rules known in November 2026."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "law.opposed": N_("the person objects to being canvassed (GDPR, article 21)"),
    "law.unknown_nature": N_(
        "professional or individual? Until you say it, the rule of individuals applies"
    ),
    "law.no_consent": N_(
        "an individual must have consented first (code de la consommation, L. 223-1)"
    ),
    "law.too_many_attempts": N_(
        "4 calls in 30 days already, the most for an individual (D. 223-9)"
    ),
    "law.refused_recently": N_("the person refused less than 60 days ago (D. 223-9)"),
    "law.closed_day": N_("no individual is called on a week-end or a public holiday (D. 223-9)"),
    "law.closed_hour": N_("individuals are called from 10 to 13 and from 14 to 20 only (D. 223-9)"),
}
