"""Queries that are put into SQL and planned once, and filled in each time.

To turn nested conditions into SQL costs the ORM many times what the answer costs, and
so does it PostgreSQL to plan them. A page that is asked for often states its queries
through the rules of the models, as everywhere, but with gaps where a value comes in.
What is kept is how to ask, in this process and in each connection; no row is.
"""

import re
from contextlib import ExitStack
from copy import copy
from functools import cache, lru_cache, partial, wraps
from itertools import count
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections
from django.db.models import (
    DEFERRED,
    BigIntegerField,
    DateField,
    DateTimeField,
    Expression,
    TextField,
)
from django.http import Http404
from psycopg2.extensions import AsIs

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
BLANKS = {}  # the gaps that numbers stand for, by the number
PLANNED = WeakKeyDictionary()  # which statements a connection to PostgreSQL knows
NUMBERS = count(1)
MOST_KINDS, MOST_PLANS = 24, 300  # a plan takes a fifth of a megabyte


class Given(Expression):
    """A gap in a query: the value comes when it is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def filled(self, values, connection):
        value = values[self.name]
        if type(value) is int and abs(value) > BigIntegerField.MAX_BIGINT:
            raise EmptyResultSet("No row has such a number.")
        return self.output_field.get_db_prep_value(value, connection)


def number(name):
    """A gap for a key, a year, or another whole number."""
    return Given(name, BigIntegerField())


def word(name):
    return Given(name, TextField())


def day(name):
    return Given(name, DateField())


NOW, TODAY, USER = Given("now", DateTimeField()), day("today"), number("user")


@cache
def blank(name, output_field):
    """A number that no row has as its key: a gap where only a number may stand."""
    number = -(2**62) - next(NUMBERS)
    BLANKS[number] = Given(name, output_field)
    return number


def stand_in(model, name, **fields):
    """A row with a gap for its key; what else is asked of it would have to be read."""
    key = model._meta.pk
    known = {key.attname: blank(name, key), **fields}
    names = [field.attname for field in model._meta.concrete_fields]
    values = [known.get(name, DEFERRED) for name in names]
    return model.from_db(DEFAULT_DB_ALIAS, names, values)


def refuse(*asked):
    raise LookupError("A query that is prepared may not depend on what rows say now.")


def listed(words):
    """In brackets; PostgreSQL takes none around nothing."""
    return f" ({', '.join(words)})" if words else ""


class Statement:
    """SQL with gaps."""

    def __init__(self, sql, params):
        if any(A_DAY.match(str(value)) for value in params):
            raise ValueError("A day that is put into SQL once would never change.")
        self.sql = sql
        self.params = [BLANKS.get(v, v) if type(v) is int else v for v in params]
        gaps = {gap.name: gap for gap in self.params if isinstance(gap, Given)}
        self.gaps = list(gaps.values())
        self.places = {name: AsIs(f"${n}") for n, name in enumerate(gaps, 1)}
        self.name = f"asked_{next(NUMBERS)}"

    def filled(self, values, connection):
        """What to execute, and with which parameters."""
        if connection.vendor == "postgresql":
            self.plan(connection)
            execute = f"EXECUTE {self.name}{listed(['%s'] * len(self.gaps))}"
            return execute, [gap.filled(values, connection) for gap in self.gaps]
        return self.sql, self.with_gaps(lambda gap: gap.filled(values, connection))

    def with_gaps(self, fill):
        return [fill(v) if isinstance(v, Given) else v for v in self.params]

    def plan(self, connection):
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        known = PLANNED.setdefault(connection.connection, set())
        if self not in known:
            if len(known) >= MOST_PLANS:
                self.execute(connection, "DEALLOCATE ALL")
                known.clear()
            types = [gap.output_field.db_type(connection) for gap in self.gaps]
            sql = f"PREPARE {self.name}{listed(types)} AS {self.sql}"
            places = self.with_gaps(lambda gap: self.places[gap.name])
            self.execute(connection, sql, places)
            known.add(self)

    def forget(self, connection):
        """Drop a plan that no longer fits the tables; whether there was one."""
        known = PLANNED.get(connection.connection, set())
        if self not in known:
            return False
        self.execute(connection, f"DEALLOCATE {self.name}")
        known.remove(self)
        return True

    def execute(self, connection, sql, params=None):
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(sql, params)


class Prepared:
    """A query as the ORM built it, asked with its statement."""

    def __init__(self, build, *kind):
        with ExitStack() as reading_nothing:
            for connection in connections.all(initialized_only=True):
                reading_nothing.enter_context(connection.execute_wrapper(refuse))
            self.rows = build(*kind)
            self.compiler = self.rows.query.get_compiler(self.rows.db)
            try:
                self.statement = Statement(*self.compiler.as_sql())
            except EmptyResultSet:
                self.statement = None

    def ask(self, values):
        if self.statement is None:
            return []
        connection = connections[self.rows.db]
        try:
            return self.answer(values, connection)
        except NotSupportedError:
            if not self.statement.forget(connection):
                raise
            return self.answer(values, connection)

    def answer(self, values, connection):
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = partial(self.statement.filled, values, connection)
        asked = self.rows.all()
        asked.query.get_compiler = lambda using: compiler
        return list(asked)


def first(rows):
    return rows[0] if rows else None


def first_or_404(rows):
    """The row that an address names; what the reader may not see is not there."""
    if not rows:
        raise Http404
    return rows[0]


def prepared(build):
    """Of a function that makes a query, one that gives its rows.

    What is passed by place tells queries apart, what is passed by name fills gaps.
    """
    made = lru_cache(MOST_KINDS)(partial(Prepared, build))

    @wraps(build)
    def ask(*kind, **values):
        return made(*kind).ask(values)

    return ask
