from django.db import migrations

from accounts import groups

MODELS = ("commitment", "plan", "objective")
READ = (*MODELS, "counterpart", "evidence", "step", "escalation")


def grant_permissions(apps, schema_editor):
    for group in (
        groups.PROGRAMME_OFFICER,
        groups.PROGRAMME_SIGNATORY,
        groups.AUDITOR,
    ):
        for model in READ:
            groups.grant(apps, group, f"commitments.view_{model}")
    for model in MODELS:
        for action in ("add", "change"):
            groups.grant(
                apps, groups.PROGRAMME_OFFICER, f"commitments.{action}_{model}"
            )
    for group in (groups.PROGRAMME_OFFICER, groups.PROGRAMME_SIGNATORY):
        groups.grant(apps, group, "commitments.publish_plan")
    groups.grant(apps, groups.LOCAL_SECRETARY, "commitments.add_local_commitment")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0001_initial"), ("accounts", "0002_groups")]
    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
