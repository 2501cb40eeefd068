"""The call cockpit: who is on the line, what was said, and one key for each result.

It decides nothing: services say who is next, what a result asks and does. Focus rests off the
note, so that a letter is a result; a key that was struck for another row never acts on this one.
"""

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.phone import national
from prospect_tui.domain.results import OPPOSITION_KEY
from prospect_tui.domain.vocabulary import RowState
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import result_label
from prospect_tui.services import cockpit, grid, opposition, prospect_files
from prospect_tui.services.calls import CallLogged
from prospect_tui.services.cockpit import ResultChoice
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.dialogs.form import Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screen import BaseScreen, HelpGroup
from prospect_tui.tui.screens import call_forms, calls_lines
from prospect_tui.tui.screens.calls_desk import CallDesk
