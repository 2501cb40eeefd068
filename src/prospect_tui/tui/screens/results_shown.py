"""What the results screen shows: both lists, and all that the one under the cursor does."""

from collections.abc import Sequence
from typing import NamedTuple

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.results import ResultRule, ScoreRule
from prospect_tui.i18n import _
from prospect_tui.i18n.labels import (
    result_definition,
    result_label,
    score_definition,
    score_label,
)
from prospect_tui.i18n.result_words import tone_label
from prospect_tui.services import cockpit, configuring
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screens.defined_list import DefinedList
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import blank, field, heading, paragraph
from prospect_tui.wording.results import delay_of, described, state_text

_KEY, _LABEL, _DEFINITION = 3, 18, 34
"""Cells of the list before what a result does."""


class Ref(NamedTuple):
    """A line of the lists."""

    is_score: bool
    code: str


class ResultsShown(DefinedList, is_part=True):
    """The lists; its subclass changes them."""

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing read."""
        super().__init__(context)
        self.results: dict[str, ResultRule] = {}
        self.scores: dict[str, ScoreRule] = {}

    def read(self) -> None:
        """Read both lists."""
        workspace = self.context.workspace
        self.results = configuring.call_results(workspace, retired=True)
        self.scores = configuring.score_rules(workspace)

    @property
    def ref(self) -> Ref | None:
        """Return the line under the cursor."""
        return self.cursor if isinstance(self.cursor, Ref) else None

    def rule(self) -> ResultRule | ScoreRule | None:
        """Return the result or the score under the cursor."""
        ref = self.ref
        if ref is None:
            return None
        return self.scores.get(ref.code) if ref.is_score else self.results.get(ref.code)

    def list_lines(self, cells: int) -> Sequence[PageLine]:
        """Return both lists, then what is retired."""
        known: list[ResultRule | ScoreRule] = [*self.results.values(), *self.scores.values()]
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
            (fit(label_of(rule), _LABEL - 1) + " ", look or "strong"),
            (fit(_definition(rule), _DEFINITION - 2) + "  ", look),
            (fit(does, room), "muted"),
        )
        return PageLine(spans, Ref(is_score, rule.code))

    def detail_lines(self, cells: int) -> Sequence[PageLine]:
        """Return all that the one under the cursor does."""
        rule = self.rule()
        if rule is None:
            return ()
        lines = [
            *paragraph(label_of(rule), cells, look="heading"),
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


def _is_score(line: PageLine) -> bool:
    return isinstance(line.ref, Ref) and line.ref.is_score


def label_of(rule: ResultRule | ScoreRule) -> str:
    """Return how a result or a score is called, "" for one to be made."""
    word = score_label if isinstance(rule, ScoreRule) else result_label
    return clean(word(rule.code, rule.label))


def _definition(rule: ResultRule | ScoreRule) -> str:
    word = score_definition if isinstance(rule, ScoreRule) else result_definition
    return clean(word(rule.code, rule.definition))
