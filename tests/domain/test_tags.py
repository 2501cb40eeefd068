"""Tags: words in one cell, whatever their case and accents."""

import pytest

from prospect_tui.domain.tags import split_tags, with_tags


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ;", ()),
        ("salon", ("salon",)),
        ("salon, VIP;  à revoir ", ("salon", "VIP", "à revoir")),
        ("Devis, salon, devis, DÉVIS", ("Devis", "salon")),
        ("a\nb\x00", ("a b\N{REPLACEMENT CHARACTER}",)),
    ],
)
def test_tags_are_split(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == tags


@pytest.mark.parametrize(
    ("text", "add", "remove", "cell"),
    [
        ("", ["salon"], [], "salon"),
        ("salon", ["VIP"], [], "salon, VIP"),
        ("salon;VIP", ["vip"], [], "salon;VIP"),
        ("salon;VIP", ["chaud"], [], "salon, VIP, chaud"),
        ("Étape 1, VIP", [], ["etape 1"], "VIP"),
        ("salon", [], ["absent"], "salon"),
        ("salon", [], ["SALON"], ""),
        ("salon", ["Salon"], ["salon"], "Salon"),
        ("", ["a, b", "a"], ["c;d"], "a, b"),
        ("  salon ", [], [], "  salon "),
    ],
)
def test_tags_are_added_and_taken_off(
    text: str, add: list[str], remove: list[str], cell: str
) -> None:
    assert with_tags(text, add, remove) == cell
    assert with_tags(cell, add) == cell
