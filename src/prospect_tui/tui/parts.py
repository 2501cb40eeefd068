"""Classes of which only another one is made: Textual need not get them ready to be used.

A screen or a grid is written in parts, each a class in its own module, one upon the other. Textual
gathers for every class the bindings, the reactive attributes and the names of all those below it:
a third of a millisecond each, at every start, that only the class of the whole needs.
"""

from typing import Any


class InParts:
    """What is written in parts: `class Rows(Screen, is_part=True)` is one, and never opened itself.

    A part may have bindings, handlers and reactive attributes; a style and whether it takes the
    focus are for the whole.
    """

    def __init_subclass__(cls, *, is_part: bool = False, **options: Any) -> None:
        if not is_part:
            super().__init_subclass__(**options)
