"""The sheet of one record: everything known about it on one page, edited where it stands."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.values import NO, YES
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.services import configuring, conversion, grid, opportunities, sheets
from prospect_tui.services.qualifying import set_quality
from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screens import converting
from prospect_tui.tui.screens.call_correcting import correct_call
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.tui.screens.opportunity_actions import proposal_hint
from prospect_tui.tui.screens.sheet_editing import field_question, row_question
from prospect_tui.tui.screens.sheet_people import SheetPeople
from prospect_tui.tui.screens.sheet_shown import OPPORTUNITY, PROSPECT
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from prospect_tui.wording.sales import stage_name
from prospect_tui.wording.times import planned

_OF_ROWS = frozenset({"convert", "strike", "consent"})
_OF_OPPORTUNITIES = frozenset(
    {"duplicate", "folder", "intermediary"}
    | {"won", "lost", "quotes", "stage", "star", "cancel_deal"}
    | {"done_next", "take_step", "reopen", "types"}
    | {"person", "company", "add_person", "role", "move_person", "promote", "remove_person"}
    | {"other_company"}
)


class SheetScreen(SheetPeople):
    """The page of a prospect row or of an opportunity."""

    SCOPE: ClassVar[str] = "sheet"
    ABOUT = N_(
        "Everything known about one company or one sale. The arrows go from one field that can be"
        " changed to the next; Enter changes it. Wrong values are marked, with the reason."
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this kind of record."""
        refused = _OF_OPPORTUNITIES if self.kind == PROSPECT else _OF_ROWS
        return action not in refused and super().check_action(action, parameters)

    @on(LinesView.Opened)
    def edit_field(self) -> None:
        """Edit at a double click."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change what is under the cursor, or open it."""
        ref = self.ref
        if ref is None or self._sheet is None:
            return
        self.column.show()
        act = self._acts().get(ref.does)
        if act is not None:
            act(ref)
        elif ref.does is not Does.READ:
            self.open_sheet(ref.does.value, ref.id)

    def _acts(self) -> dict[Does, Callable[[Ref], object]]:
        """Return what Enter does, but for the lines that only name another record."""
        return {
            Does.NEXT: lambda _ref: self.action_date(),
            Does.STAGE: lambda _ref: self.action_stage(),
            Does.TICK: lambda ref: self._tick(ref.name),
            Does.EDIT: lambda ref: self._edit(ref.name),
            Does.CORRECT: lambda ref: correct_call(self, ref.id),
            Does.CONSENT: lambda ref: self.end_consent(ref.id),
            Does.POINTS: lambda _ref: self.change_interest(),
            Does.MORE: lambda _ref: self.read_on(),
            Does.OPEN_QUOTE: lambda ref: self._open_quote(ref.id),
            Does.ADD_PERSON: lambda _ref: self.action_add_person(),
            Does.FILE: lambda _ref: self.action_folder(),
        }

    def show_record(self, record: int | tuple[str, int]) -> None:
        """Show another record of the list, from its top."""
        self.kind, self.record_id = (
            sheets.sheet_of_row(self.context.workspace, record)
            if isinstance(record, int)
            else record
        )
        self._was_row = None
        self.refresh_bindings()
        self._read(from_top=True)

    def action_date(self) -> None:
        """Plan the next call or action."""
        if self.kind == OPPORTUNITY:
            self.plan_next(self.record_id)
        else:
            title = _("When is the next call?")
            self.ask(when_prompt(self.context, title), self._plan_call)

    def action_call(self) -> None:
        """Call."""
        if self.kind == OPPORTUNITY:
            self.call_opportunity(self.record_id)
        else:
            self.go("calls", prospect_id=self.record_id)

    def action_look_up(self) -> None:
        """Look the company or the person up on the web."""
        from prospect_tui.services import lookups  # noqa: PLC0415 - first look-up
        from prospect_tui.tui.screens.look_up import look_up  # noqa: PLC0415 - idem

        of = lookups.of_opportunity if self.kind == OPPORTUNITY else lookups.of_prospect
        look_up(self, of(self.context.workspace, self.record_id))

    def action_stage(self) -> None:
        """Put the opportunity in another stage."""
        if not isinstance(self._sheet, OpportunitySheet):
            return
        record = self._sheet.opportunity
        stages = configuring.stages(self.context.workspace, record.pipeline_id)
        choices = [Choice(stage.id, stage_name(stage)) for stage in stages]
        self.ask(Choose(_("Stage"), choices, start=record.stage_id), self._move)

    def action_convert(self) -> None:
        """Turn the row into an opportunity, or show the one it became."""
        if not isinstance(self._sheet, ProspectSheet):
            return
        made = self._sheet.prospect.opportunity_id
        if made is not None:
            self.open_sheet(OPPORTUNITY, made)
            return
        try:
            self._converted(conversion.convert_rows(self.context.workspace, [self.record_id]))
        except Refused as refusal:
            converting.ask_about_row(self, self.record_id, refusal, self._converted)

    def action_strike(self) -> None:
        """Strike the row out, or restore it."""
        if not isinstance(self._sheet, ProspectSheet):
            return
        workspace, state = self.context.workspace, self._sheet.prospect.state
        if state is RowState.CONVERTED:
            self.tell(_("It became an opportunity: drop that one with x on its own sheet."))
        elif state is RowState.ACTIVE:
            grid.strike(workspace, [self.record_id])
            self.tell(_("Struck out: never called, still here. b restores it."))
        elif grid.restore(workspace, [self.record_id]):
            self.tell(_("Restored."))
        else:
            self.tell(_("It stays struck out: this person objects to being canvassed."))
        self._ring()

    def _open_quote(self, quote_id: int) -> None:
        """Open the quote of the line; where there is none, begin the first one."""
        if not quote_id:
            self.action_quotes()
            return
        from prospect_tui.tui.screens.quote import QuoteScreen  # noqa: PLC0415 - first quote

        self.app.push_screen(QuoteScreen(self.context, quote_id))

    def _edit(self, name: str) -> None:
        """Ask for a field where it stands on the page."""
        workspace = self.context.workspace
        if isinstance(self._sheet, ProspectSheet):
            question = row_question(workspace, self._sheet, name)
        else:
            assert self._sheet is not None
            question = field_question(workspace, self._sheet, name)
        column = self.column
        question.dialog.stand_at(lambda: column.cursor_region)

        def written(answer: str) -> None:
            question.save(answer)
            self._ring()

        self.ask(question.dialog, written)

    def _tick(self, name: str) -> None:
        """Say that a condition is known, or not any more."""
        workspace, field = self.context.workspace, name.removeprefix("has_")
        if isinstance(self._sheet, ProspectSheet):
            known = self._sheet.prospect.conditions[field]
            set_quality(workspace, self.record_id, name, NO if known else YES)
        elif self._sheet is not None:
            said = NO if self._sheet.opportunity.conditions[field] else YES
            tick = partial(opportunities.edit, workspace, self.record_id, name, said)
            self.write_as_shown(self.record_id, lambda seen: tick(seen=seen))
        self._ring()

    def _plan_call(self, when: When) -> None:
        workspace = self.context.workspace
        grid.set_next_date(workspace, self.record_id, when)
        self.tell(_("Next call: {when}").format(when=planned(when, workspace.clock.today())))
        self._ring()

    def _move(self, stage_id: int) -> None:
        move = partial(opportunities.move, self.context.workspace, self.record_id, stage_id)
        self.write_as_shown(self.record_id, lambda seen: move(seen=seen))
        self._ring()
        self.propose(self.record_id)

    def _converted(self, made: list[int]) -> None:
        row_id = self.record_id
        if not made:
            self.tell(_("Another window has made it an opportunity just now: o opens it."))
            self._ring()
            return
        self.kind, self.record_id, self._was_row = OPPORTUNITY, made[0], row_id
        self.refresh_bindings()
        said = _("It is an opportunity now, to do. Its row stays in the file, marked.")
        self.tell(converting.made_text(self.context, made, said, proposal_hint()))
        self.context.changed.ring(prospects=[row_id], opportunities=made)

    def _ring(self) -> None:
        if self.kind == OPPORTUNITY:
            self.context.changed.ring(opportunities=[self.record_id])
        else:
            self.context.changed.ring(prospects=[self.record_id])
