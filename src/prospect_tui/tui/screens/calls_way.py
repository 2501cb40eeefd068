"""The way of the caller through the rows: the one in hand, those seen, those to come.

It draws nothing and holds no rule: services say who is next.
"""

from collections.abc import Sequence
from dataclasses import replace

from prospect_tui.domain.consequence import good_numbers
from prospect_tui.domain.errors import NotFound
from prospect_tui.services import cockpit
from prospect_tui.services.cockpit import CallCard
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


class CallWay(ComingRows):
    """The row in hand and the way through the others."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing in hand: nothing is read before `advance` or `open`."""
        super().__init__(workspace)
        self.card: CallCard | None = None
        self.number = ""
        """The number in use, in E.164; "" when the row has none that is good."""
        self._seen: list[int] = []
        self._place = -1

    @property
    def row_id(self) -> int | None:
        """Return the row in hand."""
        return self.card.prospect.id if self.card else None

    def open(self, row_id: int) -> None:
        """Take a row in hand; raises `NotFound` and keeps the one before."""
        self.card = cockpit.card(self._workspace, row_id)
        if row_id != self._seen_now() or self.number not in self._good_numbers():
            self.number = self._first_number()
        if row_id != self._seen_now():
            # Once only, or going back after an undo would swing between two rows.
            self._seen = [seen for seen in self._seen if seen != row_id] + [row_id]
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
        found = self._next_ones(len(self._seen) + 1)
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

    def why(self) -> WhyThisOne:
        """Return why the row in hand is called now, or why it would not be."""
        assert self.row_id is not None
        return self._queue.why(self.scope, self.row_id)

    def _seen_now(self) -> int | None:
        return self._seen[self._place] if self._seen else None

    def _step_to(self, place: int) -> bool:
        if not 0 <= place < len(self._seen):
            return False
        self.card = cockpit.card(self._workspace, self._seen[place])
        self._place = place
        self.number = self._first_number()
        return True

    def _first_number(self) -> str:
        """Return the number to use first: that of a call without a result, else the first one."""
        good = self._good_numbers()
        last = self.card.unanswered if self.card else None
        return last.number if last and last.number in good else next(iter(good), "")

    def _good_numbers(self) -> list[str]:
        return good_numbers(self.card.prospect.numbers) if self.card else []
