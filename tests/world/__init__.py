"""One small world in which every address leads somewhere.

Each file makes one part of it: a fixture that returns the names that stand for
arguments in the rows of the matrix.
"""

import pytest


@pytest.fixture
def media(settings, tmp_path):
    """Uploaded files lie in a folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(texts, waves, programmes, convened, bodies, letters, brokers, office):
    own = {"ORGANISATION": brokers.pk, "OFFICE": office.pk}
    return own | texts | waves | programmes | convened | bodies | letters
