from importlib import import_module

from django.db import migrations, models

triggers = import_module("instructions.migrations.0004_keep_what_is_signed")


def make_trigger_again(apps, schema_editor):
    """SQLite adds a column by making the table anew, which loses its trigger."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "DROP TRIGGER IF EXISTS instructions_article_is_fixed", params=None
        )
        schema_editor.execute(triggers.SQLITE[1], params=None)


class Migration(migrations.Migration):
    dependencies = [("instructions", "0004_keep_what_is_signed")]
    operations = [
        migrations.AddField(
            model_name="article",
            name="html",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.RunPython(make_trigger_again, migrations.RunPython.noop),
    ]
