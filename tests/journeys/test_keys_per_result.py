"""How many keys each result of a call costs in the real program, on the smallest terminal.

What is typed (a date, a place, a reason) is what was said on the telephone: it is not counted.
"""

from contextlib import closing
from pathlib import Path

import pytest

from prospect_tui.services.importing import ImportPlan, run_import
from prospect_tui.storage.driver import sqlite3
from tests.builders import make_workspace
from tests.journeys.story import sold_file
from tests.journeys.terminal import KEYS, Terminal, terminal

FIRST, SECOND = "Menuiserie Lambert", "Cabinet Ozanne"


class Typed(str):
    """A text that is typed, besides the keys that are counted."""

    __slots__ = ()


RESULTS = {
    "no answer": ("NRP", 1, ("n",)),
    "no answer, a message left": ("NRP", 1, ("N",)),
    "busy": ("OCC", 1, ("o",)),
    "wrong number": ("ERR", 1, ("e",)),
    "call back when it is proposed": ("RAPP", 2, ("r", "enter")),
    "call back when it was said": ("RAPP", 2, ("r", Typed("jeu 9h30"), "enter")),
    "appointment": ("RDV", 2, ("v", Typed("mer 14h"), "enter")),
    "appointment, all that is known": (
        "RDV",
        6,
        ("v", Typed("mer 14h"), "tab", Typed("Lyon 3e"), "tab", "tab", Typed("4 200"), "enter"),
    ),
    "lead": ("PISTE", 3, ("p", Typed("+2s"), "tab", Typed("devis fenêtres"), "enter")),
    "project": ("PROJET", 3, ("j", Typed("6 mois"), "tab", Typed("budget voté"), "enter")),
    "refusal": ("REFUS", 2, ("x", "enter")),
    "refusal, the rival named": (
        "REFUS",
        3,
        ("x", Typed("déjà équipé"), "tab", Typed("Bois & Cie"), "enter"),
    ),
    "hung up": ("REFUS_COMM", 2, ("c", "enter")),
    "mail": ("MAIL", 2, ("m", "enter")),
    "out of target": ("HORS_CIBLE", 2, ("h", "enter")),
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a base that holds the sold file, as companies."""
    workspace = make_workspace(tmp_path)
    path = workspace.path
    run_import(workspace, ImportPlan(sold_file(tmp_path), nature="professional"))
    workspace.close()
    return path


def sees_in_hand(screen: Terminal, name: str) -> None:
    """Read until the card in hand is that of `name`."""

    def is_in_hand() -> bool:
        return screen.shown.splitlines()[1].startswith(f" {name}")

    screen.reads_until(is_in_hand, f"{name} in hand")


@pytest.mark.parametrize(("code", "most", "keys"), RESULTS.values(), ids=RESULTS)
def test_a_result_costs_few_keys(base: Path, code: str, most: int, keys: tuple[str, ...]) -> None:
    pressed = [key for key in keys if not isinstance(key, Typed)]
    assert len(pressed) <= most
    assert all(key in KEYS or len(key) == 1 for key in pressed)

    with terminal(base, columns=80, lines=24) as screen:
        screen.sees("à froid")
        screen.press("f4")
        sees_in_hand(screen, FIRST)
        screen.press(*keys)
        sees_in_hand(screen, SECOND)
        screen.sees("enregistré : ")
        with closing(sqlite3.connect(base)) as reader:
            logged = reader.execute(
                "SELECT call.result, company_name FROM call"
                " JOIN prospect ON prospect.id = call.prospect_id"
            ).fetchall()
        assert logged == [(code, FIRST)]
