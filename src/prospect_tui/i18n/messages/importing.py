"""Why a row of a file does not become a prospect."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "row.empty": N_(
        "Nothing tells who this is: no company, no name, no phone, no e-mail, no SIRET."
    ),
    "row.closed": N_("The register of companies says that this one is closed."),
    "row.not_diffusible": N_(
        "This person opposed the use of their data by others (INSEE's register, partial"
        " diffusion): the law forbids canvassing them with it."
    ),
}
