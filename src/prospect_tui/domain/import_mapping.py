"""Guesses which column of a foreign table goes where, from its headers and a few rows.

A guess is a proposal: every target can be changed before anything is imported. It refuses to drop
a named column: what has no place is kept as the file's own column.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from prospect_tui.domain.columns import EMAIL_KEYS, PHONE_KEYS
from prospect_tui.domain.identifiers import check_email, check_siren, check_siret
from prospect_tui.domain.import_headers import (
    ANY_NAME,
    FULL_NAME,
    OWN,
    PERSON_NAME,
    SKIP,
    Meaning,
    Role,
    is_about_records,
    meaning_of,
)
from prospect_tui.domain.names import civility
from prospect_tui.domain.phone import parse_phones
from prospect_tui.domain.values import problem
from prospect_tui.domain.vocabulary import ColumnKind

SIBLINGS = (PHONE_KEYS, EMAIL_KEYS)
"""Targets that hold the same kind of thing: a second column goes to the next free one."""
PREVIEWED = 3
_SHARE_OF_DAYS = 0.9
"""Of the filled cells of a column: lists have a few dates in another spelling."""

_SURE = 0.7
_TRIED = 50
_TITLES = frozenset({"M.", "Mme", "Dr", "Me", "Pr", "M. et Mme"})
_LONGEST_TITLE = 12
_UNITS = {
    "k": re.compile(r"(?<![^\W\d_])(?:k\s?(?:€|eur)|milliers?\b)", re.IGNORECASE),
    "m": re.compile(r"(?<![^\W\d_])(?:m\s?(?:€|eur)|millions?\b)", re.IGNORECASE),
}
_REGISTER = re.compile(r"(?:UniteLegale|Etablissement)$")


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the source and where its cells go."""

    index: int
    header: str
    target: str
    """A key of `IMPORTABLE_KEYS`, or `FULL_NAME`, `OWN` or `SKIP`."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A column of the source that fills a target; each is itself only, so that it hashes fast."""

    index: int
    header: str
    rank: int
    is_part: bool
    is_band: bool
    is_register: bool
    """Whether it comes from INSEE's register, which shouts names."""
    unit: str
    """What the header says of amounts: "k", "m" or ""."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping turned around: for each target, the columns that fill it, best first."""

    targets: dict[str, tuple[Source, ...]]
    roles: dict[Role, tuple[int, ...]]


class Mapping(tuple[MappedColumn, ...]):
    """The columns of a source in their order. Never changed: `with_target` gives another one."""

    def with_target(self, index: int, target: str) -> "Mapping":
        """Return the mapping where the column numbered `index` goes to `target`."""
        return Mapping(
            replace(column, target=target) if column.index == index else column for column in self
        )

    @cached_property
    def plan(self) -> Plan:
        """Return the same by target, worked out once."""
        targets: dict[str, list[Source]] = {}
        roles: dict[Role, list[int]] = {}
        for column in self:
            meaning = meaning_of(column.header) or Meaning(OWN)
            roles.setdefault(meaning.role, []).append(column.index)
            targets.setdefault(column.target, []).append(_source(column, meaning))
        for sources in targets.values():
            sources.sort(key=lambda source: (source.rank, source.index))
        return Plan(
            {target: tuple(sources) for target, sources in targets.items()},
            {role: tuple(indexes) for role, indexes in roles.items()},
        )


def guess_mapping(headers: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> Mapping:
    """Return where each column should go, judged by its header, then by the `samples` rows.

    Of two columns for one target the first filled one has it, the other goes to a sibling
    (a second phone is a mobile) or stays the file's own.
    """
    columns = [_filled(samples, index) for index in range(len(headers))]
    guesses = [_guess(header, column) for header, column in zip(headers, columns, strict=True)]
    guesses = _named(guesses, columns)
    targets = [_target(index, guesses, columns) for index in range(len(headers))]
    for index, guess in enumerate(guesses):
        if targets[index] == OWN and guess.target not in {OWN, SKIP}:
            targets[index] = _free_sibling(guess.target, targets)
    return Mapping(map(MappedColumn, range(len(headers)), headers, targets))


def day_columns(mapping: Sequence[MappedColumn], rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the places of the columns that hold days: nine out of ten of their filled cells."""
    found = set()
    for column in mapping:
        cells = [row[column.index] for row in rows if column.index < len(row)]
        filled = [cell for cell in cells if cell.strip()]
        days = sum(problem(ColumnKind.DATE, cell) is None for cell in filled)
        if filled and days >= _SHARE_OF_DAYS * len(filled):
            found.add(column.index)
    return frozenset(found)


def preview_values(
    mapping: Sequence[MappedColumn], rows: Iterable[Sequence[str]]
) -> dict[int, tuple[str, ...]]:
    """Return the first three filled cells of each column, by its index."""
    found: dict[int, list[str]] = {column.index: [] for column in mapping}
    wanted = set(found)
    for cells in rows:
        for index in tuple(wanted):
            cell = cells[index].strip() if index < len(cells) else ""
            if cell:
                found[index].append(cell)
                if len(found[index]) == PREVIEWED:
                    wanted.discard(index)
        if not wanted:
            break
    return {index: tuple(values) for index, values in found.items()}


def _source(column: MappedColumn, meaning: Meaning) -> Source:
    """Keep what the header says only if the column goes where its header tells."""
    is_meant = meaning.target == column.target
    return Source(
        index=column.index,
        header=column.header,
        rank=meaning.rank if is_meant else 0,
        is_part=meaning.is_part and is_meant,
        is_band=meaning.role is Role.BAND,
        is_register=_REGISTER.search(column.header) is not None,
        unit=_unit(column.header),
    )


def _unit(header: str) -> str:
    """Return the multiple of euros in which a column such as "CA (k€)" counts."""
    return next((unit for unit, sign in _UNITS.items() if sign.search(header)), "")


def _filled(samples: Sequence[Sequence[str]], index: int) -> list[str]:
    cells = (row[index].strip() for row in samples if index < len(row))
    return [cell for cell in cells if cell][:_TRIED]


def _guess(header: str, column: Sequence[str]) -> Meaning:
    meaning = meaning_of(header)
    if meaning is None or (meaning.target == "civility" and not _are_titles(column)):
        if header and is_about_records(header):
            return Meaning(OWN)
        hint = _hint(column, has_header=bool(header))
        if meaning is not None and not hint:
            return Meaning("job_title", is_weak=True)
        return Meaning(hint or (OWN if header or column else SKIP), is_weak=True)
    return meaning


def _are_titles(column: Sequence[str]) -> bool:
    """Say whether the cells are "Mme" or "F" rather than "Directrice commerciale"."""
    return all(len(cell) <= _LONGEST_TITLE for cell in column)


def _hint(column: Sequence[str], *, has_header: bool) -> str:
    """Return the target that nearly all cells look like, or nothing."""
    for target, looks_right in _LOOKS.items():
        if target == "postcode" and has_header:
            continue  # five digits may be anything
        if column and sum(map(looks_right, column)) >= _SURE * len(column):
            return target
    return ""


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda cell: compiled.fullmatch(cell) is not None


def _is_number(check: Callable[[str], str | None], length: int) -> Callable[[str], bool]:
    return lambda cell: len(re.sub(r"\D", "", cell)) == length and check(cell) is None


_PHONE_SHAPE = re.compile(r"(?:\+|00|\(?0)[\d\s().\-/]{8,}")
_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": lambda cell: "@" in cell and check_email(cell) is None,
    "siret": _is_number(check_siret, 14),
    "siren": _is_number(check_siren, 9),
    "phone": lambda cell: bool(_PHONE_SHAPE.fullmatch(cell) and parse_phones(cell)),
    "linkedin": _matches(r"(?:https?://)?(?:\w+\.)?linkedin\.com/\S+"),
    "website": _matches(r"(?:https?://|www\.)\S+"),
    "naf": _matches(r"\d\d\.?\d\d ?[A-Z]"),
    "postcode": _matches(r"(?:\d{5}|F-\d{5})"),
}


def _named(guesses: list[Meaning], columns: Sequence[Sequence[str]]) -> list[Meaning]:
    """Decide what the columns called "name" hold, from the other columns and their cells."""
    targets = {guess.target for guess in guesses if not guess.is_weak}
    has_first_name = "first_name" in targets
    has_last_name = not targets.isdisjoint({"last_name", ANY_NAME, PERSON_NAME})
    has_company = "company_name" in targets
    decided = []
    for guess, column in zip(guesses, columns, strict=True):
        target = guess.target
        if target in {ANY_NAME, PERSON_NAME} and has_first_name:
            target = "last_name"
        elif target == PERSON_NAME or (target == ANY_NAME and (has_company or _are_people(column))):
            target = FULL_NAME
        elif target == ANY_NAME:
            target = "company_name"
        elif target == FULL_NAME and has_first_name and has_last_name:
            target = OWN
        decided.append(replace(guess, target=target))
    return decided


def _are_people(column: Sequence[str]) -> bool:
    """Say whether most cells start with a civility: "M. Dupont"."""
    titled = sum(civility(cell.split()[0]) in _TITLES for cell in column)
    return bool(column) and titled * 2 > len(column)


def _target(index: int, guesses: Sequence[Meaning], columns: Sequence[Sequence[str]]) -> str:
    """Return the guessed target unless another column deserves it more."""
    guess = guesses[index]
    if guess.target in {OWN, SKIP}:
        return guess.target
    rivals = [at for at, other in enumerate(guesses) if other.target == guess.target]
    whole = [at for at in rivals if not guesses[at].is_weak and not guesses[at].is_part]
    if guess.is_part or guess.rank:
        kept = guess.rank > 0 or not whole
        return guess.target if kept else OWN
    first_class = [at for at in whole if not guesses[at].rank]
    candidates = first_class or ([] if whole else [at for at in rivals if guesses[at].is_weak])
    filled = [at for at in candidates if columns[at]]
    return guess.target if index == next(iter(filled or candidates), -1) else OWN


def _free_sibling(target: str, targets: Sequence[str]) -> str:
    family = next((family for family in SIBLINGS if target in family), ())
    return next((sibling for sibling in family if sibling not in targets), OWN)
