from django.db import migrations


def seat_the_members(apps, schema_editor):
    Seat = apps.get_model("meetings", "CommitteeMember")
    members = apps.get_model("meetings", "Committee").members.through
    Seat.objects.bulk_create(
        Seat(committee_id=row.committee_id, organisation_id=row.organisation_id)
        for row in members.objects.all()
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_committee_seats")]
    operations = [migrations.RunPython(seat_the_members, migrations.RunPython.noop)]
