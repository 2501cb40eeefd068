"""Correcting a call that was logged, or taking it out of the log.

The counter, the score, the state and the next date of its row are worked out again from the calls
that remain. What was set by hand after the last call stays. One action, one undo.
"""

from dataclasses import dataclass, replace

from prospect_tui.domain.cleaning import clean, clean_lines
from prospect_tui.domain.consequence import Answers, Consequence, NextCall, check_answers
from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.replay import LoggedCall, Replayed, Standing, replay, standing
from prospect_tui.domain.results import ResultRule
from prospect_tui.domain.vocabulary import Nature, RowState
from prospect_tui.domain.when import When
from prospect_tui.services import conversion, rows
from prospect_tui.services.calls import plan_activities
from prospect_tui.services.cockpit import rule_named, rules_of
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import call_log, configuration
from prospect_tui.storage import calls as call_store
from prospect_tui.storage import prospects as prospect_store
from prospect_tui.storage.calls import CallRecord
from prospect_tui.storage.prospects import ProspectRecord


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be changed in a call; None leaves a thing as it is."""

    result: str | None = None
    when: When | None = None
    note: str | None = None
    reason: str | None = None
    competitor: str | None = None
    subject: str | None = None
    spoke_to_decider: bool | None = None
    return_months: int | None = None

    @property
    def is_wording(self) -> bool:
        """Say whether nothing that decides anything is changed."""
        return self == Correction(note=self.note)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A row after one of its calls was corrected or removed."""

    prospect_id: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Correctable:
    """A call as it is logged, to be corrected."""

    call: CallRecord
    spoke_to_decider: bool
    results: tuple[ResultRule, ...]
    """What it may have ended with: the results in use, and its own if that is retired."""


def correctable(workspace: Workspace, call_id: int) -> Correctable:
    """Return a call of a row and what it may be corrected to; raises `NotFound`."""
    call, _row_id = _of_row(workspace, call_id)
    every = configuration.results(workspace.connection, retired=True)
    decider = call_log.spoke_to_decider(workspace.connection, call_id)
    results = tuple(r for r in every.values() if not r.retired or r.code == call.result)
    return Correctable(call, decider, results)


def correct_call(workspace: Workspace, call_id: int, correction: Correction) -> Corrected:
    """Change a logged call; its row follows, as if the call had been logged so at the time.

    Raises `NotFound` (unknown call or result), `Refused` ("call.missing": a required answer lacks;
    "call.made_opportunity": an opportunity came of it) or `UnusableBase` (nothing was written).
    """
    call, row_id = _of_row(workspace, call_id)
    results = configuration.results(workspace.connection, retired=True)
    rule = rule_named(results, correction.result or call.result)
    about = {"result": rule.code, "row": row_id, "call": call_id}
    name = prospect_store.name_of(workspace.connection, row_id)
    with workspace.writing(call_log.CORRECTED, **about, name=name) as writing:
        logged = call_log.logged(writing.connection, row_id, workspace.zone, results)
        place = _place(logged, call_id)
        if correction.note is not None:
            call_log.write_note(writing.connection, call_id, clean_lines(correction.note).strip())
        if correction.is_wording:
            rows.rederive(writing, rows.fetch(writing, row_id))  # notes are searched
            return Corrected(row_id, _standing_of(workspace, writing, row_id))
        now = [*logged[:place], _corrected(logged[place], rule, correction), *logged[place + 1 :]]
        _let_go(writing, row_id, logged[place], now)
        return _settle(workspace, writing, row_id, logged, now)


def remove_call(workspace: Workspace, call_id: int) -> Corrected:
    """Take a call out of the log; its row follows, as if the call had never been made.

    Raises `NotFound`, `Refused` ("call.made_opportunity") or `UnusableBase`.
    """
    call, row_id = _of_row(workspace, call_id)
    results = configuration.results(workspace.connection, retired=True)
    name = prospect_store.name_of(workspace.connection, row_id)
    with workspace.writing("remove_call", result=call.result, row=row_id, name=name) as writing:
        logged = call_log.logged(writing.connection, row_id, workspace.zone, results)
        now = [one for one in logged if one.id != call_id]
        _let_go(writing, row_id, logged[_place(logged, call_id)], now)
        call_log.delete(writing.connection, call_id)
        return _settle(workspace, writing, row_id, logged, now)


def _of_row(workspace: Workspace, call_id: int) -> tuple[CallRecord, int]:
    """Return a call and the row to which it was made; raises `NotFound`."""
    call = call_store.numbered(workspace.connection, call_id, workspace.zone)
    if call is None or call.prospect_id is None:
        raise NotFound("call.not_found", call=call_id)
    return call, call.prospect_id


def _place(logged: list[LoggedCall], call_id: int) -> int:
    """Return where a call stands in the log; raises `NotFound` when it was removed meanwhile."""
    for place, call in enumerate(logged):
        if call.id == call_id:
            return place
    raise NotFound("call.not_found", call=call_id)


def _corrected(call: LoggedCall, rule: ResultRule, correction: Correction) -> LoggedCall:
    """Return a call with its rule and answers of now; raises `Refused` when one lacks."""
    reason = call.reason if correction.reason is None else correction.reason
    competitor = call.competitor if correction.competitor is None else correction.competitor
    is_same = rule.code == call.rule.code
    planned = call.next_call if is_same else None
    subject = planned.subject if planned else ""
    when = planned.when if planned and correction.return_months is None else None
    decider = call.flags.decision_maker if is_same else None
    answers = Answers(
        when=correction.when or when,
        subject=subject if correction.subject is None else correction.subject,
        reason=clean_lines(reason).strip(),
        competitor=clean(competitor).strip(),
        spoke_to_decider=(
            decider if correction.spoke_to_decider is None else correction.spoke_to_decider
        ),
        return_months=correction.return_months,
        convert=False,
        message_left=call.message_left and is_same,
        number=call.number,
    )
    check_answers(rule, answers)
    return replace(
        call, rule=rule, answers=answers, reason=answers.reason, competitor=answers.competitor
    )


def _let_go(writing: Writing, row_id: int, call: LoggedCall, now: list[LoggedCall]) -> None:
    """Take back what a call did besides its row: tasks, a number marked wrong."""
    connection = writing.connection
    if call_log.made_by(connection, call.id, "opportunity"):
        raise Refused("call.made_opportunity", result=call.rule.code)
    activities = call_log.made_by(connection, call.id, "activity")
    call_log.cancel_activities(connection, activities, writing.now)
    others = {one.number for one in now if one.rule.marks_number_bad}
    if call.rule.marks_number_bad and call.number not in others:
        call_log.mark_number(connection, row_id, call.number, None)


def _standing_of(workspace: Workspace, writing: Writing, row_id: int) -> Standing:
    """Return where a row stands as it is written."""
    record = prospect_store.prospect(writing.connection, row_id, workspace.zone)
    return Standing(
        record.attempts, record.score, _planned(record), record.state, record.struck_reason
    )


def _planned(record: ProspectRecord) -> NextCall | None:
    return NextCall.of(record.next_kind, record.next_when, record.next_subject)


def _settle(
    workspace: Workspace,
    writing: Writing,
    row_id: int,
    logged: list[LoggedCall],
    now: list[LoggedCall],
) -> Corrected:
    """Write what the calls decide now, and where they leave their row."""
    rules = rules_of(workspace)
    record = prospect_store.prospect(writing.connection, row_id, workspace.zone)
    nature = Nature.of(record.values["nature"])
    was, becomes = replay(logged, logged, rules, nature), replay(logged, now, rules, nature)
    for one in becomes:
        _write_call(workspace, writing, one)
    first_score = logged[0].score_before
    before, after = standing(was, first_score), standing(becomes, first_score)
    kept = _with_what_was_set_by_hand(record, before, after)
    _write_row(workspace, writing, row_id, kept, now)
    if record.opportunity_id is not None and before.next_call != after.next_call:
        _follow(workspace, writing, record.opportunity_id, before, becomes)
    for one in becomes:
        if one.call.answers is not None:
            _do_besides(workspace, writing, record, one, becomes[-1].outcome)
    return Corrected(row_id, _standing_of(workspace, writing, row_id))


def _with_what_was_set_by_hand(
    record: ProspectRecord, before: Standing, after: Standing
) -> Standing:
    """Keep the score, date and state of a row that are not what its last call left."""
    is_planned = before.next_call is not None
    planned = (before.next_call.kind, before.next_call.when) if before.next_call else (None, None)
    if (record.next_kind, record.next_when) != planned and (is_planned or record.next_kind):
        after = replace(after, next_call=_planned(record))
    if record.score != before.score:
        after = replace(after, score=record.score)
    if record.opposed or record.state is not before.state:
        after = replace(after, state=record.state, struck_reason=record.struck_reason)
    return after


def _write_call(workspace: Workspace, writing: Writing, one: Replayed) -> None:
    from prospect_tui.storage.models import Call  # noqa: PLC0415 - slow to import

    call, outcome = one.call, one.outcome
    line: Call = writing.session.get_one(Call, call.id)
    rows.set_outcome(line, outcome, workspace)
    line.score_before = one.score_before
    if call.answers is not None:
        line.reason, line.competitor = call.reason, call.competitor
        line.message_left = call.answers.message_left
    writing.session.flush()


def _write_row(
    workspace: Workspace, writing: Writing, row_id: int, after: Standing, now: list[LoggedCall]
) -> None:
    row = rows.fetch(writing, row_id)
    row.attempts, row.score = after.attempts, after.score
    row.result = now[-1].rule.code if now else ""
    row.last_call_at = now[-1].local.astimezone(writing.now.tzinfo) if now else None
    row.state = after.state.value
    row.struck_reason = clean_lines(after.struck_reason) if after.state is RowState.STRUCK else ""
    if after.state is not RowState.CONVERTED:
        rows.set_next(row, after.next_call, workspace)
    rows.touch(row, writing.now)
    rows.rederive(writing, row)


def _follow(
    workspace: Workspace,
    writing: Writing,
    opportunity_id: int,
    before: Standing,
    becomes: list[Replayed],
) -> None:
    """Give the opportunity the next action of now, unless another was chosen since."""
    present = call_log.next_of_opportunity(writing.connection, opportunity_id, workspace.zone)
    decided = before.next_call.when if before.next_call else None
    if becomes and decided is not None and present == replace(decided, half=None):
        last = becomes[-1]
        answers = last.call.answers or Answers()
        conversion.follow_call(workspace, writing, opportunity_id, answers, last.outcome)


def _do_besides(
    workspace: Workspace,
    writing: Writing,
    record: ProspectRecord,
    one: Replayed,
    last: Consequence,
) -> None:
    """Do what a corrected call does besides its row: an opportunity, tasks, a number marked."""
    outcome, opportunity_id = one.outcome, record.opportunity_id
    if outcome.bad_number:
        call_log.mark_number(writing.connection, record.id, outcome.bad_number, writing.now)
    if outcome.converts and opportunity_id is None:
        row = rows.fetch(writing, record.id)
        opportunity_id = conversion.convert_called_row(
            workspace, writing, row, one.call.answers or Answers(), last
        )
        call_log.link(writing.connection, one.call.id, opportunity_id)
    plan_activities(workspace, writing, record.id, opportunity_id, outcome)
