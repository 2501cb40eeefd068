"""What may prevent a consent from being recorded or revoked."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "consent.wording": N_(
        "What was accepted? Type the words of the consent, or the object of the contract: without"
        " them it proves nothing."
    ),
    "consent.future": N_("A consent cannot be given after today. Correct its date."),
    "consent.until": N_("It would end before it was given. Correct one of the two dates."),
    "consent.not_found": N_("There is no consent no. {consent}. See those of a row in its sheet."),
    "consent.revoked": N_("Consent no. {consent} was revoked already. Nothing changed."),
}
