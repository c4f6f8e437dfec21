from django.db import migrations

from accounts import groups

READ = ("workdays.view_holiday", "workdays.view_officehours", "auth.view_group")


def let_the_auditor_read(apps, schema_editor):
    groups.grant(apps, groups.AUDITOR, *READ)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_groups")]
    operations = [migrations.RunPython(let_the_auditor_read, migrations.RunPython.noop)]
