"""The sheet of one record: everything known about it on one page, edited where it stands."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _, formats
from prospect_tui.i18n.key_names import key_name
from prospect_tui.services import configuring, conversion, grid, opportunities, sheets
from prospect_tui.services.sheets import OpportunitySheet, ProspectSheet
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.screen import Among
from prospect_tui.tui.screens.call_correcting import correct_call
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.dates import when_prompt
from prospect_tui.tui.screens.sheet_editing import cell_question, field_question
from prospect_tui.tui.screens.sheet_notes import SheetNotes
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.opportunity_page import opportunity_page
from prospect_tui.tui.widgets.page_parts import Page, paragraph
from prospect_tui.tui.widgets.prospect_page import prospect_page
from prospect_tui.tui.widgets.sheet_parts import Does, Ref
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording.errors import sentence
from prospect_tui.wording.sales import stage_name
from prospect_tui.wording.times import planned

PROSPECT, OPPORTUNITY = "prospect", "opportunity"
_OF_ROWS = frozenset({"convert", "strike", "consent"})
_OF_OPPORTUNITIES = frozenset({"won", "lost", "stage", "star", "cancel_deal"})
_STEPS = ("previous", "next")
_ASK_ONCE = frozenset({"convert.missing", "convert.too_many"})


class SheetScreen(Clocked, SheetNotes):
    """The page of a prospect row or of an opportunity."""

    SCOPE: ClassVar[str] = "sheet"
    ABOUT = N_(
        "Everything known about one company or one sale. The arrows go from one field that can be"
        " changed to the next; Enter changes it. Wrong values are marked, with the reason."
    )
    AUTO_FOCUS = "LinesView"

    def __init__(
        self, context: AppContext, kind: str, record_id: int, among: Among | None = None
    ) -> None:
        """Show the record of that kind, "prospect" or "opportunity", and number.

        With the list from which it is opened, one goes on to the next record of that list.
        """
        super().__init__(context)
        self.kind = kind
        self.record_id = record_id
        self._among = among
        self._sheet: ProspectSheet | OpportunitySheet | None = None
        self._gone = ""
        self._was_row: int | None = None
        """The row that was turned into the opportunity shown: undo goes back to it."""

    def compose_body(self) -> ComposeResult:
        """Compose the page, under its place in the list from which it is opened."""
        if self._among is not None:
            yield TwoEnds(id="sheet-place")
        yield LinesView(self._page)

    def on_mount(self) -> None:
        """Read the record."""
        self._read()

    def show_texts(self) -> None:
        """Say where the record is in its list, and how to go on."""
        if self._among is not None:
            here, count = self._among.place + 1, len(self._among.records)
            place = f"{formats.number(here)} / {formats.number(count)}"
            keys = {name: self.context.keys[f"sheet.{name}"].keys[0] for name in _STEPS}
            hint = _("{next} next · {previous} previous")
            left = " · ".join(part for part in (place, self._among.title) if part)
            self.query_one(TwoEnds).show(
                left, hint.format(**{name: key_name(key) for name, key in keys.items()})
            )

    def on_changed(self, _change: Change) -> None:
        """Read the record again: what is around it counts too."""
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this kind of record."""
        refused = _OF_OPPORTUNITIES if self.kind == PROSPECT else _OF_ROWS
        if action == "neighbour":
            return self._among is not None
        return action not in refused and super().check_action(action, parameters)

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the sheet, if it is one."""
        return self.record_id if self.kind == OPPORTUNITY else None

    @on(LinesView.Opened)
    def edit_field(self) -> None:
        """Edit at a double click."""
        self.action_edit()

    def action_edit(self) -> None:
        """Change what is under the cursor, or open it."""
        page = self.query_one(LinesView)
        ref = page.cursor
        if not isinstance(ref, Ref) or self._sheet is None:
            return
        page.show()
        match ref.does:
            case Does.NEXT:
                self.action_date()
            case Does.STAGE:
                self.action_stage()
            case Does.TICK:
                self._tick(ref.name)
            case Does.EDIT:
                self._edit(ref.name)
            case Does.CORRECT:
                correct_call(self, ref.id)
            case Does.CONSENT:
                self.end_consent(ref.id)
            case Does.OPEN_OPPORTUNITY | Does.OPEN_PROSPECT:
                self.open_sheet(ref.does.value, ref.id)

    def action_neighbour(self, step: int) -> None:
        """Show the next record of the list, or the one before."""
        among = self._among
        if among is None:
            return
        place = among.place + step
        if not 0 <= place < len(among.records):
            self.tell(_("This is the last one.") if step > 0 else _("This is the first one."))
            return
        among.place = place
        record = among.records[place]
        self.kind, self.record_id = (
            sheets.sheet_of_row(self.context.workspace, record)
            if isinstance(record, int)
            else record
        )
        self._was_row = None
        self.refresh_bindings()
        self.show_texts()
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
            self._convert(anyway=False)
        except Refused as refusal:
            if refusal.message_id not in _ASK_ONCE:
                raise
            question = _("Turn it into an opportunity?")
            confirm = Confirm(question, detail=sentence(refusal), accept=_("convert all the same"))
            self.ask(confirm, lambda _yes: self._convert(anyway=True))

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

    def _edit(self, name: str) -> None:
        workspace = self.context.workspace
        if isinstance(self._sheet, ProspectSheet):
            question, save = cell_question(workspace, self._sheet, name)

            def written(answer: str) -> None:
                save(answer)
                self._ring()

            self.ask(question, written)
        elif self._sheet is not None:
            self.ask(field_question(workspace, self._sheet, name), lambda _text: self._ring())

    def _tick(self, name: str) -> None:
        """Say that a condition is known, or not any more."""
        if isinstance(self._sheet, OpportunitySheet):
            known = self._sheet.opportunity.conditions[name.removeprefix("has_")]
            text = "no" if known else "yes"
            opportunities.edit(self.context.workspace, self.record_id, name, text)
            self._ring()

    def _plan_call(self, when: When) -> None:
        workspace = self.context.workspace
        grid.set_next_date(workspace, self.record_id, when)
        self.tell(_("Next call: {when}").format(when=planned(when, workspace.clock.today())))
        self._ring()

    def _move(self, stage_id: int) -> None:
        opportunities.move(self.context.workspace, self.record_id, stage_id)
        self._ring()

    def _convert(self, *, anyway: bool) -> None:
        row_id = self.record_id
        made = conversion.convert_rows(self.context.workspace, [row_id], anyway=anyway)
        self.kind, self.record_id, self._was_row = OPPORTUNITY, made[0], row_id
        self.refresh_bindings()
        self.tell(_("It is an opportunity now, to do. Its row stays in the file, marked."))
        self.context.changed.ring(prospects=[row_id], opportunities=made)

    def _ring(self) -> None:
        if self.kind == OPPORTUNITY:
            self.context.changed.ring(opportunities=[self.record_id])
        else:
            self.context.changed.ring(prospects=[self.record_id])

    def _read(self, *, from_top: bool = False) -> None:
        workspace = self.context.workspace
        before = type(self._sheet)
        try:
            if self.kind == OPPORTUNITY:
                self._sheet = sheets.opportunity_sheet(workspace, self.record_id)
            else:
                self._sheet = sheets.prospect_sheet(workspace, self.record_id)
        except NotFound as error:
            if self._was_row is not None:
                self.kind, self.record_id, self._was_row = PROSPECT, self._was_row, None
                self.refresh_bindings()
                self._read()
                return
            self._sheet, self._gone = None, sentence(error)
        is_another = from_top or type(self._sheet) is not before
        self.query_one(LinesView).renew(from_top=is_another)

    def _page(self, cells: int) -> list[PageLine]:
        workspace = self.context.workspace
        page = Page(cells, workspace.clock.today(), workspace.zone)
        if isinstance(self._sheet, ProspectSheet):
            return prospect_page(self._sheet, page, workspace.settings.max_attempts)
        if self._sheet is not None:
            return opportunity_page(self._sheet, page)
        return paragraph(self._gone, cells, look="late")
