"""The sheet of an opportunity in words, in the order in which one reads it aloud in a meeting."""

from collections.abc import Iterator

from prospect_tui.domain.agenda import AFTER_SALE
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import CONDITIONS, FIVE_W, weighted
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import (
    column_label,
    condition_label,
    five_w_label,
    origin_label,
)
from prospect_tui.i18n.people_words import marked_role
from prospect_tui.services.sheets import (
    ActivityRecord,
    ContactRecord,
    OpportunityRecord,
    OpportunitySheet,
    Shown,
)
from prospect_tui.wording import people, sales
from prospect_tui.wording.sheet_lines import (
    AnySheet,
    Does,
    Line,
    Part,
    Ref,
    Seen,
    history,
    part,
    planned_work,
    points,
)
from prospect_tui.wording.times import day, planned

_SHOWN = {
    Shown.ALL: N_("History"),
    Shown.CALLS: N_("History: calls"),
    Shown.NOTES: N_("History: notes"),
    Shown.DONE: N_("History: mails, appointments, tasks, quotes"),
    Shown.CHANGES: N_("History: changes"),
}
_TITLE_LINES = 6
_NUMBERS = ("phone", "mobile", "direct_line", "email", "linkedin")


def history_title(shown: Shown) -> str:
    """Return the title over the history, when all of it is shown or one kind only."""
    return _(_SHOWN[shown])


def history_part(sheet: AnySheet, seen: Seen, shown: Shown) -> Part:
    """Return the history that was read, and how to read on."""
    lines = [*history(sheet.history, seen)]
    if sheet.has_more:
        lines.append(Line(_("… what is older"), ref=Ref(Does.MORE), look="key"))
    if not lines and shown is not Shown.ALL:
        lines.append(Line(_("Nothing of this kind."), look="muted"))
    return part(history_title(shown), lines, is_aside=True)


def opportunity_parts(
    sheet: OpportunitySheet, seen: Seen, shown: Shown = Shown.ALL
) -> tuple[Part, ...]:
    """Return the sheet of an opportunity; its first part says what it is and where it stands."""
    parts = (
        part("", _top(sheet, seen)),
        part(_("People"), _people(sheet)),
        part(_("Quotes"), _quotes(sheet)),
        part(_("Points of interest"), points(sheet, seen, _("Appetence"))),
        part(_("5 W"), _five_w(sheet)),
        part(_("Four conditions"), _conditions(sheet)),
        part(_("Planned"), planned_work(sheet, seen), is_aside=True),
        history_part(sheet, seen, shown),
        part(_("Other opportunities of the client"), _siblings(sheet, seen), is_aside=True),
        part(_("Filed under"), _filed(sheet)),
        part(_("After the sale"), _after(sheet, seen), is_aside=True),
    )
    return tuple(one for one in parts if one.lines)


def _top(sheet: OpportunitySheet, seen: Seen) -> Iterator[Line]:
    record, company = sheet.opportunity, sheet.company
    star = "★ " if record.is_starred and not seen.on_paper else ""
    title = Ref(Does.EDIT, "title")
    yield Line(star + record.title, ref=title, look="strong", most=_TITLE_LINES)
    name = company.get("name", "")
    about = joined(
        name if name != record.title else "", people.company(company), people.town(company)
    )
    reach = joined(*(company.get(key, "") for key in ("phone", "email", "website", "address")))
    ref = Ref(Does.OPEN_COMPANY, id=record.company_id) if record.company_id else None
    for text in (about, reach):
        if text:
            yield Line(text, ref=ref, look="muted")
    stale = sales.stale_word(sheet.stale_days) if sales.is_open(sheet) else ""
    yield Line(sales.status_text(sheet), _("Stage and status"), Ref(Does.STAGE), problem=stale)
    if sales.is_open(sheet):
        red = sales.red_word(record.next_when, seen.today, is_late=sheet.is_late)
        yield Line(next_text(record, seen), _("Next action"), Ref(Does.NEXT), problem=red)
    yield from _money(record)
    yield Line(record.description, _("Description"), Ref(Does.EDIT, "description"))
    if record.outcome and record.lesson:
        yield Line(record.lesson, _("To remember"))


def next_text(record: OpportunityRecord, seen: Seen) -> str:
    """Return the next action of a sale with its date, as it is read on a screen or on paper."""
    return sales.next_text(
        record.next_type,
        record.next_label,
        record.next_when,
        seen.today,
        is_dated=seen.on_paper,
    )


def _money(record: OpportunityRecord) -> Iterator[Line]:
    amount, share = formats.money(record.amount_cents), sales.percent(record.probability)
    counted = formats.money(weighted(record.amount_cents, record.probability))
    yield Line(amount, column_label("amount"), Ref(Does.EDIT, "amount"))
    product = _("{amount} × {share} = {counted} weighted").format(
        amount=amount, share=share, counted=counted
    )
    if not record.outcome:
        text = joined(share, product if record.amount_cents else "")
        yield Line(text, _("Probability"), Ref(Does.EDIT, "probability"))


def _people(sheet: OpportunitySheet) -> Iterator[Line]:
    if not sheet.contacts:
        yield Line(_("none yet"), ref=Ref(Does.ADD_PERSON), look="muted")
    for contact in sheet.contacts:
        yield from _person(contact)
    for row_id in sheet.rows:
        ref = Ref(Does.OPEN_PROSPECT, id=row_id)
        yield Line(_("see the row and its calls"), _("Prospect row"), ref)


def _person(contact: ContactRecord) -> Iterator[Line]:
    role = joined(contact.job_title, marked_role(contact.role), by=", ")
    ref = Ref(Does.OPEN_CONTACT, id=contact.id)
    opposed = _("objects to being canvassed") if contact.opposed else ""
    yield Line(contact.name, role or column_label("last_name"), ref, "strong", opposed)
    for key in _NUMBERS:
        if value := getattr(contact, key):
            yield Line(value, column_label(key))
    if contact.checked_on:
        yield Line(formats.day_long(contact.checked_on), _("Checked on"), look="muted")


def _quotes(sheet: OpportunitySheet) -> Iterator[Line]:
    if not sheet.quotes:
        yield Line(_("none yet"), ref=Ref(Does.OPEN_QUOTE), look="muted")
        return
    from prospect_tui.wording.quotes import quote_text  # noqa: PLC0415 - not on most sheets

    for quote in sheet.quotes:
        look = "strong" if quote.is_current else "muted"
        yield Line(quote_text(quote), ref=Ref(Does.OPEN_QUOTE, id=quote.id), look=look, hang=2)


def _five_w(sheet: OpportunitySheet) -> Iterator[Line]:
    for name in FIVE_W:
        yield Line(sheet.opportunity.five_w[name], five_w_label(name), Ref(Does.EDIT, f"w_{name}"))


def _conditions(sheet: OpportunitySheet) -> Iterator[Line]:
    for name in CONDITIONS:
        yield condition_line(name, is_known=sheet.opportunity.conditions[name])


def condition_line(name: str, *, is_known: bool) -> Line:
    """Return one of the four conditions, to be ticked."""
    text = _("✔ known") if is_known else _("– to be found out")
    look = "good" if is_known else "muted"
    return Line(text, condition_label(name), Ref(Does.TICK, f"has_{name}"), look)


def _siblings(sheet: OpportunitySheet, seen: Seen) -> Iterator[Line]:
    for other in sheet.siblings:
        yield Line(_other(other, seen), ref=Ref(Does.OPEN_OPPORTUNITY, id=other.id), hang=2)


def _other(other: OpportunityRecord, seen: Seen) -> str:
    return joined(
        other.title,
        sales.amount_text(other.amount_cents, other.probability),
        sales.ended_text(other.outcome, day(other.closed_at, seen.zone, seen.today))
        or next_text(other, seen),
    )


def _filed(sheet: OpportunitySheet) -> Iterator[Line]:
    record = sheet.opportunity
    folder_id = record.folder_id
    ref = Ref(Does.FILE) if folder_id is None else Ref(Does.OPEN_FOLDER, id=folder_id)
    yield Line(record.folder_name, _("Folder"), ref)
    if record.intermediary:
        yield Line(record.main_contact, _("Intermediary"))
    yield Line(record.tags, column_label("tags"), Ref(Does.EDIT, "tags"))
    yield Line(origin_label(record.origin), _("Origin"), Ref(Does.EDIT, "origin"))
    yield Line(record.source, column_label("source"), Ref(Does.EDIT, "source"))
    yield Line(record.campaign, _("Campaign"), Ref(Does.EDIT, "campaign"))
    yield Line(record.competitor, column_label("competitor"), Ref(Does.EDIT, "competitor"))
    yield Line(record.label_for, _("For"), Ref(Does.EDIT, "label_for"))


def _after(sheet: OpportunitySheet, seen: Seen) -> Iterator[Line]:
    """Yield the after-sale follow-ups and the renewal, which are kept apart from selling."""
    record = sheet.opportunity
    for activity in sheet.activities:
        if activity.code == AFTER_SALE and activity.cancelled_at is None:
            yield Line(_follow_up(activity, seen), _("After-sale"))
    if record.renewal_months:
        every = ngettext("every {count} month", "every {count} months", record.renewal_months)
        text = every.format(count=formats.number(record.renewal_months))
        yield Line(text, _("Renewal"))
    for other in sheet.renewals:
        label = _("Renews") if other.id == record.renewal_of_id else _("Renewed by")
        yield Line(_other(other, seen), label, Ref(Does.OPEN_OPPORTUNITY, id=other.id))


def _follow_up(activity: ActivityRecord, seen: Seen) -> str:
    if activity.done_at is not None:
        done = _("done on {day}").format(day=day(activity.done_at, seen.zone, seen.today))
        return joined(done, activity.subject, activity.result)
    return joined(planned(activity.when, seen.today, is_dated=seen.on_paper), activity.subject)
