"""Who is next, and what came of a call: the twin of the call cockpit."""

import typer

from prospect_tui.cli import call_options as words
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.opportunity_options import Lesson
from prospect_tui.cli.options import (
    InFiles,
    Json,
    Limit,
    Row,
    ViewName,
    command,
    noun,
    opened,
    typed_when,
)
from prospect_tui.cli.output import Field, say, say_json, say_listing, tell
from prospect_tui.cli.views import files_asked, view_asked
from prospect_tui.domain.answers import with_project
from prospect_tui.domain.consequence import Answers, Consequence
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.queue import QueueRank
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import plan_label, result_label, score_label
from prospect_tui.services import cockpit, configuring, folders, queue
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.opposition import CHANNELS
from prospect_tui.services.queue import QueueEntry, QueueScope
from prospect_tui.services.sheets import prospect_sheet
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.consequences import consequence_line, preview_line
from prospect_tui.wording.folders import filed_text
from prospect_tui.wording.times import planned

app = noun()
NEXT_FEW = 12


@command(app, "queue", N_("List who is to be called now, first one first."))
def _queue(
    context: typer.Context,
    file: InFiles = None,
    view: ViewName = "",
    tag: words.Tags = None,
    limit: Limit = NEXT_FEW,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        names = file or []
        named = view_asked(workspace, view, names[0] if names else "")
        files = tuple(one.id for name in names for one in files_asked(workspace, name, named))
        scope = QueueScope(files, view_id=named.id if named else None, tags=tuple(tag or ()))
        today = workspace.clock.today()
        shown: list[Field[QueueEntry]] = [
            Field("id", lambda e: e.prospect_id, _("No.")),
            Field("file_id", lambda e: e.file_id),
            Field("company", lambda e: e.company_name, _("Company")),
            Field("person", lambda e: e.person, _("Person")),
            Field("rank", lambda e: e.rank.name.lower(), _("Why"), _rank),
            Field("when", lambda e: e.when, _("When"), lambda e: planned(e.when, today)),
            Field("score", lambda e: e.score, _("Score"), lambda e: score_label(e.score)),
            Field("attempts", lambda e: e.attempts, _("Attempts")),
            Field("subject", lambda e: e.subject, _("Subject")),
        ]
        found = queue.upcoming(workspace, scope, limit)
        return say_listing(found, shown, workspace.zone, as_json=as_json)


def _rank(entry: QueueEntry) -> str:
    match entry.rank:
        case QueueRank.PROMISED:
            return plan_label("promised")
        case QueueRank.HOT | QueueRank.WARM:
            return score_label(entry.score)
        case QueueRank.RETRY:
            return plan_label("retry")
    return _("First call")


@command(app, "call", N_("Log a call and everything that follows from its result."))
def _call(
    context: typer.Context,
    row: Row,
    result: words.Result,
    at_date: words.AtDate = "",
    note: words.Note = "",
    reason: words.Reason = "",
    competitor: words.Competitor = "",
    subject: words.Subject = "",
    place: words.Place = "",
    person: words.Person = "",
    amount: words.Amount = None,
    decider: words.Decider = None,
    message_left: words.MessageLeft = False,
    convert: words.Convert = None,
    lose: words.Lose = None,
    lesson: Lesson = "",
    email: words.Email = "",
    may_email: words.MayEmail = None,
    budget: words.Budget = None,
    who_decides: words.WhoDecides = "",
    return_months: words.ReturnMonths = None,
    opposition: words.Opposition = False,
    override_reason: words.OverrideReason = "",
    dry_run: words.DryRun = False,
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        rule = cockpit.rule_named(configuring.call_results(workspace), result)
        answers = Answers(
            when=typed_when(workspace, at_date) if at_date else None,
            subject=subject, reason=reason, competitor=competitor,
            spoke_to_decider=decider,
            opposition=opposition,
            opposition_channels=CHANNELS if opposition else (),
            return_months=return_months,
            place=place,
            person=person,
            amount_cents=amount,
            convert=convert,
            lose=lose, lesson=lesson,
            email=email, email_permission=may_email,
            message_left=message_left,
            note=note,
        )  # fmt: skip
        answers = with_project(answers, budget, who_decides)
        entry = CallEntry(row, rule.code, answers, override_reason=override_reason)
        return (_preview if dry_run else _log)(workspace, entry, as_json=as_json)


def _preview(workspace: Workspace, entry: CallEntry, *, as_json: bool) -> int:
    outcome = cockpit.preview(workspace, entry.prospect_id, entry.result, entry.answers)
    score = prospect_sheet(workspace, entry.prospect_id).prospect.score
    if as_json:
        answer = {"row": entry.prospect_id, "saved": False, "consequence": outcome}
        say_json(answer, workspace.zone)
    else:
        rules = cockpit.rules_of(workspace)
        line = preview_line(
            outcome,
            workspace.clock.today(),
            score_before=score,
            max_attempts=rules.max_attempts,
            return_choices=rules.return_choices,
        )
        say(_arrow(outcome, line))
    return Exit.DONE


def _log(workspace: Workspace, entry: CallEntry, *, as_json: bool) -> int:
    score = prospect_sheet(workspace, entry.prospect_id).prospect.score
    try:
        done = log_call(workspace, entry)
    except Refused as error:
        raise words.with_options(error) from error
    if as_json:
        answer = {
            "row": done.prospect_id,
            "saved": True,
            "call_id": done.call_id,
            "opportunity_id": done.opportunity_id,
            "consequence": done.consequence,
        }
        say_json(answer, workspace.zone)
    tell(_line(workspace, done.consequence, score))
    if done.opportunity_id is not None:
        parts = [_("Opportunity {number}").format(number=done.opportunity_id)]
        if done.consequence.converts:
            parts.append(filed_text(folders.filed(workspace, [done.opportunity_id]).values()))
        tell(joined(*parts))
    return Exit.DONE


def _line(workspace: Workspace, outcome: Consequence, score: str) -> str:
    """Return "NRP → mar. 24/11 après-midi · essai 3/6"."""
    limit, today = workspace.settings.max_attempts, workspace.clock.today()
    line = consequence_line(outcome, today, score_before=score, max_attempts=limit)
    return _arrow(outcome, line)


def _arrow(outcome: Consequence, line: str) -> str:
    return joined(result_label(outcome.result), line, by=" → ")
