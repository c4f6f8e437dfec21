"""Prepared queries: what is filled in, and what a query may not know beforehand."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import DateField
from django.utils import timezone

from audit.prepared import Given, Prepared, prepared
from instructions import asked, reading
from instructions.models import Version
from instructions.viewpoint import Viewpoint

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def test_the_same_query_answers_for_each_value(published, today):
    asked_times = []

    @prepared
    def published_by():
        asked_times.append(1)
        return Version.objects.published_by(Given("day", DateField()))

    version = published("001", published_on=today - timedelta(days=10))
    assert published_by(day=today) == [version]
    made = len(asked_times)
    assert published_by(day=today - timedelta(days=11)) == []
    assert published_by(day=today - timedelta(days=10)) == [version]
    assert len(asked_times) == made


def test_nothing_is_kept_of_what_was_read(published, today):
    def statuses(**asked_for):
        rows = reading.timeline(instruction.slug, STRANGER, Viewpoint(**asked_for))
        return [version.status for version in rows]

    days = [today - timedelta(days=count) for count in (5, 3)]
    instruction = published("001", in_force_on=days[0]).instruction
    assert statuses() == ["in_force"]
    published(following=instruction, in_force_on=days[1])

    assert statuses() == ["in_force", "replaced"]
    assert statuses(on=days[0]) == ["upcoming", "in_force"]


def test_strangers_and_officers_ask_with_queries_of_their_own(write, text_editor):
    draft = write("001")
    slug, now = draft.instruction.slug, timezone.now()

    for _ in range(2):
        assert asked.text(text_editor, slug=slug, now=now) == [draft.instruction]
        assert asked.text(STRANGER, slug=slug, now=now) == []


def test_a_day_cannot_be_put_into_sql_once(today):
    rows = Version.objects.published_by(today)

    with pytest.raises(ValueError, match="never change"):
        Prepared(lambda: rows)


def test_a_connection_keeps_so_many_plans_and_no_more(published, monkeypatch):
    monkeypatch.setattr("audit.prepared.MOST_PLANS", 2)
    version = published("001", labels=[("step", "3")])

    for _ in range(2):
        assert asked.labels(instruction=version.instruction_id)
        assert asked.articles(version=version.pk)
        assert not asked.offices(instruction=version.instruction_id)
        assert plans_kept() <= 2


def plans_kept():
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_a_year_cannot_be_put_into_sql_once_either(today):
    def of_this_year():
        return Version.objects.filter(number=timezone.localdate().year)

    with pytest.raises(AssertionError, match="depends on the clock"):
        Prepared(of_this_year)


@pytest.mark.django_db(transaction=True)
def test_a_connection_and_a_table_may_be_new_between_two_questions(published):
    instruction = published("001", labels=[("step", "3")]).instruction

    def codes():
        return [code for _scheme, code in asked.labels(instruction=instruction.pk)]

    assert codes() == ["3"]
    connection.close()
    assert codes() == ["3"]
    with altered("instructions_label", "code", 12):
        assert codes() == ["3"]
    assert codes() == ["3"]


@contextmanager
def altered(table, column, length):
    """A column of another length for a while, where PostgreSQL plans by it."""
    if connection.vendor == "sqlite":
        yield
        return
    alter = f"ALTER TABLE {table} ALTER {column} TYPE varchar"
    with connection.cursor() as cursor:
        cursor.execute(f"{alter}({length})")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"{alter}(10)")
