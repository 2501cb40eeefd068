"""What is asked of a task, a call or an event, and how an appointment ended."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from prospect_tui.domain.cadence import same_hour_next_working_day
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.joining import joined
from prospect_tui.domain.lengths import parse_end
from prospect_tui.domain.recurrence import parse_recurrence
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import activity_label
from prospect_tui.services import activities, meetings
from prospect_tui.services.activities import Draft, Following, PlannedActivity
from prospect_tui.services.search import FoundKind, find
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import (
    ChoiceField,
    Form,
    FormField,
    TextField,
    Values,
)
from prospect_tui.tui.dialogs.opportunity_forms import held_field
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.dates import next_slot, slot_echo, typed_date, when_of
from prospect_tui.tui.text import plain
from prospect_tui.wording import planning as words
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.tui.screens.opportunity_actions import OpportunityActions

_FOUND = {FoundKind.PROSPECT: "prospect", FoundKind.OPPORTUNITY: "opportunity"}
About = tuple[str, int] | None
"""What a task is about: its kind and its number."""


def activity_fields(
    context: AppContext, draft: Draft, title: str = "", but: tuple[str, int] | None = None
) -> list[FormField]:
    """Return the lines of an activity, filled with what is known; `title` is whom it is about."""
    kinds = [(kind, activity_label(kind)) for kind in ActivityKind]
    length = _length(context, draft)
    return [
        TextField("subject", _("Subject"), draft.subject),
        ChoiceField("kind", _("What"), kinds, draft.kind),
        TextField(
            "when",
            _("When"),
            typed_date(draft.when, context.workspace.clock.local_now()),
            parse=partial(_when, context, draft.when),
            hint=_("tue 2pm · Ctrl+L: next free slot"),
            echo=slot_echo(context, but),
            fill=partial(next_slot, context),
            is_proposal=True,
        ),
        TextField("length", _("How long"), length, hint=_("45 min · 1h30 · 2 d · 16:00")),
        TextField(
            "about",
            _("About"),
            title,
            hint=_("row or opportunity, by its name"),
            parse=partial(about_of, context, draft, title),
            echo=_about_echo(context, title),
        ),
        TextField("person", _("With whom"), draft.person),
        TextField("place", _("Place"), draft.place),
        TextField(
            "repeat",
            _("Again"),
            words.recurrence_text(draft.recurrence),
            hint=_("every monday · every month on the 5th"),
            echo=_repeat_echo(context, draft),
        ),
        TextField("description", _("More about it"), draft.description.replace("\n", " / ")),
    ]


def _when(context: AppContext, before: When, text: str) -> When:
    """Read a date; the one that was given stays good, were it past by now."""
    given = typed_date(before, context.workspace.clock.local_now())
    return before if text == given else when_of(context, text)


def _length(context: AppContext, draft: Draft) -> str:
    zone = context.workspace.zone
    if draft.ends_at is None:
        return ""
    start = draft.when.moment(zone)
    if start is not None:
        return words.typed_length(draft.ends_at - start)
    last = draft.ends_at.astimezone(zone).date()
    return words.typed_length(max(last - draft.when.day, timedelta(days=1)))


def draft_from(context: AppContext, values: Values, before: Draft) -> Draft:
    """Return what the lines say. Raises `InvalidValue`, `InvalidDate`."""
    when: When = values["when"]
    about: About = values["about"]
    details = values["description"]
    same = details == before.description.replace("\n", " / ")
    repeat = values["repeat"]
    if repeat == words.recurrence_text(before.recurrence):
        recurrence = before.recurrence
    else:
        recurrence = _rule(context, repeat, when)
    return Draft(
        values["subject"],
        when,
        values["kind"],
        parse_end(values["length"], when, context.workspace.zone),
        values["place"],
        values["person"],
        before.description if same else details.replace(" / ", "\n"),
        about[1] if about and about[0] == "prospect" else None,
        about[1] if about and about[0] == "opportunity" else None,
        recurrence,
    )


def _rule(context: AppContext, text: str, when: When) -> str:
    return parse_recurrence(text, when.day, lambda end: when_of(context, end).day)


def _repeat_echo(context: AppContext, draft: Draft) -> Callable[[str], Content]:
    def echo(text: str) -> Content:
        if text == words.recurrence_text(draft.recurrence):
            return plain("")
        return plain(f"→ {words.recurrence_text(_rule(context, text, draft.when))}")

    return echo


def about_of(context: AppContext, draft: Draft, title: str, text: str) -> About:
    """Return the row or the opportunity called `text`; the one of before for its own name."""
    if not text:
        return None
    if text == title:
        if draft.prospect_id is not None:
            return ("prospect", draft.prospect_id)
        return ("opportunity", draft.opportunity_id) if draft.opportunity_id is not None else None
    found = find(context.workspace, text, 1)
    if not found:
        raise InvalidValue("activity.nobody", text=text)
    return (_FOUND[found[0].kind], found[0].id)


def _about_echo(context: AppContext, title: str) -> Callable[[str], Content]:
    def echo(text: str) -> Content:
        if text == title or not text:
            return plain("")
        found = find(context.workspace, text, 1)
        if not found:
            raise InvalidValue("activity.nobody", text=text)
        kinds = {FoundKind.PROSPECT: _("row"), FoundKind.OPPORTUNITY: _("opportunity")}
        return plain(f"→ {found[0].title} ({kinds[found[0].kind]})")

    return echo


# how something ended


def ask_done(screen: "OpportunityActions", context: AppContext, activity_id: int) -> None:
    """Ask what came of an activity, of an appointment whether it took place; then what follows."""
    found = activities.activity(context.workspace, activity_id)
    name = found.title or activity_name(found.code, found.subject)
    result = TextField("result", _("What came of it"), hint=_("one line, if you like"))
    fields: list[FormField] = [result]
    if found.is_meeting:
        fields.insert(0, held_field())
    made: list[Following] = []

    def save(values: Values) -> None:
        following = activities.finish(
            context.workspace, activity_id, values["result"], held=values.get("held")
        )
        made.extend([following] if following else [])

    def told(values: Values) -> None:
        context.changed.ring()
        screen.tell(_done_text(context, name, values.get("held"), made))
        if values.get("held") is False:
            _ask_call_back(screen, context, found, name)
        elif found.is_meeting and found.opportunity_id is not None:
            screen.plan_undated(found.opportunity_id)

    title = _("{what}: how did it go?") if found.is_meeting else _("Done: {what}")
    screen.ask(Form(title.format(what=name), fields, check=save), told)


def _done_text(context: AppContext, name: str, held: bool | None, made: list[Following]) -> str:
    text = _("No-show: {what}") if held is False else _("Done: {what}")
    said = text.format(what=name)
    if made:
        when = made[0].when
        calendar, today = context.workspace.calendar, context.workspace.clock.today()
        remark = words.remark_of(when.day, calendar)
        again = _("again {when}").format(when=planned(when, today))
        said = joined(said, again, remark)
    return said


def _ask_call_back(
    screen: BaseScreen, context: AppContext, found: PlannedActivity, name: str
) -> None:
    """Propose to call whoever did not come, on the next working day at this hour; Esc: do not."""
    workspace = context.workspace
    local_now = workspace.clock.local_now()
    proposed = same_hour_next_working_day(local_now, workspace.calendar)

    def save(values: Values) -> None:
        meetings.plan_after_no_show(workspace, found.id, values["when"], values["subject"])

    def told(values: Values) -> None:
        when = planned(values["when"], workspace.clock.today())
        screen.tell(_("Call back: {what}").format(what=f"{name} · {when}"))
        context.changed.ring()

    fields: list[FormField] = [
        TextField(
            "when",
            _("When"),
            typed_date(proposed, local_now),
            parse=partial(when_of, context),
            required=True,
            echo=slot_echo(context),
            fill=partial(next_slot, context),
            is_proposal=True,
        ),
        TextField("subject", _("Subject"), _("appointment missed")),
    ]
    screen.ask(Form(_("Call {name} back?").format(name=name), fields, check=save), told)
