"""The demo base: complete, true to the call log, the same every time, and harmless."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest

from prospect_tui.domain.agenda import Section
from prospect_tui.domain.errors import UnusableBase
from prospect_tui.domain.identifiers import check_siret, siren_of_siret
from prospect_tui.domain.queue import QueueRank
from prospect_tui.domain.quotes import QuoteState
from prospect_tui.domain.results import DEFAULT_RESULTS
from prospect_tui.domain.vocabulary import Status
from prospect_tui.services import (
    agenda,
    backups,
    clients,
    cockpit,
    planning,
    prospect_files,
    quotes,
    scoring,
    sessions,
    sheets,
    undo,
)
from prospect_tui.services.board import board
from prospect_tui.services.demo import make_demo
from prospect_tui.services.demo_desk import data_file, script
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.queue import upcoming
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from tests.builders import MONDAY, PARIS, dump, make_clock

DATA = Path(__file__).parents[2] / "data"
FICTION = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998")
HOURS = (time(0, 1), time(8, 45), time(13), time(23, 59))


def opened(path: Path, moment: datetime, settings: Settings | None = None) -> Workspace:
    """Return a workspace on a new demo base."""
    clock, settings = make_clock(moment), settings or Settings()
    make_demo(path, clock, settings)
    return open_workspace(path, clock, settings)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the demo of Monday 23 November 2026, which no test changes."""
    workspace = opened(tmp_path_factory.mktemp("demo") / "demo.db", MONDAY)
    yield workspace
    workspace.close()


def values(workspace: Workspace, question: str) -> list[str]:
    """Return the first column of an answer as texts."""
    return [str(row[0]) for row in workspace.connection.execute(question).fetchall()]


def assert_todays_list_is_full(workspace: Workspace, day: datetime) -> None:
    """Check the morning list and the queue of a base at every hour of its day."""
    for hour in HOURS:
        moment = datetime.combine(day.date(), hour, tzinfo=PARIS)
        at = Workspace(workspace.path, make_clock(moment), workspace.settings)
        found = agenda.today(at)
        assert {line.section for line in found.lines} | {Section.PROMISED} == set(Section)
        missed = [line for line in found.lines if line.red_reason == "agenda.missed_promise"]
        promised = [line.when for line in [*missed, *found.section(Section.PROMISED)]]
        hours = [when.hour for when in promised if when and when.day == day.date()]
        assert hours == [time(9, 30), time(11), time(14)]
        assert sum(when is not None and when.day < day.date() for when in promised) == 2
        follow_ups = found.section(Section.FOLLOW_UPS)
        assert {line.score for line in follow_ups if not line.appetence} == {"CHAUD", "TIEDE"}
        assert [line.title for line in follow_ups if line.appetence] == ["Meubles Jolivernay"]
        assert len(found.section(Section.TASKS)) >= 3
        assert len(found.section(Section.MEETINGS)) == 2
        assert len(found.cold) == 3
        ranks = [entry.rank for entry in upcoming(at, limit=100)]
        assert {QueueRank.PROMISED, QueueRank.HOT, QueueRank.WARM} < set(ranks)
        assert ranks == sorted(ranks)
        at.close()


def test_the_files_are_there(demo: Workspace) -> None:
    found = {file.name: file.rows for file in prospect_files.files(demo)}
    assert found == {
        "Menuisiers 69": 180,
        "Experts-comptables Auvergne": 140,
        "Salon Habitat 2026": 80,
    }
    salon = prospect_files.file_named(demo, "Salon Habitat 2026").id
    own = {c.label for c in prospect_files.columns(demo, salon).values() if c.is_own}
    assert {"Stand", "Intérêt"} <= own
    assert set(values(demo, "SELECT DISTINCT nature FROM prospect")) == {
        "professional", "individual", "unknown",
    }  # fmt: skip


def test_four_weeks_of_calls_with_every_result(demo: Workspace) -> None:
    days = demo.connection.execute("SELECT date(at), count(*) FROM call GROUP BY 1").fetchall()
    assert len(days) == 20
    assert all(20 <= count <= 45 for _day, count in days)
    assert days[-1][0] == "2026-11-20"
    counts = dict(
        demo.connection.execute("SELECT result, count(*) FROM call GROUP BY 1").fetchall()
    )
    assert set(counts) == {rule.code for rule in DEFAULT_RESULTS}
    assert 0.4 < counts["NRP"] / sum(counts.values()) < 0.52
    assert cockpit.todays_results(demo) == {}


def test_calls_are_made_in_working_hours(demo: Workspace) -> None:
    local = [
        datetime.fromisoformat(f"{at}+00:00").astimezone(PARIS)
        for at in values(demo, "SELECT at FROM call")
    ]
    assert [at for at in local if not time(9) <= at.time() <= time(19)] == []
    assert [at for at in local if not demo.calendar.is_working_day(at.date())] == []


def test_the_opportunities_are_in_every_state(demo: Workspace) -> None:
    rows = demo.connection.execute(
        "SELECT outcome, reason <> '', lost_to <> '', starred, amount_cents FROM opportunity"
    ).fetchall()
    assert len(rows) == 19
    assert {row[0] for row in rows} == {"", "won", "lost", "cancelled"}
    assert ("lost", 1, 0) in {row[:3] for row in rows}
    assert any(row[0] == "lost" and row[2] for row in rows)
    assert any(row[3] for row in rows)
    assert (min(row[4] for row in rows), max(row[4] for row in rows)) == (80_000, 2_400_000)
    cards = [card for column in board(demo).columns for card in column.cards]
    assert all(column.cards for column in board(demo).columns)
    assert {card.status for card in cards} == {Status.TO_DO, Status.STANDBY}
    assert any(card.is_late for card in cards)
    assert any(card.stale_days for card in cards)
    assert any(card.next_when is None for card in cards)


def test_no_open_opportunity_is_out_of_sight(demo: Workspace) -> None:
    listed = {line.opportunity_id for line in agenda.today(demo).lines}
    cards = [card for column in board(demo).columns for card in column.cards]
    open_ids = {int(n) for n in values(demo, "SELECT id FROM opportunity WHERE outcome = ''")}
    assert {card.id for card in cards} == open_ids
    today = demo.clock.today()
    for card in cards:
        is_coming = card.next_when is not None and card.next_when.day > today
        assert is_coming or card.id in listed, card.title


def test_client_folders_hold_two_sales_or_more(demo: Workspace) -> None:
    folders = values(
        demo,
        "SELECT count(o.id) FROM client_folder f JOIN opportunity o ON o.folder_id = f.id"
        " AND o.company_id = f.company_id GROUP BY f.id",
    )
    assert sorted(folders) == ["3", "3"]
    alone = "SELECT id FROM opportunity o WHERE NOT EXISTS (SELECT 1 FROM opportunity_contact c"
    assert values(demo, f"{alone} WHERE c.opportunity_id = o.id)") == []


def test_a_client_comes_back_and_quotes_are_in_every_state(demo: Workspace) -> None:
    (renewal,) = clients.renewals(demo)
    assert (renewal.client, renewal.folder_id is not None) == ("Menuiserie Vautrelin", True)
    found = {(one.reference, one.state): one.net_cents for one in quotes.all_quotes(demo)}
    year = demo.clock.today().year
    assert found == {
        (f"D{year}-001", QuoteState.SENT): 405_000,
        (f"D{year}-001 v2", QuoteState.ACCEPTED): 480_000,
        (f"D{year}-002", QuoteState.SENT): 1_240_000,
        (f"D{year}-003", QuoteState.DRAFT): 1_550_000,
    }
    for quote in quotes.all_quotes(demo):
        if quote.is_current:
            sale = sheets.opportunity_sheet(demo, quote.record.opportunity_id).opportunity
            assert sale.amount_cents == quote.net_cents
    (hot,) = scoring.hot(demo)
    assert (hot.appetence.points, len(hot.appetence.events)) == (25, 2)


def test_the_week_is_planned(demo: Workspace) -> None:
    week = planning.planning(demo, planning.Scale.WEEK, demo.clock.today())
    kinds = {(item.kind, item.does) for item in week.items}
    assert kinds >= {
        ("activity", "event"), ("activity", "task"), ("activity", "call"),
        ("opportunity", "call"), ("prospect", "promised"),
    }  # fmt: skip
    assert [item.title for item in week.items if item.recurrence] == ["Bilan de la semaine"]
    assert any(item.is_promised for item in week.items)


def test_todays_list_is_full_at_every_hour(demo: Workspace) -> None:
    assert_todays_list_is_full(demo, MONDAY)


def test_counters_are_those_of_the_call_log(demo: Workspace) -> None:
    """Count again, from the facts of each call, what the rows say."""
    counted: dict[int, int] = {}
    last: dict[int, tuple[str, str]] = {}
    calls = demo.connection.execute(
        "SELECT prospect_id, result, counted, decision_maker, planned_kind, score_after FROM call"
        " ORDER BY at, id"
    ).fetchall()
    for row_id, result, is_counted, decider, planned, score in calls:
        before = 0 if planned == "return" else counted.get(row_id, 0)
        is_reset = result in {"PISTE", "PROJET"} or (result == "RAPP" and decider)
        counted[row_id] = 0 if is_reset else before + is_counted
        last[row_id] = (result, score)
    rows = demo.connection.execute(
        "SELECT id, attempts, result, score FROM prospect WHERE last_call_at IS NOT NULL"
    ).fetchall()
    assert {row[0]: row[1] for row in rows} == counted
    assert {row[0]: (row[2], row[3]) for row in rows} == last
    for file in prospect_files.files(demo):
        question = f"SELECT count(*) FROM prospect WHERE file_id = {file.id} AND state = "
        assert [file.active, file.struck, file.converted] == [
            int(values(demo, f"{question}'{state}'")[0])
            for state in ("active", "struck", "converted")
        ]


def test_nobody_can_be_reached(demo: Workspace) -> None:
    numbers = values(demo, "SELECT e164 FROM phone_line") + [
        number for number in values(demo, "SELECT number FROM call") if number
    ]
    assert len(numbers) > 400
    assert [number for number in numbers if not number.startswith(FICTION)] == []
    mails = values(demo, "SELECT email FROM prospect WHERE email LIKE '%@%.%'")
    mails += values(demo, "SELECT email FROM contact WHERE email <> ''")
    assert [mail for mail in mails if not mail.endswith(".example")] == []
    sirets = [s for s in values(demo, "SELECT siret FROM prospect") if check_siret(s) is None]
    assert [s for s in sirets if s and not siren_of_siret(s).startswith("900000")] == []


def test_wrong_values_and_objections_are_there_to_be_seen(demo: Workspace) -> None:
    wrong = [s for s in values(demo, "SELECT siret FROM prospect") if check_siret(s)]
    assert len(wrong) == 2
    assert values(demo, "SELECT count(*) FROM prospect WHERE opposed") == ["2"]
    assert values(demo, "SELECT count(*) FROM import_problem") == ["1"]
    assert int(values(demo, "SELECT count(*) FROM phone_line WHERE bad_since > ''")[0]) > 0
    assert int(values(demo, "SELECT count(*) FROM consent")[0]) > 0


def test_nothing_of_the_making_can_be_undone(demo: Workspace) -> None:
    assert undo.history(demo) == []
    assert undo.undo(demo) is None
    assert undo.redo(demo) is None
    health = backups.health(demo)
    assert health.is_well
    assert health.rows["bundle"] == 0


def test_the_same_day_gives_the_same_base(demo: Workspace, tmp_path: Path) -> None:
    """Whatever the hour; the secret of the opposition list is the one that lies there."""
    shutil.copy(demo.path.with_suffix(".key"), tmp_path / "again.key")
    again = opened(tmp_path / "again.db", MONDAY.replace(hour=22))
    assert dump(again) == dump(demo)
    again.close()


@pytest.mark.parametrize(
    ("day", "settings"),
    [
        (datetime(2026, 5, 10, 12, tzinfo=PARIS), Settings()),
        (
            datetime(2027, 1, 1, 12, tzinfo=PARIS),
            Settings(
                weekdays=frozenset({1, 3, 5}),
                morning=(time(6), time(8)),
                afternoon=(time(8), time(11, 30)),
                region="974",
                max_attempts=2,
                retry_steps=(1,),
            ),
        ),
    ],
    ids=["a Sunday after a long week-end", "a holiday of somebody with other hours"],
)
def test_it_can_be_made_on_any_day(day: datetime, settings: Settings, tmp_path: Path) -> None:
    workspace = opened(tmp_path / "demo.db", day, settings)
    assert backups.health(workspace).is_well
    assert values(workspace, "SELECT count(*) FROM opportunity") == ["19"]
    assert_todays_list_is_full(workspace, day)
    workspace.close()


def test_a_base_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(b"mine")
    with pytest.raises(UnusableBase) as caught:
        make_demo(path, make_clock())
    assert caught.value.message_id == "demo.exists"
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UnusableBase):
        make_demo(tmp_path / "file" / "demo.db", make_clock())


@pytest.mark.parametrize("entry", script("story.toml")["file"], ids=lambda entry: entry["source"])
def test_the_files_to_try_are_those_of_the_demo(entry: dict[str, object]) -> None:
    name = str(entry["source"])
    assert (DATA / name).read_bytes() == data_file(name).read_bytes()


def test_every_file_of_data_has_its_origin() -> None:
    told = re.findall(r"^\| `([^`]+)` \|", (DATA / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(told) == sorted(p.name for p in DATA.iterdir() if p.name != "README.md")


def test_the_half_days_of_calls_were_sessions(demo: Workspace) -> None:
    assert sessions.current(demo) is None
    found = sessions.listed(demo, 100)
    assert len(found) == 40
    assert all(0 < one.worked_seconds <= 5 * 3600 for one in found if one.figures.calls)
    assert sum(one.figures.calls for one in found) > 300
    assert any(one.is_goal_reached for one in found)
    told = sessions.summary(demo, max(found, key=lambda one: one.figures.calls).id)
    assert told.session.figures.timed == told.session.figures.calls
    assert told.session.figures.wrapped > 0
    assert sum(told.results.values()) == sum(told.files.values()) == told.session.figures.calls
