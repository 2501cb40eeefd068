"""What every screen shares: its keys from the table, its messages, long work, and the bell.

A screen does four things: compose, call one service, show the answer, ring `context.changed`.
It knows neither the app nor the other screens: what concerns them goes up as a message.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.tui.bindings import in_language, not_typed, textual_bindings
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.long_work import LongWork, Stopped
from prospect_tui.tui.parts import InParts
from prospect_tui.tui.quick_keys import SparingCompositor, gather
from prospect_tui.tui.widgets.bottom_lines import KeyLine, WorkLine
from prospect_tui.wording.errors import sentence

Answer = TypeVar("Answer")
ResultT = TypeVar("ResultT")
Callback = Callable[..., Any]

STYLES = Path(__file__).parent / "styles"
ERROR_SECONDS = 10


class GoTo(Message):
    """Ask to open a place, and to show something there."""

    def __init__(self, place: str, wanted: dict[str, Any]) -> None:
        """Name the place; `wanted` is what its `visit` is given."""
        super().__init__()
        self.place = place
        self.wanted = wanted


@dataclass
class Among:
    """The list from which a sheet is opened, so that one goes on from record to record."""

    records: Sequence["int | tuple[str, int]"]
    """Rows of a file by id, as the list holds them, or records by kind and id; never a copy."""
    place: int
    """Where one is in it, from 0; the sheet moves it, and the list reads it afterwards."""
    title: str = ""


class OpenSheet(Message):
    """Ask to open the sheet of a record."""

    def __init__(self, kind: str, record_id: int, among: Among | None = None) -> None:
        """Name the record: its kind ("prospect", "contact"…) and its id."""
        super().__init__()
        self.kind = kind
        self.record_id = record_id
        self.among = among


class KeyedScreen(InParts, Screen[ResultT]):
    """A screen whose keys are the rows of its SCOPE, and whose expected errors become a toast."""

    SCOPE: ClassVar[str] = ""
    """The scope of the key table whose `action_…` methods this screen has."""

    def __init__(
        self, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        """As Textual's, painted with less work."""
        super().__init__(name, id, classes)
        self._compositor = SparingCompositor()

    def __init_subclass__(cls, **options: Any) -> None:
        scope = cls.__dict__.get("SCOPE", "")
        if scope:
            own: Sequence[BindingType] = cls.__dict__.get("BINDINGS", ())
            cls.BINDINGS = [*textual_bindings(scope), *own]
            sheet = STYLES / f"{scope}.tcss"
            if "CSS_PATH" not in cls.__dict__ and sheet.exists():
                cls.CSS_PATH = sheet
        super().__init_subclass__(**options)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys that act now, by key, with their labels in the current language."""
        return in_language(not_typed(super().active_bindings, self.focused))

    def tell(self, text: str) -> None:
        """Show a short message for a moment, as literal text."""
        self.notify(clean(text), markup=False)

    def fail(self, error: ProspectError) -> None:
        """Show what an expected error says, longer than a message."""
        self.notify(sentence(error), severity="error", timeout=ERROR_SECONDS, markup=False)

    def ask(self, dialog: "Screen[Answer]", then: Callable[[Answer], object]) -> None:
        """Open `dialog`; when it is answered, not cancelled, call `then` with the answer."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self.call_next(then, answer)

        self.app.push_screen(dialog, answered)

    def show_texts(self) -> None:
        """Set the translated texts that are not drawn anew: at start and on a new language."""

    def _compositor_refresh(self) -> None:
        """Draw, unless it would be for nothing: Textual shows no frame of an app that starts."""
        if not self._is_held_back:
            if self.is_current:  # what asked for it while the places were given is painted too
                self._compositor.update_widgets(gather(self))
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        """Paint in one frame a letter and the rows that it leaves, whoever is heard first."""
        gather(self)
        super()._on_timer_update()

    async def _invoke_and_clear_callbacks(self) -> None:
        """Call what is to come after a refresh, once there was one that showed."""
        if not self._is_held_back:
            await super()._invoke_and_clear_callbacks()

    @property
    def _is_held_back(self) -> bool:
        return not getattr(self.app, "is_shown", True)

    async def _dispatch_message(self, message: Message) -> None:
        """Turn an expected error of any handler into a toast.

        Textual has no public hook here: past this point it ends the screen's message loop.
        """
        try:
            await super()._dispatch_message(message)
        except ProspectError as error:
            self.fail(error)

    def call_next(self, callback: Callback, *args: Any, **kwargs: Any) -> None:
        """Call `callback` after this message, guarded."""
        super().call_next(self._guard(callback), *args, **kwargs)

    def set_timer(self, delay: float, callback: Callback | None = None, **options: Any) -> Timer:
        """Call `callback` once after `delay` seconds, guarded."""
        return super().set_timer(delay, callback and self._guard(callback), **options)

    def set_interval(
        self, interval: float, callback: Callback | None = None, **options: Any
    ) -> Timer:
        """Call `callback` every `interval` seconds, guarded."""
        return super().set_interval(interval, callback and self._guard(callback), **options)

    def _guard(self, callback: Callback) -> Callback:
        """Return `callback` (which may be async) with its expected errors turned into toasts.

        Textual runs these outside the messages of the screen.
        """

        async def guarded(*args: Any, **kwargs: Any) -> None:
            try:
                result = callback(*args, **kwargs)
                if isawaitable(result):
                    await result
            except ProspectError as error:
                self.fail(error)

        return guarded


class BaseScreen(KeyedScreen[None]):
    """A place or a sheet. It has a `compose_body`, and an `action_…` for each row of its SCOPE."""

    ABOUT: ClassVar[str] = ""
    """English sentence, marked with N_, on what the screen is for; help shows it."""

    def __init__(self, context: AppContext) -> None:
        """Keep the context; nothing is read before the screen is mounted."""
        super().__init__()
        self.context = context
        self._missed: Change | None = None
        self._work: LongWork | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the widgets of this screen, above the bottom lines."""
        yield from ()

    def on_changed(self, change: Change) -> None:
        """Read again what `change` touched. Called when this place is the one in use."""

    def visit(self, **wanted: Any) -> None:
        """Show what another screen asked for with `go`."""

    def stop_typing(self) -> None:
        """Save what is being typed in a cell, because the program is told to end."""

    @property
    def is_typing(self) -> bool:
        """Say whether something is being typed that would be lost."""
        return False

    def typing_keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys that act in the text being typed, with what each does; or none."""
        return ()

    def take_back(self) -> bool:
        """Take back what was last shown otherwise here, which the journal does not know.

        Says whether there was anything; if not, undo takes back what was last written.
        """
        return False

    def leaves_out(self, _action: str) -> bool:
        """Say whether a command of the table can never act here: help does not speak of it."""
        return False

    def extra_help(self) -> Sequence["HelpGroup"]:
        """Return keys that are not in the table, such as those of the call results."""
        return ()

    def compose(self) -> ComposeResult:
        """Compose the body and, under it, the progress of long work and the keys."""
        # The class of its width, before anything is styled: Textual would style all of it again.
        widths = self.HORIZONTAL_BREAKPOINTS or self.app.HORIZONTAL_BREAKPOINTS or []
        self.add_class(*self._get_breakpoint_classes(self.app.size.width, widths), update=False)
        yield from self.compose_body()
        yield WorkLine()
        yield KeyLine(self.SCOPE, self.typing_keys)

    def on_mount(self) -> None:
        """Show the texts and listen to the bell."""
        self.context.changed.hear(self, self._hear)
        self.show_texts()

    def on_unmount(self) -> None:
        """Stop what is still running."""
        if self._work is not None:
            self._work.cancel()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """Catch up with what was written while another place was in use."""
        if self._missed is not None:
            missed, self._missed = self._missed, None
            self.on_changed(missed)

    def go(self, place: str, **wanted: Any) -> None:
        """Open a place; its `visit` gets what is `wanted`: `go("calls", prospect_id=12)`."""
        self.post_message(GoTo(place, wanted))

    def open_sheet(self, kind: str, record_id: int, among: Among | None = None) -> None:
        """Open the sheet of a record, perhaps one `among` those of a list."""
        self.post_message(OpenSheet(kind, record_id, among))

    async def action_back(self) -> None:
        """Stop the work in progress, else leave this screen."""
        if self._work is not None and not self._work.is_cancelled:
            self._work.cancel()
            self.query_one(WorkLine).show(self._work)
        else:
            await self.app.run_action("app.leave")

    def run_long(
        self,
        work: Callable[[LongWork], Answer],
        on_done: Callable[[Answer], object],
        label: str,
    ) -> None:
        """Run `work` in a thread and call `on_done` with its result, back in this screen.

        `label` names it in the progress line. The work is given its `LongWork`, to report how far
        it is and to know when to stop; an expected error becomes a toast.
        """
        if self._work is not None:
            self.tell(_("Wait for the end of the work in progress, or stop it with Esc."))
            return
        self._work = LongWork(label)
        self.query_one(WorkLine).follow(self._work)
        thread = partial(self._in_thread, self._work, work, on_done)
        self.run_worker(thread, thread=True, group="long work")

    def _in_thread(
        self,
        progress: LongWork,
        work: Callable[[LongWork], Answer],
        on_done: Callable[[Answer], object],
    ) -> None:
        """Run in the thread; whatever happens is told to the screen, in its own turn."""
        try:
            result = work(progress)
        except Exception as error:
            self.call_later(self._work_ended, partial(_raise, error))
        else:
            self.call_later(self._work_ended, partial(on_done, result))

    def _work_ended(self, report: Callable[[], object]) -> None:
        self._work = None
        self.query_one(WorkLine).follow(None)
        try:
            report()
        except Stopped:
            self.tell(_("Stopped."))

    def _hear(self, change: Change) -> None:
        if self in self.app.screen_stack:
            self.on_changed(change)
        else:
            self._missed = change if self._missed is None else self._missed | change


class HelpGroup(NamedTuple):
    """Keys that only a screen knows, as help shows them."""

    title: str
    rows: Sequence[tuple[str, str]]
    """The key as printed on the keyboard, and what it does; already translated."""


def _raise(error: Exception) -> None:
    raise error
