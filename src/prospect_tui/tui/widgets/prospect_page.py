"""The sheet of a prospect row as a page of lines: what is known first, what is missing last.

Wrong values are kept and marked, with the reason under them.
"""

from collections.abc import Iterable, Iterator

from prospect_tui.domain.columns import Column
from prospect_tui.domain.opportunities import FIVE_W
from prospect_tui.domain.prospect import display_name
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import five_w_label, nature_label
from prospect_tui.services.grid import cell_problem
from prospect_tui.services.sheets import ProspectSheet
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, blank, field, paragraph, section
from prospect_tui.tui.widgets.sheet_parts import Does, Ref, history, joined, planned_work
from prospect_tui.wording import law, people
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.consents import consent_text
from prospect_tui.wording.messages import message
from prospect_tui.wording.naf import with_label

_PERSON = (
    "civility", "first_name", "last_name", "job_title", "phone", "mobile", "direct_line",
    "other_phone", "email", "generic_email", "linkedin",
)  # fmt: skip
_TOP_LINES = 3
"""For who it is: all of it is in the fields below."""
_SALE = ("notes", "amount", "competitor", "tags", "source", "nature")


def prospect_page(sheet: ProspectSheet, page: Page, max_attempts: int) -> list[PageLine]:
    """Return the page."""
    cells = page.cells
    known = {column.key: column for column in sheet.columns if column.is_editable}
    groups = [list(_PERSON), [], [key for key in known if known[key].is_own], list(_SALE)]
    placed = {key for group in groups for key in group}
    groups[1] = [key for key in known if key not in placed]
    titles = (_("Person and numbers"), _("Company"), sheet.prospect.file_name, _("Notes and sale"))
    lines = [*_top(sheet, page), *_state(sheet, page, max_attempts)]
    for name, keys in zip(titles, groups, strict=True):
        lines += section(name, _fields(sheet, [known[k] for k in keys], cells, filled=True), cells)
    every = [known[key] for group in groups for key in group]
    return [
        *lines,
        *section(_("What is known of the project"), _qualified(sheet, cells), cells),
        *section(_("Consents"), _consents(sheet, page), cells),
        *section(_("Planned"), planned_work(sheet, page), cells),
        *section(_("History"), history(sheet, page), cells),
        *section(_("To fill in"), _fields(sheet, every, cells, filled=False), cells),
    ]


def value_of(sheet: ProspectSheet, column: Column) -> str:
    """Return what is stored in a cell of the row."""
    record = sheet.prospect
    return record.own.get(column.key, "") if column.is_own else record.values.get(column.key, "")


def shown_value(column: Column, value: str) -> str:
    """Return a stored value as the sheet shows it."""
    if column.key == "nature":
        return nature_label(value)
    return with_label(column, editable_text(column, value))


def _top(sheet: ProspectSheet, page: Page) -> Iterator[PageLine]:
    values = sheet.prospect.values
    name = display_name(values)
    yield from paragraph(name, page.cells, look="strong", most=_TOP_LINES)
    person = people.person(values)
    about = joined(person if person != name else "", people.company(values), people.town(values))
    if about:
        yield from paragraph(about, page.cells, look="muted", most=_TOP_LINES)
    yield blank()


def _state(sheet: ProspectSheet, page: Page, max_attempts: int) -> Iterator[PageLine]:
    record, cells = sheet.prospect, page.cells
    if record.opposed:
        yield from field(_("Opposition"), "", cells, problem=_("objects to being canvassed"))
    if record.state is RowState.STRUCK:
        yield from field(_("State"), _("struck out"), cells, problem=record.struck_reason)
    if record.opportunity_id is not None:
        ref = Ref(Does.OPEN_OPPORTUNITY, id=record.opportunity_id)
        yield from field(_("State"), _("became an opportunity: see it"), cells, ref=ref)
    yield from field(_("So far"), people.progress(record, max_attempts), cells)
    if record.state is RowState.ACTIVE:
        plan = people.plan(record, page.today)
        late = record.next_when is not None and record.next_when.day < page.today
        red = _("late") if late else ""
        yield from field(_("Next call"), plan, cells, ref=Ref(Does.NEXT), problem=red)
    verdict = sheet.verdict
    may = _("✔ yes") if verdict.allowed else _("✗ no")
    reason = "" if verdict.allowed else law.reason(verdict)
    look = "good" if verdict.allowed else "late"
    yield from field(_("May be called"), may, cells, look=look, problem=reason)
    yield from field(_("File"), record.file_name, cells)


def _fields(
    sheet: ProspectSheet, columns: Iterable[Column], cells: int, *, filled: bool
) -> Iterator[PageLine]:
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
        yield from field(title(column), shown_value(column, value), cells, ref=ref, problem=reason)


def _consents(sheet: ProspectSheet, page: Page) -> Iterator[PageLine]:
    for consent in sheet.consents:
        text = consent_text(consent, page.today, page.zone)
        look = "" if consent.holds(page.today) else "muted"
        ref = Ref(Does.CONSENT, id=consent.id)
        yield from paragraph(text, page.cells, look=look, hang=2, ref=ref)


def _qualified(sheet: ProspectSheet, cells: int) -> Iterator[PageLine]:
    record = sheet.prospect
    if any(record.conditions.values()):
        yield from field(_("Four conditions"), people.conditions(record.conditions), cells)
    for name in FIVE_W:
        if record.five_w[name]:
            yield from field(five_w_label(name), record.five_w[name], cells)
