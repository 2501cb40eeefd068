"""What may be wrong with a prospecting file, one of its rows or a cell."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "file.unknown": N_("There is no prospecting file “{name}”. List them with “prospect files”."),
    "file.no_name": N_("A prospecting file needs a name: type one."),
    "file.name_taken": N_("There is already a prospecting file “{name}”. Choose another name."),
    "row.not_found": N_("Row {row} does not exist any more. It was taken back or deleted."),
    "row.not_active": N_(
        "“{name}” is struck out or already an opportunity: restore the row, or work on the"
        " opportunity."
    ),
    "row.has_history": N_(
        "“{name}” was called or became an opportunity: such a row is not deleted. Strike it out"
        " instead."
    ),
    "cell.computed": N_("“{column}” fills itself from your calls: it cannot be typed in."),
    "cell.too_long": N_(
        "This text is too long for a cell: {length} characters, at most {limit}. Shorten it."
    ),
    "cell.changed": N_(
        "This cell was changed meanwhile and now holds “{theirs}”. Yours, “{mine}”, is not saved:"
        " save again to replace it."
    ),
    "cell.no_column": N_(
        "The column “{column}” does not exist any more: another window deleted it. Nothing was"
        " changed."
    ),
    "paste.too_long": N_(
        "This text is too long to be pasted here: {length} characters, at most {limit}."
    ),
    "paste.too_wide": N_(
        "The block has {columns} columns, but only {left} are shown from this cell on. Nothing was"
        " pasted: begin further left, or show more columns."
    ),
    "paste.too_high": N_(
        "The block has {rows} rows, but only {left} are shown from this cell down. Nothing was"
        " pasted: begin higher, or let new rows be added."
    ),
    "paste.too_big": N_(
        "The block has {cells} cells, at most {limit} are pasted at once. Save it as a file and"
        " import that."
    ),
    "replace.no_text": N_("There is nothing to find: type the text that is to be replaced."),
    "cell.not_a_choice": N_("“{value}” is not in the list of this column. It is kept, and marked."),
    "copy.too_big": N_(
        "This is too much for a clipboard: {cells} cells, at most {limit}. Export the rows instead."
    ),
}
