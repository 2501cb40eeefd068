"""The call queue against a plain model: who is never offered, and in which order the others are.

The model knows nothing of SQL or of indexes: it looks at each row as the rule says it.
"""

import random
from datetime import date, datetime, time
from typing import NamedTuple

import pytest

from prospect_tui.domain.queue import Obstacle, QueueRank
from prospect_tui.domain.vocabulary import Nature
from prospect_tui.services import grid, opposition, queue, row_acts
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.queue import QueueScope, upcoming
from prospect_tui.services.workspace import Workspace
from tests.builders import clock_of, make_file, make_prospect

ALL = 1000
NOW = datetime(2026, 11, 24, 10, 15)  # noqa: DTZ001 - wall-clock of the model
AFTERNOON_BEGINS = time(12, 30)


class Row(NamedTuple):
    """A row as a person at the desk would note it on paper."""

    id: int
    file: int
    kind: str = ""
    day: date | None = None
    hour: time | None = None
    half: str = ""
    score: str = ""
    called: bool = False
    dead: str = ""
    tag: str = ""


def due(row: Row) -> bool:
    assert row.day is not None
    if row.day != NOW.date():
        return row.day < NOW.date()
    return row.hour is None or row.hour <= NOW.time()


def expected_rank(row: Row) -> QueueRank | None:
    if row.dead:
        return None
    if row.day is None:
        return None if row.called else QueueRank.FRESH
    if not due(row):
        return None
    if row.kind == "promised":
        return QueueRank.PROMISED
    if row.score in {"CHAUD", "TIEDE"}:
        return QueueRank.HOT if row.score == "CHAUD" else QueueRank.WARM
    morning = NOW.time() < AFTERNOON_BEGINS
    if row.half and row.half != ("am" if morning else "pm"):
        return None
    return QueueRank.RETRY


def expected(rows: list[Row], files: tuple[int, ...] = (), tag: str = "") -> list[int]:
    """Return who is offered: by class; then by date, or as the file was filled."""
    wanted = [
        row for row in rows if (not files or row.file in files) and (not tag or row.tag == tag)
    ]

    def order(row: Row) -> tuple[object, ...]:
        found = expected_rank(row)
        if found is QueueRank.FRESH or row.day is None:
            return (found, row.file, row.id)
        return (found, row.day, row.hour is not None, row.hour or time(), row.id)

    return [row.id for row in sorted(filter(expected_rank, wanted), key=order)]


def plan(workspace: Workspace, row: Row) -> None:
    """Write what the paper says, as calls would have left it."""
    at = None
    if row.day and row.hour:
        local = datetime.combine(row.day, row.hour, workspace.zone)
        at = local.astimezone(clock_of(workspace).now().tzinfo).strftime("%Y-%m-%d %H:%M:%S.%f")
    with workspace.transaction() as connection:
        connection.execute(
            "UPDATE prospect SET next_kind = ?, next_day = ?, next_at = ?, next_half = ?,"
            " score = ?, result = ? WHERE id = ?",
            (
                row.kind,
                row.day and row.day.isoformat(),
                at,
                row.half,
                row.score,
                "NRP" if row.called else "",
                row.id,
            ),
        )


def kill(workspace: Workspace, row: Row) -> None:
    """Make a row one that is never offered."""
    match row.dead:
        case "struck":
            grid.strike(workspace, [row.id])
        case "converted":
            convert_rows(workspace, [row.id], anyway=True)
        case "opposed":
            opposition.oppose(workspace, row.id)
        case "individual":
            grid.set_nature(workspace, [row.id], Nature.INDIVIDUAL)
        case "unknown":
            grid.set_nature(workspace, [row.id], Nature.UNKNOWN)
        case "bad_numbers":
            with workspace.transaction() as connection:
                connection.execute(
                    "UPDATE phone_line SET bad_since = '2026-11-20 10:00:00.000000'"
                    " WHERE prospect_id = ?",
                    (row.id,),
                )


DEAD = ["struck", "converted", "opposed", "individual", "unknown", "bad_numbers", "no_number"]


def draw(chance: random.Random, row_id: int, file: int) -> Row:
    dead = chance.choice(DEAD) if chance.random() < 0.35 else ""
    tag = chance.choice(["", "", "vip"])
    if chance.random() < 0.3:
        return Row(row_id, file, dead=dead, tag=tag, called=chance.random() < 0.2)
    kind = chance.choice(["promised", "follow_up", "retry", "return"])
    half = chance.choice(["", "am", "pm"]) if kind == "retry" else ""
    hour = None if half else chance.choice([None, time(9), time(10, 15), time(10, 16), time(15)])
    return Row(
        row_id,
        file,
        kind=kind,
        day=date(2026, 11, chance.randrange(20, 28)),
        hour=hour,
        half=half,
        score=chance.choice(["", "", "CHAUD", "TIEDE", "FROID"]),
        called=True,
        dead=dead,
        tag=tag,
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_queue_is_that_of_the_model(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    clock_of(workspace).set_local(2026, 11, 24, 10, 15)
    files = (make_file(workspace, "A"), make_file(workspace, "B"))
    rows = []
    for _row in range(60):
        file = chance.choice(files)
        row = draw(chance, 0, file)
        cells = {"phone": ""} if row.dead == "no_number" else {}
        rows.append(row._replace(id=make_prospect(workspace, file, **cells)))
    for row in rows:
        plan(workspace, row)
        kill(workspace, row)
    row_acts.tag_rows(workspace, [row.id for row in rows if row.tag], ["VIP"])
    found = upcoming(workspace, limit=ALL)
    assert [one.prospect_id for one in found] == expected(rows)
    by_id = {row.id: row for row in rows}
    for one in found:
        assert one.rank is expected_rank(by_id[one.prospect_id])
    for scope, wanted in (
        (QueueScope((files[1],)), expected(rows, (files[1],))),
        (QueueScope(tags=("vip",)), expected(rows, tag="vip")),
        (QueueScope((files[0],), tags=("vip",)), expected(rows, (files[0],), "vip")),
    ):
        assert [one.prospect_id for one in upcoming(workspace, scope, limit=ALL)] == wanted
    check_reasons(workspace, rows)


OBSTACLES = {
    "struck": {Obstacle.STRUCK},
    "converted": {Obstacle.CONVERTED},
    "opposed": {Obstacle.STRUCK, Obstacle.FORBIDDEN},
    "individual": {Obstacle.FORBIDDEN},
    "unknown": {Obstacle.FORBIDDEN},
    "bad_numbers": {Obstacle.NO_NUMBER},
    "no_number": {Obstacle.NO_NUMBER},
    "": {Obstacle.LATER, Obstacle.NOTHING_PLANNED, Obstacle.OTHER_HALF_DAY},
}


def check_reasons(workspace: Workspace, rows: list[Row]) -> None:
    """Every row tells why it is where it is, or why it is nowhere."""
    places = {row_id: place for place, row_id in enumerate(expected(rows), 1)}
    for row in rows:
        why = queue.why(workspace, row.id)
        assert why.rank is expected_rank(row)
        assert why.place == places.get(row.id)
        assert (why.obstacle is None) is (why.rank is not None)
        if why.obstacle is not None:
            assert why.obstacle in OBSTACLES[row.dead], row


def test_a_row_outside_of_what_is_called_says_so(workspace: Workspace) -> None:
    files = (make_file(workspace, "A"), make_file(workspace, "B"))
    first, second = (make_prospect(workspace, file) for file in files)
    inside = queue.why(workspace, first, QueueScope((files[0],)))
    assert (inside.place, inside.is_left_out) == (1, False)
    outside = queue.why(workspace, second, QueueScope((files[0],)))
    assert (outside.place, outside.is_left_out, outside.rank) == (None, True, QueueRank.FRESH)
    skipped = queue.why(workspace, first, QueueScope(skipped=frozenset([first])))
    assert skipped.is_left_out
    tagged = queue.why(workspace, first, QueueScope(tags=("vip",)))
    assert tagged.is_left_out
