"""Words, pairs and heads are found in one narrow index; none of it is in the state."""

from importlib import import_module

from django.db import migrations, models

before = import_module("instructions.migrations.0003_search_index")

# Bodies leave the rows that a search walks over. The function's cost keeps PostgreSQL
# from reading every row where its index answers, and a pending list would be read by
# every search.
POSTGRESQL = (
    "ALTER TABLE instructions_indexed DROP COLUMN vector",
    "ALTER TABLE instructions_article DROP COLUMN vector",
    "ALTER TABLE instructions_indexed SET (toast_tuple_target = 128)",
    "ALTER TABLE instructions_version SET (toast_tuple_target = 256)",
    """
    CREATE FUNCTION instructions_tokens(tokens text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 SET search_path = pg_catalog
        AS 'SELECT array_to_tsvector(string_to_array(tokens, '' ''))'
    """,
    """
    CREATE INDEX instructions_indexed_tokens ON instructions_indexed
        USING gin (instructions_tokens(tokens)) WITH (fastupdate = off)
    """,
)
SQLITE = (
    "DROP TABLE instructions_indexed_fts",
    "DROP TABLE instructions_article_fts",
    """
    CREATE VIRTUAL TABLE instructions_indexed_fts
        USING fts5(tokens, detail=none, tokenize="ascii tokenchars '_'")
    """,
)
UNDO_POSTGRESQL = (
    "DROP INDEX instructions_indexed_tokens",
    "DROP FUNCTION instructions_tokens",
    "ALTER TABLE instructions_version RESET (toast_tuple_target)",
    "ALTER TABLE instructions_indexed RESET (toast_tuple_target)",
    before.POSTGRESQL,
)
UNDO_SQLITE = ("DROP TABLE instructions_indexed_fts", before.SQLITE)


def run(schema_editor, sqlite, postgresql):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite if is_sqlite else postgresql:
        before.run(schema_editor, statement)


def make_index(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def drop_index(apps, schema_editor):
    run(schema_editor, UNDO_SQLITE, UNDO_POSTGRESQL)


def empty(apps, schema_editor):
    """What was indexed another way is indexed again by the task that looks for it."""
    apps.get_model("instructions", "Indexed").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("instructions", "0008_keep_all_that_is_signed")]
    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
        migrations.RemoveField("indexed", "head"),
        migrations.AddField(
            "indexed",
            "language",
            models.CharField(max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            "indexed",
            "tokens",
            models.TextField(help_text="Each once, with pairs and those of the head."),
            preserve_default=False,
        ),
        migrations.AlterField(
            "indexed",
            "stems",
            models.TextField(help_text="In order, field after field."),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
