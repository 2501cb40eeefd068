"""Why a row of a file does not become a prospect, and what is wrong with a transfer."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "row.duplicate": N_("It is already in the file “{file}”: {name} (row {row})."),
    "row.duplicate_line": N_("It repeats line {twin} of the same source."),
    "import.unknown_column": N_("The source has no column “{column}”. Its columns are: {known}."),
    "import.unknown_field": N_("No column can go to “{field}”. Choose one of: {known}."),
    "print.suffix": N_(
        "A sheet cannot be printed as “{suffix}”. Give the file one of these endings: {known}."
    ),
    "export.suffix": N_(
        "I do not write “{suffix}” files. Give the name one of these endings: {known}."
    ),
    "import.unknown_batch": N_("Import {batch} does not exist, or was taken back already."),
    "row.empty": N_(
        "Nothing tells who this is: no company, no name, no phone, no e-mail, no SIRET."
    ),
    "row.closed": N_("The register of companies says that this one is closed."),
    "row.not_diffusible": N_(
        "This person opposed the use of their data by others (INSEE's register, partial"
        " diffusion): the law forbids canvassing them with it."
    ),
}
