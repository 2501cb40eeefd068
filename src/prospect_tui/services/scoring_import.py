"""Signs of interest from a table: who opened, downloaded, attended, one line each.

A line finds its contact by mail, SIRET, number, then name; what finds nobody, or several, is told
with its reason. The same table read again notes nothing twice. All of it is one undo.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from prospect_tui.domain.cleaning import clean, fold, fold_words
from prospect_tui.domain.errors import InvalidDate, InvalidValue, ProspectError
from prospect_tui.domain.import_headers import SKIP
from prospect_tui.domain.importing import (
    ProspectDraft,
    RowProblem,
    duplicate_keys,
    guess_mapping,
    to_draft,
)
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.scoring import ScoringRule, check_day
from prospect_tui.files.table import BadRow, SourceRow, TableSource, open_table
from prospect_tui.services import scoring
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import scoring as store
from prospect_tui.storage import scoring_matches as matches
from prospect_tui.storage.scoring import Owner

_RULE_NAMES = frozenset(
    {"evenement", "event", "action", "signe", "signe d'interet", "regle", "rule", "interet"}
)
_DAY_NAMES = frozenset({"date", "jour", "day", "date de l'evenement", "event date", "horodatage"})
_DETAIL_NAMES = frozenset({"detail", "details", "commentaire", "comment", "page", "precision"})
_SAMPLE_ROWS = 200
_NAMES_TOLD = 3
_STRONG = ("mail", "siret", "phone")


@dataclass(frozen=True, slots=True)
class EventsPlan:
    """A table of signs of interest, and what it does not say itself."""

    path: Path
    names: Mapping[str, str]
    """The codes of the rules by their names as people write them, folded."""
    sheet: str = ""
    rule: str = ""
    """The code of the rule of every line; "" reads it in a column."""
    on: date | None = None
    """The day of every line; None reads it in a column."""


@dataclass(frozen=True, slots=True)
class EventsReport:
    """What became of every line."""

    rows_in: int
    noted: int
    known: int
    """Lines that were noted already, by an import before or by hand."""
    problems: tuple[RowProblem, ...]


class _Line(NamedTuple):
    """What a line says, before anybody is looked for."""

    number: int
    raw: str
    rule: ScoringRule
    on: date
    detail: str
    draft: ProspectDraft


@dataclass(slots=True)
class _Columns:
    """Where a table says what, by the place of its columns; None where it does not."""

    rule: int | None
    day: int | None
    detail: int | None


@dataclass(slots=True)
class _Tally:
    rows_in: int = 0
    noted: int = 0
    known: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def import_events(workspace: Workspace, plan: EventsPlan) -> EventsReport:
    """Note the signs of interest of a table.

    Raises `UnreadableFile`, and `InvalidValue` when neither the table nor the plan says what was
    done, or when.
    """
    source = open_table(plan.path, sheet=plan.sheet)
    columns = _columns(source, plan)
    tally = _Tally()
    lines = list(_read(workspace, source, plan, columns, tally))
    with workspace.writing("import_scoring", name=clean(plan.path.name)) as writing:
        finder = _Finder(writing, [line.draft for line in lines])
        for line in lines:
            found = finder.owner(line.draft)
            if isinstance(found, Owner):
                _note(writing, found, line, tally)
            else:
                tally.problems.append(RowProblem(line.number, *found, line.raw))
    problems = sorted(tally.problems, key=lambda problem: problem.line)
    return EventsReport(tally.rows_in, tally.noted, tally.known, tuple(problems))


def _note(writing: Writing, owner: Owner, line: _Line, tally: _Tally) -> None:
    connection, rule = writing.connection, line.rule
    if store.same_event(connection, owner, rule.code, line.on, line.detail) is not None:
        tally.known += 1
    else:
        store.insert_event(connection, owner, rule, line.on, line.detail, writing.now)
        tally.noted += 1


# reading the table


def _columns(source: TableSource, plan: EventsPlan) -> _Columns:
    def place(names: frozenset[str]) -> int | None:
        titles = [fold(title) for title in source.header]
        return next((at for at, title in enumerate(titles) if title in names), None)

    columns = _Columns(place(_RULE_NAMES), place(_DAY_NAMES), place(_DETAIL_NAMES))
    name = clean(source.path.name)
    if columns.rule is None and not plan.rule:
        raise InvalidValue("scoring.no_rule_column", name=name)
    if columns.day is None and plan.on is None:
        raise InvalidValue("scoring.no_day_column", name=name)
    return columns


def _read(
    workspace: Workspace, source: TableSource, plan: EventsPlan, columns: _Columns, tally: _Tally
) -> Iterator[_Line]:
    """Yield the lines that say something; note why the others do not."""
    rules = scoring.rules(workspace)
    samples = [row.cells for row, _n in zip(_good(source), range(_SAMPLE_ROWS), strict=False)]
    mapping = guess_mapping(source.header, samples)
    for place in (columns.rule, columns.day, columns.detail):
        if place is not None:
            mapping = mapping.with_target(place, SKIP)
    for row in source.rows():
        tally.rows_in += 1
        if isinstance(row, BadRow):
            tally.problems.append(RowProblem(row.line, row.message_id, row.params, row.raw))
            continue
        raw = ";".join(row.cells)
        try:
            rule = _rule(row.cells, columns, plan, rules)
            on = _day(workspace, row.cells, columns, plan)
            detail = scoring.checked_detail(_cell(row.cells, columns.detail))
        except ProspectError as error:
            tally.problems.append(RowProblem(row.line, error.message_id, error.params, raw))
            continue
        draft = to_draft(row.line, row.cells, mapping)
        if isinstance(draft, RowProblem):
            tally.problems.append(RowProblem(row.line, "scoring.line_nobody", {}, raw))
        else:
            yield _Line(row.line, raw, rule, on, detail, draft)


def _good(source: TableSource) -> Iterator[SourceRow]:
    for row in source.rows():
        if not isinstance(row, BadRow):
            yield row


def _cell(cells: Sequence[str], place: int | None) -> str:
    return clean(cells[place]).strip() if place is not None else ""


def _rule(
    cells: Sequence[str], columns: _Columns, plan: EventsPlan, rules: Mapping[str, ScoringRule]
) -> ScoringRule:
    text = _cell(cells, columns.rule)
    code = plan.names.get(fold(text), "") if text else plan.rule
    if not text and not code:
        raise InvalidValue("scoring.line_no_rule")
    if code not in rules:
        raise InvalidValue("scoring.line_rule", text=text or code)
    return rules[code]


def _day(workspace: Workspace, cells: Sequence[str], columns: _Columns, plan: EventsPlan) -> date:
    text = _cell(cells, columns.day)
    if not text:
        if plan.on is None:
            raise InvalidValue("scoring.line_no_day")
        return plan.on
    try:
        day = _iso_day(workspace, text)
        check_day(day, workspace.clock.today())
    except ValueError:
        try:
            return scoring.read_day(workspace, text)
        except (InvalidDate, InvalidValue) as error:
            raise InvalidValue("scoring.line_day", text=text) from error
    except (InvalidValue, OverflowError) as error:
        raise InvalidValue("scoring.line_day", text=text) from error
    return day


def _iso_day(workspace: Workspace, text: str) -> date:
    """Return the day of a date or moment written as ISO 8601, the user's if it tells its zone."""
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(workspace.zone) if moment.tzinfo else moment).date()


# finding the contacts


_Reason = tuple[str, dict[str, object]]


class _Finder:
    """Finds the contacts of many lines with a few questions."""

    def __init__(self, writing: Writing, drafts: Sequence[ProspectDraft]) -> None:
        connection = writing.connection
        wanted: dict[str, set[str]] = {"mail": set(), "siret": set(), "phone": set()}
        for draft in drafts:
            for kind, value in _keys(draft):
                wanted[kind].add(value)
        self._rows = {kind: matches.rows(connection, kind, wanted[kind]) for kind in _STRONG}
        self._sales = {
            kind: matches.open_sales(connection, kind, wanted[kind]) for kind in ("mail", "phone")
        }
        names = {_name(draft) for draft in drafts if not self._by_keys(draft)} - {""}
        self._rows["name"] = matches.rows(connection, "name", names)
        ids = {row for found in self._rows.values() for rows in found.values() for row in rows}
        self._known = matches.described(connection, ids)

    def owner(self, draft: ProspectDraft) -> Owner | _Reason:
        """Return whom a line is about, or the message that says why that is not known."""
        rows = self._by_keys(draft)
        if not rows:
            sales = self._by_sales(draft)
            if sales:
                return Owner(opportunity=max(sales))
            rows = self._rows["name"].get(_name(draft), set())
        rows = self._narrowed(draft, rows)
        if not rows:
            return "scoring.line_nobody", {}
        if len(rows) > 1:
            names = ", ".join(self._known[row].name for row in sorted(rows)[:_NAMES_TOLD])
            return "scoring.line_several", {"rows": len(rows), "names": names}
        return Owner(row=min(rows))

    def _by_keys(self, draft: ProspectDraft) -> set[int]:
        """Return the rows that the strongest key finds, narrowed by the weaker ones."""
        found: set[int] = set()
        for kind in _STRONG:
            values = [value for one, value in _keys(draft) if one == kind]
            hits = {row for value in values for row in self._rows[kind].get(value, ())}
            found = (found & hits or found) if found else hits
        return found

    def _by_sales(self, draft: ProspectDraft) -> set[int]:
        return {
            sale
            for kind, value in _keys(draft)
            if kind in self._sales
            for sale in self._sales[kind].get(value, ())
        }

    def _narrowed(self, draft: ProspectDraft, rows: set[int]) -> set[int]:
        """Return those of the rows that have the line's person, then its postcode, if some do."""
        values = draft.values
        person = set(fold_words(f"{values.get('first_name', '')} {values.get('last_name', '')}"))
        postcode = values.get("postcode", "")
        if person:
            rows = {row for row in rows if person <= self._known[row].person} or rows
        if postcode:
            rows = {row for row in rows if self._known[row].postcode == postcode} or rows
        return rows


def _keys(draft: ProspectDraft) -> Iterator[tuple[str, str]]:
    for key in duplicate_keys(draft):
        kind, _colon, value = key.partition(":")
        if kind in _STRONG:
            yield kind, value


def _name(draft: ProspectDraft) -> str:
    """Return the name of a company, or of a person without one, as rows are sorted by it."""
    values = draft.values
    named = any(values.get(key) for key in ("company_name", "trade_name", "last_name"))
    return fold(display_name(values)) if named else ""
