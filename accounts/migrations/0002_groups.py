from django.db import migrations

from accounts import groups

PEOPLE = ("user", "organisation", "office", "mandate", "accessrequest")


def make_groups(apps, schema_editor):
    for name in groups.ALL:
        groups.grant(apps, name)
    for model in PEOPLE:
        for action in ("view", "add", "change"):
            groups.grant(apps, groups.USER_MANAGER, f"accounts.{action}_{model}")
        groups.grant(apps, groups.AUDITOR, f"accounts.view_{model}")
    groups.grant(apps, groups.AUDITOR, "audit.view_entry")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("audit", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
