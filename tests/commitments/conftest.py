from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.uploads import extension
from commitments import actions
from commitments.models import Level
from workdays.arithmetic import next_workday

IN_A_MONTH = timedelta(days=30)


@pytest.fixture
def today(db):
    """A working day, whatever day the tests run on."""
    with time_machine.travel(nine(next_workday(timezone.localdate())), tick=True):
        yield timezone.localdate()


def nine(day):
    return timezone.make_aware(datetime.combine(day, time(9)))


@pytest.fixture
def promise(region, brokers, carriers, officer, today):
    """Write down a promise of the regional directorate to brokers and carriers."""

    def promise(**fields):
        values = {
            "what": "Afficher les délais de dédouanement à Diboli.",
            "owner": region,
            "counterparts": [brokers, carriers],
            "factor": 3,
            "due_on": today + IN_A_MONTH,
            "by": officer,
            "level": Level.PARTIES,
        }
        return actions.promise(**values | fields)

    return promise


@pytest.fixture
def commitment(promise):
    return promise()


@pytest.fixture
def proof(settings, tmp_path):
    """A small PDF, as a form has checked it."""
    settings.MEDIA_ROOT = tmp_path

    def proof(content=b"%PDF-1.7 proof", name="Photo du panneau.pdf"):
        file = SimpleUploadedFile(name, content)
        file.extension = extension(file, name)
        return file

    return proof
