"""May I call? One verdict with its legal reason, used by the queue, the dialling and the call log.

The rules are data (`law_rules`): French ones by default, the user's own in their place. Hours and
public holidays are those of where the called person lives.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from prospect_tui.domain.cadence import MAINLAND, holidays
from prospect_tui.domain.called_place import Place
from prospect_tui.domain.law_rules import Article, LawId, LawRules, Verdict, read_rules
from prospect_tui.domain.packaged_texts import packaged_text
from prospect_tui.domain.vocabulary import Nature

__all__ = ["ALLOWED", "LegalFacts", "Verdict", "french_rules", "french_text", "may_call"]


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """What the law asks to know about a row before it is called."""

    nature: Nature = Nature.UNKNOWN
    opposed: bool = False
    has_consent: bool = False
    """A provable consent not revoked, or a running contract."""
    recent_calls: int = 0
    """Calls and attempts within the days over which the law counts them."""
    last_refusal: datetime | None = None
    place: Place | None = None
    """Where the person lives; None is where the user does."""


ALLOWED = Verdict(True)


@cache
def french_rules() -> LawRules:
    """Return the rules that come with the program."""
    import tomllib  # noqa: PLC0415 - first verdict

    articles, problems = read_rules(tomllib.loads(french_text()), "fr.toml")
    assert not problems, problems
    return LawRules(articles)


def french_text() -> str:
    """Return the file of rules that comes with the program, to be copied and changed."""
    return packaged_text("law", "fr.toml")


def may_call(
    facts: LegalFacts,
    local_now: datetime,
    region: str = MAINLAND,
    rules: LawRules | None = None,
) -> Verdict:
    """Say whether a row may be called at `local_now`; the gravest reason comes first.

    `local_now` and `region` are the user's, for a person of whom nobody knows where they live;
    without `rules` those of the program hold. Professionals rest on legitimate interest (CNIL) and
    may be called unless they objected. An unknown nature counts as an individual's.
    """
    place = facts.place
    there = local_now.astimezone(place.zone) if place else local_now
    law = _InForce(rules or french_rules(), there, place.region if place else region)
    opposition = law.article(LawId.OPPOSITION)
    if facts.opposed:
        return Verdict(False, "law.opposed", opposition)
    if facts.nature is Nature.PROFESSIONAL:
        return law.hours(LawId.PROFESSIONAL_HOURS, "law.courtesy_hour")
    refused = law.consent(facts) or law.attempts(facts) or law.refusal(facts)
    return refused or law.hours(LawId.HOURS, "law.closed_hour")


@dataclass(frozen=True, slots=True)
class _InForce:
    """The rules at one moment, where the called person lives."""

    rules: LawRules
    there: datetime
    region: str

    def article(self, law: LawId) -> Article | None:
        return self.rules.in_force(law, self.there.date())

    def consent(self, facts: LegalFacts) -> Verdict | None:
        rule = self.article(LawId.CONSENT)
        if rule is None or facts.has_consent:
            return None
        is_unknown = facts.nature is Nature.UNKNOWN
        return Verdict(False, "law.unknown_nature" if is_unknown else "law.no_consent", rule)

    def attempts(self, facts: LegalFacts) -> Verdict | None:
        rule = self.article(LawId.ATTEMPTS)
        if rule is None or facts.recent_calls < rule.most:
            return None
        return Verdict(False, "law.too_many_attempts", rule)

    def refusal(self, facts: LegalFacts) -> Verdict | None:
        rule, refusal = self.article(LawId.REFUSAL), facts.last_refusal
        if rule is None or refusal is None or self.there >= refusal + timedelta(days=rule.days):
            return None
        return Verdict(False, "law.refused_recently", rule)

    def hours(self, law: LawId, closed: str) -> Verdict:
        """Return the verdict on the day and the hour: the last to be looked at."""
        rule = self.article(law)
        if rule is None:
            return ALLOWED
        day, hour = self.there.date(), self.there.time()
        if day.weekday() not in rule.weekdays:
            return Verdict(False, "law.closed_day", rule)
        if not rule.public_holidays and day in holidays(day.year, self.region):
            return Verdict(False, "law.holiday", rule)
        if any(start <= hour < end for start, end in rule.slots):
            return ALLOWED
        return Verdict(False, closed, rule)
