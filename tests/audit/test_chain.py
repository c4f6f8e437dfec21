"""The trail shows any later rewriting, and lets the details of people go."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit import chain, retention
from audit.models import Batch, Detail, Entry
from audit.tasks import chain_entries
from audit.trail import record


@pytest.fixture
def entries(brokers, officer):
    """Three entries in two batches."""
    made = [record("organisation.changed", brokers, by=officer, reason="Nom")]
    chain_entries()
    made += [
        record("organisation.changed", brokers, by=officer, reason=why)
        for why in ("Adresse", "Sigle")
    ]
    chain_entries()
    return made


def rewrite(sql, *values):
    """As somebody with the database in hand, who first takes the guard away."""
    with connection.cursor() as cursor:
        on = " ON audit_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_entry_is_fixed{on}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER audit_entry_stays{on}")
        cursor.execute(sql, values)


def test_each_batch_seals_the_one_before(entries):
    first, second = Batch.objects.all()

    assert (first.count, first.previous) == (1, "")
    assert (second.count, second.previous) == (2, first.seal)
    found = chain.check()
    assert (found.batches, found.entries, found.unchained, found.faults) == (
        2,
        3,
        0,
        [],
    )


def test_a_second_run_seals_nothing_twice(entries):
    chain_entries()

    assert Batch.objects.count() == 2


def test_the_database_refuses_to_rewrite_an_entry(entries):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE audit_entry SET verb = 'x'")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE audit_entry SET batch_id = NULL")


def test_a_rewritten_entry_shows(entries):
    rewrite("UPDATE audit_entry SET verb = 'x' WHERE id = %s", entries[1].pk)

    assert chain.check().faults == ["batch 2 was changed"]
    with pytest.raises(CommandError, match="batch 2 was changed"):
        call_command("check_audit")


def test_a_removed_entry_shows(entries):
    Detail.objects.filter(entry=entries[0]).delete()
    rewrite("DELETE FROM audit_entry WHERE id = %s", entries[0].pk)

    assert chain.check().faults == ["batch 1 was changed"]


def test_a_rewritten_detail_shows(entries):
    Detail.objects.filter(entry=entries[2]).update(reason="Autre chose")

    assert chain.check().faults == [f"the detail of entry {entries[2].pk} was changed"]


def test_a_chain_made_anew_does_not_meet_the_published_seals(entries, tmp_path, client):
    published = tmp_path / "seals.txt"
    published.write_bytes(client.get("/seals/seals.txt").content)
    call_command("check_audit", heads=published)

    day = timezone.localdate().isoformat()
    published.write_text(f"{day} {'0' * 64}\n")
    with pytest.raises(CommandError, match=f"the seal published for {day} is gone"):
        call_command("check_audit", heads=published)


def test_the_last_seal_of_each_day_is_public(entries, client):
    day, last = timezone.localdate().isoformat(), Batch.objects.last()

    assert client.get("/seals/seals.txt").content.decode() == f"{day} {last.seal}\n"
    assert last.seal in client.get("/en/seals/").content.decode()


def test_details_are_removed_and_the_chain_holds(entries, brokers):
    assert retention.erase([brokers]) == 3

    found = chain.check()
    assert (found.removed, found.faults) == (3, [])
    entry = Entry.objects.get(pk=entries[0].pk)
    assert (entry.verb, entry.reason, entry.about_label) == (
        "organisation.changed",
        "",
        "",
    )


def test_the_trail_knows_from_where_for_a_year(client, officer, settings):
    client.force_login(officer)
    client.post(
        "/accounts/profile/",
        {"name": "Autre nom", "language": "fr"},
        REMOTE_ADDR="203.0.113.9",
    )
    entry = Entry.objects.get(verb="user.changed")
    assert entry.origin == "203.0.113.9"

    chain_entries()
    assert retention.forget_origins() == 0
    settings.AUDIT_ORIGIN_DAYS = 0
    assert retention.forget_origins() == 1
    assert Entry.objects.get(pk=entry.pk).origin == ""
    assert chain.check().faults == []


def test_the_command_says_what_it_found(entries, capsys):
    call_command("check_audit")

    assert capsys.readouterr().out == (
        "2 batches, 3 entries sealed, 0 not yet, 0 details removed.\nThe chain holds.\n"
    )


def test_the_page_of_seals_asks_the_same_however_long(entries, client, queries):
    few = queries("/seals/")
    for number in range(3, 9):
        Batch.objects.create(number=number, count=0, seal="0" * 64)
    days = [timezone.now() - timedelta(days=n) for n in range(8)]
    if connection.vendor == "sqlite":
        for batch, day in zip(Batch.objects.all(), days, strict=True):
            Batch.objects.filter(pk=batch.pk).update(made_at=day)

    assert queries("/seals/") == few
