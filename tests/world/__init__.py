"""One small world in which every address leads somewhere.

Each file makes one part of it: a fixture that returns the names that stand for
arguments in the rows of the matrix.
"""

import pytest

# The fixtures, each in a file of its own, that make the world.
PARTS = (
    "promises",
    "texts",
    "waves",
    "programmes",
    "convened",
    "topics",
    "bodies",
    "minutes_of_the_world",
    "days",
    "letters",
)


@pytest.fixture
def media(settings, tmp_path):
    """Uploaded files lie in a folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(request, brokers, broker, office):
    search = broker.searches.create(name="Retards", address="/commitments/?overdue=on")
    found = {"ORGANISATION": brokers.pk, "OFFICE": office.pk, "SEARCH": search.pk}
    for part in PARTS:
        found |= request.getfixturevalue(part)
    return found
