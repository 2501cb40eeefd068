"""What is said under a note while it is typed, and notes as a text to be pasted elsewhere."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from prospect_tui.domain.joining import joined
from prospect_tui.domain.note_finds import Find
from prospect_tui.domain.results import OPPOSITION_KEY
from prospect_tui.domain.wording_check import Delicate, Remark
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import column_label, result_label
from prospect_tui.services.sheets import EventKind, HistoryLine

_KINDS = {
    Delicate.HEALTH: N_("health"),
    Delicate.RELIGION: N_("religion"),
    Delicate.OPINIONS: N_("opinions"),
    Delicate.UNION: N_("union"),
    Delicate.ORIGIN: N_("origin"),
    Delicate.INSULTS: N_("insult"),
    Delicate.JUDGEMENTS: N_("judgement"),
}


def remarks_text(remarks: Iterable[Remark]) -> str:
    """Return "À revoir (santé) : « malade » → absent", for each word that should be put otherwise.

    The person may ask to read what is noted on them.
    """
    return " · ".join(
        _("To put otherwise ({kind}): “{word}” → {neutral}").format(
            kind=_(_KINDS[one.about]), word=one.word, neutral=one.neutral
        )
        for one in remarks
    )


def objection_text(words: str) -> str:
    """Return "La note dit « ne pas rappeler » : ! pour l'inscrire en opposition"; "" for none."""
    if not words:
        return ""
    text = _("The note says “{words}”: {key} enters it as an opposition")
    return text.format(words=words, key=OPPOSITION_KEY)


def find_text(finds: Sequence[Find], key: str) -> str:
    """Return "Ctrl+G : 01 99 00 12 34 → Ligne directe", with how many others wait."""
    if not finds:
        return ""
    first, left = finds[0], len(finds) - 1
    text = _("{key}: {value} → {field}").format(
        key=key, value=first.shown, field=column_label(first.field)
    )
    return f"{text} (+{left})" if left else text


def as_text(history: Iterable[HistoryLine], zone: ZoneInfo) -> list[str]:
    """Return calls and remarks as dated lines, oldest first: "16/02/26 : RAPP, budget janvier"."""
    return [
        _("{day}: {text}").format(day=f"{line.at.astimezone(zone):%d/%m/%y}", text=_said(line))
        for line in sorted(history, key=lambda line: line.at)
        if line.kind in (EventKind.CALL, EventKind.NOTE)
    ]


def _said(line: HistoryLine) -> str:
    result = result_label(line.code) if line.kind is EventKind.CALL else ""
    said = " / ".join(part.strip() for part in line.text.splitlines() if part.strip())
    return joined(result, said, by=", ")
