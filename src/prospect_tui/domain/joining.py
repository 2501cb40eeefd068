"""Puts what is said of something together, whatever of it is not known."""


def joined(*parts: str | None, by: str = " · ") -> str:
    """Return the parts that say something, one after the other; "" when none does."""
    return by.join(part for part in parts if part)
