"""Lines break where French allows it: never at a no-break space, in toasts and dialogs alike."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages import pofile
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text
from textual.content import Content

from prospect_tui import i18n
from prospect_tui.tui.dialogs.confirm import Confirm
from prospect_tui.tui.text import plain
from tests.tui.shell import SMALL, fake_app, fake_context, place, seen

NUMBER = "35\u202f014\u00a0lignes"
KEPT_TOGETHER = "\u00a0\u202f"


@given(
    st.lists(st.sampled_from(["35", "014", "lignes", ":", "»", "déjà"]), min_size=1, max_size=12),
    st.lists(st.sampled_from([" ", "\u00a0", "\u202f"]), min_size=11, max_size=11),
    st.integers(40, 60),
)
def test_a_text_is_broken_at_plain_spaces_alone(
    words: list[str], spaces: list[str], cells: int
) -> None:
    text = words[0] + "".join(space + word for space, word in zip(spaces, words[1:], strict=False))
    pieces = text.split(" ")
    assume(max(map(len, pieces)) <= cells)
    lines = [line.plain for line in plain(text).wrap(cells)]
    assert " ".join(line.strip(" ") for line in lines) == " ".join(pieces)
    for line, following in pairwise(lines):
        assert not line.endswith(tuple(KEPT_TOGETHER))
        assert not following.startswith(tuple(KEPT_TOGETHER))


@pytest.mark.parametrize("cells", range(14, 24))
def test_a_number_and_what_it_counts_stay_on_one_line(cells: int) -> None:
    text = f"Lu jusqu'ici : {NUMBER}"
    assert sum(NUMBER in line.plain for line in Content(text).wrap(cells)) == 1
    printed = Text(text).wrap(Console(width=cells), cells)
    assert sum(NUMBER in line.plain for line in printed) == 1


@pytest.mark.parametrize("letters", range(8, 19))
async def test_a_toast_breaks_no_number(tmp_path: Path, letters: int) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=SMALL, notifications=True) as pilot:
        place(pilot).tell(f"{'x' * letters} import de {NUMBER}")
        await pilot.pause()
        assert NUMBER in seen(pilot)


@pytest.mark.parametrize("letters", range(17, 25))
async def test_a_question_breaks_no_number(tmp_path: Path, letters: int) -> None:
    async with fake_app(fake_context(tmp_path)).run_test(size=SMALL) as pilot:
        await pilot.app.push_screen(Confirm(f"{'x' * letters} retirer {NUMBER} ?"))
        await pilot.pause()
        assert NUMBER in seen(pilot)


def test_every_french_text_has_them_before_its_signs_and_inside_its_quotes() -> None:
    path = Path(i18n.__file__).parent / "locale/fr/LC_MESSAGES/prospect_tui.po"
    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale="fr")
    breaks = re.compile(r" [;!?:](?=\s|$)|« | »")
    texts = [
        text
        for message in catalogue
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string or [])
    ]
    assert len(texts) > len(catalogue)
    assert [text for text in texts if breaks.search(text)] == []
