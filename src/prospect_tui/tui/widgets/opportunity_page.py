"""The sheet of an opportunity as a page of lines, in the order in which one reads it aloud.

The refs say what Enter does: edit a field, tick a condition, plan the next action, open a record.
"""

from collections.abc import Iterator

from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W, weighted
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import (
    column_label,
    condition_label,
    five_w_label,
    origin_label,
)
from prospect_tui.services.sheets import OpportunitySheet
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, blank, field, paragraph, section
from prospect_tui.tui.widgets.sheet_parts import Does, Ref, history, joined, planned_work
from prospect_tui.wording import people, sales
from prospect_tui.wording.times import day


def opportunity_page(sheet: OpportunitySheet, page: Page) -> list[PageLine]:
    """Return the page."""
    cells = page.cells
    return [
        *_top(sheet, page),
        *section(_("People"), _people(sheet, page), cells),
        *section(_("The sale"), _sale(sheet, page), cells),
        *section(_("Four conditions"), _conditions(sheet, cells), cells),
        *section(_("5 W"), _five_w(sheet, cells), cells),
        *section(_("More"), _more(sheet, cells), cells),
        *section(_("Planned"), planned_work(sheet, page), cells),
        *section(_("History"), history(sheet, page), cells),
        *section(_("Other opportunities of the client"), _siblings(sheet, page), cells),
    ]


def _top(sheet: OpportunitySheet, page: Page) -> Iterator[PageLine]:
    record, company = sheet.opportunity, sheet.company
    star = "★ " if record.is_starred else ""
    ref = Ref(Does.EDIT, "title")
    yield from paragraph(star + record.title, page.cells, look="strong", ref=ref)
    name = company.get("name", "")
    about = joined(
        name if name != record.title else "", people.company(company), people.town(company)
    )
    reach = joined(*(company.get(key, "") for key in ("phone", "email", "website", "address")))
    for text in (about, reach):
        if text:
            yield from paragraph(text, page.cells, look="muted")
    yield blank()


def _people(sheet: OpportunitySheet, page: Page) -> Iterator[PageLine]:
    for contact in sheet.contacts:
        role = ", ".join(part for part in (contact.job_title, contact.role) if part)
        yield from field(role or column_label("last_name"), contact.name, page.cells, look="strong")
        for key in ("phone", "mobile", "direct_line", "email", "linkedin"):
            if value := getattr(contact, key):
                yield from field(column_label(key), value, page.cells)
        if contact.checked_on:
            checked = formats.day_long(contact.checked_on)
            yield from field(_("Checked on"), checked, page.cells, look="muted")
    for row_id in sheet.rows:
        ref = Ref(Does.OPEN_PROSPECT, id=row_id)
        yield from field(_("Prospect row"), _("see the row and its calls"), page.cells, ref=ref)


def _sale(sheet: OpportunitySheet, page: Page) -> Iterator[PageLine]:
    record, cells = sheet.opportunity, page.cells
    if sales.is_open(sheet):
        red = sales.red_word(record.next_when, page.today, is_late=sheet.is_late)
        text = sales.next_text(record.next_kind, record.next_label, record.next_when, page.today)
        yield from field(_("Next action"), text, cells, ref=Ref(Does.NEXT), problem=red)
    amount = formats.money(record.amount_cents)
    yield from field(column_label("amount"), amount, cells, ref=Ref(Does.EDIT, "amount"))
    share = sales.percent(record.probability)
    counted = formats.money(weighted(record.amount_cents, record.probability))
    text = f"{share} → " + _("weighted {amount}").format(amount=counted)
    yield from field(_("Probability"), text, cells, ref=Ref(Does.EDIT, "probability"))
    stage = sales.status_text(sheet)
    stale = sales.stale_word(sheet.stale_days) if sales.is_open(sheet) else ""
    yield from field(_("Stage and status"), stage, cells, ref=Ref(Does.STAGE), problem=stale)
    if record.outcome and record.lesson:
        yield from field(_("To remember"), record.lesson, cells)
    yield from field(_("Origin"), origin_label(record.origin), cells)


def _conditions(sheet: OpportunitySheet, cells: int) -> Iterator[PageLine]:
    for name in CONDITIONS:
        known = sheet.opportunity.conditions[name]
        text = _("✔ known") if known else _("– to be found out")
        look = "good" if known else "muted"
        ref = Ref(Does.TICK, f"has_{name}")
        yield from field(condition_label(name), text, cells, ref=ref, look=look)


def _five_w(sheet: OpportunitySheet, cells: int) -> Iterator[PageLine]:
    for name in FIVE_W:
        ref = Ref(Does.EDIT, f"w_{name}")
        yield from field(five_w_label(name), sheet.opportunity.five_w[name], cells, ref=ref)


def _more(sheet: OpportunitySheet, cells: int) -> Iterator[PageLine]:
    record = sheet.opportunity
    values = {
        "description": (_("Description"), record.description),
        "tags": (column_label("tags"), record.tags),
        "competitor": (column_label("competitor"), record.competitor),
        "label_for": (_("For"), record.label_for),
    }
    for name, (label, value) in values.items():
        yield from field(label, value, cells, ref=Ref(Does.EDIT, name))


def _siblings(sheet: OpportunitySheet, page: Page) -> Iterator[PageLine]:
    for other in sheet.siblings:
        text = joined(
            other.title,
            sales.amount_text(other.amount_cents, other.probability),
            sales.ended_text(other.outcome, day(other.closed_at, page.zone)),
        )
        ref = Ref(Does.OPEN_OPPORTUNITY, id=other.id)
        yield from paragraph(text, page.cells, ref=ref)
