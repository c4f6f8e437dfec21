from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_seat_the_members")]
    operations = [
        migrations.RemoveField(model_name="committee", name="members"),
        migrations.AddField(
            model_name="committee",
            name="members",
            field=models.ManyToManyField(
                related_name="memberships",
                through="meetings.CommitteeMember",
                to="accounts.organisation",
                verbose_name="members",
            ),
        ),
    ]
