"""What one wants to see of a line before acting on it, on a narrow page beside the list."""

from collections.abc import Iterator

from prospect_tui.domain.joining import joined
from prospect_tui.domain.prospect import display_name
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import column_label
from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, blank, field, paragraph, section
from prospect_tui.tui.widgets.sheet_parts import history, planned_work
from prospect_tui.wording import people, sales

EVENTS_READ = 100
"""Events of the history that are read for it: more than it has lines."""
_EVENTS = 2
"""Lines of the page for one event of the history."""


def summary(
    sheet: ProspectSheet | OpportunitySheet, page: Page, max_attempts: int, red: str = ""
) -> list[PageLine]:
    """Return the summary of a row or of an opportunity; `red` says why its line is red."""
    if isinstance(sheet, ProspectSheet):
        lines = list(_prospect(sheet, page, max_attempts))
    else:
        lines = list(_opportunity(sheet, page))
    return [
        *_said(f"! {red}" if red else "", page, look="late"),
        *lines,
        *section(_("Planned"), planned_work(sheet, page), page.cells),
        *section(_("History"), history(sheet, page, most=_EVENTS), page.cells),
    ]


def _prospect(sheet: ProspectSheet, page: Page, max_attempts: int) -> Iterator[PageLine]:
    record, cells = sheet.prospect, page.cells
    values = record.values
    name = display_name(values)
    yield from paragraph(name, cells, look="strong", indent=0)
    person = people.person(values)
    for text in (person if person != name else "", people.company(values), people.town(values)):
        yield from _said(text, page)
    for number in record.numbers:
        look = "late" if number.is_bad else "strong"
        label = people.number_label(number)
        yield from field(label, people.number(number), cells, look=look)
    yield blank()
    yield from _said(people.progress(record, max_attempts), page)
    yield from _said(people.plan(record, page.today), page, look="warm")
    yield from _said(_points(sheet, page), page, look="warm")
    yield from _said(values.get("notes", ""), page, most=3)
    yield from _said(people.conditions(record.conditions), page)


def _points(sheet: ProspectSheet | OpportunitySheet, page: Page) -> str:
    if sheet.appetence is None:
        return ""
    from prospect_tui.wording.scoring import reasons_text  # noqa: PLC0415 - not on most sheets

    return reasons_text(sheet.appetence, page.today)


def _opportunity(sheet: OpportunitySheet, page: Page) -> Iterator[PageLine]:
    record, cells = sheet.opportunity, page.cells
    title = ("★ " if record.is_starred else "") + record.title
    yield from paragraph(title, cells, look="strong", indent=0)
    yield from _said(sales.amount_text(record.amount_cents, record.probability), page)
    yield from _said(sales.status_text(sheet), page)
    yield blank()
    for contact in sheet.contacts:
        role = joined(contact.name, contact.job_title, by=", ")
        yield from _said(role, page)
        for key in ("phone", "mobile", "direct_line", "email"):
            if value := getattr(contact, key):
                yield from field(column_label(key), value, cells, look="strong")
    text = sales.next_text(record.next_type, record.next_label, record.next_when, page.today)
    yield from _said(text, page, look="warm")
    if sales.is_open(sheet):
        yield from _said(sales.stale_word(sheet.stale_days), page, look="warm")
    yield from _said(_points(sheet, page), page, look="warm")
    yield from _said(people.conditions(record.conditions), page)
    yield from _said(record.description, page, most=4)


def _said(text: str, page: Page, *, look: str = "", most: int = 0) -> Iterator[PageLine]:
    if text:
        yield from paragraph(text, page.cells, look=look, indent=0, most=most)
