"""The labels of activity codes, in both nomenclatures."""

import re

import pytest

from prospect_tui.domain.columns import COLUMNS_BY_KEY, Column
from prospect_tui.domain.identifiers import check_naf, normalise_naf
from prospect_tui.domain.naf import NafVersion, version_of
from prospect_tui.domain.packaged_texts import packaged_text
from prospect_tui.services.naf import naf_label


@pytest.mark.parametrize(
    ("code", "version", "label"),
    [
        ("43.32A", NafVersion.REV2, "Travaux de menuiserie bois et PVC"),
        ("4332a", NafVersion.REV2, "Travaux de menuiserie bois et PVC"),
        ("NAF 43.32 A", NafVersion.REV2, "Travaux de menuiserie bois et PVC"),
        ("43.32G", NafVersion.NAF2025, "Travaux de menuiserie bois et PVC"),
        ("43.32A", NafVersion.NAF2025, ""),
        ("43.32G", NafVersion.REV2, ""),
        ("99.99Z", NafVersion.REV2, ""),
        ("", NafVersion.REV2, ""),
        ("menuisier", NafVersion.NAF2025, ""),
    ],
)
def test_a_code_has_its_label_in_its_nomenclature(
    code: str, version: NafVersion, label: str
) -> None:
    assert naf_label(code, version) == label


@pytest.mark.parametrize(("version", "codes"), [(NafVersion.REV2, 732), (NafVersion.NAF2025, 747)])
def test_the_tables_are_whole_and_their_codes_well_formed(version: NafVersion, codes: int) -> None:
    lines = packaged_text("naf", f"{version.value}.tsv").splitlines()
    listed = [line.split("\t") for line in lines]
    assert len({code for code, _label in listed}) == len(listed) == codes
    assert [code for code, _ in listed if check_naf(code) or normalise_naf(code) != code] == []
    assert [label for _, label in listed if label != " ".join(label.split()) or not label] == []
    assert not re.search("[\ufffd\x80-\x9f]", "".join(lines))
    assert all(naf_label(code, version) == label for code, label in listed)


@pytest.mark.parametrize(
    ("key", "version"),
    [("naf", NafVersion.REV2), ("naf_2025", NafVersion.NAF2025), ("city", None), ("siren", None)],
)
def test_a_column_holds_codes_of_one_nomenclature(key: str, version: NafVersion | None) -> None:
    assert version_of(COLUMNS_BY_KEY[key]) == version


def test_an_own_column_holds_no_codes() -> None:
    assert version_of(Column("own:1", label="NAF")) is None


def test_the_origin_of_the_tables_is_packaged_with_them() -> None:
    text = packaged_text("naf", "SOURCES.md")
    assert "Licence Ouverte" in text
    assert "INSEE" in text
