"""The user's call results and scores: two lists, what each one does, and a form for one of them.

It judges nothing: services say what may be kept. What is saved acts in the calls at once.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.results import ResultRule, ScoreRule
from prospect_tui.i18n import N_, _
from prospect_tui.services import results, scores
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens import results_form as forms
from prospect_tui.tui.screens.results_shown import Ref, ResultsShown, label_of
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.lines_view import LinesView
from prospect_tui.wording.results import command_keys

_NEW_RESULT = ResultRule("", "")
_NEW_SCORE = ScoreRule("", scores.LAST_PRIORITY, "warm")


class ResultsScreen(ResultsShown):
    """The place where the results are made (g r)."""

    SCOPE: ClassVar[str] = "results"
    ABOUT = N_(
        "What may be pressed after a call, and how far a prospect is: both lists are yours. What"
        " you change acts at once in the calls; calls already logged stay as they were."
    )

    @on(LinesView.Opened)
    def action_edit(self) -> None:
        """Change what is under the cursor."""
        rule = self.rule()
        if isinstance(rule, ScoreRule):
            self._ask_score(rule, scores.change_score, _("saved: {name}"))
        elif rule is not None:
            self._ask_result(rule, results.change_result, _("saved: {name}"))

    def action_new(self) -> None:
        """Add to the list under the cursor."""
        if isinstance(self.rule(), ScoreRule):
            self._ask_score(_NEW_SCORE, scores.add_score, _("added: {name}"))
        else:
            self._ask_result(_NEW_RESULT, results.add_result, _("added: {name}"))

    def _ask_result(self, rule: ResultRule, keep: Callable[..., ResultRule], said: str) -> None:
        workspace, commands = self.context.workspace, self._commands()
        kept: list[ResultRule] = []

        def save(values: Values) -> None:
            kept.append(keep(workspace, forms.result_of(values, rule), commands))

        living = [score for score in self.scores.values() if not score.retired]
        groups = forms.result_groups(
            rule, living, partial(self._checked_key, rule.code), is_new=not rule.code
        )
        title = label_of(rule) or _("New call result")
        form = forms.GroupedForm(title, groups, save)
        self.ask(form, lambda _values: self._written(Ref(False, kept[-1].code), said))

    def _ask_score(self, rule: ScoreRule, keep: Callable[..., ScoreRule], said: str) -> None:
        kept: list[ScoreRule] = []

        def save(values: Values) -> None:
            kept.append(keep(self.context.workspace, forms.score_of(values, rule)))

        groups = forms.score_groups(rule, is_new=not rule.code)
        form = forms.GroupedForm(label_of(rule) or _("New score"), groups, save)
        self.ask(form, lambda _values: self._written(Ref(True, kept[-1].code), said))

    def action_key(self) -> None:
        """Give the call result under the cursor another key."""
        rule = self.rule()
        if isinstance(rule, ResultRule):
            keep = partial(results.set_key, self.context.workspace, rule.code)
            self._ask_key(rule, lambda key: keep(key, self._commands()), _("saved: {name}"))
        elif rule is not None:
            self.tell(_("Only call results have a key."))

    def _ask_key(self, rule: ResultRule, keep: Callable[[str], object], said: str) -> None:
        question = _("Which key for “{name}”?").format(name=label_of(rule))
        check = partial(self._checked_key, rule.code)

        def meaning(text: str) -> Content:
            return plain(_("This key is free.") if check(text) else "")

        def save(key: str) -> None:
            keep(key)
            self._written(Ref(False, rule.code), said)

        self.ask(Prompt(question, check, value=rule.key, echo=meaning), save)

    def action_move(self, step: int) -> None:
        """Put what is under the cursor before or after its neighbour."""
        rule, ref = self.rule(), self.ref
        if rule is None or ref is None or rule.retired:
            return
        listed = self.scores if ref.is_score else self.results
        living = [one.code for one in listed.values() if not one.retired]
        place = living.index(rule.code) + step
        if 0 <= place < len(living):
            move = scores.move_score if ref.is_score else results.move_result
            move(self.context.workspace, rule.code, place)
            self._written(ref, "")

    def action_retire(self) -> None:
        """Retire what is under the cursor, or bring it back."""
        rule, ref = self.rule(), self.ref
        if rule is None or ref is None:
            return
        workspace = self.context.workspace
        if not rule.retired:
            retire = scores.retire_score if ref.is_score else results.retire_result
            retire(workspace, rule.code)
            self._written(ref, _("retired: {name}"))
        elif isinstance(rule, ResultRule):
            self._bring_back(rule)
        else:
            scores.restore_score(workspace, rule.code)
            self._written(ref, _("brought back: {name}"))

    def _bring_back(self, rule: ResultRule) -> None:
        """Bring a call result back, with another key when its own is taken by now."""
        keep = partial(results.restore_result, self.context.workspace, rule.code, self._commands())
        said = _("brought back: {name}")
        try:
            self._checked_key(rule.code, rule.key)
        except ProspectError as error:
            self.fail(error)
            self._ask_key(rule, keep, said)
        else:
            keep()
            self._written(Ref(False, rule.code), said)

    def _checked_key(self, code: str, key: str) -> str:
        return results.checked_key(self.context.workspace, key, code, self._commands())

    def _commands(self) -> dict[str, str]:
        return command_keys(self.context.keys.values())

    def _written(self, ref: Ref, said: str) -> None:
        """Show what was written, here and everywhere."""
        self.context.changed.ring()
        self.renew(ref)
        rule = self.rule()
        if said and rule is not None:
            self.tell(said.format(name=label_of(rule)))
