"""The pages of a person and of a company as lines: who it is, how to reach it, its sales, its past.

What is filled comes before what is not; wrong values are kept and marked, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prospect_tui.domain.columns import Column
from prospect_tui.domain.joining import joined
from prospect_tui.domain.people import COMPANY_FIELDS, CONTACT_FIELDS, CONTACTS_BY_KEY
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _
from prospect_tui.i18n.people_words import marked_role
from prospect_tui.services.people_pages import CompanyPage, PersonPage, Sale
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, blank, field, paragraph, section
from prospect_tui.wording import people as people_words
from prospect_tui.wording import sales as sales_words
from prospect_tui.wording.messages import message
from prospect_tui.wording.people_pages import (
    chart_branches,
    field_text,
    field_title,
    number_text,
    roles_missing,
)
from prospect_tui.wording.people_text import sale_line
from prospect_tui.wording.sheet_lines import Does, Ref

_MOST = 3
"""Lines of one remark of the past."""


def past_lines(shown: PersonPage | CompanyPage, page: Page) -> list[PageLine]:
    """Return what was said with a person or a company, under its title."""
    return section(_("History"), _past(shown, page), page.cells)


def person_lines(
    shown: PersonPage, page: Page, first: Sequence[str], *, with_past: bool
) -> list[PageLine]:
    """Return the page of a person; the fields named in `first` are shown even when empty."""
    cells, person = page.cells, shown.person
    order = [*(CONTACTS_BY_KEY[key] for key in first)]
    order += [column for column in CONTACT_FIELDS if column not in order]
    marks = _Marks(person.values, shown.problems, shown.wrong_numbers)
    top = [c for c in order if c.key in first or person.values[c.key]]
    rest = [c for c in order if c not in top]
    return [
        *_person_top(shown, page),
        *_fields(top, marks, cells),
        *section(_("Opportunities"), _sales(shown.sales, page), cells),
        *section(_("Prospect rows"), _rows(shown.rows, cells), cells),
        *(past_lines(shown, page) if with_past else ()),
        *section(_("To fill in"), _fields(rest, marks, cells), cells),
    ]


def company_lines(shown: CompanyPage, page: Page, *, with_past: bool) -> list[PageLine]:
    """Return the page of a company."""
    cells, company = page.cells, shown.company
    marks = _Marks(company.values, shown.problems, frozenset())
    filled = [column for column in COMPANY_FIELDS if company.values[column.key]]
    rest = [column for column in COMPANY_FIELDS if column not in filled]
    values = company.values
    about = joined(values["trade_name"], people_words.company(values), people_words.town(values))
    return [
        *paragraph(company.name, cells, look="strong"),
        *(paragraph(about, cells, look="muted") if about else ()),
        blank(),
        *section(_("People"), _chart(shown, page), cells),
        *section(_("Opportunities"), _sales(shown.sales, page), cells),
        *section(_("The company"), _fields(filled, marks, cells), cells),
        *section(_("Prospect rows"), _rows(shown.rows, cells), cells),
        *(past_lines(shown, page) if with_past else ()),
        *section(_("To fill in"), _fields(rest, marks, cells), cells),
    ]


class _Marks:
    """What is wrong with the fields of a record, in words."""

    def __init__(
        self, values: Mapping[str, str], problems: Mapping[str, str], wrong: frozenset[str]
    ) -> None:
        self.values = values
        self._problems = problems
        self._wrong = wrong

    def of(self, column: Column) -> str:
        if column.key in self._wrong:
            return _("wrong number")
        problem = self._problems.get(column.key)
        return message(problem, value=self.values[column.key]) if problem else ""


def _fields(columns: Iterable[Column], marks: _Marks, cells: int) -> Iterator[PageLine]:
    for column in columns:
        value = marks.values[column.key]
        text = field_text(column, value)
        if column.kind is ColumnKind.PHONE and value:
            text = joined(text, number_text(value))
        ref = Ref(Does.EDIT, column.key)
        yield from field(field_title(column), text, cells, ref=ref, problem=marks.of(column))


def _person_top(shown: PersonPage, page: Page) -> Iterator[PageLine]:
    person = shown.person
    values = person.values
    said = joined(person.name, values["job_title"], by=", ")
    yield from paragraph(joined(said, marked_role(values["role"])), page.cells, look="strong")
    if shown.is_opposed:
        said = _("! Objects to being canvassed: not to be called nor written to for selling.")
        yield from paragraph(said, page.cells, look="late")
    if person.company_id is not None:
        ref = Ref(Does.OPEN_COMPANY, id=person.company_id)
        yield from paragraph(person.company_name, page.cells, look="muted", ref=ref)
    yield blank()


def _chart(shown: CompanyPage, page: Page) -> Iterator[PageLine]:
    """Yield who decides what as a tree; each person opens."""
    if not shown.members:
        yield from paragraph(_("nobody known yet: + adds a person"), page.cells, look="muted")
    for branch in chart_branches(shown.members):
        yield from paragraph(branch.title, page.cells)
        for stem, text, contact_id in branch.people:
            ref = Ref(Does.OPEN_CONTACT, id=contact_id)
            yield from paragraph(f"{stem} {text}", page.cells, indent=1, hang=6, ref=ref)
    if shown.members and (missing := roles_missing(shown.members)):
        yield from paragraph(missing, page.cells, look="muted")


def _sales(sold: Iterable[Sale], page: Page) -> Iterator[PageLine]:
    for sale in sold:
        ref = Ref(Does.OPEN_OPPORTUNITY, id=sale.opportunity.id)
        look = "muted" if sale.opportunity.outcome else ""
        text = sale_line(sale, page.today, page.zone)
        yield from paragraph(text, page.cells, hang=2, ref=ref, look=look)


def _rows(rows: Iterable[tuple[int, str, str]], cells: int) -> Iterator[PageLine]:
    for row_id, name, file in rows:
        yield from paragraph(joined(name, file), cells, ref=Ref(Does.OPEN_PROSPECT, id=row_id))


def _past(shown: PersonPage | CompanyPage, page: Page) -> Iterator[PageLine]:
    for place, line in enumerate(shown.history):
        text = sales_words.history_text(line, page.zone, page.today)
        ref = Ref(Does.READ, "history", place)
        yield from paragraph(text, page.cells, hang=2, most=_MOST, ref=ref)
