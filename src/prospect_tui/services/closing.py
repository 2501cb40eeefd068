"""The end of an opportunity, and what comes after: its renewal, the after-sale, its reopening."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from prospect_tui.domain import opportunities as rules
from prospect_tui.domain.agenda import AFTER_SALE
from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.domain.when import When
from prospect_tui.services import conversion, folders, new_records
from prospect_tui.services.opportunity_changes import change
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import card_places, configuration, quotes, sales

if TYPE_CHECKING:
    from prospect_tui.storage.models import Opportunity

_KEPT_BY_TWIN = (
    "company_id", "folder_id", "amount_cents", "label_for", "source_id",
    "campaign_id", "tags", "competitor", "intermediary", "w_who", "w_what", "w_why", "w_where",
)  # fmt: skip


def close(
    workspace: Workspace,
    opportunity_id: int,
    outcome: Status,
    *,
    reason: str = "",
    lost_to: str = "",
    lesson: str = "",
    renewal_months: int = 0,
    after_sale_days: int = 0,
    seen: datetime | None = None,
) -> int | None:
    """Close an opportunity as won, lost (a reason or a competitor is needed) or cancelled.

    Closing clears the next action and what the program planned for it (appointment, confirmation);
    tasks the user wrote stay. With `renewal_months`, a won sale gets its twin, waiting until then:
    its number is returned. With `after_sale_days`, an after-sale follow-up is planned.

    Raises `Refused` when it is closed already or was changed elsewhere since it was `seen`,
    `InvalidValue` when a loss has no reason or a number of months or days cannot be.
    """
    if outcome is Status.LOST and not (reason.strip() or lost_to.strip()):
        raise InvalidValue("opportunity.reason_needed")
    if outcome not in rules.CLOSED:
        raise InvalidValue("opportunity.not_an_outcome", outcome=outcome.value)
    rules.check_after(renewal_months, after_sale_days)
    twins: list[int] = []

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        rules.check_open(opportunity.outcome)
        said = {"reason": reason, "lost_to": lost_to, "lesson": lesson}
        conversion.close(workspace, writing, opportunity, outcome, **said)
        if outcome is not Status.WON:
            return
        opportunity.renewal_months = renewal_months
        if renewal_months:
            twins.append(_renewal(workspace, writing, opportunity, renewal_months))
        if after_sale_days:
            today = workspace.clock.today()
            day = workspace.calendar.add_working_days(rules.days_after(today, after_sale_days), 0)
            _plan_after_sale(workspace, writing, opportunity_id, When(day), "")

    code = {Status.WON: "win", Status.LOST: "lose"}.get(outcome, "cancel")
    change(workspace, code, opportunity_id, work, seen=seen)
    return twins[0] if twins else None


def _renewal(workspace: Workspace, writing: Writing, won: "Opportunity", months: int) -> int:
    """Make the twin of a won sale: in stand-by until it comes up again, with the same people."""
    later = workspace.clock.today() + relativedelta(months=months)
    day = workspace.calendar.add_working_days(later, 0)
    twin = new_records.opportunity(
        writing,
        won.pipeline_id,
        title=rules.renewal_title(won.title, day.year),
        origin=Origin.RENEWAL.value,
        renewal_of_id=won.id,
        **{name: getattr(won, name) for name in _KEPT_BY_TWIN},
    )
    conversion.set_next(twin, ActionKind.CALL, When(day), "", workspace)
    assert twin.id is not None
    assert won.id is not None
    sales.copy_people(writing.connection, won.id, twin.id)
    conversion.index_for_search(writing, twin)
    number = twin.id
    folders.join_first(workspace, writing, twin, won.id)
    return number


def plan_after_sale(
    workspace: Workspace, opportunity_id: int, when: When, subject: str = ""
) -> int:
    """Plan an after-sale follow-up of a won sale; returns the number of the activity.

    Raises `Refused` for a past day or a sale that is not won.
    """
    rules.check_next(when, workspace.clock.today())
    record = sales.opportunity(workspace.connection, opportunity_id, workspace.zone)
    if record.outcome != Status.WON:
        raise Refused("opportunity.not_won")
    with workspace.writing("after_sale", name=record.title) as writing:
        return _plan_after_sale(workspace, writing, opportunity_id, when, subject)


def _plan_after_sale(
    workspace: Workspace, writing: Writing, opportunity_id: int, when: When, subject: str
) -> int:
    from uuid import uuid4  # noqa: PLC0415 - only here

    from prospect_tui.storage.models import Activity  # noqa: PLC0415 - slow to import

    activity = Activity(
        kind="task",
        code=AFTER_SALE,
        subject=clean(subject).strip(),
        day=when.day,
        at=when.moment(workspace.zone),
        zone=str(workspace.zone),
        opportunity_id=opportunity_id,
        uid=str(uuid4()),
        created_at=writing.now,
    )
    writing.session.add(activity)
    writing.session.flush()
    assert activity.id is not None
    return activity.id


def reopen(workspace: Workspace, opportunity_id: int, *, seen: datetime | None = None) -> None:
    """Take a closed opportunity up again: to do, without a date, at the end of its stage.

    Why it was closed stays written until it is closed again; its amount follows the current quote,
    which may have changed meanwhile. Raises `Refused` for an open one, or as `close` does.
    """

    def work(opportunity: "Opportunity", writing: Writing) -> None:
        if not opportunity.outcome:
            raise Refused("opportunity.is_open")
        living = configuration.stages(writing.connection, opportunity.pipeline_id)
        stages = {stage.id: stage for stage in living or configuration.stages(writing.connection)}
        if opportunity.stage_id not in stages:
            first = next(iter(stages.values()))
            opportunity.stage_id, opportunity.pipeline_id = first.id, first.pipeline_id
            opportunity.probability = first.probability
        opportunity.position = card_places.after_last(writing.connection, opportunity.stage_id)
        opportunity.outcome = ""
        opportunity.closed_at = None
        opportunity.plan_position = None
        opportunity.stage_since = writing.now
        net_cents = quotes.current_net(writing.connection, opportunity_id)
        if net_cents is not None:
            opportunity.amount_cents = net_cents

    change(workspace, "reopen", opportunity_id, work, seen=seen)


def known_competitors(workspace: Workspace) -> Sequence[str]:
    """Return the names of the competitors met so far in sales, the most frequent first."""
    return sales.competitors(workspace.connection)
