"""Cells that hold something wrong for their column, as SQL.

The rules are those of `domain.values`, which decides. SQL alone only sees that most cells are
surely right, many times quicker: plain spellings, and check digits.
"""

import json
from collections.abc import Callable

from prospect_tui.domain.columns import Column
from prospect_tui.domain.identifiers import SIREN_LENGTH, SIRET_LENGTH
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.storage import column_sql

_UNCHECKED = (ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.COMPUTED)
_LA_POSTE = "356000000"
"""The SIREN whose establishments have a check of their own."""


def wrong(column: Column) -> tuple[str, list[object]]:
    """Return the SQL, with its parameters, of a cell that is marked in the grid."""
    cell = column_sql.expression(column)
    if column.kind is ColumnKind.MONEY:
        return f"{cell} <> '' AND {column_sql.cents(cell)} IS NULL", []
    if column.kind is ColumnKind.CHOICE and column.choices:
        among = f"{cell} IN (SELECT value FROM json_each(?))"
        return f"{cell} <> '' AND NOT {among}", [json.dumps(column.choices)]
    if column.kind in _UNCHECKED:
        return "0", []
    known = _SURELY_RIGHT.get(column.kind)
    unsure = f"({known(cell)}) IS NOT TRUE AND " if known else ""
    return f"{cell} <> '' AND {unsure}is_wrong('{column.kind}', {cell}, prospect.country)", []


def _is_siren(text: str) -> str:
    return f"{text} GLOB '*[1-9]*' AND {_luhn(text, SIREN_LENGTH)}"


def _luhn(text: str, length: int) -> str:
    """Return that a text is so many figures whose Luhn sum is a multiple of ten."""
    figures = (f"substr({text}, {place}, 1)" for place in range(length, 0, -1))
    terms = (
        f"2 * {figure} - 9 * ({figure} > '4')" if place % 2 else figure
        for place, figure in enumerate(figures)
    )
    return f"{text} GLOB '{_figures(length)}' AND ({' + '.join(terms)}) % 10 = 0"


def _is_siret(text: str) -> str:
    siren = f"substr({text}, 1, {SIREN_LENGTH})"
    return f"{siren} <> '{_LA_POSTE}' AND {_is_siren(siren)} AND {_luhn(text, SIRET_LENGTH)}"


def _is_french_vat(text: str) -> str:
    key, siren = f"CAST(substr({text}, 3, 2) AS INTEGER)", f"substr({text}, 5)"
    has_key = f"({siren} * 100 + 12) % 97 = {key}"
    return f"{text} GLOB 'FR{_figures(11)}' AND {_is_siren(siren)} AND {has_key}"


def _is_phone(text: str) -> str:
    pairs = " ".join([_figures(2)] * 4)
    return f"{text} GLOB '0[1-9] {pairs}' OR {text} GLOB '0[1-9]{_figures(8)}'"


def _figures(count: int) -> str:
    return "[0-9]" * count


_SURELY_RIGHT: dict[ColumnKind, Callable[[str], str]] = {
    ColumnKind.PHONE: _is_phone,
    ColumnKind.SIREN: _is_siren,
    ColumnKind.SIRET: _is_siret,
    ColumnKind.VAT: _is_french_vat,
    ColumnKind.NAF: lambda cell: f"{cell} GLOB '{_figures(2)}.{_figures(2)}[A-Z]'",
    ColumnKind.POSTCODE: lambda cell: f"{cell} GLOB '{_figures(5)}'",
    ColumnKind.NUMBER: lambda cell: f"{cell} NOT GLOB '*[^0-9]*' AND length({cell}) < 15",
    ColumnKind.DATE: lambda cell: f"{cell} GLOB '[12]*' AND {cell} = date({cell}, '+0 days')",
    ColumnKind.YES_NO: lambda cell: f"{cell} IN ('yes', 'no')",
}
