"""The grid's colours: component classes, so that themes and users may change each of them."""

from rich.style import Style
from textual.widget import Widget

TONES = ("hot", "warm", "cold", "won", "stopped")
"""The words that colour the score's cell."""
NAMES = (
    "header", "row", "alternate", "selected", "struck", "strike", "cursor-row", "cursor-cell",
    "range", "range-cursor", "problem", "editor", "editor-all", "editor-cursor", "ghost", *TONES,
)  # fmt: skip
COMPONENTS = {name: f"data-grid--{name}" for name in NAMES}

DEFAULT_CSS = """
DrawnGrid {
    width: 1fr; height: 1fr; background: $surface; color: $foreground;
    .data-grid--header { background: $panel; text-style: bold; }
    .data-grid--alternate { background: $boost; }
    .data-grid--selected { background: $secondary 30%; }
    .data-grid--cursor-row { background: $primary 25%; }
    .data-grid--struck { color: $text-muted; }
    .data-grid--strike { text-style: strike; }
    .data-grid--cursor-cell { color: $text-primary 60%; background: $surface; text-style: reverse; }
    &:focus .data-grid--cursor-cell { color: $text-primary; text-style: bold reverse; }
    .data-grid--range { color: $accent-muted; background: $foreground; text-style: reverse; }
    .data-grid--range-cursor {
        color: $foreground; background: $surface; text-style: bold underline;
    }
    .data-grid--problem { color: $text-error; text-style: bold; }
    .data-grid--editor { background: $background; color: $foreground; text-style: underline; }
    .data-grid--editor-all { text-style: reverse; }
    .data-grid--ghost { color: $text-muted; text-style: italic; }
    .data-grid--editor-cursor { text-style: reverse; }
    .data-grid--hot { color: $text-error; text-style: bold; }
    .data-grid--warm { color: $text-warning; text-style: bold; }
    .data-grid--cold { color: $text-primary; }
    .data-grid--won { color: $text-success; text-style: bold; }
    .data-grid--stopped { color: $text-muted; }
}
"""
"""Colour is never the only sign: cursor and range are reversed, the cursor in a range underlined,
struck rows struck where their text begins, others have marks."""


class StyleBook:
    """The styles of a widget's components, worked out once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """Return the style that these of `NAMES` make together, the later ones on top."""
        known = self._known.get(names)
        if known is None:
            known = self._known[names] = self._together(names)
        return known

    def clear(self) -> None:
        """Work them out again: the theme or the focus has changed."""
        self._known.clear()

    def _together(self, names: tuple[str, ...]) -> Style:
        """Lay the components one over the other; Textual only does so with their attributes."""
        background, colour = self._widget.background_colors[1], self._widget.colors[3]
        is_contrast = False
        attributes = Style()
        for name in names:
            one = self._widget.get_component_styles(COMPONENTS[name])
            if one.has_rule("background"):
                background += one.background
            if one.has_rule("color"):
                colour, is_contrast = one.color, one.auto_color
            attributes += one.text_style
        if is_contrast:
            colour = background.get_contrast_text(colour.a)
        drawn = background + colour
        return Style(color=drawn.rich_color, bgcolor=background.rich_color) + attributes
