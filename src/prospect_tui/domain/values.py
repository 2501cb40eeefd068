"""One door for the value of a cell, by the kind of its column: normalise it, say what is wrong.

Refuses nothing and raises nothing: a wrong value is kept as typed, and its problem is a message
id. Numbers, amounts and choices stay text here.
"""

from collections.abc import Callable
from datetime import date

from prospect_tui.domain import identifiers, phone
from prospect_tui.domain.cleaning import clean, fold, whole_number
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.expressions import expression
from prospect_tui.domain.numbers import CENTS, cents_kept, parse_money, parse_number
from prospect_tui.domain.vocabulary import ColumnKind, Nature

YES, NO = "yes", "no"

_YES_NO = dict.fromkeys(("oui", "o", "yes", "y", "x", "1", "vrai", "true", "✓", "✔"), YES) | (
    dict.fromkeys(("non", "n", "no", "0", "faux", "false"), NO)
)

_NATURES = (
    dict.fromkeys(("pro", "professionnel", "professionnelle", "professional", "b2b"),
                  Nature.PROFESSIONAL.value)
    | dict.fromkeys(("particulier", "individuel", "individual", "b2c"), Nature.INDIVIDUAL.value)
    | dict.fromkeys(("inconnu", "inconnue", "unknown"), Nature.UNKNOWN.value)
)  # fmt: skip

_DAY_FIRST = expression(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4})(?: 0?0:00(?::00)?)?")
_YEAR_FIRST = expression(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")


def normalise(kind: ColumnKind, raw: str, *, country: str = "") -> str:
    """Return `raw` as a column of `kind` stores it: cleaned, stripped, in the kind's spelling.

    `country` is the row's country as typed: outside France a postcode is left alone.
    """
    text = clean(raw).strip()
    if kind is ColumnKind.POSTCODE:
        return identifiers.normalise_postcode(text, country)
    spell = _SPELLINGS.get(kind)
    return spell(text) if spell and text else text


def problem(kind: ColumnKind, value: str, *, country: str = "", region: str = "FR") -> str | None:
    """Return the message id of what is wrong with `value`, None when it is fine or empty.

    `country` is the row's country as typed, `region` the ISO 3166 code under which national
    phone numbers are read. The sentences take one parameter, `value`.
    """
    if not value.strip():
        return None
    if kind is ColumnKind.POSTCODE:
        return identifiers.check_postcode(value, country)
    if kind is ColumnKind.PHONE:
        return phone.check_phone(value, region)
    check = _CHECKS.get(kind)
    return check(value) if check else None


def cell_problem(column: Column, value: str, country: str = "") -> str | None:
    """Return the message id of what is wrong with a stored cell, None when it is fine or empty.

    `country` is the row's country as typed.
    """
    if column.kind is ColumnKind.MONEY:
        return None if not value or cents_kept(value) is not None else "value.amount"
    if column.kind is ColumnKind.CHOICE and column.choices:
        return None if not value or value in column.choices else "cell.not_a_choice"
    return problem(column.kind, value, country=country)


def is_checked(kind: ColumnKind) -> bool:
    """Say whether a value of this kind may be wrong: only then is `cell_problem` worth asking."""
    return kind in _CHECKS or kind in _CHECKED_WITH_MORE


def typed_text(kind: ColumnKind, value: str) -> str:
    """Return a stored value as it could be typed: cents in euros, "1234,50"; others as they are."""
    amount = cents_kept(value) if kind is ColumnKind.MONEY else None
    if amount is None:
        return value
    euros, cents = divmod(abs(amount), CENTS)
    sign = "-" if value.startswith("-") else ""
    return f"{sign}{euros},{cents:02}" if cents else f"{sign}{euros}"


def spell_nature(raw: str) -> str:
    """Return whom a row is about as it is stored; words that do not tell come back cleaned."""
    text = clean(raw).strip()
    return _NATURES.get(fold(text), text)


def spell_choice(column: Column, text: str) -> str:
    """Return which of the choices of a column is meant, whatever its case and accents; or `text`.

    The first letter of a cell is typed as a capital.
    """
    wanted = fold(text)
    alike = [one for one in column.choices if fold(one) == wanted]
    return text if text in alike or not alike else alike[0]


def _date(text: str) -> str:
    """Return the ISO day of `text`; what is no day of the calendar stays as typed."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found[1], found[2], found[3]
    elif found := _DAY_FIRST.fullmatch(text):
        year, month, day = found[4], found[3], found[1]
    else:
        return text
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def _yes_no(text: str) -> str:
    return _YES_NO.get(fold(text), text)


def _check_date(value: str) -> str | None:
    try:
        date.fromisoformat(_date(clean(value).strip()))
    except ValueError:
        return "value.date"
    return None


def _check_yes_no(value: str) -> str | None:
    return None if _yes_no(clean(value).strip()) in {YES, NO} else "value.yes_no"


def _read_by(parse: Callable[[str], object]) -> Callable[[str], str | None]:
    """Return the check which says whether `parse` can read a value."""

    def check(value: str) -> str | None:
        try:
            parse(clean(value))
        except InvalidValue as error:
            return error.message_id
        return None

    return check


_SPELLINGS: dict[ColumnKind, Callable[[str], str]] = {
    # A phone stays as typed: its E.164 is stored beside it.
    ColumnKind.PHONE: whole_number,
    ColumnKind.EMAIL: identifiers.normalise_email,
    ColumnKind.SIREN: identifiers.normalise_siren,
    ColumnKind.SIRET: identifiers.normalise_siret,
    ColumnKind.VAT: identifiers.normalise_vat,
    ColumnKind.NAF: identifiers.normalise_naf,
    ColumnKind.DATE: _date,
    ColumnKind.YES_NO: _yes_no,
}

_CHECKS: dict[ColumnKind, Callable[[str], str | None]] = {
    ColumnKind.EMAIL: identifiers.check_email,
    ColumnKind.SIREN: identifiers.check_siren,
    ColumnKind.SIRET: identifiers.check_siret,
    ColumnKind.VAT: identifiers.check_vat,
    ColumnKind.NAF: identifiers.check_naf,
    ColumnKind.NUMBER: _read_by(parse_number),
    ColumnKind.MONEY: _read_by(parse_money),
    ColumnKind.DATE: _check_date,
    ColumnKind.YES_NO: _check_yes_no,
}
_CHECKED_WITH_MORE = {ColumnKind.POSTCODE, ColumnKind.PHONE, ColumnKind.CHOICE}
"""Checked by the country too, or by the column's choices."""
