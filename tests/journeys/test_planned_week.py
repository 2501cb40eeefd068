"""A week planned and moved in Planning, by keys: appointments, call-backs, next actions, tasks."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import MONDAY, dump, make_file, make_workspace
from tests.journeys.story import Day, a_day
from tests.storage.checks import problems
from tests.tui.desk import TODAY, make_opportunity, make_promise, on

TUESDAY, WEDNESDAY = TODAY + timedelta(days=1), TODAY + timedelta(days=2)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Return the folder of a base with a promised call-back and the next action of a sale."""
    workspace = make_workspace(tmp_path)
    make_promise(workspace, make_file(workspace), "Durand & Fils", on(TUESDAY, 10))
    make_opportunity(workspace, "Atelier Nord", on(WEDNESDAY, 11), label="le devis")
    workspace.close()
    return tmp_path


async def plan(day: Day, subject: str, kind: str, when: str, *more: str) -> None:
    """Note something: what, which kind, when; then how long, about, with whom, where, again."""
    await day.press("n")
    await day.sees("Nouveau : une tâche, un appel ou un rendez-vous")
    await day.type(subject)
    await day.press("tab")
    await day.type(kind)
    await day.press("tab")
    await day.fill(when)
    for text in more:
        await day.press("tab")
        await day.fill(text)
    await day.press("ctrl+s")
    await day.hears(subject)


async def test_a_week_is_planned_and_moved(week: Path) -> None:
    async with a_day(week, place="planning") as day:
        await day.sees("semaine 48", "Durand & Fils", "Atelier Nord")
        before = dump(day.workspace)
        await plan(day, "Comptable", "rendez-vous", "mar 14h", "1h30")
        await day.sees("● Comptable")
        await plan(day, "Visite", "rendez-vous", "mar 15h")
        await day.hears("conflit avec Comptable (14:00)")
        await day.sees("2 en conflit", "●↔ Visite")
        await day.press("shift+right")
        await day.hears("Visite → mer. 25/11 15:00")
        await day.sees_no("en conflit", "↔")
        await day.press("shift+down", "shift+down")
        await day.hears("mer. 25/11 16:00")
        after = dump(day.workspace)
        await day.take_back(5)
        assert dump(day.workspace) == before
        await day.bring_back(5)
        assert dump(day.workspace) == after
        assert problems(day.workspace.connection) == []


async def test_what_others_wait_for_moves_the_same_way(week: Path) -> None:
    async with a_day(week, place="planning") as day:
        await day.press("right")
        await day.sees("mar. 24/11")
        await day.sees("Durand & Fils")
        await day.press("shift+right")
        await day.hears("Durand & Fils", "mer. 25/11 10:00")
        assert day.cell("Durand & Fils", "next_day") == "2026-11-25"
        assert day.cell("Durand & Fils", "next_kind") == "promised"
        await day.press("down", "down")
        await day.sees("mer. 25/11 11:00", "le devis")
        await day.press("d")
        await day.answer("ven 9h30")
        await day.hears("Atelier Nord", "ven. 27/11 09:30")
        assert day.value("SELECT next_day FROM opportunity") == "2026-11-27"
        assert day.value("SELECT next_label FROM opportunity") == "le devis"
        await day.press("enter")
        await day.sees("Atelier Nord", "ven. 27/11 09:30")
        await day.press("escape")
        await day.sees("semaine 48")
        await day.press("shift+right")
        await day.hears("Atelier Nord", "sam. 28/11")
    async with a_day(week, MONDAY + timedelta(days=2)) as day:
        await day.sees("Durand & Fils")


async def test_what_comes_again_comes_again(week: Path) -> None:
    async with a_day(week, place="planning") as day:
        await plan(day, "Relances", "tâche", "lun 9h", "", "", "", "", "tous les lundis")
        await day.sees("semaine 49", "tous les lundis", "Relances")
    async with a_day(week, MONDAY + timedelta(days=7), place="planning") as day:
        await day.sees("semaine 49", "Relances")
        await day.press("home", "up", "up")
        await day.sees("tous les lundis · auj. 09:00")
        await day.press("f")
        await day.answer("douze appels")
        done = "SELECT result FROM activity WHERE done_at IS NOT NULL"
        assert day.value(done) == "douze appels"
        await day.press("pagedown")
        await day.sees("semaine 50", "Relances")
        waiting = "SELECT day FROM activity WHERE done_at IS NULL AND subject = 'Relances'"
        assert day.value(waiting) == "2026-12-07"
        await day.press("v")
        await day.sees("décembre 2026", "25 Noël", "Relances")
