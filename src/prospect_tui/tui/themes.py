"""The program's own colours. They keep apart for colour-blind eyes, and are never the only sign.

Hues after Okabe and Ito, "Color Universal Design" (2008), the lightness adapted to each ground.
"""

from textual.theme import Theme

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
