"""Keys obeyed and painted at once: those that only move about or save in the focused widget.

Textual hands a key down the queues of the widget, its screen and the app, what the widget tells
takes the same way, and the paint waits for the next sixtieth of a second: half of the time that
such a key takes. What a key is bound to is still Textual's to say, messages go to the same handlers
and the paint is the screen's own; they only come sooner. That needs names of Textual which are not
public: all of them are here.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual._compositor import ChopsUpdate, Compositor
from textual.actions import parse
from textual.app import App
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from prospect_tui.tui.parts import InParts

if TYPE_CHECKING:
    from textual.actions import ActionParseResult


class QuickWidget(InParts, Widget):
    """A widget some of whose keys are obeyed at once while it has the focus."""

    QUICK_ACTIONS: ClassVar[frozenset[str]] = frozenset()
    """Its actions after which nothing is left to be done but what is in `tell` and a paint."""

    _quick_keys: "dict[str, ActionParseResult] | None" = None
    """What such keys do, until other ones act."""
    _is_obeying = False
    _told: tuple[Message, ...] = ()
    """What the screen is to hear before the paint."""

    def on_mount(self) -> None:
        """Look at the keys again when other ones act."""
        self.screen.bindings_updated_signal.subscribe(self, self._forget_keys, immediate=True)

    def _forget_keys(self, _screen: Screen[object]) -> None:
        self._quick_keys = None

    def quick_action(self, key: str) -> "ActionParseResult | None":
        """Return what a key does, if that may be done at once."""
        if self._quick_keys is None:
            active = self.screen.active_bindings.items()
            own = {key: parse(one.binding.action) for key, one in active if one.node is self}
            names = self.QUICK_ACTIONS
            self._quick_keys = {key: action for key, action in own.items() if action[1] in names}
        return self._quick_keys.get(key)

    async def obey(self, action: "ActionParseResult", app: App[Any]) -> None:
        """Run an action; have the screen hear what it tells. The paint is left to the caller."""
        self._is_obeying = True
        try:
            await app.run_action(action, self)
            while self._told:
                told, self._told = self._told, ()
                for message in told:
                    await self.screen._dispatch_message(message.stop())
        finally:
            self._is_obeying = False

    def tell(self, message: Message) -> None:
        """Tell the screen: before the paint of the key that is being obeyed, or in its turn."""
        if self._is_obeying:
            self._told = (*self._told, message)
        else:
            self.post_message(message)

    def check_idle(self) -> None:
        """Not be woken up for what is about to be painted anyway."""
        if not self._is_obeying:
            super().check_idle()


class QuickLine:
    """Marks a line to type in that has all done for a letter when it has taken it."""


async def type_at_once(line: Widget, letter: events.Key, app: App[Any]) -> None:
    """Have a line take a letter, unless a key of everywhere does."""
    if not await app._check_bindings(letter.key, priority=True):
        await line._on_key(letter)


class SparingCompositor(Compositor):
    """Asks for the lines of those widgets only that are seen where something is to be painted.

    Textual asks every widget between the first and the last line to be painted, and all that is
    hidden behind, at each paint.
    """

    _parts: tuple[Region, ...] = ()
    """What is to be painted, while it is not the whole screen."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """As Textual's, of what is to be painted alone."""
        self._parts = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._parts = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """Yield where widgets are, where they may be drawn, and their lines: front to back."""
        wanted: Sequence[Region] = self._parts or [crop or self.size.region]
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if shown and any(map(shown.overlaps, wanted)):
                yield region, clip, widget.render_lines(shown.translate(-region.offset))
                wanted = [part for part in wanted if not shown.contains_region(part)]
                if not wanted:
                    return


def gather(screen: Screen[Any]) -> set[Widget]:
    """Return all that is to be painted in the next frame, be the request still in some queue."""
    for widget in screen._compositor.visible_widgets:
        if widget._repaint_regions:
            widget._repaint_required = False
            screen._dirty_widgets.add(widget)
    return screen._dirty_widgets


def paint(screen: Screen[object]) -> None:
    """Paint what is to be, as the screen would at its next sixtieth of a second."""
    gather(screen)
    screen._on_timer_update()
