"""Clients in words: a line of the list, and the page of a folder as one reads it aloud."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prospect_tui.domain.joining import joined
from prospect_tui.domain.vocabulary import Status
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.people_words import marked_role
from prospect_tui.wording import sales
from prospect_tui.wording.labelled import labelled
from prospect_tui.wording.sheet_lines import Does, Line, Part, Ref, Seen, history, part
from prospect_tui.wording.sheet_text import next_text
from prospect_tui.wording.times import day, planned

if TYPE_CHECKING:
    from prospect_tui.services.clients import FolderPage, FollowUp, Known, Renewal
    from prospect_tui.services.printing import PrintedSheet
    from prospect_tui.services.sheets import OpportunityRecord


_FEW = 2
"""Sales of a person that are named."""


def no_folder() -> str:
    """Return how a client who bought once is marked."""
    return _("no folder")


def filed_text(folders: Iterable[str]) -> str:
    """Return in which folders sales are filed, "" in none.

    `folders` has the name of that of each sale, "" for one that is not filed.
    """
    names = list(dict.fromkeys(filter(None, folders)))
    if not names:
        return ""
    said = ngettext("in the client folder {names}", "in the client folders {names}", len(names))
    return said.format(names=" · ".join(_("“{name}”").format(name=name) for name in names))


def _counted(won: int, open_ones: int) -> str:
    said = []
    if won:
        text = ngettext("{count} won", "{count} won", won)
        said.append(text.format(count=formats.number(won)))
    if open_ones:
        text = ngettext("{count} open", "{count} open", open_ones)
        said.append(text.format(count=formats.number(open_ones)))
    return " · ".join(said)


def ambassador_said(name: str, *, is_ambassador: bool) -> str:
    """Return what to say of somebody who recommends, or does not any more."""
    if is_ambassador:
        return _("{name} is an ambassador: the funnel counts it.").format(name=name)
    return _("{name} is no ambassador any more.").format(name=name)


def renewal_text(renewal: "Renewal", seen: Seen) -> str:
    """Return a renewal on one line: when, who, what, how much."""
    when = planned(renewal.when, seen.today) if renewal.when else _("no date")
    return joined(when, renewal.client, renewal.title, formats.money(renewal.amount_cents))


def follow_up_text(one: "FollowUp", seen: Seen) -> str:
    """Return an after-sale follow-up on one line: when, who, what it is about."""
    return joined(planned(one.when, seen.today), one.client, one.title, one.subject)


def folder_text(page: "FolderPage", seen: Seen) -> list[str]:
    """Return the page of a folder as lines of text, those of a part set in under its title."""
    lines: list[str] = []
    for one in folder_parts(page, seen, for_keys=False):
        said = [labelled(line.label, line.text) if line.label else line.text for line in one.lines]
        lines += ["", one.title, *(f"  {line}" for line in said)] if one.title else said
    return lines


def printed_title(page: "FolderPage") -> str:
    """Return what the printed page of a folder is called, and its file: no sale is called so."""
    return _("Client: {name}").format(name=page.folder.name)


def printed_folder(page: "FolderPage", seen: Seen) -> "PrintedSheet":
    """Return the page of a folder made ready to be printed."""
    from prospect_tui.wording.printed_sheet import printed  # noqa: PLC0415 - first print

    first, *others = folder_parts(page, seen._replace(on_paper=True), for_keys=False)
    title = Line(printed_title(page))
    return printed([first._replace(lines=(title, *first.lines[1:])), *others], seen.today)


def folder_parts(page: "FolderPage", seen: Seen, *, for_keys: bool = True) -> tuple[Part, ...]:
    """Return the page of a folder; its first part says who it is and what was sold in all.

    What only tells which key to press is left out unless it is `for_keys`.
    """
    others = (*page.of(Status.LOST), *page.of(Status.CANCELLED))
    lines = [*history(page.history, seen)]
    if page.has_more and for_keys:
        lines.append(Line(_("… what is older"), ref=Ref(Does.MORE), look="key"))
    parts = (
        part("", _top(page, for_keys=for_keys)),
        part(_("Under way"), (_sale(one, seen) for one in page.of(None))),
        part(_("Sold"), _sold(page, seen)),
        part(_("Lost or dropped"), (_sale(one, seen) for one in others)),
        part(_("People"), (line for one in page.people for line in _person(one, len(page.sales)))),
        part(_("Renewals to come"), (_sale(one, seen) for one in page.renewals)),
        part(_("After-sale to do"), (_follow_up(one, seen) for one in page.follow_ups)),
        part(_("Notes"), _notes(page) if page.folder.notes or for_keys else ()),
        part(_("Exchanges"), lines, is_aside=True),
    )
    return tuple(one for one in parts if one.lines)


def _top(page: "FolderPage", *, for_keys: bool) -> Iterator[Line]:
    record = page.folder
    yield Line(record.name, ref=Ref(Does.EDIT, "name"), look="strong", most=6)
    about = joined(record.company_name if record.company_name != record.name else "", record.city)
    if record.company_id is not None and (about or for_keys):
        ref = Ref(Does.OPEN_COMPANY, id=record.company_id)
        yield Line(about or _("see the company"), ref=ref, look="muted")
    counted = _counted(len(page.of(Status.WON)), len(page.of(None)))
    yield Line(counted, _("Opportunities"))
    yield Line(formats.money(page.won_cents), _("Sold in all"), look="strong")


def _sold(page: "FolderPage", seen: Seen) -> Iterator[Line]:
    """Yield the sales history, the latest first, and its total."""
    won = page.of(Status.WON)
    for one in won:
        yield _sale(one, seen)
    if len(won) > 1:
        total = _("{amount} in all").format(amount=formats.money(page.won_cents))
        yield Line(total, look="strong")


def _sale(one: "OpportunityRecord", seen: Seen) -> Line:
    """Return one sale: what, with whom, how much, and where it stands."""
    if one.outcome == Status.WON:
        amount = formats.money(one.amount_cents)
    else:
        amount = sales.amount_text(one.amount_cents, one.probability)
    ended = sales.ended_text(one.outcome, day(one.closed_at, seen.zone, seen.today))
    star = "★ " if one.is_starred else ""
    text = joined(
        star + one.title,
        amount,
        ended or next_text(one, seen) or _("no date"),
        one.main_contact,
        through_text(is_through=one.intermediary),
    )
    return Line(text, ref=Ref(Does.OPEN_OPPORTUNITY, id=one.id), hang=2)


def through_text(*, is_through: bool) -> str:
    """Return that a sale advances through an intermediary, or ""."""
    return _("through an intermediary") if is_through else ""


def _person(known: "Known", in_all: int) -> Iterator[Line]:
    one = known.contact
    reached = one.mobile or one.direct_line or one.phone or one.email
    where = "" if len(known.titles) == in_all else _in_sales(known.titles)
    named = joined(one.name, one.job_title, by=", ") or reached
    praise = _("ambassador") if known.is_ambassador else ""
    reach = reached if reached != named else ""
    text = joined(named, marked_role(one.role), praise, reach, where)
    yield Line(text, ref=Ref(Does.OPEN_CONTACT, id=one.id), hang=2)


def _in_sales(titles: tuple[str, ...]) -> str:
    """Return in which sales somebody is, or in how many when they are not a few."""
    if len(titles) <= _FEW:
        return ", ".join(titles)
    text = ngettext("{count} opportunity", "{count} opportunities", len(titles))
    return text.format(count=formats.number(len(titles)))


def _follow_up(one: "FollowUp", seen: Seen) -> Line:
    text = joined(planned(one.when, seen.today, is_dated=seen.on_paper), one.title, one.subject)
    return Line(text, ref=Ref(Does.OPEN_OPPORTUNITY, id=one.sale_id), hang=2)


def _notes(page: "FolderPage") -> Iterator[Line]:
    ref = Ref(Does.EDIT, "notes")
    notes = page.folder.notes
    yield Line(notes or _("nothing noted: i adds a line"), ref=ref, look="" if notes else "muted")
