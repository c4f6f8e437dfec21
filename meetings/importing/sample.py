"""An example row that the importer accepts, from what the portal knows."""

from datetime import date, time

from django.utils.text import capfirst

from accounts.models import Organisation
from meetings.models import Level, Meeting, Room
from workdays.arithmetic import next_workday


def sample_rows(year):
    associations = Organisation.objects.filter(
        kind=Organisation.Kind.ASSOCIATION, is_active=True
    )
    room = Room.objects.filter(is_active=True).first()
    unit = Organisation.objects.filter(kind=Organisation.Kind.CUSTOMS).first()
    return [
        [
            next_workday(date(year, 3, 15)),
            time(10, 30),
            time(12, 0),
            capfirst(str(Meeting.Kind.BILATERAL.label)),
            "",
            ", ".join(o.acronym for o in associations[:1]),
            room.name if room else "",
            capfirst(str(Meeting.Kind.BILATERAL.label)),
            unit.acronym if unit else "",
            str(Level.PARTIES.label),
        ]
    ]
