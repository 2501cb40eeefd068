"""What the screen of pipelines shows: each with its stages and their standard actions."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from prospect_tui.domain.boards import StageColor
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _
from prospect_tui.services import pipelines, plans
from prospect_tui.services.pipelines import PipelineRecord, StageInUse
from prospect_tui.services.plans import PlanStep
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.defined_list import DefinedList
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets.board_drawing import COLOR_LOOKS, COLOR_SIGN
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import blank, field, heading, paragraph
from prospect_tui.wording import pipelines as wording
from prospect_tui.wording.plans import step_words
from prospect_tui.wording.sales import percent, stage_name

_NAME = 26
"""Cells of the name of a stage."""


class Ref(NamedTuple):
    """A line of the list: a pipeline, one of its stages, or a standard action of that stage."""

    pipeline_id: int
    stage_id: int | None = None
    step: int | None = None


class PipelinesShown(DefinedList, is_part=True):
    """The list; its subclass changes it."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing read."""
        super().__init__(context)
        self.known: list[PipelineRecord] = []
        self.steps: dict[int, tuple[PlanStep, ...]] = {}
        """The standard actions of each living stage that has some."""
        self._to_show: Ref | None = None

    def visit(self, **wanted: int) -> None:
        """Go to the pipeline that another screen shows."""
        number = wanted.get("pipeline_id")
        if number is not None:
            self.renew(Ref(number))
            self._to_show = Ref(number)

    def renew(self, to: Hashable = None) -> None:
        """Read the list again; the cursor goes `to` a line, else stays."""
        to, self._to_show = to or self._to_show, None
        super().renew(to)

    def read(self) -> None:
        """Read the pipelines and their standard actions."""
        workspace = self.context.workspace
        self.known = pipelines.pipelines(workspace, archived=True)
        self.steps = {plan.stage.id: plan.steps for plan in plans.plans(workspace) if plan.steps}

    @property
    def ref(self) -> Ref | None:
        """Return the line under the cursor."""
        return self.cursor if isinstance(self.cursor, Ref) else None

    def pipeline_of(self, ref: Ref | None) -> PipelineRecord | None:
        """Return the pipeline of a line."""
        return next((one for one in self.known if ref and one.id == ref.pipeline_id), None)

    def stage_of(self, ref: Ref | None) -> StageInUse | None:
        """Return the stage of a line, None on that of a pipeline."""
        of = self.pipeline_of(ref)
        stages = of.stages if of else ()
        return next((one for one in stages if ref and one.stage.id == ref.stage_id), None)

    def list_lines(self, cells: int) -> Sequence[PageLine]:
        """Return each pipeline with its stages, then what was put away."""
        lines: list[PageLine] = []
        for of in self.known:
            if not of.archived:
                lines += self._pipeline_lines(of, of.living, cells)
        gone = [(of, one) for of in self.known for one in of.stages if one.archived]
        away = [of for of in self.known if of.archived]
        if gone or away:
            lines.append(heading(_("Put away"), cells))
            lines += [self._stage_line(one, cells, is_gone=True) for _of, one in gone]
            for of in away:
                title = wording.pipeline_name(of.name)
                lines.append(PageLine(((fit(f"  {title}", cells), "muted"),), Ref(of.id)))
        return lines

    def _pipeline_lines(
        self, of: PipelineRecord, stages: Sequence[StageInUse], cells: int
    ) -> list[PageLine]:
        amount = sum(one.amount_cents for one in of.stages)
        title = f"{wording.pipeline_name(of.name)} · {wording.cards_text(of.open_cards, amount)}"
        head = heading(title, cells)
        lines = [PageLine(head.spans, Ref(of.id))]
        for one in stages:
            lines.append(self._stage_line(one, cells))
            for number, step in enumerate(self.steps.get(one.stage.id, ())):
                ref = Ref(of.id, one.stage.id, number)
                text = fit(f"      {number + 1}. {step_words(step)}", cells)
                lines.append(PageLine(((text, "muted"),), ref))
        return [*lines, blank()]

    def _stage_line(self, one: StageInUse, cells: int, *, is_gone: bool = False) -> PageLine:
        stage = one.stage
        look = COLOR_LOOKS[StageColor(stage.color)] if stage.color else ""
        sign = COLOR_SIGN if look else " " * len(COLOR_SIGN)
        cards = wording.cards_text(one.open_cards, one.amount_cents) if one.open_cards else ""
        does = joined(percent(stage.probability), cards, wording.patience_mark(stage.stale_days))
        spans = (
            ("  ", ""),
            (sign, look),
            (fit(stage_name(stage), _NAME - 2) + "  ", "muted" if is_gone else "strong"),
            (fit(does, max(0, cells - _NAME - 4)), "muted"),
        )
        return PageLine(spans, Ref(stage.pipeline_id, stage.id))

    def detail_lines(self, cells: int) -> Sequence[PageLine]:
        """Return what the line under the cursor does."""
        ref = self.ref
        of, one = self.pipeline_of(ref), self.stage_of(ref)
        if of is None:
            return ()
        if one is None:
            cards = wording.cards_text(of.open_cards, sum(s.amount_cents for s in of.stages))
            pairs = [(_("Stages"), str(len(of.living))), (_("Open"), cards)]
            title = wording.pipeline_name(of.name)
        else:
            pairs = [
                (_("Probability"), percent(one.stage.probability)),
                (_("Alert"), wording.patience(one.stage.stale_days)),
                (_("Colour"), wording.color_name(one.stage.color)),
                (_("Open"), wording.cards_text(one.open_cards, one.amount_cents)),
                *self._plan_pairs(one),
            ]
            title = stage_name(one.stage)
        lines = [*paragraph(title, cells, look="heading")]
        return [*lines, *(line for label, text in pairs for line in field(label, text, cells))]

    def _plan_pairs(self, one: StageInUse) -> list[tuple[str, str]]:
        steps = self.steps.get(one.stage.id, ())
        if not steps:
            return [(_("Actions"), _("none: l adds one"))]
        labels = [_("Actions"), *[""] * (len(steps) - 1)]
        return list(zip(labels, map(step_words, steps), strict=True))
