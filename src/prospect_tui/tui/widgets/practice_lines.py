"""What happens on the telephone in a rehearsal, which keys note it, how the last call went."""

from textual.content import Content
from textual.widgets import Static

from prospect_tui.domain.practice import Rehearsal, Remark
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import result_label
from prospect_tui.services.practice import Practice
from prospect_tui.tui.text import plain
from prospect_tui.wording.messages import message


class PracticeLines(Static):
    """A few lines above the call cockpit."""

    DEFAULT_CSS = """
    PracticeLines { height: auto; padding: 0 1; background: $accent 20%; }
    """

    def __init__(self, practice: Practice) -> None:
        """Follow this rehearsal."""
        super().__init__()
        self._practice = practice

    def look_again(self) -> None:
        """Look at what was noted, and word the exercise of now."""
        self._practice.look()
        rehearsal = self._practice.rehearsal
        lines = [_last(rehearsal.remarks[-1])] if rehearsal.remarks else []
        self.update(Content("\n").join(map(plain, [*lines, *_present(rehearsal)])))


def _present(rehearsal: Rehearsal) -> list[str]:
    exercise = rehearsal.present
    if exercise is None:
        text = _("It is over: {right} right out of {count}. Esc, or quit when you like.")
        return [text.format(right=rehearsal.right, count=formats.number(rehearsal.place))]
    place = _("Exercise {place} of {count}").format(
        place=formats.number(rehearsal.place + 1), count=formats.number(len(rehearsal.exercises))
    )
    return [f"{place} · {exercise.said}", _("Keys: {keys}").format(keys=exercise.keys)]


def _last(remark: Remark) -> str:
    if remark.is_right:
        return _("✔ Right.")
    exercise = remark.exercise
    said = message(
        remark.message_id,
        noted=result_label(remark.noted.result),
        result=result_label(exercise.result),
        keys=exercise.keys,
        when=exercise.when,
    )
    return "✗ " + _("{said} u takes it back.").format(said=said)
