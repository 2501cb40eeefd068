"""The rules of calling: those of the program, those of the user, told when they are wrong."""

from datetime import date
from pathlib import Path

import pytest

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.law_rules import LawId
from prospect_tui.services import cockpit, law, queue
from prospect_tui.services.calls import CallEntry, log_call
from prospect_tui.services.consents import NewConsent, add
from prospect_tui.services.opening import open_workspace
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings, load_settings
from prospect_tui.wording.law import reason
from tests.builders import clock_of, make_clock, make_file, make_prospect

STRICT = """
[[rule]]
id = "hours"
since = 2026-11-01
reference = "D. 999-9"
slots = ["11:00-12:00"]
"""


def load(folder: Path, rules: str, settings: str = "") -> tuple[Settings, list[str]]:
    """Return the settings with such files, and the ids of what is told of them."""
    (folder / "law.toml").write_text(rules, encoding="utf-8")
    if settings:
        (folder / "settings.toml").write_text(settings, encoding="utf-8")
    found, problems = load_settings(folder / "settings.toml")
    return found, [problem.message_id for problem in problems]


def make_individual(workspace: Workspace, **cells: str) -> int:
    """Return a new row that consented to be called."""
    row = make_prospect(workspace, make_file(workspace), nature="individual", **cells)
    add(workspace, row, NewConsent("J'accepte d'être rappelé"))
    return row


def test_a_file_beside_the_settings_comes_before_the_programs_rules(tmp_path: Path) -> None:
    settings, told = load(tmp_path, STRICT)
    assert told == []
    workspace = open_workspace(tmp_path / "base.db", make_clock(), settings)
    row = make_individual(workspace)
    verdict = cockpit.card(workspace, row).verdict
    assert (verdict.allowed, verdict.message_id) == (False, "law.closed_hour")
    assert reason(verdict).startswith(
        "D. 999-9\u00a0: les particuliers s'appellent seulement de 11:00"
    )
    assert queue.upcoming(workspace) == []
    with pytest.raises(Refused, match=r"call\.forbidden"):
        log_call(workspace, CallEntry(row, "NRP"))
    clock_of(workspace).set_local(2026, 11, 23, 11, 15)
    assert [one.prospect_id for one in queue.upcoming(workspace)] == [row]
    workspace.close()


def test_another_file_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(STRICT, encoding="utf-8")
    settings, told = load(tmp_path, "", 'law_file = "rules.toml"')
    assert told == []
    assert [(one.id, one.since) for one in settings.law] == [(LawId.HOURS, date(2026, 11, 1))]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("[[rule]\n", ["law_file.not_toml"]),
        ("hours = 3\n", ["law_file.unknown"]),
        ("rule = 3\n", ["law_file.rule"]),
        ('[[rule]]\nid = "nothing"\nsince = 2026-11-01\n', ["law_file.rule"]),
        ("[[rule]]\nsince = 2026-11-01\n", ["law_file.rule"]),
        ('[[rule]]\nid = "refusal"\ndays = 90\n', ["law_file.rule"]),
        ('[[rule]]\nid = "refusal"\nsince = "soon"\ndays = 90\n', ["law_file.rule"]),
        ('[[rule]]\nid = "refusal"\nsince = 2026-11-01T10:00:00\ndays = 90\n', ["law_file.rule"]),
        ('[[rule]]\nid = "refusal"\nsince = 2026-11-01\ndays = 0\n', ["law_file.rule"]),
        ('[[rule]]\nid = "refusal"\nsince = 2026-11-01\n', ["law_file.rule"]),
        ('[[rule]]\nid = "refusal"\nsince = 2026-11-01\ndayz = 9\n', ["law_file.rule"]),
        ('[[rule]]\nid = "attempts"\nsince = 2026-11-01\nmost = 3\n', ["law_file.rule"]),
        ('[[rule]]\nid = "hours"\nsince = 2026-11-01\nslots = ["9-12"]\n', ["law_file.rule"]),
        (
            '[[rule]]\nid = "hours"\nsince = 2026-11-01\nslots = ["12:00-09:00"]\n',
            ["law_file.rule"],
        ),
        (STRICT + "weekdays = [0]\n", ["law_file.rule"]),
        (STRICT + "weekdays = [8]\n", ["law_file.rule"]),
        (STRICT + 'applies = "no"\n', ["law_file.rule"]),
        (STRICT + '\n[[rule]]\nid = "x"\n', ["law_file.rule"]),
    ],
)
def test_a_wrong_rule_is_told_and_the_programs_own_applies(
    tmp_path: Path, rules: str, expected: list[str]
) -> None:
    settings, told = load(tmp_path, rules)
    assert told == expected
    assert all(one.reference == "D. 999-9" for one in settings.law)


def test_a_named_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    settings_file = tmp_path / "settings.toml"
    settings_file.write_text('law_file = "gone.toml"\n', encoding="utf-8")
    settings, problems = load_settings(settings_file)
    assert settings.law == ()
    assert [problem.message_id for problem in problems] == ["law_file.unreadable"]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_bytes(b"\xff\xfe\x00")
    _settings, problems = load_settings(tmp_path / "settings.toml")
    assert [problem.message_id for problem in problems] == ["law_file.unreadable"]


def test_the_programs_own_file_is_one_that_users_may_copy(tmp_path: Path) -> None:
    settings, told = load(tmp_path, law.french_text())
    assert told == []
    assert {one.id for one in settings.law} == set(LawId)
    assert all(one.reference and one.source for one in settings.law)


def test_the_hours_are_those_of_the_called_person(workspace: Workspace) -> None:
    row = make_individual(workspace, postcode="97400", phone="0262 99 00 12")
    assert cockpit.card(workspace, row).verdict.message_id == "law.closed_hour"  # 13:15 there
    clock_of(workspace).set_local(2026, 11, 23, 7, 0)
    assert cockpit.card(workspace, row).verdict.allowed  # 10:00


def test_calls_to_the_same_number_in_another_file_count(workspace: Workspace) -> None:
    first = make_individual(workspace, phone="01 99 00 12 34")
    twin = make_prospect(
        workspace, make_file(workspace, "Salon"), nature="individual", phone="01 99 00 12 34"
    )
    stranger = make_prospect(workspace, make_file(workspace, "Autre"), nature="individual")
    for row in (twin, stranger):
        add(workspace, row, NewConsent("oui"))
    for _ in range(4):
        log_call(workspace, CallEntry(first, "NRP"))
    assert cockpit.card(workspace, twin).verdict.message_id == "law.too_many_attempts"
    assert cockpit.card(workspace, stranger).verdict.allowed


def test_each_rule_is_listed_and_one_version_of_it_holds(workspace: Workspace) -> None:
    listed = law.listed(workspace)
    assert [one.article.id for one in listed] == list(LawId)
    in_force = {one.article.id for one in listed if one.is_in_force}
    assert in_force == set(LawId) - {LawId.PROFESSIONAL_HOURS}


def test_a_consent_ends_with_the_day_of_the_user(workspace: Workspace) -> None:
    row = make_prospect(workspace, make_file(workspace), nature="individual")
    today = workspace.clock.today()
    add(workspace, row, NewConsent("J'accepte d'être rappelé", until=today))
    clock_of(workspace).set_local(2026, 11, 23, 23, 30)
    assert cockpit.card(workspace, row).verdict.message_id == "law.closed_hour"
    clock_of(workspace).set_local(2026, 11, 24, 0, 30)  # in UTC it is the day before
    assert cockpit.card(workspace, row).verdict.message_id == "law.no_consent"
