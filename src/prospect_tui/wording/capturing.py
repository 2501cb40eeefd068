"""What was found in a pasted text, who is known already and what lacks, in words."""

from collections.abc import Sequence

from prospect_tui.domain.joining import joined
from prospect_tui.domain.pasted_person import PastedPerson
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import column_label, condition_label
from prospect_tui.services.creating import Known

_PERSON = (
    "civility", "first_name", "last_name", "job_title", "phone", "mobile", "direct_line",
    "other_phone", "email", "generic_email", "linkedin",
)  # fmt: skip
_COMPANY = (
    "name", "siret", "siren", "vat_number", "website", "address", "postcode", "city",
)  # fmt: skip


def found_lines(found: PastedPerson) -> list[tuple[str, str]]:
    """Return what was found, a field a line with its label."""
    lines = [(column_label(key), found.person.get(key, "")) for key in _PERSON]
    lines += [
        (column_label("company_name" if key == "name" else key), found.company.get(key, ""))
        for key in _COMPANY
    ]
    sent = formats.day_long(found.sent_on) if found.sent_on else ""
    lines += [(_("Subject"), found.subject), (_("Sent on"), sent)]
    return [(label, text) for label, text in lines if text]


def known_lines(known: Known) -> list[str]:
    """Return who is known already, in sentences."""
    lines = []
    if known.contact is not None:
        who = _named(known.contact.name, known.contact.company_name)
        lines.append(_("Known already: {who}. This contact is taken.").format(who=who))
    if known.company is not None:
        text = _("Known already: {who}. This company is taken.")
        lines.append(text.format(who=known.company.name))
    for one in known.others:
        who = _named(one.name, one.company_name)
        lines.append(_("The same number or mail is that of {who}.").format(who=who))
    for row_id, name, file in known.rows:
        text = _("The same number is in the file “{file}”: row {row}, {who}.")
        lines.append(text.format(file=file, row=row_id, who=name))
    return lines


def _named(name: str, company: str) -> str:
    return joined(name, company)


def missing_text(missing: Sequence[str]) -> str:
    """Return which of the four conditions are not known yet, in a sentence."""
    words = ", ".join(condition_label(name).lower() for name in missing)
    return _("Not known yet: {missing}. Ask at the next contact.").format(missing=words)


def limit_text(count: int, limit: int) -> str:
    """Return why there are too many open opportunities."""
    text = _(
        "{count} opportunities are open, and one person follows {limit} at most (setting"
        " max_open_opportunities). Close those that lead nowhere."
    )
    return text.format(count=formats.number(count), limit=formats.number(limit))
