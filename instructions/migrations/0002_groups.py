from django.db import migrations

from accounts import groups

KEPT = ("instruction", "version", "consultation", "comment", "difficulty")
READ = (*KEPT, "acknowledgement", "article", "relation")


def grant_permissions(apps, schema_editor):
    for group in (groups.TEXT_EDITOR, groups.TEXT_SIGNATORY, groups.AUDITOR):
        for model in READ:
            groups.grant(apps, group, f"instructions.view_{model}")
    for model in KEPT:
        for action in ("add", "change"):
            groups.grant(apps, groups.TEXT_EDITOR, f"instructions.{action}_{model}")
    groups.grant(apps, groups.TEXT_SIGNATORY, "instructions.sign_version")
    groups.grant(apps, groups.TEXT_SIGNATORY, "instructions.publish_version")
    groups.grant(apps, groups.TEXT_EDITOR, "instructions.publish_version")
    groups.grant(apps, groups.LOCAL_SECRETARY, "instructions.answer_local_difficulty")


class Migration(migrations.Migration):
    dependencies = [("instructions", "0001_initial"), ("accounts", "0002_groups")]
    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
