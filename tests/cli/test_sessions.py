"""Sessions of calls without a screen."""

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.builders import make_file, make_prospect
from tests.cli.running import CommandLine


@pytest.fixture
def rows(workspace: Workspace) -> list[int]:
    file_id = make_file(workspace)
    return [make_prospect(workspace, file_id) for _row in range(4)]


def bare(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_morning(prospect: CommandLine, rows: list[int]) -> None:
    started = prospect("session", "start", "--goal", "2 appels ou 1 rdv")
    assert started.code == Exit.DONE
    assert "Session 00:00 · 0 appel · 0 décideur · 0 RDV · objectif 2 appels ou 1 RDV" in bare(
        started.out
    )
    prospect.at("2026-11-23T10:35:10")
    prospect("call", rows[0], "NRP")
    prospect.at("2026-11-23T10:45:20")
    assert "Session 00:30 · 1 appel (2/h)" in bare(prospect("session", "pause").out)
    prospect.at("2026-11-23T11:00:30")
    assert "PAUSE 00:15 · Session 00:30" in bare(prospect("session", "pause").out)
    assert 900 <= prospect("session", "resume", "--json").json["paused_seconds"] < 920
    prospect.at("2026-11-23T11:15:40")
    prospect("call", rows[1], "RDV", "--at-date", "jeu 14h")
    assert "objectif atteint ✔" in prospect("session", "goal", "1 rdv").out
    report = bare(prospect("session", "stop").out).splitlines()
    assert report == [
        "Appels du lundi 23 novembre 2026, 10:15 – 11:15",
        "Temps de travail : 45 min (pauses : 15 min)",
        "2 appels (3/h) · 1 décroché (50 % des appels) · 1 décideur (50 % des appels)"
        " · 1 argumenté (50 % des appels) · 1 RDV",
        "Objectif : 1 RDV (atteint)",
        "Résultats : NRP 1 · RDV 1",
        "Fichiers : Menuisiers 69 (2)",
        "",
        "Rendez-vous obtenus",
        "- jeu. 26/11 14:00 : Menuiserie 001",
    ]
    assert (
        prospect("session", "summary", "1").out.splitlines()[0]
        in prospect("session", "summary").out
    )
    [cells] = prospect("session", "list").rows
    assert cells[:5] == ["1", "lun. 23/11 10:15", "lun. 23/11 11:15", "45 min", "2"]
    [listed] = prospect("session", "list", "--json").json
    assert (listed["calls"], listed["worked_seconds"] // 60, listed["goal"]) == (2, 45, True)
    told = prospect("session", "summary", "--json").json
    assert told["results"] == {"NRP": 1, "RDV": 1}
    assert told["meetings"][0]["when"]["day"] == "2026-11-26"


@pytest.mark.parametrize(
    "words",
    [
        ("pause",),
        ("resume",),
        ("stop",),
        ("summary",),
        ("goal", "40"),
        ("start", "--goal", "plein"),
        ("summary", "7"),
        ("summary", "x"),
        ("nothing",),
    ],
)
def test_what_cannot_be_done_is_told(prospect: CommandLine, words: tuple[str, ...]) -> None:
    answer = prospect("session", *words)
    assert (answer.code, answer.out) == (Exit.REFUSED, "")
    assert answer.err
    assert prospect("session", "list").code == Exit.NOTHING


def test_a_session_left_open_is_told_and_ends_at_its_last_call(
    prospect: CommandLine, rows: list[int]
) -> None:
    prospect("session", "start")
    assert prospect("session", "start").code == Exit.REFUSED
    prospect.at("2026-11-23T10:45:10")
    prospect("call", rows[0], "NRP")
    prospect.at("2026-11-23T14:00:20")
    assert "son dernier appel date de lun. 23/11 10:45" in prospect("session", "goal", "9").err
    assert "Session 00:30" in prospect("session", "resume").out
    prospect.at("2026-11-23T15:30:30")
    assert "Session 02:00" in prospect("session", "resume", "--all-work").out
    prospect.at("2026-11-24T09:00:40")
    assert "10:15 – 15:30" in prospect("session", "stop").out
