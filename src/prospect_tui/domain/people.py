"""What is known of a person and of a company: one list of fields for pages, checks and commands.

A field is a column, as in a prospecting file: it is normalised and checked alike. Refuses the base,
and words: the labels are those of the columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.identifiers import (
    FRENCH_COUNTRIES,
    check_siren,
    check_siret,
    parse_emails,
    siren_of_siret,
)
from prospect_tui.domain.names import split_person
from prospect_tui.domain.phone import parse_phones
from prospect_tui.domain.vocabulary import ColumnKind, CompanyKind, ContactKind, Role

CONTACT_FIELDS: tuple[Column, ...] = (
    Column("civility"),
    Column("first_name"),
    Column("last_name"),
    Column("job_title"),
    Column("role", ColumnKind.CHOICE, choices=tuple(Role)),
    Column("phone", ColumnKind.PHONE),
    Column("mobile", ColumnKind.PHONE),
    Column("direct_line", ColumnKind.PHONE),
    Column("other_phone", ColumnKind.PHONE),
    Column("email", ColumnKind.EMAIL),
    Column("other_email", ColumnKind.EMAIL),
    Column("generic_email", ColumnKind.EMAIL),
    Column("linkedin"),
    Column("other_profile"),
    Column("address"),
    Column("postcode", ColumnKind.POSTCODE),
    Column("city"),
    Column("kind", ColumnKind.CHOICE, choices=tuple(ContactKind)),
    Column("email_permission", ColumnKind.YES_NO),
    Column("sms_permission", ColumnKind.YES_NO),
    Column("checked_on", ColumnKind.DATE),
    Column("notes"),
)
COMPANY_FIELDS: tuple[Column, ...] = (
    Column("name"),
    Column("trade_name"),
    Column("siret", ColumnKind.SIRET),
    Column("siren", ColumnKind.SIREN),
    Column("vat_number", ColumnKind.VAT),
    Column("rcs"),
    Column("naf", ColumnKind.NAF),
    Column("naf_2025", ColumnKind.NAF),
    Column("activity"),
    Column("legal_form"),
    Column("kind", ColumnKind.CHOICE, choices=tuple(CompanyKind)),
    Column("headcount"),
    Column("turnover", ColumnKind.MONEY),
    Column("turnover_year", ColumnKind.NUMBER),
    Column("founded_on", ColumnKind.DATE),
    Column("website"),
    Column("phone", ColumnKind.PHONE),
    Column("email", ColumnKind.EMAIL),
    Column("address"),
    Column("address_extra"),
    Column("postcode", ColumnKind.POSTCODE),
    Column("city"),
    Column("country"),
    Column("competitor"),
    Column("notes"),
)
CONTACTS_BY_KEY = {column.key: column for column in CONTACT_FIELDS}
COMPANIES_BY_KEY = {column.key: column for column in COMPANY_FIELDS}
CONTACT_PHONES = tuple(c.key for c in CONTACT_FIELDS if c.kind is ColumnKind.PHONE)
CONTACT_MAILS = tuple(c.key for c in CONTACT_FIELDS if c.kind is ColumnKind.EMAIL)
REACHED_BY = (*CONTACT_PHONES, *CONTACT_MAILS)
"""The fields by which a person is reached, and to which an objection may be."""
PERSONAL_MAILS = tuple(key for key in CONTACT_MAILS if key != "generic_email")
"""The addresses by which one person is known: a general one is nobody's."""
_YEARS = range(1000, 10_000)
_BETWEEN = " ,;:·|/()-–—"


def person_in(line: str) -> dict[str, str]:
    """Read a person typed in one line, by field: "Mme Roux, acheteuse, 06 39 98 12 34".

    The numbers and the addresses are found wherever they stand; of the rest, what comes before the
    first comma is the name, what follows is the job title.
    """
    text = clean(line).strip()
    found: dict[str, str] = {}
    for address in parse_emails(text):
        found.setdefault("email" if "email" not in found else "other_email", address)
        text = text.replace(address, ",")
    words = []
    for part in text.replace(";", ",").split(","):
        numbers = parse_phones(part)
        words.append(part[: _first_figure(part)] if numbers else part)
        for number in numbers:
            fields = ("mobile", "other_phone") if _is_mobile(number.e164) else CONTACT_PHONES
            free = next((field for field in fields if field not in found), None)
            if free is not None:
                found[free] = (
                    part[_first_figure(part) :].strip() if len(numbers) == 1 else (number.e164)
                )
    said = [part.strip(_BETWEEN) for part in words if part.strip(_BETWEEN)]
    if said:
        names = zip(("civility", "first_name", "last_name"), split_person(said[0]), strict=True)
        found |= {key: value for key, value in names if value}
    if len(said) > 1:
        found["job_title"] = ", ".join(said[1:])
    return found


def _first_figure(part: str) -> int:
    return next(place for place, sign in enumerate(part) if sign.isdigit() or sign in "+(")


def _is_mobile(e164: str) -> bool:
    return e164.startswith(("+336", "+337"))


def company_problem(key: str, values: Mapping[str, str]) -> str | None:
    """Return the message id of what is wrong with a field beside the others, or None.

    A SIRET opens with the SIREN of its company; a year of turnover is a year.
    """
    siret, siren = values.get("siret", ""), values.get("siren", "")
    is_both = bool(siret and siren) and not check_siret(siret) and not check_siren(siren)
    if key == "siren" and is_both and siren_of_siret(siret) != siren:
        return "company.siren_of_siret"
    return None


def is_year(text: str) -> bool:
    """Say whether a text is a year in four figures."""
    return text.isascii() and text.isdigit() and int(text) in _YEARS


def same_person(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether two may be one person by their names: "Mme Roux" may be Anne Roux."""
    (first, last), (other_first, other_last) = (
        [fold(fields.get(key, "")) for key in ("first_name", "last_name")]
        for fields in (one, other)
    )
    return (
        bool(last) and last == other_last and (not first or not other_first or first == other_first)
    )


def same_company(
    postcode: str, siren: str, country: str, other_postcode: str, other_siren: str
) -> bool:
    """Say whether two companies of one name may be one: nothing tells them apart.

    They are two at two postcodes, and under two SIREN. Abroad a postcode alone says little.
    """
    is_abroad = fold(country).strip() not in FRENCH_COUNTRIES
    is_elsewhere = bool(postcode and other_postcode and postcode != other_postcode)
    return not (is_elsewhere and not is_abroad) and not (
        siren and other_siren and siren != other_siren
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """The people of one role in a decision."""

    role: str
    """"" for those whose role is not known."""
    people: tuple[int, ...]
    """Their places in the list that was given."""


def decision_chart(roles: Sequence[str]) -> tuple[Branch, ...]:
    """Return who stands where in a decision: those who decide first, the unknown ones last.

    A role of somebody else's words comes after the known ones.
    """
    known = [role.value for role in Role]
    order = [*known, *sorted({role for role in roles if role and role not in known}), ""]
    places = {role: tuple(n for n, one in enumerate(roles) if one == role) for role in order}
    return tuple(Branch(role, places[role]) for role in order if places[role])


def filled(values: Mapping[str, str], keys: Iterable[str]) -> list[str]:
    """Return the values of these fields that are filled, each once."""
    return list(dict.fromkeys(text for key in keys if (text := values.get(key, ""))))
