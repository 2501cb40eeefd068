"""The user's call results and scores: two lists, what each one does, and a form for one of them.

It judges nothing: services say what may be kept. What is saved acts in the calls at once.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.results import ResultRule, ScoreRule
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import (
    result_definition,
    result_label,
    score_definition,
    score_label,
)
from prospect_tui.i18n.result_words import tone_label
from prospect_tui.services import cockpit, configuring, results, scores
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens import results_form as forms
from prospect_tui.tui.text import fit, plain
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import blank, field, heading, paragraph
from prospect_tui.wording.results import command_keys, delay_of, described, state_text

_KEY, _LABEL, _DEFINITION = 3, 18, 34
"""Cells of the list before what a result does."""
_NEW_RESULT = ResultRule("", "")
_NEW_SCORE = ScoreRule("", scores.LAST_PRIORITY, "warm")


class Ref(NamedTuple):
    """A line of the lists."""

    is_score: bool
    code: str


class ResultsScreen(BaseScreen):
    """The place where the results are made (g r)."""

    SCOPE = "results"
    ABOUT = N_(
        "What may be pressed after a call, and how far a prospect is: both lists are yours. What"
        " you change acts at once in the calls; calls already logged stay as they were."
    )
    AUTO_FOCUS = "#results-list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual's

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing read."""
        super().__init__(context)
        self._results: dict[str, ResultRule] = {}
        self._scores: dict[str, ScoreRule] = {}

    def compose_body(self) -> ComposeResult:
        """Yield the lists, and what the one under the cursor does."""
        with Container(id="results-body"):
            yield LinesView(self._lines, id="results-list")
            yield CardPage(self._details, id="results-details")

    def on_mount(self) -> None:
        """Read the lists."""
        self._read()

    def on_changed(self, change: Change) -> None:
        """Read again what was changed elsewhere, or taken back."""
        if change.everything:
            self._renew()

    def show_texts(self) -> None:
        """Draw again in another language."""
        self._renew()

    def _read(self) -> None:
        workspace = self.context.workspace
        self._results = configuring.call_results(workspace, retired=True)
        self._scores = configuring.score_rules(workspace)

    def _renew(self, to: Ref | None = None) -> None:
        self._read()
        self._list.renew(to=to)

    # what is shown

    @property
    def _list(self) -> LinesView:
        return self.query_one("#results-list", LinesView)

    @property
    def _ref(self) -> Ref | None:
        cursor = self._list.cursor
        return cursor if isinstance(cursor, Ref) else None

    def _rule(self) -> ResultRule | ScoreRule | None:
        """Return what is under the cursor."""
        ref = self._ref
        if ref is None:
            return None
        return self._scores.get(ref.code) if ref.is_score else self._results.get(ref.code)

    def _lines(self, cells: int) -> Sequence[PageLine]:
        known: list[ResultRule | ScoreRule] = [*self._results.values(), *self._scores.values()]
        living = [self._line(rule, cells) for rule in known if not rule.retired]
        retired = [self._line(rule, cells) for rule in known if rule.retired]
        called = [line for line in living if not _is_score(line)]
        lines = [heading(_("Call results"), cells), *called, blank()]
        lines += [heading(_("Scores"), cells), *filter(_is_score, living)]
        if retired:
            lines += [blank(), heading(_("Retired"), cells), *retired]
        return lines

    def _line(self, rule: ResultRule | ScoreRule, cells: int) -> PageLine:
        is_score = isinstance(rule, ScoreRule)
        if isinstance(rule, ScoreRule):
            text = _("priority {number} · {tone}")
            key, does = "", text.format(number=rule.priority, tone=tone_label(rule.tone))
        else:
            key, does = rule.key, delay_of(rule, cockpit.rules_of(self.context.workspace))
        look = "muted" if rule.retired else ""
        room = max(0, cells - _KEY - _LABEL - _DEFINITION)
        spans = (
            (fit(key, _KEY), look or "star"),
            (fit(_label(rule), _LABEL - 1) + " ", look or "strong"),
            (fit(_definition(rule), _DEFINITION - 2) + "  ", look),
            (fit(does, room), "muted"),
        )
        return PageLine(spans, Ref(is_score, rule.code))

    def _details(self, cells: int) -> Sequence[PageLine]:
        rule = self._rule()
        if rule is None:
            return ()
        lines = [
            *paragraph(_label(rule), cells, look="heading"),
            *paragraph(_definition(rule), cells),
            *field(_("Code"), rule.code, cells),
            *field(_("State"), state_text(rule.retired), cells),
        ]
        if isinstance(rule, ScoreRule):
            pairs = [(_("Priority"), str(rule.priority)), (_("Tone"), tone_label(rule.tone))]
        else:
            rules = cockpit.rules_of(self.context.workspace)
            pairs = [(_("Key"), rule.key), *described(rule, rules)]
        return [*lines, *(line for title, text in pairs for line in field(title, text, cells))]

    @on(LinesView.Moved, "#results-list")
    def show_details(self) -> None:
        """Show what the one under the cursor does."""
        self.query_one(CardPage).renew(from_top=True)

    # writing

    @on(LinesView.Opened)
    def action_edit(self) -> None:
        """Change what is under the cursor."""
        rule = self._rule()
        if isinstance(rule, ScoreRule):
            self._ask_score(rule, scores.change_score, _("saved: {name}"))
        elif rule is not None:
            self._ask_result(rule, results.change_result, _("saved: {name}"))

    def action_new(self) -> None:
        """Add to the list under the cursor."""
        if isinstance(self._rule(), ScoreRule):
            self._ask_score(_NEW_SCORE, scores.add_score, _("added: {name}"))
        else:
            self._ask_result(_NEW_RESULT, results.add_result, _("added: {name}"))

    def _ask_result(self, rule: ResultRule, keep: Callable[..., ResultRule], said: str) -> None:
        workspace, commands = self.context.workspace, self._commands()
        kept: list[ResultRule] = []

        def save(values: Values) -> None:
            kept.append(keep(workspace, forms.result_of(values, rule), commands))

        living = [score for score in self._scores.values() if not score.retired]
        groups = forms.result_groups(
            rule, living, partial(self._checked_key, rule.code), is_new=not rule.code
        )
        title = _label(rule) or _("New call result")
        form = forms.GroupedForm(title, groups, save)
        self.ask(form, lambda _values: self._written(Ref(False, kept[-1].code), said))

    def _ask_score(self, rule: ScoreRule, keep: Callable[..., ScoreRule], said: str) -> None:
        kept: list[ScoreRule] = []

        def save(values: Values) -> None:
            kept.append(keep(self.context.workspace, forms.score_of(values, rule)))

        groups = forms.score_groups(rule, is_new=not rule.code)
        form = forms.GroupedForm(_label(rule) or _("New score"), groups, save)
        self.ask(form, lambda _values: self._written(Ref(True, kept[-1].code), said))

    def action_key(self) -> None:
        """Give the call result under the cursor another key."""
        rule = self._rule()
        if isinstance(rule, ResultRule):
            keep = partial(results.set_key, self.context.workspace, rule.code)
            self._ask_key(rule, lambda key: keep(key, self._commands()), _("saved: {name}"))
        elif rule is not None:
            self.tell(_("Only call results have a key."))

    def _ask_key(self, rule: ResultRule, keep: Callable[[str], object], said: str) -> None:
        question = _("Which key for “{name}”?").format(name=_label(rule))
        check = partial(self._checked_key, rule.code)

        def meaning(text: str) -> object:
            return plain(_("This key is free.") if check(text) else "")

        def save(key: str) -> None:
            keep(key)
            self._written(Ref(False, rule.code), said)

        self.ask(Prompt(question, check, value=rule.key, echo=meaning), save)  # type: ignore[arg-type]

    def action_move(self, step: int) -> None:
        """Put what is under the cursor before or after its neighbour."""
        rule, ref = self._rule(), self._ref
        if rule is None or ref is None or rule.retired:
            return
        listed = self._scores if ref.is_score else self._results
        living = [one.code for one in listed.values() if not one.retired]
        place = living.index(rule.code) + step
        if 0 <= place < len(living):
            move = scores.move_score if ref.is_score else results.move_result
            move(self.context.workspace, rule.code, place)
            self._written(ref, "")

    def action_retire(self) -> None:
        """Retire what is under the cursor, or bring it back."""
        rule, ref = self._rule(), self._ref
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
        self._renew(ref)
        rule = self._rule()
        if said and rule is not None:
            self.tell(said.format(name=_label(rule)))


def _is_score(line: PageLine) -> bool:
    return isinstance(line.ref, Ref) and line.ref.is_score


def _label(rule: ResultRule | ScoreRule) -> str:
    word = score_label if isinstance(rule, ScoreRule) else result_label
    return clean(word(rule.code, rule.label))


def _definition(rule: ResultRule | ScoreRule) -> str:
    word = score_definition if isinstance(rule, ScoreRule) else result_definition
    return clean(word(rule.code, rule.definition))
