"""A shell around screens made for tests: four places and a sheet that keep what they are told."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static

from prospect_tui.clock import FixedClock
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import N_, _
from prospect_tui.services.workspace import Workspace
from prospect_tui.settings import Settings
from prospect_tui.tui.app import ProspectApp
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screen import Among, BaseScreen

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
SMALL, USUAL = (40, 10), (80, 24)


class FakePlace(BaseScreen):
    """A place with a title, a line to type in, and a memory."""

    ABOUT = N_("find anything")
    AUTO_FOCUS = ""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.changes: list[Change] = []
        self.visits: list[dict[str, Any]] = []
        self.done: list[str] = []

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Input(id="line")

    def show_texts(self) -> None:
        self.query_one("#title", Static).update(_("to do today"))

    def on_changed(self, change: Change) -> None:
        self.changes.append(change)

    def visit(self, **wanted: Any) -> None:
        self.visits.append(wanted)

    def action_call(self) -> None:
        self.done.append("call")

    def action_date(self) -> None:
        raise InvalidValue("settings.text", file="[b]f[/b]", key="\x1b[31mk")

    def action_star(self) -> None:
        raise RuntimeError("Mme Roux 06 39 98 12 34")


class FakeToday(FakePlace):
    SCOPE = "today"


class FakeFiles(FakePlace):
    SCOPE = "files"


class FakeCalls(FakePlace):
    SCOPE = "calls"


class FakePipeline(FakePlace):
    SCOPE = "pipeline"


class FakeSheet(FakePlace):
    SCOPE = "sheet"
    opened: ClassVar[list[tuple[str, int]]] = []

    def __init__(
        self, context: AppContext, kind: str, record_id: int, _among: Among | None = None
    ) -> None:
        super().__init__(context)
        self.opened.append((kind, record_id))


PLACES = {
    name: f"{__name__}:Fake{name.capitalize()}" for name in ("today", "files", "calls", "pipeline")
}


def fake_context(tmp_path: Path, settings: Settings | None = None, **services: Any) -> AppContext:
    """Return a context over nothing: a clock that stands still and no base."""
    services.setdefault("pending", lambda *_, **__: None)
    services.setdefault("learn_names", lambda _workspace: None)
    settings = settings or Settings()
    workspace = Workspace(tmp_path / "no.db", FixedClock(MORNING, PARIS), settings)
    return AppContext(workspace, settings, log_path=tmp_path / "log" / "errors.log", **services)


def fake_app(context: AppContext, **options: Any) -> ProspectApp:
    """Return the program over the fake places."""
    return ProspectApp(context, places=PLACES, sheet=f"{__name__}:FakeSheet", **options)


def place(pilot: Pilot[Any]) -> FakePlace:
    """Return the place in use."""
    return cast(FakePlace, pilot.app.screen)


def seen(pilot: Pilot[Any]) -> str:
    """Return the text of the screen in use, as the terminal shows it."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def toasts(pilot: Pilot[Any]) -> list[str]:
    """Return the messages shown."""
    return [notification.message for notification in pilot.app._notifications]
