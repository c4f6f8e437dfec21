from django.db import migrations

from accounts import groups

GRANTS = {
    groups.PROGRAMME_OFFICER: ["notices.view_reply", "notices.change_reply"],
    groups.AUDITOR: [
        "notices.view_notice",
        "notices.view_address",
        "notices.view_reply",
    ],
}


def grant_all(apps, schema_editor):
    for group, permissions in GRANTS.items():
        groups.grant(apps, group, *permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("accounts", "0002_groups"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant_all, migrations.RunPython.noop)]
