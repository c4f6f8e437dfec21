"""What searches the stems, by vendor; none of it is in the models' state."""

from django.db import migrations

POSTGRESQL = """
ALTER TABLE instructions_indexed ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (strip(to_tsvector('simple', stems))) STORED;
CREATE INDEX instructions_indexed_vector ON instructions_indexed USING gin (vector);
ALTER TABLE instructions_article ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED;
CREATE INDEX instructions_article_vector ON instructions_article USING gin (vector);
"""
SQLITE = """
CREATE VIRTUAL TABLE instructions_indexed_fts
    USING fts5(stems, detail=none, tokenize="ascii");
CREATE VIRTUAL TABLE instructions_article_fts
    USING fts5(stems, tokenize="ascii");
"""
UNDO_POSTGRESQL = """
ALTER TABLE instructions_indexed DROP COLUMN vector;
ALTER TABLE instructions_article DROP COLUMN vector;
"""
UNDO_SQLITE = """
DROP TABLE instructions_indexed_fts;
DROP TABLE instructions_article_fts;
"""


def run(schema_editor, statements):
    for statement in statements.split(";\n"):
        if statement.strip():
            schema_editor.execute(statement, params=None)


def make_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    run(schema_editor, SQLITE if is_sqlite else POSTGRESQL)


def drop_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    run(schema_editor, UNDO_SQLITE if is_sqlite else UNDO_POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = [("instructions", "0002_groups")]
    operations = [migrations.RunPython(make_index, drop_index)]
