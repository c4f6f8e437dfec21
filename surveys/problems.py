"""What is wrong in a file: row, column, rule and value, said in both languages."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

RULES = {
    "unreadable": _("The file is neither a CSV in UTF-8 nor an XLSX workbook."),
    "too_large": _("The file is larger than the portal accepts."),
    "empty": _("The file holds no row."),
    "header_missing": _("This column is required."),
    "header_twice": _("This column stands twice."),
    "header_unknown": _(
        "This column is neither a question of the codebook nor a breakdown of the wave."
    ),
    "width": _("This row has more cells than the header."),
    "required": _("This cell must not be empty."),
    "group": _("The group is officials or private, with a question in this wave."),
    "factor": _("The factor is a whole number from 1 to 10."),
    "scale": _("The scale has 4 or 5 points."),
    "flag": _("Write 0 or 1."),
    "year": _("Write a year in four figures."),
    "code": _("A code holds letters, figures, - and _, 20 at most."),
    "code_twice": _("This code stands twice."),
    "code_unknown": _("The codebook has no such question for this group."),
    "answer": _(
        "This is not an answer of the question: its scale, NSP, REFUS or empty."
    ),
    "other_group": _("This question was not asked of this group in this wave."),
    "weight": _("A weight is a number above 0 and at most 1000."),
    "value_long": _("A breakdown value has at most 60 characters."),
    "values_many": _("A breakdown has at most 40 values."),
    "breakdown": _("This is not a breakdown of the wave."),
    "count": _("A count is a whole number, 0 or more."),
    "count_twice": _("This count stands twice."),
    "no_total": _("The breakdown has no total row for this answer."),
    "sum": _("The counts of this breakdown do not add up to the total."),
}


@dataclass(frozen=True)
class Problem:
    """One wrong cell; the value is shown once and never kept."""

    row: int
    column: str
    rule: str
    value: str = ""

    @property
    def sentences(self):
        """The rule in French and in English, whoever reads."""
        said = []
        for language in ("fr", "en"):
            with override(language):
                said.append(str(RULES[self.rule]))
        return said

    def kept(self):
        return {"row": self.row, "column": self.column, "rule": self.rule}
