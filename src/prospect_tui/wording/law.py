"""The law in words: why a call is not allowed and by which text, what each rule says."""

from prospect_tui.domain.law_rules import Article, LawId, Verdict
from prospect_tui.domain.toml_values import Hours
from prospect_tui.i18n import N_, _, formats
from prospect_tui.wording.messages import message

_TITLES = {
    LawId.OPPOSITION: N_("Opposition"),
    LawId.CONSENT: N_("Consent of individuals"),
    LawId.HOURS: N_("Days and hours of individuals"),
    LawId.ATTEMPTS: N_("Attempts towards individuals"),
    LawId.REFUSAL: N_("After a refusal"),
    LawId.PROFESSIONAL_HOURS: N_("Days and hours of professionals"),
}
_SAID = {
    LawId.OPPOSITION: N_("whoever objects is never called again"),
    LawId.CONSENT: N_("a consent that can be proved, or a running contract"),
    LawId.HOURS: N_("{weekdays}, {slots}"),
    LawId.ATTEMPTS: N_("{most} calls and attempts at most in {days} days"),
    LawId.REFUSAL: N_("no contact for {days} days"),
    LawId.PROFESSIONAL_HOURS: N_("{weekdays}, {slots}"),
}


def reason(verdict: Verdict) -> str:
    """Return why a call is not allowed, with the text: "D. 223-9 c. conso. : …"."""
    rule = verdict.article
    said = message(verdict.message_id, **_params(rule))
    reference = cited(rule)
    return (
        _("{reference}: {reason}").format(reference=reference, reason=said) if reference else said
    )


def cited(rule: Article | None) -> str:
    """Return the reference of a rule, marked when it is still to be checked."""
    if rule is None or not rule.reference:
        return ""
    to_check = _("to be checked")
    return f"{rule.reference} ({to_check})" if rule.to_check else rule.reference


def rule_title(rule: Article) -> str:
    """Return what a rule is about."""
    return _(_TITLES[rule.id])


def rule_text(rule: Article) -> str:
    """Return what a rule says from its day on."""
    if not rule.applies:
        return _("does not apply")
    text = _(_SAID[rule.id]).format(**_params(rule))
    is_by_days = rule.id in (LawId.HOURS, LawId.PROFESSIONAL_HOURS)
    if is_by_days and not rule.public_holidays:
        text = _("{when}, never on a public holiday").format(when=text)
    return text


def _params(rule: Article | None) -> dict[str, object]:
    if rule is None:
        return {}
    return {
        "most": rule.most,
        "days": rule.days,
        "weekdays": _weekdays(rule.weekdays),
        "slots": _slots(rule.slots),
    }


def _weekdays(days: frozenset[int]) -> str:
    """Return "lun.-ven." for days that follow each other, else each of them."""
    listed = sorted(days)
    names = [formats.weekday_short(day) for day in listed]
    if len(listed) > 1 and listed == list(range(listed[0], listed[-1] + 1)):
        return f"{names[0]}-{names[-1]}"
    return ", ".join(names)


def _slots(slots: tuple[Hours, ...]) -> str:
    texts = [
        _("from {start} to {end}").format(start=formats.hour(start), end=formats.hour(end))
        for start, end in slots
    ]
    return _(" and ").join(texts)
