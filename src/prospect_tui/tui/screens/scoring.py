"""The signs of interest: what each is worth, and who is hot by them, with the reasons.

It judges nothing: services say what may be kept. What is noted already keeps its points.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import parse_number
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.services import scoring
from prospect_tui.services.scoring import Hot, ScoringRule
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import Form, FormField, TextField, Values
from prospect_tui.tui.screens.defined_list import DefinedList
from prospect_tui.tui.text import fit
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.page_parts import blank, field, heading, paragraph
from prospect_tui.wording import scoring as words
from prospect_tui.wording.results import state_text

_POINTS, _NAME = 7, 28
"""Cells of the list before what is told of a line."""
MOST_HOT = 200
"""Contacts listed; `prospect scoring hot` lists them all."""


class Ref(NamedTuple):
    """A line of the list: a rule by its code, or somebody hot by kind and id."""

    code: str
    kind: str = ""
    id: int = 0


class ScoringScreen(DefinedList):
    """The place where the signs of interest are made (g i)."""

    SCOPE: ClassVar[str] = "scoring"
    ABOUT = N_(
        "What people do of themselves shows their appetite: each sign is worth points, and their"
        " sum tells who is hot. The signs are yours. Note one with Ctrl+L on a row or on its sheet,"
        " or import a list with “prospect scoring import”."
    )

    def __init__(self, context: AppContext) -> None:
        """Begin with nothing read."""
        super().__init__(context)
        self._rules: dict[str, ScoringRule] = {}
        self._uses: dict[str, int] = {}
        self._hot: dict[Ref, Hot] = {}

    def read(self) -> None:
        """Read the signs, how often each was noted, and who is hot."""
        workspace = self.context.workspace
        self._rules = scoring.rules(workspace, retired=True)
        self._uses = scoring.uses(workspace)
        self._hot = {_ref_of(one): one for one in scoring.hot(workspace)}

    # what may be done

    @on(LinesView.Opened)
    def action_edit(self) -> None:
        """Change the rule under the cursor, or open the sheet of who is hot."""
        ref = self._ref
        if ref is None:
            self.tell(_("Put the cursor on a line."))
        elif ref.kind:
            self.open_sheet(ref.kind, ref.id)
        else:
            rule = self._rules[ref.code]

            def change(values: Values) -> ScoringRule:
                return scoring.change_rule(self.context.workspace, rule.code, **values)

            self._ask(rule, change, _("saved: {name}"))

    def action_new(self) -> None:
        """Add a sign of interest."""

        def add(values: Values) -> ScoringRule:
            return scoring.add_rule(self.context.workspace, values["label"], values["points"])

        self._ask(None, add, _("added: {name}"))

    def action_move(self, step: int) -> None:
        """Put the rule under the cursor before or after its neighbour."""
        rule = self._rule
        if rule is None or rule.retired:
            return
        living = [one.code for one in self._rules.values() if not one.retired]
        place = living.index(rule.code) + step
        if 0 <= place < len(living):
            scoring.move_rule(self.context.workspace, rule.code, place)
            self._written(rule.code, "")

    def action_retire(self) -> None:
        """Retire the rule under the cursor, or bring it back."""
        rule = self._rule
        if rule is None:
            return
        if rule.retired:
            scoring.restore_rule(self.context.workspace, rule.code)
            self._written(rule.code, _("brought back: {name}"))
        else:
            scoring.retire_rule(self.context.workspace, rule.code)
            self._written(rule.code, _("retired: {name}"))

    def _ask(
        self, rule: ScoringRule | None, keep: Callable[[Values], ScoringRule], said: str
    ) -> None:
        kept: list[ScoringRule] = []
        usual = words.rule_name(ScoringRule(rule.code, 0)) if rule else ""
        fields: list[FormField] = [
            TextField("label", _("What is done"), rule.label if rule else "", required=not usual,
                      hint=usual or _("fair visited, quote asked for…")),
            TextField("points", _("Points"), str(rule.points) if rule else "", _points,
                      required=True, hint=_("below 0 takes away")),
        ]  # fmt: skip
        title = words.rule_name(rule) if rule else _("New sign of interest")
        form = Form(title, fields, check=lambda values: kept.append(keep(values)))
        self.ask(form, lambda _values: self._written(kept[-1].code, said))

    def _written(self, code: str, said: str) -> None:
        """Show what was written, here and everywhere."""
        self.context.changed.ring()
        self.renew(Ref(code))
        if said:
            self.tell(said.format(name=words.rule_name(self._rules[code])))

    @property
    def _ref(self) -> Ref | None:
        return self.cursor if isinstance(self.cursor, Ref) else None

    @property
    def _rule(self) -> ScoringRule | None:
        ref = self._ref
        return self._rules.get(ref.code) if ref is not None and not ref.kind else None

    # what is shown

    def list_lines(self, cells: int) -> Sequence[PageLine]:
        """Return the signs, who is hot, then the retired signs."""
        living = [one for one in self._rules.values() if not one.retired]
        retired = [one for one in self._rules.values() if one.retired]
        lines = [heading(_("Signs of interest"), cells)]
        lines += [self._rule_line(rule, cells) for rule in living]
        lines += [blank(), heading(self._hot_title(), cells)]
        lines += [self._hot_line(ref, one, cells) for ref, one in self._shown_hot]
        if not self._hot:
            nobody = _(
                "Nobody yet. Note what people do with Ctrl+L, on a row, in the calls or on a sheet."
            )
            lines += paragraph(nobody, cells, look="muted")
        if retired:
            lines += [blank(), heading(_("Retired"), cells)]
            lines += [self._rule_line(rule, cells) for rule in retired]
        return lines

    @property
    def _shown_hot(self) -> list[tuple[Ref, Hot]]:
        return list(self._hot.items())[:MOST_HOT]

    def _hot_title(self) -> str:
        threshold = formats.number(self.context.workspace.settings.hot_threshold)
        text = _("Hot, from {points} points ({count})")
        return text.format(points=threshold, count=formats.number(len(self._hot)))

    def _rule_line(self, rule: ScoringRule, cells: int) -> PageLine:
        look = "muted" if rule.retired else ""
        spans = (
            (fit(words.points_text(rule.points), _POINTS - 2, "right") + "  ", look or "star"),
            (fit(words.rule_name(rule), _NAME - 1) + " ", look or "strong"),
            (fit(self._noted(rule), max(0, cells - _POINTS - _NAME)), "muted"),
        )
        return PageLine(spans, Ref(rule.code))

    def _hot_line(self, ref: Ref, one: Hot, cells: int) -> PageLine:
        today = self.context.workspace.clock.today()
        reasons = words.reasons_text(one.appetence, today)
        spans = (
            (fit(formats.number(one.appetence.points), _POINTS - 2, "right") + "  ", "warm"),
            (fit(clean(one.contact.name), _NAME - 1) + " ", "strong"),
            (fit(reasons, max(0, cells - _POINTS - _NAME)), ""),
        )
        return PageLine(spans, ref)

    def _noted(self, rule: ScoringRule) -> str:
        uses = self._uses.get(rule.code, 0)
        text = ngettext("noted {count} time", "noted {count} times", uses)
        return text.format(count=formats.number(uses))

    def detail_lines(self, cells: int) -> Sequence[PageLine]:
        """Return what the sign is worth, or why the contact is hot."""
        ref, rule = self._ref, self._rule
        if ref is not None and ref in self._hot:
            return self._hot_details(self._hot[ref], cells)
        if rule is None:
            return ()
        return [
            *paragraph(words.rule_name(rule), cells, look="heading"),
            *field(_("Points"), words.points_text(rule.points), cells),
            *field(_("Noted"), formats.number(self._uses.get(rule.code, 0)), cells),
            *field(_("State"), state_text(rule.retired), cells),
            *field(_("Code"), rule.code, cells),
        ]

    def _hot_details(self, one: Hot, cells: int) -> Sequence[PageLine]:
        today = self.context.workspace.clock.today()
        lines = paragraph(clean(one.contact.name), cells, look="heading")
        for event in one.appetence.events:
            lines += paragraph(words.event_text(event, today, with_detail=True), cells)
        total = formats.number(one.appetence.points)
        return [*lines, *paragraph(f"= {total} · {_('hot')}", cells, look="warm")]


def _ref_of(one: Hot) -> Ref:
    if one.contact.row is not None:
        return Ref("", "prospect", one.contact.row)
    assert one.contact.opportunity is not None
    return Ref("", "opportunity", one.contact.opportunity)


def _points(text: str) -> int:
    """Read whole points, below 0 too; raises `InvalidValue`."""
    number = parse_number(text.replace(words.MINUS, "-")) if text else 0
    if not isinstance(number, int):
        raise InvalidValue("value.number", value=text)
    return number
