"""The grid's colours: component classes, so that themes and users may change each of them."""

from rich.style import Style
from textual.widget import Widget

TONES = ("hot", "warm", "cold", "won", "stopped")
"""The words that colour the score's cell."""
NAMES = (
    "header", "row", "alternate", "selected", "struck", "cursor-row", "cursor-cell", "problem",
    "editor", "editor-cursor", *TONES,
)  # fmt: skip
COMPONENTS = {name: f"data-grid--{name}" for name in NAMES}

DEFAULT_CSS = """
GridView {
    width: 1fr; height: 1fr; background: $surface; color: $foreground;
    .data-grid--header { background: $panel; text-style: bold; }
    .data-grid--alternate { background: $boost; }
    .data-grid--selected { background: $secondary 30%; }
    .data-grid--cursor-row { background: $primary 25%; }
    .data-grid--struck { color: $text-muted; text-style: strike; }
    .data-grid--cursor-cell { color: $text-primary 60%; background: $surface; text-style: reverse; }
    &:focus .data-grid--cursor-cell { color: $text-primary; text-style: bold reverse; }
    .data-grid--problem { color: $text-error; text-style: bold; }
    .data-grid--editor { background: $background; color: $foreground; text-style: underline; }
    .data-grid--editor-cursor { text-style: reverse; }
    .data-grid--hot { color: $text-error; text-style: bold; }
    .data-grid--warm { color: $text-warning; text-style: bold; }
    .data-grid--cold { color: $text-primary; }
    .data-grid--won { color: $text-success; text-style: bold; }
    .data-grid--stopped { color: $text-muted; }
}
"""
"""Colour is never the only sign: the cursor is reversed, struck rows struck, others have marks."""


class StyleBook:
    """The styles of a widget's components, worked out once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """Return the style that these of `NAMES` make together, the later ones on top."""
        known = self._known.get(names)
        if known is None:
            components = [COMPONENTS[name] for name in names]
            known = self._known[names] = self._widget.get_component_rich_style(*components)
        return known

    def clear(self) -> None:
        """Work them out again: the theme or the focus has changed."""
        self._known.clear()
