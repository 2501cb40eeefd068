"""What somebody does in a company, as notes and signatures say it: "directrice des achats".

Refuses to take any words that follow a name for a function: "Mme Roux décide" says none.
"""

import re

_FUNCTION = (
    r"(?:direct(?:eur|rice|ion|or)|gérante?|président[e]?|pdg|dg|drh|daf|dsi|responsable|chef|cheffe"
    r"|assistante?|ingénieure?|commerciale?|achet(?:eur|euse)|comptable|associée?|fondat(?:eur|rice)"
    r"|conseil(?:ler|lère)|chargée?|secrétaire|manager|ceo|cto|cfo|head of|founder|consultante?"
    r"|technicien(?:ne)?|architecte|artisan|médecin|avocate?|notaire)"
)
JOB = re.compile(rf"\b{_FUNCTION}\b", re.IGNORECASE)
"""The word by which a function is known."""
_OF = r"(?:de la |de l['’]|des |du |de |d['’])(?!M(?:me|lle|r)?\b)\w{2,}"
_FIELD = (
    r"(?:achats?|ventes?|formations?|rh|ressources humaines|paie|production|maintenance|travaux"
    r"|informatique|communication|marketing|export|clientèle|qualité|sécurité|logistique|projets?"
    r"|général\w*|commercial\w*|régional\w*|techniques?|adjointe?|déléguée?|administrati\w+"
    r"|financi\w+|juridique|industriel\w*|purchasing|sales|training|manager)\b"
)
_AFTER_A_NAME = re.compile(
    r"[\s,(:–—-]*(?:(?:est|notre|leur|la|le|is|our|the) )*"
    rf"(?P<job>{_FUNCTION}\b(?:[ -](?:{_OF}|{_FIELD})(?: et {_OF})?)*)",
    re.IGNORECASE,
)


def job_after(text: str, place: int) -> str:
    """Return the function that is said at `place` of a text, just after a name; "" for none."""
    found = _AFTER_A_NAME.match(text, place)
    return found["job"] if found else ""
