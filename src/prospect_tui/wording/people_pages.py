"""The fields of people and companies in words, and who decides what as a chart of text."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospect_tui.domain.columns import Column
from prospect_tui.domain.joining import joined
from prospect_tui.domain.people import Branch, decision_chart
from prospect_tui.domain.phone import parse_phones
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import column_label
from prospect_tui.i18n.people_words import choice_label, marked_role, role_label
from prospect_tui.wording.cells import editable_text
from prospect_tui.wording.messages import message
from prospect_tui.wording.naf import with_label
from prospect_tui.wording.sheet_lines import Line, part
from prospect_tui.wording.typed import meaning

if TYPE_CHECKING:
    from prospect_tui.services.companies import Shared
    from prospect_tui.services.contacts import FieldSaved
    from prospect_tui.services.people_pages import Member, Sale
    from prospect_tui.services.printing import PrintedSheet


def field_title(column: Column) -> str:
    """Return how a field is called."""
    return column_label(column.key)


def field_text(column: Column, value: str) -> str:
    """Return a stored value as a page shows it: numbers as one dials them, codes in words."""
    if column.kind is ColumnKind.CHOICE:
        return choice_label(column.key, value)
    if column.kind is ColumnKind.MONEY:
        return meaning(column, value) or value
    return with_label(column, editable_text(column, value))


def number_text(value: str) -> str:
    """Return a number as it is dialled when it was typed otherwise: "06 39 98 12 34", else ""."""
    said = meaning(Column("phone", ColumnKind.PHONE), value)
    figures = "".join(sign for sign in value if sign.isdigit())
    alone = len(parse_phones(value)) == 1 and figures.startswith("0")
    return "" if alone else said


def saved_text(saved: "FieldSaved", column: Column, text: str) -> str:
    """Return what there is to tell of a field that was written, "" for nothing."""
    parts = []
    if saved.problem:
        parts.append(message(saved.problem, value=text))
    if saved.is_opposed:
        parts.append(_("This number or address is in the opposition list: it may not be used."))
    if saved.alike:
        said = _("The same {field} stands on: {others}. Nothing was merged.")
        parts.append(said.format(field=field_title(column), others=" · ".join(saved.alike)))
    return " ".join(parts)


def shared_text(shared: Sequence["Shared"]) -> str:
    """Return which companies were known already, "" when none was."""
    names = list(dict.fromkeys(one.name for one in shared))
    if not names:
        return ""
    said = ngettext(
        "Put under the company known already: {names}.",
        "Put under the companies known already: {names}.",
        len(names),
    )
    return said.format(names=" · ".join(names))


def person_line(member: "Member") -> str:
    """Return a person on one line: "Mme Anne Roux, acheteuse · ◆ décide · 06 39 98 12 34"."""
    values = member.person.values
    named = joined(member.person.name, values["job_title"], by=", ")
    if not member.person.name:
        named = values["job_title"]
    reached = values["mobile"] or values["direct_line"] or values["phone"] or values["email"]
    opposed = _("objects to being canvassed") if member.person.opposed else ""
    return joined(named, marked_role(member.role), reached, opposed)


def sale_text(sale: "Sale") -> str:
    """Return what a person is in a sale: "◆ décide · contact principal"."""
    main = _("main contact") if sale.is_main else ""
    return joined(marked_role(sale.role), main)


class ChartBranch(NamedTuple):
    """The people of one role, as a branch of a tree of text."""

    title: str
    people: list[tuple[str, str, int]]
    """What leads to each, who it is, and the number of the contact."""


def chart_branches(members: Sequence["Member"]) -> list[ChartBranch]:
    """Return who stands where in a decision, those who decide first."""
    branches = decision_chart([member.role for member in members])
    found = []
    for number, branch in enumerate(branches):
        is_last = number == len(branches) - 1
        stem = "   " if is_last else "│  "
        people = [
            (
                f"{stem}{'└─' if place == branch.people[-1] else '├─'}",
                _on_chart(members[place]),
                members[place].person.id,
            )
            for place in branch.people
        ]
        found.append(ChartBranch(f"{'└─' if is_last else '├─'} {_branch_name(branch)}", people))
    return found


def chart_lines(title: str, members: Sequence["Member"]) -> list[str]:
    """Return the decision chart as a tree of text: those who decide first."""
    lines = [title]
    for branch in chart_branches(members):
        lines.append(branch.title)
        lines += [f"{stem} {text}" for stem, text, _contact in branch.people]
    return lines


def printed_chart(name: str, members: Sequence["Member"], today: date) -> "PrintedSheet":
    """Return the decision chart of a company or of a sale made ready to be printed."""
    from prospect_tui.wording.printed_sheet import printed  # noqa: PLC0415 - first print

    branches = decision_chart([member.role for member in members])
    parts = [part("", [Line(chart_title(name)), Line(roles_missing(members))])]
    parts += [
        part(_branch_name(one), [Line(_on_chart(members[place])) for place in one.people])
        for one in branches
    ]
    return printed(parts, today)


def chart_title(name: str) -> str:
    """Return what a printed decision chart is called, and its file."""
    return _("Who decides: {name}").format(name=name)


def _branch_name(branch: Branch) -> str:
    name = marked_role(branch.role) if branch.role else _("role to be found out")
    count = f" ({formats.number(len(branch.people))})" if len(branch.people) > 1 else ""
    return f"{name}{count}"


def _on_chart(member: "Member") -> str:
    values = member.person.values
    said = joined(member.person.name, values["job_title"], by=", ")
    reached = values["mobile"] or values["direct_line"] or values["phone"]
    opposed = _("objects to being canvassed") if member.person.opposed else ""
    return joined(said, reached, opposed)


def roles_missing(members: Iterable["Member"]) -> str:
    """Return that nobody is known to decide, "" when somebody is."""
    known = {member.role for member in members}
    if "decides" in known:
        return ""
    return _("Nobody here is known to decide ({role}).").format(role=role_label("decides"))
