"""What an error says: its sentence in both languages, its codes and reasons worded."""

from datetime import time

import pytest

from prospect_tui.domain.compliance import LegalFacts, Verdict, may_call
from prospect_tui.domain.errors import ProspectError, Refused, UnusableBase
from prospect_tui.domain.law_rules import Article, LawId
from prospect_tui.domain.results import Ask
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.i18n import set_language
from prospect_tui.i18n.messages import all_messages
from prospect_tui.wording.errors import sentence
from tests.builders import MONDAY


@pytest.mark.parametrize(
    ("error", "french", "english"),
    [
        (
            Refused("call.missing", result="REFUS_COMM", missing=(Ask.WHEN, Ask.SUBJECT)),
            "REFUS COMM, il manque encore : date, sujet. Rien n'a été enregistré.",
            "REFUS COMM still needs: date, subject. Nothing was saved.",
        ),
        (
            Refused("call.forbidden", reason=may_call(LegalFacts(opposed=True), MONDAY), row=3),
            "Cet appel n'est pas permis : RGPD art. 21 : la personne s'oppose à la prospection."
            " S'il a eu lieu quand même, dites pourquoi pour l'enregistrer.",
            "This call is not allowed: RGPD art. 21: the person objects to being canvassed. If it"
            " was made all the same, say why to log it.",
        ),
        (
            Refused("convert.missing", missing=("budget", "deciders"), count=1),
            "Budget, Décideurs",
            "Budget, Deciders",
        ),
        (
            Refused("cell.computed", column="score"),
            "« Score » se remplit d'après vos appels",
            "“Score” fills itself from your calls",
        ),
        (
            UnusableBase("base.failed", path="/x/[b]base.db", detail="disk\x1b[2J {I/O} error"),
            "« /x/[b]base.db » n'a pas pu être lu ou écrit (disk\ufffd[2J {I/O} error)",
            "“/x/[b]base.db” could not be read or written (disk\ufffd[2J {I/O} error)",
        ),
        (
            Refused("paste.too_high", rows=1_000_000, left=2_500),
            "1\u202f000\u202f000 lignes, mais 2\u202f500 seulement",
            "1,000,000 rows, but only 2,500 are",
        ),
        (Refused("row.not_found", row=1_000_000), "1000000", "1000000"),
        (ProspectError("no.such.id", x=1), "no.such.id", "no.such.id"),
    ],
)
def test_a_sentence_in_both_languages(error: ProspectError, french: str, english: str) -> None:
    assert french in sentence(error).replace("\u00a0", " ")
    set_language("en")
    assert english in sentence(error)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_of_the_law_has_its_words(language: str) -> None:
    set_language(language)
    reasons = {message_id for message_id in all_messages() if message_id.startswith("law.")}
    rule = Article(
        LawId.HOURS, MONDAY.date(), "D. 0", slots=((time(10), time(13)),), most=4, days=30
    )
    told = {
        sentence(Refused("call.forbidden", reason=Verdict(False, reason, rule), row=1))
        for reason in reasons
    }
    assert len(told) == len(reasons) == 9
    assert not any("law." in text for text in told)
    verdict = may_call(LegalFacts(Nature.INDIVIDUAL), MONDAY)
    assert verdict.message_id in reasons


def test_a_long_text_is_quoted_by_its_two_ends_and_choices_whole() -> None:
    long = "/".join(["dossier"] * 600) + "/devis.pdf"
    said = sentence(Refused("file.exists", name=long))
    assert "« dossier/dossier" in said.replace("\u00a0", " ")
    assert "…" in said
    assert "/devis.pdf" in said
    assert len(said) < 400
    known = ", ".join(f"étape {number}" for number in range(99))
    assert known in sentence(Refused("command.stage", value="x" * 5_000, known=known))
