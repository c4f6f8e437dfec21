from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_answer_requests")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
