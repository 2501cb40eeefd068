"""The pages of a person and of a company as text, and as data for programs."""

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import Column
from prospect_tui.domain.joining import joined
from prospect_tui.domain.people import COMPANY_FIELDS, CONTACT_FIELDS
from prospect_tui.i18n import _
from prospect_tui.services.people_pages import CompanyPage, HistoryLine, PersonPage, Sale
from prospect_tui.wording import sales
from prospect_tui.wording.messages import message
from prospect_tui.wording.people_pages import (
    chart_lines,
    field_text,
    field_title,
    sale_text,
)
from prospect_tui.wording.tables import aligned
from prospect_tui.wording.times import day

_WIDE = 10_000
"""Lines of a page are not cut."""


def person_lines(page: PersonPage, today: date, zone: ZoneInfo) -> list[str]:
    """Return the page of a person."""
    person = page.person
    opposed = [(_("Opposition"), _("objects to being canvassed"))] if page.is_opposed else []
    pairs = [
        *opposed,
        (_("Company"), person.company_name),
        *_pairs(CONTACT_FIELDS, person.values, page.problems),
    ]
    return [
        f"{person.id}  {person.name}",
        *_aligned(pairs),
        *(_sale_line(sale, today, zone) for sale in page.sales),
        *_rows(page.rows),
        *_past(page.history, today, zone),
    ]


def company_lines(page: CompanyPage, today: date, zone: ZoneInfo) -> list[str]:
    """Return the page of a company."""
    company = page.company
    chart = chart_lines(_("People"), page.members) if page.members else []
    return [
        f"{company.id}  {company.name}",
        *_aligned(_pairs(COMPANY_FIELDS, company.values, page.problems)),
        *chart,
        *(_sale_line(sale, today, zone) for sale in page.sales),
        *_rows(page.rows),
        *_past(page.history, today, zone),
    ]


def sale_line(sale: Sale, today: date, zone: ZoneInfo) -> str:
    """Return a sale on one line: title, amount, what comes next or how it ended, and the role."""
    record = sale.opportunity
    ended = sales.ended_text(record.outcome, day(record.closed_at, zone, today))
    to_come = sales.next_text(record.next_type, record.next_label, record.next_when, today)
    amount = sales.amount_text(record.amount_cents, record.probability)
    return joined(record.title, amount, ended or to_come, sale_text(sale))


def _sale_line(sale: Sale, today: date, zone: ZoneInfo) -> str:
    number = _("Opportunity {number}").format(number=sale.opportunity.id)
    return f"{number} · {sale_line(sale, today, zone)}"


def _pairs(
    fields: Iterable[Column], values: Mapping[str, str], problems: Mapping[str, str]
) -> list[tuple[str, str]]:
    pairs = []
    for column in fields:
        if value := values[column.key]:
            text = field_text(column, value)
            if wrong := problems.get(column.key):
                text = f"{text}  ! {message(wrong, value=value)}"
            pairs.append((field_title(column), text))
    return pairs


def _aligned(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return aligned([pair for pair in pairs if pair[1]], _WIDE)


def _rows(rows: Iterable[tuple[int, str, str]]) -> list[str]:
    said = _("Prospect row {number}")
    return [f"{said.format(number=number)} · {name} · {file}" for number, name, file in rows]


def _past(history: Iterable[HistoryLine], today: date, zone: ZoneInfo) -> list[str]:
    return [sales.history_text(line, zone, today) for line in history]


def person_data(page: PersonPage) -> dict[str, object]:
    """Return the page of a person for programs."""
    person = page.person
    return {
        "id": person.id,
        "name": person.name,
        "company": person.company_name,
        "company_id": person.company_id,
        "opposed": page.is_opposed,
        **person.values,
        "problems": page.problems,
        "wrong_numbers": page.wrong_numbers,
        "opportunities": [
            {**_sale_data(sale), "role": sale.role, "is_main": sale.is_main} for sale in page.sales
        ],
        "rows": [number for number, _name, _file in page.rows],
        "history": page.history,
    }


def company_data(page: CompanyPage) -> dict[str, object]:
    """Return the page of a company for programs."""
    return {
        "id": page.company.id,
        **page.company.values,
        "problems": page.problems,
        "people": [
            {"id": one.person.id, "name": one.person.name, "role": one.role} for one in page.members
        ],
        "opportunities": [_sale_data(sale) for sale in page.sales],
        "rows": [number for number, _name, _file in page.rows],
        "history": page.history,
    }


def _sale_data(sale: Sale) -> dict[str, object]:
    record = sale.opportunity
    return {
        "id": record.id,
        "title": record.title,
        "outcome": record.outcome,
        "amount_cents": record.amount_cents,
        "next": record.next_when,
    }
