"""Turns the rows of a foreign table into prospects to be, without ever refusing a wrong value.

A wrong value is kept and marked; a row is refused only when nothing identifies it or when INSEE's
register says that its company is closed or opposes canvassing. It writes nothing: the base, the
opposition list and known duplicates are for the caller.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from prospect_tui.domain.cleaning import clean, clean_lines, fold
from prospect_tui.domain.columns import COLUMNS_BY_KEY, EMAIL_KEYS, PHONE_KEYS
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.identifiers import (
    check_postcode,
    check_siret,
    normalise_postcode,
    parse_emails,
)
from prospect_tui.domain.import_headers import FULL_NAME, HEADCOUNT_BANDS, OWN, SKIP, Role
from prospect_tui.domain.import_mapping import (
    MappedColumn,
    Mapping,
    Plan,
    Source,
    day_columns,
    guess_mapping,
    preview_values,
)
from prospect_tui.domain.joining import joined
from prospect_tui.domain.names import civility, split_person, tidy_name
from prospect_tui.domain.numbers import parse_money
from prospect_tui.domain.phone import check_phone, parse_phones
from prospect_tui.domain.values import normalise, problem, spell_nature
from prospect_tui.domain.vocabulary import ColumnKind, Nature

__all__ = [
    "FULL_NAME",
    "OWN",
    "SKIP",
    "MappedColumn",
    "Mapping",
    "ProspectDraft",
    "RowProblem",
    "day_columns",
    "duplicate_keys",
    "guess_mapping",
    "preview_values",
    "to_draft",
]

_REMEMBERED = 4096
"""Values whose spelling is remembered."""

_WITHHELD = "[ND]"
"""What INSEE writes in the place of what a person does not want published."""
_CLOSED = frozenset({"f", "c", "ferme", "fermee", "cesse", "cessee"})
_OPPOSED = frozenset({"p", "n"})
_COMPANY = frozenset({"company", "societe", "entreprise", "organisation", "true", "vrai", "oui"})
_GENDERS = {
    "f": "Mme",
    "femme": "Mme",
    "feminin": "Mme",
    "female": "Mme",
    "h": "M.",
    "homme": "M.",
    "masculin": "M.",
    "male": "M.",
}
_TOLD = frozenset(nature.value for nature in Nature)
_LEGAL_FORMS = frozenset(
    {"SARL", "SAS", "SASU", "EURL", "SCI", "SNC", "SELARL", "SELAS", "SCOP", "GIE", "GAEC", "EARL"}
)
MONEY_KEYS = tuple(key for key, column in COLUMNS_BY_KEY.items() if column.kind is ColumnKind.MONEY)
_JOINTS = {"address": " ", "address_extra": " ", "tags": ", ", "notes": "\n"}
"""Targets to which several columns may contribute, and what goes between."""
_FAMILIES = (PHONE_KEYS, EMAIL_KEYS)
_IDENTIFYING = (
    *("company_name", "trade_name", "first_name", "last_name", "siren", "siret"),
    *PHONE_KEYS,
    *EMAIL_KEYS,
)
_UNDOUBTED = frozenset({ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.MONEY})
"""Kinds whose values cannot be wrong here; amounts are already cents."""
_SHOUTED = frozenset({"first_name", "last_name", "city"})
"""What INSEE's register writes in capitals and people do not."""


@dataclass(frozen=True, slots=True)
class ProspectDraft:
    """A row ready to become a prospect."""

    line: int
    values: dict[str, str]
    """By key of `IMPORTABLE_KEYS`, filled ones only; amounts are cents."""
    own: dict[int, str] = field(default_factory=dict)
    """By index of a column mapped to `OWN`, filled ones only."""
    problems: tuple[tuple[str, str], ...] = ()
    """The key of each doubtful value with the message id of what is wrong."""
    region: str = "FR"
    """The ISO 3166 code by which national phone numbers are read."""
    tells_nature: bool = False
    """Whether the row itself says whom it is about, be it that nobody knows."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that is not imported, with the reason."""

    line: int
    message_id: str
    params: dict[str, object]
    raw: str


def to_draft(
    row_line: int, cells: Sequence[str], mapping: Mapping, *, region: str = "FR"
) -> ProspectDraft | RowProblem:
    """Return the prospect that the row makes, or why it makes none.

    The problems of a row are "row.closed" (INSEE: état administratif F or C),
    "row.not_diffusible" (INSEE: statut de diffusion P or N; article A123-96 of the Code de
    commerce forbids canvassing them) and "row.empty".
    """
    plan = mapping.plan
    if refusal := _register_refusal(cells, plan):
        return RowProblem(row_line, refusal, {}, ";".join(cells))
    values = _gathered(cells, plan)
    _add_person(values, cells, plan)
    notes, problems = _counted(values, plan)
    own = {
        source.index: text
        for source in plan.targets.get(OWN, ())
        if (text := clean(_cell(cells, source.index)).strip())
    }
    if not own and not any(values.get(key) for key in _IDENTIFYING):
        return RowProblem(row_line, "row.empty", {}, ";".join(cells))
    if notes:
        values["notes"] = joined(values.get("notes", ""), *notes, by="\n")
    tells_nature = values.get("nature", "") in _TOLD
    values["nature"] = _nature(values)
    problems += _doubts(values, region)
    return ProspectDraft(row_line, values, own, tuple(problems), region, tells_nature)


def duplicate_keys(draft: ProspectDraft) -> tuple[str, ...]:
    """Return the exact keys under which two drafts are the same prospect.

    "siret:…", "phone:+33…", "mail:…" in lower case, "name:company|postcode" folded.
    """
    values = draft.values
    keys = []
    if (siret := values.get("siret", "")) and check_siret(siret) is None:
        keys.append(f"siret:{siret}")
    for key in PHONE_KEYS:
        numbers = parse_phones(values.get(key, ""), draft.region)
        keys += [f"phone:{number.e164}" for number in numbers]
    for key in EMAIL_KEYS:
        keys += [f"mail:{address.lower()}" for address in parse_emails(values.get(key, ""))]
    if company := values.get("company_name"):
        keys.append(f"name:{fold(company)}|{values.get('postcode', '')}")
    return tuple(dict.fromkeys(keys))


def _cell(cells: Sequence[str], index: int) -> str:
    text = cells[index] if index < len(cells) else ""
    return "" if _WITHHELD in text and text.strip() == _WITHHELD else text


def _register_refusal(cells: Sequence[str], plan: Plan) -> str:
    for role, refused, message_id in (
        (Role.DIFFUSION, _OPPOSED, "row.not_diffusible"),
        (Role.STATE, _CLOSED, "row.closed"),
    ):
        indexes = plan.roles.get(role, ())
        if any(fold(_cell(cells, index)).strip() in refused for index in indexes):
            return message_id
    return ""


def _gathered(cells: Sequence[str], plan: Plan) -> dict[str, str]:
    """Return the filled values by target, in the spelling of their kind."""
    values: dict[str, str] = {}
    surplus: list[tuple[str, str]] = []
    for target, sources in plan.targets.items():
        if target not in COLUMNS_BY_KEY:
            continue
        found = [
            text
            for source in sources
            if (raw := _cell(cells, source.index)) and (text := _spell(target, raw, source))
        ]
        if not found:
            continue
        if len(found) == 1:
            values[target] = found[0]
        elif target in _JOINTS:
            values[target] = _JOINTS[target].join(dict.fromkeys(found))
        else:
            values[target] = found[0]
            surplus += [(target, text) for text in found[1:] if text != found[0]]
    for target, text in surplus:
        family = next((family for family in _FAMILIES if target in family), ())
        if free := next((key for key in family if key not in values), None):
            values[free] = text
    if postcode := values.get("postcode"):
        values["postcode"] = normalise_postcode(postcode, values.get("country", ""))
    return values


@lru_cache(_REMEMBERED)
def _spell(target: str, raw: str, source: Source) -> str:
    """Return one value as its column stores it; towns, trades and titles come again and again."""
    if target in _SPELLERS:
        return _SPELLERS[target](raw)
    text = normalise(COLUMNS_BY_KEY[target].kind, raw)
    if source.is_band:
        return HEADCOUNT_BANDS.get(text.upper().zfill(2), text)
    if source.unit and text[-1:].isdigit():
        return f"{text} {source.unit}"
    return tidy_name(text) if source.is_register and target in _SHOUTED else text


def _spell_civility(raw: str) -> str:
    text = clean(raw).strip()
    return _GENDERS.get(fold(text)) or civility(text)


_SPELLERS: dict[str, Callable[[str], str]] = {
    "civility": _spell_civility,
    "nature": spell_nature,
    "notes": lambda raw: clean_lines(raw).strip(),
    "postcode": lambda raw: clean(raw).strip(),  # read once the country is known
}


def _first(sources: Iterable[Source], cells: Sequence[str]) -> str:
    return next((text for s in sources if (text := _cell(cells, s.index).strip())), "")


def _add_person(values: dict[str, str], cells: Sequence[str], plan: Plan) -> None:
    """Split a whole name into what the row lacks; a company's name is not split."""
    full = clean(_first(plan.targets.get(FULL_NAME, ()), cells)).strip()
    if not full:
        return
    entities = plan.roles.get(Role.ENTITY, ())
    is_company = any(fold(_cell(cells, index)).strip() in _COMPANY for index in entities)
    if is_company:
        values.setdefault("company_name", full)
        return
    keys = ("civility", "first_name", "last_name")
    for key, text in zip(keys, split_person(full), strict=True):
        if text:
            values.setdefault(key, text)


def _counted(values: dict[str, str], plan: Plan) -> tuple[list[str], list[tuple[str, str]]]:
    """Turn amounts into cents; return the unreadable ones as notes, with their problems."""
    notes: list[str] = []
    problems: list[tuple[str, str]] = []
    for key in MONEY_KEYS:
        if key in values:
            try:
                values[key] = str(parse_money(values[key]))
            except InvalidValue as error:
                notes.append(": ".join((plan.targets[key][0].header, values.pop(key))).lstrip(": "))
                problems.append((key, error.message_id))
    return notes, problems


def _nature(values: dict[str, str]) -> str:
    """Return whom the row is about; unknown unless the file or a company's number tells."""
    if (told := values.get("nature", "")) in _TOLD:
        return told
    words = values.get("company_name", "").upper().replace(".", "").split()
    registered = any(key in values for key in ("siren", "siret", "legal_form"))
    is_company = registered or not _LEGAL_FORMS.isdisjoint(words)
    return (Nature.PROFESSIONAL if is_company else Nature.UNKNOWN).value


def _doubts(values: dict[str, str], region: str) -> list[tuple[str, str]]:
    """Return what is wrong with the values."""
    found = []
    for key, text in values.items():
        kind = COLUMNS_BY_KEY[key].kind
        if kind in _UNDOUBTED:
            continue
        if kind is ColumnKind.PHONE:
            wrong = check_phone(text, region)
        elif kind is ColumnKind.POSTCODE:
            wrong = check_postcode(text, values.get("country", ""))
        else:
            wrong = problem(kind, text)
        if wrong:
            found.append((key, wrong))
    return found
