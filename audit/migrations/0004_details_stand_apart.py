from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_move_the_details")]
    operations = [
        migrations.RemoveField("entry", name)
        for name in ("about_label", "before", "after", "reason")
    ]
