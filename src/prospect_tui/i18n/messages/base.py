"""What may be wrong with the base, its disk or its copies: always with the file."""

from prospect_tui.i18n.catalog import N_

MESSAGES: dict[str, str] = {
    "base.not_a_base": N_(
        "“{path}” is not a base of this program but another kind of file: it is left untouched."
        " Choose another file with --db."
    ),
    "base.not_ours": N_(
        "“{path}” is the base of another program: it is left untouched. Choose another file with"
        " --db."
    ),
    "base.newer": N_(
        "“{path}” was made by a newer version of this program (structure {version}; this one knows"
        " {known}): it is left untouched. Install the newer version."
    ),
    "base.foreign_code": N_(
        "“{path}” carries a command that is not ours (“{name}”) and would run on your data: it is"
        " not opened. Put back one of your backups."
    ),
    "base.damaged": N_(
        "“{path}” is damaged. Keep this file aside as it is, and put back the newest of your"
        " backups."
    ),
    "base.emptied": N_(
        "“{path}” is empty, although there are copies of it in {folder}. Put back the newest one;"
        " to start anew, remove the empty file."
    ),
    "base.disk_full": N_(
        "There is no room left on the disk of “{path}”: nothing was saved. Make room, then try"
        " again."
    ),
    "base.read_only": N_(
        "“{path}” can be read but not written: nothing is saved. Check your rights on the file and"
        " on its folder."
    ),
    "base.busy": N_(
        "Another program has been writing in “{path}” for too long: nothing was saved. Wait or"
        " close it, then try again."
    ),
    "base.other_sqlite": N_(
        "“{path}” is open in another installation of this program, whose SQLite is newer: the two"
        " cannot write in it together, and nothing was saved. Close both, then open one only."
    ),
    "base.at_work": N_(
        "The work in progress is writing in the base: this was not saved. Try again at its end, or"
        " stop it with Esc."
    ),
    "base.cannot_open": N_(
        "“{path}” cannot be opened. Check that its folder exists and that you may read and write"
        " there."
    ),
    "base.failed": N_(
        "“{path}” could not be read or written ({detail}). Check the disk, then try again: nothing"
        " is counted twice."
    ),
    "backup.exists": N_(
        "There is already a file “{path}”: it is not overwritten. Choose another name."
    ),
    "backup.not_faithful": N_(
        "The copy “{path}” did not read back like the base and was thrown away. Check the disk,"
        " then make another one."
    ),
}
