"""A choice on one line, changed with the arrows, Space or the first letters of a word."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.tui.text import fit, width

_TICKS = "☑☐ "
"""Signs before a word which nobody types."""


class ChoiceLine(Widget, can_focus=True):
    """Shows one of several words: "‹ yes ›"."""

    class Changed(Message):
        """Another word was chosen."""

    def __init__(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """Offer `choices`, each a value and its translated word; begin on `value` or the first."""
        super().__init__()
        self._choices = choices
        values = [choice[0] for choice in choices]
        self._place = values.index(value) if value in values else 0
        self._typed = ""
        """The letters typed one after the other, with which the word shown begins."""

    @property
    def value(self) -> object:
        """Return the value chosen."""
        return self._choices[self._place][0]

    def render(self) -> Content:
        """Draw the word, cut where there is no room, between marks that say it can be changed."""
        word = clean(self._choices[self._place][1])
        room = max(1, self.size.width - 2 * len("‹ "))
        word = fit(word, min(width(word), room))
        return Content(f"‹ {word} ›" if self.has_focus else f"  {word}")

    def on_key(self, event: events.Key) -> None:
        """Change the choice; any other key is left to the question."""
        steps = {"left": -1, "right": 1, "space": 1}
        if event.key in steps:
            self._typed = ""
            self._move_to(self._place + steps[event.key])
        elif event.character and event.character.isalnum():
            self._seek(fold(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self) -> None:
        """Take the next choice."""
        self._move_to(self._place + 1)

    def on_blur(self) -> None:
        """Forget what was typed: coming back begins a word anew."""
        self._typed = ""

    def _seek(self, letter: str) -> None:
        """Go to the word that begins with the letters typed, else to the next with this one."""
        longer = self._typed + letter
        for typed, first in ((longer, 0 if self._typed else 1), (letter, 1)):
            found = self._next_beginning(typed, first)
            if found is not None:
                self._typed = typed
                self._move_to(found)
                return

    def _next_beginning(self, typed: str, first: int) -> int | None:
        """Return the place of the next word so beginning, looking from `first` places on."""
        count = len(self._choices)
        places = [(self._place + step) % count for step in range(first, first + count)]
        words = {place: fold(self._choices[place][1]).lstrip(_TICKS) for place in places}
        return next((place for place in places if words[place].startswith(typed)), None)

    def _move_to(self, place: int) -> None:
        self._place = place % len(self._choices)
        self.refresh()
        self.post_message(self.Changed())
