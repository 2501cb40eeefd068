"""What is wrong with a phone number, an e-mail, an identifier or a typed value: `{value}`."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "phone.short": N_(
        "“{value}” is a short number: it is kept as it is, and has no international form."
    ),
    "phone.emergency": N_("“{value}” is an emergency number: it will never be called from here."),
    "phone.service_code": N_(
        "“{value}” holds a network code (* or #), which could divert calls: it will not be dialled."
        " Type the number alone."
    ),
    "phone.too_short": N_(
        "Digits are missing in “{value}”: ten are needed. Check it with its source."
    ),
    "phone.too_long": N_("“{value}” has more than ten digits. Write “ / ” between two numbers."),
    "phone.lost_digits": N_(
        "A spreadsheet has shortened “{value}”: the last digits of the number are lost. Give the"
        " column the Text format in the spreadsheet, then export it again."
    ),
    "phone.unknown": N_(
        "“{value}” is no phone number. A foreign one starts with + and its country code."
    ),
    "identifier.lost_digits": N_(
        "A spreadsheet has shortened “{value}”: its last digits are lost. Give the column the Text"
        " format in the spreadsheet, then export it again."
    ),
    "siren.characters": N_("“{value}” is not a SIREN: only digits are expected, nine of them."),
    "siren.length": N_("“{value}” is not a SIREN: it has nine digits (a SIRET has fourteen)."),
    "siren.checksum": N_(
        "No company has the SIREN “{value}”: wrong check digit. One digit is mistyped, or two are"
        " swapped."
    ),
    "siret.characters": N_("“{value}” is not a SIRET: only digits are expected, fourteen of them."),
    "siret.length": N_("“{value}” is not a SIRET: it has fourteen digits (a SIREN has nine)."),
    "siret.checksum": N_(
        "No establishment has the SIRET “{value}”: wrong check digit. One digit is mistyped, or"
        " two are swapped."
    ),
    "vat.format": N_(
        "“{value}” is not a VAT number (FR + 2 characters + SIREN). Abroad, the two letters of"
        " the country come first."
    ),
    "vat.checksum": N_(
        "“{value}”: the key or SIREN of this VAT number is wrong. Compare it with the SIREN of the"
        " company."
    ),
    "naf.format": N_("“{value}” is not a NAF code, like 43.32A: four digits and a letter."),
    "postcode.format": N_(
        "“{value}” is not a French postcode: it has five digits. Abroad, fill in the country."
    ),
    "email.no_at": N_("“{value}” is not an e-mail address: the @ is missing."),
    "email.format": N_(
        "“{value}” holds a wrong address: a space, an accent, two dots in a row, a missing ending"
        " like .fr?"
    ),
    "value.number": N_("“{value}” is not a number: digits only, like 1 250 or 3,5."),
    "value.date": N_("“{value}” is not a day of the calendar: type 31/12/2026 or 2026-12-31."),
    "value.yes_no": N_("“{value}” is neither yes nor no. Type oui or non."),
}
