"""What lies on the desk of the caller: the results of the row in hand, what was just done.

It draws nothing and holds no rule: services say what may be done, and what a result does.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound
from prospect_tui.services import calls, cockpit, dialled
from prospect_tui.services.calls import CallEntry, CallLogged
from prospect_tui.services.cockpit import CallCard, ResultChoice
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.screens.calls_way import CallWay


class CallDesk(CallWay):
    """The row in hand with its results, and what was done last."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing in hand and nothing done."""
        super().__init__(workspace)
        self._uids: dict[tuple[int, str], str] = {}
        self._reasons: dict[int, str] = {}
        self._dialled: dict[int, datetime] = {}
        self._acts: list[CallCard] = []
        self._undone: list[CallCard] = []

    def choice(self, code: str) -> ResultChoice:
        """Return the result with this code; raises `NotFound`."""
        rules = {choice.rule.code: choice.rule for choice in self.choices}
        rule = cockpit.rule_named(rules, code)
        assert self.row_id is not None
        preview = cockpit.preview(self._workspace, self.row_id, rule.code, Answers())
        return ResultChoice(rule, preview)

    @property
    def choices(self) -> Sequence[ResultChoice]:
        """Return the results that may be chosen, with what each would do."""
        return self.card.choices if self.card else ()

    def meaning(self, character: str) -> tuple[str, bool] | None:
        """Return the code of the result that a typed character gives, or None.

        With it, whether the character is the capital that says "message left": only a call that
        nobody answered has one.
        """
        for choice in self.choices:
            if choice.rule.key == character:
                return choice.rule.code, False
        for choice in self.choices:
            flags = choice.rule.flags
            unanswered = flags.valid_number and not flags.answered
            if unanswered and choice.rule.key.upper() == character:
                return choice.rule.code, True
        return None

    @property
    def needs_reason(self) -> bool:
        """Say whether the law forbids to call the row and no reason was given yet."""
        card = self.card
        return card is not None and not card.verdict.allowed and not self._reason()

    def give_reason(self, reason: str) -> None:
        """Keep why the row is called all the same."""
        if self.row_id is not None:
            self._reasons[self.row_id] = reason

    @property
    def dialled_at(self) -> datetime | None:
        """Return when the row in hand was dialled, if its call has no result yet."""
        return self._dialled.get(self.row_id) if self.row_id is not None else None

    @property
    def unanswered_since(self) -> datetime | None:
        """Return when the row in hand was dialled before a stop, if that call has no result."""
        last = self.card.unanswered if self.card else None
        return last.at if last and self.dialled_at is None else None

    def dialled(self) -> None:
        """Remember that the row in hand is dialled now, on disk too if that is possible."""
        if self.row_id is not None:
            self._dialled[self.row_id] = self._workspace.clock.now()
            if not self._workspace.read_only:
                dialled.remember(self._workspace, self.row_id, self.number)

    def end_call(self) -> None:
        """Forget that the row in hand was dialled: no result of a call is to be given."""
        if self.row_id is not None:
            self._dialled.pop(self.row_id, None)
            last = dialled.unanswered(self._workspace)
            if last is not None and last.prospect_id == self.row_id:
                dialled.forget(self._workspace)

    def log(self, code: str, answers: Answers) -> CallLogged:
        """Log a call of the row in hand; it is on disk on return.

        A failed call keeps its identifier: trying again counts it once.
        """
        assert self.row_id is not None
        uid = self._uids.setdefault((self.row_id, code), calls.new_uid())
        entry = CallEntry(
            self.row_id,
            code,
            replace(answers, number=self.number),
            uid,
            self._reason(),
            self.dialled_at,
        )
        logged = calls.log_call(self._workspace, entry)
        self._uids.clear()
        self._dialled.clear()
        self.acted(answers.note)
        return logged

    def go_on(self, logged: CallLogged) -> None:
        """Take the next row after a call; the same one when it has another number to try."""
        following = logged.consequence.next_number
        if following:
            self.reload()
            self.number = following
        else:
            self.advance()

    # undo, seen from here

    def acted(self, note: str = "") -> None:
        """Remember the row as it was before what was just written, with the note of the call."""
        assert self.card is not None
        self._acts.append(replace(self.card, draft=note))
        self._undone.clear()

    def catch_up(self) -> bool:
        """Read all again after an undo or a redo, and perhaps a `renew`.

        The row whose last action was taken back comes in hand again, with its note; the one
        whose action was brought back goes. Returns whether the row in hand may be another.
        """
        if self._acts and self._is_as_in(self._acts[-1]):
            before = self._acts.pop()
            self._undone.append(before)
            row_id = before.prospect.id
            if before.draft and not cockpit.card(self._workspace, row_id).draft:
                cockpit.save_draft(self._workspace, row_id, before.draft)
            self.read_queue()
            self.open(row_id)
            return True
        if self._undone and not self._is_as_in(self._undone[-1]):
            again = self._undone.pop()
            self._acts.append(again)
            if again.prospect.id == self.row_id:
                self.advance()
                return True
        self.reload()
        return False

    def _is_as_in(self, before: CallCard) -> bool:
        try:
            return cockpit.card(self._workspace, before.prospect.id).prospect == before.prospect
        except NotFound:
            return False

    def _reason(self) -> str:
        return self._reasons.get(self.row_id, "") if self.row_id is not None else ""
