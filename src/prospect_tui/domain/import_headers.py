"""What the headers of outside files mean: French and English spellings of CRMs and registers.

Names are compared without case, accents, punctuation, plurals, word order or camel case. To teach
a new name, add it to the table below; a column is never recognised by its place.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from prospect_tui.domain.cleaning import clean, fold_words

FULL_NAME = "full_name"
"""A whole person's name, to be split."""
PERSON_NAME = "person_name"
"""A last name if the file has first names, else a whole name."""
ANY_NAME = "any_name"
"""Like `PERSON_NAME`, or a company's name if nothing else names the company."""
OWN = "own"
SKIP = "skip"


class Role(Enum):
    """What a column says about its row besides filling cells."""

    NONE = ""
    STATE = "state"
    """Of the French register: A active, C or F closed."""
    DIFFUSION = "diffusion"
    """Of the French register: O public, P or N opposed to use by others."""
    BAND = "band"
    """A code of the French register for a range of employees."""
    ENTITY = "entity"
    """Whether the row is a company or a person."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header stands for."""

    target: str
    rank: int = 0
    """Among columns of one target, the filled one with the lowest rank wins, row by row."""
    is_part: bool = False
    """Whether the values of the columns of this target are joined in their order."""
    is_weak: bool = False
    """Whether any other column of the same target makes this one superfluous."""
    role: Role = Role.NONE


SPELLINGS: dict[str, str] = {
    "company_name": """raison sociale; dénomination; dénomination sociale; société; nom société;
        entreprise; nom entreprise; nom de la société; nom de l'établissement; établissement;
        compte; nom du compte; organisation; nom de l'organisation; organisation nom; structure;
        company; company name; account; account name; organization; organization name; business
        name; firm; employer; employeur; related company; société liée; parent company; associated
        company; denominationUniteLegale; nom complet entreprise; legal name; ?client; ?nom
        client; ?prospect; ?nom prospect; ?customer; ?customer name; ?lead; dossier client; client
        folder; nom raison sociale""",
    "trade_name": """enseigne; nom commercial; marque; trade name; trading name; brand;
        denominationUsuelleEtablissement; +enseigne1Etablissement; +enseigne2Etablissement;
        +enseigne3Etablissement; +denominationUsuelle1UniteLegale;
        +denominationUsuelle2UniteLegale; +denominationUsuelle3UniteLegale; +sigleUniteLegale;
        sigle; nom d'enseigne""",
    "civility": """civilité; civ; titre; titre de civilité; salutation; prefix; name prefix;
        genre; formule de politesse; m mme; mr mme; gender; sexe; civility; honorific; courtesy
        title; sexeUniteLegale; titre contact; civilité contact; civilité du dirigeant""",
    "first_name": """prénom; prénoms; prénom contact; prénom du contact; prénom dirigeant; prenom
        usuel; first name; given name; forename; contact first name; prenomUsuelUniteLegale;
        +prenom1UniteLegale; prénom du dirigeant; prénom interlocuteur; owner first name""",
    "last_name": """nom de famille; nom patronymique; nom usuel; nom d'usage; last name; surname;
        family name; contact last name; nomUsageUniteLegale; +nomUniteLegale; nom de naissance;
        nom seul""",
    ANY_NAME: "nom; name; noms",
    PERSON_NAME: """nom du contact; contact name; lead name; nom du lead; nom dirigeant; nom du
        dirigeant; nom interlocuteur; nom de l'interlocuteur; nom responsable; nom gérant; nom du
        décideur""",
    FULL_NAME: """nom complet; nom et prénom; prénom nom; nom prénom; contact; contacts;
        dirigeant; interlocuteur; gérant; responsable; décideur; personne; full name; display
        name; person; person name; personne nom; contact person; contact principal; primary
        contact; owner name; nom affiché; file as; afficher comme; president; directeur; contact
        complet; nom prénoms""",
    "job_title": """fonction; poste; poste occupé; métier du contact; intitulé de poste; emploi;
        rôle; qualité; profession; title; job title; job; position; role; organization title;
        fonction du contact; fonction contact; qualité du dirigeant; intitulé du poste; titre
        1""",
    "phone": """téléphone; tél; tel fixe; téléphone fixe; fixe; numéro de téléphone; n° tél;
        téléphone 1; standard; téléphone standard; téléphone professionnel; tél pro; tél bureau;
        téléphone bureau; téléphone société; téléphone entreprise; phone; phone number; work
        phone; business phone; office phone; main phone; company phone; company main phone;
        telephone number; landline; phone work; phone 1 value; numéro d'appel; coordonnées
        téléphoniques; switchboard; téléphone principal; primary phone; person phone; organization
        phone; tel contact""",
    "mobile": """mobile; portable; gsm; tél mobile; téléphone mobile; téléphone portable; tél
        portable; numéro de mobile; numéro de portable; cell; cell phone; mobile phone; mobile
        number; cellulaire; mobile phone number; téléphone cellulaire; mobile pro; mobile contact;
        whatsapp""",
    "direct_line": """ligne directe; tél direct; téléphone direct; numéro direct; direct; direct
        line; direct phone; direct dial; direct number; sda; poste direct""",
    "other_phone": """autre téléphone; téléphone autre; other phone; phone other; téléphone
        secondaire; secondary phone; téléphone domicile; home phone; phone home; assistant phone;
        téléphone personnel; téléphone maison; second phone; alternate phone; tél assistante""",
    "email": """email; e-mail; mail; courriel; mél; adresse email; adresse mail; adresse e-mail;
        adresse électronique; adresse de messagerie; email address; e-mail address; email work;
        email professionnel; email pro; mail pro; email contact; email du contact; contact email;
        work email; business email; person email; e-mail 1 value; messagerie; email 1; primary
        email; mail direct; email nominatif; email dirigeant""",
    "generic_email": """email générique; generic email; mail générique; email société; email
        entreprise; email info; company email; email secondaire; secondary email; autre email;
        other email; email 2; mail 2; email other; email home; email standard; email accueil;
        organization email; email personnel""",
    "address": """adresse; adresse 1; adresse ligne 1; adresse postale; adresse complète; rue;
        voie; rue bureau; adresse siège; adresse du siège; street; street address; address;
        address line 1; street 1; business street; mailing street; billing street; mailing
        address; address 1 street; ?address 1 formatted; ?adresse formatée; legal entity address;
        adresse société; organization address; organisation adresse; adresse entreprise; primary
        address street; &numeroVoieEtablissement; &indiceRepetitionEtablissement;
        &typeVoieEtablissement; &libelleVoieEtablissement; &numéro de voie; &numéro voie; &type
        voie; &type de voie; &libellé voie; &nom de la voie; &indice répétition; &numéro rue;
        &street number""",
    "address_extra": """complément d'adresse; address extra; complément adresse; adresse 2;
        adresse ligne 2; rue 2; street 2; address line 2; address 2; bâtiment; lieu-dit; address 1
        extended address; &complementAdresseEtablissement; &distributionSpecialeEtablissement;
        adresse suite; appartement; complément; boîte postale; address 1 po box; adresse 3""",
    "postcode": """code postal; cp; c.p.; zip; zip code; postal code; postcode; zip postal code;
        codePostalEtablissement; code postal bureau; mailing zip; billing zip; business postal
        code; address 1 postal code; mailing zip postal code; billing zip postal code; cp
        siège""",
    "city": """ville; commune; localité; city; town; libelleCommuneEtablissement; ville bureau;
        business city; mailing city; billing city; address 1 city; libellé commune; ville siège;
        bureau distributeur; +libelleCommuneEtrangerEtablissement""",
    "department": """département; dépt; dpt; dep; numéro département; code département; nom
        département; ?department""",
    "region": """région; state; province; state region; state province; region; address 1 region;
        business state; mailing state; billing state; région administrative; nom région""",
    "country": """pays; country; pays région; country region; nation; address 1 country; code
        pays; business country; business country region; mailing country; billing country; pays
        bureau; libellePaysEtrangerEtablissement""",
    "website": """site; site web; site internet; url; url site; adresse web; page web; www; web;
        website; website url; web site; web page; company website; domaine; domain; nom de
        domaine; company domain name; website 1 value; homepage; url du site; organization
        website""",
    "linkedin": """linkedin; linkedin url; profil linkedin; url linkedin; linkedin profile; lien
        linkedin; page linkedin; person linkedin url; linkedin bio; linkedin company page""",
    "siren": "siren; numéro siren; n° siren; code siren; siren number",
    "siret": """siret; numéro siret; n° siret; code siret; siret siège; siret number; numéro
        d'établissement; siret établissement""",
    "vat_number": """tva; numéro de tva; tva intracommunautaire; numéro tva intracommunautaire;
        tva intra; vat; vat number; vat id; tax id; identifiant tva; numéro d'identification
        fiscale; n° tva intracom""",
    "rcs": """rcs; numéro rcs; immatriculation; n° rcs; ville rcs; greffe; registre du commerce;
        rcs ville""",
    "naf": """naf; ape; code naf; code ape; naf ape; ape naf; code ape naf;
        activitePrincipaleEtablissement; +activitePrincipaleUniteLegale; nace; code nace; naf
        code; ape code; naf rev 2""",
    "naf_2025": """naf 2025; code naf 2025; naf 25; activitePrincipaleNAF25Etablissement;
        +activitePrincipaleNAF25UniteLegale""",
    "activity": """activité; secteur; secteur d'activité; activité principale; libellé naf;
        libellé ape; libellé activité; branche; branche d'activité; métier; industry; activity;
        sector; business sector; domaine d'activité; type d'activité; business type; description
        activité; business""",
    "legal_form": """forme juridique; statut juridique; nature juridique; structure juridique;
        forme légale; categorieJuridiqueUniteLegale; catégorie juridique; legal form; legal
        status; legal structure""",
    "founded_on": """date de création de l'entreprise; date création entreprise; date
        d'immatriculation; dateCreationUniteLegale; +dateCreationEtablissement; créée le; founded;
        founded on; founding date; date de création société; incorporation date; year founded;
        année de création; fondée en; création""",
    "headcount": """effectif; effectifs; nombre de salariés; nb salariés; salariés; nombre
        d'employés; nb employés; taille; taille entreprise; taille de l'entreprise; employees;
        number of employees; headcount; company size; staff; nombre de collaborateurs; effectif
        salarié; tranche effectif; trancheEffectifsEtablissement; +trancheEffectifsUniteLegale;
        tranche d'effectif salarié; no of employees; employee count; effectif total""",
    "turnover": """ca; chiffre d'affaires; chiffre affaire; ca annuel; ca ht; turnover; revenue;
        annual revenue; dernier ca; ca n-1; chiffre d'affaires ht; company revenue; sales
        revenue""",
    "nature": "nature; pro particulier; professionnel particulier; b2b b2c; nature du prospect",
    "competitor": """concurrent; concurrent en place; concurrents; concurrence; fournisseur
        actuel; prestataire actuel; competitor; current supplier; solution actuelle; prestataire;
        équipement actuel""",
    "amount": """montant; amount; montant estimé; ?valeur; ?value; deal value; deal amount;
        potentiel; budget; valeur de l'affaire; affaire valeur; montant potentiel; expected
        revenue; opportunity amount""",
    "tags": """tag; tags; étiquette; étiquettes; mots clés; labels; label; catégorie; catégories;
        categories; category; segment; group membership""",
    "source": """source; origine; provenance; lead source; canal; canal d'acquisition; campagne;
        source du lead; source lead; campaign; origine du contact; original source; origine
        fichier; apporteur""",
    "notes": """note; notes; commentaire; commentaires; remarque; remarques; observation;
        observations; description; mémo; infos; informations; information complémentaire; comment;
        comments; remarks; background; compte rendu; historique; divers; infos complémentaires;
        bio""",
    OWN: """fax; company type; type de société; télécopie; télécopieur; fax bureau; business fax;
        phone fax; fax number; numéro de fax; telecopie bureau; code commune; code insee;
        categorieEntreprise; opposition; bloctel; liste rouge; do not call; opt out; ne pas
        appeler; siret payeur; email owner""",
    SKIP: """nic; dateDernierTraitementEtablissement; dateDernierTraitementUniteLegale; dateDebut;
        nombrePeriodesEtablissement; nombrePeriodesUniteLegale; unitePurgeeUniteLegale;
        nicSiegeUniteLegale; anneeEffectifsEtablissement; anneeEffectifsUniteLegale;
        anneeCategorieEntreprise; etablissementSiege;
        activitePrincipaleRegistreMetiersEtablissement; nomenclatureActivitePrincipaleUniteLegale;
        nomenclatureActivitePrincipaleEtablissement; caractereEmployeurUniteLegale;
        pseudonymeUniteLegale; caractereEmployeurEtablissement;
        economieSocialeSolidaireUniteLegale; societeMissionUniteLegale;
        coordonneeLambertAbscisseEtablissement; coordonneeLambertOrdonneeEtablissement;
        identifiantAdresseEtablissement; identifiantAssociationUniteLegale;
        codeCommuneEtablissement; codeCedexEtablissement; libelleCedexEtablissement;
        codePaysEtrangerEtablissement; dernierNumeroVoieEtablissement;
        indiceRepetitionDernierNumeroVoieEtablissement; complementAdresse2Etablissement;
        numeroVoie2Etablissement; indiceRepetition2Etablissement; typeVoie2Etablissement;
        libelleVoie2Etablissement; codePostal2Etablissement; libelleCommune2Etablissement;
        libelleCommuneEtranger2Etablissement; codeCommune2Etablissement;
        distributionSpeciale2Etablissement; codeCedex2Etablissement; libelleCedex2Etablissement;
        codePaysEtranger2Etablissement; libellePaysEtranger2Etablissement; prenom2UniteLegale;
        prenom3UniteLegale; prenom4UniteLegale; etatAdministratifEtablissement;
        etatAdministratifUniteLegale; état administratif; statutDiffusionEtablissement;
        statutDiffusionUniteLegale; statut diffusion; phone label; e-mail 1 label; address 1
        label; website label; event label; relation label; photo""",
}
"""The names of each target, between semicolons. A name after "+" fills in, row by row, what the
others leave empty; "&" is a part, joined to the other parts; "?" gives way to any other name."""

HEADCOUNT_BANDS = {
    "NN": "",
    "00": "0",
    "01": "1-2",
    "02": "3-5",
    "03": "6-9",
    "11": "10-19",
    "12": "20-49",
    "21": "50-99",
    "22": "100-199",
    "31": "200-249",
    "32": "250-499",
    "41": "500-999",
    "42": "1000-1999",
    "51": "2000-4999",
    "52": "5000-9999",
    "53": "10000+",
}
"""The employees meant by INSEE's code of a company's size (tranche d'effectifs); NN: none known."""

_STOP_WORDS = frozenset(
    fold_words(
        "a au aux d de des du e en et for l la le les of ou the un une your votre"
        " k keur eur euro ht ttc million millier"
        " obligatoire required optionnel facultatif optional requis exemple example"
    )
)
_SYNONYMS = {
    "n": "numero",
    "no": "numero",
    "num": "numero",
    "nb": "nombre",
    "tel": "telephone",
    "phone": "telephone",
    "telephon": "telephone",
    "mail": "email",
    "courriel": "email",
    "mel": "email",
    "messagerie": "email",
    "portable": "mobile",
    "cell": "mobile",
}
_HEADS = (
    ({"email"}, "email"),
    ({"linkedin"}, "linkedin"),
    ({"direct", "telephone"}, "direct_line"),
    ({"mobile"}, "mobile"),
    ({"telephone"}, "phone"),
    ({"siret"}, "siret"),
    ({"siren"}, "siren"),
    ({"code", "postal"}, "postcode"),
    ({"naf"}, "naf"),
    ({"ape"}, "naf"),
)
"""Words that say enough in a name that is not in the table: "téléphone du siège lyonnais"."""
_ABOUT_RECORDS = frozenset(
    fold_words(
        "date statut status opt type label consentement consent valide valid note commentaire"
        " proprietaire owner id identifiant nombre count last dernier derniere envoye sent created"
        " modified score verifie verified bounce unsubscribe desabonne message sujet subject format"
        " prochain next user utilisateur fax telecopie opposition bloctel appel libelle campagne"
    )
)
"""Words of columns that tell something about a mail or a number without holding one."""
_ROLES = (
    ({"etat", "administratif"}, Role.STATE),
    ({"diffusion", "statut"}, Role.DIFFUSION),
    ({"effectif", "tranche"}, Role.BAND),
    ({"company", "type"}, Role.ENTITY),
    ({"societe", "type"}, Role.ENTITY),
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_CAMEL = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
_LONGEST_HEADER = 80
_SHORTEST_PLURAL = 3


@lru_cache(maxsize=4096)
def meaning_of(header: str) -> Meaning | None:
    """Return what `header` stands for, None when it says nothing."""
    words = header_words(header)
    return _listed(words) or _by_head(words)


def is_known(header: str) -> bool:
    """Say whether `header` is a name of the table, so hardly a value."""
    return len(header) <= _LONGEST_HEADER and _listed(header_words(header)) is not None


def is_about_records(header: str) -> bool:
    """Say whether `header` announces a remark about a value rather than the value."""
    return not _ABOUT_RECORDS.isdisjoint(header_words(header))


@lru_cache(maxsize=4096)
def header_words(header: str) -> tuple[str, ...]:
    """Return the words by which `header` is compared, in alphabetical order.

    "N° de Téléphones", "numero_telephone" and "telephoneNumero" are the same.
    """
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), clean(header[:_LONGEST_HEADER]))
    spaced = _CAMEL.sub(" ", text.replace("LinkedIn", "Linkedin"))
    words = (_SYNONYMS.get(word, word) for word in map(_singular, fold_words(spaced)))
    return tuple(sorted({word for word in words if word not in _STOP_WORDS}))


def _singular(word: str) -> str:
    is_plural = word.endswith(("s", "x")) and not word.endswith("ss")
    return word[:-1] if is_plural and len(word) > _SHORTEST_PLURAL else word


def _listed(words: tuple[str, ...]) -> Meaning | None:
    table = meanings()
    if found := table.get(words):
        return found
    without_numbers = tuple(word for word in words if not word.isdigit() and word != "value")
    return table.get(without_numbers) if without_numbers else None


def _by_head(words: tuple[str, ...]) -> Meaning | None:
    if not _ABOUT_RECORDS.isdisjoint(words):
        return None
    return next((Meaning(target) for head, target in _HEADS if head.issubset(words)), None)


@cache
def meanings() -> dict[tuple[str, ...], Meaning]:
    """Return the table by the words of each name."""
    table: dict[tuple[str, ...], Meaning] = {}
    for target, names in SPELLINGS.items():
        for rank, name in enumerate(names.split(";"), start=1):
            bare = name.strip().lstrip("+&?")
            mark = name.strip().removesuffix(bare)
            words = header_words(bare)
            role = next((role for key, role in _ROLES if key.issubset(words)), Role.NONE)
            table.setdefault(
                words,
                Meaning(target, rank if mark == "+" else 0, mark == "&", mark == "?", role),
            )
    return table
