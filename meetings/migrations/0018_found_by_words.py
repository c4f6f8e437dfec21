"""The database marks what the search must read again, whoever wrote it and how."""

import django.db.models.deletion
from django.db import migrations, models

# What is found, and whose words it holds: of a row itself, or of one it points to.
FOUND = {
    "meeting": (
        "meetings_meeting",
        ("title", "title_en", "description", "committee_id", "lead_id"),
    ),
    "commitment": (
        "commitments_commitment",
        ("what", "what_en", "reference", "owner_id"),
    ),
    "topic": ("meetings_topic", ("title", "title_en", "text", "reference")),
}
NAMED = {
    "meetings_committee": (
        ("name", "name_en"),
        "meeting_id IN (SELECT id FROM meetings_meeting WHERE committee_id = NEW.id)",
    ),
    "accounts_organisation": (
        ("acronym",),
        "meeting_id IN (SELECT id FROM meetings_meeting WHERE lead_id = NEW.id)"
        " OR commitment_id IN"
        " (SELECT id FROM commitments_commitment WHERE owner_id = NEW.id)",
    ),
}
ADD = "INSERT INTO meetings_findable ({name}_id, fr, en, analyser) {values}"
MARK = "UPDATE meetings_findable SET analyser = 0 WHERE {which}"
SQLITE = "CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {action}; END"
POSTGRESQL = """CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {action}; RETURN NULL; END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION {name}()"""
INDEX = """CREATE INDEX meetings_findable_{language} ON meetings_findable
USING gin (string_to_array({language}, ' ')) WITH (fastupdate = off)"""


def triggers():
    """The name, event, table, columns and action of each."""
    for name, (table, columns) in FOUND.items():
        add = ADD.format(name=name, values="VALUES (NEW.id, '', '', 0)")
        yield f"{table}_is_found", "INSERT", table, (), add
        mark = MARK.format(which=f"{name}_id = NEW.id")
        yield f"{table}_is_read_again", "UPDATE", table, columns, mark
    for table, (columns, which) in NAMED.items():
        mark = MARK.format(which=which)
        yield f"{table}_is_read_again", "UPDATE", table, columns, mark


def make_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
    for name, event, table, columns, action in triggers():
        changed = " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in columns)
        statement = (SQLITE if is_sqlite else POSTGRESQL).format(
            name=name,
            event=event,
            table=table,
            when=f"WHEN ({changed})" if columns else "",
            action=action,
        )
        schema_editor.execute(statement, params=None)


def drop_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, *_more in triggers():
        if is_sqlite:
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)
        else:
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE", params=None)


def add_what_is_there(apps, schema_editor):
    for name, (table, _columns) in FOUND.items():
        values = f"SELECT id, '', '', 0 FROM {table}"
        schema_editor.execute(ADD.format(name=name, values=values), params=None)


def make_indexes(apps, schema_editor):
    """One for each language; a pending list would be read by every search."""
    if schema_editor.connection.vendor == "postgresql":
        for language in ("fr", "en"):
            schema_editor.execute(INDEX.format(language=language), params=None)


def owner(model):
    return models.OneToOneField(
        null=True, on_delete=django.db.models.deletion.CASCADE, to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0017_letter_days"),
        ("commitments", "0003_words_of_the_register"),
    ]
    operations = [
        migrations.CreateModel(
            name="Findable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("meeting", owner("meetings.meeting")),
                ("commitment", owner("commitments.commitment")),
                ("topic", owner("meetings.topic")),
                ("fr", models.TextField(help_text="In order, field after field.")),
                ("en", models.TextField(help_text="In order, field after field.")),
                (
                    "analyser",
                    models.PositiveSmallIntegerField(
                        db_index=True,
                        help_text="The version of what cut the words; 0 is not cut.",
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
            },
        ),
        migrations.RunPython(add_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(make_indexes, migrations.RunPython.noop),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
