"""Reads who somebody is out of a pasted text: a signature, a business card, a mail.

It only proposes: what it finds is shown to be checked. Refuses to search further than a page, and
to take the person to whom a mail is written for the one who wrote it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from prospect_tui.domain.cleaning import clean, clean_lines, fold
from prospect_tui.domain.identifiers import (
    check_siren,
    check_siret,
    check_vat,
    normalise_siren,
    normalise_siret,
    normalise_vat,
    parse_emails,
    siren_of_siret,
)
from prospect_tui.domain.job_titles import JOB
from prospect_tui.domain.joining import joined
from prospect_tui.domain.names import split_person, tidy_name
from prospect_tui.domain.note_finds import finds

MOST_CHARACTERS, MOST_LINES, LONGEST_LINE = 20_000, 300, 300
"""Of a text that is searched: a long mail says who wrote it at its beginning or its end."""
_MOST_FINDS = 12

_HEADER = re.compile(
    r"\s*(?P<name>from|de|to|à|a|cc|subject|objet|sujet|date|sent|envoyé|envoye)\s*:\s*(?P<text>.*)",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|message d.origine|forwarded|message transf).*"
    r"|le .{4,80} a écrit\s*:|on .{4,80} wrote:)\s*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:bonjour|bonsoir|cher|chère|chers|hello|dear|hi|madame|monsieur)\b[^0-9@]{0,60}[,!]?\s*",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\s*(?:-- ?$|(?:bien |très )?cordialement|sincères salutations|salutations|bonne journée"
    r"|bien à vous|best regards|kind regards|regards|sincerely)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^(?:\s*(?:re|tr|fwd?|rép|aw)\s*:\s*)+", re.IGNORECASE)
_FAX = re.compile(r"\bfax\b[^\n+0-9]{0,10}\+?[0-9][0-9 .()/\-]{6,20}", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://|www\.)[^\s<>()\"']{3,200}", re.IGNORECASE)
_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/[^\s<>()\"']{2,200}", re.I)
_VAT = re.compile(r"\bFR ?[0-9A-Z]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}\b")
_SIRET = re.compile(r"(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{5}(?![0-9])")
_SIREN = re.compile(
    r"\b(?:siren|rcs|r\.c\.s\.?)\b[^0-9\n]{0,30}(?P<digits>[0-9]{3} ?[0-9]{3} ?[0-9]{3})(?![0-9])",
    re.IGNORECASE,
)
_TOWN = re.compile(r"(?<![0-9])(?:F-)?(?P<code>[0-9]{5})[ ,]+(?P<city>[^\W\d_][^\d,;|·\n]{1,60})")
_STREET = re.compile(
    r"\b(?:rue|avenue|av|bd|boulevard|place|chemin|route|allée|impasse|quai|cours|zone|za|zi|zac"
    r"|parc|square|lotissement|résidence|bp|cs|lieu-dit)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:SARL|SASU?|EURL|SNC|SCI|SCOP|SA|GIE|EIRL|SELARL|Ltd|GmbH|Inc)\b|S\.A\.(?:R\.L\.|S\.)?"
)
_LABELLED = re.compile(
    r"\s*(?P<name>société|societe|entreprise|company|nom|name|fonction|poste|title)\s*:\s*(?P<text>.+)",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*|de|du|des|d'|le|la|van|von)"
    r"(?: (?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*|de|du|des|le|la|van|von)){1,4}"
)
_PARTS = re.compile(r"\s+[-–—|·•]\s+|\s*[|·•]\s*|\t+|\s{3,}")
_FREE_MAIL = frozenset(
    ["gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "orange",
     "wanadoo", "free", "sfr", "neuf", "laposte", "bbox", "numericable", "icloud", "me", "mac",
     "aol", "gmx", "proton", "protonmail"]
)  # fmt: skip
"""Whose domains are no company of the writer's."""


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """What a text tells of somebody, by the names of the fields of contacts and companies."""

    person: dict[str, str] = field(default_factory=dict)
    company: dict[str, str] = field(default_factory=dict)
    subject: str = ""
    sent_on: date | None = None
    text: str = ""
    """The whole text, its lines kept, no longer than what is searched."""

    @property
    def name(self) -> str:
        """Return civility, first and last name."""
        parts = (self.person.get(key, "") for key in ("civility", "first_name", "last_name"))
        return joined(*parts, by=" ")

    @property
    def title(self) -> str:
        """Return a title for the sale: the company or else the person, and the subject."""
        who = self.company.get("name", "") or self.name
        return joined(who, self.subject)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing of use was found."""
        return not (self.person or self.company)


def read_person(
    text: str, *, sender: str = "", subject: str = "", sent_on: date | None = None
) -> PastedPerson:
    """Return who a text is from; `sender` and `subject` are those of a mail, when it is one.

    What stands after "Cordialement" or "-- " counts first; what is quoted below does not count.
    """
    whole = clean_lines(text[:MOST_CHARACTERS]).strip()
    lines, headers = _own_lines(whole)
    sender = clean(sender) or headers.get("from", "")
    subject = clean(subject) or headers.get("subject", "")
    lines = _signature(lines) or lines
    body = "\n".join(lines)
    company, rest = _identifiers(body)
    person = _reached_by(rest, sender)
    profile = _PROFILE.search(body)
    if profile is not None:
        person["linkedin"] = profile[0].rstrip(".,;")
    site = next((m[0] for m in _SITE.finditer(body) if "linkedin." not in m[0].lower()), "")
    if site:
        company["website"] = site.rstrip(".,;/")
    company |= _place(rest.splitlines())
    parts = [part.strip() for line in lines for part in _PARTS.split(line) if part.strip()]
    mail = person.get("email", "") or person.get("generic_email", "")
    name = _company_name(parts, mail)
    if name:
        company["name"] = name
    person |= _named(person, parts, sender, name)
    return PastedPerson(
        person={key: value for key, value in person.items() if value},
        company={key: value for key, value in company.items() if value},
        subject=_ANSWER.sub("", subject).strip(),
        sent_on=sent_on,
        text=whole,
    )


def _own_lines(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the lines which the sender wrote, without headers, greetings and what is quoted."""
    lines: list[str] = []
    headers: dict[str, str] = {}
    names = {"de": "from", "objet": "subject", "sujet": "subject"}
    for line in text.splitlines()[:MOST_LINES]:
        if _QUOTE.fullmatch(line) and lines:
            break
        found = _HEADER.match(line)
        if found is not None:
            key = fold(found["name"])
            headers.setdefault(names.get(key, key), found["text"].strip())
        elif not line.lstrip().startswith(">") and not _GREETING.fullmatch(line):
            lines.append(line.strip()[:LONGEST_LINE])
    return lines, headers


def _signature(lines: list[str]) -> list[str]:
    """Return what follows the last farewell, or nothing when there is none or nothing after it."""
    ends = [place for place, line in enumerate(lines) if _FAREWELL.match(line)]
    below = lines[ends[-1] + 1 :] if ends else []
    return below if any(line.strip() for line in below) else []


def _identifiers(text: str) -> tuple[dict[str, str], str]:
    """Return the numbers of the company, and the text without them: none of them is a phone."""
    found: dict[str, str] = {}

    def take(name: str, value: str) -> str:
        found.setdefault(name, value)
        return " "

    def vat(match: re.Match[str]) -> str:
        value = normalise_vat(match[0])
        return match[0] if check_vat(value) else take("vat_number", value)

    def siret(match: re.Match[str]) -> str:
        value = normalise_siret(match[0].replace(".", " "))
        return match[0] if check_siret(value) else take("siret", value)

    def siren(match: re.Match[str]) -> str:
        value = normalise_siren(match["digits"])
        return match[0] if check_siren(value) else take("siren", value)

    rest = _SIREN.sub(siren, _SIRET.sub(siret, _VAT.sub(vat, text)))
    if "siret" in found:
        found["siren"] = siren_of_siret(found["siret"])
    rest = _PROFILE.sub(" ", _SITE.sub(" ", _FAX.sub(" ", rest)))
    return found, rest


def _reached_by(text: str, sender: str) -> dict[str, str]:
    """Return the numbers and the mails of the person; the sender's own mail comes first."""
    given: dict[str, str] = {}
    own = parse_emails(sender)
    if own:
        given |= {key: own[0] for key in _kinds(own[0])}
    found = finds(text, given, most=_MOST_FINDS)
    return given | {key: value for one in found for key, value in one.values.items()}


def _kinds(mail: str) -> Iterator[str]:
    """Yield the field in which a mail goes: a general address is nobody's own."""
    yield from (key for one in finds(mail, {}) for key in one.values)


def _place(lines: list[str]) -> dict[str, str]:
    """Return the address: the town by its postcode, the street before it or on the line above."""
    for number, line in enumerate(lines):
        town = _TOWN.search(line)
        if town is None:
            continue
        street = line[: town.start()].strip(" ,-–|·")
        above = lines[number - 1].strip() if number else ""
        if not street and _STREET.search(above):
            street = above
        city = _PARTS.split(town["city"])[0].strip(" ,.-")
        place = {"address": street, "postcode": town["code"], "city": tidy_name(city)}
        return {key: value for key, value in place.items() if value}
    return {}


def _company_name(parts: list[str], mail: str) -> str:
    """Return the company: said to be, with a legal form, or like the domain of the mail."""
    said = _said(parts, {"societe", "entreprise", "company"})
    legal = next((part for part in parts if _LEGAL.search(part) and _is_name(part)), "")
    domain = mail.partition("@")[2].rpartition(".")[0].rpartition(".")[2]
    domain = "" if domain.lower() in _FREE_MAIL else domain
    squeezed = fold(domain).replace("-", "")
    like = next(
        (part for part in parts if squeezed and re.sub(r"[\W_]", "", fold(part)) == squeezed), ""
    )
    words = " ".join(domain.split("-")).strip()
    return said or legal or like or (tidy_name(words.lower()) if words else "")


def _is_name(part: str) -> bool:
    """Say whether a part of a line may be a name, and no sentence, number or address."""
    return not re.search(r"[0-9@:]", part) and len(part.split()) <= 8  # noqa: PLR2004 - words


def _said(parts: list[str], labels: set[str]) -> str:
    for part in parts:
        found = _LABELLED.fullmatch(part)
        if found is not None and fold(found["name"]) in labels:
            return found["text"].strip()
    return ""


def _named(person: dict[str, str], parts: list[str], sender: str, company: str) -> dict[str, str]:
    """Return the names and the function: as said, as signed, as in the mail address."""
    found = {key: person.get(key, "") for key in ("civility", "first_name", "last_name")}
    shown = sender.partition("<")[0].strip(" \"'")
    signed = [
        part
        for part in parts
        if _NAME_LINE.fullmatch(part) and not JOB.search(part) and not _LEGAL.search(part)
        and fold(part) != fold(company) and not _STREET.search(part)
    ]  # fmt: skip
    name = _said(parts, {"nom", "name"})
    if not name and "@" not in shown:
        name = shown
    if not name and not found["last_name"]:
        name = signed[0] if signed else _of_mail(person.get("email", ""))
    if name:
        civility, first, last = split_person(name)
        found = {
            "civility": civility or found["civility"] * (fold(found["last_name"]) == fold(last)),
            "first_name": first,
            "last_name": last,
        }
    job = _said(parts, {"fonction", "poste", "title"})
    jobs = (part for part in parts if JOB.search(part) and _is_name(part))
    found["job_title"] = job or next(jobs, person.get("job_title", ""))
    return found


def _of_mail(mail: str) -> str:
    """Return the name that an address says: "anne.roux@…" is "Anne Roux"; or ""."""
    before = mail.partition("@")[0]
    words = re.split(r"[._]", before)
    is_name = len(words) > 1 and all(word.isalpha() and len(word) > 1 for word in words)
    return " ".join(word.capitalize() for word in words) if is_name else ""
