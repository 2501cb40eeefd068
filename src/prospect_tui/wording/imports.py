"""An import in words: where a column goes, what became of every row."""

from prospect_tui.domain.importing import FULL_NAME, OWN, SKIP, RowProblem
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import column_label
from prospect_tui.services.importing import ImportReport
from prospect_tui.wording.messages import message


def target_label(target: str) -> str:
    """Return the name of a field to which a column may go."""
    special = {
        OWN: _("kept as the file's own column"),
        SKIP: _("left out"),
        FULL_NAME: _("Person (first and last name)"),
    }
    return special.get(target) or column_label(target)


def problem_line(problem: RowProblem) -> str:
    """Return why a row was not imported: "line 34: …"."""
    reason = problem.message_id
    if reason == "row.duplicate" and not problem.params.get("of"):
        reason = "row.duplicate_here"
    said = message(reason, **problem.params)
    return _("line {line}: {reason}").format(line=problem.line, reason=said)


def summary(report: ImportReport) -> str:
    """Return "500 rows read: 480 imported, 20 not imported" and what is to be looked at."""
    text = ngettext(
        "{rows_in} row read: {imported} imported, {rejected} not imported",
        "{rows_in} rows read: {imported} imported, {rejected} not imported",
        report.rows_in,
    )
    parts = [text.format(rows_in=formats.number(report.rows_in),
                         imported=formats.number(report.imported),
                         rejected=formats.number(report.rejected))]  # fmt: skip
    if report.marked:
        marked = ngettext("{count} with a value to check", "{count} with a value to check",
                          report.marked)  # fmt: skip
        parts.append(marked.format(count=formats.number(report.marked)))
    if report.opposed:
        opposed = ngettext("{count} struck out: opposed", "{count} struck out: opposed",
                           report.opposed)  # fmt: skip
        parts.append(opposed.format(count=formats.number(report.opposed)))
    return " · ".join(parts)


def report_text(report: ImportReport) -> str:
    """Return the summary and one line a rejected row, with its text."""
    lines = [summary(report), ""]
    lines += [f"{problem_line(problem)}\n    {problem.raw}" for problem in report.problems]
    return "\n".join(lines)
