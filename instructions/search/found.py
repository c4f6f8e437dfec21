"""What one page of results needs of the database, found in a single look."""

from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connection

from instructions.models import Version
from instructions.search.fuse import fuse

STATEMENT = """
WITH found AS MATERIALIZED ({found}),
texts AS MATERIALIZED (SELECT DISTINCT instruction_id FROM found)
SELECT 'total', '', COUNT(*) FROM found
UNION ALL
SELECT 'type', type, COUNT(*) FROM texts
    JOIN instructions_instruction ON id = instruction_id GROUP BY type
UNION ALL
SELECT scheme, code, COUNT(*) FROM texts
    JOIN instructions_label USING (instruction_id) GROUP BY scheme, code
UNION ALL
SELECT 'row', '', id FROM (
    SELECT id FROM found ORDER BY rank DESC, in_force_on DESC, id DESC
    LIMIT {size} OFFSET {start}
) page
"""


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
        rows = self.selection.ordered(self.user).order_by()
        values = rows.values("id", "instruction_id", "in_force_on", "rank")
        compiler = values.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False)
        sql, params = compiler.as_sql()
        statement = STATEMENT.format(found=sql, size=self.size, start=start)
        with fuse(), connection.cursor() as cursor:
            cursor.execute(statement, params)
            rows = cursor.fetchall()
        counts, keys = {}, []
        for kind, code, number in rows:
            if kind == "row":
                keys.append(number)
            else:
                counts.setdefault(kind, {})[code] = number
        return counts, keys

    def count(self):
        return self.answer[0]["total"][""]

    @property
    def facets(self):
        return self.answer[0]

    def __getitem__(self, page):
        """The versions of one page, in order, with their status, without bodies."""
        keys = self.answer[1] if page.start == self.start else self.ask(page.start)[1]
        rows = Version.objects.filter(pk__in=keys).select_related("instruction__issuer")
        rows = rows.with_status(**self.selection.when.axes)
        by_key = {row.pk: row for row in rows.without_bodies()}
        return [by_key[key] for key in keys]
