"""What a board may show: views of the same cards, figures that open their cards, stage colours.

Values only: neither cards nor the words in which the user asks for them.
"""

from dataclasses import dataclass
from enum import StrEnum

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.opportunities import check_probability
from prospect_tui.domain.views import Condition

LONGEST_NAME = 40
"""Characters of the name of a stage or of a pipeline: it stands over a column."""
LONGEST_PATIENCE = 3650
"""Days without activity after which nobody waits any longer."""


class BoardMode(StrEnum):
    """A way of showing the open opportunities of a pipeline."""

    PIPELINE = "pipeline"
    COMPACT = "compact"
    EXTENDED = "extended"


class StageColor(StrEnum):
    """A colour of the theme that a stage may have beside its name, which always tells as much."""

    PLAIN = ""
    BLUE = "blue"
    GREEN = "green"
    ORANGE = "orange"
    RED = "red"
    GREY = "grey"


class Flag(StrEnum):
    """What a figure of the board counts, and a word of its filter asks for."""

    LATE = "late"
    NO_DATE = "no_date"
    STALE = "stale"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cards are shown; empty, all of them."""

    words: tuple[str, ...] = ()
    """Folded; each is somewhere on the card."""
    tags: tuple[str, ...] = ()
    """Folded; each begins one of the tags."""
    flags: tuple[Flag, ...] = ()
    conditions: tuple[Condition, ...] = ()
    """On the fields of `FIELDS`."""

    def __bool__(self) -> bool:
        return bool(self.words or self.tags or self.flags or self.conditions)


class FieldKind(StrEnum):
    """How the values of a field are compared."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


FIELDS = {
    "title": FieldKind.TEXT,
    "company": FieldKind.TEXT,
    "contact": FieldKind.TEXT,
    "stage": FieldKind.CODE,
    "amount": FieldKind.MONEY,
    "probability": FieldKind.NUMBER,
    "weighted": FieldKind.MONEY,
    "next": FieldKind.DAY,
    "action": FieldKind.TEXT,
    "idle": FieldKind.NUMBER,
    "tags": FieldKind.TEXT,
    "origin": FieldKind.CODE,
    "source": FieldKind.TEXT,
    "campaign": FieldKind.TEXT,
    "quote": FieldKind.CODE,
}
"""The fields of a card by which it may be found or sorted."""


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage as the user wants it."""

    name: str
    probability: int
    """Percent, given to a card that enters it."""
    stale_days: int
    """Days without activity after which its cards are marked."""
    color: StageColor = StageColor.PLAIN


def check_stage(draft: StageDraft) -> None:
    """Raise `InvalidValue` for a probability or a patience out of bounds."""
    check_probability(draft.probability)
    if not 1 <= draft.stale_days <= LONGEST_PATIENCE:
        raise InvalidValue("stage.patience", days=draft.stale_days, limit=LONGEST_PATIENCE)
