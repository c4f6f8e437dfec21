from django.db import migrations

from audit.models import Detail as Now


def move(apps, schema_editor):
    entries = apps.get_model("audit", "Entry").objects.using(
        schema_editor.connection.alias
    )
    details = apps.get_model("audit", "Detail").objects.using(
        schema_editor.connection.alias
    )
    for entry in entries.iterator():
        told = {
            "label": entry.about_label,
            "before": entry.before,
            "after": entry.after,
            "reason": entry.reason,
        }
        sealed = Now(**told)
        details.create(entry=entry, salt=sealed.salt, **told)
        entries.filter(pk=entry.pk).update(digest=sealed.digest())


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_details_and_chain")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
