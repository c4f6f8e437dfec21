"""Queries that are put into SQL once, and only filled in each time they are asked.

To turn nested conditions into SQL costs the ORM many times what the database needs to
answer. A page that is asked for often states its queries here as everywhere, through
the rules of the models, but with gaps where a value comes in. No row is kept.
"""

import re
from copy import copy
from functools import cache, partial, wraps

from django.db import connections
from django.db.models import Expression

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Given(Expression):
    """A gap in a query: the value comes when it is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def filled(self, values, connection):
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Powers(dict):
    """A reader of whom nothing is known but these powers: {permission: held}.

    What a query shows to one it shows to all alike; a rule that asks for more fails.
    """

    def has_perm(self, permission):
        return self[permission]


class Prepared:
    """One query with its gaps."""

    def __init__(self, rows):
        self.rows = rows
        self.compiler = rows.query.get_compiler(rows.db)
        self.sql, self.params = self.compiler.as_sql()
        if any(A_DAY.match(str(value)) for value in self.params):
            raise ValueError("A day that is put into SQL once would never change.")

    def ask(self, values):
        compiler = copy(self.compiler)
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = partial(self.filled, values, compiler.connection)
        asked = self.rows.all()
        asked.query.get_compiler = lambda using: compiler
        return list(asked)

    def filled(self, values, connection):
        return self.sql, tuple(
            value.filled(values, connection) if isinstance(value, Given) else value
            for value in self.params
        )


def prepared(build):
    """Of a function that makes a query, one that gives its rows.

    What is passed by place tells queries apart, what is passed by name fills gaps.
    """
    made = cache(lambda *kind: Prepared(build(*kind)))

    @wraps(build)
    def ask(*kind, **values):
        return made(*kind).ask(values)

    return ask
