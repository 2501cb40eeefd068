"""Who is called, in words: the person, the company, the numbers, what was said before.

Every function returns one line, "" when there is nothing to say. Nothing is cleaned here: the
texts come from the base, and whoever draws them cleans them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.domain.joining import joined
from prospect_tui.domain.phone import national
from prospect_tui.domain.prospect import person_name
from prospect_tui.domain.vocabulary import PlanKind
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import (
    column_label,
    condition_label,
    plan_label,
    result_label,
    score_label,
)
from prospect_tui.wording.naf import with_label
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.domain.consequence import PhoneChoice
    from prospect_tui.storage.calls import CallRecord
    from prospect_tui.storage.prospects import ProspectRecord

KNOWN, UNKNOWN = "✔", "–"


def person(values: Mapping[str, str]) -> str:
    """Return "M. Jean Lambert, gérant" from the cells of a row."""
    return joined(person_name(values), values.get("job_title", ""), by=", ")


def checked(record: "ProspectRecord") -> str:
    """Return when the name and the function were checked: "(vérifié 06/2026)"."""
    if record.checked_on is None:
        return ""
    return _("(checked {month})").format(month=f"{record.checked_on:%m/%Y}")


def company(values: Mapping[str, str]) -> str:
    """Return "effectif 12 · NAF 43.32A · Menuiserie bois" from the cells of a row.

    The code's official label stands for a business that is not told.
    """
    headcount, activity = values.get("headcount", ""), values.get("activity", "")
    key = "naf" if values.get("naf") else "naf_2025"
    naf = values.get(key, "")
    return joined(
        _("staff {headcount}").format(headcount=headcount) if headcount else "",
        f"NAF {naf if activity else with_label(COLUMNS_BY_KEY[key], naf)}" if naf else "",
        activity,
        values.get("legal_form", ""),
    )


def town(values: Mapping[str, str]) -> str:
    """Return "69003 Lyon" from the cells of a row, with the country when there is one."""
    here = joined(values.get("postcode"), values.get("city"), by=" ")
    return joined(here, values.get("country", ""), by=", ")


def number(choice: "PhoneChoice") -> str:
    """Return a number as one writes it, with its extension: "01 99 00 12 34 poste 12"."""
    written = national(choice.e164)
    if not choice.extension:
        return written
    return _("{number} ext. {extension}").format(number=written, extension=choice.extension)


def number_label(choice: "PhoneChoice") -> str:
    """Return which number it is: "Mobile", with a word when it was found wrong."""
    label = column_label(choice.field)
    wrong = _("wrong number")
    return f"{label} · {wrong}" if choice.is_bad else label


def progress(record: "ProspectRecord", max_attempts: int) -> str:
    """Return how far a row is: "2/6 essais · CHAUD · dernier : RAPP".

    One that was given up for a while starts again from 0.
    """
    done = 0 if record.next_kind is PlanKind.RETURN else record.attempts
    attempts = _("{count}/{limit} attempts").format(
        count=formats.number(done), limit=formats.number(max_attempts)
    )
    last = _("last: {result}").format(result=result_label(record.result)) if record.result else ""
    score = score_label(record.score) if record.score else ""
    return joined(attempts, score, last)


def before_the_break(record: "ProspectRecord", history: Sequence["CallRecord"]) -> str:
    """Return the score that a row given up for a while had before; `history` is newest first."""
    given_up = next((call for call in history if call.next_kind is PlanKind.RETURN), None)
    if record.next_kind is not PlanKind.RETURN or given_up is None:
        return ""
    former = given_up.score_before
    if former in {"", record.score}:
        return ""
    return _("before the break: {score}").format(score=score_label(former))


def plan(record: "ProspectRecord", today: date, *, is_dated: bool = False) -> str:
    """Return the next call of a row: "Rappel promis auj. 09:30 : budget de janvier"."""
    if record.next_kind is None:
        return ""
    line = f"{plan_label(record.next_kind)} {planned(record.next_when, today, is_dated=is_dated)}"
    if not record.next_subject:
        return line
    return _("{plan}: {subject}").format(plan=line, subject=record.next_subject)


def past_call(call: "CallRecord", today: date, zone: ZoneInfo) -> str:
    """Return a call on one line: "19/11 RAPP « budget janvier »", with its hour when of today."""
    local = call.at.astimezone(zone)
    day = formats.relative_day(local.date(), today)
    if local.date() == today:
        day = f"{day} {formats.hour(local)}"
    said = joined(call.note, call.reason, call.competitor)
    return joined(
        f"{day} {result_label(call.result)}",
        _("(message left)") if call.message_left else "",
        _("“{text}”").format(text=said) if said else "",
        all_the_same(call.override_reason),
        by=" ",
    )


def all_the_same(reason: str) -> str:
    """Return why a call was made although the rules forbade it, "" for any other call."""
    return _("(called all the same: {why})").format(why=reason) if reason else ""


def conditions(known: Mapping[str, bool]) -> str:
    """Return the four conditions of an opportunity: "Projet ✔ · Budget – · …"."""
    return " · ".join(
        f"{condition_label(name)} {KNOWN if is_known else UNKNOWN}"
        for name, is_known in known.items()
    )
