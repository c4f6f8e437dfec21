from django.db import migrations

from accounts import groups


def grant_permissions(apps, schema_editor):
    for action in ("view", "add", "change"):
        groups.grant(apps, groups.PROGRAMME_OFFICER, f"meetings.{action}_topic")
    groups.grant(apps, groups.PROGRAMME_SIGNATORY, "meetings.view_topic")
    groups.grant(apps, groups.AUDITOR, "meetings.view_topic")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_topics_and_agenda")]
    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
