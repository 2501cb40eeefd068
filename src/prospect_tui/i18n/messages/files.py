"""Why a file cannot be read or written, and what to do: `{name}` is the file's name."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "file.not_found": N_("There is no file “{name}”. Check its name and its folder."),
    "file.is_directory": N_("“{name}” is a folder: choose a file in it."),
    "file.not_regular": N_("“{name}” is not an ordinary file. Copy its content to a file first."),
    "file.not_permitted": N_(
        "You are not allowed to read “{name}”. Ask its owner, or copy it to a folder of yours."
    ),
    "file.unreadable": N_("“{name}” cannot be read: {reason}. Copy it elsewhere and try again."),
    "file.empty": N_("“{name}” is empty: there is nothing to read in it. Export it again."),
    "file.no_rows": N_(
        "“{name}” has no row under its titles. Check that you chose the right file or sheet."
    ),
    "file.binary": N_(
        "“{name}” is not a text: open it with its own program and save it as CSV or XLSX."
    ),
    "file.unsupported": N_(
        "I do not read “{suffix}” files such as “{name}”. Save it as one of: {known}."
    ),
    "file.archive": N_("“{name}” is a compressed archive: unpack it, then choose the file inside."),
    "file.web_page": N_(
        "“{name}” is a web page, whatever its name says: open it in a spreadsheet program and save"
        " it as XLSX or CSV."
    ),
    "file.not_a_spreadsheet": N_(
        "“{name}” is a document of another kind than a spreadsheet. Copy its table to a"
        " spreadsheet and save it as XLSX or CSV."
    ),
    "file.password": N_(
        "“{name}” is protected by a password. Open it in your spreadsheet program, remove the"
        " password and save it under another name."
    ),
    "file.damaged": N_(
        "“{name}” is damaged, or is not a spreadsheet. Open it in a spreadsheet program and save"
        " it again, or export it as CSV."
    ),
    "file.bomb": N_(
        "“{name}” unpacks to far more than its size (more than {limit} MB is refused): it could"
        " fill the memory. If you trust it, save it as CSV and import that."
    ),
    "file.too_big": N_(
        "“{name}” needs too much memory to be read as a spreadsheet. Save it as CSV, or in several"
        " files."
    ),
    "file.too_slow": N_(
        "“{name}” takes too long to read as a spreadsheet. Save it as CSV, or in several files."
    ),
    "file.too_many_rows": N_(
        "“{name}” would have more than {limit} rows, the most that a spreadsheet holds. Use CSV, or"
        " several files."
    ),
    "file.no_sheet": N_("There is no sheet “{sheet}” in “{name}”. Choose one of its sheets."),
    "file.exists": N_(
        "There is already a file “{name}”. Choose another name, or confirm that it may be replaced."
    ),
    "file.not_writable": N_(
        "“{name}” cannot be written: {reason}. Choose another folder or another name."
    ),
    "file.cell_too_long": N_(
        "A text of line {line} is longer than {limit} characters, the most that a spreadsheet cell"
        " holds. Export as CSV, which has no limit."
    ),
    "row.too_long": N_(
        "This row has {found} cells where the table has {wanted} columns. Look for a separator too"
        " many, or a text that should be between quotes."
    ),
    "row.open_quote": N_(
        "A quote opens in this row and is never closed, so its cells cannot be told apart. Remove"
        " the quote or close it."
    ),
    "row.cell_too_long": N_(
        "This row holds more than {limit} characters: that is no prospect. Look for a quote that"
        " was never closed."
    ),
}
