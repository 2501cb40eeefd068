"""Replacing in texts whatever their accents, their ligatures and their capitals."""

from collections.abc import Iterator

from prospect_tui.domain.cleaning import fold


def replaced(text: str, wanted: str, by: str) -> str:
    """Return `text` with `by` wherever whole characters of it read `wanted`, which is folded.

    "œ" reads "oe": it is replaced where "oe" is, not where "o" is; a mark goes with its letter.
    """
    if not wanted or wanted not in fold(text):
        return text
    kept: list[str] = []
    end = 0
    for first, last in _places(text, wanted):
        kept += text[end:first], by
        end = last
    return "".join(kept) + text[end:]


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Give where each occurrence begins in `text`, and where it ends."""
    pieces = [fold(character) for character in text]
    folded = "".join(pieces)
    owner = [at for at, piece in enumerate(pieces) for _ in piece]
    owner.append(len(text))
    place = folded.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        opens = place == 0 or owner[place - 1] != owner[place]
        closes = owner[end - 1] != owner[end]
        if opens and closes:
            yield owner[place], owner[end]
        place = folded.find(wanted, end if opens and closes else place + 1)
