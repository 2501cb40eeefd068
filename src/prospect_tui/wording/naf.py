"""The codes of activities in words: what a cell of the grid and a line of the sheet say of one."""

from prospect_tui.domain.columns import Column
from prospect_tui.domain.identifiers import check_naf
from prospect_tui.domain.naf import NafVersion, version_of
from prospect_tui.i18n import N_, _
from prospect_tui.services import naf

_NAMES = {NafVersion.REV2: N_("NAF rev. 2"), NafVersion.NAF2025: N_("NAF 2025")}


def naf_remark(column: Column, code: str) -> str:
    """Return what a code means: "43.32A Travaux de menuiserie bois et PVC (NAF rév. 2)".

    A code that its nomenclature does not know is told so, which does not make it wrong. Returns ""
    for a cell that holds no code, and for a column of something else.
    """
    version = version_of(column)
    if version is None or not code or check_naf(code):
        return ""
    name = _(_NAMES[version])
    if label := naf.naf_label(code, version):
        return _("{code} {label} ({nomenclature})").format(
            code=code, label=label, nomenclature=name
        )
    if label := naf.naf_label(code, version.other):
        return _("{code} is not in the {nomenclature}; in the {other}: {label}").format(
            code=code, label=label, nomenclature=name, other=_(_NAMES[version.other])
        )
    return _("{code} is not in the {nomenclature}").format(code=code, nomenclature=name)


def with_label(column: Column, code: str) -> str:
    """Return a code with its label when it has one: "43.32A Travaux de menuiserie bois et PVC"."""
    version = version_of(column)
    label = naf.naf_label(code, version) if version else ""
    return f"{code} {label}" if label else code
