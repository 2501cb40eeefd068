"""Write the pages that are made from the code: `python -m tools.docs update|check`.

A page is a function that returns its whole text, in French, and a row of `PAGES`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from typer.main import get_command

from prospect_tui.cli.main import app, run
from prospect_tui.domain.hooks import HookEvent, document, example
from prospect_tui.i18n import _, set_language
from prospect_tui.i18n.hook_words import event_definition
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import SCOPES, Key, bindings_for

os.environ["COLUMNS"] = "100"
DOCS = Path(__file__).parent.parent / "docs"

KEYS_INTRODUCTION = """\
# Les touches

<!-- Page écrite par `python -m tools.docs` d'après `src/prospect_tui/keys/` : ne pas la \
modifier à la main. -->

Toutes se trouvent sur un clavier AZERTY sans AltGr ni chiffres. Chacune peut être changée dans
`settings.toml`, sous le nom de la dernière colonne :

```toml
[keymap]
"files.edit" = "z"
"app.files" = "f3,f12"
```

Une touche déjà prise est signalée au démarrage, et la touche habituelle reste en place. Dans un
champ de texte, les lettres sont du texte. Les touches des résultats d'appel sont celles de vos
résultats : elles se voient à côté de chacun, dans l'écran des appels.
"""
SCOPE_TITLES = {
    "app": "Partout",
    "go": "Après la touche `g`",
    "today": "Aujourd'hui",
    "files": "Fichiers",
    "import": "L'import d'un fichier",
    "calls": "Appels",
    "pipeline": "Pipeline",
    "pipelines": "Étapes et pipelines",
    "sheet": "La fiche",
    "contact": "La page d'une personne",
    "company": "La page d'une société",
    "script": "Le script d'appel",
    "results": "Résultats et scores",
    "scoring": "Signes d'intérêt",
    "quote": "Un devis",
    "catalogue": "Le catalogue des devis",
    "planning": "Planning",
    "clients": "Clients",
    "folder": "Un dossier client",
    "dialog": "Dans une question",
}


def keys_page() -> str:
    """Return the page of all keys."""
    set_language("fr")
    parts = [KEYS_INTRODUCTION]
    for scope in SCOPES:
        parts.append(f"\n## {SCOPE_TITLES[scope]}\n\n| touche | effet | nom |\n|---|---|---|\n")
        parts += _lines(bindings_for(scope))
    return "".join(parts)


def _lines(rows: tuple[Key, ...]) -> Iterator[str]:
    for row in rows:
        keys = " ".join(f"`{key_name(key)}`" for key in row.keys)
        yield f"| {keys} | {_(row.label)} | `{row.id}` |\n"


COMMANDS_INTRODUCTION = """\
# La ligne de commande

<!-- Page écrite par `python -m tools.docs` d'après l'aide des commandes : ne pas la modifier \
à la main. -->

Chaque écran a son jumeau en ligne de commande. `--db`, `--at`, `--lang` et `--screen` se mettent
avant ou après la commande ; les données vont sur la sortie standard, les phrases sur la sortie
d'erreur.

"""


def commands_page() -> str:
    """Return the help of every command, in French."""
    set_language("fr")
    parts = [COMMANDS_INTRODUCTION, _help([])]
    for words in _commands(get_command(app), []):
        parts.append(f"\n## {' '.join(['prospect', *words])}\n\n{_help(words)}")
    return "".join(parts)


def _commands(command: Any, words: list[str]) -> Iterator[list[str]]:
    for name, child in getattr(command, "commands", {}).items():
        yield [*words, name]
        yield from _commands(child, [*words, name])


def _help(words: list[str]) -> str:
    text = StringIO()
    with redirect_stdout(text):
        run([*words, "--help"])
    lines = (line.rstrip() for line in text.getvalue().strip().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


HOOKS_INTRODUCTION = """\
# Vos commandes sur les événements

<!-- Page écrite par `python -m tools.docs` d'après `src/prospect_tui/domain/hooks.py` : ne pas la \
modifier à la main. -->

Sous `[hooks]`, dans `settings.toml`, un événement et les mots d'une commande, avec un délai si 10
secondes ne conviennent pas :

```toml
[hooks]
opportunity_won = ["notify-send", "Gagné !"]
rdv_set = { run = ["python3", "rdv.py"], timeout = 30 }
```

La commande est lancée une fois l'action enregistrée, sans shell, et reçoit un document JSON sur
son entrée standard. À l'écran, personne ne l'attend ; en ligne de commande, le programme l'attend.
Passé son délai, elle est arrêtée avec tout ce qu'elle a lancé. Un échec se dit à l'écran ou sur la
sortie d'erreur, et reste dans `prospect hooks log`. Rien n'est lancé par une annulation, par un
import ni par les données de démonstration.

Le document ne porte ni nom, ni numéro, ni adresse : pour en savoir plus, la commande appelle
`prospect show 12 --json`, sur la même base (`PROSPECT_DB` est posée) ; ce qu'elle fait ainsi ne
lance pas d'autre commande (`PROSPECT_HOOK` est posée). `version` ne change que si un champ change
de sens ou disparaît ; d'autres champs peuvent s'ajouter. `prospect hooks test ÉVÉNEMENT` essaie
une commande sur l'exemple de son événement, reconnaissable à `"test": true`.
"""


def hooks_page() -> str:
    """Return the page of the events, each with its document."""
    set_language("fr")
    at = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
    parts = [HOOKS_INTRODUCTION]
    for event in HookEvent:
        told = json.dumps(document(example(event), at), ensure_ascii=False, indent=2)
        definition = event_definition(event.value)
        parts.append(f"\n## `{event.value}`\n\nQuand {definition}.\n\n```json\n{told}\n```\n")
    return "".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "hooks.md": hooks_page,
    "keys.md": keys_page,
    "command-line.md": commands_page,
}


def write() -> None:
    """Write every page."""
    DOCS.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


def stale() -> list[str]:
    """Return the pages that are not what the code says."""
    found = []
    for name, page in PAGES.items():
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != page():
            found.append(name)
    return found


def main() -> int:
    """Run the command named on the command line; `check` exits with 1 when a page is stale."""
    command = sys.argv[1]
    if command == "update":
        write()
        return 0
    if command != "check":
        print("python -m tools.docs update|check", file=sys.stderr)
        return 2
    found = stale()
    print("\n".join(f"stale: docs/{name}" for name in found) or "docs: up to date")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
