"""What may be wrong with a regular expression that somebody typed."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "pattern.wrong": N_(
        "The expression “{pattern}” cannot be read: look at its character {place}. For a text as"
        " it stands, put a backslash before . * + ? ( ) [ ] {{ }} ^ $ | and \\."
    ),
    "pattern.too_long": N_(
        "This expression is too long: {length} characters, at most {limit}. Shorten it."
    ),
    "pattern.too_slow": N_(
        "The expression “{pattern}” takes too long on these texts: the search was stopped. Avoid a"
        " repetition inside another one, such as (a+)+."
    ),
    "pattern.replacement": N_(
        "The replacement “{replacement}” cannot be used: \\1 stands for the first pair of"
        " parentheses of the expression, \\\\ for a backslash."
    ),
}
