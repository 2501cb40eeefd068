"""What may prevent a change of a person or of a company."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "contact.not_found": N_(
        "Contact {contact} does not exist any more. It was taken back or deleted."
    ),
    "company.not_found": N_(
        "Company {company} does not exist any more. It was taken back or deleted."
    ),
    "contact.not_in_sale": N_("Contact {contact} is not in opportunity {opportunity}."),
    "contact.already_there": N_("{name} is in this opportunity already."),
    "contact.known": N_(
        "{name} is known already (contact {contact}): add that one instead of a second one."
    ),
    "contact.of_company": N_("{name} is with {company}: a person is of one company only."),
    "contact.no_name": N_("Type at least a name: “Mme Roux, acheteuse, 06 39 98 12 34”."),
    "contact.nobody_found": N_(
        "The notes and calls of this opportunity name nobody who is not one of its people already."
    ),
    "contact.unknown_role": N_("“{role}” is no role in a decision. Known: {known}."),
    "contact.unknown_choice": N_("“{value}” is not one of the choices. Known: {known}."),
    "contact.unknown_field": N_("There is no field called “{field}”. Known: {known}."),
    "contact.who": N_("Say who: a person in one line, or a known one with --contact, not both."),
    "contact.whose_chart": N_("Say whose chart: --opportunity or --company."),
    "company.which": N_("Say which company: its number, a new one with --new, or --none."),
    "company.no_name": N_("A company needs a name."),
    "company.year": N_("“{value}” is not a year: four figures are expected, such as 2025."),
    "company.siren_of_siret": N_(
        "“{value}” is not the SIREN with which the SIRET begins: one of them is another company's."
    ),
}
