"""What the codes of activities mean: the official labels, read when one is first asked for."""

from functools import cache

from prospect_tui.domain.identifiers import normalise_naf
from prospect_tui.domain.naf import NafVersion
from prospect_tui.domain.packaged_texts import packaged_text


def naf_label(code: str, version: NafVersion) -> str:
    """Return the French label of a code in a nomenclature, "" when it has no such code."""
    return _labels(version).get(normalise_naf(code), "")


@cache
def _labels(version: NafVersion) -> dict[str, str]:
    """Return the labels by code, in a millisecond or two."""
    lines = packaged_text("naf", f"{version.value}.tsv").splitlines()
    return {code: label for code, _tab, label in (line.partition("\t") for line in lines)}
