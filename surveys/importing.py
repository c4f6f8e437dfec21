"""A file in either shape becomes an aggregate, or a list of problems."""

from django.views.decorators.debug import sensitive_variables

from surveys.codebook import read_codebook
from surveys.counts import COLUMNS as COUNT_COLUMNS
from surveys.counts import CountTally
from surveys.problems import Problem
from surveys.reading import Unreadable, numbered_rows
from surveys.tally import RespondentTally, check_header


@sensitive_variables()
def read_items(data):
    try:
        return read_codebook(numbered_rows(data))
    except Unreadable as unreadable:
        return [], [Problem(1, "", str(unreadable))]


@sensitive_variables()
def read_answers(data, items, breakdowns, year):
    """(aggregate, problems); the shape shows in the header.

    A question that is comparable since a later year was not asked in this one.
    """
    asked = [item for item in items if item.comparable_since <= year]
    try:
        rows = numbered_rows(data)
        _, header = next(rows, (1, []))
        if {"question", "answer", "count"} <= set(header):
            missing = [c for c in COUNT_COLUMNS if c not in header]
            problems = [Problem(1, column, "header_missing") for column in missing]
            tally = CountTally
        else:
            problems = check_header(header, items, asked, breakdowns)
            tally = RespondentTally
        if problems:
            return {}, problems
        return tally(header, asked, breakdowns).read(rows)
    except Unreadable as unreadable:
        return {}, [Problem(1, "", str(unreadable))]
