"""Tasks and appointments, planned, moved, done: the twin of what the planning does to them."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.options import (
    TEXT,
    Json,
    WhenText,
    command,
    noun,
    opened,
    option,
    typed_when,
    whole_number,
)
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.lengths import parse_end
from prospect_tui.domain.recurrence import parse_recurrence
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import activity_label
from prospect_tui.services import activities, meetings, planning
from prospect_tui.services.activities import Draft, Following, PlannedActivity
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording import planning as words
from prospect_tui.wording.activities import activity_name
from prospect_tui.wording.times import planned

app = noun()
tasks = noun(name="task", help=N_("Your own tasks, and calls you plan."))
events = noun(name="event", help=N_("Appointments and other events."))
app.add_typer(tasks)
app.add_typer(events)
_TASKS = (ActivityKind.TASK, ActivityKind.CALL)
_EVENTS = (ActivityKind.EVENT,)

Task = Annotated[
    int,
    typer.Argument(
        parser=whole_number, metavar=N_("TASK"), help=N_("Number of the task or appointment.")
    ),
]
Subject = Annotated[str, typer.Argument(metavar=N_("SUBJECT"), help=N_("What is to be done."))]
AboutRow = Annotated[
    int | None,
    option("--row", parser=whole_number, metavar=N_("NUMBER"), help=N_("The row it is about.")),
]
AboutDeal = Annotated[
    int | None,
    option(
        "--opportunity",
        parser=whole_number,
        metavar=N_("NUMBER"),
        help=N_("The opportunity it is about."),
    ),
]
Length = Annotated[
    str,
    option("--length", metavar=N_("LENGTH"), help=N_("How long: 45 min, 1h30, 2 d, or 16:00.")),
]
Repeat = Annotated[
    str,
    option("--repeat", metavar=TEXT, help=N_("How often again: every monday, every month.")),
]
_PLACE = option("--place", metavar=TEXT, help=N_("Where."))
_PERSON = option("--person", metavar=TEXT, help=N_("With whom."))
_DETAIL = option("--detail", metavar=TEXT, help=N_("More about it."))
Place = Annotated[str, _PLACE]
Person = Annotated[str, _PERSON]
Detail = Annotated[str, _DETAIL]
Result = Annotated[str, option("--result", metavar=TEXT, help=N_("What came of it."))]


def _recurrence(workspace: Workspace, text: str, when: When) -> str:
    return parse_recurrence(text, when.day, lambda end: typed_when(workspace, end).day)


def _plan(workspace: Workspace, draft: Draft, length: str, repeat: str, *, as_json: bool) -> int:
    met: tuple[planning.Item, ...] = ()
    ends_at = parse_end(length, draft.when, workspace.zone)
    if draft.kind is ActivityKind.EVENT:
        met = planning.conflicts_at(workspace, draft.when, ends_at)
    recurrence = _recurrence(workspace, repeat, draft.when)
    number = activities.add(workspace, replace(draft, ends_at=ends_at, recurrence=recurrence))
    if as_json:
        made = {"id": number, "subject": draft.subject, "when": draft.when}
        say_json(made | {"conflicts": [one.title for one in met]}, workspace.zone)
    text = _dated(draft.kind)
    tell(
        joined(
            text.format(number=number, when=planned(draft.when, workspace.clock.today())),
            words.recurrence_text(recurrence),
            words.conflict_text(met),
        )
    )
    return Exit.DONE


@command(tasks, "new", N_("Plan a task, or a call with --call."))
def _new_task(
    context: typer.Context,
    subject: Subject,
    when_text: WhenText,
    row: AboutRow = None,
    opportunity: AboutDeal = None,
    person: Person = "",
    detail: Detail = "",
    length: Length = "",
    repeat: Repeat = "",
    is_call: Annotated[bool, option("--call", help=N_("It is a call to make."))] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        kind = ActivityKind.CALL if is_call else ActivityKind.TASK
        draft = Draft(
            subject,
            typed_when(workspace, when_text),
            kind,
            person=person,
            description=detail,
            prospect_id=row,
            opportunity_id=opportunity,
        )
        return _plan(workspace, draft, length, repeat, as_json=as_json)


@command(events, "new", N_("Plan an appointment or another event."))
def _new_event(
    context: typer.Context,
    subject: Subject,
    when_text: WhenText,
    row: AboutRow = None,
    opportunity: AboutDeal = None,
    place: Place = "",
    person: Person = "",
    detail: Detail = "",
    length: Length = "",
    repeat: Repeat = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        draft = Draft(
            subject,
            typed_when(workspace, when_text),
            ActivityKind.EVENT,
            place=place,
            person=person,
            description=detail,
            prospect_id=row,
            opportunity_id=opportunity,
        )
        return _plan(workspace, draft, length, repeat, as_json=as_json)


Everything = Annotated[bool, option("--all", help=N_("Also what is done or cancelled."))]


@command(tasks, "list", N_("List the tasks and planned calls still to be done."))
def _list_tasks(
    context: typer.Context, everything: Everything = False, as_json: Json = False
) -> int:
    return _list(context, _TASKS, everything=everything, as_json=as_json)


@command(events, "list", N_("List the appointments still to come."))
def _list_events(
    context: typer.Context, everything: Everything = False, as_json: Json = False
) -> int:
    return _list(context, _EVENTS, everything=everything, as_json=as_json)


def _list(
    context: typer.Context, kinds: tuple[ActivityKind, ...], *, everything: bool, as_json: bool
) -> int:
    with opened(context) as workspace:
        found = activities.listed(workspace, kinds, is_open=not everything)
        return say_listing(found, _fields(workspace), workspace.zone, as_json=as_json)


def _fields(workspace: Workspace) -> list[Field[PlannedActivity]]:
    today = workspace.clock.today()
    return [
        Field("id", lambda a: a.id, _("No.")),
        Field("kind", lambda a: a.kind, _("Kind"), lambda a: activity_label(a.kind)),
        Field("code", lambda a: a.code),
        Field("when", lambda a: a.when, _("When"), lambda a: planned(a.when, today)),
        Field("ends_at", lambda a: a.ends_at),
        Field(
            "subject",
            lambda a: a.subject,
            _("Subject"),
            lambda a: activity_name(a.code, a.subject),
        ),
        Field("title", lambda a: a.title, _("About")),
        Field("person", lambda a: a.person, _("With")),
        Field("place", lambda a: a.place, _("Place")),
        Field(
            "recurrence",
            lambda a: a.recurrence,
            _("Again"),
            lambda a: words.recurrence_text(a.recurrence),
        ),
        Field("description", lambda a: a.description),
        Field("result", lambda a: a.result),
        Field("row", lambda a: a.prospect_id),
        Field("opportunity", lambda a: a.opportunity_id),
        Field("calendar", lambda a: a.calendar),
        Field("done_at", lambda a: a.done_at),
        Field("cancelled_at", lambda a: a.cancelled_at),
    ]


def _tell(
    workspace: Workspace,
    number: int,
    text: str,
    *,
    as_json: bool,
    more: dict[str, object] | None = None,
) -> int:
    """Say what became of a task or an appointment; in JSON, all that is known of it now."""
    if as_json:
        present = activities.activity(workspace, number)
        answer = {field.name: field.value(present) for field in _fields(workspace)}
        say_json(answer | (more or {}), workspace.zone)
    tell(text)
    return Exit.DONE


def _tell_next(
    workspace: Workspace, number: int, text: str, following: Following | None, *, as_json: bool
) -> int:
    """Say the same with the next time of what is repeated."""
    again: dict[str, object] | None = None
    if following is not None:
        again = {"id": following.id, "when": following.when}
        when = planned(following.when, workspace.clock.today())
        text += " · " + _("again {when}, number {number}").format(when=when, number=following.id)
    return _tell(workspace, number, text, as_json=as_json, more={"again": again})


def _dated(kind: ActivityKind) -> str:
    return _("Task {number}: {when}") if kind in _TASKS else _("Appointment {number}: {when}")


@command(tasks, "done", N_("Mark a task or an appointment as done."))
@command(events, "done", N_("Say that an appointment took place, or not with --missed."))
def _done(
    context: typer.Context,
    task: Task,
    result: Result = "",
    missed: Annotated[
        bool, option("--missed", help=N_("The other one did not come to the appointment."))
    ] = False,
    call_back: Annotated[
        str,
        option("--call-back", metavar=N_("WHEN"), help=N_("After --missed: when to call back.")),
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = activities.activity(workspace, task)
        is_meeting = found.is_meeting or (missed and found.kind is ActivityKind.EVENT)
        if (missed and not is_meeting) or (call_back and not missed):
            raise Refused("activity.not_missed")
        when = typed_when(workspace, call_back) if call_back else None
        following = activities.finish(
            workspace, task, result, held=not missed if is_meeting else None
        )
        if when is not None:
            meetings.plan_after_no_show(workspace, task, when, _("appointment missed"))
        held = _("Task {number} done.") if found.kind in _TASKS else _("Appointment {number} held.")
        text = _("Appointment {number} missed.") if missed else held
        return _tell_next(workspace, task, text.format(number=task), following, as_json=as_json)


@command(tasks, "postpone", N_("Give a task or an appointment another date."))
@command(events, "postpone", N_("Give a task or an appointment another date."))
def _postpone(
    context: typer.Context, task: Task, when_text: WhenText, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        when = typed_when(workspace, when_text)
        found = activities.activity(workspace, task)
        activities.move(workspace, task, when)
        met: tuple[planning.Item, ...] = ()
        if found.kind is ActivityKind.EVENT:
            met = planning.conflicts_at(workspace, when, but=("activity", task))
        told = _dated(found.kind).format(number=task, when=planned(when, workspace.clock.today()))
        text = joined(told, words.conflict_text(met))
        more: dict[str, object] = {"conflicts": [one.title for one in met]}
        return _tell(workspace, task, text, as_json=as_json, more=more)


@command(tasks, "change", N_("Change what is said of a task: what, with whom, how long."))
@command(events, "change", N_("Change what is said of an appointment: what, where, how long."))
def _change(
    context: typer.Context,
    task: Task,
    subject: Annotated[
        str | None, option("--subject", metavar=TEXT, help=N_("What is to be done."))
    ] = None,
    place: Annotated[str | None, _PLACE] = None,
    person: Annotated[str | None, _PERSON] = None,
    detail: Annotated[str | None, _DETAIL] = None,
    length: Length = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = activities.activity(workspace, task)
        said = {"subject": subject, "place": place, "person": person, "description": detail}
        told: dict[str, Any] = {name: text for name, text in said.items() if text is not None}
        draft = replace(activities.draft_of(found), **told)
        if length:
            draft = replace(draft, ends_at=parse_end(length, found.when, workspace.zone))
        activities.change(workspace, task, draft)
        text = _dated(found.kind).format(number=task, when=draft.subject)
        return _tell(workspace, task, text, as_json=as_json)


@command(tasks, "cancel", N_("Give up a task; one that is repeated is left out this time."))
@command(events, "cancel", N_("Cancel an appointment; one that is repeated is left out once."))
def _cancel(
    context: typer.Context,
    task: Task,
    for_good: Annotated[bool, option("--for-good", help=N_("It does not come again."))] = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        is_task = activities.activity(workspace, task).kind in _TASKS
        text = _("Task {number} cancelled.") if is_task else _("Appointment {number} cancelled.")
        following = None
        if for_good:
            activities.end(workspace, task)
        else:
            following = activities.cancel(workspace, task)
        return _tell_next(workspace, task, text.format(number=task), following, as_json=as_json)


@command(tasks, "repeat", N_("Say how often a task comes again: every monday, or never."))
@command(events, "repeat", N_("Say how often an appointment comes again: every monday, or never."))
def _repeat(
    context: typer.Context,
    task: Task,
    how: Annotated[
        str, typer.Argument(metavar=TEXT, help=N_("How often: every monday, every 2 weeks…"))
    ],
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        found = activities.activity(workspace, task)
        rule = _recurrence(workspace, how, found.when)
        activities.repeat(workspace, task, rule)
        said = words.recurrence_text(rule) or _("does not come again")
        text = _dated(found.kind).format(number=task, when=said)
        return _tell(workspace, task, text, as_json=as_json)
