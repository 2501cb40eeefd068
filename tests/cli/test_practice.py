"""The demo and the rehearsal: the morning on which they are played, and in whose name."""

from datetime import datetime
from pathlib import Path

import pytest

from prospect_tui.cli import launch
from prospect_tui.cli.demo import in_the_morning
from prospect_tui.cli.start import Start
from prospect_tui.clock import FixedClock
from prospect_tui.domain.cadence import WorkCalendar
from prospect_tui.services import quotes
from prospect_tui.services.demo_office import IDENTITY
from prospect_tui.tui.context import AppContext
from tests.builders import PARIS


@pytest.mark.parametrize(
    ("now", "opened"),
    [
        ("2026-11-23 17:30:12", "2026-11-23T08:45:00+01:00"),
        ("2026-11-22 10:00", "2026-11-23T08:45:00+01:00"),  # a Sunday
        ("2026-11-21 10:00", "2026-11-23T08:45:00+01:00"),
        ("2026-07-14 10:00", "2026-07-15T08:45:00+02:00"),  # a public holiday
    ],
)
def test_one_rehearses_on_a_working_day(now: str, opened: str) -> None:
    clock = FixedClock(datetime.fromisoformat(now).replace(tzinfo=PARIS), PARIS)
    assert in_the_morning(Start(), clock, WorkCalendar()).at == opened


def test_the_demo_opens_today_and_a_chosen_moment_is_kept() -> None:
    sunday = FixedClock(datetime(2026, 11, 22, 10, tzinfo=PARIS), PARIS)
    assert in_the_morning(Start(), sunday).at == "2026-11-22T08:45:00+01:00"
    asked = Start(at="2026-11-22 10:00")
    assert in_the_morning(asked, sunday, WorkCalendar()) == asked


@pytest.mark.parametrize("command", ["demo", "practice"])
def test_quotes_can_be_sent_there_in_the_name_of_nobody(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[identity]\nname = 'Moi'\n", encoding="utf-8")
    monkeypatch.setenv("PROSPECT_CONFIG", str(settings))
    monkeypatch.setenv("PROSPECT_NOW", "2026-11-23T10:15+01:00")
    monkeypatch.setattr("prospect_tui.tui.terminal.is_terminal", lambda: True)
    sent = []

    def run(context: AppContext, _place: str) -> int:
        assert context.settings.identity == context.workspace.settings.identity == IDENTITY
        (draft, *_others) = quotes.all_quotes(context.workspace)
        made = quotes.duplicate(context.workspace, draft.id, draft.record.opportunity_id)
        quotes.send(context.workspace, made)
        sent.append(quotes.quote_sheet(context.workspace, made).record)
        return 0

    monkeypatch.setattr("prospect_tui.tui.run.run_app", run)
    assert launch.launch([command]) == 0
    assert sent[0].sender.startswith("Clémence Vaubrillard EI")
    assert "inventés" in sent[0].conditions
