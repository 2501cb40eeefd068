"""Keys one at a time: the next one is handed over when the last has had all its effects.

Textual hands keys over at once, while what a key does (moving the focus, opening a question) takes
a few turns: a fast typist's letters would then be call results instead of a note.
"""

import asyncio
import sys
from collections import deque
from typing import Any

from textual import constants, events
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.widget import Widget

from prospect_tui.tui.clipboard import CopyingApp
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.quick_keys import QuickLine, QuickWidget, paint, type_at_once

Typed = events.Key | events.Paste

LONGEST_WAIT = 0.5
"""Seconds after which a key is taken as done: its widget may have gone with its messages."""


_TIMES = 2
"""How often one passes through the nodes: behind the key, and behind what is said because of it."""


class OneKeyAtATime(CopyingApp, is_part=True):
    """An app whose keys and pastes wait for the effects of the one before."""

    def __init__(self, context: AppContext) -> None:
        """Begin with no key under way."""
        super().__init__()
        self.context = context
        self.last_key = ""
        """The key handed over last: what two keys of one command tell apart."""
        self._waiting: deque[Typed] = deque()
        self._turn = 0
        self._is_settling = False
        self._is_leaving = False
        self._limit: asyncio.TimerHandle | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return what reads the terminal: ours on Linux and macOS, unless another one is wanted."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from prospect_tui.tui.driver import TerminalDriver  # noqa: PLC0415 - not on Windows

        return TerminalDriver

    def exit(self, *answer: Any, **options: Any) -> None:
        """Leave; what is typed from now on is for nobody."""
        self._is_leaving = True
        super().exit(*answer, **options)

    async def on_event(self, event: events.Event) -> None:
        """Hold back what is typed while a key is under way."""
        if event.is_forwarded or not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif self._is_leaving:
            event.stop()
        elif self._is_settling or self._waiting:
            self._waiting.append(event)
        else:
            await self._hand_over(event)

    async def _hand_over(self, event: Typed) -> None:
        self.last_key = event.key if isinstance(event, events.Key) else ""
        first = self.focused or self.screen
        if await self._obey_at_once(first, self.last_key):
            return
        self._is_settling = True
        self._turn += 1
        if (
            isinstance(first, QuickLine)
            and isinstance(event, events.Key)
            and event.is_printable
            and self.app_focus
        ):
            await type_at_once(first, event, self)
        else:
            await super().on_event(event)
        self._settle_from(first)

    async def _obey_at_once(self, widget: Widget, key: str) -> bool:
        """Do all that a key does, if the widget can do so; say whether it was done."""
        if not isinstance(widget, QuickWidget) or not self.app_focus:
            return False
        action = widget.quick_action(key)
        if action is None:
            return False
        await widget.obey(action, self)
        if self.focused is not widget:  # a question was asked
            self._is_settling = True
            self._turn += 1
            self._settle_from(widget)
        if self._waiting or self.message_queue_size:  # the paint of the last key is for all
            widget.check_idle()
        else:
            paint(widget.screen)
        return True

    def _settle_from(self, first: Widget) -> None:
        """Pass behind the effects of a key that was handed to `first`."""
        path = [node for node in first.ancestors_with_self if isinstance(node, MessagePump)]
        self._follow(path * _TIMES, self._turn)
        if self._limit is not None:
            self._limit.cancel()
        loop = asyncio.get_running_loop()
        self._limit = loop.call_later(LONGEST_WAIT, self._settled, self._turn)

    def _follow(self, path: list[DOMNode], turn: int) -> None:
        """Pass behind the key, then behind what it made a widget say (an answer was submitted).

        Both may bubble through each node, up to the screen.
        """
        for place, node in enumerate(path):
            if node.is_running and node.call_later(self._follow, path[place + 1 :], turn):
                return
        self._reach_screen(turn)

    def _reach_screen(self, turn: int) -> None:
        """Pass behind what the screen now in use still has to do; it may just be opening."""
        if self._is_leaving:
            return
        screen = self.screen
        if not screen.call_later(self._leave_screen, screen, turn):
            self._settled(turn)

    def _leave_screen(self, screen: object, turn: int) -> None:
        if self._is_leaving or screen is self.screen:
            self._settled(turn)
        else:
            self._reach_screen(turn)

    def _settled(self, turn: int) -> None:
        if turn == self._turn and self._is_settling:
            self._is_settling = False
            if self._waiting:
                self.call_next(self._next_key)

    async def _next_key(self) -> None:
        if self._waiting and not self._is_settling and not self._is_leaving:
            await self._hand_over(self._waiting.popleft())
            if not self._is_settling:
                self.call_next(self._next_key)
