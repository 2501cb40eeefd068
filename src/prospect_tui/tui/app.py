"""The shell around the screens: places, theme, keys, palette.

It holds no rule and asks no question of the base: it opens screens and carries messages.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from prospect_tui import packed
from prospect_tui.i18n import _, set_language
from prospect_tui.i18n.key_names import key_name
from prospect_tui.tui import terminal, watch
from prospect_tui.tui.bindings import own_keys, textual_bindings
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.places import PLACES, SHEET, load_page, load_screen
from prospect_tui.tui.replaying import Replaying
from prospect_tui.tui.screen import STYLES, Among, BaseScreen, GoTo, KeyedScreen, OpenSheet
from prospect_tui.tui.themes import dress

# What no first paint needs is imported by the command that opens it.
if TYPE_CHECKING:
    from prospect_tui.tui.find import Opening

DAY_WATCH_SECONDS = 20
SETTLE_SECONDS = 0.05
"""After the first paint, which a thread is still to write to the terminal."""
WARM_UP_SECONDS = 0.8
"""After the first paint, when what writing needs is loaded: the first save is quick."""
SMALLEST = (60, 16)
"""Columns and lines under which parts of screens cannot be seen."""


class ProspectApp(Replaying, inherit_bindings=False):
    """The program on a terminal."""

    TITLE = "Prospect"
    CSS_PATH = STYLES / "base.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-narrow"),
        (80, "-usual"),
        (120, "-wide"),
        (160, "-very-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *textual_bindings("app"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        context: AppContext,
        *,
        place: str = "today",
        places: Mapping[str, str] = PLACES,
        sheet: str = SHEET,
        live: bool = False,
    ) -> None:
        """Open on `place`. `places` and `sheet` name the screens as "module:Class".

        `live` is for a real terminal: signals are heard, and an unexpected error in a command is
        noted and told without ending the program. Otherwise it is raised, for tests.
        """
        self.DEFAULT_MODE = place  # type: ignore[misc] # read by App.__init__, once
        super().__init__(context, live=live)
        self._sheet = sheet
        self._came_from: list[str] = []
        self._is_small = False
        self.is_shown = False  # True once the first frame is drawn
        self._day: date = context.workspace.clock.today()
        for name, path in places.items():
            self.add_mode(name, partial(self._new_place, path))
        dress(self, context.settings.theme, STYLES / f"{place}.tcss")

    def _new_place(self, path: str) -> Screen[Any]:
        return load_screen(path)(self.context)  # type: ignore[arg-type] # a BaseScreen

    def on_mount(self) -> None:
        """Apply the user's choices, and listen."""
        if own := own_keys(self.context.keys):
            self.set_keymap(own)
            self.call_after_refresh(self.refresh_bindings)
        if (theme := self.context.settings.theme) not in {"", self.theme}:
            self.warn(_("There is no theme called “{name}”."), name=theme)
        for problem in self.context.problems:
            self.fail(problem)
        if self._live:
            terminal.leave_in_order(self)
        self.call_after_refresh(self._painted)

    def on_ready(self) -> None:
        """Draw the first frame: Textual lets it be shown from now on, but waits for its turn."""
        self.is_shown = True
        screen = self.screen
        draw = screen._on_timer_update if screen._layout_required else screen._compositor_refresh
        draw()
        screen.check_idle()

    def _painted(self) -> None:
        """Begin what the first paint did not wait for."""
        self.set_interval(DAY_WATCH_SECONDS, self._watch_day)
        others = watch.OtherWindows(self.context, self.tell)
        self.call_after_refresh(others.start)
        self.set_interval(watch.SECONDS, others.look)
        if self._live:
            packed.leave()
            self.set_timer(SETTLE_SECONDS, terminal.settle)
            self.set_timer(WARM_UP_SECONDS, self._warm_up)

    def _warm_up(self) -> None:
        self.run_worker(self.context.workspace.prepare_writing, thread=True, exit_on_error=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say once that the terminal is too small to show everything, until it is enlarged."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        if small and not self._is_small:
            text = _("This terminal is small ({size}): make it 80×24 to see everything.")
            self.warn(text, size=f"{event.size.width}×{event.size.height}")
        elif self._is_small and not small:
            self.clear_notifications()
        self._is_small = small

    # places

    async def action_place(self, place: str) -> None:
        """Open a place; when it is open already, go back to it from what covers it."""
        if place == self.current_mode:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            return
        self._came_from.append(self.current_mode)
        await self.switch_mode(place)

    async def action_leave(self) -> None:
        """Leave a sheet, or go back to the place before."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        elif self._came_from:
            await self.switch_mode(self._came_from.pop())

    async def on_go_to(self, message: GoTo) -> None:
        """Open the place that a screen asks for, and hand it what is wanted."""
        await self.action_place(message.place)
        screen = self.screen
        assert isinstance(screen, BaseScreen)
        screen.call_later(partial(screen.visit, **message.wanted))

    def on_open_sheet(self, message: OpenSheet) -> None:
        """Open the sheet of a record."""
        self._open_sheet(message.kind, message.record_id, message.among)

    def _open_sheet(self, kind: str, record_id: int, among: Among | None) -> None:
        page = load_page(kind, self._sheet)
        self.push_screen(page(self.context, record_id, among))

    # commands of everywhere

    def action_go(self) -> None:
        """Wait for the letter of a place."""
        from prospect_tui.tui.screens.go import GoScreen  # noqa: PLC0415

        async def open_place(place: str | None) -> None:
            if place is not None:
                await self.action_place(place)

        self.push_screen(GoScreen(self.context), open_place)

    def action_help(self) -> None:
        """Open the help of the screen in use."""
        from prospect_tui.tui.screens.help import help_on  # noqa: PLC0415

        if isinstance(self.screen, BaseScreen):
            self.push_screen(help_on(self.screen))

    def action_palette(self) -> None:
        """Offer every command by name."""
        from prospect_tui.tui.palette import palette  # noqa: PLC0415

        if isinstance(self.screen, BaseScreen):
            commands = palette(self.screen, self.screen.SCOPE, self.context)
            self.push_screen(commands, self._run_chosen)

    async def _run_chosen(self, action: str | None) -> None:
        if action is not None:
            await self.run_action(action, self.screen)

    def action_find(self) -> None:
        """Search everything, and open the sheet of what is chosen."""
        from prospect_tui.tui.find import find_anything  # noqa: PLC0415

        def open_found(found: "Opening | None") -> None:
            if found is not None:
                self._open_sheet(*found)

        self.push_screen(find_anything(self.context), open_found)

    def action_language(self, language: str) -> None:
        """Speak another language at once."""
        set_language(language)
        for mode in self._screen_stacks:
            for screen in self.get_screen_stack(mode):
                if isinstance(screen, KeyedScreen):
                    screen.show_texts()
                    screen.refresh_bindings()
        self.context.changed.ring()

    def action_colours(self) -> None:
        """Choose among the themes."""
        from prospect_tui.tui.dialogs.choose import Choice, Choose  # noqa: PLC0415

        def use(name: str | None) -> None:
            self.theme = name or self.theme

        names = [Choice(name, name) for name in self.available_themes]
        self.push_screen(Choose(_("Colours"), names, start=self.theme), use)

    async def action_quit(self) -> None:
        """Leave, unless a question holds text that would be lost."""
        from prospect_tui.tui.dialogs.base import Dialog  # noqa: PLC0415

        screen = self.screen
        if isinstance(screen, Dialog) and screen.is_dirty:
            screen.warn()
        elif isinstance(screen, BaseScreen) and screen.is_typing:
            screen.stop_typing()
            screen.call_after_refresh(self._leave_unless_typing, screen)
        else:
            self.exit()

    def _leave_unless_typing(self, screen: BaseScreen) -> None:
        """End, unless what was typed could not be saved."""
        if not screen.is_typing:
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: Ctrl+C copies, and is often typed by habit."""
        self.tell(_("{key} to quit"), key=key_name(self.context.keys["app.quit"].keys[0]))

    def _watch_day(self) -> None:
        """At midnight everything planned changes place."""
        today = self.context.workspace.clock.today()
        if today != self._day:
            self._day = today
            self.context.changed.ring()
