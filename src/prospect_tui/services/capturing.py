"""An opportunity out of what one has under one's eyes: a mail, a signature, a card typed in."""

from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.pasted_person import PastedPerson, read_person

__all__ = ["PastedPerson", "from_bytes", "from_text"]

_MEGA = 1024 * 1024


def from_text(text: str) -> PastedPerson:
    """Return who a pasted text is from; raises `InvalidValue` when nothing of use is in it."""
    found = read_person(text)
    if found.is_empty:
        raise InvalidValue("opportunity.nothing_found")
    return found


def from_bytes(data: bytes) -> PastedPerson:
    """Return who a mail (.eml) or a plain text is from.

    Raises `Refused` for one that is too long, `InvalidValue` when nothing of use is in it.
    """
    from prospect_tui.files import mail  # noqa: PLC0415 - slow to import

    if len(data) > mail.LARGEST:
        raise Refused("opportunity.too_long_mail", limit=mail.LARGEST // _MEGA)
    message = mail.read_mail(data)
    if message is None:
        return from_text(mail.decoded_text(data))
    found = read_person(
        message.text, sender=message.sender, subject=message.subject, sent_on=message.sent_on
    )
    if found.is_empty:
        raise InvalidValue("opportunity.nothing_found")
    return found
