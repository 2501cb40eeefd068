"""The program's own colours. They keep apart for colour-blind eyes, and are never the only sign.

Hues after Okabe and Ito, "Color Universal Design" (2008), the lightness adapted to each ground.
"""

from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import Theme

from prospect_tui.tui.stylesheet import LastingStylesheet

DARK = "prospect-dark"
LIGHT = "prospect-light"

THEMES = (
    Theme(
        name=DARK,
        primary="#56B4E9",
        secondary="#3C7FA6",
        accent="#E69F00",
        warning="#E69F00",
        error="#FF7F50",
        success="#2BC79A",
        foreground="#E4E6E8",
        background="#14181C",
        surface="#1B2127",
        panel="#242C34",
    ),
    Theme(
        name=LIGHT,
        primary="#005A8F",
        secondary="#3C7FA6",
        accent="#8A5A00",
        warning="#8A5A00",
        error="#B03A00",
        success="#00694C",
        foreground="#1C1F22",
        background="#FAFAF7",
        surface="#F0F0EB",
        panel="#E2E4E0",
        dark=False,
    ),
)


def dress(app: App[Any], chosen: str, sheet: Path) -> None:
    """Wear the `chosen` theme, or the program's own, from the first paint of a new `app` on.

    `sheet` is the style of its first screen: known from the beginning, it is parsed once.
    """
    for theme in THEMES:
        app.register_theme(theme)
    app.set_reactive(App.theme, chosen if chosen in app.available_themes else DARK)
    app.stylesheet = LastingStylesheet(variables=app.get_css_variables())
    if sheet.exists():
        app.css_path.append(sheet)
