"""Handing a number over to a telephone from a screen, and calling a person of a sale.

Nothing dials and nothing waits: the number is on the clipboard in any case, and a command that
fails or does not end is told when that is known.
"""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.phone import national
from prospect_tui.i18n import _
from prospect_tui.services import dialling
from prospect_tui.services.dialling import Started
from prospect_tui.tui.screen import BaseScreen

if TYPE_CHECKING:
    from prospect_tui.services.person_calls import PersonCall
    from prospect_tui.tui.dialogs.form import Values

LOOK_SECONDS = 1.0
RARE_LOOK_SECONDS = 60.0
LOOKS = int(dialling.PATIENCE / LOOK_SECONDS)
_OPPOSED = "law.opposed"


class Say(Protocol):
    """How a screen says what became of a number."""

    def __call__(self, text: str, *, is_error: bool = False) -> None:
        """Say it."""


class Telephones:
    """The programs that were handed a number: followed until they end, were the screen closed."""

    def __init__(self, screen: BaseScreen, say: Say) -> None:
        """Begin with nothing handed over."""
        self._screen = screen
        self._say = say
        self.at_work: list[Started] = []
        """Programs still at work: a telephone, most likely."""
        self._has_told = False

    def hand_over(self, number: str) -> None:
        """Put a number in E.164 on the clipboard, and hand it to the telephone if there is one."""
        written = national(number)
        self._screen.app.copy_to_clipboard(written)
        words = dialling.dial_words(self._screen.context.workspace.settings, number)
        if not words:
            self._say(_("Number copied: {number}").format(number=written))
            return
        try:
            started = dialling.start(words)
        except OSError as error:
            text = _("The dial command does not start ({why}). Number copied: {number}")
            why = error.strerror or type(error).__name__
            self._say(text.format(why=why, number=written), is_error=True)
            return
        self._say(_("Number handed over: {number}").format(number=written))
        self.at_work.append(started)
        self._follow(started)

    def _follow(self, started: Started, looks: int = 0) -> None:
        """Tell how a command ended, if it failed; or that it has not, the first time."""
        outcome = dialling.outcome(started, patience=0)
        if not outcome.is_running:
            self.at_work.remove(started)
        if outcome.has_failed:
            text = _("The dial command failed ({why}): the number is on the clipboard.")
            why = outcome.said or _("error {number}").format(number=outcome.code)
            self._screen.app.notify(clean(text.format(why=why)), severity="error", markup=False)
        elif outcome.is_running:
            if looks == LOOKS and not self._has_told:
                self._has_told = True
                text = _("The dial command is still running: all is well if it is your telephone.")
                self._screen.app.notify(text, markup=False)
            delay = LOOK_SECONDS if looks < LOOKS else RARE_LOOK_SECONDS
            self._screen.app.set_timer(delay, partial(self._follow, started, looks + 1))


def call_person(screen: BaseScreen, call: "PersonCall") -> None:
    """Call a person: through the row with this number, else by handing the number over from here.

    What the law forbids is done for a reason only, which is noted; an objection is not passed over.
    """
    if not call.number:
        screen.tell(_("No number of this person can be called."))
    elif call.verdict.message_id == _OPPOSED:
        screen.tell(_("Not to be called: the person objects to being canvassed."))
    elif call.row is not None:
        screen.go("calls", prospect_id=call.row)
    elif call.verdict.allowed:
        _hand_over(screen, call)
    else:
        _ask_reason(screen, call)


def _ask_reason(screen: BaseScreen, call: "PersonCall") -> None:
    from prospect_tui.tui.screens import call_forms  # noqa: PLC0415 - first forbidden call
    from prospect_tui.wording import law  # noqa: PLC0415 - idem
    from prospect_tui.wording.people import all_the_same  # noqa: PLC0415 - idem

    def go_on(values: "Values") -> None:
        _hand_over(screen, call, all_the_same(values["reason"]))

    form = call_forms.QuickForm(law.reason(call.verdict), [call_forms.reason_field()])
    screen.ask(form, go_on)


def _hand_over(screen: BaseScreen, call: "PersonCall", reason: str = "") -> None:
    from prospect_tui.services import person_calls  # noqa: PLC0415 - first call

    def say(text: str, *, is_error: bool = False) -> None:
        remember = _("i notes what was said.")
        if call.sales:
            remember = _("Note then what was said: until you do, Today shows this call.")
        said = clean(f"{call.name} · {text} · {remember}")
        screen.notify(said, severity="error" if is_error else "information", markup=False)

    person_calls.begin(screen.context.workspace, call, reason)
    Telephones(screen, say).hand_over(call.number)
    screen.context.changed.ring(opportunities=call.sales)
