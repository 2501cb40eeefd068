"""The sheet of a prospect row in words: what is known of it first, what is missing last.

Wrong values are kept and marked, with the reason under them.
"""

from collections.abc import Iterable, Iterator

from prospect_tui.domain.columns import Column
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import five_w_label, nature_label
from prospect_tui.services.grid import cell_problem
from prospect_tui.services.sheets import ProspectSheet, Shown
from prospect_tui.wording import law, people
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.consents import consent_text
from prospect_tui.wording.messages import message
from prospect_tui.wording.naf import with_label
from prospect_tui.wording.notes import objection_text
from prospect_tui.wording.sheet_lines import (
    Does,
    Line,
    Part,
    Ref,
    Seen,
    part,
    planned_work,
    points,
)
from prospect_tui.wording.sheet_text import condition_line, history_part

_PERSON = (
    "civility", "first_name", "last_name", "job_title", "phone", "mobile", "direct_line",
    "other_phone", "email", "generic_email", "linkedin",
)  # fmt: skip
_TOP_LINES = 3
"""For who it is: all of it is in the fields below."""
_SALE = ("notes", "amount", "competitor", "tags", "source", "nature")


def row_parts(
    sheet: ProspectSheet, seen: Seen, max_attempts: int, shown: Shown = Shown.ALL
) -> tuple[Part, ...]:
    """Return the sheet of a row; its first part says who it is and how far one is."""
    known = {column.key: column for column in sheet.columns if column.is_editable}
    groups = [list(_PERSON), [], [key for key in known if known[key].is_own], list(_SALE)]
    placed = {key for group in groups for key in group}
    groups[1] = [key for key in known if key not in placed]
    titles = (_("Person and numbers"), _("Company"), sheet.prospect.file_name, _("Notes and sale"))
    every = [known[key] for group in groups for key in group]
    parts = (
        part("", [*_top(sheet), *_state(sheet, seen, max_attempts)]),
        *(
            part(name, _fields(sheet, [known[key] for key in keys], filled=True))
            for name, keys in zip(titles, groups, strict=True)
        ),
        part(_("What is known of the project"), _qualified(sheet)),
        part(_("Consents"), _consents(sheet, seen)),
        part(_("Planned"), planned_work(sheet, seen), is_aside=True),
        history_part(sheet, seen, shown),
        part(_("To fill in"), _fields(sheet, every, filled=False)),
    )
    return tuple(one for one in parts if one.lines)


def value_of(sheet: ProspectSheet, column: Column) -> str:
    """Return what is stored in a cell of the row."""
    record = sheet.prospect
    return record.own.get(column.key, "") if column.is_own else record.values.get(column.key, "")


def shown_value(column: Column, value: str) -> str:
    """Return a stored value as the sheet shows it."""
    if column.key == "nature":
        return nature_label(value)
    return with_label(column, editable_text(column, value))


def _top(sheet: ProspectSheet) -> Iterator[Line]:
    values = sheet.prospect.values
    name = display_name(values)
    yield Line(name, look="strong", most=_TOP_LINES)
    person = people.person(values)
    about = joined(person if person != name else "", people.company(values), people.town(values))
    if about:
        yield Line(about, look="muted", most=_TOP_LINES)


def _state(sheet: ProspectSheet, seen: Seen, max_attempts: int) -> Iterator[Line]:
    record = sheet.prospect
    if record.opposed:
        yield Line("", _("Opposition"), problem=_("objects to being canvassed"))
    if record.state is RowState.STRUCK:
        yield Line(_("struck out"), _("State"), problem=record.struck_reason)
    if record.opportunity_id is not None:
        ref = Ref(Does.OPEN_OPPORTUNITY, id=record.opportunity_id)
        yield Line(_("became an opportunity: see it"), _("State"), ref)
    yield Line(people.progress(record, max_attempts), _("So far"))
    yield from points(sheet, seen, _("Appetence"))
    if record.state is RowState.ACTIVE:
        late = record.next_when is not None and record.next_when.day < seen.today
        red = _("late") if late else ""
        said = people.plan(record, seen.today, is_dated=seen.on_paper)
        yield Line(said, _("Next call"), Ref(Does.NEXT), problem=red)
    verdict = sheet.verdict
    may = _("✔ yes") if verdict.allowed else _("✗ no")
    reason = "" if verdict.allowed else law.reason(verdict)
    look = "good" if verdict.allowed else "late"
    yield Line(may, _("May be called"), look=look, problem=reason)
    if sheet.objection:
        yield Line("", _("To check"), problem=objection_text(sheet.objection))
    yield Line(record.file_name, _("File"))


def _fields(sheet: ProspectSheet, columns: Iterable[Column], *, filled: bool) -> Iterator[Line]:
    """Yield the cells that are filled, or those that are not."""
    wrong = {number.field for number in sheet.prospect.numbers if number.is_bad}
    for column in columns:
        value = value_of(sheet, column)
        if bool(value) is not filled:
            continue
        problem = cell_problem(column, value)
        reason = message(problem, value=value) if problem else ""
        if column.key in wrong:
            reason = _("wrong number")
        ref = Ref(Does.EDIT, column.key)
        yield Line(shown_value(column, value), title(column), ref, problem=reason)


def _consents(sheet: ProspectSheet, seen: Seen) -> Iterator[Line]:
    for consent in sheet.consents:
        text = consent_text(consent, seen.today, seen.zone)
        look = "" if consent.holds(seen.today) else "muted"
        yield Line(text, ref=Ref(Does.CONSENT, id=consent.id), look=look, hang=2)


def _qualified(sheet: ProspectSheet) -> Iterator[Line]:
    record = sheet.prospect
    for name in FIVE_W:
        yield Line(record.five_w[name], five_w_label(name), Ref(Does.EDIT, f"w_{name}"))
    for name in CONDITIONS:
        yield condition_line(name, is_known=record.conditions[name])
