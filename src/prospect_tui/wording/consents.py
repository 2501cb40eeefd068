"""Consents in words: for the sheet and the command line."""

from datetime import date
from zoneinfo import ZoneInfo

from prospect_tui.domain.consents import Channel, ConsentKind, ConsentRecord
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import N_, _

_CHANNELS = {
    Channel.PHONE: N_("Telephone"),
    Channel.EMAIL: N_("E-mail"),
    Channel.SMS: N_("SMS"),
    Channel.POST: N_("Post"),
}
_KINDS = {
    ConsentKind.CONSENT: N_("Consent"),
    ConsentKind.CONTRACT: N_("Running contract"),
}


def channel_name(channel: str) -> str:
    """Return the word of a channel; "" is every one."""
    return _(_CHANNELS[Channel(channel)]) if channel in set(Channel) else _("Every channel")


def kind_name(kind: ConsentKind) -> str:
    """Return the word of what allows the calls."""
    return _(_KINDS[kind])


def consent_text(consent: ConsentRecord, today: date, zone: ZoneInfo) -> str:
    """Return a consent on one line, with a mark that says whether it still holds."""
    channel = channel_name(consent.channel) if consent.kind is ConsentKind.CONSENT else ""
    said = _("“{text}”").format(text=consent.wording)
    until = consent.valid_until
    return joined(
        ("✔ " if consent.holds(today) else "✗ ") + kind_name(consent.kind),
        channel,
        f"{consent.given_at.astimezone(zone):%d/%m/%Y}",
        said,
        consent.recorded_by,
        consent.evidence,
        _("until {day}").format(day=f"{until:%d/%m/%Y}") if until else "",
        _("revoked on {day}").format(day=f"{consent.revoked_at.astimezone(zone):%d/%m/%Y}")
        if consent.revoked_at
        else "",
    )
