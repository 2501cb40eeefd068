"""Who sends the quotes: what French law wants to read of a business, as the user wrote it.

It reads a table already parsed. A wrong value is left out and reported; nothing is invented. A
quote is a French document whatever language the screens speak: its fixed words are French here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from prospect_tui.domain import toml_values
from prospect_tui.domain.errors import InvalidValue, ProspectError
from prospect_tui.domain.joining import joined
from prospect_tui.domain.quote_numbers import DEFAULT_PATTERN, is_pattern

MOST_DAYS = 3650
LONGEST, MOST_LINES = 300, 10
"""Characters of a line, and lines: the head of a quote stands on one page."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The user's business (code de commerce art. R. 123-237 and L. 441-9, arrêté du 24/01/2017)."""

    name: str = ""
    """The business, or first and last name of a sole trader (with "EI")."""
    legal_form: str = ""
    """"EI", "SARL", "SASU"…"""
    capital: str = ""
    """Of a company, as it is written: "5 000 €"."""
    address: tuple[str, ...] = ()
    """Its lines."""
    siret: str = ""
    register: str = ""
    """"RCS Lyon", "RNE"… with the number if it is wanted."""
    vat_number: str = ""
    vat_exemption: str = ""
    """Why no VAT is charged: "TVA non applicable, art. 293 B du CGI"; empty: it is charged."""
    phone: str = ""
    email: str = ""
    website: str = ""
    bank: str = ""
    """Where to pay: the IBAN."""
    insurance: str = ""
    """The professional insurance, where a trade must tell it (code des assurances L. 243-2)."""
    payment: tuple[str, ...] = ("Paiement à 30 jours à réception de la facture.",)
    """When and how to pay."""
    late_penalties: tuple[str, ...] = (
        "En cas de retard de paiement : pénalités au taux de trois fois l'intérêt légal, et"
        " indemnité forfaitaire de 40 € pour frais de recouvrement (C. com. art. L. 441-10).",
    )
    conditions: tuple[str, ...] = ()
    """The conditions that a new quote begins with."""
    quote_price: str = "Devis gratuit."
    """Whether the quote itself is free (arrêté du 24/01/2017)."""
    validity_days: int = 30
    """For how many days a quote holds."""
    number_pattern: str = DEFAULT_PATTERN

    @property
    def is_complete(self) -> bool:
        """Say whether a quote may go out: a name, an address and a SIRET are the least."""
        return bool(self.name and self.address and self.siret)

    @property
    def sender(self) -> str:
        """Return how the business presents itself at the head of a French quote, as lines."""
        capital = f"au capital de {self.capital}" if self.capital else ""
        head = joined(self.name, self.legal_form, capital, by=" ")
        reached = joined(self.phone, self.email, self.website)
        siret = f"SIRET {_grouped(self.siret)}" if self.siret else ""
        numbers = joined(siret, self.register)
        vat = f"N° TVA {self.vat_number}" if self.vat_number else ""
        return joined(head, *self.address, reached, numbers, vat, by="\n")

    @property
    def terms(self) -> str:
        """Return the conditions that a new French quote begins with, as lines."""
        bank = f"Règlement par virement : {self.bank}" if self.bank else ""
        insurance = f"Assurance professionnelle : {self.insurance}" if self.insurance else ""
        lines = (
            self.vat_exemption, *self.conditions, *self.payment, bank, *self.late_penalties,
            insurance, self.quote_price,
        )  # fmt: skip
        return joined(*lines, by="\n")


def _grouped(siret: str) -> str:
    """Return a SIRET as it is printed, 732 829 320 00074; what is none as it was written."""
    digits = "".join(siret.split())
    if not re.fullmatch("[0-9]{14}", digits):
        return siret
    return " ".join((digits[:3], digits[3:6], digits[6:9], digits[9:]))


def read_identity(value: object, file: str) -> tuple[Identity, list[ProspectError]]:
    """Return the identity that a table of `file` tells, and what is wrong in it."""
    if not isinstance(value, Mapping):
        return Identity(), [InvalidValue("settings.identity", file=file, key="identity")]
    read: dict[str, object] = {}
    problems: list[ProspectError] = []
    for key, one in value.items():
        name = f"identity.{key}"
        if key not in _READERS:
            problems.append(InvalidValue("settings.unknown", file=file, key=name))
            continue
        reader, expected = _READERS[key]
        try:
            read[key] = reader(one)
        except (ValueError, TypeError):
            problems.append(InvalidValue(expected, file=file, key=name, value=str(one)))
    return Identity(**read), problems  # type: ignore[arg-type] # as its reader gives it


def _text(value: object) -> str:
    text = toml_values.text(value).strip()
    if len(text) > LONGEST:
        raise ValueError(value)
    return text


def _lines(value: object) -> tuple[str, ...]:
    """Return the lines of one text, or of a list of texts."""
    listed = value if isinstance(value, list) else str(_checked(value)).splitlines()
    if len(listed) > MOST_LINES:
        raise ValueError(value)
    return tuple(line for line in map(_text, listed) if line)


def _checked(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _days(value: object) -> int:
    return toml_values.count(value, most=MOST_DAYS)


def _pattern(value: object) -> str:
    if not is_pattern(_text(value)):
        raise ValueError(value)
    return _text(value)


_OTHERS: dict[str, tuple[Callable[[object], object], str]] = {
    **dict.fromkeys(
        ("address", "payment", "late_penalties", "conditions"), (_lines, "settings.text_lines")
    ),
    "validity_days": (_days, "settings.wait"),
    "number_pattern": (_pattern, "settings.number_pattern"),
}
_READERS = {
    field.name: _OTHERS.get(field.name, (_text, "settings.text")) for field in fields(Identity)
}
