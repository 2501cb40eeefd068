"""Calendars from the command line: out, in, kept up to date, exchanged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prospect_tui.cli.exits import Exit
from prospect_tui.services.workspace import Workspace
from tests.cli.running import CommandLine
from tests.services.calendar_server import PASSWORD, USER, Desk, radicale

SAMPLES = Path(__file__).parents[1] / "samples" / "ics"


def configure(workspace: Workspace, *lines: str) -> None:
    text = "\n".join(lines)
    workspace.path.with_name("settings.toml").write_text(text, encoding="utf-8")


def test_all_that_is_planned_to_standard_output(prospect: CommandLine) -> None:
    assert prospect("calendar", "export").code == Exit.NOTHING
    prospect("task", "new", "Relire; tout", "vendredi 9h")
    answer = prospect("calendar", "export")
    assert answer.code == Exit.DONE
    assert answer.out.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "SUMMARY:Relire\\; tout\r\n" in answer.out
    assert answer.err == "1 événement écrit\n"


def test_one_thing_to_a_file(prospect: CommandLine, tmp_path: Path) -> None:
    prospect("task", "new", "Relire", "vendredi 9h")
    prospect("task", "new", "Signer", "lundi")
    path = tmp_path / "a.ics"
    assert prospect("calendar", "export", "--task", "2", "--out", path).code == Exit.DONE
    text = path.read_text(encoding="utf-8")
    assert ("Signer" in text, "Relire" in text) == (True, False)
    answer = prospect("calendar", "export", "--task", "2", "--out", path)
    assert (answer.code, "a.ics" in answer.err) == (Exit.REFUSED, True)
    assert prospect("calendar", "export", "--out", path, "--force").code == Exit.DONE
    assert path.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2
    assert prospect("calendar", "export", "--row", "7").code == Exit.REFUSED
    told = prospect("calendar", "export", "--out", path, "--force", "--json").json
    assert told == {"events": 2, "path": str(path)}
    assert prospect("calendar", "export", "--task", 1, "--json").json["text"].count("VEVENT") == 2


def test_a_calendar_is_read_then_undone(prospect: CommandLine) -> None:
    dry = prospect("calendar", "import", SAMPLES / "google.ics", "--dry-run", "--json")
    assert (dry.code, dry.json["created"]) == (Exit.DONE, 8)
    answer = prospect("calendar", "import", SAMPLES / "google.ics", "--name", "Perso")
    assert (answer.code, answer.err) == (Exit.DONE, "Perso\u00a0: 8 nouveaux\n")
    assert prospect("calendar", "import", SAMPLES / "google.ics").err.endswith("8 inchangés\n")
    assert "agenda importé · Perso" in prospect("undo").err


def test_what_cannot_be_read_is_told_with_its_line(prospect: CommandLine) -> None:
    answer = prospect("calendar", "import", SAMPLES / "outlook.ics")
    assert answer.code == Exit.PARTLY
    assert "ligne 54, «\u00a0Ailleurs\u00a0»\u00a0: Le fuseau horaire" in answer.err
    told = prospect("calendar", "import", SAMPLES / "broken.ics", "--json").json["problems"]
    assert told[0]["code"] == "calendar.no_start"
    assert (told[0]["line"], told[0]["summary"]) == (8, "Sans date")
    assert prospect("calendar", "import", "none.ics").code == Exit.REFUSED


def test_the_feed_follows_every_command(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    assert prospect("calendar", "feed").code == Exit.REFUSED
    feed = tmp_path / "feed.ics"
    configure(workspace, f'calendar_feed = "{feed}"')
    prospect("today")
    assert not feed.exists()
    prospect("task", "new", "Relire", "vendredi 9h")
    assert "SUMMARY:Relire" in feed.read_text(encoding="utf-8")
    prospect("undo")
    assert "SUMMARY" not in feed.read_text(encoding="utf-8")
    assert "0 événement" in prospect("calendar", "feed").err
    assert prospect("calendar", "feed", "--json").json == {"events": 0, "path": str(feed)}


def test_a_feed_that_cannot_be_written_stops_no_command(
    prospect: CommandLine, workspace: Workspace, tmp_path: Path
) -> None:
    configure(workspace, f'calendar_feed = "{tmp_path / "none" / "feed.ics"}"')
    answer = prospect("task", "new", "Relire", "vendredi 9h")
    assert answer.code == Exit.DONE
    assert "feed.ics" in answer.err


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "server").mkdir()
    with radicale(tmp_path / "server") as running:
        yield running


def test_an_exchange_with_a_server(
    prospect: CommandLine, workspace: Workspace, desk: Desk, tmp_path: Path
) -> None:
    assert "[caldav]" in prospect("calendar", "sync").err
    script = tmp_path / "password"
    script.write_text(f"{PASSWORD}\nwhat follows is no password\n", encoding="utf-8")
    account = ("[caldav]", f'url = "{desk.url}"', f'user = "{USER}"')
    configure(workspace, *account)
    assert "password_command" in prospect("calendar", "sync").err
    configure(workspace, *account, 'password_command = ["false"]')
    assert "false: 1" in prospect("calendar", "sync").err
    configure(workspace, *account, f'password_command = ["cat", "{script}"]')
    assert "n'y a pas d'agenda" in prospect("calendar", "sync").err
    pro = desk.make("Pro")
    prospect("task", "new", "Relire", "vendredi 9h")
    answer = prospect("calendar", "sync")
    assert (answer.code, answer.err) == (Exit.DONE, "Pro\u00a0: 1 envoyé\n")
    (href,) = desk.texts(pro)
    desk.rewrite(pro, href, lambda text: text.replace("20261127T", "20261201T"))
    answer = prospect("calendar", "sync", "--json")
    (moved,) = answer.json["moved"]
    assert (moved["title"], moved["there"]["day"]) == ("Relire", "2026-12-01")
    assert "Relire (ven. 27/11 09:00 ici, mar. 01/12 09:00 sur le serveur)" in answer.err
    assert "serveur d'agenda" in prospect("undo").err
    desk.make("Perso")
    assert "Perso, Pro" in prospect("calendar", "sync").err
    configure(workspace, *account, f'password_command = ["cat", "{script}"]', 'calendar = "Pro"')
    assert prospect("calendar", "sync").err == "Pro\u00a0: 1 envoyé\n"
    configure(workspace, *account, 'password_command = ["echo", "wrong"]')
    answer = prospect("calendar", "sync")
    assert (answer.code, "mot de passe" in answer.err) == (Exit.REFUSED, True)
