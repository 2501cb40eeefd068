"""The planning: events, tasks, calls, call-backs and next actions on the days, moved by keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.joining import joined
from prospect_tui.domain.planning import Scale, days_later, later_by
from prospect_tui.domain.vocabulary import ActivityKind
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.services import activities, grid, opportunities, planning
from prospect_tui.services.planning import Item
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.tui.screens.planning_shown import ShownPlanning
from prospect_tui.tui.widgets.planning_grid import PlanningGrid, Spot
from prospect_tui.wording import planning as words
from prospect_tui.wording.times import planned

if TYPE_CHECKING:
    from prospect_tui.services.activities import Draft
    from prospect_tui.tui.dialogs.form import Values

_WEEK = 7


class PlanningScreen(ShownPlanning):
    """All that has a date, by day, week or month."""

    SCOPE: ClassVar[str] = "planning"
    ABOUT = N_(
        "All that has a date: appointments, tasks, planned calls, promised call-backs and next"
        " actions, by day, week or month. Shift and the arrows move what is under the cursor."
        " ● appointment, ☎ call, □ task, ✓ done, × missed, ! late, ↔ in conflict, · not working."
    )

    @on(PlanningGrid.Opened)
    def open_cell(self) -> None:
        """Open at a double click."""
        self.action_open()

    def action_open(self) -> None:
        """Open the sheet of what is there; an empty place begins something, in a month its day."""
        cell, item = self._grid.cell, self._item()
        if cell is None:
            return
        if item is None and (cell.more or self._scale is Scale.MONTH):
            self._scale = Scale.DAY
            self._read(Spot(cell.day, cell.hour))
        elif item is None:
            self.action_new()
        elif item.opportunity_id is not None:
            self.open_sheet("opportunity", item.opportunity_id)
        elif item.prospect_id is not None:
            self.open_sheet("prospect", item.prospect_id)
        else:
            self.action_edit()

    def action_call(self) -> None:
        """Call about what is under the cursor."""
        item = self._item()
        if item is None:
            self._tell_nothing()
        elif item.prospect_id is not None:
            self.go("calls", prospect_id=item.prospect_id)
        elif item.opportunity_id is not None:
            self.call_opportunity(item.opportunity_id)
        else:
            self.tell(_("This task is about nobody."))

    def action_done(self) -> None:
        """Say what came of it: a call by its result, an opportunity by what comes next."""
        item = self._item()
        if item is None:
            self._tell_nothing()
        elif item.kind is AgendaKind.PROSPECT:
            self.tell(_("A call is done once its result is given."))
            self.go("calls", prospect_id=item.id)
        elif item.kind is AgendaKind.OPPORTUNITY:
            self.finish_next(item.id)
        else:
            from prospect_tui.tui.screens.planning_forms import ask_done  # noqa: PLC0415 - first

            ask_done(self, self.context, item.id)

    def action_give_up(self) -> None:
        """Cancel a task or an event; what is repeated is left out this time."""
        item = self._item()
        if item is None:
            self._tell_nothing()
        elif item.kind is AgendaKind.ACTIVITY:
            self._cancel(item)
        elif item.kind is AgendaKind.OPPORTUNITY:
            opportunities.drop_next_action(self.context.workspace, item.id)
            self._written(item, self._given_up(item))
        else:
            self._ask_about_call(item)

    def _cancel(self, item: Item) -> None:
        following = activities.cancel(self.context.workspace, item.id)
        said = self._given_up(item)
        if following is not None:
            when = planned(following.when, self.context.workspace.clock.today())
            said = f"{said} · " + _("again {when}").format(when=when)
        self._written(item, said)

    def _given_up(self, item: Item) -> str:
        """Say what was given up, and that its opportunity has nothing planned any more."""
        said = _("Given up: {what}").format(what=item.title)
        if item.opportunity_id is None:
            return said
        record = self._sheet_of(item.opportunity_id).opportunity
        return f"{said} · {_('no date')}" if record.is_undated else said

    def _ask_about_call(self, item: Item) -> None:
        """Ask what becomes of the row of a call-back: without one, nothing would bring it back."""
        acts: dict[str, tuple[str, Callable[[], None]]] = {
            "result": (_("say how the call went"), self.action_done),
            "date": (_("other date"), self.action_date),
            "strike": (_("strike the row out: never called again"), partial(self._strike, item)),
        }
        choices = [Choice(key, label) for key, (label, _act) in acts.items()]
        title = _("{what}: no call-back?").format(what=item.title)
        self.ask(Choose(title, choices), lambda key: acts[key][1]())

    def _strike(self, item: Item) -> None:
        grid.strike(self.context.workspace, [item.id])
        self._written(item, _("Struck out: {what}. u takes it back.").format(what=item.title))

    # moving

    def action_shift(self, days: int, steps: int) -> None:
        """Move what is under the cursor by days, or by half hours (in a month: by weeks)."""
        item = self._item()
        if item is None:
            self._tell_nothing()
            return
        workspace = self.context.workspace
        if self._scale is Scale.MONTH:
            when = days_later(item.when, days + _WEEK * steps)
        elif days:
            when = days_later(item.when, days)
        else:
            when = later_by(item.when, steps, workspace.zone, workspace.calendar)
        self._move(item, when)

    def action_date(self) -> None:
        """Ask for another date, in any shorthand."""
        item = self._item()
        if item is None:
            self._tell_nothing()
            return
        title = _("{what}: what date?").format(what=item.title)
        self.ask(when_prompt(self.context, title), lambda when: self._move(item, when))

    def _move(self, item: Item, when: When) -> None:
        moved = planning.move(self.context.workspace, item, when)
        self._read(Spot(moved.when.day, moved.when.hour, item.ref))
        self._written(item, words.moved_text(moved, self.context.workspace.clock.today()))

    # making and changing

    def action_new(self) -> None:
        """Plan something where the cursor is."""
        from prospect_tui.services.activities import Draft  # noqa: PLC0415 - first new one

        cell = self._grid.cell
        today = self.context.workspace.clock.today()
        day = max(cell.day, today) if cell else today
        about = self._item()
        draft = Draft(
            "",
            When(day, cell.hour if cell else None),
            ActivityKind.EVENT if cell and cell.hour else ActivityKind.TASK,
            prospect_id=about.prospect_id if about else None,
            opportunity_id=about.opportunity_id if about and not about.prospect_id else None,
        )
        title = about.title if about and (about.prospect_id or about.opportunity_id) else ""
        self._ask_draft(_("New: a task, a call or an appointment"), draft, title, None)

    def action_edit(self) -> None:
        """Change what is said of a task, a call or an event."""
        item = self._item()
        if item is None:
            self._tell_nothing()
        elif item.kind is AgendaKind.OPPORTUNITY:
            self.plan_next(item.id)
        elif item.kind is AgendaKind.PROSPECT:
            self.action_date()
        else:
            found = activities.activity(self.context.workspace, item.id)
            draft = activities.draft_of(found)
            title = _("Change: {what}").format(what=item.title)
            self._ask_draft(title, draft, found.title, item.id)

    def _ask_draft(self, title: str, draft: "Draft", about: str, number: int | None) -> None:
        from prospect_tui.tui.dialogs.form import Form  # noqa: PLC0415 - first form
        from prospect_tui.tui.screens import planning_forms as forms  # noqa: PLC0415 - idem

        workspace = self.context.workspace
        made: list[int] = []

        def save(values: "Values") -> None:
            said = forms.draft_from(self.context, values, draft)
            if number is None:
                made.append(activities.add(workspace, said))
            else:
                activities.change(workspace, number, said)

        def told(values: "Values") -> None:
            when: When = values["when"]
            chosen = number if number is not None else made[-1]
            ref = (str(AgendaKind.ACTIVITY), chosen)
            met = planning.conflicts_at(workspace, when, but=ref)
            parts = [
                f"{values['subject'] or about} · {planned(when, workspace.clock.today())}",
                words.remark_of(when.day, workspace.calendar),
                words.conflict_text(met) if values["kind"] is ActivityKind.EVENT else "",
            ]
            self._read(Spot(when.day, when.hour, ref))
            self.tell(joined(*parts))
            self.context.changed.ring()

        but = (str(AgendaKind.ACTIVITY), number) if number is not None else None
        self.ask(Form(title, forms.activity_fields(self.context, draft, about, but), check=save),
                 told)  # fmt: skip

    def _written(self, item: Item, said: str) -> None:
        self.tell(said)
        if item.kind is AgendaKind.PROSPECT:
            self.context.changed.ring(prospects=[item.id])
        elif item.opportunity_id is not None:
            self.context.changed.ring(opportunities=[item.opportunity_id])
        else:
            self.context.changed.ring()

    def _tell_nothing(self) -> None:
        self.tell(_("Put the cursor on something that is planned."))
