"""What is planned, told to other calendars; what they say, brought in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from prospect_tui.domain.agenda import AgendaKind
from prospect_tui.domain.errors import NotFound, ProspectError, Refused, UnreadableFile
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.vocabulary import ActionKind, HalfDay, Origin
from prospect_tui.domain.when import When
from prospect_tui.services import agenda, calendar_feed, grid, opportunities, undo
from prospect_tui.services.calendar_feed import FeedKeeper, write_feed
from prospect_tui.services.calendar_import import import_calendar
from prospect_tui.services.calendars import event_of, export_calendar, planned_items
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.calendars import event_words
from tests.builders import clock_of, dump, make_file, make_prospect, make_workspace

SAMPLES = Path(__file__).parents[1] / "samples" / "ics"
THURSDAY = date(2026, 11, 26)


def written(workspace: Workspace, one: tuple[AgendaKind, int] | None = None) -> str:
    text, _count = export_calendar(workspace, event_words, name="Prospect", one=one)
    return text.replace("\r\n ", "")


def test_a_promised_call_with_all_that_one_needs_to_make_it(workspace: Workspace) -> None:
    row = make_prospect(
        workspace, make_file(workspace), last_name="Durand", civility="Mme", phone="0199001234"
    )
    grid.set_next_date(workspace, row, When(THURSDAY, time(9)), "le devis")
    text = written(workspace)
    assert "SUMMARY:Appel\u00a0: le devis · Menuiserie 000" in text
    assert r"DESCRIPTION:Mme Durand\nTél. 01 99 00 12 34\nRappel promis" in text
    assert "DTSTART:20261126T080000Z" in text
    assert "DTEND:20261126T081500Z" in text
    assert f"UID:prospect-{row}@" in text


def test_a_retry_is_told_only_when_asked_for(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace))
    with workspace.writing("postpone") as writing:
        writing.connection.execute(
            "UPDATE prospect SET next_kind = 'retry', next_day = '2026-11-26', next_half = 'am'"
        )
    assert planned_items(workspace) == []
    assert "BEGIN:VEVENT" not in written(workspace)
    (item,) = planned_items(workspace, retries=True)
    assert (item.id, item.when) == (row, When(THURSDAY, half=HalfDay.MORNING))
    assert "DTSTART;VALUE=DATE:20261126" in written(workspace, (AgendaKind.PROSPECT, row))
    workspace.settings = replace(workspace.settings, calendar_retries=True)
    assert r"Nouvel essai\nmatin" in written(workspace)


def test_things_without_an_hour_fill_their_day_and_ring_nobody(workspace: Workspace) -> None:
    agenda.add_task(workspace, "Relire", When(THURSDAY))
    text = written(workspace)
    assert "DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261127\r\nTRANSP" in text
    assert "VALARM" not in text


def test_the_alarm_of_the_settings(workspace: Workspace) -> None:
    agenda.add_task(workspace, "Relire", When(THURSDAY, time(9)))
    assert "TRIGGER:-PT15M" in written(workspace)
    workspace.settings = replace(workspace.settings, calendar_alarm=0)
    assert "VALARM" not in written(workspace)


def test_the_uid_stays_and_the_sequence_grows(workspace: Workspace) -> None:
    sale = opportunities.create(workspace, "Façade", origin=Origin.NETWORK)
    events = []
    for day in (26, 27):
        clock_of(workspace).advance(hours=1)
        action = NextAction(ActionKind.MEETING, When(date(2026, 11, day), time(10)), "")
        opportunities.set_next_action(workspace, sale, action)
        (item,) = planned_items(workspace)
        events.append(event_of(workspace, item, event_words))
    first, second = events
    assert first.uid == second.uid
    assert (first.sequence, second.sequence) == (60, 120)
    assert second.changed_at == workspace.clock.now()


def test_two_bases_never_share_a_uid(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_workspace(tmp_path / "other")
    uids = set()
    for one in (workspace, other):
        row = make_prospect(one, make_file(one))
        grid.set_next_date(one, row, When(THURSDAY))
        uids.add(event_of(one, planned_items(one)[0], event_words).uid)
    other.close()
    assert len(uids) == 2


def test_what_is_closed_is_not_planned(workspace: Workspace) -> None:
    task = agenda.add_task(workspace, "Relire", When(THURSDAY))
    agenda.finish_activity(workspace, task)
    assert planned_items(workspace) == []
    with pytest.raises(NotFound, match=r"calendar\.not_planned"):
        written(workspace, (AgendaKind.ACTIVITY, task))


# foreign calendars


def test_a_foreign_calendar_comes_in_as_one_undo(workspace: Workspace) -> None:
    before = dump(workspace)
    report = import_calendar(workspace, SAMPLES / "google.ics")
    assert (report.calendar, report.found, report.created) == ("Jeanne Essai", 3, 8)
    items = planned_items(workspace)
    assert {item.calendar for item in items} == {"Jeanne Essai"}
    holidays = items[-1]
    assert (holidays.subject, holidays.when) == ("Congés", When(date(2026, 12, 24)))
    assert holidays.ends_at == datetime(2026, 12, 26, 23, tzinfo=UTC)
    undo.undo(workspace)
    assert dump(workspace) == before
    undo.redo(workspace)
    assert planned_items(workspace) == items


def test_a_second_import_changes_nothing(workspace: Workspace) -> None:
    import_calendar(workspace, SAMPLES / "google.ics")
    before = dump(workspace)
    report = import_calendar(workspace, SAMPLES / "google.ics")
    assert (report.created, report.changed, report.unchanged) == (0, 0, 8)
    assert dump(workspace) == before


def test_a_second_import_updates(workspace: Workspace, tmp_path: Path) -> None:
    import_calendar(workspace, SAMPLES / "google.ics")
    text = (SAMPLES / "google.ics").read_text(encoding="utf-8")
    path = tmp_path / "b.ics"
    text = text.replace("20261225", "20261226").replace("SUMMARY:Congés", "SUMMARY:Congés !")
    text = text.replace("EXDATE;TZID=Europe/Paris:", "EXDATE;TZID=Europe/Paris:20261214T093000,")
    path.write_text(text, encoding="utf-8")
    report = import_calendar(workspace, path)
    assert (report.created, report.changed, report.cancelled) == (0, 1, 1)
    subjects = [item.subject for item in planned_items(workspace)]
    assert "Congés !" in subjects
    assert len(subjects) == 7


def test_an_older_version_is_left(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    event = "BEGIN:VEVENT\nUID:a\nDTSTART:2026112{day}T090000\nSEQUENCE:{day}\nEND:VEVENT\n"
    for day, changed in ((5, 0), (6, 1), (5, 0)):
        path.write_text(event.format(day=day))
        assert import_calendar(workspace, path).changed == changed
    assert planned_items(workspace)[0].when.day == date(2026, 11, 26)


def test_what_is_cancelled_here_stays_so(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_text("BEGIN:VEVENT\nUID:a\nDTSTART:20261125T090000\nEND:VEVENT\n")
    import_calendar(workspace, path)
    agenda.cancel_activity(workspace, planned_items(workspace)[0].id)
    assert import_calendar(workspace, path).changed == 0
    assert planned_items(workspace) == []


def test_a_dry_run_writes_nothing(workspace: Workspace) -> None:
    before = dump(workspace)
    assert import_calendar(workspace, SAMPLES / "apple.ics", dry_run=True).created == 3
    assert dump(workspace) == before


def test_our_own_calendar_does_not_come_back(workspace: Workspace, tmp_path: Path) -> None:
    row = make_prospect(workspace, make_file(workspace))
    grid.set_next_date(workspace, row, When(THURSDAY, time(9)))
    agenda.add_task(workspace, "Relire", When(THURSDAY))
    path = tmp_path / "own.ics"
    path.write_text(written(workspace), encoding="utf-8")
    before = dump(workspace)
    report = import_calendar(workspace, path)
    assert (report.own, report.created) == (2, 0)
    assert dump(workspace) == before


def test_imported_events_are_not_sent_on(workspace: Workspace) -> None:
    import_calendar(workspace, SAMPLES / "apple.ics")
    assert "BEGIN:VEVENT" not in written(workspace)


def test_yesterdays_event_of_another_calendar_is_nothing_to_do(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.ics"
    event = "BEGIN:VEVENT\nUID:{day}\nDTSTART:202611{day}T090000\nSUMMARY:E{day}\nEND:VEVENT\n"
    path.write_text("".join(event.format(day=day) for day in (20, 23)))
    import_calendar(workspace, path)
    assert [line.subject for line in agenda.today(workspace).lines] == ["E23"]


@pytest.mark.parametrize(
    ("content", "message_id"),
    [(b"", "file.not_a_calendar"), (b"Nom;Ville\nA;B", "file.not_a_calendar")],
)
def test_a_file_which_is_no_calendar(
    workspace: Workspace, tmp_path: Path, content: bytes, message_id: str
) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        import_calendar(workspace, path)
    assert caught.value.message_id == message_id
    with pytest.raises(UnreadableFile, match=r"file\.not_found"):
        import_calendar(workspace, tmp_path / "none.ics")


# the file kept up to date


def test_the_feed_is_written_whole_each_time(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"calendar\.no_feed"):
        write_feed(workspace, event_words, "Prospect")
    feed = tmp_path / "feed.ics"
    workspace.settings = replace(workspace.settings, calendar_feed=feed)
    for count in (1, 2):
        agenda.add_task(workspace, "Relire", When(THURSDAY))
        assert write_feed(workspace, event_words, "Prospect") == (feed, count)
        assert feed.read_text(encoding="utf-8").count("BEGIN:VEVENT") == count


def test_the_feed_follows_changes_and_undo(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_feed, "REST", 60.0)
    feed = tmp_path / "feed.ics"
    workspace.settings = replace(workspace.settings, calendar_feed=feed)

    def kept(change: Callable[[], object]) -> int:
        keeper = FeedKeeper(workspace, event_words, "Prospect", raised)
        change()
        keeper.close()
        return feed.read_text(encoding="utf-8").count("BEGIN:VEVENT")

    assert kept(lambda: agenda.add_task(workspace, "Relire", When(THURSDAY))) == 1
    assert kept(lambda: None) == 1
    assert kept(lambda: undo.undo(workspace)) == 0


def test_a_feed_that_cannot_be_written_is_told_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_feed, "REST", 0.001)
    workspace.settings = replace(workspace.settings, calendar_feed=tmp_path / "none" / "feed.ics")
    told: list[ProspectError] = []
    keeper = FeedKeeper(workspace, event_words, "Prospect", told.append)
    agenda.add_task(workspace, "Relire", When(THURSDAY))
    keeper.close()
    assert [error.message_id for error in told] == ["file.not_writable"]


def raised(error: ProspectError) -> None:
    raise AssertionError(error)
