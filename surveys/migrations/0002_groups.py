from django.db import migrations

from accounts import groups

OWN = ("wave", "version")


def grant_permissions(apps, schema_editor):
    for model in OWN:
        for action in ("view", "add", "change"):
            groups.grant(apps, groups.SURVEY_ANALYST, f"surveys.{action}_{model}")
        groups.grant(apps, groups.SURVEY_APPROVER, f"surveys.view_{model}")
        groups.grant(apps, groups.AUDITOR, f"surveys.view_{model}")
    groups.grant(apps, groups.SURVEY_APPROVER, "surveys.approve_version")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial"), ("accounts", "0002_groups")]
    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
