"""The user's pipelines: their stages, the standard actions of each, and a form for one of them.

It judges nothing: services say what may be kept. Before a stage goes, what becomes of its cards is
said, and asked.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on

from prospect_tui.domain.boards import StageColor, StageDraft
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.numbers import parse_number
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import action_label
from prospect_tui.services import action_types, pipelines, plans
from prospect_tui.services.pipelines import PipelineRecord, StageInUse, StageRecord
from prospect_tui.services.plans import PlanStep
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import ChoiceField, Form, FormField, TextField, Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.pipelines_shown import PipelinesShown, Ref
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.wording import pipelines as wording
from prospect_tui.wording.plans import step_words
from prospect_tui.wording.sales import stage_name

_NEW_STAGE = StageRecord(0, 0, "", "", 50, 14)


class PipelinesScreen(PipelinesShown):
    """The place where the stages are made (g e)."""

    SCOPE: ClassVar[str] = "pipelines"
    ABOUT = N_(
        "The stages through which a sale goes: their names, the probability that a card takes"
        " when it enters, after how long without activity it is marked, and the actions that are"
        " usual there. Several pipelines are for sales that do not go the same way. What you put"
        " away is kept with the sales closed in it."
    )

    @on(LinesView.Opened)
    def action_edit(self) -> None:
        """Change what is under the cursor."""
        ref = self.ref
        of, one = self.pipeline_of(ref), self.stage_of(ref)
        if ref is None or of is None:
            return
        if one is None:
            self._ask_name(
                _("Name of the pipeline"),
                wording.pipeline_name(of.name),
                lambda name: pipelines.rename_pipeline(self.context.workspace, of.id, name),
                lambda: ref,
            )
        elif ref.step is None:
            self._ask_stage(one.stage)
        else:
            self._ask_step(one.stage, ref.step)

    def action_new(self) -> None:
        """Add a stage to the pipeline under the cursor, after the one in hand."""
        of, one = self.pipeline_of(self.ref), self.stage_of(self.ref)
        if of is not None and not of.archived:
            self._ask_stage(_NEW_STAGE, of, after=one)

    def action_new_pipeline(self) -> None:
        """Add a pipeline, with the stages of the one under the cursor."""
        like = self.pipeline_of(self.ref)
        made: list[int] = []

        def add(name: str) -> None:
            model = like.id if like else None
            made.append(pipelines.add_pipeline(self.context.workspace, name, like=model))

        title = _("Name of the new pipeline? It begins with the stages of “{name}”.")
        shown = wording.pipeline_name(like.name if like else "")
        self._ask_name(title.format(name=shown), "", add, lambda: Ref(made[-1]))

    def action_step(self) -> None:
        """Add a standard action to the stage under the cursor."""
        one = self.stage_of(self.ref)
        if one is None or one.archived:
            self.tell(_("That is for a stage: put the cursor on one."))
        else:
            self._ask_step(one.stage, None)

    def action_cards(self) -> None:
        """List the open cards that are counted on the line."""
        of, one = self.pipeline_of(self.ref), self.stage_of(self.ref)
        if of is None:
            return
        if not (one.open_cards if one else of.open_cards):
            self.tell(_("No open card stands there."))
        elif one is None:
            self.go("pipeline", pipeline_id=of.id)
        else:
            self.go("pipeline", pipeline_id=of.id, stage_id=one.stage.id)

    def action_move(self, step: int) -> None:
        """Put what is under the cursor before or after its neighbour."""
        ref = self.ref
        of, one = self.pipeline_of(ref), self.stage_of(ref)
        if ref is None or of is None or of.archived or (one is not None and one.archived):
            return
        workspace = self.context.workspace
        if one is None:
            ids = [record.id for record in self.known if not record.archived]
            place = ids.index(of.id) + step
            if 0 <= place < len(ids):
                pipelines.move_pipeline(workspace, of.id, place)
                self._written(ref)
        elif ref.step is None:
            ids = [stage.stage.id for stage in of.living]
            place = ids.index(one.stage.id) + step
            if 0 <= place < len(ids):
                pipelines.move_stage(workspace, one.stage.id, place)
                self._written(ref)
        else:
            self._move_step(one.stage, ref.step, step)

    def action_archive(self) -> None:
        """Put away what is under the cursor, or take it back; a standard action is left out."""
        self.read()  # what becomes of the cards is told of those that stand there now
        ref = self.ref
        of, one = self.pipeline_of(ref), self.stage_of(ref)
        workspace = self.context.workspace
        if ref is None or of is None:
            return
        if one is None and of.archived:
            pipelines.restore_pipeline(workspace, of.id)
            self._written(ref, _("taken back: {name}"), wording.pipeline_name(of.name))
        elif one is None:
            self._put_pipeline_away(of)
        elif ref.step is not None:
            steps = self.steps[one.stage.id]
            self._keep_steps(
                one.stage, [*steps[: ref.step], *steps[ref.step + 1 :]], ref._replace(step=None)
            )
        elif one.archived:
            pipelines.restore_stage(workspace, one.stage.id)
            self._written(ref, _("taken back: {name}"), stage_name(one.stage))
        else:
            self._put_stage_away(one)

    # putting away

    def _put_stage_away(self, one: StageInUse) -> None:
        archive = partial(pipelines.archive_stage, self.context.workspace, one.stage.id)
        known = [of for of in self.known if not of.archived]
        known.sort(key=lambda of: of.id != one.stage.pipeline_id)
        targets = [(of, s) for of in known for s in of.living if s.stage.id != one.stage.id]
        self._put_away(stage_name(one.stage), one.open_cards, targets, archive)

    def _put_pipeline_away(self, of: PipelineRecord) -> None:
        archive = partial(pipelines.archive_pipeline, self.context.workspace, of.id)
        others = [one for one in self.known if not one.archived and one.id != of.id]
        targets = [(one, stage) for one in others for stage in one.living]
        self._put_away(wording.pipeline_name(of.name), of.open_cards, targets, archive)

    def _put_away(
        self,
        name: str,
        cards: int,
        targets: Sequence[tuple[PipelineRecord, StageInUse]],
        archive: Callable[..., None],
    ) -> None:
        """Put away; with open cards, first ask to which stage they pass."""
        said = _("put away: {name}")
        if not cards or not targets:
            archive()
            self._written(None, said, name)
            return
        choices = [
            Choice(
                one,
                wording.passing_text(cards, stage_name(one.stage)),
                group=wording.pipeline_name(of.name),
            )
            for of, one in targets
        ]

        def pass_on(target: StageInUse) -> None:
            try:
                archive(target.stage.id, told=cards)
            except Refused:
                self.renew()
                raise
            passed = wording.passing_text(cards, stage_name(target.stage))
            self._written(None, f"{said} · {passed}", name)

        title = _("“{name}” goes: what becomes of its open cards?").format(name=name)
        self.ask(Choose(title, choices), pass_on)

    # forms

    def _ask_name(
        self, title: str, value: str, keep: Callable[[str], None], ref: Callable[[], Ref | None]
    ) -> None:
        def save(text: str) -> str:
            keep(text)
            return text

        self.ask(
            Prompt(title, save, value=value),
            lambda name: self._written(ref(), _("saved: {name}"), name),
        )

    def _ask_stage(
        self, stage: StageRecord, of: PipelineRecord | None = None, after: StageInUse | None = None
    ) -> None:
        """Ask what a stage is, a new one of a pipeline or one to change."""
        workspace = self.context.workspace
        kept: list[Ref] = []
        seen = stage

        def save(values: Values) -> None:
            nonlocal seen
            name = wording.typed_name(stage, values["name"])
            draft = StageDraft(name, values["probability"], values["stale_days"], values["color"])
            if of is None:
                expected, seen = seen, pipelines.stage(workspace, stage.id)[1].stage
                pipelines.change_stage(workspace, stage.id, draft, seen=expected)
                kept.append(Ref(stage.pipeline_id, stage.id))
            else:
                place = of.living.index(after) + 1 if after in of.living else len(of.living)
                made = pipelines.add_stage(workspace, of.id, draft, place=place)
                kept.append(Ref(of.id, made))

        present = wording.draft_of(stage)
        colors = [(color, wording.color_name(color)) for color in StageColor]
        fields: list[FormField] = [
            TextField("name", _("Name"), stage_name(stage), required=True),
            TextField("probability", _("Probability, %"), str(present.probability), parse=_whole,
                      hint=_("given to a card that enters")),
            TextField("stale_days", _("Idle after, days"), str(present.stale_days), parse=_whole,
                      hint=_("without activity, a card is marked")),
            ChoiceField("color", _("Colour"), colors, present.color),
        ]  # fmt: skip
        title = stage_name(stage) or _("New stage")
        self.ask(
            Form(title, fields, check=save),
            lambda values: self._written(kept[-1], _("saved: {name}"), values["name"]),
        )

    def _ask_step(self, stage: StageRecord, number: int | None) -> None:
        """Ask what a standard action is: a new one, or the one with this number to change."""
        steps = list(self.steps.get(stage.id, ()))
        present = steps[number] if number is not None else PlanStep("call", "", 2)
        known = action_types.types(self.context.workspace)
        choices: list[tuple[object, str]] = [(one.code, action_label(one.code)) for one in known]
        if present.type not in {one.code for one in known}:
            choices.append((present.type, action_label(present.type)))
        fields: list[FormField] = [
            ChoiceField("type", _("What"), choices, present.type),
            TextField("label", _("Subject"), present.label),
            TextField("after_days", _("Working days after"), str(present.after_days), parse=_whole),
        ]

        def save(values: Values) -> None:
            step = PlanStep(**values)
            place = len(steps) if number is None else number
            written = [*steps[:place], step, *steps[place + 1 :]]
            self._keep_steps(stage, written, Ref(stage.pipeline_id, stage.id, place))

        title = _("{stage}: a standard action").format(stage=stage_name(stage))
        self.ask(Form(title, fields, check=save), lambda _values: None)

    def _move_step(self, stage: StageRecord, number: int, step: int) -> None:
        steps = list(self.steps[stage.id])
        place = number + step
        if 0 <= place < len(steps):
            steps.insert(place, steps.pop(number))
            self._keep_steps(stage, steps, Ref(stage.pipeline_id, stage.id, place))

    def _keep_steps(self, stage: StageRecord, steps: Sequence[PlanStep], ref: Ref) -> None:
        plans.set_plan(self.context.workspace, stage.id, steps)
        said = step_words(steps[ref.step]) if ref.step is not None else stage_name(stage)
        self._written(ref, _("saved: {name}"), said)

    def _written(self, ref: Ref | None, said: str = "", name: str = "") -> None:
        """Show what was written, here and everywhere."""
        self.context.changed.ring()
        self.renew(ref)
        if said:
            self.tell(said.format(name=name))


def _whole(text: str) -> int:
    number = parse_number(text.strip().removesuffix("%").strip())
    if not isinstance(number, int):
        raise InvalidValue("command.number", value=text)
    return number
