from django.db import migrations

from accounts import groups


def grant_permissions(apps, schema_editor):
    for model in ("question", "breakdown"):
        groups.grant(apps, groups.AUDITOR, f"surveys.view_{model}")


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0003_joined_parts_and_withdrawal"),
        ("accounts", "0002_groups"),
    ]
    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
