"""What lies on the desk of the caller: the row in hand, those to come, what was just done.

It draws nothing and holds no rule: services say who is next, what may be done, what a result does.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import NotFound
from prospect_tui.services import calls, cockpit
from prospect_tui.services.calls import CallEntry, CallLogged
from prospect_tui.services.cockpit import CallCard, ResultChoice
from prospect_tui.services.queue import CallQueue, QueueEntry, QueueScope, WhyThisOne
from prospect_tui.services.workspace import Workspace

UPCOMING = 40
"""More rows to come than the tallest terminal shows."""


class ComingRows:
    """Those who come next, as far as they are known."""

    def __init__(self, workspace: Workspace) -> None:
        """Know nobody before `read_queue`."""
        self._workspace = workspace
        self._queue = CallQueue(workspace)
        self.scope = QueueScope()
        self.is_seeking = False
        """Whether somebody else is still looking for who is next: nobody comes meanwhile."""
        self.upcoming: Sequence[QueueEntry] = ()

    def read_queue(self) -> None:
        """Read again who is to be called."""
        self.upcoming = self._next_ones(UPCOMING)

    def renew(self) -> None:
        """Seek everybody again at the next reading: rows of files were written elsewhere."""
        self._queue.renew()

    def _next_ones(self, count: int) -> Sequence[QueueEntry]:
        return () if self.is_seeking else self._queue.upcoming(self.scope, limit=count)


class CallDesk(ComingRows):
    """The row in hand and the way through the others."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing in hand: nothing is read before `advance` or `open`."""
        super().__init__(workspace)
        self.card: CallCard | None = None
        self.number = ""
        """The number in use, in E.164; "" when the row has none that is good."""
        self._seen: list[int] = []
        self._place = -1
        self._uids: dict[tuple[int, str], str] = {}
        self._reasons: dict[int, str] = {}
        self._dialled: dict[int, datetime] = {}
        self._acts: list[CallCard] = []
        self._undone: list[CallCard] = []

    @property
    def row_id(self) -> int | None:
        """Return the row in hand."""
        return self.card.prospect.id if self.card else None

    # the way through the rows

    def open(self, row_id: int) -> None:
        """Take a row in hand; raises `NotFound` and keeps the one before."""
        self.card = cockpit.card(self._workspace, row_id)
        good = self._good_numbers()
        if row_id != self._seen_now() or self.number not in good:
            self.number = good[0] if good else ""
        if row_id != self._seen_now():
            self._seen.append(row_id)
            self._place = len(self._seen) - 1

    def advance(self) -> None:
        """Take the next row to call in hand, not the present one if there is another."""
        self.read_queue()
        others = [entry for entry in self.upcoming if entry.prospect_id != self.row_id]
        entry = next(iter(others or self.upcoming), None)
        if entry is None:
            self.card = None
        else:
            self.open(entry.prospect_id)

    def reload(self) -> None:
        """Read the row in hand again; another one when it is gone."""
        if self.row_id is None:
            self.advance()
            return
        self.read_queue()
        try:
            self.open(self.row_id)
        except NotFound:
            self.card = None
            self.advance()

    def previous(self) -> bool:
        """Go back to the row seen before; False when there is none."""
        return self._step_to(self._place - 1 if self.card else self._place)

    def following(self) -> bool:
        """Go to the row seen after, else to the next of the queue not yet seen."""
        if self._step_to(self._place + 1):
            return True
        found = self._next_ones(len(set(self._seen)) + 1)
        entry = next((e for e in found if e.prospect_id not in self._seen), None)
        if entry is not None:
            self.open(entry.prospect_id)
        return entry is not None

    def skip(self) -> None:
        """Leave the row in hand for later, or take up again all those that were left."""
        if self.row_id is None:
            self.scope = replace(self.scope, skipped=frozenset())
        else:
            self.scope = replace(self.scope, skipped=self.scope.skipped | {self.row_id})
        self.advance()

    def limit_to(self, scope: QueueScope, *, wait: bool = False) -> None:
        """Call only the rows of a scope, from the first one on; to `wait`, none before `take`."""
        self.scope = scope
        self.is_seeking = wait
        self.card = None
        self.advance()

    def take(self, queue: CallQueue) -> None:
        """Go on with a queue whose rows were sought elsewhere."""
        self._queue = queue
        self.is_seeking = False
        self.reload()

    def next_number(self) -> bool:
        """Use the next good number of the row; False when there is no other."""
        good = self._good_numbers()
        if len(good) > 1:
            self.number = good[(good.index(self.number) + 1) % len(good)]
        return len(good) > 1

    # results

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

    def why(self) -> WhyThisOne:
        """Return why the row in hand is called now, or why it would not be."""
        assert self.row_id is not None
        return self._queue.why(self.scope, self.row_id)

    @property
    def dialled_at(self) -> datetime | None:
        """Return when the row in hand was dialled, if its call has no result yet."""
        return self._dialled.get(self.row_id) if self.row_id is not None else None

    def dialled(self) -> None:
        """Remember that the row in hand is dialled now."""
        if self.row_id is not None:
            self._dialled[self.row_id] = self._workspace.clock.now()

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

    def _seen_now(self) -> int | None:
        return self._seen[self._place] if self._seen else None

    def _step_to(self, place: int) -> bool:
        if not 0 <= place < len(self._seen):
            return False
        self.card = cockpit.card(self._workspace, self._seen[place])
        self._place = place
        good = self._good_numbers()
        self.number = good[0] if good else ""
        return True

    def _good_numbers(self) -> list[str]:
        numbers = self.card.prospect.numbers if self.card else ()
        return [number.e164 for number in numbers if not number.is_bad]

    def _reason(self) -> str:
        return self._reasons.get(self.row_id, "") if self.row_id is not None else ""
