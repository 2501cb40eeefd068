"""A base where every command of the sales has something to act upon, and how each is called."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from prospect_tui.cli import launch as launch_module
from prospect_tui.cli import main as main_module
from prospect_tui.cli.exits import Exit
from prospect_tui.cli.main import app

SETTINGS = """
calendar_feed = "feed.ics"
[identity]
name = "Claire Morel"
address = ["8 rue des Tanneurs", "69003 Lyon"]
siret = "732 829 320 00074"
[hooks]
quote_sent = { run = ["true"], timeout = 600 }
"""
CARD = """Anne ROUX
Responsable formation
LAMBERT BOIS SARL
12 rue des Scieurs, 69007 Lyon
Tél. 04 65 71 00 12
anne.roux@lambert-bois.example
"""
ROWS = """Société;Téléphone;E-mail;Ville
Toitures Rey;01 99 00 30 01;contact@rey.example;Lyon
Menuiserie Faure;01 99 00 30 02;faure@faure.example;Lyon
Zinguerie Blanc;01 99 00 30 03;blanc@blanc.example;Lyon
"""
SIGNS = "E-mail;Signe;Date\ncontact@rey.example;newsletter;2026-11-20\n"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Essai//FR
BEGIN:VEVENT
UID:1@essai.example
DTSTAMP:20261120T080000Z
DTSTART:20261126T080000Z
DTEND:20261126T090000Z
SUMMARY:Comptable
END:VEVENT
END:VCALENDAR
"""
FILES = {
    "settings.toml": SETTINGS, "card.txt": CARD, "rows.csv": ROWS, "signs.csv": SIGNS,
    "other.ics": CALENDAR,
}  # fmt: skip
_BEGUN = """
import rows.csv --into Toits
opportunity new Formation --from card.txt --origin trade_fair --amount 1200 --next demain
opportunity new Conseil --origin network --contact "Jean Blanc" --company Blanc
opportunity new Toiture --origin network --contact "Paul Rey" --company Rey --amount 900
opportunity win 3 --after-sale 30
opportunity new Atelier --origin network --contact "Paul Rey"
opportunity duplicate 4
opportunity note 1 "Voir avec Mme Petit, directrice, 06 39 98 12 34"
contact add 1 "M. Durand, acheteur"
client ambassador 3
quote new 1 --subject Devis
quote add D2026-001 Journée --price 900
quote add D2026-001 Repas --price 20
quote new 2
quote add D2026-002 Audit --price 500
quote send D2026-002
catalogue add Journée --price 900 --code jour
catalogue add Repas --price 20
catalogue retire Repas
action-type add Démo --kind meeting
action-type add Salon --kind task
action-type retire Salon
pipeline add Abonnements
pipeline add Ancien
pipeline archive Ancien
stage add Essai
stage add Vieux
stage archive Vieux
stage plan set 1 "call +2"
scoring note 1 webinar --on hier
scoring note 1 newsletter --on hier
scoring retire white_paper
funnel set visitors 40
task new Relire demain --repeat "chaque lundi"
event new Visite "jeu 10h" --opportunity 1
consent add 1 --wording oui
"""
BEGUN = [shlex.split(line) for line in _BEGUN.strip().splitlines()]
"""How the base came to be."""

_EXAMPLES = """
today
planning jeudi --scale day
slots --after demain --minutes 45 --limit 2
task new Compter "demain 9h" --row 1 --person Anne --detail Tout --length 1h --repeat "chaque lundi"
task list
task change 2 --subject Relu --detail Tout
task done 2 --result fait
task postpone 2 lundi
task cancel 2
task repeat 2 jamais
event new Salon "ven 14h" --place Lyon
event list
event change 3 --place Lyon --length 2h
event done 3 --result bien
event postpone 3 "ven 9h"
event cancel 3
event repeat 3 "chaque semaine"
calendar export --out all.ics
calendar feed
calendar import other.ics --name Autre
opportunity duplicate 1 --title Suite
opportunity through 1 --client Lambert --tag partenaire
opportunity win 1 --lesson Vite --renewal 12 --after-sale 30
opportunity lose 1 --reason prix --lesson Moins
opportunity cancel 1 --reason erreur
opportunity reopen 3
opportunity after-sale 3 lundi --label Appeler
opportunity new Vente --origin network --amount 900 --contact Anne --next lundi
opportunity list --filter formation --stage 1 --status standby
opportunity next 1 lundi --kind call --label Relancer
opportunity done 1 --result vu --next lundi
opportunity qualify 1 --known project --who Anne
opportunity move 1 2
opportunity star 1
opportunity amount 1 --amount 1500 --probability 40
opportunity change 1 title=Stage "tags=salon bois"
opportunity note 1 Vu
opportunity convert 1 --anyway
client list
client show 1
client file 1 2
client unfile 4
client note 1 Fidèle
client rename 1 Rey
client ambassador 1
contact list roux
contact show 1
contact add 2 "Mme Petit, directrice" --role decides
contact said 1 --promote
contact change 1 "job_title=Cheffe de projet"
contact role 1 1 decides
contact move 1 1 last
contact remove 1 1
contact chart --opportunity 1
contact dial 1 --print
contact oppose 1 --said non
company list lambert
company show 1
company change 1 city=Lyon
company add 1 "M. Noir, gérant"
company link 2 1
quote new 1 --subject Suite
quote list --opportunity 1
quote show D2026-001
quote add D2026-001 Audit --price 500 --quantity 2 --unit jour --vat 20 --discount 5
quote edit D2026-001 1 --label Jour
quote move D2026-001 2 1
quote remove D2026-001 1
quote set D2026-001 --subject Sujet --discount 10 --until "+30j"
quote send D2026-001
quote accept D2026-002
quote refuse D2026-002
quote version D2026-002
quote copy D2026-001 2
quote delete D2026-001
quote pdf D2026-001 devis.pdf
quote export D2026-001 devis.json
catalogue list
catalogue add Audit --price 500 --unit jour --vat 20 --code audit --detail Complet
catalogue set jour --price 950
catalogue move jour 1
catalogue retire jour
catalogue restore Repas
action-type list
action-type add Visite --kind meeting
action-type change Démo --label Essai
action-type move Démo 1
action-type retire Démo
action-type restore Salon
pipeline list
pipeline add Export --like Abonnements
pipeline rename Abonnements Contrats
pipeline move Abonnements 1
pipeline archive Abonnements
pipeline restore Ancien
stage list --pipeline 1
stage add Preuve --probability 30 --patience 10 --color blue
stage change Essai --name Preuve --probability 30
stage move Essai 1
stage archive 1 --to 2
stage restore Vieux
stage plan list
stage plan set 2 "call +2" "mail +5 relance"
scoring list
scoring add "Salon visité" 30
scoring change newsletter --label Lettre --points 10
scoring move webinar 1
scoring retire webinar
scoring restore white_paper
scoring note 2 webinar --on hier --detail Toits
scoring show 1
scoring remove 1
scoring hot
scoring import signs.csv --on hier
funnel set visitors 12 --on hier
funnel show --from novembre --to hier
funnel list visitors --from novembre
hooks list
hooks test quote_sent
hooks log --limit 3
show 1 --opportunity
notes 1 --opportunity
oppose 1 --said non --opportunity
consent add 2 --wording oui
consent list 1
consent revoke 1
"""
EXAMPLES = [shlex.split(line) for line in _EXAMPLES.strip().splitlines()]
"""One call of each command of the sales which does something."""


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that does something, with its words."""
    below = getattr(command, "commands", None)
    if below is None:
        yield path, command
    for name, one in (below or {}).items():
        yield from leaves(one, (*path, name))


TREE: Any = get_command(app)
COMMANDS: dict[tuple[str, ...], Any] = dict(leaves(TREE))


def leaf_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the command that is called by words."""
    return next(path for path in COMMANDS if tuple(words[: len(path)]) == path)


def quick_tree(patch: pytest.MonkeyPatch) -> None:
    """Keep the command tree, which Typer builds anew for each command of a process."""
    patch.setattr(main_module, "get_command", lambda _app: TREE)


def begin(folder: Path) -> None:
    """Make the base and the files in a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "PROSPECT_DB": folder / "base.db", "PROSPECT_CONFIG": folder / "settings.toml",
            "PROSPECT_LANG": "fr", "PROSPECT_NOW": "2026-11-23T10:15+01:00",
        }.items():  # fmt: skip
            patch.setenv(name, str(value))
        patch.setattr(launch_module, "default_log_path", lambda: folder / "errors.log")
        patch.chdir(folder)
        quick_tree(patch)
        for words in BEGUN:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
                code = launch_module.launch(words)
            assert code == Exit.DONE, (words, said.getvalue())
