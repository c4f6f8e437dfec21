"""What one page of results needs of the database, found in a single look."""

from functools import cached_property
from itertools import zip_longest

from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from instructions import asked
from instructions.search.fuse import fuse

STATEMENT = """
WITH found (id, instruction_id, in_force_on, rank, stands, facets) AS MATERIALIZED ({found})
SELECT 'total', '', COUNT(*) FROM found
UNION ALL
SELECT 'facets', facets, COUNT(*) FROM {texts} GROUP BY facets
UNION ALL
SELECT 'row', '', id FROM (
    SELECT id FROM found ORDER BY rank DESC, stands DESC, in_force_on DESC, id DESC
    LIMIT {size} OFFSET {start}
) page
"""
# Several versions of a text may be found: it is counted once.
EACH_ONCE = "(SELECT DISTINCT instruction_id, facets FROM found) texts"


class Found:
    """The versions of a selection, for a paginator: a page, the total, the facets."""

    def __init__(self, selection, user, size, page=1):
        self.selection, self.user, self.size = selection, user, size
        self.start = max(0, page - 1) * size

    @cached_property
    def answer(self):
        return self.ask(self.start)

    def ask(self, start):
        """Run the statement; gives the total, the counts and the keys of a page."""
        rows = self.selection.listed(self.user)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False)
        sql, params = compiler.as_sql()
        texts = "found" if self.selection.is_current else EACH_ONCE
        statement = STATEMENT.format(
            found=sql, texts=texts, size=self.size, start=start
        )
        with fuse(), connection.cursor() as cursor:
            cursor.execute(statement, params)
            rows = cursor.fetchall()
        total = next(number for kind, _, number in rows if kind == "total")
        facets = [(text, number) for kind, text, number in rows if kind == "facets"]
        return total, counted(facets), [key for kind, _, key in rows if kind == "row"]

    def count(self):
        return self.answer[0]

    @property
    def facets(self):
        return self.answer[1]

    def __getitem__(self, page):
        """The versions of one page, in order, with their status, without bodies."""
        keys = self.answer[2] if page.start == self.start else self.ask(page.start)[2]
        by_key = {row.pk: row for row in self.rows(keys)} if keys else {}
        return [by_key[key] for key in keys if key in by_key]

    def rows(self, keys):
        """In no order; a short page asks for its last one several times."""
        names = tuple(f"key_{number}" for number in range(self.size))
        when = self.selection.when
        return asked.page(
            self.user,
            names,
            bool(when.office),
            now=timezone.now(),
            **when.values,
            **dict(zip_longest(names, keys, fillvalue=keys[-1])),
        )


def counted(rows):
    """How many texts stand under each code of each scheme."""
    counts = {}
    for facets, number in rows:
        for facet in (facets or "").split():
            scheme, _colon, code = facet.partition(":")
            of_scheme = counts.setdefault(scheme, {})
            of_scheme[code] = of_scheme.get(code, 0) + number
    return counts
