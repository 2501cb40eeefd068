"""Keys one at a time: the next one is handed over when the last has had all its effects.

Textual hands keys over at once, while what a key does (moving the focus, opening a question) takes
a few turns: a fast typist's letters would then be call results instead of a note.
"""

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump

from prospect_tui.tui.clipboard import CopyingApp
from prospect_tui.tui.context import AppContext

Typed = events.Key | events.Paste

LONGEST_WAIT = 0.5
"""Seconds after which a key is taken as done: its widget may have gone with its messages."""


class OneKeyAtATime(CopyingApp):
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
        self._is_settling = True
        self._turn += 1
        self.last_key = event.key if isinstance(event, events.Key) else ""
        first = self.focused or self.screen
        await super().on_event(event)
        path = [node for node in first.ancestors_with_self if isinstance(node, MessagePump)]
        self._follow(path, self._turn)
        if self._limit is not None:
            self._limit.cancel()
        loop = asyncio.get_running_loop()
        self._limit = loop.call_later(LONGEST_WAIT, self._settled, self._turn)

    def _follow(self, path: list[DOMNode], turn: int) -> None:
        """Pass behind the key through each node to which it may bubble, then to the screen."""
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
