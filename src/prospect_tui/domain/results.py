"""A call result as data: flags, delay rule, effects, what it asks. The defaults are rows here.

Everything a result does is in its fields; nothing anywhere looks at its code or label. To add a
default result, add a row and its label; a user adds one without any code.
"""

from dataclasses import dataclass
from enum import StrEnum


class AttemptEffect(StrEnum):
    """What a result does to the row's attempt counter."""

    PLUS_ONE = "plus_one"
    ONCE_PER_HALF_DAY = "once_per_half_day"
    ZERO_IF_DECIDER = "zero_if_decider"
    """Back to 0 when the decision-maker spoke, else one more."""
    ZERO = "zero"
    KEEP = "keep"


class RowEffect(StrEnum):
    """What a result does to the row."""

    STAY = "stay"
    STRIKE = "strike"


class Conversion(StrEnum):
    """Whether a result turns the row into an opportunity."""

    NEVER = "never"
    OFFER_NO = "offer_no"
    """Asked, the answer being no unless said otherwise."""
    OFFER_YES = "offer_yes"
    ALWAYS = "always"


class Ask(StrEnum):
    """Something a result may ask, on its one line or short form."""

    WHEN = "when"
    SUBJECT = "subject"
    SPOKE_TO_DECIDER = "spoke_to_decider"
    REASON = "reason"
    COMPETITOR = "competitor"
    OPPOSITION = "opposition"
    RETURN_MONTHS = "return_months"
    PLACE = "place"
    PERSON = "person"
    AMOUNT = "amount"
    CONDITIONS = "conditions"
    FIVE_W = "five_w"
    CONVERT = "convert"
    EMAIL = "email"
    EMAIL_PERMISSION = "email_permission"
    DECIDERS = "deciders"
    BUDGET = "budget"
    LOSE = "lose"
    """Whether the open opportunity is lost: asked by itself when the row is struck out."""


class Plan(StrEnum):
    """What a result plans besides the next call."""

    MEETING = "meeting"
    """The appointment itself, with a confirmation task the working day before."""
    SEND_TODAY = "send_today"
    """A task for today: send what was promised."""


@dataclass(frozen=True, slots=True)
class CallFlags:
    """What every statistic is derived from."""

    valid_number: bool = True
    answered: bool = False
    decision_maker: bool = False
    argued: bool = False
    positive: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class ResultRule:
    """One call result with all its behaviour."""

    code: str
    key: str
    flags: CallFlags = CallFlags()
    delay: str = "none"
    """"retry" (retry ladder, other half-day) · "busy" or "busy:MINUTES" (later in a day: retry) ·
    "same_hour" or "same_hour:N" (Nth working day unless typed) · "typed" (a date must be given) ·
    "days:N" · "once_days:N" (N days, the first time only) · "working_days:N" · "return" or
    "return:MONTHS" (by itself for professionals only) · "next_number" · "none"."""
    attempts: AttemptEffect = AttemptEffect.KEEP
    score: str = ""
    """"" keeps it · a code · "competitor:WITH:WITHOUT" · "within_months:N:SOON:LATER" ·
    "last:CODE" (when the delay rule has run out)."""
    row: RowEffect = RowEffect.STAY
    conversion: Conversion = Conversion.NEVER
    promised: bool = False
    """True when the next call is a date given to the person."""
    plans: tuple[Plan, ...] = ()
    required: tuple[Ask, ...] = ()
    asked: tuple[Ask, ...] = ()
    marks_number_bad: bool = False
    label: str = ""
    definition: str = ""
    position: int = 0
    retired: bool = False


_REACHED = CallFlags(answered=True)
_INTERESTED = CallFlags(answered=True, decision_maker=True, argued=True, positive=True)
_CLOSED = CallFlags(answered=True, decision_maker=True, argued=True, final=True)

DEFAULT_RESULTS: tuple[ResultRule, ...] = (
    ResultRule("NRP", "n", delay="retry", attempts=AttemptEffect.PLUS_ONE),
    ResultRule("OCC", "o", delay="busy", attempts=AttemptEffect.ONCE_PER_HALF_DAY),
    ResultRule("RAPP", "r", _REACHED, delay="same_hour", promised=True,
               attempts=AttemptEffect.ZERO_IF_DECIDER, asked=(Ask.WHEN, Ask.SPOKE_TO_DECIDER)),
    ResultRule("RDV", "v", CallFlags(True, True, True, True, True, True), delay="typed",
               score="GAGNE", conversion=Conversion.ALWAYS, plans=(Plan.MEETING,),
               required=(Ask.WHEN,),
               asked=(Ask.WHEN, Ask.PLACE, Ask.PERSON, Ask.AMOUNT, Ask.CONDITIONS)),
    ResultRule("PISTE", "p", _INTERESTED, delay="typed", promised=True, score="TIEDE",
               attempts=AttemptEffect.ZERO, conversion=Conversion.OFFER_NO,
               required=(Ask.WHEN, Ask.SUBJECT),
               asked=(Ask.WHEN, Ask.SUBJECT, Ask.FIVE_W, Ask.CONVERT)),
    ResultRule("PROJET", "j", _INTERESTED, delay="typed",
               score="within_months:3:CHAUD:TIEDE", attempts=AttemptEffect.ZERO,
               conversion=Conversion.OFFER_YES, required=(Ask.WHEN, Ask.REASON),
               asked=(Ask.WHEN, Ask.REASON, Ask.BUDGET, Ask.DECIDERS, Ask.CONVERT)),
    ResultRule("REFUS", "x", _CLOSED, delay="return", score="competitor:FROID:ARRETE",
               row=RowEffect.STRIKE,
               asked=(Ask.REASON, Ask.COMPETITOR, Ask.RETURN_MONTHS, Ask.OPPOSITION)),
    ResultRule("REFUS_COMM", "c", CallFlags(answered=True, decision_maker=True),
               delay="once_days:30", attempts=AttemptEffect.PLUS_ONE, score="last:ARRETE",
               asked=(Ask.SPOKE_TO_DECIDER, Ask.OPPOSITION)),
    ResultRule("MAIL", "m", _REACHED, delay="working_days:3", attempts=AttemptEffect.PLUS_ONE,
               plans=(Plan.SEND_TODAY,),
               asked=(Ask.EMAIL, Ask.EMAIL_PERMISSION, Ask.SPOKE_TO_DECIDER)),
    ResultRule("HORS_CIBLE", "h", CallFlags(answered=True, final=True), score="ARRETE",
               row=RowEffect.STRIKE, asked=(Ask.REASON, Ask.SPOKE_TO_DECIDER)),
    ResultRule("ERR", "e", CallFlags(valid_number=False), delay="next_number",
               marks_number_bad=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """One prospect result: how far a prospect is."""

    code: str
    priority: int = 9
    """Order in the call queue among what is late: 1 first."""
    tone: str = ""
    """The word for its colour: won, hot, warm, cold, stopped or lost."""
    needs_reason: bool = False
    label: str = ""
    definition: str = ""
    position: int = 0
    retired: bool = False


DEFAULT_SCORES: tuple[ScoreRule, ...] = (
    ScoreRule("GAGNE", 3, "won"),
    ScoreRule("CHAUD", 1, "hot"),
    ScoreRule("TIEDE", 2, "warm"),
    ScoreRule("FROID", 5, "cold"),
    ScoreRule("ARRETE", 9, "stopped"),
    ScoreRule("PERDU", 9, "lost", needs_reason=True),
)
STOPPED_SCORE = "ARRETE"
"""The score of a row that was given up, by the user's rule of so many attempts."""
OPPOSITION_KEY = "!"
"""The key of "do not call me again", which no result may take."""
