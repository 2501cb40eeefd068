"""Paths as they are typed, pasted or dropped, and what a folder offers."""

import os
from pathlib import Path

import pytest

from prospect_tui.services.typed_paths import is_folder, is_there, listing, typed_path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/a/b.csv", "/a/b.csv"),
        ("  /a/b c.csv ", "/a/b c.csv"),
        ("'/a/b c.csv'", "/a/b c.csv"),
        ('"/a/b c.csv"', "/a/b c.csv"),
        ("/a/b\\ c\\'d.csv", "/a/b c'd.csv"),
        ("file:///a/%C3%A9t%C3%A9%20b.csv", "/a/été b.csv"),
        ("~/b.csv", "{home}/b.csv"),
        ("~personne-de-ce-nom/b.csv", "~personne-de-ce-nom/b.csv"),
        ("b.csv", "b.csv"),
        ("/root//a/b.csv", "/a/b.csv"),
        ("/chez/moi/~/b.csv", "{home}/b.csv"),
        ("/chez/moi/'/a/b c.csv'", "/a/b c.csv"),
        ('/chez/moi/"/a/b c.csv"', "/a/b c.csv"),
        ("/chez/moi/file:///a/%C3%A9t%C3%A9.csv", "/a/été.csv"),
        ("/chez/moi//a/b\\ c.csv", "/a/b c.csv"),
        ("~/Documents//a/b.csv", "/a/b.csv"),
        ("file:///a//b.csv", "/a//b.csv"),
        ("~/b~/c.csv", "{home}/b~/c.csv"),
        ("/a/l'été/b.csv", "/a/l'été/b.csv"),
        ("'", "'"),
        ("", "."),
    ],
)
def test_what_a_text_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path(text) == Path(expected.format(home=tmp_path))


def test_a_backslash_that_belongs_to_the_name_stays(tmp_path: Path) -> None:
    path = tmp_path / "a\\b.csv"
    path.write_text("")
    assert typed_path(str(path)) == path


def test_two_slashes_of_a_path_that_is_there_are_one(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("")
    assert typed_path(f"{tmp_path}//b.csv") == path


def test_a_folder_offers_its_newest_tables_then_its_folders(tmp_path: Path) -> None:
    for age, name in enumerate(("vieux.csv", "NEUF.CSV", "notes.pdf", "classeur.xlsx")):
        (tmp_path / name).write_text("x" * age)
        os.utime(tmp_path / name, (1_600_000_000 + age, 1_600_000_000 + age))
    for name in ("b", "A"):
        (tmp_path / name).mkdir()
    (tmp_path / "mort.csv").symlink_to(tmp_path / "nulle part")
    found = listing(tmp_path, (".csv", ".xlsx"))
    names = ["classeur.xlsx", "NEUF.CSV", "vieux.csv", "A", "b"]
    assert [entry.path.name for entry in found] == names
    assert [entry.is_folder for entry in found] == [False] * 3 + [True] * 2
    assert found[0].size == 3
    assert listing(tmp_path / "nulle part", (".csv",)) == []
    assert listing(tmp_path / "NEUF.CSV", (".csv",)) == []


@pytest.mark.parametrize(
    "text", ["9" * 400, "a\0b", "nulle part/encore", "'" + "x" * 5_000 + "\\ '"]
)
def test_a_path_that_cannot_be_leads_nowhere(text: str) -> None:
    path = typed_path(text)
    assert not is_there(path)
    assert not is_folder(path)
