"""Tags: words in one cell, whatever their case and accents."""

import pytest

from prospect_tui.domain.tags import TagsTyped, read_tags, split_tags, with_tags


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


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", TagsTyped((), is_list=True)),
        (" , ", TagsTyped((), is_list=True)),
        ("vip", TagsTyped(("vip",), is_list=True)),
        ("vip, sous-traitant", TagsTyped(("vip", "sous-traitant"), is_list=True)),
        ("+vip", TagsTyped(("vip",))),
        ("-froid", TagsTyped((), ("froid",))),
        ("+vip -froid", TagsTyped(("vip",), ("froid",))),
        ("+vip,-froid, à rappeler", TagsTyped(("vip", "à rappeler"), ("froid",))),
        (
            "+sous-traitant -à rappeler demain",
            TagsTyped(("sous-traitant",), ("à rappeler demain",)),
        ),
        ("vip -froid", TagsTyped(("vip",), ("froid",))),
        ("salon - 2026", TagsTyped(("salon - 2026",), is_list=True)),
    ],
)
def test_a_line_of_tags_is_read(text: str, read: TagsTyped) -> None:
    assert read_tags(text) == read
