"""Classes of which only another one is made: the whole is as if none of them were spared."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from prospect_tui.tui import app
from prospect_tui.tui.parts import InParts
from prospect_tui.tui.screens import files, today

READY = "_merged_bindings"
"""What Textual gathers for each class that it gets ready."""


class _Counted(InParts, Widget, is_part=True):
    """A part with all that a part may have."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "more", "")]

    count = reactive(0)
    double = reactive(0)

    def compute_double(self) -> int:
        """Return twice the count."""
        return 2 * self.count


class _Whole(_Counted, can_focus=True):
    """What is shown."""


def test_the_whole_has_what_its_parts_bring() -> None:
    assert READY not in vars(_Counted)
    whole = _Whole()
    assert "j" in whole._bindings.key_to_bindings
    assert {"count", "double"} <= whole._reactives.keys()
    assert "double" in whole._computes
    assert {"_Whole", "_Counted", "Widget"} <= whole._css_type_names
    assert whole.can_focus


def test_parts_have_no_style_of_their_own() -> None:
    assert {app, files, today}  # imported, so that their parts are known
    parts = [one for one in _all(InParts) if READY not in vars(one)]
    assert files.FilesScreen.__base__ in parts
    owned = {"DEFAULT_CSS", "COMPONENT_CLASSES", "CSS", "CSS_PATH", "SCOPE", "can_focus"}
    assert not [(one, owned & vars(one).keys()) for one in parts if owned & vars(one).keys()]


def _all(of: type[InParts]) -> Iterator[type[InParts]]:
    for one in of.__subclasses__():
        yield one
        yield from _all(one)
