"""Moving a card of the pipeline: to the stage beside, up or down, anywhere, by keys or mouse."""

from textual import on

from prospect_tui.domain.boards import BoardMode
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.services import board as boards
from prospect_tui.services import opportunities, pipelines
from prospect_tui.services.board import Card
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screens.pipeline_shown import PipelineShown
from prospect_tui.tui.widgets.cards_view import CardsView
from prospect_tui.wording import sales
from prospect_tui.wording.pipelines import cards_text, pipeline_name


class PipelineMoves(PipelineShown, is_part=True):
    """What moves a card, in every view the same."""

    def action_move_stage(self, step: int) -> None:
        """Move the card to the stage beside its own."""
        card = self.cards_view.card
        if card is None:
            self._chosen()
            return
        stage = self.shown.beside(card.id, step)
        if stage is not None:
            self._move(card, stage.id)

    def action_move_card(self, step: int) -> None:
        """Move the card up or down in its stage."""
        card = self.cards_view.card
        if card is None or self._refuses_order():
            return
        may_move, before = self.shown.may_move(card.id, step)
        if may_move:
            self._move(card, card.stage_id, before)
        elif self.mode is not BoardMode.PIPELINE:  # on the board, one sees that it is
            is_first = _("It is the first one of its stage; Shift+← and Shift+→ change its stage.")
            is_last = _("It is the last one of its stage; Shift+← and Shift+→ change its stage.")
            self.tell(is_first if step < 0 else is_last)

    @on(CardsView.Dropped)
    def drop_card(self, event: CardsView.Dropped) -> None:
        """Move the card that was dragged."""
        if not self._refuses_order():
            self._move(event.card, event.stage.id, event.before_id)

    def _refuses_order(self) -> bool:
        """Say that a sorted list leaves no place to choose, if it is one."""
        if not self._sort or self.mode is BoardMode.PIPELINE:
            return False
        from prospect_tui.wording.board_filter import field_name  # noqa: PLC0415 - first sort

        told = _("The list is sorted by “{column}”: s gives the board's order back, then move it.")
        self.tell(told.format(column=field_name(self._sort[0].column)))
        return True

    def action_move_to(self) -> None:
        """Move the card to any stage, of another pipeline perhaps; its amount stays."""
        card = self.cards_view.card
        if card is None:
            self._chosen()
            return
        known = pipelines.pipelines(self.context.workspace)
        choices = [
            Choice(
                one.stage,
                sales.stage_name(one.stage),
                f"{sales.percent(one.stage.probability)} · "
                + cards_text(one.open_cards, one.amount_cents),
                pipeline_name(of.name) if len(known) > 1 else "",
            )
            for of in known
            for one in of.living
        ]
        start = next((one.value for one in choices if one.value.id == card.stage_id), None)

        def move(stage: boards.StageRecord) -> None:
            if stage.id == card.stage_id:
                return
            self._move(card, stage.id)
            if stage.pipeline_id != self._pipeline_id:
                name = next(pipeline_name(of.name) for of in known if of.id == stage.pipeline_id)
                self.tell(_("{title} is now in the pipeline “{name}”: p shows it.").format(
                    title=card.title, name=name))  # fmt: skip

        title = _("{title}: to which stage?").format(title=card.title)
        self.ask(Choose(title, choices, start=start), move)

    def _move(self, card: Card, stage_id: int, before_id: int | None = None) -> None:
        """Move a card as it is shown; if it was changed elsewhere since, say so and show it."""
        workspace = self.context.workspace
        try:
            opportunities.move(
                workspace, card.id, stage_id, before_id=before_id, seen=card.updated_at
            )
        except ProspectError:
            self.read()
            raise
        self._to_show = card.id
        self.read_cards([card.id])
        self.context.changed.ring(opportunities=[card.id], by=self)
        if stage_id != card.stage_id:
            self.propose(card.id)
