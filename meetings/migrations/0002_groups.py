from django.db import migrations

from accounts import groups

OWN = ("programme", "meeting", "committee", "room")


def grant_permissions(apps, schema_editor):
    for model in OWN:
        for action in ("view", "add", "change"):
            groups.grant(apps, groups.PROGRAMME_OFFICER, f"meetings.{action}_{model}")
        groups.grant(apps, groups.PROGRAMME_SIGNATORY, f"meetings.view_{model}")
        groups.grant(apps, groups.AUDITOR, f"meetings.view_{model}")
    groups.grant(apps, groups.PROGRAMME_SIGNATORY, "meetings.publish_programme")
    groups.grant(apps, groups.LOCAL_SECRETARY, "meetings.change_local_meeting")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("accounts", "0002_groups")]
    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
