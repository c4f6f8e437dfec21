from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.uploads import extension
from commitments import actions
from commitments.models import Level

IN_A_MONTH = timedelta(days=30)


@pytest.fixture
def today():
    return timezone.localdate()


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
